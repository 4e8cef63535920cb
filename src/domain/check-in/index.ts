import type { Activity, ActivityKind } from '../../core/activity.ts';
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { shanghaiTime, startOfDay } from '../../core/shanghai.ts';
import { type CheckInKind, type CheckInSlots, type PatrolHalf, type PatrolItems, patrolItems } from '../../core/slots.ts';
import type { Attendance, NewAttendance, Transaction } from '../../core/store.ts';
import { nameMatches } from '../activities/finding.ts';
import { earnForAttendance } from '../points/index.ts';
import { negativeHoursIn, oddHoursIn } from '../words/volunteer-hours.ts';
import { findSession, type SessionFinding } from './sessions.ts';

/** How far back a check-in may be dated, and how much service a day can hold. */
const DATED_BACK_MS = DAY_MS;
const HOURS_A_DAY = 24;
const HOURS_LEAST = 0.25;
/** Hours told in the morning may have begun the evening before. */
const NIGHT_MS = 12 * HOUR_MS;

export type CheckInOutcome =
  /** `activity` null: it belongs to none. */
  | { kind: 'recorded'; entry: Attendance; activity: Activity | null }
  /** Nothing changed: it stands already. */
  | { kind: 'already'; entry: Attendance; activity: Activity | null }
  /** Outside the window of the activity that is meant (product rule 1). */
  | Extract<SessionFinding, { kind: 'early' | 'late' | 'elsewhere' }>
  /** The patrol stood already and still waits for its list. */
  | { kind: 'list_missing'; entry: Attendance }
  /** The patrol stood already; its list has been filled in or corrected now. */
  | { kind: 'completed'; entry: Attendance }
  | { kind: 'for_somebody_else'; name: string }
  | { kind: 'hours_missing' }
  /** Told to more than hundredths of an hour, or less than is worth a line. */
  | { kind: 'hours_too_fine'; said: string }
  | { kind: 'hours_too_short'; hours: number }
  /** More than can have been served by that hour of the day. */
  | { kind: 'hours_to_come'; hours: number; at: number }
  | { kind: 'hours_impossible'; hours: number }
  | { kind: 'day_full'; at: number; before: number }
  /** The same hours were reported today: said twice, or done twice? Only the person knows. */
  | { kind: 'same_hours'; at: number; hours: number }
  /** The evening patrol, told of in the morning. */
  | { kind: 'no_evening_yet' }
  /** Somebody says where he is, and nothing is held there. */
  | { kind: 'only_there' }
  /** Somebody listens online, and nothing is held. */
  | { kind: 'nothing_online' }
  | { kind: 'in_future' }
  /** Only volunteer hours can be told of yesterday without an hour of the clock. */
  | { kind: 'another_day' }
  | { kind: 'too_long_ago' };

export interface CheckInFacts {
  /** When the person spoke. */
  at: number;
  now: number;
  source: string;
  /** Where the person spoke. */
  conversation: Conversation;
  /** What was said, with what it quotes: it may name an activity. */
  words: string;
  /** The words tell of coming, not of something done. */
  isArriving: boolean;
  /** The person has said that it is another stint of the same length. */
  anotherStint?: boolean;
}

/** The half that was said; else before noon is the morning patrol, from noon on the evening one. */
function halfOf(slots: CheckInSlots, at: number): PatrolHalf {
  return slots.half ?? (shanghaiTime(at).hour < 12 ? 'morning' : 'evening');
}

/** An evening patrol that ends after midnight belongs to the evening before. */
const NIGHT_ENDS_HOUR = 5;

function isMorning(at: number): boolean {
  const { hour } = shanghaiTime(at);
  return hour >= NIGHT_ENDS_HOUR && hour < 12;
}

/** Whether what was found may be what somebody at this place means. */
function isHeldAt(finding: SessionFinding, where: string): boolean {
  if (finding.kind === 'none' || finding.kind === 'elsewhere') return false;
  const { place } = finding.activity;
  return place === null || nameMatches(place, where) > 0;
}

function patrolDay(half: PatrolHalf | null, at: number): number {
  const isPastMidnight = half === 'evening' && shanghaiTime(at).hour < NIGHT_ENDS_HOUR;
  return startOfDay(at) - (isPastMidnight ? DAY_MS : 0);
}

/**
 * Records that the member was there or did something (product rule 1): only for oneself, twice changes nothing, service hours
 * must be possible, and what belongs to an activity counts only in its window.
 */
