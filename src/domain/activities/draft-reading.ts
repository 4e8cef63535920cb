// What words said to a plan that waits for its yes make of it.
import type { Activity } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { Answer } from '../../core/handler.ts';
import type { Frame } from '../../core/intent.ts';
import type { Wish, WishSaid } from '../../core/planner.ts';
import { asksForNotice, heardUrgent } from '../words/broadcast.ts';
import { additionIn, asMove, deniesAlone, toldRight } from '../words/corrections.ts';
import { asksAside, findsFault, withdrawnIn } from '../words/drafts.ts';
import { heardPlan } from '../words/planning.ts';
import { saysTimeAlone } from '../words/times-alone.ts';
import { whomAlone } from '../words/whom-alone.ts';
import { apartFromDeadline } from './deadline.ts';
import type { DraftChanges } from './drafts.ts';
import { asksElse, changesIn } from './plan-reading.ts';
import { groupsOfOnly } from './plan-words.ts';

type Words = Extract<Answer, { kind: 'words' }>;

export type SaidOfDraft =
  /** Taken back, or put off. */
  | { kind: 'drop' | 'keep' }
  /** Not right as it stands; how, was not said. */
  | { kind: 'fault' }
  /** To be said besides, of which a plan holds nothing. */
  | { kind: 'addition'; words: string }
  /** A notice of its own. */
  | { kind: 'notice'; isUrgent: boolean }
  | { kind: 'impossible'; words: string }
  /** The same again and again. */
  | { kind: 'series'; wish: Wish }
  /** So many sessions, which the hours of the people decide. */
  | { kind: 'sessions' }
  /** For some trade only, which no group of it is. */
  | { kind: 'mixed' }
  | { kind: 'changes'; changes: DraftChanges }
  | { kind: 'none' };

/** @param wishOf the times some words speak of */
export function saidOfDraft(
  doing: Doing,
  draft: Activity | null,
  answer: Words,
  wishOf: (words: string) => WishSaid,
): SaidOfDraft {
  const withdrawn = withdrawnIn(answer.words);
  if (withdrawn !== null) return { kind: withdrawn };
  if (deniesAlone(answer.words)) return { kind: 'fault' };
  const right = draft && putRight(doing, draft, answer, wishOf);
  if (right) return { kind: 'changes', changes: right };
  const whom = draft && whomAlone(answer.words);
  if (whom) {
    const groups = groupsOfOnly(doing.branch, whom, draft.groups);
    return groups.length > 0 ? { kind: 'changes', changes: { groups } } : { kind: 'mixed' };
  }
  const { words, until } = apartFromDeadline({ wish: wishOf, now: doing.now }, answer.words);
  const said = until === null ? answer.wish : wishOf(words);
  const changes = draft ? changesIn(doing.branch, draft, { ...answer, words, wish: said }, until) : null;
  const more = additionIn(words);
  if (more !== null && (changes === null || asksForNotice(words))) return { kind: 'addition', words: more };
  // What presses cannot wait for a plan.
  if (asksForNotice(words)) return { kind: 'notice', isUrgent: heardUrgent.test(words) };
  if (said.kind === 'impossible') return said;
  if (draft && said.kind === 'said' && said.wish.every && heardPlan.changes.test(words))
    return { kind: 'series', wish: said.wish };
  if (changes !== null) return { kind: 'changes', changes };
  if (heardPlan.sessions.test(words)) return { kind: 'sessions' };
  const isFault = findsFault(words) && !answer.isCommand && !asksAside(words) && !asksElse(answer);
  return { kind: isFault ? 'fault' : 'none' };
}

/** "Not at the river, at the East Gate", "the time is wrong, it is eight". */
function putRight({ branch }: Doing, draft: Activity, answer: Words, wishOf: (words: string) => WishSaid): DraftChanges | null {
  const told = asksAside(answer.words) ? null : toldRight(answer.words);
  if (!told) return null;
  const { from, to } = told;
  if (told.of === 'place' || (from !== null && draft.place?.includes(from))) return { place: to };
  if (from !== null && draft.title.includes(from)) return { title: draft.title.replace(from, () => to) };
  const wish = wishOf(to);
  if (!saysTimeAlone(to, []) || wish.kind !== 'said') return null;
  return changesIn(branch, draft, { ...answer, words: asMove(to), wish, frames: [] }, null);
}

/** What the reader takes a change for: hours of service, a notice to a group. */
export const covers = ({ intent, slots }: Frame, words: string): boolean =>
  ['plan_activity', 'check_in'].includes(intent) ||
  withdrawnIn(words) !== null ||
  toldRight(words) !== null ||
  whomAlone(words) !== null ||
  (intent === 'sign_up' && heardPlan.sessions.test(words)) ||
  (intent === 'find_station' && heardPlan.barePlace.test(words)) ||
  (intent === 'broadcast_notice' && (asksForNotice(words) || additionIn(words) !== null)) ||
  (intent === 'broadcast_notice' && heardPlan.onlyGroups.test(String(slots.body ?? heardPlan.only)));
