// Who has a delivery that takes long: the instance that began it, as long as it lives.
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Delivery } from '../../src/core/channel.ts';
import { SECOND_MS } from '../../src/core/clock.ts';
import { BotError } from '../../src/core/errors.ts';
import { openStore } from '../../src/store/index.ts';
import { NOON, useBenches } from '../support/bot.ts';

const make = useBenches();
const SENT: Delivery = { kind: 'sent', via: 'app' };
afterEach(() => void vi.useRealTimers());

describe('a delivery under way', () => {
  /** A channel whose call comes back when it is told to, and a store two instances share. */
  async function slow() {
    const ended = Promise.withResolvers<Delivery>();
    const begun = Promise.withResolvers<void>();
    const store = await openStore();
    const first = await make({
      store,
      instance: 'first',
      deliver: () => {
        begun.resolve();
        return ended.promise;
      },
    });
    const second = await make({ store, instance: 'second' });
    const to = { kind: 'direct' as const, account: 'wecom:zhou' };
    const body = { channel: 'wecom' as const, to, text: '今晚七点上课。', mentions: [], buttons: [] };
    await store.transaction((tx) => tx.outbox.add([{ key: 'a', orderingKey: 'a', body, dueAt: NOON }], NOON));
    const settled = first.bot.settle();
    await begun.promise;
    const pass = async (ms: number) => {
      first.clock.at += ms;
      second.clock.at += ms;
      if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(ms);
      await second.bot.settle();
    };
    const end = async () => {
      ended.resolve(SENT);
      await settled;
    };
    return { first, second, end, pass };
  }

  test('is nobody else’s, however long it takes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { first, second, end, pass } = await slow();
    for (let each = 0; each < 24; each += 1) await pass(5 * SECOND_MS);
    expect(second.delivered).toEqual([]);
    await end();
    expect(await first.store.transaction((tx) => tx.outbox.find('a'))).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('of an instance that was killed is taken up within twenty seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { second, end, pass } = await slow();
    // Dead: its timers fire no more.
    vi.useRealTimers();
    await pass(19 * SECOND_MS);
    expect(second.delivered).toEqual([]);
    await pass(SECOND_MS);
    expect(second.delivered).toHaveLength(1);
    await end();
  });

  test('is left to whoever has it while nobody could have said that he still has it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { first, second, end, pass } = await slow();
    const { transaction } = first.store;
    const away = () => Promise.reject(new BotError('store', 'The store is away.'));
    Object.assign(first.store, { transaction: away });
    for (let each = 0; each < 8; each += 1) await pass(5 * SECOND_MS).catch(() => {});
    Object.assign(first.store, { transaction });
    await second.bot.settle();
    expect(second.delivered).toEqual([]);
    await pass(5 * SECOND_MS);
    await end();
    await pass(30 * SECOND_MS);
    expect(second.delivered).toEqual([]);
  });
});
