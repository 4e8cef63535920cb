// Points and prices of which only some are the branch's.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type PointTalk, pointTalk } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await pointTalk();
});
afterEach(() => talk.close());

describe('what is no person', () => {
  const price = (name: string, cost: number) => `能换的：\n${name} ${cost} 分，剩 9 份\n想换就说“换${name}”。`;

  it.each(['zhou', 'li'])('has a price, for %s', async (who) => {
    await talk.ask('li', '上架 洗车券 5分 9张');
    await talk.ask('li', '上架 水 2分 9瓶');
    expect(await talk.ask(who, '洗车券多少分')).toBe(price('洗车券', 5));
    expect(await talk.ask(who, '水几分')).toBe(price('水', 2));
  });

  it.each(['毛巾几分', '雨衣多少积分', '服务分数多少', '平台积分多少', '及格多少分'])(
    'is looked for in no roster: %s',
    async (words) => {
      for (const who of ['zhou', 'li']) expect(await talk.ask(who, words)).not.toMatch(/名册|别人的我不说/);
    },
  );

  it('tells nobody who is in the roster', async () => {
    expect(await talk.ask('zhou', '老孙的积分')).toBe('积分只告诉本人，别人的我不说。');
    expect(await talk.ask('zhou', '老王的积分')).toBe('积分只告诉本人，别人的我不说。');
  });
});

describe('points that others take', () => {
  test.each(['骑手闯红灯扣6分有没有依据', '超时罚5分太冤了', '差评扣3分 骑手想申诉', '差评扣3分', '闯红灯扣6分'])(
    'are none of the branch’s: %s',
    async (words) => {
      expect(await talk.ask('li', words)).not.toContain('不能直接加减');
    },
  );
});
