// Which session a check-in belongs to, and whether its time is now (product rule 1: from before the start to after the end).
import type { Activity, Session } from '../../core/activity.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { startOfDay } from '../../core/shanghai.ts';
import type { CheckInKind } from '../../core/slots.ts';
import type { Attendance } from '../../core/store.ts';
import { concerning, fitOf, nameMatches } from '../activities/finding.ts';

/** How far from a session a bare "here" still speaks of it; a kind that is named speaks of the whole day. */
const NEAR_MS = 2 * HOUR_MS;
const AROUND_MS = DAY_MS;
/** "Party day" in so many words is the one announced for the days to come, or the one that was held last. */
const PARTY_DAY_AHEAD_MS = 7 * DAY_MS;
/** So many characters shared with a title name it, whatever else is open; less where a kind of event was said. */
const NAMED = 4;
/** Longer words hold more than a name. */
const WORDS_MAX = 300;

export type SessionFinding =
  | { kind: 'open'; activity: Activity; session: Session; opensAt: number }
  /** Checked in already; once for each activity, whichever of its sessions it was. */
  | { kind: 'attended'; activity: Activity; entry: Attendance }
  | { kind: 'early'; activity: Activity; opensAt: number }
  | { kind: 'late'; activity: Activity; closedAt: number }
  /** Only other groups hold one of the kind that was named. */
  | { kind: 'elsewhere' }
  /** No activity is meant. */
  | { kind: 'none' };

export interface CheckInSaid {
  kind: CheckInKind;
  /** What was said, with what it quotes: it may name the activity or its place. */
  words: string;
  conversation: Conversation;
  /** When the person spoke: the window counts by it, whatever hour they tell of. */
  at: number;
}

interface Candidate {
  activity: Activity;
  session: Session;
  opensAt: number;
  closesAt: number;
  isMine: boolean;
  /** The member's entry for the activity. */
  entry: Attendance | undefined;
}

/**
 * Of several open sessions the one that is named, else the one signed up for, else one placed in the person's hours, else the nearest.
 * A check-in that stands is found again before a session nobody asked for is taken.
 */
export async function findSession(doing: Doing, member: Member, said: CheckInSaid): Promise<SessionFinding> {
  const { kind, at } = said;
  if (kind === 'patrol' || kind === 'double_report') return { kind: 'none' };
  const until = at + (kind === 'party_day' ? PARTY_DAY_AHEAD_MS : AROUND_MS);
  const near = await doing.tx.activities.between(at - AROUND_MS, until, ['open', 'closed', 'done']);
  const words = said.words.slice(0, WORDS_MAX);
  const meant = near.filter((activity) => isMeant(activity, kind, words));
  if (meant.length === 0) return { kind: 'none' };
  const concerns = await concerning(doing, { member, conversation: said.conversation });
  const candidates = await candidatesOf(doing, member, meant.filter(concerns), at);
  if (candidates.length === 0) return isElsewhere(meant, said) ? { kind: 'elsewhere' } : { kind: 'none' };

  const open = candidates.filter(({ opensAt, closesAt }) => opensAt <= at && at <= closesAt);
  const isNamed = ({ activity }: Candidate) => fitOf(activity, words) >= (kind === 'activity' ? 1 : NAMED);
  const named = open.some(({ activity }) => speaksOf(activity, words) > 0) ? [] : candidates.filter(isNamed);
  if (named.length > 0) return missed(named, at, () => true) ?? { kind: 'none' };
  const [best] = open
    .map((candidate) => ({ candidate, rank: rankOf(candidate, member, words, at) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ candidate }) => candidate);
  if (!best) return missed(candidates, at, isNear(kind, at)) ?? { kind: 'none' };
  const { activity, session, opensAt, entry } = best;
  return entry ? { kind: 'attended', activity, entry } : { kind: 'open', activity, session, opensAt };
}

/** That it is a party day may be the reader's guess, because one is near: what the words name stays meant. */
function isMeant(activity: Activity, said: CheckInKind, words: string): boolean {
  if (said === 'party_day') return activity.kind === 'party_day' || fitOf(activity, words) > 0;
  return said !== 'volunteer' || activity.kind === 'volunteer';
}

async function candidatesOf(
  { tx, branch }: Doing,
  member: Member,
  activities: readonly Activity[],
  at: number,
): Promise<Candidate[]> {
  if (activities.length === 0) return [];
  const mine = new Map((await tx.signUps.ofMember(member.id)).map(({ activityId, sessionId }) => [activityId, sessionId]));
  const first = Math.min(...activities.flatMap(({ sessions }) => sessions.map(({ start }) => start)));
  const entries = await tx.attendance.between(member.id, Math.min(startOfDay(first), at) - AROUND_MS, at + AROUND_MS);
  const { before, after } = branch.activities.checkInMinutes;
  return activities.flatMap((activity) =>
    activity.sessions.map((session) => ({
      activity,
      session,
      opensAt: session.start - before * MINUTE_MS,
      closesAt: session.end + after * MINUTE_MS,
      isMine: mine.get(activity.id) === session.id,
      entry: entries.find(({ activityId }) => activityId === activity.id),
    })),
  );
}

/** How much of the words speaks of the activity or where it is held. */
const speaksOf = (activity: Activity, words: string) =>
  Math.max(fitOf(activity, words), activity.place === null ? 0 : nameMatches(activity.place, words));

/** The higher the better, the first figure that differs decides. */
function rankOf({ activity, session, isMine, entry }: Candidate, { occupation }: Member, words: string, at: number): number[] {
  const isOver = session.end < at;
  // Said twice is more likely than a second activity at the same hour, unless that was signed up for or the first is over.
  const claim = entry ? (isOver ? 0 : 2) : isMine ? 3 : 1;
  const isForMe = occupation !== null && session.occupations.includes(occupation);
  return [speaksOf(activity, words), claim, Number(isForMe), -distance(session, at)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((figure, index) => figure !== b[index]);
  return at === -1 ? 0 : b[at]! - a[at]!;
}

const distance = ({ start }: Session, at: number) => Math.abs(start - at);

/** Whether a session that is not open is spoken of. */
function isNear(kind: CheckInKind, at: number): (candidate: Candidate) => boolean {
  if (kind === 'party_day') return () => true;
  if (kind === 'activity') return ({ session }) => startOfDay(session.start) === startOfDay(at);
  return ({ session }) => at > session.start - NEAR_MS && at < session.end + NEAR_MS;
}

/** The nearest of today that is yet to open, else the nearest at all; what stands already is said so. */
function missed(
  candidates: readonly Candidate[],
  at: number,
  isSpokenOf: (candidate: Candidate) => boolean,
): SessionFinding | null {
  const near = candidates.filter(isSpokenOf).sort((a, b) => distance(a.session, at) - distance(b.session, at));
  const isYetToday = ({ session, opensAt }: Candidate) => at < opensAt && startOfDay(session.start) === startOfDay(at);
  const found = near.find(isYetToday) ?? near[0];
  if (!found) return null;
  const { activity, opensAt, closesAt, entry } = found;
  if (entry) return { kind: 'attended', activity, entry };
  return at < opensAt ? { kind: 'early', activity, opensAt } : { kind: 'late', activity, closedAt: closesAt };
}

function isElsewhere(meant: readonly Activity[], { kind, at }: CheckInSaid): boolean {
  const isToday = ({ sessions }: Activity) => sessions.some(({ start }) => startOfDay(start) === startOfDay(at));
  return (kind === 'party_day' || kind === 'activity') && meant.some(isToday);
}
