import type { Recurrence } from '../../core/planner.ts';
import { dateOf, dayOf, daysBetween, monthOf, weekdayOf } from './days.ts';

const LAST = 5;

/** The days of the month that holds `day` on which a rule falls, ascending; never none. */
export function inMonth(rule: Recurrence, day: number): number[] {
  const { first, last } = monthOf(day);
  if (rule.kind === 'monthly_day') return [Math.min(first + rule.day - 1, last)];
  const days = daysBetween(first, last).filter((each) => weekdayOf(each) === rule.weekday);
  if (rule.kind === 'weekly') return days;
  return days.slice(rule.nth === LAST ? -1 : rule.nth - 1).slice(0, 1);
}

/** Days a rule falls on, from `from` on, at most `count`; none when `from` is no day. */
export function occurrences(rule: Recurrence, from: string, count: number): string[] {
  const start = dayOf(from);
  if (start === null) return [];
  const days: number[] = [];
  for (let after = 0; days.length < count; after += 1)
    days.push(...inMonth(rule, monthOf(start, after).first).filter((day) => day >= start));
  return days.slice(0, count).map(dateOf);
}
