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
