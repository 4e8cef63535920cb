import type { Receiver } from '../core/channel.ts';
import { messageOf } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { createAdvice, type Leased, type Wanting } from './advice.ts';
import { createFetcher } from './fetcher.ts';
import { BATCH, createInboxWork, type Handled } from './inbox.ts';
import { createIntake } from './intake.ts';
import { createOutbox } from './outbox.ts';
import { createReceiver } from './receiver.ts';
import { createReclaimer } from './reclaimer.ts';
import { createWaiters } from './waiters.ts';
import { createWorker } from './worker.ts';

/** Between two commits of the inbox: what arrives meanwhile shares the next one. A person does not feel it, the disk does. */
const COMMIT_PAUSE_MS = 4;
const STOP_WITHIN_MS = 1_500;

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
  /** Begins no more deliveries, fetches and scheduled work; messages are still taken and answered. */
  close(): void;
  /** Finishes what is in hand; a delivery or a photo that takes long is left to its lease. */
  stop(): Promise<void>;
}

export interface BotOptions {
  /** False where the clock is moved by hand. */
  hasTimers: boolean;
  /** One round of scheduled work; true when there was some. */
  scheduledRound: () => Promise<boolean>;
}

/** Words that join a photo sent before bring none: theirs is fetched with the next look. */
const bringsMedia = ({ body }: Leased): boolean =>
  body.kind === 'said' && body.media.length + (body.quoted?.media.length ?? 0) > 0;

/**
 * The flow of one bot: intake → inbox work → outbox, and beside it the photos of reports. The same for platforms and simulator; only
 * the services differ.
 */
