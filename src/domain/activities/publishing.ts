// The yes to a draft: announced in its groups, open for sign-ups, its reminders planned.
import type { Activity } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import { takeWanted } from './drafts.ts';
import { type Announcement, announce } from './news.ts';
import { scheduleEnd, scheduleReminders } from './reminding.ts';
import { activateSeries } from './series-records.ts';
import { sessionsAhead } from './sessions.ts';

export type PublishOutcome =
  /** `announcements`: when each group hears of it; null = it cannot be told. */
  | { kind: 'published'; activity: Activity; announcements: Announcement[] }
  | { kind: 'already'; activity: Activity }
  /** The draft was dropped, or its hour has passed meanwhile. */
  | { kind: 'gone' };

/** Publishes a draft; the first of a series begins it. */
export async function publish(doing: Doing, activityId: string): Promise<PublishOutcome> {
  const { tx, now } = doing;
  const draft = await tx.activities.lock(activityId);
  if (!draft || draft.status === 'cancelled') return { kind: 'gone' };
  if (draft.status !== 'draft') return { kind: 'already', activity: draft };
  if (sessionsAhead(draft, now).length === 0) return { kind: 'gone' };
  const activity: Activity = { ...draft, status: 'open' };
  await tx.activities.save(activity);
  const asked = await takeWanted(tx, activityId);
  if (asked && activity.seriesId !== null) await activateSeries(tx, activity.seriesId, { first: activity, ...asked }, now);
  await scheduleReminders(doing, activity);
  await scheduleEnd(doing, activity);
  return { kind: 'published', activity, announcements: await announce(doing, activity) };
}
