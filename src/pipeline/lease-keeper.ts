import { type Clock, SECOND_MS } from '../core/clock.ts';
import type { Lease } from '../core/lease.ts';
import type { Store, Transaction } from '../core/store.ts';

const LASTS_MS = 6 * SECOND_MS;
/** Before its end in the store it is not ours any more for us: clocks run unevenly, and what we hold must be let go of first. */
const SAFETY_MS = SECOND_MS;
const ANSWER_WITHIN_MS = 1_500;

export interface LeaseKeeperOptions {
  store: Store;
  /** What is leased: the same for all instances. */
  name: string;
  /** Who we are: different for each process. */
  instance: string;
  clock: Clock;
  /** Milliseconds of a clock that nobody can set, from whatever beginning. */
  monotonicNow(): number;
  /** How long one taking lasts. */
  lastsMs?: number;
}

/**
 * A lease in the store. There it ends by the wall clock, which the instances more or less share. How long we believe in it is measured
 * by the monotonic clock from before the store was asked: neither a slow answer nor a clock that is set makes us hold it for longer
 * than it lasts there. A store that does not answer changes nothing: what was taken before runs out by itself.
 * @returns `stop` gives it back and takes it no more
 */
export function createLeaseKeeper(options: LeaseKeeperOptions): Lease & { stop(): Promise<void> } {
  const { store, name, instance, clock, monotonicNow, lastsMs = LASTS_MS } = options;
  const NOT_HELD = Number.NEGATIVE_INFINITY;
  let heldUntil = NOT_HELD;
  /** How often it was asked to be given and is not yet: meanwhile it is not ours, whatever a taking before brings. */
  let givings = 0;
  let isStopped = false;
  /** One after the other: else a taking could come after the giving that was asked for later. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done;
    return done;
  }

  /** What the store says; null when it fails or says nothing in time. */
  async function ask<T>(work: (tx: Transaction) => Promise<T>): Promise<T | null> {
    const late = Promise.withResolvers<null>();
    const timer = setTimeout(late.resolve, ANSWER_WITHIN_MS, null);
    try {
      return await Promise.race([store.transaction(work), late.promise]);
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  async function take(): Promise<boolean> {
    if (isStopped) return false;
    const askedAt = monotonicNow();
    const now = clock.now();
    const isOurs = await ask((tx) => tx.leases.take(name, instance, now, now + lastsMs));
    if (isOurs === null) return false;
    heldUntil = isOurs ? askedAt + lastsMs - SAFETY_MS : NOT_HELD;
    return isOurs;
  }

  async function give(): Promise<void> {
    givings += 1;
    await inTurn(async () => {
      heldUntil = NOT_HELD;
      givings -= 1;
      await ask((tx) => tx.leases.give(name, instance));
    });
  }

  return {
    take: () => inTurn(take),
    give,
    msLeft: () => (givings > 0 ? 0 : Math.max(0, heldUntil - monotonicNow())),
    stop() {
      isStopped = true;
      return give();
    },
  };
}
