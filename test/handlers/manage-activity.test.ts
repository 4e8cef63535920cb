// What a secretary does with what is published: call it off, close and reopen it, make room, pause, stop what repeats.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import manageActivity from '../../handlers/manage-activity.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

interface Shown {
  title: string;
  capacity: number | null;
  status: string;
  sessions: { start: string; mode: string }[];
}

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-16T10:00' });
});
afterEach(() => talk.close());

const activities = async () => (await talk.world.state()).activities as Shown[];
const statuses = async () => (await activities()).map(({ status }) => status);
const say = async (text: string, from = 'li') => (await talk.say(from, text)).join('\n');
async function hold(plan: string): Promise<void> {
  await say(plan);
  expect(await say('1')).toContain('已发布');
}
const PARTY_DAY = '下周三搞个主题党日，在江畔驿站，40人';
const TRAINING = '周五晚上组织消防培训，在长江路驿站';

/** Which command of the handler hears the words; null = none. */
function heard(words: string): string | null {
  const commands = Object.entries(manageActivity.commands ?? {});
  return commands.find(([, command]) => command.hears(words) !== null)?.[0] ?? null;
}

describe('what is heard', () => {
  test.each([
    ['取消周五的党日', 'cancel'],
    ['小蜂，麻烦把明天的培训取消一下', 'cancel'],
    ['党日不搞了', 'cancel'],
    ['体检活动取消', 'cancel'],
    ['明天的培训不办了', 'cancel'],
    ['周五那个会先不开了', 'cancel'],
    ['读书会取消了吧', 'cancel'],
    ['别取消党日', 'stays'],
    ['先不取消', 'stays'],
    ['党日不取消 照常', 'stays'],
    ['党日先别取消', 'stays'],
    ['不用取消，照常办', 'stays'],
    ['周五的培训千万别停', 'stays'],
    ['截止报名', 'close'],
    ['党日报名截止', 'close'],
    ['停止报名', 'close'],
    ['别再收人了', 'close'],
    ['体检的报名先停了吧', 'close'],
    ['培训不再接受报名', 'close'],
    ['重新开放报名', 'reopen'],
    ['党日继续报名', 'reopen'],
    ['恢复体检报名', 'reopen'],
    ['党日名额加到50', 'capacity'],
    ['把体检的名额改成三十个', 'capacity'],
    ['人数减到20人', 'capacity'],
    ['培训不限人数了', 'capacity'],
    ['高温停一停活动到周五', 'pause'],
    ['台风暂停线下活动', 'pause'],
    ['暴雨，所有活动先停一停', 'pause'],
    ['线下活动都暂停', 'pause'],
    ['恢复线下活动', 'resume'],
    ['台风过了，活动照常', 'resume'],
    ['把这次党日存成模板', 'save_template'],
    ['培训存成防诈骗模板', 'save_template'],
    ['停掉每周五的培训', 'stop_series'],
    ['以后不每月搞了', 'stop_series'],
    ['取消每月的党日', 'stop_series'],
    ['每周五的消防培训以后不办了', 'stop_series'],
  ])('%s is %s', (words, command) => {
    expect(heard(words)).toBe(command);
  });

  test.each([
    '取消报名',
    '党日取消报名',
    '帮我取消党日的报名',
    '活动取消了吗？',
    '党日取消了吗',
    '党日不搞了吗',
    '谁取消了报名',
    '取消提醒',
    '取消兑换',
    '取消H-0012那个工单',
    '取消',
    '我不去了',
    '报名截止了吗？',
    '报名什么时候截止',
    '还能继续报名吗？',
    '我要报名',
    '党日报名',
    '名额加到多少',
    '还有名额吗',
    '名额加10个',
    '听说党日不搞了',
    '党日不搞了，大家别去，改天再说',
    '台风天送件慢一点',
    '活动停在哪个停车场',
    '模板在哪',
    '以后不干了',
    '每周五的培训几点',
  ])('%s is for others to read', (words) => {
    expect(heard(words)).toBeNull();
  });

  test('stays quick with long words', () => {
    const startedAt = performance.now();
    for (const unit of ['把', '取消', '每周', '报名', '，', '先', '活动', '名额']) heard(unit.repeat(2_000));
    for (const unit of ['把', '取消', '每周', '报名', '，', '先', '活动', '名额']) heard(unit.repeat(20));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('calling off', () => {
  beforeEach(() => hold(PARTY_DAY));

  test('asks once, with how many signed up, then tells them', async () => {
    await say('党日我和我媳妇去', 'zhou');
    expect(await say('取消党日')).toBe('11月主题党日（下周三 14:05）报了 2 人，取消会告诉他们。回 1 取消，2 照常办。');
    expect(await statuses()).toEqual(['open']);
    expect(await say('1')).toBe('11月主题党日取消了，会告诉报名的 2 人。');
    expect(await statuses()).toEqual(['cancelled']);
  });

  test.each(['1', '取消', '好', '确认'])('%s calls it off', async (yes) => {
    await say('党日不搞了');
    await say(yes);
    expect(await statuses()).toEqual(['cancelled']);
  });

  test.each(['2', '不', '不取消', '照常办', '别取消了'])('%s keeps it', async (no) => {
    await say('党日不搞了');
    expect(await say(no)).toBe('好，照常办。');
    expect(await statuses()).toEqual(['open']);
  });

  test('asks which of two that fit', async () => {
    await hold('12月2号搞个主题党日');
    expect(await say('取消党日')).toContain('是哪个活动？');
    await say('2');
    await say('1');
    expect(await statuses()).toEqual(['open', 'cancelled']);
  });

  test('goes by the day that is said', async () => {
    await hold(TRAINING);
    expect(await say('取消周五的活动')).toContain('消防培训（周五 14:05）');
  });

  test('says when there is none of the name', async () => {
    expect(await say('取消篮球赛')).toBe('没找到叫“篮球赛”的活动。');
  });

  test.each(['取消党日', '党日不搞了', '截止报名', '党日名额加到50', '台风暂停线下活动', '这次党日存成模板'])(
    '%s changes nothing when a rider says it',
    async (words) => {
      const before = await activities();
      await say(words, 'liu');
      await say('1', 'liu');
      expect(await activities()).toEqual(before);
    },
  );

  test('an answer after ten minutes comes too late', async () => {
    await say('取消党日');
    await talk.until('2026-11-16T10:11');
    await say('1');
    expect(await statuses()).toEqual(['open']);
  });
});

test('once sign-ups are closed no group is called to sign up, until they are open again', async () => {
  await hold(PARTY_DAY);
  expect(await say('截止报名')).toContain('还没发的报名通知不发了');
  expect((await talk.until('2026-11-17T23:00')).join()).not.toContain('回“报名”');
  await say('继续报名');
  expect((await talk.until('2026-11-18T23:00')).join()).toContain('回“报名”');
});

describe('sign-ups', () => {
  beforeEach(() => hold('下周三搞个主题党日，在江畔驿站，2人'));

  test('end and begin again', async () => {
    expect(await say('党日报名截止')).toContain('报名截止了');
    expect(await statuses()).toEqual(['closed']);
    expect(await say('截止报名')).toContain('早就截止了');
    expect(await say('继续报名')).toBe('11月主题党日又能报名了。');
    expect(await say('继续报名')).toContain('一直开着报名');
    expect(await statuses()).toEqual(['open']);
  });

  test('move up when there is more room', async () => {
    await say('党日我和我媳妇去', 'zhou');
    await say('党日我去', 'liu');
    expect(await say('党日名额加到10')).toBe('11月主题党日名额改成 10 人了。候补的 1 份报名补上了，我去告诉他们。');
    expect((await talk.world.state()).signUps).toMatchObject([{ status: 'in' }, { status: 'in' }]);
  });

  test('stay when there is less room', async () => {
    await say('党日我和我媳妇去', 'zhou');
    expect(await say('党日名额减到1')).toContain('已经报了 2 人，一个都不减');
  });

  test.each([
    ['党日名额加到0', '名额0不行，要在 1 到 5000 之间'],
    ['党日名额加到一亿', '要在 1 到 5000 之间'],
  ])('%s is refused', async (words, why) => {
    expect(await say(words)).toContain(why);
    expect((await activities())[0]!.capacity).toBe(2);
  });

  test('have no limit when none is wanted', async () => {
    await say('党日不限人数了');
    expect((await activities())[0]!.capacity).toBeNull();
  });
});

describe('storm and heat', () => {
  test('nothing is planned on site while it lasts, and what is planned is named', async () => {
    await hold(TRAINING);
    expect(await say('高温停一停活动到周五')).toMatchInlineSnapshot(`
      "好，天太热，到11月20日（周五）为止不排线下活动。恢复就说“恢复线下活动”。
      这段时间有 1 场线下活动没动：消防培训 周五 14:05。要改就说“改到”哪天。"
    `);
    expect(await say('周四搞个读书会')).toContain('周六');
  });

  test('lasts until somebody says so', async () => {
    expect(await say('台风暂停线下活动')).toContain('风雨大，这阵子不排线下活动');
    expect(await say('台风过了，活动照常')).toBe('好，线下活动照常排了。');
    expect(await say('恢复线下活动')).toContain('没有停过');
  });

  test('needs a day that is still to come', async () => {
    expect(await say('高温暂停活动到昨天')).toContain('已经过了');
  });
});

describe('what repeats', () => {
  beforeEach(() => hold('每周五晚上八点搞消防培训'));

  test.each(['停掉每周五的培训', '以后不每周搞了', '每周五的消防培训不办了', '取消每周五的培训'])(
    '%s stops it',
    async (words) => {
      expect(await say(words)).toBe('好，每周五的消防培训以后不自动办了。已经发布的照常。');
      await talk.until('2026-11-28T12:00');
      expect(await activities()).toHaveLength(1);
    },
  );

  test('asks which of two', async () => {
    await hold('每月25号搞主题党日');
    expect(await say('以后不办了')).toContain('要停哪个？');
    expect(await say('2')).toContain('以后不自动办了');
  });

  test('is not there to be stopped twice', async () => {
    await say('停掉每周五的培训');
    expect(await say('停掉每周五的培训')).toContain('没有定期办的');
  });
});