export async function checkIn(doing: Doing, member: Member, slots: CheckInSlots, facts: CheckInFacts): Promise<CheckInOutcome> {
  const { tx } = doing;
  if (slots.on_behalf_of !== null) return { kind: 'for_somebody_else', name: slots.on_behalf_of };

  const said = slots.at === null ? Number.NaN : Date.parse(slots.at);
  const daysAgo = Number.isNaN(said) ? daysAgoOf(slots, facts.at) : 0;
  if (daysAgo > 1) return { kind: 'too_long_ago' };
  if (daysAgo === 1 && slots.kind !== 'volunteer') return { kind: 'another_day' };
  const at = Number.isNaN(said) ? facts.at - daysAgo * DAY_MS : said;
  if (at > facts.at + HOUR_MS) return { kind: 'in_future' };
  if (at < (daysAgo > 0 ? at : facts.now - DATED_BACK_MS)) return { kind: 'too_long_ago' };

  const { kind } = slots;
  if (kind === 'patrol' && slots.half === 'evening' && Number.isNaN(said) && isMorning(at)) return { kind: 'no_evening_yet' };
  const finding = await findSession(doing, member, { ...facts, kind });
  if (slots.where !== null && !isHeldAt(finding, slots.where)) return { kind: 'only_there' };
  if (slots.kind === 'unspecified' && slots.mode === 'online' && finding.kind === 'none') return { kind: 'nothing_online' };
  // Who comes to a voluntary service has no hours to tell yet; who tells of them may do so whenever they were done.
  if (kind !== 'volunteer' || (facts.isArriving && slots.hours === null)) {
    switch (finding.kind) {
      case 'attended':
        return { ...finding, kind: 'already' };
      case 'open':
        return await attend(doing, member, slots, facts, at, finding);
      case 'early':
      case 'late':
      case 'elsewhere':
        return finding;
    }
  }
  const activity = kind === 'volunteer' ? servedAt(finding, at) : null;

  const half = slots.kind === 'patrol' ? halfOf(slots, at) : null;
  const day = patrolDay(half, at);
  // A day more: the evening patrol of that day may have ended past midnight.
  const near = await tx.attendance.between(member.id, day, day + 2 * DAY_MS);
  const today = near.filter(
    (entry) => entry.kind === slots.kind && entry.half === half && patrolDay(entry.half, entry.at) === day,
  );

  if (slots.kind === 'volunteer') {
    const refusal = checkHours(slots, today, at, facts);
    if (refusal) return refusal;
  } else {
    // Another activity of the day is another matter.
    const standing = today.find((one) => one.activityId === null);
    if (standing) return await completePatrol(tx, standing, slots);
  }

  const entry = {
    memberId: member.id,
    activityId: activity?.id ?? null,
    kind: slots.kind,
    mode: slots.mode,
    hours: slots.kind === 'volunteer' ? slots.hours : null,
    place: slots.place,
    half,
    items: slots.kind === 'patrol' ? slots.items : null,
    at,
    recordedAt: facts.now,
    source: facts.source,
  };
  return { kind: 'recorded', entry: await record(doing, entry, facts.now), activity };
}

async function record(doing: Doing, entry: NewAttendance, now: number): Promise<Attendance> {
  const recorded = { id: await doing.tx.attendance.add(entry), ...entry };
  await doing.tx.acts.add({ memberId: entry.memberId, kind: 'check_in', recordId: recorded.id, at: now });
  await earnForAttendance(doing, recorded);
  return recorded;
}

/** At a session that is open for check-in. */
async function attend(
  doing: Doing,
  member: Member,
  slots: CheckInSlots,
  facts: CheckInFacts,
  told: number,
  { activity, session, opensAt }: Extract<SessionFinding, { kind: 'open' }>,
): Promise<CheckInOutcome> {
  const entry: NewAttendance = {
    memberId: member.id,
    activityId: activity.id,
    kind: attendedKinds[activity.kind] ?? 'activity',
    mode: slots.mode ?? session.mode,
    hours: null,
    place: slots.place,
    half: null,
    items: null,
    // An hour told of counts as far as the window holds it.
    at: told >= opensAt && told <= facts.at ? told : facts.at,
    recordedAt: facts.now,
    source: facts.source,
  };
  return { kind: 'recorded', entry: await record(doing, entry, facts.now), activity };
}

const attendedKinds: Partial<Record<ActivityKind, CheckInKind>> = { party_day: 'party_day', volunteer: 'volunteer' };

/** The activity at which hours of service were done: the one open when they were told, or checked in to on their day. */
function servedAt(finding: SessionFinding, at: number): Activity | null {
  switch (finding.kind) {
    case 'open':
      return at >= finding.opensAt ? finding.activity : null;
    case 'attended':
      return startOfDay(finding.entry.at) === startOfDay(at) ? finding.activity : null;
    default:
      return null;
  }
}

