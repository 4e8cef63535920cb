// A plan as it is shown before it is published.
import type { Branch } from '../../core/branch.ts';
import type { Doing } from '../../core/doing.ts';
import type { DraftShown } from '../../core/phrases-planned.ts';
import type { DraftOutcome } from './drafts.ts';

/** What groups are called, by their ids, as they stand in a draft. */
export const titlesOf = ({ branch }: { branch: Branch }, groups: readonly string[]): string[] =>
  branch.groups.filter(({ id }) => groups.includes(id)).map(({ title }) => title);

/** What a yes would do, and what else is to be known of it. */
export function shownOf(
  doing: Doing,
  { activity, cost }: Extract<DraftOutcome, { kind: 'drafted' }>,
  { every, isProposed }: Pick<DraftShown, 'every' | 'isProposed'>,
): DraftShown {
  const isForAll = activity.groups.length === doing.branch.groups.length;
  const unheard = cost.announcements.flatMap(({ group, at }) => (at === null ? [group] : []));
  return {
    activity,
    counts: cost.sessions.map(({ count }) => count),
    announcedAt: cost.announcements.flatMap(({ at }) => at ?? []),
    unheard: titlesOf(doing, unheard),
    reminderRounds: cost.reminderRounds,
    pushesLeft: cost.pushesLeft,
    clashes: cost.clashes,
    onlyFor: isForAll ? [] : titlesOf(doing, activity.groups),
    every,
    isProposed,
  };
}
