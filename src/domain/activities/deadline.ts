// Until when people may sign up.
import type { Activity } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { DayPart, WishSaid } from '../../core/planner.ts';
import { shanghaiDate, shanghaiInstant } from '../../core/shanghai.ts';
import { deadlineIn } from '../words/deadline.ts';
import { isRunning } from './sessions.ts';

/** A part of the day closes when it is over; a day with its last minute. */
const PART_ENDS: Record<DayPart, string> = { morning: '12:00', noon: '13:00', afternoon: '18:00', evening: '22:00' };
const DAY_ENDS = '23:59';

/** The instant that was said, ms; null when the words hold no time. */
export function deadlineAt(said: WishSaid, now: number): number | null {
  if (said.kind !== 'said') return null;
  const { date, to, from, part, start } = said.wish;
  const [hour, minute] = (start ?? (part ? PART_ENDS[part] : DAY_ENDS)).split(':').map(Number);
  return shanghaiInstant(date ?? to ?? from ?? shanghaiDate(now), hour, minute);
}

/** The words without the deadline they tell, and its instant. */
export function apartFromDeadline(
  { wish, now }: { wish: (words: string) => WishSaid; now: number },
  words: string,
): { words: string; until: number | null } {
  const deadline = deadlineIn(words);
  if (!deadline) return { words, until: null };
  return { words: deadline.rest, until: deadlineAt(wish(deadline.when), now) };
}

export type DeadlineFault =
  | { kind: 'deadline_past' }
  /** Nobody can sign up for what has begun. */
  | { kind: 'deadline_too_late' };

/** What is wrong with a deadline for these sessions; null = nothing, or there is none. @param until ms */
export function faultOf(until: number | null, sessions: readonly { start: number }[], now: number): DeadlineFault | null {
  if (until === null) return null;
  if (until <= now) return { kind: 'deadline_past' };
  return until >= Math.max(...sessions.map(({ start }) => start)) ? { kind: 'deadline_too_late' } : null;
}

export type DeadlineOutcome = { kind: 'set'; activity: Activity } | { kind: 'over' } | { kind: 'gone' } | DeadlineFault;

/** Sign-ups end then; a closed one is open again until then. */
export async function setDeadline({ tx, now }: Doing, { id }: Pick<Activity, 'id'>, until: number): Promise<DeadlineOutcome> {
  const activity = await tx.activities.lock(id);
  if (!activity) return { kind: 'gone' };
  if (!isRunning(activity, now)) return { kind: 'over' };
  const fault = faultOf(until, activity.sessions, now);
  if (fault) return fault;
  const changed: Activity = { ...activity, status: 'open', signUpUntil: until };
  await tx.activities.save(changed);
  return { kind: 'set', activity: changed };
}
