import type { Calendar } from '../../core/calendar.ts';
import type { Planner } from '../../core/planner.ts';
import { plan } from './plan.ts';
import { occurrences } from './recurrence.ts';
import { regularDay } from './regular-day.ts';
import { remindersFor } from './reminders.ts';

/** Knows when these people are free (product rule "When these people are free"). Pure: no clock, no zone, no memory. */
export function createPlanner({ calendar }: { calendar: Calendar }): Planner {
  return {
    plan: (request) => plan(request, calendar),
    remindersFor,
    regularDay: (request) => regularDay(request, calendar),
    occurrences,
  };
}
