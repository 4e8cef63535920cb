// From what somebody wants to a plan: who is to come, how long, what the planner makes of it.
import type { ActivityMode } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import { type Occupation, occupations } from '../../core/member.ts';
import { activityPhrases } from '../../core/phrases-activities.ts';
import { sayPlanNote } from '../../core/phrases-plan-notes.ts';
import type { Plan, PlanNote, PlanRequest, Wish } from '../../core/planner.ts';
import { windowsIn } from '../pushes/off-peak.ts';
import { pauseNow } from './pause.ts';

export type People = Partial<Record<Occupation, number>>;

/** How an activity is wanted, before there is a plan. */
export interface Wanted {
  groups: readonly string[];
  mode: ActivityMode;
  wish: Wish;
  insist: boolean;
  /** Only these are to come; absent = everybody in the groups. */
  only?: readonly Occupation[];
}

/**
 * How many people of each occupation the groups have: by the settings, else by who is known to be there (once, however many groups he
 * is in). Where nothing at all is known, one courier stands for them all.
 */
export async function occupationsOf({ tx, branch }: Doing, groups: readonly string[]): Promise<People> {
  const people: People = {};
  const add = (occupation: Occupation, count: number) => {
    if (count > 0) people[occupation] = (people[occupation] ?? 0) + count;
  };
  const known = new Map<string, Occupation>();
  for (const id of groups) {
    const counts = branch.groups.find((group) => group.id === id)?.occupations ?? {};
    if (occupations.some((occupation) => (counts[occupation] ?? 0) > 0)) {
      for (const occupation of occupations) add(occupation, counts[occupation] ?? 0);
    } else {
      for (const member of await tx.members.inGroup(id)) if (member.occupation) known.set(member.id, member.occupation);
    }
  }
  for (const occupation of known.values()) add(occupation, 1);
  return Object.keys(people).length === 0 ? { courier: 1 } : people;
}

/** Asks the planner, with all that the branch knows. */
export async function planFor(doing: Doing, { groups, mode, wish, insist, only }: Wanted): Promise<Plan> {
  const { branch, now, planner, tx } = doing;
  const people = await occupationsOf(doing, groups);
  const invited = only ? Object.fromEntries(only.map((occupation) => [occupation, people[occupation] ?? 1])) : people;
  const request: PlanRequest = {
    now,
    occupations: invited,
    wish,
    durationMinutes: wish.durationMinutes ?? branch.activities.minutes,
    mode,
    settings: { ...branch, windows: windowsIn(branch, groups) },
    pause: await pauseNow(tx, now),
    ...(insist && { insist }),
  };
  return planner.plan(request);
}

/** A later wish over an earlier one: whoever names a day or an hour means that, and keeps the rest. */
export function mergeWish(earlier: Wish, later: Wish): Wish {
  const { date, from, to, part, start, end, durationMinutes, every } = earlier;
  const isDaySaid = later.date !== undefined || later.from !== undefined || later.to !== undefined;
  const isHourSaid = later.part !== undefined || later.start !== undefined || later.end !== undefined;
  const kept: Wish = {
    ...(!isDaySaid && given({ date, from, to })),
    ...(!isHourSaid && given({ part, start, end })),
    ...given({ durationMinutes, every }),
  };
  return { ...kept, ...given(later) };
}

function given<T extends object>(parts: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as never;
}

/** Notes that say the planner did otherwise than was wished. */
const MOVES: readonly PlanNote['kind'][] = [
  'moved_to_window',
  'moved_earlier',
  'moved_from_season',
  'moved_from_holiday',
  'moved_from_rest_day',
  'moved_from_pause',
  'day_too_short',
  'online_instead',
  'shortened',
];

/** The notes in Chinese, and the line that answers "why" where the planner moved something (null: it did not). */
export function sayNotes(notes: readonly PlanNote[]): { lines: string[]; why: string | null } {
  const moves = notes.filter(({ kind }) => MOVES.includes(kind)).map(sayPlanNote);
  return { lines: notes.map(sayPlanNote), why: moves.length === 0 ? null : activityPhrases.why(moves) };
}
