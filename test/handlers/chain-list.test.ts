import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linesIn, restIn } from '../../handlers/chain-list.ts';
import { type ActivityTalk, activityTalk, sessionAt } from '../support/activities.ts';

describe('a chain list is heard', () => {
  test.each([
    ['#接龙 11月主题党日报名 1. 老周 2. 小吴+1', ['老周', '小吴+1']],
    ['1. 老周 2. 小吴+1 3、张三 2人', ['老周', '小吴+1', '张三 2人']],
    ['接龙报名 周四20:05 江畔驿站 1、老周 2、小吴 带娃 4、张三', ['老周', '小吴 带娃', '张三']],
    ['①老周 ②小吴'.normalize('NFKC'), ['老周', '小吴']],
    ['接龙 11月26日 1.老周 2.老王 2个人 3.小刘 不来', ['老周', '老王 2个人', '小刘 不来']],
    ['接龙 快递：1. 老周 2. 老王 骑手：1. 小刘', ['老周', '老王 骑手:'.replace(':', '：'), '小刘']],
  ])('%s', (words, lines) => {
    expect(linesIn(words)).toEqual(lines);
  });

  test.each([
    '发个接龙',
    '通知大家：1. 带身份证 2. 带口罩',
    '下周三党日，流程：1. 签到 2. 学习',
    '我今天送了 1. 5 公里 2 趟',
    '11月26日 20:05 党日',
    '发个通知，大家在群里接龙 1. 老周 2. 小吴',
    '志愿服务两小时',
  ])('%s is none', (words) => {
    expect(linesIn(words)).toBeNull();
  });

  test('in time that grows with its length', () => {
    for (const words of ['1.'.repeat(2_000), '、'.repeat(4_000), `接龙 ${'1. 老周 '.repeat(660)}`, '1 '.repeat(2_000)]) {
      const from = performance.now();
      for (const line of linesIn(words) ?? []) restIn(line);
      expect(performance.now() - from).toBeLessThan(2_000);
    }
  });

  test.each([
    ['', 1],
    ['+1', 2],
    [' +2', 3],
    ['2人', 2],
    [' 两个人', 2],
    ['带娃', 2],
    [' 和媳妇', 2],
    ['（快递）', 1],
    [' 报名', 1],
  ])('behind a name, "%s" means %i', (rest, partySize) => {
    expect(restIn(rest)).toEqual({ kind: 'party', partySize });
  });

  test.each([
    ['不来', 'declined'],
    [' 待定', 'declined'],
    ['?', 'declined'],
    [' 2', 'unclear'],
    [' 2-3人', 'unclear'],
    [' 帮老马报', 'unclear'],
    [' 老王', 'unclear'],
    ['明', 'other'],
  ])('behind a name, "%s" is %s', (rest, kind) => {
    expect(restIn(rest)).toEqual({ kind });
  });
});

