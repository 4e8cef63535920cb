import { z } from 'zod';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../core/clock.ts';
import { QUOTA_TALLIES } from '../core/limiter.ts';
import { KEEP_KEYS_MS } from '../core/queue.ts';
import { shanghaiDate, shanghaiInstant } from '../core/shanghai.ts';
import { ANSWERED_QUESTIONS, RECENT, SEALED_QUESTIONS, SECOND_FACTORS, type Transaction } from '../core/store.ts';
import { DECISIONS } from '../domain/decisions.ts';
import { DUTY } from '../domain/duty.ts';
import { ASKED_KEPT_MS, LAST_QUESTION_MS, LAST_QUESTIONS } from '../domain/knowledge/asking.ts';
import { UNANSWERED, UNANSWERED_KEPT_MS } from '../domain/knowledge/unanswered.ts';
import { CONFIRMED_NOTICES } from '../domain/notices/confirming.ts';
import { NOTICE_TROUBLE } from '../domain/notices/trouble.ts';
import { PAGE_LINKS } from '../domain/page-links.ts';
import { QUIET_DAYS } from '../domain/quiet-days.ts';
import { TICKET_CARDS } from '../domain/tickets/gathering.ts';
import { ASKED_QUESTIONS } from '../domain/tickets/questions.ts';
import { TICKET_WAITING } from '../domain/tickets/waiting.ts';
import type { Runner } from './runner.ts';

export const HOUSEKEEPING = 'housekeeping';

/** Finished messages are forgotten after this long; their keys guard against redelivery until then. */
const KEEP_FINISHED_MS = Math.max(KEEP_KEYS_MS, 7 * DAY_MS);

/** Small records that are worth nothing after a while: by collection, how long they are kept. */
const KEPT_MS: Readonly<Record<string, number>> = {
  // Nothing reads them after minutes; late deliveries have their time.
  [RECENT]: HOUR_MS,
  [SEALED_QUESTIONS]: HOUR_MS,
  [SECOND_FACTORS]: HOUR_MS,
  // Cards are pressed again for days.
  [ANSWERED_QUESTIONS]: 31 * DAY_MS,
  [DECISIONS]: 7 * DAY_MS,
  [QUIET_DAYS]: 8 * DAY_MS,
  [CONFIRMED_NOTICES]: KEEP_FINISHED_MS,
  [NOTICE_TROUBLE]: KEEP_FINISHED_MS,
  [DUTY]: 60 * DAY_MS,
  [PAGE_LINKS]: HOUR_MS,
  // Nothing waits longer for its hour.
  [TICKET_WAITING]: 30 * DAY_MS,
  [TICKET_CARDS]: 7 * DAY_MS,
  [LAST_QUESTIONS]: LAST_QUESTION_MS,
  [UNANSWERED]: UNANSWERED_KEPT_MS,
  [ASKED_QUESTIONS]: ASKED_KEPT_MS,
};

/** No limit of the platforms reaches farther back than a day; what was used of a month's quota may be asked for a year later. */
const KEEP_TALLIES_MS = 2 * DAY_MS;
const KEEP_QUOTAS_MS = 400 * DAY_MS;

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
export const runHousekeeping: Runner = async ({ tx, now }) => {
  await planHousekeeping(tx, now);
  const purged: number[] = [];
  for (const queue of [tx.inbox, tx.outbox, tx.scheduled, tx.fetches]) {
    purged.push(await queue.purge(now - KEEP_FINISHED_MS, PORTION));
  }
  purged.push(await tx.openQuestions.purge(now, PORTION));
  for (const [name, keptMs] of Object.entries(KEPT_MS)) {
    purged.push(await tx.collection(name, z.unknown()).purge(now - keptMs, PORTION));
  }
  purged.push(await tx.tallies.purge(now - KEEP_TALLIES_MS, PORTION, [QUOTA_TALLIES]));
  purged.push(await tx.tallies.purge(now - KEEP_QUOTAS_MS, PORTION));
  if (!purged.includes(PORTION)) return;
  const body = { kind: HOUSEKEEPING, payload: {} };
  await tx.scheduled.add(
    [{ key: `${HOUSEKEEPING}:more:${now}`, orderingKey: HOUSEKEEPING, body, dueAt: now + NEXT_PORTION_MS }],
    now,
  );
};
