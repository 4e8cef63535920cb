// Hours of service above what counts by itself wait for an organiser's word. He is asked once, with all that came within the hour.
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { isAllowed } from '../../core/intent.ts';
import type { Member } from '../../core/member.ts';
import { buttonId } from '../../core/outgoing.ts';
import { pointPhrases, sayHours } from '../../core/phrases-points.ts';
import { startOfDay } from '../../core/shanghai.ts';
import type { Attendance } from '../../core/store.ts';
import { pushToMembers } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';
import { planWork } from '../works.ts';
import { pushAlone } from './correcting.ts';
import { atDesk, decidersFor, mayDecide } from './deciders.ts';
import {
  confirmHours,
  declineHours,
  HOURS_WAIT_MS,
  type HoursDecided,
  hoursSources,
  type PendingHours,
  pendingHours,
  pendingHoursSchema,
  takeBack,
  takeBackHours,
} from './index.ts';

/** What the handler's works are planned under. */
export const VOLUNTEER_HOURS = { handler: 'volunteer-hours', look: 'look' } as const;

/** Hours of the day somebody may be asked in; the person's own windows decide when it leaves. */
const FIRST_LOOK = 8;
const LAST_LOOK = 21;
/** Worth asking for so long; older ones are in the list. */
const USEFUL_MS = 7 * DAY_MS;
const LISTED_MAX = 10;

/** What was asked already; forgotten when nobody is asked about it any more. */
export const HOURS_ASKED = 'hours-asked';
export const HOURS_ASKED_KEPT_MS = 60 * DAY_MS;
const asked = (tx: Doing['tx']) => tx.collection(HOURS_ASKED, z.object({ at: z.number() }));

/** The looks of today that are still to come. */
export async function planLooks({ tx, now }: Doing): Promise<void> {
  const { handler, look: work } = VOLUNTEER_HOURS;
  const day = startOfDay(now);
  for (let hour = FIRST_LOOK; hour <= LAST_LOOK; hour += 1) {
    const dueAt = day + hour * HOUR_MS;
    if (dueAt >= now) await planWork(tx, { handler, work, key: String(dueAt), orderingKey: handler, payload: {}, dueAt }, now);
  }
}

/** Takes off the list what nobody has confirmed for so long, and tells whose it was. */
export async function dropLapsed(doing: Doing): Promise<void> {
  const { tx, now } = doing;
  for (const { value } of await pendingHours(tx).list()) {
    if (value.reportedAt > now - HOURS_WAIT_MS) continue;
    const declined = await declineHours(doing, value.attendanceId);
    if (declined.kind === 'gone') continue;
    const { attendanceId, memberId, minutes, at } = declined.pending;
    const text = pointPhrases.hoursLapsed(at, sayHours(minutes), HOURS_WAIT_MS / DAY_MS);
    await pushAlone(doing, memberId, `hours:${attendanceId}:lapsed`, text);
  }
}

/** What waits, with the check-in it belongs to; oldest first. */
export interface Waiting {
  pending: PendingHours;
  entry: Attendance;
}

/** @param isMeant looked at before the check-in is read */
async function waitingHours({ tx }: Doing, isMeant?: (pending: PendingHours) => Promise<boolean>): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const { value } of await pendingHours(tx).list()) {
    if (isMeant && !(await isMeant(value))) continue;
    const entry = await tx.attendance.byId(value.attendanceId);
    if (entry) waiting.push({ pending: { ...value, memberId: entry.memberId }, entry });
  }
  return waiting.sort((a, b) => a.pending.attendanceId - b.pending.attendanceId);
}

/** The organiser of the activity, as long as he is of the branch and it is not his own; else who decides about points. */
async function organisersOf(doing: Doing, { pending, entry }: Waiting): Promise<Member[]> {
  const organiser = await creatorOf(doing, entry);
  return organiser && organiser.id !== pending.memberId ? [organiser] : await decidersFor(doing, pending.memberId);
}

