// Which hour or which days somebody asks about, not now.
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import type { WishSaid } from '../../core/planner.ts';
import { shanghaiDate, shanghaiInstant, startOfDay } from '../../core/shanghai.ts';
import { dayOffSaid, deepNight, lastWeek } from '../words/stations-asked.ts';

const WEEK_DAYS = 7;
/** National Day with its weekend, and some room. */
const DAYS_MOST = 10;
const MORNING_HOUR = 5;

/** The instant it is asked for, where a time of day was said; null = now. A time that is past is meant for tomorrow. */
export function instantMeant(said: WishSaid, words: string, at: number): number | null {
  const { date, start } = said.kind === 'said' ? said.wish : {};
  if (start !== undefined) {
    const [hour = 0, minute = 0] = start.split(':').map(Number);
    const then = shanghaiInstant(date ?? shanghaiDate(at), hour, minute);
    return date === undefined && then < at ? then + DAY_MS : then;
  }
  const isNight = at - startOfDay(at) < MORNING_HOUR * HOUR_MS;
  if (!deepNight.test(words) || isNight) return null;
  return (date === undefined ? startOfDay(at) : shanghaiInstant(date, 0, 0)) + DAY_MS + HOUR_MS;
}

/** Their beginnings, ms; null = none is said, or today. Weekdays are those to come, unless last week is spoken of. */
export function daysMeant(said: WishSaid, words: string, at: number): number[] | null {
  if (said.kind !== 'said') return null;
  const today = startOfDay(at);
  const { date, from, to, start } = said.wish;
  const [first, last] = [date ?? from, date ?? to ?? from].map((day) => day?.slice(0, 10));
  if (start !== undefined || first === undefined || last === undefined) return null;
  const begin = shanghaiInstant(first, 0, 0);
  const end = shanghaiInstant(last, 0, 0);
  const isOver = end < today;
  if (isOver && (lastWeek.test(words) || today - begin >= WEEK_DAYS * DAY_MS)) return null;
  const shift = isOver ? WEEK_DAYS * DAY_MS : 0;
  const count = Math.min(DAYS_MOST, Math.round((end - begin) / DAY_MS) + 1);
  const days = Array.from({ length: count }, (_, nth) => begin + shift + nth * DAY_MS).filter((day) => day >= today);
  return days.length === 0 || (days.length === 1 && days[0] === today) ? null : days;
}

/** Days off by statute as they were called: when they are, and whether office days are kept on them, is not for the calendar alone to say. */
export const dayOffMeant = (words: string): string | null => dayOffSaid.exec(words)?.[0] ?? null;
