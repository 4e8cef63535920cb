// A picture somebody quotes with hardly a word: in a group that delivers nothing which does not mention us, the only way to show it.
import { describe, expect, test } from 'vitest';
import type { Media, Said } from '../../src/core/message.ts';
import { NOON, said, useBenches } from '../support/bot.ts';

const make = useBenches();
const picture: Media = { kind: 'photo', via: 'dingtalk_code', reference: 'code', name: null };

async function talk() {
  const bench = await make();
  const say = async (text: string, over: Partial<Said> = {}) => {
    bench.delivered.splice(0);
    await bench.bot.receiver.receive(said(text, { from: 'zhou', ...over }), { waitMs: 0 });
    await bench.bot.settle();
    return bench.delivered.map((each) => each.text).join('\n');
  };
  const quoting = (text: string) => say(text, { quoted: { text: '', media: [picture] } });
  const tickets = () =>
    bench.store.transaction(async (tx) => {
      const all = await tx.tickets.list({}, 'oldest', 10);
      return await Promise.all(all.map(async (ticket) => ({ ...ticket, photos: await tx.photos.ofTicket(ticket.id) })));
    });
  return { bench, say, quoting, tickets };
}

describe('a quoted picture', () => {
  test.each(['这个坏了', '隐患', '这儿堵了', '没人管'])(
    'with “%s” is a hazard with its photo, which is asked for its place',
    async (words) => {
      const { say, quoting, tickets } = await talk();
      expect(await quoting(words)).toMatch(/H-0001 记下了[\s\S]*在哪儿？/);
      expect((await tickets()).map(({ photos }) => photos.length)).toEqual([1]);
      expect(await say('东门')).toContain('H-0001 补上了：东门');
      expect(await tickets()).toMatchObject([{ place: '东门' }]);
    },
  );

  test.each(['看看这个', '这个', '帮忙看下', ''])('with “%s” is asked what it shows, and kept for the answer', async (words) => {
    const { say, quoting, tickets } = await talk();
    expect(await quoting(words)).toContain('图收到了。是什么事、在哪儿？');
    expect(await say('东门井盖坏了')).toContain('H-0001 记下了：东门，路面。');
    expect((await tickets()).map(({ photos }) => photos.length)).toEqual([1]);
  });

  test('is no answer to what was asked before', async () => {
    const { say, quoting, tickets } = await talk();
    await say('井盖没了');
    expect(await quoting('这个坏了')).toContain('H-0002 记下了');
    expect(await tickets()).toMatchObject([{ place: null, photos: [] }, { photos: [{}] }]);
  });

  test.each(['谢谢', '拍得真好', '哈哈哈'])('with “%s” is talk', async (words) => {
    const { quoting, tickets } = await talk();
    expect(await quoting(words)).not.toMatch(/记下了|图收到了/);
    expect(await tickets()).toEqual([]);
  });

  test('of one’s own with few words is a hazard as well', async () => {
    const { say, tickets } = await talk();
    await say('这个坏了', { media: [picture], sentAt: NOON });
    expect((await tickets()).map(({ photos }) => photos.length)).toEqual([1]);
  });
});
