// When people may be disturbed with what they did not ask for (product rule "When these people are free").
import type { Branch } from '../../core/branch.ts';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import { occupations as allOccupations, type Member, type Occupation } from '../../core/member.ts';
import { startOfDay } from '../../core/shanghai.ts';

export type Windows = Branch['windows'][Occupation];
type Settings = Pick<Branch, 'windows' | 'groups'>;

/** Whose windows count, the largest occupation first; `group` = its own settings go before the branch's. */
export interface Listeners {
  occupations: readonly Occupation[];
  group: string | null;
}

const DAY_MINUTES = 24 * 60;
/** A planned push comes this many minutes after its window opens, so that it looks like nobody's alarm clock. */
const OFFSETS = [2, 3, 4, 5, 6, 7, 8, 9] as const;
/** An occupation of at least this part of a group is listened to. */
const SERVED_FROM = 1 / 5;

/** The group's own windows for the occupation, else the branch's. */
export function windowsFor(branch: Settings, occupation: Occupation, group: string | null): Windows {
  const own = branch.groups.find(({ id }) => id === group)?.windows[occupation];
  return own ?? branch.windows[occupation];
}

/** The windows of an activity for these groups: what one of them has of its own goes before the branch's. */
export function windowsIn(branch: Settings, groups: readonly string[]): Branch['windows'] {
  const own = (occupation: Occupation) => branch.groups.find(({ id, windows }) => groups.includes(id) && windows[occupation]);
  const entries = allOccupations.map((occupation) => {
    return [occupation, own(occupation)?.windows[occupation] ?? branch.windows[occupation]] as const;
  });
  return Object.fromEntries(entries) as Branch['windows'];
}

/** The occupation of somebody of whom it is not known: the largest of the groups they are in; null where no counts are known. */
export function presumedOccupation(branch: Settings, groups: readonly string[]): Occupation | null {
  const known = branch.groups.filter(
    ({ id, occupations }) => groups.includes(id) && Object.values(occupations).some((count) => count > 0),
  );
  return known[0] ? (groupListeners(branch, known[0].id).occupations[0] ?? null) : null;
}

/** The occupations that make up a fifth or more of the group, the largest first; couriers where none are known. */
export function groupListeners(branch: Settings, groupId: string): Listeners {
  const counts = branch.groups.find(({ id }) => id === groupId)?.occupations ?? {};
  const total = allOccupations.reduce((sum, occupation) => sum + (counts[occupation] ?? 0), 0);
  const served = allOccupations
    .filter((occupation) => total > 0 && (counts[occupation] ?? 0) >= total * SERVED_FROM)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  return { occupations: served.length > 0 ? served : ['courier'], group: groupId };
}

/** Somebody whose occupation is not known has the hours of the group's largest one. */
export function memberListeners(branch: Settings, member: Pick<Member, 'occupation'>, group: string | null): Listeners {
  const [largest = 'courier'] = group === null ? [] : groupListeners(branch, group).occupations;
  return { occupations: [member.occupation ?? largest], group };
}

/** True within a push window of all of them; see `hoursOf` for people who have none in common. `never` hours are never open. */
export function isPushOpen(branch: Settings, listeners: Listeners, at: number): boolean {
  return isOpen(hoursOf(branch, listeners), at);
}

/**
 * The first planned push instant not before `from`: 2–9 minutes into a window, fixed for each window and day and turning on from
 * one window to the next, never in the minutes 0 and 30. Where no window holds a planned instant: the first minute not
 * before `from` outside everybody's `never` hours.
 */
export function nextPush(branch: Settings, listeners: Listeners, from: number): number {
  const hours = hoursOf(branch, listeners);
  return hours.isPlanned ? nextPlanned(hours, from) : firstOpen(hours, from);
}

/** The last planned push instant not after `notAfter`; null when it would be before `notBefore`, or no window holds one. */
export function latestPush(branch: Settings, listeners: Listeners, notAfter: number, notBefore: number): number | null {
  const hours = hoursOf(branch, listeners);
  // Every day has the same windows: what today does not hold yet, yesterday does.
  const latest = [startOfDay(notAfter), startOfDay(notAfter) - DAY_MS]
    .map((day) => plannedOn(hours, day).findLast((at) => at <= notAfter))
    .find((at) => at !== undefined);
  return latest !== undefined && latest >= notBefore ? latest : null;
}

/** `from` itself when a window is open then (a minute 0 or 30 is stepped over), else the next planned instant. */
export function soonestPush(branch: Settings, listeners: Listeners, from: number): number {
  const hours = hoursOf(branch, listeners);
  const at = stepOver(from);
  if (isOpen(hours, from) && isOpen(hours, at)) return at;
  return hours.isPlanned ? nextPlanned(hours, from) : firstOpen(hours, from);
}

/** The last minute not after `notAfter` at which a push window is open, not on the hour or half hour; null when before `notBefore`. */
export function latestOpen(branch: Settings, listeners: Listeners, notAfter: number, notBefore: number): number | null {
  const hours = hoursOf(branch, listeners);
  const ends = [0, DAY_MS].flatMap((back) => {
    const day = startOfDay(notAfter) - back;
    return hours.spans.map(({ from, to }) => {
      const at = Math.min(Math.floor(notAfter / MINUTE_MS), day / MINUTE_MS + to - 1) * MINUTE_MS;
      const open = isMark(at / MINUTE_MS) ? at - MINUTE_MS : at;
      return open >= day + from * MINUTE_MS ? open : Number.NEGATIVE_INFINITY;
    });
  });
  const latest = Math.max(...ends);
  return latest >= notBefore ? latest : null;
}

