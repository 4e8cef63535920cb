// The instants of days as people name them.
import { DAY_MS } from '../core/clock.ts';
import { shanghaiTime, startOfDay } from '../core/shanghai.ts';
import type { DaySaid } from './words/days-said.ts';

/** The first instant of the day that was said. A weekday alone is the next one, today included. */
export function instantOf(day: DaySaid, now: number): number {
  if ('ahead' in day) return startOfDay(now) + day.ahead * DAY_MS;
  const { weekday, weeks } = day;
  const inThisWeek = weekday - shanghaiTime(now).weekday;
  const ahead = weeks === null ? (inThisWeek + 7) % 7 : inThisWeek + weeks * 7;
  return startOfDay(now) + ahead * DAY_MS;
}

/** The days of this week (0) or the next (1), Monday first. */
export function weekOf(now: number, weeks: number): number[] {
  const monday = startOfDay(now) - (shanghaiTime(now).weekday - 1) * DAY_MS + weeks * 7 * DAY_MS;
  return Array.from({ length: 7 }, (_, at) => monday + at * DAY_MS);
}
