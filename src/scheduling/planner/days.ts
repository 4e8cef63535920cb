// Days as numbers, counted from 1970-01-01: they can be added and compared, and no time zone comes near them.
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import { shanghaiDate, shanghaiInstant } from '../../core/shanghai.ts';

export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Null when no calendar has the day (30 February) or it is not written `YYYY-MM-DD`. */
export function dayOf(date: string): number | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) / DAY_MS : Number.NaN;
  return !Number.isNaN(day) && dateOf(day) === date ? day : null;
}

/** The Shanghai day of an instant. */
export const dayAt = (at: number): number => Date.parse(`${shanghaiDate(at)}T00:00:00Z`) / DAY_MS;

export const instantOf = (day: number, minute: number): number => shanghaiInstant(dateOf(day)) + minute * MINUTE_MS;

/** From 1 = Monday; day 0 was a Thursday. */
export const weekdayOf = (day: number): number => ((day + 3) % 7) + 1;

export const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();

/** `month` counts from 1; 13 is the next January. */
export function monthDays(year: number, month: number): { first: number; last: number } {
  return { first: Date.UTC(year, month - 1, 1) / DAY_MS, last: Date.UTC(year, month, 0) / DAY_MS };
}

/** The month `after` months behind the one that holds the day. */
export function monthOf(day: number, after = 0): { first: number; last: number } {
  const at = new Date(day * DAY_MS);
  return monthDays(at.getUTCFullYear(), at.getUTCMonth() + 1 + after);
}

export const daysBetween = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
