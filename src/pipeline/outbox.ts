import { type Delivery, hasBegun, type Sending } from '../core/channel.ts';
import { SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import { groupCommit } from '../store/settings/group-commit.ts';
import { createOutboxLease, type Task } from './outbox-lease.ts';
import { createRenewal } from './outbox-renewal.ts';
import { noteDelivery } from './outcomes.ts';
import { createParked } from './parked.ts';
import { hold, mayLeave } from './push-guard.ts';

/** Calls under way at once. */
const LANES = 32;
const NOTE_AGAIN_MS = SECOND_MS;
const NOTE_TRIES = 60;

/** A delivery that came to an end, well or not. */
interface Ended {
  item: Item<Outgoing>;
  delivery: Delivery;
}

/**
 * Delivers what the outbox holds: of each conversation one message at a time, in order; conversations beside each other, so that a
 * slow one holds nobody up, and what says the same to many people together.
 * @param wake called when a delivery has ended: its conversation may have more
 */
export function createOutbox(services: Services, wake: () => void) {
  const { store, clock, instance, log, meter, channels } = services;
  const underWay = new Set<Promise<void>>();
  const lease = createOutboxLease(services);
  const renewal = createRenewal(services);
  const parked = createParked(services);
  let isStopping = false;

  /** @returns what became of each, in the same order */
  async function attempt(tasks: readonly Task[]): Promise<Delivery[]> {
    const forAll = (delivery: Delivery) => tasks.map(() => delivery);
    const sendings = tasks.flatMap(({ item: { id, reason }, outgoing, replyHandles }): Sending[] =>
      outgoing === null ? [] : [{ id, outgoing, replyHandles, lastReason: reason }],
    );
    const [first, ...others] = sendings;
    if (!first) return forAll({ kind: 'refused', reason: 'sealed_with_another_key' });
    const channel = channels[first.outgoing.channel];
    if (!channel) return forAll({ kind: 'no_way', reason: 'channel_off' });
    try {
      if (others.length === 0 || !channel.together) return [await channel.deliver(first, clock.now())];
      const deliveries = await channel.together.deliver(sendings, clock.now());
      return tasks.map((_, index) => deliveries[index] ?? { kind: 'unknown', via: 'together', reason: 'no_word' });
    } catch (error) {
      log.error({ outboxId: first.id, error: messageOf(error) }, 'delivery failed unexpectedly');
      return forAll({ kind: 'retry', reason: 'internal' });
    }
  }

  /** Deliveries that end while one commit runs share the next one. */
  const note = groupCommit<Ended>((ended) =>
    store.transaction(async ({ outbox }) => {
      const now = clock.now();
      for (const { item, delivery } of ended) await noteDelivery(outbox, item, delivery, { owner: instance, now });
    }),
  );

  function tell({ id, body: { channel } }: Item<Outgoing>, delivery: Delivery): void {
    meter.count('deliveries', { channel, outcome: delivery.kind });
    // A limit or an outage makes thousands wait; the channel says what is wrong.
    if (delivery.kind === 'sent' || delivery.kind === 'accepted' || delivery.kind === 'wait') return;
    const fields = { outboxId: id, channel, outcome: delivery.kind, reason: delivery.reason };
    log.warn(fields, delivery.kind === 'unknown' ? 'nobody knows whether it was delivered' : 'not delivered');
  }

  /** A push whose time is not now: a late outbox must wake nobody. */
  async function holdBack(item: Item<Outgoing>, outgoing: Outgoing): Promise<void> {
    const held = await store.transaction(async (tx) => {
      const now = clock.now();
      const decision = await hold(tx, outgoing, services.branch.current(), now);
      if (decision.kind === 'drop') await tx.outbox.drop(item.id, instance, now, decision.reason);
      // How far it came must not be forgotten over night, or it is said again from its beginning.
      else await tx.outbox.postpone(item.id, instance, decision.dueAt, hasBegun(item.reason) ? item.reason : decision.reason);
      return decision;
    });
    log.info({ outboxId: item.id, channel: item.body.channel, outcome: held.kind, reason: held.reason }, 'a push was held back');
  }

  async function deliver(tasks: readonly Task[]): Promise<void> {
    const leaving: Task[] = [];
    for (const task of tasks) {
      const { item, outgoing } = task;
      if (!outgoing || mayLeave(outgoing, services.branch.current(), clock.now())) leaving.push(task);
      else await insist(() => holdBack(item, outgoing), item);
    }
    if (leaving.length === 0) return;
    const deliveries = await attempt(leaving);
    await Promise.all(
      leaving.map(async ({ item }, index) => {
        const delivery = deliveries[index]!;
        tell(item, delivery);
        await insist(() => note({ item, delivery }), item);
      }),
    );
  }

  /** It has left: a store that is away for a moment must not make it leave again. */
  async function insist(write: () => Promise<unknown>, item: Item<Outgoing>): Promise<void> {
    for (let tries = NOTE_TRIES; tries > 0; tries -= 1) {
      try {
        await write();
        return;
      } catch (error) {
        log.error({ outboxId: item.id, error: messageOf(error) }, 'the outcome of a delivery could not be noted yet');
        if (isStopping) return;
        await new Promise((resolve) => setTimeout(resolve, NOTE_AGAIN_MS));
      }
    }
  }

  async function next(): Promise<Task[][]> {
    await parked.look();
    return isStopping ? [] : await lease.take(LANES - underWay.size);
  }

  return {
    /** Begins what is due, as far as there are lanes; true when it began something. */
    async round(): Promise<boolean> {
      if (isStopping || underWay.size >= LANES) return false;
      const batches = await next().catch((error: unknown) => {
        lease.noteAway();
        throw error;
      });
      for (const batch of batches) {
        const letGo = renewal.hold(batch.map(({ item }) => item.id));
        const done: Promise<void> = deliver(batch).finally(() => {
          letGo();
          underWay.delete(done);
          wake();
        });
        underWay.add(done);
      }
      return batches.length > 0;
    },
    /** Somebody has spoken where nobody had spoken before. @param keys as `targetKey` makes them */
    opened(keys: readonly string[]): void {
      if (keys.length === 0) return;
      parked.opened(keys);
      wake();
    },
    isBusy: () => underWay.size > 0,
    /** Resolves when the deliveries under way now have ended. */
    idle: async (): Promise<void> => void (await Promise.all(underWay)),
    /** Begins nothing more. */
    close(): void {
      isStopping = true;
    },
  };
}
