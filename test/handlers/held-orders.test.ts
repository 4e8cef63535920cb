// Orders that are not to be carried out now, or put right in the same breath.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { earnPoints, exchange, GOODS, type PointTalk, shop } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await shop();
});
afterEach(() => talk.close());

const HELD = '好，没有动。要办的时候再跟我说。';

describe('an order about the shelf', () => {
  test.each([
    '洗车券先别下架',
    '别把洗车券下架',
    '洗车券不下架',
    '下周再把洗车券下架',
    '洗车券先别加5张',
    '明天洗车券加5张',
    '周五再把洗车券改成20分',
    '过两天上架 毛巾 2分 3条',
    '等毛巾到了再上架 毛巾 2分 3条',
    '上架 毛巾 2分 3条 算了',
    '下架洗车券 等等',
  ])('“%s” is held back', async (words) => {
    expect(await talk.ask('li', words)).toBe(HELD);
    expect(await talk.ask('li', '有什么能换的')).toBe(GOODS);
  });

  it('comes to what it was put right to', async () => {
    expect(await talk.ask('li', '洗车券加5张 不对 3张')).toBe('洗车券现在有 5 份。');
    expect(await talk.ask('li', '下架洗车券 说错了 是水')).toBe('水下架了。已经申请的照常办。');
    expect(await talk.ask('li', '上架 毛巾 2分 3条 不对是5条')).toBe('毛巾上架了，2 分，5 份。');
  });

  it('that is put right unclearly is asked for once more', async () => {
    expect(await talk.ask('li', '上架 毛巾 2分 3条 不对 5')).toBe('没听准改成哪个，什么都没动。请整句再说一遍。');
    expect(await talk.ask('li', '有什么能换的')).toBe(GOODS);
  });
});

describe('an order about points, hours or an exchange', () => {
  beforeEach(async () => {
    await earnPoints(talk, 'zhou', 8);
    await earnPoints(talk, 'wang', 8);
    await exchange(talk, 'zhou');
  });

  test.each([
    '兑换1同意 哎不对 先别',
    '兑换1同意 等等',
    '兑换1 先不批',
    '兑换1 下周再批',
    '撤销积分1 算了 不撤了',
    '先别撤积分1',
  ])('“%s” changes nothing', async (words) => {
    const before = await talk.ledger();
    expect(await talk.ask('li', words)).toBe(HELD);
    expect(await talk.ledger()).toEqual(before);
    expect(await talk.ask('li', '待兑换')).toContain('待兑换 1 件');
  });

  it('is about the other number, where it was put right', async () => {
    expect(await talk.ask('li', '撤销积分1 不对 应该是2 没去')).toContain('老王的积分 2 撤了');
    expect(await talk.ask('li', '兑换7同意 不对 是1')).toBe('兑换 1 同意了，我告诉老周。');
  });

  it('keeps a reason that begins like a slip', async () => {
    expect(await talk.ask('li', '撤销积分2，不是本人去的')).toContain('老王的积分 2 撤了');
  });

  it('of somebody who may not give it undoes nothing of his own', async () => {
    const before = await talk.ledger();
    expect(await talk.ask('wang', '撤销积分1 等等先别')).toBe(HELD);
    expect(await talk.ledger()).toEqual(before);
  });
});
