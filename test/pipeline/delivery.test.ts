// What leaves, when and how often.
import { describe, expect, test, vi } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import type { Store } from '../../src/core/store.ts';
import { openStore } from '../../src/store/index.ts';
import { NOON, said, useBenches } from '../support/bot.ts';

const make = useBenches();

describe('said once', () => {
  test('a repeat that comes while the reply is being delivered elsewhere is answered empty', async () => {
    let deliver: () => void = () => {};
    const gone: string[] = [];
    const it = await make({
      deliver: ({ outgoing }) =>
        new Promise((resolve) => {
          deliver = () => {
            gone.push(outgoing.text);
            resolve({ kind: 'sent', via: 'test' });
          };
        }),
      hasTimers: true,
    });
    const message = said('签到');
    await it.bot.receiver.receive(message, { waitMs: 0 });
    await vi.waitFor(async () => expect(await it.store.transaction((tx) => tx.outbox.count())).toMatchObject({ leased: 1 }));
    expect((await it.bot.receiver.receive(message, { waitMs: 200 })).reply).toBeNull();
    deliver();
    await vi.waitFor(() => expect(gone).toEqual(['签到记下了，12:00。']));
  });

  test('a reply that was taken stays taken when the commit that should note it fails', async () => {
    const store = await openStore();
    let isAway = false;
    let refused = 0;
    const flaky: Store = {
      ...store,
      async transaction(work) {
        if (!isAway) return await store.transaction(work);
        refused += 1;
        throw new BotError('store', 'away');
      },
    };
    const it = await make({ store: flaky, hasTimers: true });
    const received = await it.bot.receiver.receive(said('签到'), { waitMs: 1_000 });
    isAway = true;
    received.settle(true);
    await vi.waitFor(() => expect(refused).toBeGreaterThan(0));
    isAway = false;
    await vi.waitFor(
      async () => expect(await store.transaction((tx) => tx.outbox.count())).toMatchObject({ done: 1, leased: 0 }),
      {
        timeout: 5_000,
      },
    );
    expect(it.delivered).toEqual([]);
  });

  test('a conversation keeps its order when its first message is tried again', async () => {
    let isFirst = true;
    const sent: string[] = [];
    const it = await make({
      deliver: async ({ outgoing }) => {
        if (isFirst) {
          isFirst = false;
          return { kind: 'retry', reason: 'busy' };
        }
        sent.push(outgoing.text);
        return { kind: 'sent', via: 'test' };
      },
    });
    await it.bot.receiver.receive(said('志愿服务一小时'), { waitMs: 0 });
    await it.bot.receiver.receive(said('撤销'), { waitMs: 0 });
    await it.bot.settle();
    expect(sent).toEqual([]);
    it.clock.at = (await it.bot.nextDueAt())!;
    await it.bot.settle();
    expect(sent).toHaveLength(2);
    expect(sent[0]).toContain('记下了');
  });
});

describe('a backlog', () => {
  test('leaves sockets and timers their turn', async () => {
    const it = await make();
    const messages = Array.from({ length: 600 }, (_, index) => said('签到', { from: `p${index}` }));
    await it.store.transaction((tx) =>
      tx.inbox.add(
        messages.map((body, index) => ({ key: body.key, orderingKey: `g${index % 50}`, body, dueAt: NOON })),
        NOON,
      ),
    );
    let turns = 0;
    const count = () => {
      turns += 1;
      if (turns < 1_000) setImmediate(count);
    };
    setImmediate(count);
    await it.bot.start();
    await it.bot.settle();
    expect(it.delivered).toHaveLength(600);
    expect(turns).toBeGreaterThan(8);
  });
});

describe('a channel', () => {
  test('that has no way now keeps the message waiting; a refusal is given up; a fault is tried again', async () => {
    const outcomes = [
      { kind: 'no_way', reason: 'none' },
      { kind: 'refused', reason: 'bad' },
      { kind: 'retry', reason: 'busy' },
      { kind: 'sent', via: 'test' },
    ] as const;
    let call = 0;
    const it = await make({ deliver: async () => outcomes[call++]! });
    for (const id of ['a', 'b', 'c'])
      await it.bot.receiver.receive(said('帮助', { conversation: { kind: 'group', id } }), { waitMs: 0 });
    await it.bot.settle();
    expect(await it.store.transaction((tx) => tx.outbox.count())).toMatchObject({ parked: 1, dead: 1, ready: 1, done: 0 });
    it.clock.at = (await it.bot.nextDueAt())!;
    await it.bot.settle();
    expect(await it.store.transaction((tx) => tx.outbox.count())).toMatchObject({ parked: 1, dead: 1, ready: 0, done: 1 });
  });
});
