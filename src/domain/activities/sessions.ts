// Where the sessions of an activity stand in time.
import type { Activity, ActivityStatus, Session } from '../../core/activity.ts';
import { HOUR_MS } from '../../core/clock.ts';

const RUNNING: readonly ActivityStatus[] = ['open', 'closed'];

/** The session that is held now, or the next one; null when all are over. */
export function nextSession(activity: Pick<Activity, 'sessions'>, now: number): Session | null {
  return activity.sessions.find(({ end }) => end > now) ?? null;
}

/** Those that have not begun. */
export function sessionsAhead(activity: Pick<Activity, 'sessions'>, now: number): Session[] {
  return activity.sessions.filter(({ start }) => start > now);
}

/** The instant its last session ends. */
export function lastEnd({ sessions }: Pick<Activity, 'sessions'>): number {
  return Math.max(...sessions.map(({ end }) => end));
}

/** Published, not cancelled, and not every session over. */
export function isRunning(activity: Activity, now: number): boolean {
  return RUNNING.includes(activity.status) && lastEnd(activity) > now;
}

/** So long before a session people set out for it, or keep the hour free. */
export const SET_OUT_MS = HOUR_MS;
