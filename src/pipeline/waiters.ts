import type { Outgoing } from '../core/outgoing.ts';

/** A reply on its way into an HTTP answer. */
export interface HandedReply {
  outboxId: number;
  outgoing: Outgoing;
}

export interface Waiter {
  /** The reply, or null when there will be none or `late` came first. */
  reply(late: Promise<void>): Promise<HandedReply | null>;
  close(): void;
}

/**
 * Those who hold a platform's request open and wait for the answer to a message. In memory only: the reply itself is an outbox
 * row, and when nobody waits (any more) it leaves by another way.
 */
export function createWaiters() {
  const waiting = new Map<string, Set<(reply: HandedReply | null) => void>>();

  function leave(key: string, resolve: (reply: HandedReply | null) => void): void {
    const set = waiting.get(key);
    if (set?.delete(resolve) && set.size === 0) waiting.delete(key);
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
        reply: (late) => Promise.race([promise, late.then(() => null)]),
        close: () => leave(key, resolve),
      };
    },
    has: (key: string): boolean => waiting.has(key),
    /** Gives the reply (null: there will be none) to all who wait for the message; false when nobody does. */
    hand(key: string, reply: HandedReply | null): boolean {
      const set = waiting.get(key);
      if (!set) return false;
      waiting.delete(key);
      for (const resolve of set) resolve(reply);
      return true;
    },
  };
}

export type Waiters = ReturnType<typeof createWaiters>;
