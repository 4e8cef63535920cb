// A secretary's bare yes to what he was asked by itself.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { saidSchema } from '../../src/channels/simulator/index.ts';
import { exchange, type PointTalk, shop } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await shop();
  await talk.ask('zhou', '志愿服务4小时');
});
afterEach(() => talk.close());

const answering = async (from: string, text: string, quoted: string) =>
  (await talk.world.say(saidSchema.parse({ from, text, quoted, group: null }))).replies.map((reply) => reply.text).join('\n');

const ASKED = '是说兑换 1，老周用 5 分换洗车券吗？回 1 同意，回 2 先不定。';

describe('a question that is open', () => {
  beforeEach(async () => {
    await talk.ask('wang', '志愿服务4小时');
    await exchange(talk, 'zhou');
    await exchange(talk, 'wang', '换水');
    await talk.ask('li', '兑换1');
  });

  test.each(['老周的行 老王的不行', '给老周 不给老王', '老周可以，老王不行', '老周的行 老王的不给 没货了'])(
    '“%s” decides on each',
    async (words) => {
      expect(await talk.ask('li', words)).toContain('兑换 1 老周 洗车券：同意\n兑换 2 老王 水：不同意');
      expect(await talk.ask('li', '1')).toBe('兑换 1 同意了，我告诉老周。\n兑换 2 没同意，分退回去了，我告诉老王。');
    },
  );

  test.each([
    '都不给了 等下周',
    '先放着',
    '下周再定',
    '再说吧',
    '我想想',
    '同意 不对 先别',
    '老周的先放着',
    '两件都先别动',
    '暂时不给',
    '等我回来再定',
    '过完年再说',
  ])('“%s” leaves both waiting, and closes it', async (words) => {
    expect(await talk.ask('li', words)).toBe('好，先不定，还在“待兑换”里。');
    await talk.ask('li', '1');
    expect(await talk.ask('li', '待兑换')).toContain('待兑换 2 件');
  });

  test.each(['两个都给', '老周和老王都行'])('“%s” is a yes to both', async (words) => {
    expect(await talk.ask('li', words)).toContain('兑换 1 老周 洗车券：同意\n兑换 2 老王 水：同意');
  });

  it('takes what is said behind a no for its reason', async () => {
    await talk.ask('li', '老周的行 老王的不给 没货了');
    await talk.ask('li', '1');
    const told = await talk.until('2026-11-23T13:00');
    expect(told.map(({ text }) => text).join('\n')).toContain('水这次没换成（没货了）');
  });

  it('asks about the one alone where the other is to wait', async () => {
    expect(await talk.ask('li', '老王的行 老周的等下周')).toContain('是说兑换 2，老王用 2 分换水吗');
    expect(await talk.ask('li', '1')).toBe('兑换 2 同意了，我告诉老王。');
    expect(await talk.ask('li', '待兑换')).toContain('1. 老周 洗车券');
  });
});

