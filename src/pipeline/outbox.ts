import type { Delivery } from '../core/channel.ts';
import { SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { ReplyHandle } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { openOutgoing } from '../domain/pushes/index.ts';
import { groupCommit } from '../store/settings/group-commit.ts';
import { backoffMs } from './backoff.ts';
import { hold, mayLeave } from './push-guard.ts';
import { createReclaimer } from './reclaimer.ts';

const LEASE_MS = 60 * SECOND_MS;
/** Deliveries under way at once. */
const LANES = 32;
const MAX_ATTEMPTS = 12;
const NOTE_AGAIN_MS = SECOND_MS;

interface Leased {
  item: Item<Outgoing>;
  /** The item's body, opened where it was sealed; null when it cannot be. */
  outgoing: Outgoing | null;
  replyHandles: ReplyHandle[];
}

/** A delivery that came to an end, well or not. */
interface Ended {
  item: Item<Outgoing>;
  delivery: Delivery;
}

/**
 * Delivers what the outbox holds: of each conversation one message at a time, in order; conversations beside each other, so that a
 * slow one holds nobody up.
 * @param wake called when a delivery has ended: its conversation may have more
 */
export function createOutbox(services: Services, wake: () => void) {
  const { store, clock, instance, log, meter, channels, sealer } = services;
  const underWay = new Set<Promise<void>>();
  const reclaim = createReclaimer(clock);
  let isStopping = false;

  function lease(limit: number): Promise<Leased[]> {
    return store.transaction(async (tx) => {
      const now = clock.now();
      await reclaim(tx.outbox);
      const items = await tx.outbox.lease({ owner: instance, now, leaseMs: LEASE_MS, limit, isOnePerKey: true });
      const leased: Leased[] = [];
      for (const item of items) {
        const cause = item.cause === null ? undefined : await tx.inbox.find(item.cause);
        leased.push({ item, outgoing: openOutgoing(sealer, item.body), replyHandles: cause?.body.replyHandles ?? [] });
      }
      return leased;
    });
  }

  async function attempt({ item, replyHandles, outgoing }: Leased): Promise<Delivery> {
    if (outgoing === null) return { kind: 'refused', reason: 'sealed_with_another_key' };
    const channel = channels[item.body.channel];
    if (!channel) return { kind: 'no_way', reason: 'channel_off' };
    try {
      return await channel.deliver(outgoing, replyHandles, item.id, clock.now());
    } catch (error) {
      log.error({ outboxId: item.id, error: messageOf(error) }, 'delivery failed unexpectedly');
      return { kind: 'retry', reason: 'internal' };
    }
  }

  async function noteOne({ outbox }: Transaction, { item, delivery }: Ended): Promise<boolean> {
    const now = clock.now();
    switch (delivery.kind) {
      case 'sent':
        return await outbox.complete(item.id, instance, now);
      case 'no_way':
        return await outbox.park(item.id, instance, now, delivery.reason);
      case 'refused':
        return await outbox.bury(item.id, instance, now, delivery.reason);
      case 'retry':
        return item.attempts < MAX_ATTEMPTS
          ? await outbox.retry(item.id, instance, now + backoffMs(item.attempts, Math.random()), delivery.reason)
          : await outbox.bury(item.id, instance, now, delivery.reason);
    }
  }

  /** Deliveries that end while one commit runs share the next one. */
  const note = groupCommit<Ended>((ended) =>
    store.transaction(async (tx) => {
      for (const one of ended) await noteOne(tx, one);
    }),
  );

  /** A push whose time is not now: a late outbox must wake nobody. */
  async function holdBack(item: Item<Outgoing>, outgoing: Outgoing): Promise<void> {
    const held = await store.transaction(async (tx) => {
      const now = clock.now();
      const decision = await hold(tx, outgoing, services.branch.current(), now);
      if (decision.kind === 'drop') await tx.outbox.drop(item.id, instance, now, decision.reason);
      else await tx.outbox.postpone(item.id, instance, decision.dueAt, decision.reason);
      return decision;
    });
    log.info({ outboxId: item.id, channel: item.body.channel, outcome: held.kind, reason: held.reason }, 'a push was held back');
  }

  async function deliver(leased: Leased): Promise<void> {
    const { item, outgoing } = leased;
    if (outgoing && !mayLeave(outgoing, services.branch.current(), clock.now())) {
      return await insist(() => holdBack(item, outgoing), item);
    }
    const delivery = await attempt(leased);
    meter.count('deliveries', { channel: item.body.channel, outcome: delivery.kind });
    if (delivery.kind !== 'sent') {
      log.warn(
        { outboxId: item.id, channel: item.body.channel, outcome: delivery.kind, reason: delivery.reason },
        'not delivered',
      );
    }
    await insist(() => note({ item, delivery }), item);
  }

  /** It has left: a store that is away for a moment must not make it leave again when the lease runs out. */
  async function insist(write: () => Promise<unknown>, item: Item<Outgoing>): Promise<void> {
    for (let tries = LEASE_MS / NOTE_AGAIN_MS; tries > 0; tries -= 1) {
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

  return {
    /** Begins what is due, as far as there are lanes; true when it began something. */
    async round(): Promise<boolean> {
      if (isStopping || underWay.size >= LANES) return false;
      const leased = await lease(LANES - underWay.size);
      for (const entry of leased) {
        const done: Promise<void> = deliver(entry).finally(() => {
          underWay.delete(done);
          wake();
        });
        underWay.add(done);
      }
      return leased.length > 0;
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