describe('the secretary pastes a chain list', () => {
  let talk: ActivityTalk;
  beforeEach(async () => {
    talk = await activityTalk('2026-11-23T12:40');
  });
  afterEach(() => talk.close());

  const CHAIN = '#接龙\n11月主题党日报名\n1. 老周\n2. 老王+1\n3. 老马\n4. 小刘 待定\n5. 老周';

  test('and sees who was found before anything is done', async () => {
    await talk.open({ capacity: 9 });
    expect(await talk.say('li', CHAIN)).toEqual([
      [
        '“11月主题党日”接龙认出 3 人，3 行拿不准。',
        '认出：老周、老王 2 人。',
        '拿不准、不登记：老马（名册里没有）、小刘（说不来或没定）、老周（写了两次）。',
        '回 1 登记 3 人，2 取消。',
      ].join('\n'),
    ]);
    expect(await talk.signUps()).toEqual([]);
    expect(await talk.say('li', '1')).toEqual([
      '登记好了：报上 3 人。\n没登记：老马（名册里没有）、小刘（说不来或没定）、老周（写了两次）。',
    ]);
    expect(await talk.signUps()).toEqual(['zhou 1 in', 'wang 2 in']);
  });

  test('and drops it with a word', async () => {
    await talk.open();
    await talk.say('li', CHAIN);
    expect(await talk.say('li', '取消')).toEqual(['好，接龙不登记了。']);
    expect(await talk.signUps()).toEqual([]);
  });

  test('those who signed up themselves stay as they are, the rest wait when it is full', async () => {
    await talk.open({ capacity: 4 });
    await talk.say('zhou', '报名 3人');
    await talk.say('li', '接龙 1. 老周 2. 老王+1 3. 小刘');
    expect(await talk.say('li', '好')).toEqual(['登记好了：报上 1 人、候补 2 人、原来报过 3 人。']);
    expect(await talk.signUps()).toEqual(['zhou 3 in', 'wang 2 waiting', 'liu 1 in']);
    expect(await talk.say('li', '接龙 1. 老周 2. 老王+1 3. 小刘')).toHaveLength(1);
    expect(await talk.say('li', '1')).toEqual(['登记好了：原来报过 6 人。']);
  });

  test('is no deed of theirs: nothing to take back, but to cancel', async () => {
    await talk.open();
    await talk.say('li', '接龙 1. 老周 2. 老马');
    await talk.say('li', '1');
    expect(await talk.say('zhou', '撤销')).toEqual(['一天内没有你可以撤的记录。']);
    expect(await talk.say('zhou', '不来')).toEqual(['没关系，已退 1 个名额。']);
  });

  test('in a group no name is said', async () => {
    await talk.open({ capacity: 9 });
    const said = await talk.say('li', `@小蜂 ${CHAIN}`, { group: 'g1' });
    const inGroup = said.filter((text) => text.startsWith('@李书记'));
    expect(inGroup).toEqual(['@李书记 “11月主题党日”接龙认出 3 人，3 行拿不准。名单我私信你了。\n回 1 登记 3 人，2 取消。']);
    expect(said.filter((text) => text.includes('老马'))).toHaveLength(1);
  });

  test('of two activities the one in the text is meant, else it is asked', async () => {
    await talk.open({ capacity: 9 });
    await talk.open({ title: '冬季体检', kind: 'health_check', capacity: 9, sessions: [sessionAt('2026-11-28T20:05')] });
    expect((await talk.say('li', CHAIN))[0]).toContain('“11月主题党日”接龙认出 3 人');
    await talk.say('li', '2');
    expect(await talk.say('li', '接龙 1. 老周 2. 老王')).toEqual([
      '这份接龙是哪个活动的？回数字：\n1. 11月主题党日（周四）\n2. 冬季体检（周六）\n3. 都不是',
    ]);
    expect((await talk.say('li', '2'))[0]).toContain('“冬季体检”接龙认出 2 人');
  });

  test('two people of one name are nobody', async () => {
    await talk.open();
    await talk.inside(({ tx, now }) =>
      tx.members.recognise({ account: 'simulator:other', userId: 'other', name: '老王' }, now).then(async ({ id }) => {
        await tx.members.joinGroup(id, 'g1');
      }),
    );
    expect((await talk.say('li', '接龙 1. 老周 2. 老王'))[0]).toContain('老王（重名）');
  });

  test('nothing open, nobody found', async () => {
    expect(await talk.say('li', '接龙 1. 老周 2. 老王')).toEqual(['眼下没有可以报名的活动，接龙先没登记。']);
    await talk.open();
    expect((await talk.say('li', '接龙 1. 甲 2. 乙'))[0]).toContain('一个名字也没对上，没有登记。');
  });

  test('from anybody else it is no list', async () => {
    await talk.open();
    await talk.say('zhou', '接龙 1. 老周 2. 老王');
    expect(await talk.say('zhou', '1')).not.toContain('登记好了');
    expect((await talk.signUps()).filter((line) => line.startsWith('wang'))).toEqual([]);
  });
});