async function creatorOf({ tx }: Doing, { activityId }: Attendance): Promise<Member | null> {
  const activity = activityId === null ? undefined : await tx.activities.byId(activityId);
  const creator = activity && (await tx.members.byId(activity.createdBy));
  return creator && creator.role !== 'guest' && creator.role !== 'external' ? creator : null;
}

/** Asks each organiser about what he has not been asked about yet, in one message. */
export async function askOrganisers(doing: Doing): Promise<void> {
  const { tx, now } = doing;
  const byOrganiser = new Map<string, { organiser: Member; theirs: Waiting[] }>();
  const isNews = async ({ attendanceId, reportedAt }: PendingHours) =>
    reportedAt >= now - USEFUL_MS && (await asked(tx).get(String(attendanceId))) === undefined;
  for (const waiting of await waitingHours(doing, isNews)) {
    await asked(tx).put(String(waiting.pending.attendanceId), { at: now }, now);
    for (const organiser of await organisersOf(doing, waiting)) {
      const one = byOrganiser.get(organiser.id) ?? { organiser, theirs: [] };
      one.theirs.push(waiting);
      byOrganiser.set(organiser.id, one);
    }
  }
  const entries = [];
  for (const { organiser, theirs } of byOrganiser.values()) {
    const [first] = theirs;
    const id = first!.pending.attendanceId;
    const lines = await sayWaiting(doing, theirs.slice(0, LISTED_MAX));
    const more = theirs.length - lines.length;
    if (more > 0) lines.push(pointPhrases.moreHours(more));
    const behind = theirs.length === 1 ? pointPhrases.hoursOne(id) : pointPhrases.hoursSeveral;
    const push = {
      key: `hours:${id}:asked:${organiser.id}`,
      text: [...lines, behind].join('\n'),
      kind: 'notice' as const,
      usefulUntil: now + USEFUL_MS,
      isSealed: true,
      buttons: theirs.length === 1 ? buttonsFor(id) : [],
    };
    entries.push({ member: organiser.role === 'secretary' ? atDesk(organiser) : organiser, push });
  }
  await pushToMembers(doing, entries);
}

/** One line for each that waits. */
export async function sayWaiting({ tx, branch }: Doing, waiting: readonly Waiting[]): Promise<string[]> {
  const people = await tx.members.byIds(waiting.map(({ pending }) => pending.memberId));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return waiting.map(({ pending, entry }) => {
    const { attendanceId, memberId, minutes, at } = pending;
    const who = names.get(memberId) ?? pointPhrases.somebody;
    const hours = String(entry.hours ?? sayHours(minutes));
    return pointPhrases.hoursAsked(attendanceId, who, at, hours, sayHours(minutes), branch.points.hoursUnconfirmed);
  });
}

/** What waits for a word of this person. */
export async function waitingFor(doing: Doing, member: Member): Promise<Waiting[]> {
  const theirs: Waiting[] = [];
  for (const waiting of await waitingHours(doing)) if (await mayConfirm(doing, member, waiting)) theirs.push(waiting);
  return theirs;
}

/** Those who are asked, and the secretary beside them; nobody his own, as long as there is somebody else. */
async function mayConfirm(doing: Doing, by: Member, waiting: Waiting): Promise<boolean> {
  if (await mayDecide(doing, by, waiting.pending.memberId)) return true;
  return (await organisersOf(doing, waiting)).some(({ id }) => id === by.id);
}

export type HoursAnswered = HoursDecided | { kind: 'not_yours' } | { kind: 'own' };

/**
 * An organiser's word on hours that wait; the person is told alone what came of it.
 * @param isThoughtBetter it may turn round what he has said before: a word by number does, a button that is pressed twice does not
 */