/** The first minute not before `from` outside everybody's `never` hours; `from` where these leave nothing. */
export function soonestAwake(branch: Settings, { occupations, group }: Listeners, from: number): number {
  const nights = occupations.map((occupation) => windowsFor(branch, occupation, group).never);
  const edges = nights.flatMap((night) => [minuteOf(night.from), minuteOf(night.to)]);
  const spans = stretches(edges, (minute) => !nights.some((night) => covers(night, minute)));
  return isOpen({ spans, isPlanned: false }, from) ? from : firstOpen({ spans, isPlanned: false }, from);
}

/** Minutes of the day, the end not included. */
interface Span {
  from: number;
  to: number;
}

/** The open hours of every day. */
interface Hours {
  spans: readonly Span[];
  /** Whether they hold planned instants; else they are the hours left when all windows fail. */
  isPlanned: boolean;
}

/**
 * The hours common to all. Where they have none, those of the largest occupation; where `never` hours leave nothing of these, all that
 * is outside everybody's `never` hours, and as a last resort outside those of the largest. Something is always open, so every search ends.
 */
function hoursOf(branch: Settings, { occupations, group }: Listeners): Hours {
  const all = occupations.map((occupation) => windowsFor(branch, occupation, group));
  const largest = all[0] ?? windowsFor(branch, 'courier', group);
  const edges = [largest, ...all].flatMap(({ pushes, never }) => [...pushes, never].flatMap(({ from, to }) => [from, to]));
  const isIn = ({ pushes }: Windows, minute: number) => pushes.some((window) => covers(window, minute));
  const mayBeHeard = (minute: number) => !all.some(({ never }) => covers(never, minute));
  const daily = (holds: (minute: number) => boolean) => stretches(edges.map(minuteOf), holds);

  const windows = [
    () => daily((minute) => mayBeHeard(minute) && all.every((each) => isIn(each, minute))),
    () => daily((minute) => mayBeHeard(minute) && isIn(largest, minute)),
  ];
  for (const open of windows) {
    const spans = open();
    if (spans.some((span) => plannedMinutes(span).length > 0)) return { spans, isPlanned: true };
  }
  const leftovers = [daily(mayBeHeard), daily((minute) => !covers(largest.never, minute))];
  const spans = leftovers.find((each) => each.some(({ from, to }) => stepOver(from * MINUTE_MS) < to * MINUTE_MS));
  return { spans: spans ?? [{ from: 0, to: DAY_MINUTES }], isPlanned: false };
}

function minuteOf(hourMinute: string): number {
  return Number(hourMinute.slice(0, 2)) * 60 + Number(hourMinute.slice(3));
}

/** The end is outside; a stretch whose end comes first passes midnight. */
function covers(stretch: { from: string; to: string }, minute: number): boolean {
  const [from, to] = [minuteOf(stretch.from), minuteOf(stretch.to)];
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
}

/** The stretches of a day in which `holds` is true; it changes at the edges only. */
function stretches(edges: readonly number[], holds: (minute: number) => boolean): Span[] {
  const cuts = [...new Set([0, ...edges, DAY_MINUTES])].sort((a, b) => a - b);
  const spans: Span[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    if (!holds(from)) continue;
    const to = cuts[index + 1] as number;
    const before = spans.at(-1);
    if (before?.to === from) before.to = to;
    else spans.push({ from, to });
  }
  return spans;
}

/** On the hour and the half hour everybody's telephone rings. */
const isMark = (minute: number) => minute % 30 === 0;

function stepOver(at: number): number {
  const minute = Math.floor(at / MINUTE_MS);
  return isMark(minute) ? (minute + 1) * MINUTE_MS : at;
}

/** Minutes of the day at which something may be planned in a window. */
function plannedMinutes({ from, to }: Span): number[] {
  return OFFSETS.map((offset) => from + offset).filter((minute) => minute < to && !isMark(minute));
}

/** The planned instants of a day: windows are numbered on through the days, and each number takes the next minute of the choice. */
function plannedOn({ spans, isPlanned }: Hours, day: number): number[] {
  if (!isPlanned) return [];
  const choices = spans.map(plannedMinutes).filter((minutes) => minutes.length > 0);
  const first = Math.floor(day / DAY_MS) * choices.length;
  return choices.map((minutes, index) => day + (minutes[(first + index) % minutes.length] as number) * MINUTE_MS);
}

function nextPlanned(hours: Hours, from: number): number {
  const day = startOfDay(from);
  const today = plannedOn(hours, day).find((at) => at >= from);
  return today ?? (plannedOn(hours, day + DAY_MS)[0] as number);
}

function isOpen({ spans }: Hours, at: number): boolean {
  const minute = (at - startOfDay(at)) / MINUTE_MS;
  return spans.some(({ from, to }) => from <= minute && minute < to);
}

function firstOpen({ spans }: Hours, from: number): number {
  const today = startOfDay(from);
  for (const day of [today, today + DAY_MS]) {
    for (const span of spans) {
      const at = stepOver(Math.max(from, day + span.from * MINUTE_MS));
      if (at < day + span.to * MINUTE_MS) return at;
    }
  }
  return from;
}
