// Reads opening hours as people write them. What is not understood to the last sign is not judged.
import { type Calendar, noCalendar } from '../../core/calendar.ts';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import { chineseNumber } from '../../core/numerals.ts';
import { shanghaiDate, shanghaiTime, startOfDay } from '../../core/shanghai.ts';
import * as heard from '../words/opening-hours.ts';

/** `until`, `opensAt` in ms; null = always, or not within a fortnight. */
export type Opening = { kind: 'open'; until: number | null } | { kind: 'closed'; opensAt: number | null } | { kind: 'unknown' };

/** Minutes from the day's beginning; beyond 1,440 it ends on the next day. */
type Span = readonly [from: number, to: number];
type Days = { kind: 'every' | 'weekend' | 'workday' | 'holiday' } | { kind: 'weekdays'; weekdays: ReadonlySet<number> };
/** No spans = closed. `null` days = whatever day no other rule speaks of. */
interface Rule {
  days: Days[];
  spans: Span[];
}

const DAY_MINUTES = 24 * 60;
const AHEAD_DAYS = 15;
const LONGEST = 200;
const MOST_READ = 2_000;

const read = new Map<string, Rule[] | null>();

/**
 * Whether a place with these hours is open at an instant, and until or from when.
 * @param calendar where days off by statute and moved workdays are known; without it hours that rest on them are not judged
 */
export function openingOf(hours: string, at: number, calendar: Calendar = noCalendar): Opening {
  const rules = rulesIn(hours);
  if (!rules) return { kind: 'unknown' };
  const today = startOfDay(at);
  const open: [number, number][] = [];
  for (let day = -1; day <= AHEAD_DAYS; day += 1) {
    const from = today + day * DAY_MS;
    const spans = spansOn(rules, from, calendar);
    if (!spans) {
      // What is not known of another day does not change what is known of this one.
      if (day === 0) return { kind: 'unknown' };
      if (day > 0) break;
      continue;
    }
    for (const [begin, end] of spans) open.push([from + begin * MINUTE_MS, from + end * MINUTE_MS]);
  }
  const joined = joinedUp(open);
  const now = joined.find(([begin, end]) => begin <= at && at < end);
  if (now) return { kind: 'open', until: now[1] >= today + AHEAD_DAYS * DAY_MS ? null : now[1] };
  return { kind: 'closed', opensAt: joined.find(([begin]) => begin > at)?.[0] ?? null };
}

/** Whether hours say when it is open. */
export const isReadableHours = (hours: string): boolean => rulesIn(hours) !== null;

/** Whether it is open on days off by statute, as far as the hours say. */
export function openingOnDaysOff(hours: string): Opening['kind'] {
  const rules = rulesIn(hours);
  const spans = rules && spansOn(rules, 0, daysOffOnly);
  return spans ? (spans.length > 0 ? 'open' : 'closed') : 'unknown';
}

const daysOffOnly: Calendar = { ...noCalendar, statusOf: () => ({ kind: 'day_off', festival: 'national_day' }) };

function joinedUp(open: readonly (readonly [number, number])[]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [begin, end] of open.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([begin, end]);
  }
  return joined;
}

