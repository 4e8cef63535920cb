// Second thoughts about an exchange: before it is asked for, while it waits, after the yes; and what is no exchange at all.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { declinesExchange, takesExchangeBack } from '../../src/domain/words/exchange-thoughts.ts';
import { exchange, type PointTalk, shop } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await shop();
  await talk.ask('zhou', '志愿服务4小时');
});
afterEach(() => talk.close());

const GONE = '这会儿没有等你选的事，要办什么直接说。';

describe('“shall I exchange it”', () => {
  test.each(['算了不换了 家里还有', '还是不换了吧', '太贵了 不换', '等等', '回头再说', '算了', '不换洗车券了', '下次吧，再想想'])(
    'is declined by “%s”, and a later 1 spends nothing',
    async (words) => {
      await talk.ask('zhou', '换洗车券');
      expect(await talk.ask('zhou', words)).toBe('好，不换。');
      expect(await talk.ask('zhou', '1')).toBe(GONE);
      expect(await talk.ledger()).toHaveLength(1);
    },
  );

  test.each(['换水', '洗车券多少分', '等等我问下媳妇要不要', '家里还有多少分', '我多少分了', '不换水', '在不在', '好'])(
    'is not declined by “%s”',
    (words) => {
      expect(declinesExchange(words, '洗车券')).toBe(false);
    },
  );
});

describe('what waits', () => {
  test.each(['洗车券俺不要了给退了吧', '退了吧', '俺反悔了', '算了', '不要了', '撤销'])(
    'is taken back by “%s”',
    async (words) => {
      await exchange(talk, 'zhou');
      expect(await talk.ask('zhou', words)).toBe('好，洗车券不换了，5 分退给你了。');
    },
  );

  it('stays where something else is named', async () => {
    await exchange(talk, 'zhou');
    expect(await talk.ask('zhou', '志愿服务那个错了撤销吧')).toBe('撤了，志愿服务 4 小时不算了。');
    expect(await talk.ask('zhou', '我的兑换怎么样了')).toContain('还在等');
  });

  test.each(['退群怎么退', '退休金多少', '不要紧', '签到撤了', '取消报名', '老周不要了'])(
    'is not taken back by “%s”',
    (words) => {
      expect(takesExchangeBack(words, '洗车券')).toBe(false);
    },
  );
});

describe('a yes', () => {
  it('may be taken back by who gave it, right after', async () => {
    await exchange(talk, 'zhou');
    await talk.ask('li', '兑换1 同意');
    expect(await talk.ask('li', '给错了 撤回')).toBe('兑换 1 撤销了，5 分退回去，东西加回架上，我告诉老周。');
    expect((await talk.ledger()).at(-1)).toBe('zhou 5 returned exchange:1');
    expect(await talk.ask('zhou', '洗车券还有吗')).toContain('剩 2 份');
    const told = (await talk.until('2026-11-23T13:00')).filter(({ to }) => 'member' in to && to.member === 'zhou');
    expect(told.map(({ text }) => text)).toEqual(['洗车券的兑换撤回了，5 分退给你了。有事跟书记说。']);
  });

  it('and later by its number, once; nobody else can', async () => {
    await exchange(talk, 'zhou');
    await talk.ask('li', '兑换1 同意');
    expect(await talk.ask('zhou', '兑换1撤销')).toContain('书记回“兑换1 撤销”');
    expect(await talk.ask('li', '兑换1撤销')).toContain('兑换 1 撤销了');
    expect(await talk.ask('li', '兑换1撤销')).toBe('兑换 1 没同意，没有可撤的。分退了，要给就让老周再换一次。');
    expect(await talk.ledger()).toHaveLength(3);
  });

  it('to somebody below nothing says so', async () => {
    await exchange(talk, 'zhou');
    await talk.ask('li', '撤销积分 1 没去');
    expect(await talk.ask('li', '兑换1 同意')).toBe(
      '兑换 1 同意了，我告诉老周。老周现在是负 5 分，有一笔撤回了。给错了说“兑换1 撤销”。',
    );
  });
});

describe('what is wanted', () => {
  test.each([
    ['换洗车券和毛巾', '架上没有“毛巾”。\n洗车券要 5 分'],
    ['换洗车券两张', '一次换一份。\n洗车券要 5 分'],
    ['来一张洗车券', '洗车券要 5 分'],
    ['领洗车券', '洗车券要 5 分'],
    ['换洗车券 顺便问下东门驿站几点关', '先说换东西，别的等下再问我一遍。\n洗车券要 5 分'],
    ['洗车券能换成毛巾不', '洗车券是用积分换的，不能拿它再换别的。'],
    ['换个名字', '“名字”不在能换的东西里。'],
  ])('“%s”', async (words, said) => {
    expect(await talk.ask('zhou', words)).toContain(said);
  });
});

test('how it stands is told by the goods’ name, and a no by who said it', async () => {
  expect(await talk.ask('zhou', '洗车券批了没')).not.toContain('兑换 1');
  await exchange(talk, 'zhou');
  await talk.until('2026-11-23T10:30');
  for (const words of ['洗车券批了没', '批没批', '兑换到哪了']) expect(await talk.ask('zhou', words)).toContain('还在等');
  await talk.ask('li', '兑换1 不同意');
  for (const words of ['为啥不给换', '凭啥']) expect(await talk.ask('zhou', words)).toContain('为什么没批，直接问李书记。');
  expect(await talk.ask('wang', '凭啥')).not.toContain('李书记');
});
