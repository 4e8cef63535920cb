// Which activity a sign-up, or its end, may mean for somebody who speaks somewhere.
import type { Activity } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { Answer } from '../../core/handler.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { shanghaiDate } from '../../core/shanghai.ts';
import { findActivities, nameMatches } from '../activities/finding.ts';
import { isRunning, sessionsAhead } from '../activities/sessions.ts';

interface Where {
  member: Member;
  conversation: Conversation;
}

/**
 * Activities that are still to come, nearest first: those that take sign-ups, and those that take none any more.
 * @param said null = no name said
 * @param at when the person spoke
 */
export async function findJoinable(
  doing: Doing,
  where: Where,
  said: string | null,
  at: number,
): Promise<{ open: Activity[]; shut: Activity[] }> {
  const running = (await findActivities(doing, where, said)).filter((activity) => isRunning(activity, doing.now));
  const isOpen = (activity: Activity) =>
    activity.status === 'open' && sessionsAhead(activity, at).length > 0 && at <= (activity.signUpUntil ?? at);
  const { open = [], shut = [] } = Object.groupBy(running, (activity) => (isOpen(activity) ? 'open' : 'shut'));
  return { open, shut };
}

/** What the member has signed up to and is still to come, in the order of the sign-ups. */
export async function findOwn({ tx, now }: Doing, member: Member): Promise<Activity[]> {
  const own: Activity[] = [];
  for (const { activityId } of await tx.signUps.ofMember(member.id)) {
    const activity = await tx.activities.byId(activityId);
    if (activity && isRunning(activity, now)) own.push(activity);
  }
  return own;
}

/** The activity whose title stands in the text; the longest title where one holds another. */
export function titledIn(text: string, activities: readonly Activity[]): Activity | undefined {
  const [longest] = activities.filter(({ title }) => text.includes(title)).sort((a, b) => b.title.length - a.title.length);
  return longest;
}

/** The activity whose title fits the words better than the others do; null when none fits, or several do. */
function bestNamed(words: string, activities: readonly Activity[]): Activity | null {
  const fits = activities.map(({ title }) => nameMatches(title, words));
  const best = Math.max(0, ...fits);
  const fitting = activities.filter((_, index) => best > 0 && fits[index] === best);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The activity an answer to "which one?" means, of those that were offered. `none`: none of them; `no_answer`: other words. */
export async function chosenIn(
  { tx }: Pick<Doing, 'tx'>,
  ids: readonly string[],
  answer: Answer,
): Promise<{ kind: 'chosen'; activity: Activity } | { kind: 'none' } | { kind: 'no_answer' }> {
  const found = await Promise.all(ids.map((id) => tx.activities.byId(id)));
  const offered = found.filter((activity) => activity !== undefined);
  const activity = answer.kind === 'choice' ? found[answer.choice - 1] : bestNamed(answer.words, offered);
  if (activity) return { kind: 'chosen', activity };
  return { kind: answer.kind === 'words' ? 'no_answer' : 'none' };
}

/** Those held on the day; all of them where none is, or no day was said. @param day `YYYY-MM-DD` */
export function heldOn(day: string | undefined, activities: Activity[]): Activity[] {
  const held = activities.filter(({ sessions }) => sessions.some(({ start }) => shanghaiDate(start) === day));
  return held.length > 0 ? held : activities;
}
