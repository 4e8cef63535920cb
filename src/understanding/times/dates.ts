// Days as numbers: days since 1970-01-01, so that adding and comparing need no calendar and no time zone.
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import { shanghaiInstant, shanghaiTime } from '../../core/shanghai.ts';

const OFFSET_MS = 8 * HOUR_MS;

/** The Shanghai day that holds an instant. */
export const dayAt = (at: number): number => Math.floor((at + OFFSET_MS) / DAY_MS);
/** First instant of a day. */
export const startOf = (day: number): number => day * DAY_MS - OFFSET_MS;
/** `YYYY-MM-DD` of a day. */
export const dateText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** The day of a `YYYY-MM-DD`. */
export const dayOfText = (date: string): number => dayAt(shanghaiInstant(date));
/** 1 = Monday to 7. Day 0 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
export const mondayOf = (day: number): number => day - weekdayOf(day) + 1;

export interface YearMonth {
  year: number;
  month: number;
}

export function yearMonthOf(day: number): YearMonth & { day: number } {
  const { year, month, day: dayOfMonth } = shanghaiTime(startOf(day));
  return { year, month, day: dayOfMonth };
}

export function addMonths({ year, month }: YearMonth, count: number): YearMonth {
  const index = year * 12 + month - 1 + count;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

/** Day number of a date; null when that month has no such day or the year is beyond what four figures hold. */
export function dayNumber({ year, month }: YearMonth, day: number): number | null {
  if (!(year >= 1 && year <= 9999) || !(month >= 1 && month <= 12) || !(day >= 1 && day <= lengthOf({ year, month })))
    return null;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getTime() / DAY_MS;
}

export function lengthOf({ year, month }: YearMonth): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
