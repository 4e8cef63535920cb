// What words say of a plan beside its times: for whom, how many, where, about what.
import type { ActivityMode } from '../../core/activity.ts';
import type { Branch } from '../../core/branch.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import { occupations } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { chineseNumber } from '../../core/numerals.ts';
import { groupListeners } from '../pushes/off-peak.ts';
import { heardPlan, occupationWords } from '../words/planning.ts';
import type { WhomAlone } from '../words/whom-alone.ts';

/** Groups that are named or whose trade is; else the group spoken in; else all. */
export function groupsMeant(branch: Branch, words: string, place: string | null, conversation: Conversation): string[] {
  const all = branch.groups.map(({ id }) => id);
  return groupsNamed(branch, words, place) ?? all.filter((id) => conversation.kind === 'direct' || id === conversation.id);
}

/** Groups the words name by title or by trade; null = none. */
export function groupsNamed(branch: Branch, words: string, place: string | null): string[] | null {
  const all = branch.groups.map(({ id }) => id);
  if (heardPlan.allGroups.test(words)) return all;
  const said = place === null ? words : words.replace(place, '');
  const named = branch.groups.filter(({ title }) => said.includes(title)).map(({ id }) => id);
  if (named.length > 0) return named;
  const trades = occupations.filter((occupation) => occupationWords[occupation].test(said));
  const theirs = all.filter((id) => groupListeners(branch, id).occupations.some((each) => trades.includes(each)));
  return theirs.length > 0 ? theirs : null;
}

/** Of these groups the ones in which there is nobody else than is wanted; empty = each has others as well, or there are none left. */
export function groupsOfOnly(branch: Branch, { only, without }: WhomAlone, groups: readonly string[]): string[] {
  return groups.filter((id) =>
    groupListeners(branch, id).occupations.every((each) => !without.includes(each) && (only.length === 0 || only.includes(each))),
  );
}

/** The words without the clauses that are about the roster of patrols, and these. */
export function apartFromRoster(words: string): { words: string; roster: string[] } {
  const clauses = words.split(/[,，;；。]/);
  const isRoster = (clause: string) =>
    heardPlan.roster.test(clause) && !heardPlan.makes.test(clause) && !heardPlan.gathering.test(clause);
  const roster = clauses.filter(isRoster);
  return roster.length === 0 ? { words, roster } : { words: clauses.filter((each) => !isRoster(each)).join('，'), roster };
}

/** How many people may come: a number that may be nonsense (0, -5, a hundred million); `unlimited`; null = not said. */
export function capacityIn(words: string): number | 'unlimited' | null {
  if (heardPlan.unlimited.test(words)) return 'unlimited';
  for (const pattern of heardPlan.capacity) {
    const said = pattern.exec(words)?.[1];
    const count = said === undefined ? null : largeNumber(said);
    if (count !== null) return count;
  }
  return null;
}

/** On site, online or both, where the words leave no doubt. */
export function modeIn(words: string): ActivityMode | null {
  if (heardPlan.both.test(words)) return 'both';
  if (heardPlan.online.test(words)) return 'online';
  return heardPlan.onsite.test(words) ? 'onsite' : null;
}

/** What it is about, where that is told apart from the title. */
export function themeIn(words: string): string | null {
  const { told, done } = heardPlan.theme.exec(words)?.groups ?? {};
  return told ?? done ?? null;
}

/** A new place; the reader's own find goes before it. */
export function placeIn(words: string): string | null {
  const { named, moved, stay } = heardPlan.place.exec(words)?.groups ?? {};
  const place = (named ?? moved ?? stay)?.replace(heardPlan.ending, '').trim();
  return place !== undefined && place.length >= 2 && withoutTimes(place) === place ? place : null;
}

/** What the reader found, without the verb before it. */
export function placeOf(slot: string | null, words: string): string | null {
  const said = placeIn(words);
  return slot === null || (said !== null && slot.endsWith(said)) ? said : slot;
}

/** A name that is given in so many words ("call it …"). */
export function titleIn(words: string): string | null {
  const { named, called } = heardPlan.title.exec(words)?.groups ?? {};
  const title = (named ?? called)?.replace(heardPlan.ending, '').trim();
  return title === undefined || title === '' ? null : title;
}

/** `周五的党日` → `的党日`: what is left names the activity. */
export const withoutTimes = (words: string): string => words.replace(heardPlan.dayWords, '').trim();

const UNITS: readonly [unit: string, ms: number][] = heardPlan.units.map(([unit, scale]) => [
  unit,
  { minute: MINUTE_MS, quarter: 15 * MINUTE_MS, hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS }[scale],
]);
const SHIFTS = [
  { sign: 1, pattern: heardPlan.later },
  { sign: -1, pattern: heardPlan.earlier },
];
const LARGEST_SHIFT_MS = 366 * DAY_MS;

/** `推迟一天`, `提前一个半小时`, in ms; null = no such words. */
export function shiftIn(words: string): number | null {
  for (const { sign, pattern } of SHIFTS) {
    const match = pattern.exec(words);
    if (!match) continue;
    const [, number = '', half, unit, halfBehind] = match;
    const count = number === heardPlan.half ? 0.5 : chineseNumber(number);
    const scale = UNITS.find(([name]) => name === unit)?.[1];
    if (count === null || scale === undefined) continue;
    const shift = sign * (count + ((half ?? halfBehind) ? 0.5 : 0)) * scale;
    if (Math.abs(shift) <= LARGEST_SHIFT_MS) return shift;
  }
  return null;
}

/** `40`, `四十`, `一亿`, `-5`; up to 12 figures. Null when it is no number. */
function largeNumber(said: string): number | null {
  const sign = heardPlan.negative.test(said) ? -1 : 1;
  const digits = said.replace(heardPlan.negative, '');
  const direct = /^\d+$/.test(digits) ? Number(digits) : chineseNumber(digits);
  if (direct !== null) return sign * direct;
  let [total, section, figure] = [0, 0, 0];
  for (const character of digits) {
    const scale = heardPlan.scales[character];
    if (scale === undefined) figure = chineseNumber(character) ?? 0;
    else if (scale < 10_000) {
      section += (figure || 1) * scale;
      figure = 0;
    } else {
      total = (total + section + figure || 1) * scale;
      section = 0;
      figure = 0;
    }
  }
  return sign * (total + section + figure);
}
