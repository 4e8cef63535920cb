// Whose absence gives a place back, and whose does not.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ActivityTalk, activityTalk } from '../support/activities.ts';

let talk: ActivityTalk;
beforeEach(async () => {
  talk = await activityTalk('2026-11-23T12:40');
});
afterEach(() => talk.close());

describe('somebody else stays away', () => {
  test.each(['女票不去了 就我自己', '我对象跟我说她去不了了 就我一个人', '媳妇有事去不了，我自己去', '老公加班 他不来了'])(
    'who was to come along: “%s” asks for one less',
    async (words) => {
      await talk.open({ capacity: 40 });
      await talk.say('zhou', '报名 2人');
      expect((await talk.say('zhou', words)).join('')).toContain('不来，那改成 1 人？');
      await talk.say('zhou', '1');
      expect(await talk.signUps()).toEqual(['zhou 1 in']);
    },
  );

  test.each(['小刘说他不来咯', '小吴托我说一声 他明天来不了', '小王让我跟你说他来不了'])(
    '“%s” takes no place of the speaker’s',
    async (words) => {
      await talk.open({ capacity: 40 });
      await talk.say('zhou', '报名');
      expect((await talk.say('zhou', words)).join('')).toContain('你报的只有你自己，没动。');
      expect(await talk.signUps()).toEqual(['zhou 1 in']);
    },
  );
});

describe('somebody does not know yet', () => {
  test.each(['可能来不了', '估计去不成了', '我那天说不定去不了'])('“%s” keeps the place', async (words) => {
    await talk.open({ capacity: 40 });
    await talk.say('zhou', '报名');
    expect(await talk.say('zhou', words)).toEqual(['名额先给你留着。定了不来，说“不来”。']);
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
  });

  test('is told that he may sign up all the same', async () => {
    await talk.open({ capacity: 40 });
    expect(await talk.say('zhou', '可能来不了，可以先报名吗')).toEqual(['可以先报上，来不了再说“不来”，不要紧。']);
  });

  test.each(['孩子病了我去不了了', '这次不来了 下次可能来'])('“%s” is a plain no', async (words) => {
    await talk.open({ capacity: 40 });
    await talk.say('zhou', '报名');
    expect(await talk.say('zhou', words)).toEqual(['没关系，已退 1 个名额。']);
  });
});

describe('more is said than that one does not come', () => {
  const ASKED = ['“11月主题党日”你来不了吗？回 1 退名额，回 2 还来。'];

  test.each([
    '要是下雨我就不去了',
    '医院那边我去不了 党日能去',
    '今天夜班去不了巡查',
    '那个积分商城不去了 没东西',
    '江边驿站不去了 太远',
    '我们站一半人都来不了',
    '不去了，哦不是，去的',
    '取消，哎等下，我看下班',
  ])('“%s” gives no place back unasked', async (words) => {
    await talk.open({ capacity: 40 });
    await talk.say('zhou', '报名');
    await talk.say('zhou', words);
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
  });

  test('is asked about, and the answer counts', async () => {
    await talk.open({ capacity: 40 });
    await talk.say('zhou', '报名');
    expect(await talk.say('zhou', '要是下雨我就不去了')).toEqual(ASKED);
    await talk.say('zhou', '2');
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
    await talk.say('zhou', '今天夜班去不了巡查');
    await talk.say('zhou', '1');
    expect(await talk.signUps()).toEqual(['zhou 1 cancelled']);
  });

  test.each(['爆单了来不了', '周四的党日来不了', '车坏路上了 去不了', '晚上加班 来不了', '党日我不参加了'])(
    '“%s” is plain',
    async (words) => {
      await talk.open({ capacity: 40 });
      await talk.say('zhou', '报名');
      await talk.say('zhou', words);
      expect(await talk.signUps()).toEqual(['zhou 1 cancelled']);
    },
  );
});
