// When festivals are. Those with a fixed day, those of the lunar calendar, those that hang on the sun or on a weekday.
import type { Festival, LunarDate } from '../core/calendar.ts';
import { dateOf, dayNumber, inYear } from './days.ts';

const FIXED: Partial<Record<Festival, string>> = {
  new_year: '01-01',
  valentine: '02-14',
  lei_feng: '03-05',
  girls_day: '03-07',
  womens_day: '03-08',
  tree_day: '03-12',
  consumer_day: '03-15',
  fools_day: '04-01',
  labour_day: '05-01',
  youth_day: '05-04',
  nurses_day: '05-12',
  childrens_day: '06-01',
  shopping_618: '06-18',
  party_founding: '07-01',
  army_day: '08-01',
  teachers_day: '09-10',
  martyrs_day: '09-30',
  national_day: '10-01',
  halloween: '10-31',
  singles_day: '11-11',
  constitution_day: '12-04',
  double_twelve: '12-12',
  christmas_eve: '12-24',
  christmas: '12-25',
};

/** Lunar month and day; from the twelfth month on they fall into the next Gregorian year. */
const LUNAR: Partial<Record<Festival, readonly [month: number, day: number]>> = {
  spring_festival: [1, 1],
  lantern: [1, 15],
  dragon_head: [2, 2],
  dragon_boat: [5, 5],
  qixi: [7, 7],
  ghost: [7, 15],
  mid_autumn: [8, 15],
  double_ninth: [9, 9],
  laba: [12, 8],
  kitchen_god_north: [12, 23],
  kitchen_god_south: [12, 24],
};

/** Month, n-th, weekday from 1 = Monday. */
const BY_WEEKDAY: Partial<Record<Festival, readonly [month: number, nth: number, weekday: number]>> = {
  mothers_day: [5, 2, 7],
  fathers_day: [6, 3, 7],
  thanksgiving: [11, 4, 4],
};

/** Solar terms of 1901–2099 by the usual formula [Y×0.2422+C]−L, with its known exception. */
function solarTerm(year: number, month: string, c20: number, c21: number): string {
  const y = year % 100;
  const day = Math.floor(y * 0.2422 + (year < 2000 ? c20 : c21)) - Math.floor(y / 4);
  return inYear(year, `${month}-${String(day).padStart(2, '0')}`);
}

const SOLSTICE_A_DAY_EARLY = [1918, 2021];

type FromLunar = (date: LunarDate) => string | null;

/** The festival's day in a Gregorian year, without a check of the year. */
export function festivalDate(festival: Festival, year: number, fromLunar: FromLunar): string | null {
  const fixed = FIXED[festival];
  if (fixed) return inYear(year, fixed);
  const lunar = LUNAR[festival];
  if (lunar) return lunarIn(year, lunar, fromLunar);
  const byWeekday = BY_WEEKDAY[festival];
  if (byWeekday) return nthWeekday(year, ...byWeekday);
  if (festival === 'tomb_sweeping') return solarTerm(year, '04', 5.59, 4.81);
  if (festival === 'new_years_eve') return dayBefore(lunarIn(year, [1, 1], fromLunar));
  const solstice = solarTerm(year, '12', 22.6, 21.94);
  return SOLSTICE_A_DAY_EARLY.includes(year) ? dayBefore(solstice) : solstice;
}

function lunarIn(year: number, [month, day]: readonly [number, number], fromLunar: FromLunar): string | null {
  return fromLunar({ year: month === 12 ? year - 1 : year, month, day, isLeap: false });
}

const dayBefore = (date: string | null): string | null => (date === null ? null : dateOf(dayNumber(date) - 1));

function nthWeekday(year: number, month: number, nth: number, weekday: number): string {
  const first = dayNumber(inYear(year, `${String(month).padStart(2, '0')}-01`));
  // Day 0 of the count, 1970-01-01, was a Thursday.
  const firstWeekday = ((first + 3) % 7) + 1;
  return dateOf(first + ((weekday - firstWeekday + 7) % 7) + (nth - 1) * 7);
}
