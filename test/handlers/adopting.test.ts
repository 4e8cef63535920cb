// A secretary adopts a suggestion: in more words, before its reporter has decided on his name, and not after all.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PointTalk, pointTalk } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await pointTalk();
});
afterEach(() => talk.close());

const plain = async () => {
  await talk.ask('zhou', '建议在东门加个充电柜');
  await talk.ask('zhou', '2');
};

describe('a suggestion', () => {
  it.each(['A-0001 采纳，下周装', 'A-0001采纳了，已经联系物业'])('may be told with more: “%s”', async (words) => {
    await plain();
    expect(await talk.ask('li', words)).toBe('A-0001 采纳了，加 5 分，我单独告诉提的人。');
    expect(await talk.ask('li', 'A-0001 经过')).toContain('李书记 采纳');
  });

  it('earns what the rules give, whatever is said', async () => {
    await plain();
    expect(await talk.ask('li', 'A-0001 采纳了 加10分')).toBe(
      'A-0001 采纳了，加 5 分，我单独告诉提的人。分数按细则是 5 分，不能另定。',
    );
  });

  it('waits until its reporter has said whether he stays unknown', async () => {
    await talk.ask('zhou', '建议在东门加个充电柜');
    expect(await talk.ask('li', 'A-0001 采纳')).toBe('A-0001 采纳记下了。提的人还没定匿不匿名，等一刻钟再记分。');
    expect(await talk.ask('zhou', '1')).toContain('A-0001 已匿名');
    await talk.until('2026-11-23T21:00');
    expect(await talk.ledger()).toEqual([]);
  });

  it('earns later where he says nothing of it', async () => {
    await talk.ask('zhou', '建议在东门加个充电柜');
    await talk.ask('li', 'A-0001 采纳');
    expect(await talk.ledger()).toEqual([]);
    await talk.until('2026-11-23T21:00');
    expect(await talk.ledger()).toEqual(['zhou 5 suggestion_adopted ticket:1']);
  });

  it('is dropped while it waits, and adopted again all the same; later its entry is named', async () => {
    await talk.ask('zhou', '建议在东门加个充电柜');
    await talk.ask('li', 'A-0001 采纳');
    expect(await talk.ask('li', '取消采纳 A-0001')).toBe('好，A-0001 不采纳了，没有记分。');
    await talk.ask('li', 'A-0001 采纳');
    await talk.until('2026-11-23T21:00');
    expect(await talk.ledger()).toEqual(['zhou 5 suggestion_adopted ticket:1']);
    expect(await talk.ask('li', '取消采纳 A-0001')).toBe('A-0001 的分记了账，要撤就说“撤销积分 1 原因”。');
  });

  it('is turned down with a reason', async () => {
    await plain();
    expect(await talk.ask('li', 'A-0001 不采纳')).toContain('A-0001 为什么不办？');
  });
});
