// The work an activity leaves for later: reminder rounds, and its end.
import type { Activity, NewReminder, Reminder, SignUp } from '../../core/activity.ts';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { occupations } from '../../core/member.ts';
import type { NewItem } from '../../core/queue.ts';
import type { Work } from '../../core/store.ts';
import { windowsIn } from '../pushes/off-peak.ts';
import { lastEnd, sessionsAhead } from './sessions.ts';

/** Names of the work in the store. */
export const REMIND = 'remind';
export const ACTIVITY_END = 'activity-end';

/** The instant an activity is over: its last session, and the time to check in after it. */
export function overAt({ branch }: Pick<Doing, 'branch'>, activity: Pick<Activity, 'sessions'>): number {
  return lastEnd(activity) + branch.activities.checkInMinutes.after * MINUTE_MS;
}

/**
 * Plans the reminder rounds of the sessions ahead, for people of every occupation: who has which is looked up when a round is due.
 * Plans the end as well. Twice changes nothing.
 */
export async function scheduleReminders(doing: Doing, activity: Activity): Promise<void> {
  const { tx, planner, branch, now } = doing;
  const { id: activityId, revision } = activity;
  const settings = { ...branch, windows: windowsIn(branch, activity.groups) };
  const rounds = sessionsAhead(activity, now).flatMap((session) =>
    occupations.flatMap((occupation) =>
      planner
        .remindersFor({ now, session, occupation, settings })
        .map((at): NewReminder => ({ activityId, sessionId: session.id, revision, occupation, at })),
    ),
  );
  await tx.reminders.plan(rounds);
  const instants = [...new Set(rounds.map(({ at }) => at))];
  await tx.scheduled.add(
    instants.map((at) => work(REMIND, `${activityId}:${revision}:${at}`, at)),
    now,
  );
}

/** Plans the end of an activity. Twice changes nothing; after a move it is planned anew. */
export async function scheduleEnd(doing: Doing, activity: Activity): Promise<void> {
  const { id: activityId, revision } = activity;
  const dueAt = overAt(doing, activity);
  await doing.tx.scheduled.add([work(ACTIVITY_END, `${activityId}:${revision}`, dueAt, { activityId })], doing.now);
}

/** Wakes the reminders once more: the rest of what is due, or rounds that were moved. */
export async function wakeReminders({ tx, now }: Doing, name: string, at: number): Promise<void> {
  await tx.scheduled.add([work(REMIND, name, at)], now);
}

/** Each waits for itself: what is planned for next week holds up nothing that is due before. */
function work(kind: string, name: string, dueAt: number, payload: Work['payload'] = {}): NewItem<Work> {
  const key = `${kind}:${name}`;
  return { key, orderingKey: key, body: { kind, payload }, dueAt };
}

/** Names a reminder to one person; of several sessions in one message the earliest gives the name. */
export function reminderKey({ sessionId, revision, at }: Pick<Reminder, 'sessionId' | 'revision' | 'at'>, whom: string): string {
  return `remind:${sessionId}:${revision}:${at}:${whom}`;
}

/** The same where several are reminded together in a group. */
export const inGroupKey = (group: string, count: number): string => `in:${group}:${count}`;
/** So many such messages one round has at most: five thousand people by fifty. */
const MESSAGES_MAX = 100;
/** What left longer ago has arrived or never will. */
const RECENT_MS = 4 * DAY_MS;

/** Keys of all reminders that may still be on their way to those who signed up. */
export async function reminderKeys({ tx, now }: Doing, activity: Activity, signUps: readonly SignUp[]): Promise<string[]> {
  const rounds = (await tx.reminders.ofActivity(activity.id)).filter(({ state, at }) => state === 'sent' && at > now - RECENT_MS);
  const counts = Array.from({ length: MESSAGES_MAX }, (_, count) => count);
  return rounds.flatMap((round) => {
    const people = signUps.filter(({ sessionId }) => sessionId === round.sessionId).map(({ memberId }) => memberId);
    const groups = activity.groups.flatMap((group) => counts.map((count) => inGroupKey(group, count)));
    return [...people, ...groups].map((whom) => reminderKey(round, whom));
  });
}
