import type { DayRules } from './day-rules.ts';
import { daysBetween, monthOf } from './days.ts';

/** The days wished for, and the first one that may be had at all. */
export interface Stretch {
  first: number;
  last: number;
  earliest: number;
  /** Where there is a choice, not before this day: people want to hear of it in time. */
  soonest?: number;
}

export interface Chosen {
  day: number;
  isOnline: boolean;
}

/** From any wish on, some day of so many months can be had. */
const MONTHS_AHEAD = 13;

/**
 * The first possible day of the stretch that is not too soon, else the first possible one, else the nearest one of its month outside (of two as near the earlier one). Where on site the
 * whole month is taken: online, on the nearest day that can be had. Where nothing is left of the month, the same in the next.
 */
export function chooseDay(stretch: Stretch, rules: DayRules, fits: (day: number) => boolean): Chosen | null {
  for (let after = 0; after < MONTHS_AHEAD; after += 1) {
    const first = after === 0 ? monthOf(stretch.first).first : monthOf(stretch.last, after).first;
    const days = daysBetween(Math.max(first, stretch.earliest), monthOf(stretch.last, after).last);
    const chosen = nearest(days.filter(fits), stretch, rules);
    if (chosen) return chosen;
  }
  return null;
}

/** The best of these days; null when all of them are closed. */
export function nearest(
  days: readonly number[],
  stretch: Pick<Stretch, 'first' | 'last' | 'soonest'>,
  rules: DayRules,
): Chosen | null {
  const distance = (day: number) => Math.max(stretch.first - day, day - stretch.last, 0);
  const isHasty = (day: number) => Number(stretch.soonest !== undefined && day < stretch.soonest);
  const open = days
    .filter((day) => !rules.closed(day))
    .sort((a, b) => distance(a) - distance(b) || isHasty(a) - isHasty(b) || a - b);
  const onSite = open.find((day) => !rules.taken(day));
  if (onSite !== undefined) return { day: onSite, isOnline: false };
  return open[0] === undefined ? null : { day: open[0], isOnline: true };
}
