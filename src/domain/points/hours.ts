// Volunteer hours (时间银行): a ledger of their own, and what waits in front of it for an organiser's word.
import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { HourEntry, PointEntry } from '../../core/points.ts';
import type { Collection, Transaction } from '../../core/store.ts';
import { type Correction, earn } from './earning.ts';

/** Hours that wait, as they are kept. */
export const pendingHoursSchema = z.object({
  attendanceId: z.int(),
  memberId: z.string(),
  /** Those above what counts at once; the hours before them are in the ledger. */
  minutes: z.int(),
  at: z.number(),
  reportedAt: z.number(),
  about: z.string().nullable(),
});
export type PendingHours = z.infer<typeof pendingHoursSchema>;

/** Nobody has confirmed them for so long: they wait no more. */
export const HOURS_WAIT_MS = 60 * DAY_MS;

/** Hours that count once an organiser has confirmed them, by attendance id. */
export const pendingHours = (tx: Transaction): Collection<PendingHours> => tx.collection('hours-pending', pendingHoursSchema);

/** What counted at once of a report of hours, and what an organiser has confirmed of it. */
export const hoursSources = (attendanceId: number) => ({
  atOnce: `attendance:${attendanceId}`,
  confirmed: `attendance:${attendanceId}/confirmed`,
});

export interface Service {
  memberId: string;
  /** Whole and more than none. */
  minutes: number;
  source: string;
  /** ms */
  at: number;
  about?: string | null;
  /** Member id. */
  confirmedBy?: string | null;
}

/**
 * Puts hours of service into the ledger of hours; what was taken back before may be credited again.
 * @returns null when those of the source stand already, or are none
 */
export async function creditHours({ tx, now }: Doing, service: Service): Promise<HourEntry | null> {
  const { memberId, minutes, source, at, about = null, confirmedBy = null } = service;
  if (!(minutes > 0)) return null;
  await tx.points.lock(memberId);
  const earlier = await tx.points.hoursOfSource(source);
  if (standing(earlier)) return null;
  const turn = earlier.filter(({ reverses }) => reverses === null).length;
  const entry = { memberId, minutes, source, turn, reverses: null, about, confirmedBy, at, recordedAt: now };
  return (await tx.points.addHours(entry)) ?? null;
}

/** Takes back what stands of a source by an opposite entry (as `takeBack`). @returns null when nothing of it stands */
export async function takeBackHours({ tx, now }: Doing, source: string, correction?: Correction): Promise<HourEntry | null> {
  const first = standing(await tx.points.hoursOfSource(source));
  if (!first) return null;
  await tx.points.lock(first.memberId);
  const given = standing(await tx.points.hoursOfSource(source));
  if (!given) return null;
  const { id, ...rest } = given;
  const [about, confirmedBy] = correction ? [correction.reason, correction.by] : [given.about, null];
  const opposite = { ...rest, minutes: -given.minutes, reverses: id, about, confirmedBy };
  return (await tx.points.addHours({ ...opposite, recordedAt: now })) ?? null;
}

/** Hours with the points they earn. */
export async function serve(doing: Doing, service: Service): Promise<{ hours: HourEntry | null; points: PointEntry | null }> {
  const hours = await creditHours(doing, service);
  const { minutes, ...deed } = service;
  const points = await earn(doing, { ...deed, rule: 'volunteer_hour', times: (minutes * MINUTE_MS) / HOUR_MS });
  return { hours, points };
}

export type HoursDecided =
  | { kind: 'confirmed'; pending: PendingHours; hours: HourEntry | null; points: PointEntry | null }
  | { kind: 'declined'; pending: PendingHours }
  /** Nothing waits: decided already, or taken back by the person. */
  | { kind: 'gone' };

/** An organiser's yes to hours above what counts by itself: they are credited now, in the month they were done. */
export async function confirmHours(doing: Doing, attendanceId: number, by: Pick<Member, 'id'>): Promise<HoursDecided> {
  const pending = await decide(doing, attendanceId);
  if (!pending) return { kind: 'gone' };
  const { memberId, minutes, at, about } = pending;
  const { confirmed: source } = hoursSources(attendanceId);
  const served = await serve(doing, { memberId, minutes, source, at, about, confirmedBy: by.id });
  return { kind: 'confirmed', pending, ...served };
}

/** An organiser's no: what waited is forgotten; the check-in and what counted at once stay as they are. */
export async function declineHours(doing: Doing, attendanceId: number): Promise<HoursDecided> {
  const pending = await decide(doing, attendanceId);
  return pending ? { kind: 'declined', pending } : { kind: 'gone' };
}

/** Takes it off the list. Of two at once one gets it. */
async function decide({ tx }: Doing, attendanceId: number): Promise<PendingHours | undefined> {
  const key = String(attendanceId);
  const pending = await pendingHours(tx).lock(key);
  if (!pending) return undefined;
  await pendingHours(tx).remove(key);
  // A guest may have been found to be somebody listed since.
  const memberId = (await tx.attendance.byId(attendanceId))?.memberId ?? pending.memberId;
  return { ...pending, memberId };
}

function standing(entries: readonly HourEntry[]): HourEntry | undefined {
  return entries.find(({ id, reverses }) => reverses === null && entries.every((other) => other.reverses !== id));
}
