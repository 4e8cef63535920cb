// Series as they are kept. What is done with them is in `series.ts`.
import { z } from 'zod';
import { type Activity, activityKinds, activityModes } from '../../core/activity.ts';
import type { Wish } from '../../core/planner.ts';
import type { Transaction } from '../../core/store.ts';
import { recurrenceSchema, wishSchema } from './wish-schema.ts';

/** What every next one of an activity takes over. */
export const factsSchema = z.object({
  title: z.string(),
  kind: z.enum(activityKinds),
  theme: z.string().nullable(),
  place: z.string().nullable(),
  capacity: z.number().nullable(),
  mode: z.enum(activityModes),
  groups: z.array(z.string()),
});

const seriesSchema = factsSchema.extend({
  id: z.string(),
  rule: recurrenceSchema,
  /** The hours of the day, without a day. */
  hours: wishSchema,
  insist: z.boolean(),
  /** Member id. */
  createdBy: z.string(),
  /** From the yes to its first occurrence until somebody stops it. */
  active: z.boolean(),
  /** The last day of the rule (before any move) that has its activity; `YYYY-MM-DD`. */
  madeUntil: z.string(),
});
export type Series = z.infer<typeof seriesSchema>;

/** Everything about an activity that the next one of its kind takes over. */
export type Facts = Pick<Activity, 'title' | 'kind' | 'theme' | 'place' | 'capacity' | 'groups'>;

/** Leaves out all else. */
export function factsOf({ title, kind, theme, place, capacity, groups }: Facts): Facts {
  return { title, kind, theme, place, capacity, groups };
}

/** A wish without its day. */
export function hoursOf({ part, start, end, durationMinutes }: Wish): Wish {
  return {
    ...(part !== undefined && { part }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(durationMinutes !== undefined && { durationMinutes }),
  };
}

export const seriesRecords = (tx: Transaction) => tx.collection('series', seriesSchema);

/** Its first occurrence was published: from now on the series goes on by itself, as the draft stood at the yes. */
export async function activateSeries(
  tx: Transaction,
  id: string,
  { first, ...asked }: { first: Activity; wish: Wish; insist: boolean; mode: Activity['mode'] },
  now: number,
): Promise<void> {
  const series = await seriesRecords(tx).get(id);
  if (!series || series.active) return;
  const { wish, insist, mode } = asked;
  const taken = { ...factsOf(first), mode, insist, hours: hoursOf(wish), active: true };
  await seriesRecords(tx).put(id, { ...series, ...taken }, now);
}

/** Nobody said yes to its first occurrence. */
export async function forgetPendingSeries(tx: Transaction, id: string): Promise<void> {
  const series = await seriesRecords(tx).get(id);
  if (series && !series.active) await seriesRecords(tx).remove(id);
}