describe('a bare yes', () => {
  test.each(['同意', '批了', '行', '给他吧', '可以'])('“%s” is asked about once, and then done', async (words) => {
    await exchange(talk, 'zhou');
    await talk.until('2026-11-23T10:20');
    expect(await talk.ask('li', words)).toBe(ASKED);
    expect(await talk.ask('li', '1')).toBe('兑换 1 同意了，我告诉老周。');
    expect(await talk.ask('chen', words)).not.toContain('兑换');
  });

  it('that is no has its reason with it', async () => {
    await exchange(talk, 'zhou');
    expect(await talk.ask('li', '不同意 没货了')).toBe('是说兑换 1，老周用 5 分换洗车券吗？回 1 不同意，回 2 先不定。');
    expect(await talk.ask('li', '1')).toBe('兑换 1 没同意，分退回去了，我告诉老周。');
    expect((await talk.ledger()).at(-1)).toBe('zhou 5 returned exchange:1');
  });

  it('may be left for later, and changes nothing', async () => {
    await exchange(talk, 'zhou');
    await talk.ask('li', '同意');
    expect(await talk.ask('li', '2')).toBe('好，先不定。');
    expect(await talk.ask('zhou', '书记批了没')).toContain('还在等');
  });

  it('to a question that is quoted is done at once', async () => {
    await exchange(talk, 'zhou');
    const [asked] = await talk.until('2026-11-23T10:20');
    expect(await answering('li', '行', asked!.text)).toBe('兑换 1 同意了，我告诉老周。');
  });

  it('of several of a kind is none of them', async () => {
    await talk.ask('wang', '志愿服务4小时');
    await exchange(talk, 'zhou');
    await exchange(talk, 'wang', '换水');
    expect(await talk.ask('li', '同意')).toContain('待兑换 2 件');
  });

  it('is about what was asked last', async () => {
    await exchange(talk, 'zhou');
    await talk.until('2026-11-23T10:30');
    await talk.ask('wang', '认领安全生产岗');
    expect(await talk.ask('li', '同意')).toBe('是说岗 1，老王认领“安全生产岗”吗？回 1 同意，回 2 先不定。');
    expect(await talk.ask('li', '1')).toBe('岗 1 同意了，我告诉老王。');
    expect(await talk.ask('li', '同意')).toBe(ASKED);
  });

  it('of hours takes a word of hours', async () => {
    await talk.ask('wang', '志愿服务6小时');
    expect(await talk.ask('li', '属实')).toContain('当天超过 4 小时的 2 小时请你确认（工时 2）。\n回 1 确认，回 2 先不定。');
    expect(await talk.ask('li', '1')).toBe('好，老王的 2 小时算上了，我告诉本人。');
  });

  it('is nobody’s but who decides', async () => {
    await exchange(talk, 'zhou');
    for (const who of ['zhou', 'wang', 'guest']) expect(await talk.ask(who, '同意')).not.toContain('是说兑换');
    expect((await talk.askInGroup('li', '同意')).group).not.toContain('兑换');
    await talk.until('2026-11-23T12:00');
    expect(await talk.ask('li', '行')).not.toContain('兑换');
  });
});

test('a yes by number of who may not decide is refused, and nothing is sold to him instead', async () => {
  await exchange(talk, 'zhou');
  expect(await talk.ask('wang', '兑换1 同意')).toBe('定兑换要书记来操作，你有想法可以跟书记说。');
  expect(await talk.ask('wang', '岗 1 同意')).toBe('定岗位要书记来操作，你有想法可以跟书记说。');
});

test.each(['同意老周换洗车券', '老周的洗车券批了', '准老周换'])('“%s” decides', async (words) => {
  await exchange(talk, 'zhou');
  expect(await talk.ask('li', words)).toBe('兑换 1 同意了，我告诉老周。');
});

describe('a short word some minutes after the push', () => {
  beforeEach(async () => {
    await exchange(talk, 'zhou');
    await talk.until('2026-11-23T10:20');
  });

  const MORE = [
    '1',
    '好',
    'ok',
    '可',
    '1同意',
    '1号行',
    '同意老周',
    '老周的洗车券可以',
    '给老周 ok',
    '兑换同意',
    '兑换1不同意吧 哦不 同意',
  ];
  test.each(MORE)('“%s” is asked about', async (words) => {
    expect(await talk.ask('li', words)).toBe(ASKED);
  });

  test.each(['2', '不同意', '老周的不行'])('“%s” is a no that is asked about', async (words) => {
    expect(await talk.ask('li', words)).toBe(ASKED.replace('回 1 同意', '回 1 不同意'));
  });

  test.each(['兑换1ok', '对换1同意', '兑1同意'])('“%s” is done', async (words) => {
    expect(await talk.ask('li', words)).toBe('兑换 1 同意了，我告诉老周。');
  });

  it('that has a number and no verdict is asked for one', async () => {
    expect(await talk.ask('li', '兑换1')).toBe('兑换 1，老周用 5 分换洗车券。回 1 同意，回 2 不同意。');
    expect(await talk.ask('li', '2')).toContain('没同意');
  });

  test.each(['老王的行', '2同意', '老周可以来吗', '洗车券可以洗几次', '好消息', '老周人不错', '3', '给老周打电话'])(
    '“%s” decides nothing',
    async (words) => {
      expect(await talk.ask('li', words)).not.toMatch(/兑换 1(?! 分)/);
    },
  );
});

