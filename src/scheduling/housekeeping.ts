import { DAY_MS } from '../core/clock.ts';
import { KEEP_KEYS_MS } from '../core/queue.ts';
import { shanghaiDate, shanghaiInstant } from '../core/shanghai.ts';
import type { Transaction } from '../core/store.ts';
import type { Runner } from './scheduler.ts';

export const HOUSEKEEPING = 'housekeeping';

/** Finished messages are forgotten after this long; their keys guard against redelivery until then. */
const KEEP_FINISHED_MS = Math.max(KEEP_KEYS_MS, 7 * DAY_MS);

/** Plans the next night's run; one per day however often it is called. */
export async function planHousekeeping(tx: Transaction, now: number): Promise<void> {
  const tonight = shanghaiInstant(shanghaiDate(now), 3, 43);
  const dueAt = tonight > now ? tonight : tonight + DAY_MS;
  await tx.scheduled.add(
    [
      {
        key: `${HOUSEKEEPING}:${shanghaiDate(dueAt)}`,
        orderingKey: HOUSEKEEPING,
        body: { kind: HOUSEKEEPING, payload: {} },
        dueAt,
      },
    ],
    now,
  );
}

/** Every night: forgets what is finished and old, and plans the next night. */
export const runHousekeeping: Runner = async (tx, _payload, now) => {
  for (const queue of [tx.inbox, tx.outbox, tx.scheduled]) await queue.purge(now - KEEP_FINISHED_MS);
  await planHousekeeping(tx, now);
};
