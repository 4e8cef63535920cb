import { DAY_MS } from '../core/clock.ts';

/** Days since 1970-01-01 of a `YYYY-MM-DD`; NaN when it is none. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** `YYYY-MM-DD` of a day number. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** `monthDay` is `MM-DD`. */
export const inYear = (year: number, monthDay: string): string => `${String(year).padStart(4, '0')}-${monthDay}`;
