import type { Transaction } from '../core/store.ts';
import { REMIND_ONE, remindOne } from '../domain/activities/late-reminders.ts';
import { ACTIVITY_END, ACTIVITY_WATCH, planActivityWatch, runActivityEnd, runActivityWatch } from './activity-work.ts';
import { DIGEST, runDigest } from './digest.ts';
import { HOUSEKEEPING, planHousekeeping, runHousekeeping } from './housekeeping.ts';
import { NOTICE, runNotice } from './notice-work.ts';
import { REMIND, runReminders } from './reminders.ts';
import type { Runner } from './scheduler.ts';

/** Everything that is done at an instant, by the name its work has in the store. */
export const runners: Readonly<Record<string, Runner>> = {
  [HOUSEKEEPING]: runHousekeeping,
  [DIGEST]: runDigest,
  [NOTICE]: runNotice,
  [REMIND]: runReminders,
  [REMIND_ONE]: remindOne,
  [ACTIVITY_END]: runActivityEnd,
  [ACTIVITY_WATCH]: runActivityWatch,
};

/** What is to happen every night; planned as often as one likes, it happens once. */
export async function planNightlyWork(tx: Transaction, now: number): Promise<void> {
  await planHousekeeping(tx, now);
  await planActivityWatch(tx, now);
}
