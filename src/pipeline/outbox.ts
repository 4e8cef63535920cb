import type { Delivery } from '../core/channel.ts';
import { SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { ReplyHandle } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import { backoffMs } from './backoff.ts';

const LEASE_MS = 60 * SECOND_MS;
const BATCH = 32;
const MAX_ATTEMPTS = 12;

interface Leased {
  item: Item<Outgoing>;
  replyHandles: ReplyHandle[];
}

/** Delivers what the outbox holds: one conversation after its own order, conversations side by side. */
export function createOutboxRound(services: Services): () => Promise<boolean> {
  const { store, clock, instance, log, meter, channels } = services;

  function lease(): Promise<Leased[]> {
    return store.transaction(async (tx) => {
      const now = clock.now();
      const request = { owner: instance, now, leaseMs: LEASE_MS, limit: BATCH };
      let items = await tx.outbox.lease(request);
      if (items.length === 0 && (await tx.outbox.reclaim(now)) > 0) items = await tx.outbox.lease(request);
      const leased: Leased[] = [];
      for (const item of items) {
        const cause = item.cause === null ? undefined : await tx.inbox.find(item.cause);
        leased.push({ item, replyHandles: cause?.body.replyHandles ?? [] });
      }
      return leased;
    });
  }

  async function attempt({ item, replyHandles }: Leased): Promise<Delivery> {
    const channel = channels[item.body.channel];
    if (!channel) return { kind: 'no_way', reason: 'channel_off' };
    try {
      return await channel.deliver(item.body, replyHandles, item.id, clock.now());
    } catch (error) {
      log.error({ outboxId: item.id, error: messageOf(error) }, 'delivery failed unexpectedly');
      return { kind: 'retry', reason: 'internal' };
    }
  }

  async function settle(item: Item<Outgoing>, delivery: Delivery): Promise<void> {
    const now = clock.now();
    meter.count('deliveries', { channel: item.body.channel, outcome: delivery.kind });
    if (delivery.kind !== 'sent') {
      log.warn(
        { outboxId: item.id, channel: item.body.channel, outcome: delivery.kind, reason: delivery.reason },
        'not delivered',
      );
    }
    await store.transaction(async ({ outbox }): Promise<boolean> => {
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
    });
  }

  return async () => {
    const leased = await lease();
    const conversations = Map.groupBy(leased, ({ item }) => item.orderingKey);
    await Promise.all(
      [...conversations.values()].map(async (queue) => {
        for (const entry of queue) await settle(entry.item, await attempt(entry));
      }),
    );
    return leased.length > 0;
  };
}
