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

  test.each([
    '撤销积分1 等我核对一下',
    '撤销积分 1 好像不用了',
    '撤销积分1，先放着',
    '积分1作废，等他本人回话再定',
    '撤销积分 1 回头再说',
  ])('“%s” puts it off', async (words) => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('li', words)).toBe('好，没有动。要办的时候再跟我说。');
    expect(await talk.ask('zhou', words)).toMatch(/没有动|要书记来办/);
    expect(await talk.ledger()).toHaveLength(1);
  });

  test.each(['撤销积分1 了没', '积分1 撤了没有', '积分编号1 是不是多记了', '撤销积分 1 对不对啊'])(
    '“%s” is told how it stands',
    async (words) => {
      await earnPoints(talk, 'zhou', 8);
      expect(await talk.ask('li', words)).toBe('积分 1：老周 8 分，还没撤。要撤说“撤销积分 1 原因”。');
      expect(await talk.ledger()).toHaveLength(1);
      await talk.ask('li', '撤销积分1 记错了');
      expect(await talk.ask('li', words)).toBe('积分 1：老周 8 分，已经撤了。');
    },
  );

  test.each(['撤销积分1 等我到了才发现没人', '撤销积分1 2次都记了', '撤销积分1 他没有签到'])(
    '“%s” has a reason, and is carried out',
    async (words) => {
      await earnPoints(talk, 'zhou', 8);
      expect(await talk.ask('li', words)).toContain('老周的积分 1 撤了');
    },
  );

  test.each([
    '撤销积分1、2 记错了',
    '撤销积分 1 和 2 记错了',
    '积分1和2作废，记错了',
    '撤销积分1，2记错了',
    '撤销积分1到2 记错了',
  ])('“%s” shows each and asks before it takes them back', async (words) => {
    await earnPoints(talk, 'zhou', 8);
    await earnPoints(talk, 'wang', 6);
    expect(await talk.ask('li', words)).toBe(
      '积分 1：老周 8 分\n积分 2：老王 6 分\n都撤，原因写“记错了”？回 1 都撤，回 2 先不撤。',
    );
    expect(await talk.ledger()).toHaveLength(2);
    expect(await talk.ask('li', '1')).toMatch(/老周的积分 1 撤了.*\n老王的积分 2 撤了/);
    expect(await talk.ledger()).toHaveLength(4);
  });

  test.each(['撤销积分1、2', '撤销积分1 和老王那条 记错了'])('“%s” takes none of several back', async (words) => {
    await earnPoints(talk, 'zhou', 8);
    await earnPoints(talk, 'wang', 6);
    expect(await talk.ask('li', words)).toBe('都没有撤。写成“撤销积分 1、2 原因”，我一起撤。');
    expect(await talk.ledger()).toHaveLength(2);
  });
});
