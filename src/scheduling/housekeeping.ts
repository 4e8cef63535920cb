import { z } from 'zod';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../core/clock.ts';
import { KEEP_KEYS_MS } from '../core/queue.ts';
import { shanghaiDate, shanghaiInstant } from '../core/shanghai.ts';
import { RECENT, type Transaction } from '../core/store.ts';
import type { Runner } from './scheduler.ts';

export const HOUSEKEEPING = 'housekeeping';

/** Finished messages are forgotten after this long; their keys guard against redelivery until then. */
const KEEP_FINISHED_MS = Math.max(KEEP_KEYS_MS, 7 * DAY_MS);

/** Nothing reads them after minutes; late deliveries have their time. */
const KEEP_RECENT_MS = HOUR_MS;

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

/** A portion is over in a blink; what is left follows in a moment, in a transaction of its own. */
const PORTION = 1_000;
const NEXT_PORTION_MS = 2 * SECOND_MS;

/** Every night: forgets what is finished and old, and plans the next night. */
export const runHousekeeping: Runner = async (tx, _payload, now) => {
  await planHousekeeping(tx, now);
  const purged: number[] = [];
  for (const queue of [tx.inbox, tx.outbox, tx.scheduled]) purged.push(await queue.purge(now - KEEP_FINISHED_MS, PORTION));
  purged.push(await tx.openQuestions.purge(now, PORTION));
  purged.push(await tx.collection(RECENT, z.unknown()).purge(now - KEEP_RECENT_MS, PORTION));
  if (!purged.includes(PORTION)) return;
  const body = { kind: HOUSEKEEPING, payload: {} };
  await tx.scheduled.add(
    [{ key: `${HOUSEKEEPING}:more:${now}`, orderingKey: HOUSEKEEPING, body, dueAt: now + NEXT_PORTION_MS }],
    now,
  );
};