describe('several at once', () => {
  beforeEach(async () => {
    await talk.ask('wang', '志愿服务4小时');
    await exchange(talk, 'zhou');
    await exchange(talk, 'wang', '换水');
  });

  test.each([
    ['兑换 1 同意，兑换 2 不同意', '兑换 1 同意了，我告诉老周。\n兑换 2 没同意，分退回去了，我告诉老王。'],
    ['兑换 1、2 同意', '兑换 1 同意了，我告诉老周。\n兑换 2 同意了，我告诉老王。'],
    ['兑换1 兑换2 都同意', '兑换 1 同意了，我告诉老周。\n兑换 2 同意了，我告诉老王。'],
    ['兑换1 不同意 没货了，兑换2同意', '兑换 1 没同意，分退回去了，我告诉老周。\n兑换 2 同意了，我告诉老王。'],
    ['兑换 1、7 同意', '兑换 1 同意了，我告诉老周。\n没有兑换 7。说“待兑换”看都有哪些。'],
    ['兑换1同意，岗1同意', '兑换、岗位、工时请分开说，比如“兑换1、2 同意”。还都没有定。'],
  ])('“%s” is done, each', async (words, said) => {
    expect(await talk.ask('li', words)).toBe(said);
  });

  test.each([
    ['都同意', '同意'],
    ['全部同意', '同意'],
    ['1和2都同意', '同意'],
    ['老周的行 老王的不行', '不同意'],
  ])('“%s” is asked about in one', async (words, last) => {
    const asked = `兑换 1 老周 洗车券：同意\n兑换 2 老王 水：${last}\n这样定吗？回 1 就这么定，回 2 先不定。`;
    expect(await talk.ask('li', words)).toBe(asked);
    expect((await talk.ask('li', '1')).split('\n')).toHaveLength(2);
    expect(await talk.ask('li', '待兑换')).toBe('没有等着定的兑换。');
  });

  it('is nobody’s who may not', async () => {
    expect(await talk.ask('wang', '兑换 1、2 同意')).toContain('要书记来操作');
  });
});

test('posts are decided several at once, too', async () => {
  await talk.ask('zhou', '认领安全生产岗');
  await talk.ask('wang', '认领政策宣传岗');
  expect(await talk.ask('li', '岗1同意 岗2不同意')).toBe('岗 1 同意了，我告诉老周。\n岗 2 没同意，我告诉老王。');
});

test('hours: a slip is put right by who made it, in words', async () => {
  await talk.ask('wang', '志愿服务6小时');
  await talk.ask('li', '工时2 不对');
  expect(await talk.ask('chen', '工时2 确认')).toContain('没有在等的工时 2');
  expect(await talk.ask('li', '工时2 行')).not.toContain('算上了');
  expect(await talk.ask('li', '工时2 确认')).toBe('好，老王的 2 小时算上了，我告诉本人。');
  expect((await talk.ledger()).at(-1)).toBe('wang 4 volunteer_hour attendance:2/confirmed');
  expect(await talk.ask('li', '工时2 不对')).toBe('好，老王的 2 小时不算，我告诉本人。前面的照算。');
  expect((await talk.ledger()).at(-1)).toBe('wang -4 volunteer_hour attendance:2/confirmed');
});

test('a record that was reversed counts as withdrawn', async () => {
  await talk.ask('li', '撤销积分 1 没去');
  expect(await talk.ask('zhou', '说错了 是3小时')).not.toContain('改成');
  expect(await talk.ask('zhou', '撤销')).toBe('刚才那条已经撤过了。');
  expect((await talk.ledger()).slice(1)).toEqual(['zhou -8 volunteer_hour attendance:1']);
  expect(await talk.ask('zhou', '志愿服务3小时')).toBe('志愿服务 3 小时记下了。');
});
