import { conversationKey } from '../core/conversation.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
import type { Item, NewItem } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';

/** More than this many messages waiting for their commit: the disk does not keep up, and the platform should send again later. */
const WAITING_LIMIT = 2_000;
/** Small marks (a reply was taken) wait this long for a commit that is made anyway. */
const MARK_DELAY_MS = 20;
const MARK_AGAIN_MS = 500;
/** Their leases have run out long before so many have gathered. */
const MARKS_LIMIT = 5_000;

/** A small write that may wait for the next commit. */
export interface Mark {
  write(tx: Transaction): Promise<unknown>;
  /** Called once it is committed. */
  written(): void;
}

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
  let marks: Mark[] = [];
  let flushing: Promise<void> | null = null;
  let isPausing = false;
  let markTimer: NodeJS.Timeout | null = null;
  let isMarkDue = false;
  let isScheduled = false;

  async function flush(): Promise<void> {
    const batch = waiting;
    const marking = marks;
    waiting = [];
    marks = [];
    if (markTimer) clearTimeout(markTimer);
    markTimer = null;
    isMarkDue = false;
    try {
      await commit(batch, marking);
    } catch (error) {
      if (batch.length > 1 && error instanceof BotError && error.code === 'store_rejected') {
        // One of them is something the store will never take; the others must not suffer for it.
        await commit([], marking).catch(() => keep(marking));
        for (const one of batch) await commit([one], []).catch((failure) => one.reject(failure));
        return;
      }
      keep(marking);
      for (const { reject } of batch) reject(error);
      if (batch.length === 0) services.log.warn({ error: messageOf(error) }, 'marks not written yet');
    }
  }

  /** Marks of a commit that failed go with a later one; else a reply that was taken would leave once more. */
  function keep(marking: Mark[]): void {
    marks = [...marking, ...marks].slice(-MARKS_LIMIT);
    if (marks.length > 0) markTimer ??= setTimeout(markDue, MARK_AGAIN_MS);
  }

  async function commit(batch: Waiting[], marking: Mark[]): Promise<void> {
    const { added, leased } = await store.transaction(async (tx) => {
      for (const mark of marking) await mark.write(tx);
      const now = clock.now();
      const added = await tx.inbox.add(
        batch.map(({ message }) => newItem(message, now)),
        now,
      );
      return { added, leased: added.size > 0 ? await worker.leaseNow(tx) : [] };
    });
    const fresh = new Set(added.keys());
    // Of several copies in one batch the first is the message, the others are its duplicates.
    for (const { message, resolve } of batch) resolve(fresh.delete(message.key));
    for (const mark of marking) mark.written();
    if (added.size > 0) worker.take(leased, added.size);
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
    if (waiting.length > 0 || isMarkDue) schedule();
  }

  function markDue(): void {
    markTimer = null;
    isMarkDue = true;
    schedule();
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
    mark(mark: Mark): void {
      marks.push(mark);
      markTimer ??= setTimeout(markDue, MARK_DELAY_MS);
    },
    /** Resolves when everything handed in so far is written (or refused). */
    async settle(): Promise<void> {
      // A store that is away keeps its marks; waiting for it would never end.
      for (let failures = 0; failures < 3 && (waiting.length > 0 || marks.length > 0 || flushing); ) {
        schedule();
        const kept = marks.length;
        await (flushing ?? new Promise((resolve) => setImmediate(resolve)));
        if (kept > 0 && marks.length >= kept && !isPausing && !isScheduled) failures += 1;
      }
    },
  };
}

function newItem(message: Message, now: number): NewItem<Message> {
  const orderingKey = conversationKey(message.channel, message.conversation);
  return { key: message.key, orderingKey, body: message, dueAt: now };
}

export type Intake = ReturnType<typeof createIntake>;
