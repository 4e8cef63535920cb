import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

describe('checking in', () => {
  test('records who, what and when, and names the person in the group', async () => {
    expect(await talk.say('zhou', '@小蜂 签到', { group: 'g1' })).toEqual(['@老周 签到记下了，07:40。']);
    expect(await talk.attendance()).toMatchObject([
      { activity: null, kind: 'unspecified', member: 'zhou', at: '2026-11-22T07:40:00+08:00', mode: null, hours: null },
    ]);
  });

  test('twice changes nothing and says so', async () => {
    await talk.say('zhou', '签到');
    await talk.until('2026-11-22T07:55');
    expect(await talk.say('zhou', '我到了')).toEqual(['签到今天 07:40 记过了，不用再记。']);
    expect(await talk.attendance()).toHaveLength(1);
  });

  test('the same message delivered twice gets the same answer', async () => {
    const first = await talk.say('zhou', '签到', { messageId: 'm1' });
    expect(await talk.say('zhou', '签到', { messageId: 'm1' })).toEqual(first);
    expect(await talk.attendance()).toHaveLength(1);
  });

  test('the next day is another day', async () => {
    await talk.say('zhou', '双报到');
    await talk.until('2026-11-23T07:40');
    expect(await talk.say('zhou', '双报到')).toEqual(['双报到记下了，07:40。']);
    expect(await talk.attendance()).toHaveLength(2);
  });

  test('online is noted when it is said', async () => {
    expect(await talk.say('liu', '主题党日线上签到')).toEqual(['线上主题党日签到记下了，07:40。']);
    expect(await talk.attendance()).toMatchObject([{ kind: 'party_day', mode: 'online' }]);
  });

  test('nobody can check in for somebody else', async () => {
    expect(await talk.say('zhou', '@小蜂 帮老王签个到', { group: 'g1' })).toEqual([
      '@老周 签到得本人来，让老王自己跟我说一声就行。',
    ]);
    expect(await talk.attendance()).toEqual([]);
  });

  test('somebody in no roster can check in', async () => {
    expect(await talk.say('stranger', '签到')).toEqual(['签到记下了，07:40。']);
    expect(await talk.say('guest', '志愿服务两小时')).toEqual(['志愿服务 2 小时记下了。']);
    expect(await talk.attendance()).toMatchObject([{ member: 'stranger' }, { member: 'guest' }]);
  });

  test('spoken words count like typed ones', async () => {
    expect(await talk.say('zhou', '早巡查做完了都正常', { voice: true })).toEqual(['早巡查记下了，07:40。四样都正常。']);
  });
});

describe('the patrol', () => {
  test('with its list is one message', async () => {
    expect(await talk.say('zhou', '早巡查完了 都正常')).toEqual(['早巡查记下了，07:40。四样都正常。']);
    expect(await talk.attendance()).toMatchObject([
      { kind: 'patrol', items: { charging: 'ok', passage: 'ok', vehicles: 'ok', fire_gear: 'ok' } },
    ]);
  });

  test('without its list is recorded at once and asked about', async () => {
    expect(await talk.say('zhou', '巡查完了')).toEqual([
      '早巡查记下了，07:40。充电、通道、车辆、消防都正常吗？回1都正常，回2有问题。',
    ]);
    expect(await talk.attendance()).toMatchObject([{ kind: 'patrol', items: null }]);
    expect(await talk.say('zhou', '1')).toEqual(['好，四样都正常，记上了。']);
    expect(await talk.attendance()).toMatchObject([{ items: { charging: 'ok', fire_gear: 'ok' } }]);
  });

  test.each(['都正常', '没问题', '一', '好的', '1。'])('takes %s as "all fine"', async (words) => {
    await talk.say('zhou', '巡查完了');
    expect(await talk.say('zhou', words)).toEqual(['好，四样都正常，记上了。']);
  });

  test('"there is something" asks what', async () => {
    await talk.say('zhou', '巡查完了');
    expect(await talk.say('zhou', '2')).toEqual(['哪样有问题？直接说一句，比如“通道被三轮堵了”。']);
  });

  test('is answered by a button too, once', async () => {
    await talk.say('zhou', '@小蜂 巡查完了', { group: 'g1' });
    expect(await talk.press('zhou', 1, 'g1')).toEqual(['@老周 好，四样都正常，记上了。']);
    expect(await talk.attendance()).toMatchObject([{ items: { passage: 'ok' } }]);
  });

  test("another person's press on the same button does nothing", async () => {
    await talk.say('zhou', '@小蜂 巡查完了', { group: 'g1' });
    expect(await talk.press('wang', 2, 'g1')).toEqual([]);
    expect(await talk.attendance()).toMatchObject([{ items: null }]);
  });

  test('a question lives ten minutes', async () => {
    await talk.say('zhou', '巡查完了');
    await talk.until('2026-11-22T07:51');
    expect(await talk.press('zhou', 1)).toEqual(['这个问题过时了，请直接再说一次。']);
  });

  test('of the evening stands beside that of the morning', async () => {
    await talk.say('zhou', '早巡查完了 都正常');
    await talk.until('2026-11-22T19:30');
    expect(await talk.say('zhou', '晚巡查完了 都正常')).toEqual(['晚巡查记下了，19:30。四样都正常。']);
    expect(await talk.say('zhou', '巡查完了')).toEqual(['晚巡查今天 19:30 记过了，不用再记。']);
  });

  test('is the one that was said, whatever the clock says', async () => {
    await talk.until('2026-11-22T12:20');
    expect(await talk.say('zhou', '早巡查完了 都正常')).toEqual(['早巡查记下了，12:20。四样都正常。']);
    expect(await talk.say('zhou', '晚巡查完了 都正常')).toEqual(['晚巡查记下了，12:20。四样都正常。']);
    expect(await talk.say('zhou', '早巡查完了')).toEqual(['早巡查今天 12:20 记过了，不用再记。']);
    expect(await talk.attendance()).toMatchObject([{ half: 'morning' }, { half: 'evening' }]);
  });

  test('that ends after midnight is still that of the evening before', async () => {
    await talk.until('2026-11-23T00:20');
    await talk.say('zhou', '夜巡完事 没毛病');
    await talk.until('2026-11-23T20:30');
    expect(await talk.say('zhou', '晚巡查完了 都正常')).toEqual(['晚巡查记下了，20:30。四样都正常。']);
    expect(await talk.attendance()).toHaveLength(2);
  });

  test('its list can come later', async () => {
    await talk.say('zhou', '巡查完了');
    await talk.until('2026-11-22T08:05');
    expect(await talk.say('zhou', '早巡查 都正常')).toEqual(['早巡查单子补上了。四样都正常。']);
    expect(await talk.attendance()).toHaveLength(1);
  });
});

