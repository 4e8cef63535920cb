import { BotError } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { conversationKey } from './conversation.ts';

/** More than this many messages waiting for their commit: the disk does not keep up, and the platform should send again later. */
const WAITING_LIMIT = 2_000;
/** Small marks (a reply was taken) wait this long for a commit that is made anyway. */
const MARK_DELAY_MS = 20;

interface Waiting {
  message: Message;
  resolve(isNew: boolean): void;
  reject(error: unknown): void;
}

/** Leases right behind the insert when the worker is idle, saving a commit. */
export type LeaseNow = (tx: Transaction) => Promise<Item<Message>[]>;

/**
 * Group commit of the inbox: all messages that arrive while one commit runs share the next one. Nothing is answered before
 * its commit returned; when the commit fails, each of them fails.
 */
export function createIntake(
  services: Services,
  worker: {
    leaseNow: LeaseNow;
    /** Told after each commit that added something. */
    take(leased: Item<Message>[], added: number): void;
    /** At least so long from the end of one commit to the next; 0 where time is moved by hand. */
    pauseMs: number;
  },
) {
  const { store, clock } = services;
  let waiting: Waiting[] = [];
  let marks: ((tx: Transaction) => Promise<unknown>)[] = [];
  let flushing: Promise<void> | null = null;
  let isPausing = false;
  let markTimer: NodeJS.Timeout | null = null;
  let isScheduled = false;

  async function flush(): Promise<void> {
    const batch = waiting;
    const marking = marks;
    waiting = [];
    marks = [];
    if (markTimer) clearTimeout(markTimer);
    markTimer = null;
    try {
      const { added, leased } = await store.transaction(async (tx) => {
        for (const mark of marking) await mark(tx);
        if (batch.length === 0) return { added: new Map<string, number>(), leased: [] };
        const now = clock.now();
        const added = await tx.inbox.add(
          batch.map(({ message }) => ({
            key: message.key,
            orderingKey: conversationKey(message.channel, message.conversation),
            body: message,
            dueAt: now,
          })),
          now,
        );
        return { added, leased: added.size > 0 ? await worker.leaseNow(tx) : [] };
      });
      const fresh = new Set(added.keys());
      // Of several copies in one batch the first is the message, the others are its duplicates.
      for (const { message, resolve } of batch) resolve(fresh.delete(message.key));
      if (added.size > 0) worker.take(leased, added.size);
    } catch (error) {
      const failure =
        error instanceof BotError ? error : new BotError('store', 'The inbox could not be written.', { cause: error });
      for (const { reject } of batch) reject(failure);
      if (batch.length === 0 && marking.length > 0) {
        services.log.warn({ code: failure.code }, 'delivery marks not written; their leases will run out');
      }
    }
  }

  function schedule(): void {
    if (flushing || isScheduled || isPausing) return;
    isScheduled = true;
    // After the poll phase: everything the sockets brought in this turn of the loop shares the commit.
    setImmediate(() => {
      isScheduled = false;
      flushing = flush().finally(() => {
        flushing = null;
        isPausing = worker.pauseMs > 0;
        if (isPausing) setTimeout(resume, worker.pauseMs);
        else resume();
      });
    });
  }

  function resume(): void {
    isPausing = false;
    if (waiting.length > 0 || marks.length > 0) schedule();
  }

  return {
    /**
     * Resolves once the message is durable: true = new, false = seen before.
     * @throws BotError overloaded before anything is stored, store when the commit failed
     */
    add(message: Message): Promise<boolean> {
      if (waiting.length >= WAITING_LIMIT) {
        return Promise.reject(new BotError('overloaded', `${WAITING_LIMIT} messages wait for their commit already.`));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ message, resolve, reject });
        schedule();
      });
    },
    isOverloaded: () => waiting.length >= WAITING_LIMIT,
    /** A small write that may wait for the next commit. */
    mark(write: (tx: Transaction) => Promise<unknown>): void {
      marks.push(write);
      markTimer ??= setTimeout(schedule, MARK_DELAY_MS);
    },
    /** Resolves when everything handed in so far is written (or refused). */
    async settle(): Promise<void> {
      while (waiting.length > 0 || marks.length > 0 || flushing) {
        schedule();
        await (flushing ?? new Promise((resolve) => setImmediate(resolve)));
      }
    },
  };
}

export type Intake = ReturnType<typeof createIntake>;
