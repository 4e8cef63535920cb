// One day: from words to a place in the calendar.
import type { Calendar, Festival } from '../../core/calendar.ts';
import {
  addMonths,
  dateText,
  dayNumber,
  dayOfText,
  lengthOf,
  mondayOf,
  weekdayOf,
  type YearMonth,
  yearMonthOf,
} from './dates.ts';
import type { DaySaid, LongUnit, MonthSaid, NthUnit, YearSaid } from './phrase.ts';
import { resolveSpan } from './resolve-span.ts';

/** Where the words stand: `future` for what is planned or asked, `past` for what is told. */
export interface Setting {
  now: number;
  today: number;
  calendar: Calendar;
  purpose: 'future' | 'past';
}

/** `isCertain` is false where it hangs on days off that the calendar does not know. */
export interface DayFound {
  day: number;
  isCertain: boolean;
}

/** Null when there is no such day. */
export function resolveDay(said: DaySaid, setting: Setting): DayFound | null {
  const sure = (day: number | null): DayFound | null => (day === null ? null : { day, isCertain: true });
  switch (said.kind) {
    case 'offset':
      return sure(setting.today + said.days);
    case 'weekday':
      return sure(weekdayDay(said.weekday, said.weeks, setting));
    case 'date':
      return sure(dateDay(said.year, said.month, said.day, setting));
    case 'either':
      return said.choices[0] ? resolveDay(said.choices[0], setting) : null;
    case 'lunar':
      return sure(lunarDay(said, setting));
    case 'festival':
      return sure(festivalDay(said.festival, said.year, setting));
    case 'away':
      return sure(addUnits(setting.today, said.count, said.unit));
    case 'beside': {
      const found = resolveDay(said.of, setting);
      return found && { ...found, day: found.day + said.days };
    }
    case 'nth':
      return nthDay(said, setting);
  }
}

/** A bare weekday is that of this week, also when it is over; told of the past, the latest one. */
function weekdayDay(weekday: number, weeks: number | null, { today, purpose }: Setting): number {
  const day = mondayOf(today) + (weeks ?? 0) * 7 + weekday - 1;
  return weeks === null && purpose === 'past' && day > today ? day - 7 : day;
}

export const yearOf = (said: YearSaid, setting: Setting): number =>
  said.kind === 'year' ? said.year : yearMonthOf(setting.today).year + said.years;

/** The month meant; without a year the next one not over, or the latest one not ahead. */
export function monthOf(year: YearSaid | null, month: MonthSaid, setting: Setting): YearMonth {
  const now = yearMonthOf(setting.today);
  if (month.kind === 'relative') {
    const found = addMonths(now, month.months);
    return year ? { year: yearOf(year, setting), month: found.month } : found;
  }
  if (year) return { year: yearOf(year, setting), month: month.month };
  const isOver = month.month < now.month;
  const isAhead = month.month > now.month;
  const shift = setting.purpose === 'future' ? (isOver ? 1 : 0) : isAhead ? -1 : 0;
  return { year: now.year + shift, month: month.month };
}

const YEARS_TO_A_LEAP = 8;

function dateDay(year: YearSaid | null, month: MonthSaid | null, day: number, setting: Setting): number | null {
  if (month?.kind === 'relative' || (year && month)) return dayNumber(monthOf(year, month, setting), day);
  const now = yearMonthOf(setting.today);
  const step = setting.purpose === 'future' ? 1 : -1;
  const isRightSide = (found: number) => (step > 0 ? found >= setting.today : found <= setting.today);
  // Without its year, or its month, a date is the nearest one on the right side of today; February 29 may be years off.
  const tries = month ? YEARS_TO_A_LEAP : 12;
  for (let count = 0; count <= tries; count += 1) {
    const at: YearMonth = month ? { year: now.year + step * count, month: month.month } : addMonths(now, step * count);
    const found = dayNumber(at, day);
    if (found !== null && isRightSide(found)) return found;
  }
  return null;
}

function lunarDay(said: Extract<DaySaid, { kind: 'lunar' }>, setting: Setting): number | null {
  const find = (year: number, month: number) => {
    const date = setting.calendar.fromLunar({ year, month, day: said.day, isLeap: said.isLeap });
    return date === null ? null : dayOfText(date);
  };
  if (said.year !== null) return find(said.year, said.month ?? 1);
  const year = yearMonthOf(setting.today).year;
  const months = said.month === null ? Array.from({ length: 12 }, (_, index) => index + 1) : [said.month];
  const days = [-1, 0, 1].flatMap((step) => months.map((month) => find(year + step, month)));
  return nearest(days, setting);
}

/** The first day not past, or told of the past the latest not ahead. */
function nearest(days: readonly (number | null)[], { today, purpose }: Setting): number | null {
  const known = days.filter((day) => day !== null);
  if (purpose === 'future') return known.filter((day) => day >= today).sort((a, b) => a - b)[0] ?? null;
  return known.filter((day) => day <= today).sort((a, b) => b - a)[0] ?? null;
}

export function festivalDay(festival: Festival, year: YearSaid | null, setting: Setting): number | null {
  const find = (of: number) => {
    const date = setting.calendar.festivalOn(festival, of);
    return date === null ? null : dayOfText(date);
  };
  if (year) return find(yearOf(year, setting));
  const now = yearMonthOf(setting.today).year;
  return nearest([now - 1, now, now + 1].map(find), setting);
}

export function addUnits(day: number, count: number, unit: LongUnit): number | null {
  if (unit === 'days') return day + count;
  if (unit === 'weeks') return day + 7 * count;
  const from = yearMonthOf(day);
  const to = addMonths(from, unit === 'months' ? count : 12 * count);
  // A month after 31 January is the last of February.
  return dayNumber(to, Math.min(from.day, lengthOf(to)));
}

const SEARCH_DAYS = 400;

/** The n-th weekday, working day or day within a stretch, after it or before it. */
function nthDay({ of, side, n, unit }: Extract<DaySaid, { kind: 'nth' }>, setting: Setting): DayFound | null {
  const span = resolveSpan(of, setting);
  if (!span) return null;
  const backwards = side === 'before' ? n === -1 || n > 0 : n < 0;
  const step = backwards ? -1 : 1;
  const start = side === 'after' ? span.to + 1 : side === 'before' ? span.from - 1 : backwards ? span.to : span.from;
  let left = Math.abs(n);
  let isCertain = span.isCertain;
  for (let day = start; Math.abs(day - start) < SEARCH_DAYS; day += step) {
    if (side === 'in' && (day < span.from || day > span.to)) return null;
    const is = fits(day, unit, setting.calendar);
    isCertain &&= is.isCertain;
    if (is.fits) left -= 1;
    if (left === 0) return { day, isCertain };
  }
  return null;
}

function fits(day: number, unit: NthUnit, calendar: Calendar): { fits: boolean; isCertain: boolean } {
  if (unit === 'day') return { fits: true, isCertain: true };
  const weekday = weekdayOf(day);
  if (unit !== 'workday') return { fits: weekday === unit.weekday, isCertain: true };
  const status = calendar.statusOf(dateText(day));
  if (status.kind === 'day_off') return { fits: false, isCertain: true };
  return { fits: status.kind === 'moved_workday' || weekday < 6, isCertain: status.kind !== 'unknown' };
}
