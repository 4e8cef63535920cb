import type { Receiver } from '../core/channel.ts';
import { SECOND_MS } from '../core/clock.ts';
import type { Message } from '../core/message.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { BATCH, createInboxWork, type Handled } from './inbox.ts';
import { createIntake } from './intake.ts';
import { createOutboxRound } from './outbox.ts';
import { createReceiver } from './receiver.ts';
import { createWaiters } from './waiters.ts';
import { createWorker } from './worker.ts';

/** Between two commits of the inbox: what arrives meanwhile shares the next one. A person does not feel it, the disk does. */
const COMMIT_PAUSE_MS = 4;

export interface Bot {
  receiver: Receiver;
  /** Begins with what an earlier process left unfinished. */
  start(): Promise<void>;
  /** Something may be due: looks at once. */
  wake(): void;
  /** Resolves when everything handed in, and everything it caused, is done or waits for a later instant. */
  settle(): Promise<void>;
  /** Earliest instant something waits for; undefined when nothing does. */
  nextDueAt(): Promise<number | undefined>;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

export interface BotOptions {
  /** False where the clock is moved by hand. */
  hasTimers: boolean;
  /** One round of scheduled work; true when there was some. */
  scheduledRound: () => Promise<boolean>;
}

/** The flow of one bot: intake → inbox work → outbox. The same for platforms and simulator; only the services differ. */
export function createBot(services: Services, { hasTimers, scheduledRound }: BotOptions): Bot {
  const { store, clock, instance, log } = services;
  const waiters = createWaiters();
  const inbox = createInboxWork(services, waiters);
  /** Leased right with their insert, not begun yet. */
  let pending: Item<Message>[] = [];
  /** Messages were stored that nobody has leased yet. */
  let hasUnleased = false;

  function announce(handled: readonly Handled[]): void {
    let isOutboxDue = false;
    for (const { cause, isFinished, reply } of handled) {
      if (!isFinished) continue;
      const isTaken = waiters.hand(cause, reply && { outboxId: reply.outboxId, outgoing: reply.outgoing });
      if (reply && !isTaken) isOutboxDue = true;
      if (reply?.isHanded && !isTaken) receiver.release(reply.outboxId);
    }
    if (isOutboxDue) outboxWorker.wake();
  }

  let reclaimedAt = 0;
  async function leaseOrReclaim(tx: Transaction): Promise<Item<Message>[]> {
    const items = await inbox.lease(tx);
    const now = clock.now();
    if (items.length > 0 || now - reclaimedAt < SECOND_MS) return items;
    reclaimedAt = now;
    return (await tx.inbox.reclaim(now)) > 0 ? await inbox.lease(tx) : [];
  }

  /** Works the items, and leases what is known to follow, in as few commits as the store allows. */
  async function workAll(items: Item<Message>[]): Promise<{ handled: Handled[]; next: Item<Message>[] }> {
    // Retried items come alone, so others may wait behind them.
    const hasFollowers = () => hasUnleased || items.length >= BATCH || items.some((item) => item.attempts > 1);
    const follow = async (tx: Transaction) => {
      if (!hasFollowers()) return [];
      hasUnleased = false;
      return await leaseOrReclaim(tx);
    };
    if (store.parallel === 1) {
      return await store.transaction(async (tx) => ({ handled: await inbox.work(tx, items), next: await follow(tx) }));
    }
    const lanes = [...Map.groupBy(items, (item) => item.orderingKey).values()];
    const handled: Handled[] = [];
    const lane = async () => {
      for (let queue = lanes.shift(); queue; queue = lanes.shift()) {
        const work = queue;
        handled.push(...(await store.transaction((tx) => inbox.work(tx, work))));
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, store.parallel - 2) }, lane));
    return { handled, next: hasFollowers() ? await store.transaction(follow) : [] };
  }

  async function inboxRound(): Promise<boolean> {
    let items = pending;
    pending = [];
    if (items.length === 0) {
      hasUnleased = false;
      items = await store.transaction(leaseOrReclaim);
    }
    if (items.length === 0) return false;
    try {
      const { handled, next } = await workAll(items);
      pending.push(...next);
      announce(handled);
    } catch (error) {
      await store
        .transaction((tx) =>
          tx.inbox.release(
            items.map((item) => item.id),
            instance,
          ),
        )
        .catch(() => {});
      throw error;
    }
    // Where nobody looks again by himself, once more until nothing is found.
    return pending.length > 0 || hasUnleased || !hasTimers;
  }

  const worker = (name: string, round: () => Promise<boolean>) => createWorker({ name, round, log, hasTimers });
  const inboxWorker = worker('inbox', inboxRound);
  const outboxWorker = worker('outbox', createOutboxRound(services));
  const scheduledWorker = worker('scheduled', async () => {
    const isBusy = await scheduledRound();
    if (isBusy) outboxWorker.wake();
    return isBusy;
  });
  const intake = createIntake(services, {
    // Only while the worker rests: otherwise it leases for itself when it is done.
    leaseNow: async (tx) => (inboxWorker.isIdle() ? await inbox.lease(tx) : []),
    take(items, added) {
      pending.push(...items);
      if (items.length < added) hasUnleased = true;
      inboxWorker.wake();
    },
    pauseMs: hasTimers ? COMMIT_PAUSE_MS : 0,
  });
  /** In the order work flows: what scheduled work and messages say leaves last. */
  const workers = [scheduledWorker, inboxWorker, outboxWorker];
  const receiver = createReceiver(services, intake, waiters, outboxWorker.wake);

  return {
    receiver,
    async start() {
      // With the embedded store nobody else can be alive: leases of an earlier process end now instead of running out.
      const others = store.kind === 'sqlite' ? instance : undefined;
      await store.transaction(async (tx) => {
        for (const queue of [tx.inbox, tx.outbox, tx.scheduled]) await queue.reclaim(clock.now(), others);
      });
      for (const each of workers) each.wake();
    },
    wake() {
      for (const each of workers) each.wake();
    },
    async settle() {
      await intake.settle();
      for (const each of workers) await each.drain();
    },
    async nextDueAt() {
      const instants = await store.transaction(async (tx) => [
        await tx.inbox.nextDueAt(),
        await tx.outbox.nextDueAt(),
        await tx.scheduled.nextDueAt(),
      ]);
      const known = instants.filter((at) => at !== undefined);
      return known.length > 0 ? Math.min(...known) : undefined;
    },
    async stop() {
      await intake.settle();
      for (const each of workers) await each.stop();
      await intake.settle();
    },
  };
}
