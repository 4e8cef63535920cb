import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Calendar, DayStatus, DaysOff, Festival, StatutoryFestival } from '../core/calendar.ts';
import { dateOf, dayNumber } from './days.ts';
import { festivalDate } from './festivals.ts';
import { createLunarCalendar } from './lunar.ts';

/** The package's English names of what it knows days off for; each entry is `English name,Chinese name,days by law`. */
const NAMES: Record<string, StatutoryFestival> = {
  "New Year's Day": 'new_year',
  'Spring Festival': 'spring_festival',
  'Tomb-sweeping Day': 'tomb_sweeping',
  'Labour Day': 'labour_day',
  'Dragon Boat Festival': 'dragon_boat',
  'Mid-autumn Festival': 'mid_autumn',
  'National Day': 'national_day',
};
const FESTIVALS_FROM = 1901;
const FESTIVALS_TO = 2099;

/**
 * The calendar over the data of `chinese-days`. Its data file is read and none of its functions that take a date: those go by the
 * process zone. A year is covered when New Year's Day is free in the data: every decree of days off begins with it.
 */
export function createCalendar(): Calendar {
  const { fromLunar, toLunar } = createLunarCalendar();
  const free = byDate(data.holidays);
  const worked = byDate(data.workdays);
  const coveredYears = [...free.keys()]
    .filter((date) => date.endsWith('-01-01'))
    .map((date) => Number(date.slice(0, 4)))
    .sort((a, b) => a - b);

  function statusOf(date: string): DayStatus {
    const off = free.get(date);
    if (off) return { kind: 'day_off', festival: off };
    const moved = worked.get(date);
    if (moved) return { kind: 'moved_workday', festival: moved };
    return coveredYears.includes(Number(date.slice(0, 4))) ? { kind: 'ordinary' } : { kind: 'unknown' };
  }

  function festivalOn(festival: Festival, year: number): string | null {
    if (!Number.isInteger(year) || year < FESTIVALS_FROM || year > FESTIVALS_TO) return null;
    return festivalDate(festival, year, fromLunar);
  }

  function daysOff(festival: StatutoryFestival, year: number): DaysOff {
    const date = coveredYears.includes(year) ? festivalOn(festival, year) : null;
    if (date === null) return { kind: 'unknown' };
    const day = dayNumber(date);
    let [from, to] = [day, day];
    while (isFree(from - 1)) from -= 1;
    while (isFree(to + 1)) to += 1;
    return isFree(day) ? { kind: 'known', from: dateOf(from), to: dateOf(to) } : { kind: 'unknown' };
  }

  /** By decree, or a weekend beside it; day 0, 1970-01-01, was a Thursday. */
  function isFree(day: number): boolean {
    const { kind } = statusOf(dateOf(day));
    return kind === 'day_off' || (kind === 'ordinary' && (day + 3) % 7 >= 5);
  }

  return { coveredYears, statusOf, festivalOn, daysOff, fromLunar, toLunar };
}

/** What the data call by another name (a commemoration of one year) is no festival of ours. */
function byDate(entries: Readonly<Record<string, string>>): Map<string, StatutoryFestival> {
  return new Map(
    Object.entries(entries).flatMap(([date, entry]) => {
      const festival = NAMES[entry.split(',')[0] ?? ''];
      return festival ? [[date, festival] as const] : [];
    }),
  );
}
