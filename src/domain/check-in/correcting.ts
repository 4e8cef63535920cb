// Hours of service that were told wrongly: the report is taken back, and the right one made in its place.
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { BotError } from '../../core/errors.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { startOfDay } from '../../core/shanghai.ts';
import { checkInSlots } from '../../core/slots.ts';
import type { Attendance } from '../../core/store.ts';
import { takeBackForAttendance } from '../points/index.ts';
import { type CheckInOutcome, canHold, checkIn, checkInsOfDay } from './index.ts';

/** Later than this "no, three" is said of something else. */
const JUST_MS = HOUR_MS;

export type HoursCorrected =
  | { kind: 'corrected'; entry: Attendance; before: number }
  | { kind: 'same'; entry: Attendance }
  /** Negative, none, or more than the day holds: what was told stands. */
  | { kind: 'impossible'; entry: Attendance }
  /** No such hours were told of. */
  | { kind: 'nothing' };

/** `source` is the inbox key of the message that corrects. */
interface Said {
  at: number;
  source: string;
  conversation: Conversation;
}

/** Hours as somebody told them. */
type Served = Attendance & { hours: number };

/**
 * @param told which report is meant: the last thing the person told of, moments ago, or the last service of a day that was named
 */
export async function correctHours(
  doing: Doing,
  member: Member,
  hours: number,
  said: Said,
  told: 'just' | { daysAgo: number } = 'just',
): Promise<HoursCorrected> {
  const entry = told === 'just' ? await justTold(doing, member) : await servedOn(doing, member, said.at, told.daysAgo);
  // Told of the day before yesterday by now, they could not be told anew.
  if (!entry || entry.at < startOfDay(said.at) - DAY_MS) return { kind: 'nothing' };
  if (hours === entry.hours) return { kind: 'same', entry };
  const others = (await servicesOf(doing, member, entry.at)).filter(({ id }) => id !== entry.id);
  const sum = others.reduce((total, one) => total + one.hours, 0);
  if (!canHold(hours, sum, entry.at, said.at)) return { kind: 'impossible', entry };
  const now = await tellAnew(doing, member, entry, { ...entry, hours }, said);
  return { kind: 'corrected', entry: now, before: entry.hours };
}

/**
 * Hours told of today were served yesterday.
 * @param hours as far as the person named them; null = the last ones
 * @returns null when there are none of today, or yesterday cannot hold them
 */
export async function moveToYesterday(
  doing: Doing,
  member: Member,
  hours: number | null,
  said: Said,
): Promise<Attendance | null> {
  const today = await servicesOf(doing, member, said.at);
  const entry = today.filter((one) => hours === null || one.hours === hours).at(-1);
  if (!entry) return null;
  const at = said.at - DAY_MS;
  const others = (await servicesOf(doing, member, at)).reduce((total, one) => total + one.hours, 0);
  if (!canHold(entry.hours, others, at, said.at)) return null;
  return await tellAnew(doing, member, entry, { ...entry, at }, said);
}

/** The last hours the person told of that day. */
export async function servedOn(doing: Doing, member: Member, at: number, daysAgo: number): Promise<Served | undefined> {
  return (await servicesOf(doing, member, at - daysAgo * DAY_MS)).at(-1);
}

async function justTold({ tx, now }: Doing, member: Member): Promise<Served | undefined> {
  const act = await tx.acts.latest(member.id, now - JUST_MS);
  const entry = act?.kind === 'check_in' && act.undoneAt === null ? await tx.attendance.byId(act.recordId) : undefined;
  return entry && isServed(entry) && entry.recordedAt >= now - JUST_MS ? entry : undefined;
}

async function servicesOf({ tx }: Doing, member: Member, at: number): Promise<Served[]> {
  return (await checkInsOfDay(tx, member, at)).filter(isServed);
}

const isServed = (entry: Attendance): entry is Served => entry.kind === 'volunteer' && entry.hours !== null;

async function tellAnew(doing: Doing, member: Member, wrong: Served, right: Served, said: Said): Promise<Attendance> {
  const { tx, now } = doing;
  const act = await tx.acts.latest(member.id, wrong.recordedAt);
  // Of an older one "take it back" never speaks: what is told below is newer.
  if (act?.kind === 'check_in' && act.recordId === wrong.id) await tx.acts.markUndone(act.id, now);
  await tx.attendance.withdraw(wrong.id, now);
  await takeBackForAttendance(doing, wrong);
  const outcome = await tellAgain(doing, member, right, said);
  if (outcome.kind !== 'recorded') throw new BotError('store_rejected', `Hours that were checked are refused: ${outcome.kind}.`);
  return outcome.entry;
}

function tellAgain(doing: Doing, member: Member, { at, mode, place, hours }: Served, said: Said): Promise<CheckInOutcome> {
  const isToday = startOfDay(at) === startOfDay(said.at);
  const slots = checkInSlots.parse({ kind: 'volunteer', hours, mode, place, ...(!isToday && { days_ago: 1 }) });
  return checkIn(doing, member, slots, { ...said, now: doing.now, words: '', isArriving: false, anotherStint: true });
}

/** Another stint of service yesterday, beside what was told of. */
export function tellOfYesterday(doing: Doing, member: Member, hours: number, said: Said): Promise<CheckInOutcome> {
  const slots = checkInSlots.parse({ kind: 'volunteer', hours, days_ago: 1 });
  return checkIn(doing, member, slots, { ...said, now: doing.now, words: '', isArriving: false, anotherStint: true });
}
