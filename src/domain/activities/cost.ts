// What publishing an activity comes to, for the secretary to see before the yes.
import type { Activity, Session } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { Occupation } from '../../core/member.ts';
import { pushesLeft } from '../pushes/budget.ts';
import { groupListeners, soonestPush, windowsIn } from '../pushes/off-peak.ts';
import { occupationsOf, type People } from './planning.ts';

export interface Cost {
  /** People in the groups, in all. */
  people: number;
  /** By session: whose hours it lies in, and how many they are. */
  sessions: { session: Session; people: People; count: number }[];
  /** One for each group, with the instant it would leave; null = only after all has begun, so that it does not. */
  announcements: { group: string; at: number | null }[];
  /** How often somebody who comes is reminded. */
  reminderRounds: number;
  /** The scarcest group's pushes of this month; null while every group has a fifth or more of its own. */
  pushesLeft: number | null;
  /** What else the same people are asked to at the same hours. */
  clashes: { title: string; start: number }[];
}

/** Less than this part of a month's pushes left is worth a word. */
const SCARCE = 1 / 5;

/** Reckons with what the branch knows now; what is published at another hour may leave at another. */
export async function costOf(doing: Doing, activity: Activity): Promise<Cost> {
  const { branch, now } = doing;
  const people = await occupationsOf(doing, activity.groups);
  const sessions = activity.sessions.map((session) => {
    const invited = Object.fromEntries(session.occupations.map((occupation) => [occupation, people[occupation] ?? 0]));
    return { session, people: invited, count: total(invited) };
  });
  const lastStart = Math.max(...activity.sessions.map(({ start }) => start));
  const announcements = activity.groups.map((group) => {
    const at = soonestPush(branch, groupListeners(branch, group), now);
    return { group, at: at > lastStart ? null : at };
  });
  return {
    people: total(people),
    sessions,
    announcements,
    reminderRounds: roundsOf(doing, activity, Object.keys(people) as Occupation[]),
    pushesLeft: await scarcest(doing, activity.groups),
    clashes: await clashesOf(doing, activity),
  };
}

async function clashesOf({ tx }: Doing, { id, groups, sessions }: Activity): Promise<Cost['clashes']> {
  const starts = sessions.map(({ start }) => start);
  const ends = sessions.map(({ end }) => end);
  const near = await tx.activities.between(Math.min(...starts), Math.max(...ends), ['open', 'closed']);
  const others = near.filter((other) => other.id !== id && other.groups.some((group) => groups.includes(group)));
  return others.flatMap(({ title, sessions: theirs }) => {
    const clash = theirs.find((their) => sessions.some((ours) => isSameTime(ours, their)));
    return clash ? [{ title, start: clash.start }] : [];
  });
}

/** For some of the same people. */
const isSameTime = (one: Session, other: Session): boolean =>
  one.start < other.end && other.start < one.end && one.occupations.some((occupation) => other.occupations.includes(occupation));

const total = (people: People): number => Object.values(people).reduce((sum, count) => sum + count, 0);

function roundsOf({ planner, branch, now }: Doing, { sessions, groups }: Activity, present: readonly Occupation[]): number {
  const settings = { ...branch, windows: windowsIn(branch, groups) };
  const rounds = sessions.flatMap((session) => {
    const whose = session.occupations.filter((occupation) => present.includes(occupation));
    return whose.map((occupation) => planner.remindersFor({ now, session, occupation, settings }).length);
  });
  return Math.max(0, ...rounds);
}

async function scarcest(doing: Doing, groups: readonly string[]): Promise<number | null> {
  const left: number[] = [];
  for (const group of groups) left.push(await pushesLeft(doing, group));
  const least = Math.min(...left);
  return least < doing.branch.pushes.perGroupPerMonth * SCARCE ? least : null;
}
