import type { Calendar } from '../../core/calendar.ts';
import type { Planner } from '../../core/planner.ts';
import { nearest } from './choose-day.ts';
import { createDayRules } from './day-rules.ts';
import { dateOf, daysBetween, monthDays } from './days.ts';
import { inMonth } from './recurrence.ts';
import { servedOccupations } from './served.ts';

/** The one regular day of a month, out of holidays and seasons; a weekly rule's is the first of its days. */
export function regularDay(request: Parameters<Planner['regularDay']>[0], calendar: Calendar): ReturnType<Planner['regularDay']> {
  const { first, last } = monthDays(request.year, request.month);
  const wished = inMonth(request.rule, first)[0] ?? first;
  const rules = createDayRules({
    calendar,
    served: servedOccupations(request.occupations),
    mode: 'onsite',
    seasons: request.settings.seasons,
    pause: null,
  });
  const chosen = nearest(daysBetween(first, last), { first: wished, last: wished }, rules) ?? { day: wished, isOnline: true };
  return { date: dateOf(chosen.day), mode: chosen.isOnline ? 'online' : 'onsite' };
}