export async function answerHours(
  doing: Doing,
  attendanceId: number,
  by: Member,
  isRight: boolean,
  isThoughtBetter = false,
): Promise<HoursAnswered> {
  const { tx } = doing;
  const value = await pendingHours(tx).get(String(attendanceId));
  const entry = value && (await tx.attendance.byId(attendanceId));
  if (!value && isThoughtBetter) return await redecide(doing, attendanceId, by, isRight);
  if (!value || !entry) return { kind: isAllowed(by.role, 'staff') ? 'gone' : 'not_yours' };
  const waiting = { pending: { ...value, memberId: entry.memberId }, entry };
  if (!(await mayConfirm(doing, by, waiting))) return { kind: by.id === entry.memberId ? 'own' : 'not_yours' };
  const decided = isRight ? await confirmHours(doing, attendanceId, by) : await declineHours(doing, attendanceId);
  if (decided.kind === 'gone') return decided;
  await decidedHours(tx).put(String(attendanceId), { by: by.id, isRight, pending: decided.pending }, doing.now);
  const { memberId, minutes, at } = decided.pending;
  const hours = sayHours(minutes);
  const text =
    decided.kind === 'confirmed'
      ? pointPhrases.hoursConfirmed(at, hours, decided.points?.points ?? 0)
      : pointPhrases.hoursDeclined(at, hours, by.name ?? pointPhrases.somebody);
  await pushAlone(doing, memberId, toldKey(entry), text);
  return decided;
}

const toldKey = ({ id, recordedAt }: Attendance): string => `hours:${id}:told:${recordedAt}`;

/** What was decided, by whom, so that he can think better of it; forgotten as what was asked. */
export const HOURS_DECIDED = 'hours-decided';
const decidedHours = (tx: Doing['tx']) =>
  tx.collection(HOURS_DECIDED, z.object({ by: z.string(), isRight: z.boolean(), pending: pendingHoursSchema }));

/** What this person said of hours before; undefined: nothing, or somebody else did. */
export async function hoursDecidedBy({ tx }: Doing, attendanceId: number, by: Member) {
  const before = await decidedHours(tx).get(String(attendanceId));
  return before?.by === by.id ? before : undefined;
}

/** The opposite of what the same person said before: credited after all, or taken back by opposite entries. */
async function redecide(doing: Doing, attendanceId: number, by: Member, isRight: boolean): Promise<HoursAnswered> {
  const { tx, now } = doing;
  const before = await decidedHours(tx).lock(String(attendanceId));
  const entry = before && (await tx.attendance.byId(attendanceId));
  const stands =
    entry && (await tx.attendance.between(entry.memberId, entry.at, entry.at + 1)).some(({ id }) => id === attendanceId);
  if (!stands || before.by !== by.id || before.isRight === isRight) {
    return { kind: before || isAllowed(by.role, 'staff') ? 'gone' : 'not_yours' };
  }
  const pending = { ...before.pending, memberId: entry.memberId };
  // What he was told first, if it has not left yet, is not so any more.
  await tx.outbox.withdraw([outboxKey(toldKey(entry))], now, 'outdated');
  const { memberId, minutes, at } = pending;
  await decidedHours(tx).put(String(attendanceId), { by: by.id, isRight, pending }, now);
  const key = `hours:${attendanceId}:again:${now}`;
  const hours = sayHours(minutes);
  if (isRight) {
    await pendingHours(tx).put(String(attendanceId), pending, now);
    const decided = await confirmHours(doing, attendanceId, by);
    const points = decided.kind === 'confirmed' ? (decided.points?.points ?? 0) : 0;
    await pushAlone(doing, memberId, key, pointPhrases.hoursConfirmed(at, hours, points));
    return decided;
  }
  const correction = { by: by.id, reason: pointPhrases.wrong };
  const { confirmed } = hoursSources(attendanceId);
  await takeBack(doing, confirmed, correction);
  await takeBackHours(doing, confirmed, correction);
  await pushAlone(doing, memberId, key, pointPhrases.hoursRedecided(at, hours));
  return { kind: 'declined', pending };
}

const buttonsFor = (id: number) => [
  { id: buttonId(VOLUNTEER_HOURS.handler, 'confirm', String(id)), label: pointPhrases.confirm },
  { id: buttonId(VOLUNTEER_HOURS.handler, 'decline', String(id)), label: pointPhrases.wrong },
];
