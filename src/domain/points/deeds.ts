// What deeds on record earn, and lose again when they are taken back.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { startOfDay } from '../../core/shanghai.ts';
import type { Attendance } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { earn, isCorrected, takeBack } from './earning.ts';
import { hoursSources, pendingHours, serve, takeBackHours } from './hours.ts';

/**
 * Points for a check-in: a theme party day (what belongs to an activity of that kind is one), a patrol, hours of service. Of a day's
 * hours those above `points.hoursUnconfirmed` wait for an organiser. Whoever came to anything else earns nothing by it.
 */
export async function earnForAttendance(doing: Doing, entry: Attendance): Promise<void> {
  switch (entry.kind) {
    case 'party_day':
    case 'patrol':
      await earn(doing, { ...(await deedOf(doing, entry)), rule: entry.kind });
      return;
    case 'volunteer':
      return await earnForHours(doing, entry);
  }
}

/** Takes back all that a check-in has earned, and what of it still waits. */
export async function takeBackForAttendance(doing: Doing, { id }: Attendance): Promise<void> {
  // Locked first: an organiser who says yes at this moment must not credit what has been taken back.
  await pendingHours(doing.tx).lock(String(id));
  await pendingHours(doing.tx).remove(String(id));
  for (const source of Object.values(hoursSources(id))) {
    await takeBack(doing, source);
    await takeBackHours(doing, source);
  }
}

/**
 * Points for a hazard that whoever settles such things has taken on or settled: to whom reported it by name. Nobody confirms his own,
 * and of anonymous ones nobody is known. What a person has taken back stays so, whatever becomes of the ticket.
 */
export async function earnForHazard(doing: Doing, ticket: Ticket, by: Pick<Member, 'id'>): Promise<void> {
  const { id, kind, anonymous, reporterId, number, createdAt } = ticket;
  if (kind !== 'hazard' || anonymous || reporterId === null || reporterId === by.id) return;
  const source = ticketSource(id);
  // Locked first: who takes it back at this moment must not find it earned again.
  await doing.tx.points.lock(reporterId);
  if (isCorrected(await doing.tx.points.ofSource(source))) return;
  const deed = { memberId: reporterId, source, at: createdAt, about: number, confirmedBy: by.id };
  await earn(doing, { ...deed, rule: 'hazard_confirmed' });
}

/** It was none after all. */
export async function takeBackForHazard(doing: Doing, { id, kind }: Ticket): Promise<void> {
  if (kind === 'hazard') await takeBack(doing, ticketSource(id));
}

/** The source of what a ticket earns. */
export const ticketSource = (id: string): string => `ticket:${id}`;

async function earnForHours(doing: Doing, entry: Attendance): Promise<void> {
  const { tx, now, branch } = doing;
  const { id: attendanceId, memberId, at } = entry;
  const minutes = minutesOf(entry);
  if (minutes === 0) return;
  // Before the other hours of the day are read: two reports at once would each find room for themselves.
  await tx.points.lock(memberId);
  const free = toMinutes(branch.points.hoursUnconfirmed) - (await otherMinutes(doing, entry));
  const atOnce = Math.min(minutes, Math.max(0, free));
  const deed = await deedOf(doing, entry);
  if (atOnce > 0) await serve(doing, { ...deed, minutes: atOnce });
  if (atOnce === minutes) return;
  const waiting = { attendanceId, memberId, minutes: minutes - atOnce, at, reportedAt: now, about: deed.about };
  await pendingHours(tx).put(String(attendanceId), waiting, now);
}

/** Minutes of service the person has reported of the same day besides. */
async function otherMinutes({ tx }: Doing, { id, memberId, at }: Attendance): Promise<number> {
  const day = startOfDay(at);
  const reported = await tx.attendance.between(memberId, day, day + DAY_MS);
  return reported.filter((one) => one.kind === 'volunteer' && one.id !== id).reduce((sum, one) => sum + minutesOf(one), 0);
}

const minutesOf = ({ hours }: Attendance): number => toMinutes(hours ?? 0);

const toMinutes = (hours: number): number => Math.round((hours * HOUR_MS) / MINUTE_MS);

async function deedOf({ tx }: Doing, { id, memberId, activityId, at }: Attendance) {
  const activity = activityId === null ? undefined : await tx.activities.byId(activityId);
  return { memberId, source: hoursSources(id).atOnce, at, about: activity?.title ?? null };
}
