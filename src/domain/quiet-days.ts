// "Leave me alone today": a person's own stop, which no reminder passes.
import { z } from 'zod';
import { DAY_MS } from '../core/clock.ts';
import { startOfDay } from '../core/shanghai.ts';
import type { Transaction } from '../core/store.ts';

const quietSchema = z.object({ from: z.number(), until: z.number() });

export const QUIET_DAYS = 'quiet-days';

const quietDays = (tx: Transaction) => tx.collection(QUIET_DAYS, quietSchema);

/** Whole days: `first` 0 = today, 1 = tomorrow. */
export interface QuietDays {
  first: number;
  count: number;
}

const TODAY: QuietDays = { first: 0, count: 1 };

/** No reminders for the person on these days, nor on those asked for before that they join on to. */
export async function beQuiet(tx: Transaction, memberId: string, now: number, { first, count } = TODAY): Promise<void> {
  const from = startOfDay(now) + first * DAY_MS;
  const until = from + count * DAY_MS;
  const before = await quietDays(tx).get(memberId);
  const joins = before !== undefined && before.from <= until && from <= before.until;
  const quiet = joins ? { from: Math.min(from, before.from), until: Math.max(until, before.until) } : { from, until };
  await quietDays(tx).put(memberId, quiet, now);
}

/** False when nothing was stopped. */
export async function beHeardAgain(tx: Transaction, memberId: string, now: number): Promise<boolean> {
  const quiet = await quietDays(tx).get(memberId);
  await quietDays(tx).remove(memberId);
  return quiet !== undefined && quiet.until > now;
}

/** When the stop that was asked for ends; null = there is none. ms */
export async function quietUntil(tx: Transaction, memberId: string, now: number): Promise<number | null> {
  const quiet = await quietDays(tx).get(memberId);
  return quiet !== undefined && quiet.until > now ? quiet.until : null;
}

/** @param at the instant a reminder would come */
export async function isQuiet(tx: Transaction, memberId: string, at: number): Promise<boolean> {
  const quiet = await quietDays(tx).get(memberId);
  return quiet !== undefined && quiet.from <= at && at < quiet.until;
}