/** Null when it cannot be told for this day. */
function spansOn(rules: readonly Rule[], day: number, calendar: Calendar): readonly Span[] | null {
  const { weekday } = shanghaiTime(day);
  const status = calendar.statusOf(shanghaiDate(day)).kind;
  const restsOnCalendar = rules.some(({ days }) => days.some(({ kind }) => kind === 'holiday' || kind === 'workday'));
  if (restsOnCalendar && status === 'unknown') return null;
  const isWorked = status === 'moved_workday' || (status !== 'day_off' && weekday <= 5);
  const speaksOf = (days: Days): number => {
    switch (days.kind) {
      case 'holiday':
        return status === 'day_off' ? 4 : 0;
      case 'workday':
        return isWorked ? 3 : 0;
      case 'weekdays':
        return days.weekdays.has(weekday) ? 2 : 0;
      case 'weekend':
        return weekday > 5 && status !== 'moved_workday' ? 2 : 0;
      case 'every':
        return 1;
    }
  };
  const strengthOf = (rule: Rule) => Math.max(0, ...rule.days.map(speaksOf));
  const strongest = Math.max(0, ...rules.map(strengthOf));
  if (strongest === 0) return [];
  const speaking = rules.filter((rule) => strengthOf(rule) === strongest);
  // Whoever keeps office days is hardly there on a day off by statute, and has not said so.
  const isOfficeDay = ({ days }: Rule) => days.every((each) => each.kind === 'weekdays' && !each.weekdays.has(7));
  if (status === 'day_off' && speaking.some((rule) => rule.spans.length > 0 && isOfficeDay(rule))) return null;
  // "Open daily, Mondays closed": what is closed is meant as an exception.
  return speaking.some(({ spans }) => spans.length === 0) ? [] : speaking.flatMap(({ spans }) => spans);
}

function rulesIn(hours: string): Rule[] | null {
  const known = read.get(hours);
  if (known !== undefined) return known;
  const rules = hours.length > LONGEST ? null : parse(hours);
  if (read.size >= MOST_READ) read.clear();
  read.set(hours, rules);
  return rules;
}

/** Days, then what goes on then; days behind a time and before rest or the end belong to what follows. */
function parse(hours: string): Rule[] | null {
  const plain = heard.sameHours.reduce((said, [from, to]) => said.replace(from, to), hours.normalize('NFKC').toLowerCase());
  let left = plain.replace(heard.untilWords, '-').trim();
  const rules: Rule[] = [];
  let days: Days[] = [];
  let isDone = false;
  const say = (spans: Span[]) => {
    const last = rules.at(-1);
    if (isDone && days.length === 0 && last && last.spans.length > 0 && spans.length > 0) last.spans.push(...spans);
    else rules.push({ days: days.length > 0 ? days : [{ kind: 'every' }], spans });
    days = [];
    isDone = true;
  };
  while (left !== '') {
    const step = stepIn(left);
    if (!step) return null;
    left = left.slice(step.length);
    if (step.kind === 'days') {
      days = [...days, step.days];
      isDone = false;
    } else if (step.kind === 'spans') say(step.spans);
    else if (step.kind === 'rest') {
      if (days.length === 0) return null;
      say([]);
    } else if (step.kind === 'as_ever') days = [];
  }
  if (days.length > 0 || rules.every(({ spans }) => spans.length === 0)) {
    // "Mondays closed" alone says nothing of when it is open.
    return null;
  }
  return rules;
}

type Step = { length: number } & (
  | { kind: 'days'; days: Days }
  | { kind: 'spans'; spans: Span[] }
  | { kind: 'rest' | 'as_ever' | 'nothing' }
);

function stepIn(left: string): Step | null {
  const { span, list, weekend, workday, holiday, every } = heard.dayWords;
  const all = heard.allDay.exec(left);
  if (all) return { kind: 'spans', spans: [[0, DAY_MINUTES]], length: all[0].length };
  const between = span.exec(left);
  if (between) return weekdays(between[0].length, [...weekdaysFrom(dayOf(between[1]!), dayOf(between[2]!))]);
  const days = list.exec(left);
  if (days) return weekdays(days[0].length, weekdaysListed(days[1]!));
  for (const [kind, pattern] of [
    ['weekend', weekend],
    ['workday', workday],
    ['holiday', holiday],
    ['every', every],
  ] as const) {
    const found = pattern.exec(left);
    if (found) return { kind: 'days', days: { kind }, length: found[0].length };
  }
  const off = heard.rest.exec(left) ?? heard.except.exec(left);
  if (off) return { kind: 'rest', length: off[0].length };
  const asEver = heard.everyOpen.exec(left);
  if (asEver) return { kind: 'as_ever', length: asEver[0].length };
  const times = heard.clockSpan.exec(left);
  if (times) {
    const read = spanOf(times[1]!, times[2] ?? times[3]!);
    return read && { kind: 'spans', spans: [read], length: times[0].length };
  }
  const empty = heard.emptyHours.exec(left);
  return empty && empty[0] !== '' ? { kind: 'nothing', length: empty[0].length } : null;
}

