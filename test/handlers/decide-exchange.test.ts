import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { asksForWaiting, decisionIn } from '../../src/domain/words/exchange.ts';
import { earnPoints, exchange as exchangeIn, GOODS, type PointTalk, shop } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await shop();
});
afterEach(() => talk.close());

const exchange = (from: string, words?: string) => exchangeIn(talk, from, words);

describe('the secretaries', () => {
  it('are asked once, in office hours, with buttons and words', async () => {
    await earnPoints(talk, 'zhou', 8);
    await talk.until('2026-11-23T20:00');
    await exchange('zhou');
    expect((await talk.until('2026-11-24T08:59')).filter(({ text }) => text.includes('兑换'))).toEqual([]);
    const asked = (await talk.until('2026-11-24T12:00')).filter(({ text }) => text.includes('兑换'));
    expect(asked.map(({ to, text, buttons }) => ({ to, text, buttons: buttons.map(({ label }) => label) }))).toEqual(
      ['chen', 'li'].map((member) => ({
        to: { member },
        text: '老周想用 5 分换洗车券，兑换 1。\n回“兑换1 同意”或“兑换1 不同意”。',
        buttons: ['同意', '不同意'],
      })),
    );
    expect((await talk.until('2026-11-29T12:00')).filter(({ text }) => text.includes('兑换'))).toEqual([]);
  });

  it('are asked about several in one message, and about none that was taken back', async () => {
    for (const who of ['zhou', 'wang', 'liu']) {
      await earnPoints(talk, who, 8);
      await exchange(who, '换水');
    }
    await talk.ask('wang', '不换了');
    const [asked] = (await talk.until('2026-11-23T12:00')).filter(({ to }) => (to as { member: string }).member === 'li');
    expect(asked?.text).toBe(
      '有 2 件兑换请你定：\n老周想用 2 分换水，兑换 1。\n小刘想用 2 分换水，兑换 3。\n回“兑换 号 同意”或“兑换 号 不同意”。',
    );
  });

  test.each([
    ['兑换1 给', '同意了'],
    ['兑换1给他', '同意了'],
    ['兑换 1 给她换吧', '同意了'],
    ['兑换1 不给', '没同意'],
    ['兑换1不给了 没货', '没同意'],
  ])('decide in the words at hand: “%s”', async (words, said) => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    expect(await talk.ask('li', words)).toContain(said);
  });

  it('agree, and the person is told alone in his free hours', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    const [asked] = await talk.until('2026-11-23T11:00');
    expect(await talk.press('chen', asked!, 1)).toBe('兑换 1 同意了，我告诉老周。');
    const told = await talk.until('2026-11-23T13:00');
    expect(told.map(({ to, text }) => ({ to, text }))).toEqual([
      { to: { member: 'zhou' }, text: '洗车券可以换，找陈书记领。你还有 3 分。' },
    ]);
    expect(await talk.ledger()).toHaveLength(2);
  });

  it('decline, and points and stock are given back', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    expect(await talk.ask('li', '兑换1 不同意，这周没货')).toBe('兑换 1 没同意，分退回去了，我告诉老周。');
    expect((await talk.ledger()).slice(1)).toEqual(['zhou -5 exchanged exchange:1', 'zhou 5 returned exchange:1']);
    expect(await talk.ask('zhou', '有什么能换的')).toBe(GOODS);
    expect(await talk.ask('zhou', '积分明细')).toContain('今天 +5 “洗车券”没换成，退回（编号 3）');
    const [told] = await talk.until('2026-11-23T13:00');
    expect(told?.text).toBe('洗车券这次没换成（这周没货），5 分退给你了。');
  });

  it('decide once: the second is told', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    const asked = await talk.until('2026-11-23T11:00');
    expect(await talk.press('li', asked[1]!, 1)).toContain('同意了');
    expect(await talk.press('chen', asked[0]!, 2)).toBe('兑换 1 李书记已经同意了，这次没有改动。给错了说“兑换1 撤销”。');
    expect(await talk.press('li', asked[1]!, 1)).toBe('兑换 1 李书记已经同意了，这次没有改动。');
    expect(await talk.ledger()).toHaveLength(2);
  });

  it('decide nothing of their own', async () => {
    await earnPoints(talk, 'li', 8);
    await exchange('li');
    expect((await talk.until('2026-11-23T11:00')).map(({ to }) => to)).toEqual([{ member: 'chen' }]);
    expect(await talk.ask('li', '兑换1 同意')).toBe('自己的兑换请别人来定。');
    expect(await talk.ask('chen', '同意兑换1')).toContain('兑换 1 同意了');
  });

  it('may name the person instead of the number', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou', '换水');
    expect(await talk.ask('li', '老王的兑换同意')).toBe('没有老王等着的兑换。说“待兑换”看都有哪些。');
    expect((await talk.askInGroup('li', '老王的兑换同意')).group).toBe('@李书记 我私信你。');
    await exchange('zhou', '换水');
    expect(await talk.ask('li', '老周的兑换同意')).toBe('老周有 2 件在等，请说号：“待兑换”里有。');
    await talk.ask('li', '兑换2 同意');
    expect(await talk.ask('li', '批准老周的兑换')).toBe('兑换 1 同意了，我告诉老周。');
  });

  it('see what waits, alone', async () => {
    expect(await talk.ask('li', '待兑换')).toBe('没有等着定的兑换。');
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    const list = '待兑换 1 件：\n1. 老周 洗车券 5 分，今天\n回“兑换 号 同意”或“兑换 号 不同意”。';
    expect(await talk.askInGroup('li', '待兑换')).toEqual({ group: '@李书记 我私信你。', alone: list });
    expect(await talk.ask('wang', '兑换1 同意')).not.toContain('同意了');
    expect(await talk.ask('li', '兑换 7 同意')).toBe('没有兑换 7。说“待兑换”看都有哪些。');
    expect(await talk.ask('li', '兑换 -1 同意')).toBe('没有兑换 -1。说“待兑换”看都有哪些。');
    expect(await talk.ask('li', '待兑换')).toBe(list);
  });

  it('are reminded once of what nobody decides for a week', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    const all = await talk.until('2026-12-20T12:00');
    const late = all.filter(({ text, to }) => text.startsWith('还有') && (to as { member: string }).member === 'li');
    expect(late.map(({ text }) => text)).toEqual([
      '还有 1 件兑换等了一周，请你定：\n老周想用 5 分换洗车券，兑换 1。\n回“兑换 号 同意”或“兑换 号 不同意”。',
    ]);
    expect(late[0]!.at).toMatch(/T(09|1\d):/);
  });
});

describe('words of deciding', () => {
  test.each([
    ['兑换12同意', 'granted'],
    ['兑换 12 号 批准', 'granted'],
    ['同意兑换12', 'granted'],
    ['兑换十二 通过', 'granted'],
    ['不同意 兑换12', 'declined'],
    ['兑换12 驳回 没货', 'declined'],
    ['兑换12不批', 'declined'],
  ])('“%s” decides: %s', (words, decision) => {
    expect(decisionIn(words)).toMatchObject({ which: { kind: 'whole', value: 12 }, decision });
  });

  test.each(['老周的兑换同意', '老周兑换 批准', '批准老周的兑换', '同意老周兑换'])('“%s” decides by name', (words) => {
    expect(decisionIn(words)).toMatchObject({ which: '老周', decision: 'granted' });
  });

  test.each(['同意', '兑换同意', '兑换12', '同意报名', '兑换12怎么样了', '兑换12是谁的'])('“%s” decides nothing', (words) => {
    expect(decisionIn(words)).toBeNull();
  });

  test.each(['谁要换班', '兑换', '等着换电池', '积分兑换洗衣液'])('“%s” asks for no list', (words) => {
    expect(asksForWaiting(words)).toBe(false);
  });
});
