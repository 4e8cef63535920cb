// What a secretary arranged a moment ago, so that "no, the evening" or another name alone puts it right.
import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { patrolHalves } from '../../core/slots.ts';
import { patrolDeeds } from '../words/patrol-giving.ts';
import type { PatrolOrder } from './arranging.ts';
import { patrolKey, patrolOfKey, peopleOf } from './roster.ts';

/** One part of an order, with everybody known. */
export const plannedSchema = z.object({
  deed: z.enum(patrolDeeds),
  /** First instants. */
  days: z.array(z.number()),
  /** Null = neither was named. */
  halves: z.array(z.enum(patrolHalves)).nullable(),
  /** Null = for once. */
  weekdays: z.array(z.number()).nullable(),
  people: z.array(z.string()),
  off: z.array(z.string()),
});
export type PlannedPatrols = z.infer<typeof plannedSchema>;

export const ARRANGED = 'patrol-arranged';
export const ARRANGED_KEPT_MS = DAY_MS;
/** As long as a question of ours stays open. */
const CORRECTED_WITHIN_MS = 10 * MINUTE_MS;

const arranged = (tx: Doing['tx']) =>
  tx.collection(
    ARRANGED,
    z.object({
      planned: plannedSchema,
      /** Given in the same words. */
      others: z.array(plannedSchema).default([]),
      at: z.number(),
      /** Who was to go till then. */
      before: z.array(z.object({ key: z.string(), people: z.array(z.string()) })),
    }),
  );

/** Only what was given to somebody is put right in a word. To be called before it is carried out. @param known how it was before, as far as that is known */
export async function noteArranged(
  doing: Doing,
  memberId: string,
  all: readonly PlannedPatrols[],
  orders: readonly PatrolOrder[],
  known: readonly PatrolOrder[],
): Promise<void> {
  const [planned, ...others] = all;
  const isGiven = ({ deed, weekdays, people }: PlannedPatrols) => deed === 'set' && weekdays === null && people.length > 0;
  if (!planned || !all.every(isGiven)) {
    return await arranged(doing.tx).remove(memberId);
  }
  const before: { key: string; people: string[] }[] = [];
  for (const patrol of orders.flatMap(({ patrols }) => patrols)) {
    const key = patrolKey(patrol);
    const was = known.find(({ patrols }) => patrols.some((each) => patrolKey(each) === key))?.people;
    before.push({ key, people: (was ?? (await peopleOf(doing, patrol))).map(({ id }) => id) });
  }
  await arranged(doing.tx).put(memberId, { planned, others, at: doing.now, before }, doing.now);
}

export interface Arranged {
  at: number;
  planned: PlannedPatrols;
  /** Of several, only one that is named is put right. */
  others: PlannedPatrols[];
  /** What makes it as it was. */
  undoing: PatrolOrder[];
}

/** What the person arranged last, with how to undo it; null = nothing so lately. */
export async function lastArranged({ tx, now }: Doing, memberId: string): Promise<Arranged | null> {
  const last = await arranged(tx).get(memberId);
  if (!last || last.at < now - CORRECTED_WITHIN_MS) return null;
  const undoing: PatrolOrder[] = [];
  for (const { key, people } of last.before) {
    const patrol = patrolOfKey(key);
    if (patrol) undoing.push({ deed: 'set', people: await tx.members.byIds(people), off: [], patrols: [patrol] });
  }
  return { at: last.at, planned: last.planned, others: last.others, undoing };
}

export const forgetArranged = ({ tx }: Doing, memberId: string): Promise<void> => arranged(tx).remove(memberId);