export function createBot(services: Services, { hasTimers, scheduledRound }: BotOptions): Bot {
  const { store, clock, instance, log } = services;
  const waiters = createWaiters();
  /** Leased right with their insert, or back with advice; not begun yet. */
  let pending: Leased[] = [];
  /** Messages were stored that nobody has leased yet. */
  let hasUnleased = false;
  const advice = createAdvice(services, (item) => {
    pending.push(item);
    inboxWorker.wake();
  });
  const inbox = createInboxWork(services, waiters, advice.isHeld);

  function announce(handled: readonly Handled[]): void {
    let isOutboxDue = false;
    for (const { cause, isFinished, reply } of handled) {
      if (!isFinished) continue;
      // What is not handed leaves another way: whoever waits need not wait for it.
      const handed = reply?.isHanded ? { outboxId: reply.outboxId, outgoing: reply.outgoing } : null;
      const isTaken = waiters.hand(cause, handed) && handed !== null;
      if (reply && !isTaken) isOutboxDue = true;
      if (reply?.isHanded && !isTaken) receiver.release(reply.outboxId);
    }
    if (isOutboxDue) outboxWorker.wake();
  }

  const reclaim = createReclaimer(clock);
  async function lease(tx: Transaction): Promise<Item<Message>[]> {
    await reclaim(tx.inbox);
    return await inbox.lease(tx);
  }

  /** Works the items, one lane per conversation where the store has room for several; announces each lane when it is committed. */
  async function workAll(items: Leased[]): Promise<void> {
    // Retried items come alone, and behind those that waited for advice nothing was leased: others may wait.
    const isAlone = (item: Leased) => item.attempts > 1 || item.advice !== undefined;
    const hasFollowers = () => hasUnleased || items.length >= BATCH || items.some(isAlone);
    const follow = async (tx: Transaction) => {
      if (!hasFollowers()) return [];
      hasUnleased = false;
      return await lease(tx);
    };
    if (store.parallel === 1) {
      await workLane(items, follow);
      return;
    }
    const lanes = [...Map.groupBy(items, (item) => item.orderingKey).values()];
    const lane = async () => {
      for (let next = lanes.shift(); next; next = lanes.shift()) await workLane(next, async () => []);
    };
    await Promise.all(Array.from({ length: Math.max(1, store.parallel - 2) }, lane));
    if (hasFollowers()) pending.push(...(await store.transaction(follow)));
  }

  /** One transaction for all of them; when the store fails in it, one for each, so that none fails for another. Never throws. */
  async function workLane(items: Leased[], follow: (tx: Transaction) => Promise<Item<Message>[]>): Promise<void> {
    let wanting: readonly Wanting[] = [];
    try {
      const { worked, next } = await store.transaction(async (tx) => ({
        worked: await inbox.work(tx, items),
        next: await follow(tx),
      }));
      pending.push(...next);
      wanting = worked.wanting;
      advice.begin(wanting);
      // Before what was said just now is on its way: that needs no second attempt.
      outbox.opened(inbox.keep(worked.openings));
      announce(worked.handled);
      if (items.some(bringsMedia)) fetchWorker.wake();
    } catch (error) {
      log.error({ items: items.length, error: messageOf(error) }, 'the store failed while messages were handled');
      if (items.length > 1) {
        for (const item of items) await workLane([item], async () => []);
      } else {
        // Not left to its lease; and one that fails the store again and again is given up like any other.
        await store.transaction((tx) => inbox.postpone(tx, items[0]!)).catch(() => {});
      }
    } finally {
      advice.release(items, wanting);
    }
  }

  /** Those back with advice, out of what is pending. */
  function takeAdvised(): Leased[] {
    const advised = pending.filter((item) => item.advice !== undefined);
    pending = pending.filter((item) => item.advice === undefined);
    return advised;
  }

  async function inboxRound(): Promise<boolean> {
    let items = pending;
    pending = [];
    if (items.length === 0) {
      hasUnleased = false;
      items = await store.transaction(lease);
    }
    if (items.length === 0) return false;
    await workAll(items);
    // Where nobody looks again by himself, once more until nothing is found.
    return pending.length > 0 || hasUnleased || !hasTimers;
  }

  const worker = (name: string, round: () => Promise<boolean>) => createWorker({ name, round, log, hasTimers });
  const inboxWorker = worker('inbox', inboxRound);
  const outbox = createOutbox(services, () => outboxWorker.wake());
  const outboxWorker = worker('outbox', outbox.round);
  const fetcher = createFetcher(services, () => {
    fetchWorker.wake();
    outboxWorker.wake();
  });
  const fetchWorker = worker('fetches', fetcher.round);
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
  /** In the order work flows: what scheduled work, messages and photos say leaves last. */
  const workers = [scheduledWorker, inboxWorker, fetchWorker, outboxWorker];
  const receiver = createReceiver(services, intake, waiters, outboxWorker.wake);

  return {
    receiver,
    async start() {
      // With the embedded store nobody else can be alive: leases of an earlier process end now instead of running out.
      const others = store.kind === 'sqlite' ? instance : undefined;
      await store.transaction(async (tx) => {
        for (const queue of [tx.inbox, tx.outbox, tx.scheduled, tx.fetches]) await queue.reclaim(clock.now(), others);
      });
      for (const each of workers) each.wake();
    },
    wake() {
      for (const each of workers) each.wake();
    },
    async settle() {
      await intake.settle();
      do {
        for (const each of workers) await each.drain();
        await advice.idle();
        await fetcher.idle();
        await outbox.idle();
      } while (advice.isBusy() || fetcher.isBusy() || outbox.isBusy() || !workers.every((each) => each.isIdle()));
    },
    async nextDueAt() {
      const instants = await store.transaction(async (tx) => [
        await tx.inbox.nextDueAt(),
        await tx.outbox.nextDueAt(),
        await tx.scheduled.nextDueAt(),
        await tx.fetches.nextDueAt(),
      ]);
      const known = instants.filter((at) => at !== undefined);
      return known.length > 0 ? Math.min(...known) : undefined;
    },
    close() {
      outbox.close();
      fetcher.close();
      void scheduledWorker.stop();
    },
    async stop() {
      outbox.close();
      fetcher.close();
      await intake.settle();
      for (const each of workers) await each.stop();
      advice.giveUpWordings();
      const inTime = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref());
      await Promise.all([Promise.race([Promise.all([outbox.idle(), fetcher.idle()]), inTime]), advice.idle()]);
      // What was asked for them is in hand (some ask once more); what else is leased and not begun, another may have at once.
      for (let advised = takeAdvised(); advised.length > 0; advised = takeAdvised()) {
        await workLane(advised, async () => []);
        advice.giveUpWordings();
        await advice.idle();
      }
      const left = pending.splice(0).map((item) => item.id);
      if (left.length > 0) await store.transaction((tx) => tx.inbox.release(left, instance));
      await intake.settle();
    },
  };
}