describe('volunteer hours', () => {
  test('are recorded as said', async () => {
    expect(await talk.say('zhou', '志愿服务两个半小时')).toEqual(['志愿服务 2.5 小时记下了。']);
    expect(await talk.attendance()).toMatchObject([{ kind: 'volunteer', hours: 2.5 }]);
  });

  test('of "a day" are asked for', async () => {
    expect(await talk.say('zhou', '志愿服务做了一天')).toEqual(['做了几个小时？直接回数字，比如 2。']);
  });

  test('are asked for when they are missing', async () => {
    expect(await talk.say('zhou', '志愿服务做完了')).toEqual(['做了几个小时？直接回数字，比如 2。']);
    expect(await talk.attendance()).toEqual([]);
    expect(await talk.say('zhou', '三个钟头吧')).toEqual(['志愿服务 3 小时记下了。']);
    expect(await talk.attendance()).toMatchObject([{ hours: 3 }]);
  });

  test.each(['志愿服务-3小时', '志愿服务 -3 小时', '志愿服务负三小时', '今天做志愿负3小时', '帮社区扫雪-3个小时'])(
    'below nothing are refused, and asked for: “%s”',
    async (words) => {
      expect(await talk.say('zhou', words)).toEqual(['-3 小时对不上，一天最多 24 小时。到底几个小时？']);
      expect(await talk.attendance()).toEqual([]);
      expect(await talk.say('zhou', '3')).toEqual(['志愿服务 3 小时记下了。']);
    },
  );

  test.each(['志愿服务3小时', '志愿服务——3小时', '负责社区志愿服务3小时', '11-23志愿服务3小时'])(
    '“%s” are three',
    async (words) => {
      expect(await talk.say('zhou', words)).toEqual(['志愿服务 3 小时记下了。']);
    },
  );

  test('that cannot be are asked again, and nothing is recorded', async () => {
    expect(await talk.say('zhou', '志愿服务25小时')).toEqual(['25 小时对不上，一天最多 24 小时。到底几个小时？']);
    expect(await talk.say('zhou', '0')).toEqual(['0 小时对不上，一天最多 24 小时。到底几个小时？']);
    expect(await talk.attendance()).toEqual([]);
    expect(await talk.say('zhou', '2')).toEqual(['志愿服务 2 小时记下了。']);
  });

  test('said twice: only the person knows whether they were done twice', async () => {
    await talk.say('zhou', '志愿服务两小时');
    expect(await talk.say('zhou', '志愿服务两小时')).toEqual(['今天已记过 2 小时。回1又做了一次，回2说重了。']);
    expect(await talk.say('zhou', '2')).toEqual(['好，那就不重复记。']);
    expect(await talk.attendance()).toHaveLength(1);
    await talk.say('zhou', '志愿服务两小时');
    expect(await talk.say('zhou', '1')).toEqual(['志愿服务 2 小时记下了。']);
    expect(await talk.attendance()).toHaveLength(2);
  });

  test('do not fill more than a day', async () => {
    await talk.say('zhou', '志愿服务18小时');
    expect(await talk.say('zhou', '志愿服务8小时')).toEqual(['今天已经记了 18 小时，再加就超过一天了，没有记。']);
  });
});
