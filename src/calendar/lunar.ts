import chineseDays from 'chinese-days';
import type { LunarDate } from '../core/calendar.ts';
import { dateOf, dayNumber } from './days.ts';

// The package's own conversions go through Date objects of the process zone and are a day off elsewhere; its tables of month
// lengths are not. So the days are counted here, from the first day of the lunar year 1900.
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;
const FIRST_DAY = dayNumber('1900-01-31');

interface LunarMonth {
  year: number;
  month: number;
  isLeap: boolean;
  firstDay: number;
  length: number;
}

function monthsOf(year: number): Omit<LunarMonth, 'firstDay'>[] {
  const leap = chineseDays.getYearLeapMonth(year);
  return Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) => {
    const plain = { year, month, isLeap: false, length: chineseDays.monthDays(year, month) };
    return leap.leapMonth === month ? [plain, { ...plain, isLeap: true, length: leap.days }] : [plain];
  });
}

function countMonths(): LunarMonth[] {
  let firstDay = FIRST_DAY;
  return Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => monthsOf(FIRST_YEAR + index))
    .flat()
    .map((month) => {
      const counted = { ...month, firstDay };
      firstDay += month.length;
      return counted;
    });
}

const nameOf = ({ year, month, isLeap }: Pick<LunarDate, 'year' | 'month' | 'isLeap'>): string => `${year}-${month}-${isLeap}`;

/** The lunar calendar from 1901 to 2099. */
export function createLunarCalendar() {
  const months = countMonths();
  const byName = new Map(months.map((month) => [nameOf(month), month]));
  return {
    fromLunar(date: LunarDate): string | null {
      const month = byName.get(nameOf(date));
      return month && date.day >= 1 && date.day <= month.length ? dateOf(month.firstDay + date.day - 1) : null;
    },
    toLunar(date: string): LunarDate | null {
      const day = dayNumber(date);
      const month = months.findLast((m) => m.firstDay <= day);
      if (!month || day >= month.firstDay + month.length) return null;
      return { year: month.year, month: month.month, day: day - month.firstDay + 1, isLeap: month.isLeap };
    },
  };
}
