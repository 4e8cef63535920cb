// What groups and those who signed up are told of an activity, by keys that name each telling once.
import type { Activity, SignUp } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import { buttonId, type Outgoing } from '../../core/outgoing.ts';
import { activityPhrases } from '../../core/phrases-activities.ts';
import type { Item } from '../../core/queue.ts';
import { type PushKind, pushToGroup } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';
import { reminderKeys } from './reminding.ts';
import { lastEnd, SET_OUT_MS } from './sessions.ts';
import { groupFinder, mentionsFor, type Telling, tellEach } from './telling.ts';

/** As first published: without the revision. */
function announcementKey(id: string, group: string, revision: number): string {
  return `activity:${id}:announce:${group}${revision === 0 ? '' : `:${revision}`}`;
}

/** Once more, after the sign-up was closed before the first had left. */
const reopenedKey = (id: string, group: string, revision: number): string => `${announcementKey(id, group, revision)}:reopened`;

/** @param whom member or group */
const changeKey = (id: string, whom: string, revision: number): string => `activity:${id}:change:${revision}:${whom}`;
/** @param whom member or group */
export const cancelKey = (id: string, whom: string): string => `activity:${id}:cancelled:${whom}`;

const revisionsOf = ({ revision }: Activity): number[] => Array.from({ length: revision + 1 }, (_, index) => index);

export interface Announcement {
  group: string;
  /** When it leaves; null = the group cannot be told. */
  at: number | null;
}

/** Tells its groups of an activity, all or some of them. */
export async function announce(
  doing: Doing,
  activity: Activity,
  groups = activity.groups,
  key = announcementKey,
): Promise<Announcement[]> {
  const usefulUntil = Math.max(...activity.sessions.map(({ start }) => start));
  const isOpen = activity.status === 'open';
  const join = { id: buttonId('sign-up', 'join', activity.id), label: activityPhrases.join };
  const announcements: Announcement[] = [];
  for (const group of groups) {
    const outcome = await pushToGroup(doing, group, {
      key: key(activity.id, group, activity.revision),
      text: activityPhrases.announcement(activity, isOpen),
      kind: 'announcement',
      usefulUntil,
      ...(isOpen && { buttons: [join] }),
    });
    announcements.push({ group, at: outcome.kind === 'dropped' ? null : outcome.dueAt });
  }
  return announcements;
}

/**
 * Takes back what was said of the activity as it stood and has not left: announcements, changes, reminders on their way.
 * @returns the groups that have heard of it
 */
export async function takeBack(doing: Doing, activity: Activity, signUps: readonly SignUp[], why: string): Promise<string[]> {
  const { tx, now } = doing;
  const { id, groups } = activity;
  const revisions = revisionsOf(activity);
  const whom = [...groups, ...signUps.map(({ memberId }) => memberId)];
  const keys = [
    ...announcementKeys(activity),
    // There is no change that made the activity as it first was.
    ...whom.flatMap((each) => revisions.slice(1).map((revision) => changeKey(id, each, revision))),
    ...(await reminderKeys(doing, activity, signUps)),
  ];
  await tx.outbox.withdraw(keys.map(outboxKey), now, why);
  const heard: string[] = [];
  for (const group of groups) if (await hasHeard(doing, activity, group)) heard.push(group);
  return heard;
}

const announcementKeys = (activity: Activity): string[] =>
  activity.groups.flatMap((group) =>
    revisionsOf(activity).flatMap((revision) => [announcementKey, reopenedKey].map((key) => key(activity.id, group, revision))),
  );

/** What calls for sign-ups and has not left stays unsaid. @returns how many groups have not heard of it */
export async function withdrawAnnouncements(doing: Doing, activity: Activity): Promise<number> {
  await doing.tx.outbox.withdraw(announcementKeys(activity).map(outboxKey), doing.now, 'closed');
  return (await groupsUnheard(doing, activity)).length;
}

/** Tells the groups that have not heard of it, now that people can sign up again. */
export async function announceAgain(doing: Doing, activity: Activity): Promise<void> {
  await announce(doing, activity, await groupsUnheard(doing, activity), reopenedKey);
}

async function groupsUnheard(doing: Doing, activity: Activity): Promise<string[]> {
  const unheard: string[] = [];
  for (const group of activity.groups) if (!(await hasHeard(doing, activity, group))) unheard.push(group);
  return unheard;
}

/** Some announcement has left, or is so old that the outbox has forgotten it. */
async function hasHeard({ tx }: Doing, activity: Activity, group: string): Promise<boolean> {
  for (const revision of revisionsOf(activity)) {
    const item = await tx.outbox.find(outboxKey(announcementKey(activity.id, group, revision)));
    if (item ? hasLeft(item) : revision === 0) return true;
    const again = await tx.outbox.find(outboxKey(reopenedKey(activity.id, group, revision)));
    if (again && hasLeft(again)) return true;
  }
  return false;
}

/** Delivered, in a worker's hands, or part of a digest that was sent. */
function hasLeft({ state, reason }: Item<Outgoing>): boolean {
  return state === 'done' || state === 'leased' || (state === 'dropped' && reason === 'merged');
}

/** What has become different, in words for each who has to know. */
export interface News {
  activity: Activity;
  kind: 'change' | 'cancelled';
  forGroup: string;
  forMember: (signUp: SignUp) => string;
  usefulUntil: number;
  /** Whoever hears of it later has set out. */
  mustKnowBy: number;
}

/** Tells those who signed up, once, and the groups; whom no direct way leads to is mentioned there. */
export async function spread(doing: Doing, news: News, signUps: readonly SignUp[], groups: readonly string[]): Promise<void> {
  const { activity, usefulUntil, mustKnowBy, forGroup, forMember } = news;
  const key = (whom: string) =>
    news.kind === 'cancelled' ? cancelKey(activity.id, whom) : changeKey(activity.id, whom, activity.revision);
  const kind: PushKind = 'change';
  const groupOf = await groupFinder(doing, activity);
  const tellings: Telling[] = [];
  for (const signUp of signUps) {
    const member = await doing.tx.members.byId(signUp.memberId);
    if (!member) continue;
    const push = { key: key(member.id), text: forMember(signUp), kind, usefulUntil, mustKnowBy };
    tellings.push({ member, group: groupOf(member.id), push });
  }
  const onlyThere = await tellEach(doing, tellings);
  for (const group of new Set([...groups, ...onlyThere.map((telling) => telling.group)])) {
    const mentions = mentionsFor(group, onlyThere);
    await pushToGroup(doing, group, { key: key(group), text: forGroup, kind, usefulUntil, mustKnowBy, mentions });
  }
}

/** A change is news as long as the activity is not over, as it was or as it is. */
export const newsUntil = (before: Activity, after: Activity): number => Math.max(lastEnd(before), lastEnd(after));

/** An hour before the first session still ahead, as it was or as it is. */
export function knownBy(now: number, before: Activity, after: Activity): number {
  const starts = [...before.sessions, ...after.sessions].map(({ start }) => start).filter((start) => start > now);
  return Math.min(...starts, newsUntil(before, after)) - SET_OUT_MS;
}