/** Past midnight, "last night" is still the evening that this patrol belongs to. */
function daysAgoOf(slots: CheckInSlots, at: number): number {
  const isThisNight = slots.half === 'evening' && shanghaiTime(at).hour < NIGHT_ENDS_HOUR && slots.days_ago === 1;
  return isThisNight ? 0 : (slots.days_ago ?? 0);
}

function checkHours(
  slots: CheckInSlots,
  today: Attendance[],
  at: number,
  { words, at: spokenAt, anotherStint = false }: CheckInFacts,
): CheckInOutcome | null {
  const { hours } = slots;
  const negative = negativeHoursIn(words);
  if (negative !== null) return { kind: 'hours_impossible', hours: negative };
  if (hours === null) {
    const odd = oddHoursIn(words);
    if (odd)
      return odd.hours > HOURS_A_DAY
        ? { kind: 'hours_impossible', hours: odd.hours }
        : { kind: 'hours_too_fine', said: odd.said };
  }
  if (hours === null || slots.vague_hours) return { kind: 'hours_missing' };
  if (!(hours > 0 && hours <= HOURS_A_DAY)) return { kind: 'hours_impossible', hours };
  if (hours < HOURS_LEAST) return { kind: 'hours_too_short', hours };
  if (!isServedBy(hours, at, spokenAt)) return { kind: 'hours_to_come', hours, at };
  if (!anotherStint && today.some((entry) => entry.hours === hours)) return { kind: 'same_hours', at, hours };
  const before = today.reduce((sum, entry) => sum + (entry.hours ?? 0), 0);
  return before + hours > HOURS_A_DAY ? { kind: 'day_full', at, before } : null;
}

const isServedBy = (hours: number, at: number, spokenAt: number): boolean =>
  startOfDay(at) !== startOfDay(spokenAt) || hours * HOUR_MS <= at - startOfDay(at) + NIGHT_MS;

/** Whether a day that holds other hours already can hold these. */
export function canHold(hours: number, others: number, at: number, spokenAt: number): boolean {
  return hours >= HOURS_LEAST && others + hours <= HOURS_A_DAY && isServedBy(hours, at, spokenAt);
}

async function completePatrol(tx: Transaction, standing: Attendance, slots: CheckInSlots): Promise<CheckInOutcome> {
  if (slots.kind !== 'patrol') return { kind: 'already', entry: standing, activity: null };
  if (slots.items === null) {
    return standing.items === null
      ? { kind: 'list_missing', entry: standing }
      : { kind: 'already', entry: standing, activity: null };
  }
  const entry = await setItems(tx, standing, slots.items);
  return entry === standing ? { kind: 'already', entry, activity: null } : { kind: 'completed', entry };
}

/** Adds what was said to what stands: what was found wrong stays wrong. The same entry comes back when nothing is new. */
async function setItems(tx: Transaction, standing: Attendance, said: PatrolItems): Promise<Attendance> {
  const known = standing.items ?? {};
  const news = patrolItems.filter((item) => said[item] && said[item] !== known[item] && known[item] !== 'wrong');
  if (news.length === 0) return standing;
  const items = { ...known, ...Object.fromEntries(news.map((item) => [item, said[item]])) };
  await tx.attendance.setItems(standing.id, items);
  return { ...standing, items };
}

/** Fills in the list of a patrol; null when it was taken back meanwhile. */
export async function reportItems(tx: Transaction, id: number, said: PatrolItems): Promise<Attendance | null> {
  const entry = await tx.attendance.byId(id);
  const near = entry ? await tx.attendance.between(entry.memberId, entry.at, entry.at + 1) : [];
  const standing = near.find((one) => one.id === id);
  return standing ? await setItems(tx, standing, said) : null;
}

/** Marks every item nothing was said of as fine; null as in `reportItems`. */
export async function reportRestFine(tx: Transaction, id: number): Promise<Attendance | null> {
  return reportItems(tx, id, await restFine(tx, id));
}

async function restFine(tx: Transaction, id: number): Promise<PatrolItems> {
  const known = (await tx.attendance.byId(id))?.items ?? {};
  return Object.fromEntries(patrolItems.filter((item) => known[item] === undefined).map((item) => [item, 'ok' as const]));
}

/** The member's standing entries of the day that holds `at`, oldest first. */
export function checkInsOfDay(tx: Transaction, member: Member, at: number): Promise<Attendance[]> {
  const day = startOfDay(at);
  return tx.attendance.between(member.id, day, day + DAY_MS);
}