const weekdays = (length: number, those: number[]): Step => ({
  kind: 'days',
  days: { kind: 'weekdays', weekdays: new Set(those) },
  length,
});

/** 1 = Monday; the weekend's sign is its Sunday at the end of a stretch. */
function dayOf(day: string): number {
  if (day === heard.sunday || day === heard.weekendMark) return 7;
  return /\d/.test(day) ? Number(day) : heard.weekdaySigns.indexOf(day) + 1;
}

function* weekdaysFrom(first: number, last: number): Generator<number> {
  for (let day = first; ; day = (day % 7) + 1) {
    yield day;
    if (day === last) return;
  }
}

const weekdaysListed = (signs: string): number[] =>
  [...signs].flatMap((day) => {
    if (day === heard.weekendMark) return [6, 7];
    return /\d/.test(day) || day === heard.sunday || heard.weekdaySigns.includes(day) ? [dayOf(day)] : [];
  });

interface Clock {
  minutes: number;
  /** Said to be in the morning or in the evening, or written in 24 hours. */
  isSure: boolean;
  isNextDay: boolean;
  period: string | null;
}

/** `period`: the first time's, where the second has none: "下午 2:00-5:30". */
function clockOf(said: string, period: string | null): Clock | null {
  const [, next, own, nextAgain, hourWord = '', figures, tail] = heard.clockParts.exec(said) ?? [];
  const hour = chineseNumber(hourWord);
  const minute = figures !== undefined ? Number(figures) : tail === undefined ? 0 : (heard.minuteWords[tail] ?? Number(tail));
  if (hour === null || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  const part = own ?? (period !== null && heard.nightPeriods.test(period) && hour < 12 ? period : null);
  const isNight = part !== null && heard.nightPeriods.test(part);
  const isNoon = part !== null && heard.noonPeriods.test(part);
  const isMidnight = part !== null && heard.midnightPeriods.test(part);
  const shifted =
    isMidnight && hour === 12
      ? 24
      : isNight && hour === 12
        ? 24
        : isNight && hour < 12
          ? hour + 12
          : isNoon && hour < 4
            ? hour + 12
            : hour;
  const isNextDay = next !== undefined || nextAgain !== undefined;
  const isSure = part !== null || isNextDay || hour > 12 || hour === 0 || /^0/.test(hourWord);
  return { minutes: shifted * 60 + minute, isSure, isNextDay, period: own ?? null };
}

function spanOf(from: string, to: string): Span | null {
  const begin = clockOf(from, null);
  if (!begin || begin.isNextDay) return null;
  const end = clockOf(to, begin.period);
  if (!end) return null;
  const start = begin.minutes;
  let stop = end.minutes;
  if (end.isNextDay) stop += DAY_MINUTES;
  // Written so to the minute, it is midnight that is meant.
  if (stop === DAY_MINUTES - 1) stop = DAY_MINUTES;
  if (start === 0 && stop === 0) return [0, DAY_MINUTES];
  if (stop === start || start >= DAY_MINUTES) return null;
  if (stop > start) return stop - start > DAY_MINUTES ? null : [start, stop];
  if (end.period !== null && !heard.morningPeriods.test(end.period) && stop !== DAY_MINUTES) return null;
  // "8:00-6:00" may be the evening or the next morning; from noon on, and for what begins a night, it is the morning.
  return start >= 12 * 60 || (end.isSure && start >= 12 * 60) || stop === 0 ? [start, stop + DAY_MINUTES] : null;
}
