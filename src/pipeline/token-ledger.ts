import { z } from 'zod';
import { type Clock, DAY_MS } from '../core/clock.ts';
import type { TokenLedger } from '../core/language-model.ts';
import type { Store, Transaction } from '../core/store.ts';

const records = (tx: Transaction) => tx.collection(TOKENS, z.number());

/** What a language model has used, by day and instance. */
export const TOKENS = 'language-model-tokens';

/** Only the day's sum is ever asked for. */
const KEEP_MS = 2 * DAY_MS;

/** The ledger in the store: each instance writes a line of its own, so that no two ever overwrite each other; the day is their sum. */
export function createTokenLedger(store: Store, instance: string, clock: Clock): TokenLedger {
  /** One after the other: two at once would both add to the same old number. */
  let last: Promise<unknown> = Promise.resolve();

  const write = (day: string, tokens: number) =>
    store.transaction(async (tx) => {
      const key = `${day}/${instance}`;
      const before = await records(tx).get(key);
      await records(tx).put(key, (before ?? 0) + tokens, clock.now());
      if (before === undefined) await records(tx).purge(clock.now() - KEEP_MS);
    });

  return {
    spent: (day) =>
      store.transaction(async (tx) => {
        const lines = await records(tx).list();
        return lines.filter(({ key }) => key.startsWith(`${day}/`)).reduce((sum, { value }) => sum + value, 0);
      }),
    add(day, tokens) {
      const adding = last.then(() => write(day, tokens));
      last = adding.catch(() => {});
      return adding;
    },
  };
}
