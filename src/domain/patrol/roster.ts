// Who patrols when (早晚巡查): what was said of the day, else what was said for every week, else the branch settings. Nothing is kept of
// who did not go.
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { shanghaiDate, shanghaiInstant, shanghaiTime } from '../../core/shanghai.ts';
import { type PatrolHalf, patrolHalves } from '../../core/slots.ts';

/** One patrol; `day` is the first instant of its day. */
export interface Patrol {
  day: number;
  half: PatrolHalf;
}

export const PATROL_DAYS = 'patrol-days';
/** Days that are over interest nobody. */
export const PATROL_DAYS_KEPT_MS = 60 * DAY_MS;
const PATROL_WEEKS = 'patrol-weeks';

const daySchema = z.object({
  /** In place of the week's; null = as every week. */
  people: z.array(z.string()).nullable().default(null),
  /** Who takes it on besides. */
  also: z.array(z.string()).default([]),
  /** Who handed it back. */
  away: z.array(z.string()).default([]),
  /** When people hear that they were put on it, by member id. ms */
  told: z.record(z.string(), z.number()).default({}),
  /** Key of what tells it, where it tells of nothing else. */
  news: z.record(z.string(), z.string()).default({}),
  /** How often it was handed back; names what the secretaries are told. */
  turns: z.int().default(0),
});
export type PatrolDay = z.infer<typeof daySchema>;
const BLANK: PatrolDay = { people: null, also: [], away: [], told: {}, news: {}, turns: 0 };

const days = (tx: Doing['tx']) => tx.collection(PATROL_DAYS, daySchema);
const weeks = (tx: Doing['tx']) => tx.collection(PATROL_WEEKS, z.object({ people: z.array(z.string()), by: z.string() }));

export const patrolKey = ({ day, half }: Patrol): string => `${shanghaiDate(day)}/${half}`;

/** Null for what is no key of ours. */
export function patrolOfKey(key: string): Patrol | null {
  const found = /^(\d{4}-\d{2}-\d{2})\/(.+)$/.exec(key);
  const half = patrolHalves.find((one) => one === found?.[2]);
  const day = shanghaiInstant(found?.[1] ?? '');
  return half === undefined || Number.isNaN(day) ? null : { day, half };
}

/** A check-in before noon is the morning patrol's, one later the evening's (domain/check-in). */
export const endOf = ({ day, half }: Patrol): number => day + (half === 'morning' ? DAY_MS / 2 : DAY_MS);

/** Nobody else changes it before the transaction ends. */
export const lockDay = async (tx: Doing['tx'], patrol: Patrol): Promise<PatrolDay> =>
  (await days(tx).lock(patrolKey(patrol))) ?? BLANK;

export const dayOf = async (tx: Doing['tx'], patrol: Patrol): Promise<PatrolDay> =>
  (await days(tx).get(patrolKey(patrol))) ?? BLANK;

export const keepDay = ({ tx, now }: Doing, patrol: Patrol, day: PatrolDay): Promise<void> =>
  days(tx).put(patrolKey(patrol), day, now);

const weekKey = (half: PatrolHalf, weekday: number): string => `${half}/${weekday}`;

/** Member ids; what was said goes over the settings. */
export async function weeklyOf({ tx, branch }: Doing, half: PatrolHalf, weekday: number): Promise<string[]> {
  const said = await weeks(tx).get(weekKey(half, weekday));
  if (said) return said.people;
  return branch.patrols.filter((one) => one.half === half && one.weekdays.includes(weekday)).flatMap(({ people }) => people);
}

export const keepWeekly = ({ tx, now }: Doing, half: PatrolHalf, weekday: number, people: string[], by: string): Promise<void> =>
  weeks(tx).put(weekKey(half, weekday), { people, by }, now);

/** Whoever is named and is not there any more is passed over; a guest who has been listed since is found under his account. */
export async function personOf({ tx }: Pick<Doing, 'tx'>, id: string): Promise<Member | null> {
  const member = (await tx.members.byId(id)) ?? (await tx.members.byAccount(id));
  return member && member.role !== 'external' ? member : null;
}

/** Who goes, in the order they were named. */
export async function peopleOf(doing: Doing, patrol: Patrol): Promise<Member[]> {
  const { people, also, away } = await dayOf(doing.tx, patrol);
  const ids = [...(people ?? (await weeklyOf(doing, patrol.half, shanghaiTime(patrol.day).weekday))), ...also];
  const going: Member[] = [];
  for (const id of new Set(ids)) {
    const member = away.includes(id) ? null : await personOf(doing, id);
    if (member && !going.some((other) => other.id === member.id)) going.push(member);
  }
  return going;
}

/** Whether it is this person’s patrol. */
export async function isOn(doing: Doing, member: Pick<Member, 'id'>, patrol: Patrol): Promise<boolean> {
  return (await peopleOf(doing, patrol)).some(({ id }) => id === member.id);
}

/** The person's patrols that are not over, of so many days from today. */
export async function patrolsOf(doing: Doing, member: Pick<Member, 'id'>, from: number, count: number): Promise<Patrol[]> {
  const own: Patrol[] = [];
  for (const patrol of patrolsFrom(from, count)) {
    if (endOf(patrol) > doing.now && (await isOn(doing, member, patrol))) own.push(patrol);
  }
  return own;
}

/** Both patrols of each day. @param from first instant of a day */
export const patrolsFrom = (from: number, count: number): Patrol[] =>
  Array.from({ length: count }, (_, at) => from + at * DAY_MS).flatMap((day) => patrolHalves.map((half) => ({ day, half })));

/** An evening patrol that ends past midnight belongs to the evening before, as check-ins count it. */
const NIGHT_ENDS_MS = 5 * HOUR_MS;

/** Whether the person's check-in of this very patrol stands. */
export async function isDone({ tx }: Doing, member: Pick<Member, 'id'>, { day, half }: Patrol): Promise<boolean> {
  const from = day + (half === 'evening' ? NIGHT_ENDS_MS : 0);
  const entries = await tx.attendance.between(member.id, from, day + DAY_MS + (half === 'evening' ? NIGHT_ENDS_MS : 0));
  return entries.some((entry) => entry.kind === 'patrol' && entry.half === half);
}
