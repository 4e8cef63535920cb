// A place is held for an answer that comes late: whoever asks again gets it, once, and when nobody does it leaves another way.
import { describe, expect, test, vi } from 'vitest';
import type { Received } from '../../src/core/channel.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { defineHandler, defineIntent, type Handler } from '../../src/core/handler.ts';
import type { Frame } from '../../src/core/intent.ts';
import { noSlots } from '../../src/core/slots.ts';
import { openStore } from '../../src/store/index.ts';
import { type Bench, type BenchOptions, NOON, said, useBenches } from '../support/bot.ts';

const make = useBenches();
const SOON = { waitMs: 5, canResume: true };

/** A bot that thinks about small talk, as about a question to a language model, until it is told what to say. */
async function thinking(options: BenchOptions = {}, photos: string[] = []) {
  let said = '';
  let speak: (text: string) => void = () => {};
  const thought = new Promise<Frame[]>((resolve) => {
    speak = (text) => {
      said = text;
      resolve([{ intent: 'smalltalk', slots: {} }]);
    };
  });
  const talker: Handler = defineHandler({
    name: 'smalltalk',
    title: '',
    help: null,
    text: {},
    intents: {
      smalltalk: defineIntent({
        keywords: [],
        examples: [],
        slots: noSlots,
        async run(ctx) {
          ctx.attach(photos);
          if (said !== '') ctx.reply(said);
        },
      }),
    },
  });
  const understand = () => [{ intent: 'smalltalk' as const, slots: {}, alternative: { intent: 'help' as const, slots: {} } }];
  const it = await make({ ...options, handlers: [talker], understand, advise: () => thought });
  return { it, speak: (text: string) => speak(text) };
}
const outbox = (it: Bench) => it.store.transaction((tx) => tx.outbox.count());
const resume = (it: Bench, key: string, waitMs = 1_000): Promise<Received> => it.bot.receiver.resume(key, waitMs);

describe('an answer that comes late', () => {
  test('waits for who asks again, and leaves by nothing else', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗');
    const first = await it.bot.receiver.receive(message, SOON);
    expect(first).toMatchObject({ reply: null, isPending: true, duplicate: false });
    speak('在的');
    await it.bot.settle();
    expect(await outbox(it)).toMatchObject({ leased: 1, ready: 0 });
    const again = await resume(it, message.key);
    expect(again).toMatchObject({ reply: { text: '在的' }, isPending: false, duplicate: true, storedAt: NOON });
    again.settle(true);
    await it.bot.settle();
    expect(it.delivered).toEqual([]);
    expect(await outbox(it)).toMatchObject({ done: 1, leased: 0 });
    expect(await resume(it, message.key)).toMatchObject({ reply: { text: '在的' }, replyId: again.replyId, isPending: false });
  });

  test('comes to whoever is asking at that moment', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗');
    await it.bot.receiver.receive(message, SOON);
    const asking = resume(it, message.key);
    speak('在的');
    expect((await asking).reply?.text).toBe('在的');
  });

  test('is pending as long as it is thought about, however often it is asked for', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗');
    await it.bot.receiver.receive(message, SOON);
    for (let time = 0; time < 3; time += 1) {
      expect(await resume(it, message.key, 5)).toMatchObject({ reply: null, isPending: true, storedAt: NOON });
    }
    speak('在的');
    await it.bot.settle();
    expect(it.delivered).toEqual([]);
    expect((await resume(it, message.key)).reply?.text).toBe('在的');
  });

  test('leaves another way when nobody asks within ten seconds, and whoever asks then hears so', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗');
    await it.bot.receiver.receive(message, SOON);
    speak('在的');
    await it.bot.settle();
    it.clock.at += 9 * SECOND_MS;
    await it.bot.settle();
    expect(it.delivered).toEqual([]);
    it.clock.at += 2 * SECOND_MS;
    await it.bot.settle();
    expect(it.delivered).toEqual([{ text: '在的', handles: 1 }]);
    expect(await resume(it, message.key)).toMatchObject({ reply: null, isPending: false });
  });

  test('leaves another way at once when the platform did not take it', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗');
    await it.bot.receiver.receive(message, SOON);
    speak('在的');
    await it.bot.settle();
    (await resume(it, message.key)).settle(false);
    await it.bot.settle();
    await vi.waitFor(() => expect(it.delivered).toEqual([{ text: '在的', handles: 1 }]));
  });

  test('leaves another way at once where the caller could hold no place', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗');
    expect(await it.bot.receiver.receive(message, { waitMs: 5 })).toMatchObject({ reply: null, isPending: true });
    speak('在的');
    await it.bot.settle();
    expect(it.delivered).toEqual([{ text: '在的', handles: 1 }]);
    expect(await resume(it, message.key)).toMatchObject({ reply: null, isPending: false });
  });

  test('that brings pictures leaves another way, for they go with no HTTP answer', async () => {
    const { it, speak } = await thinking({}, ['d1']);
    const message = said('在吗', { conversation: { kind: 'direct', id: 'wecom:zhou' } });
    await it.bot.receiver.receive(message, SOON);
    speak('在的');
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toEqual(['在的']);
    expect(await resume(it, message.key)).toMatchObject({ reply: null, isPending: false });
  });

  test('may be none at all', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗');
    await it.bot.receiver.receive(message, SOON);
    speak('');
    await it.bot.settle();
    expect(await resume(it, message.key)).toMatchObject({ reply: null, isPending: false });
    const other = said('在吗');
    expect(await it.bot.receiver.receive(other, { waitMs: 1_000, canResume: true })).toMatchObject({
      reply: null,
      isPending: false,
    });
  });

  test('is not expected of a message nobody knows', async () => {
    const { it, speak } = await thinking();
    expect(await resume(it, 'wecom:aibot:none')).toMatchObject({ reply: null, isPending: false });
    speak('');
  });
});

