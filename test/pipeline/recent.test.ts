// What is kept of a moment ago: where, how long, at what cost, and what happens to it when processes end or change.
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { MINUTE_MS } from '../../src/core/clock.ts';
import { defineHandler, defineIntent } from '../../src/core/handler.ts';
import type { Media } from '../../src/core/message.ts';
import { RECENT, SEALED_QUESTIONS, type Store } from '../../src/core/store.ts';
import type { Advise, Understand } from '../../src/core/understanding.ts';
import { planHousekeeping, runHousekeeping } from '../../src/scheduling/housekeeping.ts';
import { openStore } from '../../src/store/index.ts';
import { type Bench, NOON, said, useBenches } from '../support/bot.ts';
import { quietParts } from '../support/parts.ts';
import { plainReader } from '../support/plain-reader.ts';

const make = useBenches();

const understand: Understand = (text, context) => {
  if (text === '两可') return [{ intent: 'report_hazard', slots: {}, alternative: { intent: 'raise_appeal', slots: {} } }];
  if (!/柜|东门/.test(text)) return plainReader(text, context);
  if (!text.includes('柜')) return [{ intent: 'smalltalk', slots: {} }];
  return [{ intent: 'report_hazard', slots: { category: 'charging', place: text.includes('东门') ? '东门' : null } }];
};

const reports = defineHandler({
  name: 'reports',
  title: '',
  help: null,
  text: {},
  intents: {
    report_hazard: defineIntent({
      keywords: [],
      examples: [],
      slots: z.record(z.string(), z.unknown()),
      async run({ message, joins, reply }) {
        if (message.kind === 'said') reply(`${message.text}+${message.media.length}${joins === null ? '' : ' joined'}`);
      },
    }),
  },
});
const handlers = [reports];
const photo: Media = { kind: 'photo', via: 'inline', reference: 'p', name: null };

async function hear(it: Bench, text: string, over: Parameters<typeof said>[1] & { media?: Media[] } = {}) {
  await it.bot.receiver.receive(said(text, over), { waitMs: 0 });
  await it.bot.settle();
  return it.delivered.at(-1)?.text;
}

const kept = (store: Store) => store.transaction((tx) => tx.collection(RECENT, z.unknown()).list());

describe('cost', () => {
  test('a plain check-in neither reads nor writes it', async () => {
    const store = await openStore();
    const collection = vi.fn();
    const counting: Store = {
      ...store,
      transaction: (work) =>
        store.transaction((tx) =>
          work({
            ...tx,
            collection: (name, schema) => {
              collection(name);
              return tx.collection(name, schema);
            },
          }),
        ),
    };
    const it = await make({ store: counting, understand: plainReader });
    for (const words of ['签到', '早巡查完了 都正常', '志愿服务两小时']) await hear(it, words);
    expect(collection).not.toHaveBeenCalledWith(RECENT);
    await hear(it, '充电柜冒烟了');
    expect(collection).toHaveBeenCalledWith(RECENT);
  });
});

describe('time', () => {
  test('is when it was said, not when it came', async () => {
    const it = await make({ understand, handlers });
    await hear(it, '柜子坏了', { sentAt: NOON - 30 * MINUTE_MS });
    expect(await hear(it, '在东门', { sentAt: NOON - 28 * MINUTE_MS })).toBe('柜子坏了，在东门+0 joined');
    expect(await hear(it, '', { media: [photo], sentAt: NOON - 27 * MINUTE_MS })).not.toContain('joined');
  });

  test('a photo overtaken by its words still belongs to them', async () => {
    const it = await make({ understand, handlers });
    await hear(it, '柜子坏了', { sentAt: NOON - 1_000 });
    expect(await hear(it, '', { media: [photo], sentAt: NOON - 2_000 })).toBe('柜子坏了+1 joined');
  });
});

describe('another process', () => {
  test('joins what was said to the one before', async () => {
    const store = await openStore();
    const first = await make({ store, understand, handlers, instance: 'first' });
    await hear(first, '', { media: [photo] });
    const second = await make({ store, understand, handlers, instance: 'second' });
    expect(await hear(second, '柜子坏了')).toBe('柜子坏了+1');
    expect(await hear(first, '在东门')).toBe('柜子坏了，在东门+1 joined');
    // A third knows nothing of all this, and still parts what it heard a request between.
    const third = await make({ store, understand, handlers, instance: 'third' });
    await hear(third, '帮助');
    expect(await hear(first, '', { media: [photo] })).not.toContain('joined');
  });

  test('of another version may have kept what we cannot read: that is as good as nothing', async () => {
    const it = await make({ understand, handlers });
    await it.store.transaction((tx) =>
      tx
        .collection(RECENT, z.unknown())
        .put(quietParts().sealer.digest('recent:wecom/group/g1|wecom:zhou'), { kind: 'later', what: 1 }, NOON),
    );
    expect(await hear(it, '柜子坏了')).toBe('柜子坏了+0');
  });
});

test('a doubt about words with a photo keeps both, and the model is told of it', async () => {
  const advise = vi.fn<Advise>(async () => null);
  const it = await make({ understand, handlers, advise });
  await hear(it, '', { media: [photo] });
  expect(await hear(it, '两可')).toBe('我私信问你一句。');
  expect(it.delivered.map(({ text }) => text)).toContain('你是要登记隐患，还是登记诉求？回 1 或 2。');
  expect(advise.mock.calls[0]?.[0]).toMatchObject({ text: '两可', context: { hasPhoto: true } });
  const conversation = { kind: 'direct', id: 'wecom:zhou' } as const;
  expect(await hear(it, '1', { conversation })).toBe('两可+1');
  expect(await hear(it, '', { conversation, media: [photo] })).toBe('两可+2 joined');
});

test('a doubt in between parts what was said, however it ends', async () => {
  const it = await make({ understand, handlers });
  await hear(it, '柜子坏了');
  await hear(it, '两可');
  expect(await hear(it, '在东门')).not.toContain('joined');
});

test('the night forgets it, and questions nobody answered', async () => {
  const it = await make({ understand, handlers, runners: { housekeeping: runHousekeeping } });
  await it.store.transaction((tx) => planHousekeeping(tx, NOON));
  await hear(it, '柜子坏了');
  await hear(it, '两可', { from: 'wang' });
  const open = () => it.store.transaction((tx) => tx.collection(SEALED_QUESTIONS, z.string()).list());
  expect(await kept(it.store)).toHaveLength(1);
  expect(await open()).toHaveLength(1);
  it.clock.at = (await it.bot.nextDueAt())!;
  await it.bot.settle();
  expect(await kept(it.store)).toEqual([]);
  expect(await open()).toEqual([]);
});
