// Plays operations from where the store says it has come to. How far it is stands in the same transaction as what was done.
import { z } from 'zod';
import { BotError } from '../../../src/core/errors.ts';
import type { Store, Transaction } from '../../../src/core/store.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { operate } from './operations.ts';

const played = (tx: Transaction) => tx.collection('ledger-played', z.int());

/** How many operations of a lane are done. */
export const doneOf = (store: Store, lane: string): Promise<number> =>
  store.transaction(async (tx) => (await played(tx).get(lane)) ?? 0);

export interface Play {
  /** Names the player and its operations: two of them share people and goods, not deeds. */
  lane: string;
  until: number;
  /** Operations in one transaction, on average. */
  together: number;
}

/** @param onCommit told how many are done, once they are durable */
export async function play(store: Store, { lane, until, together }: Play, onCommit: (done: number) => void): Promise<void> {
  let done = await doneOf(store, lane);
  while (done < until) {
    const random = createRandom(done);
    const next = Math.min(until, done + 1 + Math.floor(random() * (2 * together - 1)));
    const from = done;
    done = await patiently(() =>
      store.transaction(async (tx) => {
        for (let number = from; number < next; number += 1) await operate(tx, lane, number);
        await played(tx).put(lane, next, next);
        return next;
      }),
    );
    onCommit(done);
  }
}

/** What the store cannot now it can a moment later: a lock was waited for too long, the server was away. */
async function patiently<T>(work: () => Promise<T>, attempts = 20): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BotError && error.retryable) || attempts === 0) throw error;
    return await patiently(work, attempts - 1);
  }
}
