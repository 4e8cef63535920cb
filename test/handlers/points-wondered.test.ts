// What people ask about points, and about those that went or never came.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { saidSchema } from '../../src/channels/simulator/index.ts';
import { type PointTalk, pointTalk, secondSecretary } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await pointTalk();
});
afterEach(() => talk.close());

describe('what people wonder about', () => {
  test.each(['报隐患有分吗', '不来扣分吗', '分啥时候过期', '一个月最多多少分', '积分细则'])(
    '“%s” shows the rules',
    async (words) => {
      expect(await talk.ask('zhou', words)).toContain('每人每月最多 60 分。没来不扣分，分不过期。');
      expect((await talk.askInGroup('zhou', words)).alone).toBe('');
    },
  );

  it('is answered without a list of anybody', async () => {
    expect(await talk.ask('li', '看看大家的积分')).toBe('积分不列名单，一个一个问我，比如“老周的积分”。');
    expect(await talk.ask('zhou', '大家都多少分')).toBe('积分只告诉本人，别人的我不说。');
    expect(await talk.ask('li', '把积分排行榜发到群里')).toContain('积分不排名，不发榜');
    expect(await talk.ask('zhou', '积分有啥用')).toContain('能换东西');
    expect(await talk.ask('zhou', '积分能换钱吗')).toBe('积分换不了钱，只能换架上的东西，说“有什么能换的”。');
  });

  it('about points that went is ours only where some went', async () => {
    expect(await talk.ask('wang', '为啥扣我5分')).not.toContain('编号');
    await talk.ask('zhou', '3号楼楼道堆杂物堵了');
    await talk.ask('li', 'H-0001 受理');
    await talk.ask('zhou', '撤销');
    expect(await talk.ask('zhou', '为啥扣我5分')).toContain('今天 -5 隐患被认定“H-0001”，报的人撤回了（编号 2）');
  });

  it('about an entry that was taken back asks for no reason', async () => {
    await talk.ask('zhou', '志愿服务1小时');
    await talk.ask('li', '撤销积分1 记错了');
    expect(await talk.ask('li', '老周的积分1撤了')).toBe('积分 1 已经撤过了，没有改动。');
    expect(await talk.ask('zhou', '编号1不对')).toBe('撤积分要书记来办。觉得不对，把编号告诉书记。');
  });

  it('is adopted by the number that is quoted, or asked for', async () => {
    await talk.close();
    talk = await pointTalk({}, [secondSecretary]);
    await talk.ask('zhou', '建议在西门加个充电柜');
    await talk.ask('zhou', '2');
    expect(await talk.ask('wang', 'A-0001 采纳')).toBe('采不采纳由书记来定，定了我告诉提的人。');
    expect(await talk.ask('li', '老周的建议采纳')).toBe('采纳哪条要说号，比如“A-0003 采纳”。');
    const said = saidSchema.parse({ from: 'li', text: '采纳', quoted: '诉求 A-0001（休息充电）', group: null });
    expect((await talk.world.say(said)).replies.map(({ text }) => text)).toEqual(['A-0001 采纳了，加 5 分，我单独告诉提的人。']);
    expect(await talk.ask('li', '老周表现好 加5分')).toContain('分跟着记录走');
  });
});
