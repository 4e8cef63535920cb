// What is said beside a check-in: having come with a complaint, two days at once, a service and a patrol.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ActivityTalk, activityTalk, sessionAt } from '../support/activities.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

describe('with nothing open', () => {
  let talk: Dialogue;
  beforeEach(async () => {
    talk = await dialogue({ now: '2026-11-18T09:40' });
  });
  afterEach(() => talk.close());

  test.each([
    ['到了 门锁着咋回事啊 不是八点半开吗', '登记诉求'],
    ['俺到了 驿站咋停电了', '登记诉求'],
    ['到驿站了 热水没了', '登记诉求'],
    ['我到了 门咋没开', '登记诉求'],
    ['饮水机没水了 我到了', '登记诉求'],
    ['到了 充电口全坏了', '电瓶充电'],
    ['到驿站了 厕所在哪', '驿站表'],
    ['来了来了 微波炉咋用', '小蜂'],
    ['到了 车棚起火了', '119'],
  ])('%s: nobody is checked in', async (words, heard) => {
    const answers = await talk.say('zhou', words);
    expect(answers.join('\n')).toContain(heard);
    expect(await talk.attendance()).toEqual([]);
  });

  test.each(['到了 堵车来晚了', '来了来了', '到了 人真多啊', '到了 签到', '我到了 签到 门锁着'])(
    '%s: having come is all that is told, or checking in is said outright',
    async (words) => {
      await talk.say('zhou', words);
      expect(await talk.attendance()).toMatchObject([{ kind: 'unspecified', at: '2026-11-18T09:40:00+08:00' }]);
    },
  );

  test.each([
    ['志愿服务一个点儿', 1],
    ['志愿服务俩点儿', 2],
    ['志愿服务 一个半点', 1.5],
    ['帮老大娘干了俩小时志愿服务', 2],
    ['帮老太太做了两小时志愿', 2],
    ['志愿服务才干了两小时', 2],
  ])('%s', async (words, hours) => {
    await talk.say('zhou', words);
    expect(await talk.attendance()).toMatchObject([{ kind: 'volunteer', hours }]);
  });

  test('the same hours on each of two days', async () => {
    await talk.say('zhou', '昨天和今天各做了两小时志愿');
    expect(await talk.attendance()).toMatchObject([
      { hours: 2, at: '2026-11-17T09:40:00+08:00' },
      { hours: 2, at: '2026-11-18T09:40:00+08:00' },
    ]);
  });

  test('of two days the one too long ago is refused alone', async () => {
    expect(await talk.say('zhou', '前天跟今天各干了俩小时志愿')).toEqual([
      '只能补记一天以内的，更早的请找书记。\n志愿服务 2 小时记下了。',
    ]);
  });

  test('a service and a patrol in one breath', async () => {
    await talk.say('zhou', '志愿服务2小时加巡查完都正常');
    expect(await talk.attendance()).toMatchObject([{ kind: 'volunteer', hours: 2 }, { kind: 'patrol' }]);
  });

  test.each(['志愿服务没够两小时', '志愿服务不到两小时'])('%s: asks how many they were', async (words) => {
    expect(await talk.say('zhou', words)).toEqual(['做了几个小时？直接回数字，比如 2。']);
    expect(await talk.attendance()).toEqual([]);
  });

  test('how hours are written down is asked back', async () => {
    expect(await talk.say('zhou', '志愿时长想记俩小时 咋弄')).toEqual(['志愿服务 2 小时，要记上吗？回1记上，回2不用。']);
    expect(await talk.attendance()).toEqual([]);
  });

  test.each(['志愿时长给俺查查', '总共多少志愿时长了', '志愿时长给我查一下'])('%s: the hours stored', async (words) => {
    await talk.say('zhou', '志愿服务2小时');
    expect((await talk.say('zhou', words)).join('')).toContain('你存了 2 小时志愿服务');
  });

  test('hours that were written down wrong are put right', async () => {
    await talk.say('zhou', '志愿服务3小时');
    expect(await talk.say('zhou', '志愿服务两小时给我记成三小时了')).toEqual(['改好了，志愿服务 3 小时改成 2 小时。']);
    expect(await talk.attendance()).toMatchObject([{ hours: 2 }]);
  });

  test('yesterday’s that were written down wrong are asked about', async () => {
    await talk.say('zhou', '昨天志愿服务3小时');
    const [answer] = await talk.say('zhou', '昨儿志愿服务两小时给我记成三小时了');
    expect(answer).toContain('昨天记的是 3 小时。改成 2 小时');
  });
});

describe('while something is held', () => {
  let talk: ActivityTalk;
  beforeEach(async () => {
    talk = await activityTalk('2026-11-26T20:00');
    await talk.open({ capacity: null, place: '江畔驿站', sessions: [sessionAt('2026-11-26T20:05')] });
  });
  afterEach(() => talk.close());

  test.each(['到了 充电口全坏了', '我到了 门锁着咋回事'])('%s: the check-in counts', async (words) => {
    await talk.say('zhou', words);
    expect(await talk.attendance()).toHaveLength(1);
  });
});
