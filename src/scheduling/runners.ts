import type { Transaction } from '../core/store.ts';
import { REMIND_ONE, remindOne } from '../domain/activities/late-reminders.ts';
import { REPORT_PENDING, runPending } from '../domain/tickets/pending.ts';
import { ACTIVITY_END, ACTIVITY_WATCH, planActivityWatch, runActivityEnd, runActivityWatch } from './activity-work.ts';
import { DIGEST, runDigest } from './digest.ts';
import { HOUSEKEEPING, planHousekeeping, runHousekeeping } from './housekeeping.ts';
import { NOTICE, runNotice } from './notice-work.ts';
import { REMIND, runReminders } from './reminders.ts';
import type { Runner } from './runner.ts';
import { planSkillsNight } from './skill-work.ts';
import { planTicketWatch, runTicket, runTicketWatch, TICKET, TICKET_WATCH } from './ticket-work.ts';

/** Everything that is done at an instant, by the name its work has in the store. */
export const runners: Readonly<Record<string, Runner>> = {
  [HOUSEKEEPING]: runHousekeeping,
  [DIGEST]: runDigest,
  [NOTICE]: runNotice,
  [REMIND]: runReminders,
  [REMIND_ONE]: remindOne,
  [ACTIVITY_END]: runActivityEnd,
  [ACTIVITY_WATCH]: runActivityWatch,
  [TICKET]: runTicket,
  [TICKET_WATCH]: runTicketWatch,
  [REPORT_PENDING]: runPending,
};

/** What is to happen every night or every hour; planned as often as one likes, it happens once. */
export async function planNightlyWork(tx: Transaction, now: number): Promise<void> {
  await planHousekeeping(tx, now);
  await planActivityWatch(tx, now);
  await planTicketWatch(tx, now);
  await planSkillsNight(tx, now);
}
