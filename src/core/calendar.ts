// What is known of the days of China: statutory days off, moved workdays, festivals, the lunar calendar. A port: rooms are
// handed a Calendar as a value. Days are `YYYY-MM-DD` strings of the Gregorian calendar; nothing here knows a time zone.

/** Festivals with a date of their own; the seven statutory ones have days off. */
export const statutoryFestivals = [
  'new_year',
  'spring_festival',
  'tomb_sweeping',
  'labour_day',
  'dragon_boat',
  'mid_autumn',
  'national_day',
] as const;
export type StatutoryFestival = (typeof statutoryFestivals)[number];

export const otherFestivals = [
  'new_years_eve',
  'kitchen_god_north',
  'kitchen_god_south',
  'laba',
  'lantern',
  'dragon_head',
  'qixi',
  'ghost',
  'double_ninth',
  'winter_solstice',
  'valentine',
  'lei_feng',
  'girls_day',
  'womens_day',
  'tree_day',
  'consumer_day',
  'fools_day',
  'youth_day',
  'nurses_day',
  'mothers_day',
  'childrens_day',
  'fathers_day',
  'shopping_618',
  'party_founding',
  'army_day',
  'teachers_day',
  'martyrs_day',
  'halloween',
  'singles_day',
  'thanksgiving',
  'double_twelve',
  'constitution_day',
  'christmas_eve',
  'christmas',
] as const;
export type Festival = StatutoryFestival | (typeof otherFestivals)[number];

/**
 * `day_off`: free by statute, weekends next to it included. `moved_workday`: a weekend day that is worked for it. `ordinary`: as
 * the weekday says. `unknown`: the year is not covered, only the weekday is known.
 */
export type DayStatus =
  | { kind: 'day_off'; festival: StatutoryFestival }
  | { kind: 'moved_workday'; festival: StatutoryFestival }
  | { kind: 'ordinary' }
  | { kind: 'unknown' };

/** Days off in one piece, both ends included. `unknown`: the government has not said, or our data do not hold it. */
export type DaysOff = { kind: 'known'; from: string; to: string } | { kind: 'unknown' };

/** A date of the lunar calendar; months count from 1 to 12, the leap month has the number of the one before it. */
export interface LunarDate {
  year: number;
  month: number;
  day: number;
  isLeap: boolean;
}

export interface Calendar {
  /** Years whose statutory days off are known, ascending. Festivals and lunar dates are known from 1901 to 2099. */
  coveredYears: readonly number[];
  statusOf(date: string): DayStatus;
  /** The festival's day in a Gregorian year; null outside 1901–2099. */
  festivalOn(festival: Festival, year: number): string | null;
  /** The days off that belong to the festival of a Gregorian year (they may begin in the year before). */
  daysOff(festival: StatutoryFestival, year: number): DaysOff;
  /** Null when that lunar day does not exist or lies outside 1901–2099. */
  fromLunar(date: LunarDate): string | null;
  /** Null outside 1901–2099. */
  toLunar(date: string): LunarDate | null;
}

export function isStatutory(festival: Festival): festival is StatutoryFestival {
  return (statutoryFestivals as readonly string[]).includes(festival);
}

/** Knows no year and no festival: for where there is no calendar at hand. */
export const noCalendar: Calendar = {
  coveredYears: [],
  statusOf: () => ({ kind: 'unknown' }),
  festivalOn: () => null,
  daysOff: () => ({ kind: 'unknown' }),
  fromLunar: () => null,
  toLunar: () => null,
};
