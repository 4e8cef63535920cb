import { SECOND_MS } from '../core/clock.ts';
import type { ReplyHandle } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Services } from '../core/services.ts';
import { openOutgoing } from '../domain/pushes/index.ts';
import { batchesOf, type Leased } from './batches.ts';
import { createReclaimer } from './reclaimer.ts';

/** Renewed while a delivery lasts (`outbox-renewal.ts`): so long an answer waits whose instance was killed, and a stopped process keeps it. */
export const LEASE_MS = 20 * SECOND_MS;
/** After the store was away everybody who lives has renewed what he holds before others take it for abandoned. */
const GRACE_MS = 10 * SECOND_MS;
/** For each lane so many are leased at most, in the hope that they say the same. */
const MOST_TOGETHER = 20;

/** A leased message with the ways to answer what caused it. */
export interface Task extends Leased {
  replyHandles: readonly ReplyHandle[];
}

/**
 * Leases what is due, as batches that each leave as one call. What finds no lane is given back at once, so that nothing grows old under
 * its lease and what is urgent never waits behind it.
 */
export function createOutboxLease({ store, clock, instance, channels, sealer }: Services) {
  const reclaim = createReclaimer(clock);
  let awayAt = 0;
  /** Falls where few things say the same: what is given back was leased for nothing. */
  let perLane = MOST_TOGETHER;

  const mostOf = ({ channel }: Outgoing) => channels[channel]?.together?.most ?? 1;
  const worthLeasing = () =>
    Math.min(perLane, Math.max(1, ...Object.values(channels).map(({ together }) => together?.most ?? 1)));
  /** Another instance holds their only way out. */
  const elsewhere = () => Object.values(channels).flatMap(({ name, isElsewhere }) => (isElsewhere?.() ? [`${name}/`] : []));

  const take = (lanes: number): Promise<Task[][]> =>
    store.transaction(async (tx) => {
      if (Math.abs(clock.now() - awayAt) >= GRACE_MS) await reclaim(tx.outbox);
      const items = await tx.outbox.lease({
        owner: instance,
        now: clock.now(),
        leaseMs: LEASE_MS,
        limit: lanes * worthLeasing(),
        isOnePerKey: true,
        exceptPrefixes: elsewhere(),
      });
      const leased = items.map((item): Leased => ({ item, outgoing: openOutgoing(sealer, item.body) }));
      const batches = batchesOf(leased, mostOf);
      const left = batches.splice(lanes).flatMap((batch) => batch.map(({ item }) => item.id));
      if (left.length > 0) await tx.outbox.release(left, instance);
      perLane = left.length > 0 ? Math.max(1, Math.floor(perLane / 2)) : Math.min(MOST_TOGETHER, perLane * 2);

      const handlesFor = async (cause: string | null) =>
        cause === null ? [] : ((await tx.inbox.find(cause))?.body.replyHandles ?? []);
      const tasks: Task[][] = [];
      for (const batch of batches) {
        const replyHandles = await handlesFor(batch[0]!.item.cause);
        tasks.push(batch.map((entry) => ({ ...entry, replyHandles })));
      }
      return tasks;
    });

  return {
    take,
    /** The store did not answer: nobody could say that he still has what he holds. */
    noteAway(): void {
      awayAt = clock.now();
    },
  };
}
