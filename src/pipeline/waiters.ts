import type { Outgoing } from '../core/outgoing.ts';

/** More who might ask again are not remembered; their answers leave another way. */
const MOST_EXPECTED = 10_000;

/** A reply on its way into an HTTP answer. */
export interface HandedReply {
  outboxId: number;
  outgoing: Outgoing;
}

export interface Waiter {
  /** The reply, null when there will be none here, or `late` when that came first. */
  reply(late: Promise<void>): Promise<HandedReply | null | 'late'>;
  close(): void;
}

/**
 * Those who hold a platform's request open and wait for the answer to a message, and those who will ask again. In memory only: the
 * reply itself is an outbox row, and when nobody waits (any more) it leaves by another way.
 */
export function createWaiters() {
  const waiting = new Map<string, Set<(reply: HandedReply | null) => void>>();
  /** Key → the end of its time. */
  const expected = new Map<string, NodeJS.Timeout>();

  function leave(key: string, resolve: (reply: HandedReply | null) => void): void {
    const set = waiting.get(key);
    if (set?.delete(resolve) && set.size === 0) waiting.delete(key);
  }

  function forget(key: string): boolean {
    clearTimeout(expected.get(key));
    return expected.delete(key);
  }

  return {
    /** Opened before the message is stored, so that the dispatcher knows somebody waits. */
    open(key: string): Waiter {
      let resolve: (reply: HandedReply | null) => void = () => {};
      const promise = new Promise<HandedReply | null>((r) => {
        resolve = r;
      });
      const set = waiting.get(key);
      if (set) set.add(resolve);
      else waiting.set(key, new Set([resolve]));
      return {
        reply: (late) => Promise.race([promise, late.then(() => 'late' as const)]),
        close: () => leave(key, resolve),
      };
    },
    /** Nobody waits just now, and within so long somebody asks again. Counted by a timer, not by a clock that may be set. */
    expect(key: string, ms: number): void {
      forget(key);
      if (expected.size < MOST_EXPECTED) expected.set(key, setTimeout(() => expected.delete(key), ms).unref());
    },
    has: (key: string): boolean => waiting.has(key) || expected.has(key),
    /**
     * Gives the reply (null: there will be none here) to all who wait for the message; where somebody only asks again, it stays with
     * the store for him. False when nobody does either.
     */
    hand(key: string, reply: HandedReply | null): boolean {
      const isExpected = forget(key);
      const set = waiting.get(key);
      if (!set) return isExpected;
      waiting.delete(key);
      for (const resolve of set) resolve(reply);
      return true;
    },
  };
}

export type Waiters = ReturnType<typeof createWaiters>;