describe('copies of one message', () => {
  test('that all came too early get the same answer by asking again', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗');
    const copies = await Promise.all([1, 2, 3].map(() => it.bot.receiver.receive(message, SOON)));
    expect(copies.map(({ reply, isPending, storedAt }) => ({ reply, isPending, storedAt }))).toEqual(
      Array(3).fill({ reply: null, isPending: true, storedAt: NOON }),
    );
    const asking = [1, 2, 3].map(() => resume(it, message.key));
    speak('在的');
    const answers = await Promise.all(asking);
    expect(answers.map(({ reply }) => reply?.text)).toEqual(Array(3).fill('在的'));
    for (const answer of answers) answer.settle(true);
    await it.bot.settle();
    expect(it.delivered).toEqual([]);
  });
});

describe('two instances', () => {
  test('hold an answer for whoever asks the one that has it; the other says that it may still come', async () => {
    const store = await openStore();
    const { it, speak } = await thinking({ store, instance: 'one' });
    const other = await make({ store, instance: 'two' });
    const message = said('在吗');
    await it.bot.receiver.receive(message, SOON);
    speak('在的');
    await it.bot.settle();
    expect(await resume(other, message.key, 50)).toMatchObject({ reply: null, isPending: true });
    expect((await resume(it, message.key)).reply?.text).toBe('在的');
  });

  test('say it once when the one that holds it dies', async () => {
    const store = await openStore();
    const { it, speak } = await thinking({ store, instance: 'one' });
    const other = await make({ store, instance: 'two' });
    const message = said('在吗');
    await it.bot.receiver.receive(message, SOON);
    speak('在的');
    await it.bot.settle();
    it.bot.close();
    other.clock.at += MINUTE_MS;
    await other.bot.settle();
    expect(other.delivered.map(({ text }) => text)).toEqual(['在的']);
    expect(await resume(other, message.key)).toMatchObject({ reply: null, isPending: false });
  });
});

describe('what an outbox item said', () => {
  test('is found by its id, also where it is sealed in its row', async () => {
    const { it, speak } = await thinking();
    const message = said('在吗', { conversation: { kind: 'direct', id: 'wecom:zhou' } });
    const receiving = it.bot.receiver.receive(message, { waitMs: 1_000 });
    speak('在的');
    const { replyId } = await receiving;
    expect(await it.bot.receiver.said(replyId!)).toMatchObject({ text: '在的', to: { account: 'wecom:zhou' } });
    expect(await it.bot.receiver.said(12_345)).toBeNull();
  });
});
