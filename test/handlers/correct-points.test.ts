// A secretary takes an entry of the ledger back: whose it is, and what is no order to do so.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { earnPoints, type PointTalk, shop } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await shop();
});
afterEach(() => talk.close());

describe('entries', () => {
  it('of somebody else than is named stay as they are', async () => {
    await earnPoints(talk, 'zhou', 8);
    await earnPoints(talk, 'wang', 8);
    const before = await talk.ledger();
    expect(await talk.ask('li', '撤销老周的积分2 记错了')).toBe('积分 2 是老王的，不是老周的，没有撤。说“老周的积分”看编号。');
    expect(await talk.ask('li', '把周师傅的积分2撤了')).toContain('没有撤');
    expect(await talk.ledger()).toEqual(before);
    expect(await talk.ask('li', '撤销老王的积分2 记错了')).toContain('老王的积分 2 撤了');
    expect(await talk.ask('li', '撤销重复的积分1 记了两次')).toContain('老周的积分 1 撤了');
  });

  test.each([
    '撤销积分1 要什么手续',
    '撤销积分怎么弄',
    '积分1能撤销吗',
    '撤销积分1 行不行',
    '怎么撤积分',
    '撤销积分1 要不要写原因',
  ])('“%s” is told how, and takes nothing back', async (words) => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('li', words)).toContain('说“撤销积分 编号 原因”');
    expect(await talk.ledger()).toHaveLength(1);
  });

  it('are put right, or left, when the reason is asked for', async () => {
    await earnPoints(talk, 'zhou', 8);
    await earnPoints(talk, 'wang', 8);
    await talk.ask('li', '撤销积分1');
    expect(await talk.ask('li', '不对 是2')).toBe('老王的积分 2 为什么撤？直接说一句，本人会看到。');
    expect(await talk.ask('li', '先别撤')).toBe('好，没有撤。');
    expect(await talk.ledger()).toHaveLength(2);
  });
});
