// Why a day cannot be had.
import type { Calendar } from '../../core/calendar.ts';
import type { Occupation } from '../../core/member.ts';
import type { Pause, PlanRequest } from '../../core/planner.ts';
import { dateOf, weekdayOf } from './days.ts';
import { seasonOn } from './seasons.ts';
import { isOffByLaw } from './statute.ts';

/** Nothing is held. */
export type Closed = { kind: 'holiday' } | { kind: 'rest_day' };
/** Nothing is held on site. */
export type Taken = { kind: 'season'; name: string } | { kind: 'pause'; reason: Pause['reason'] };

export interface DayRules {
  closed(day: number): Closed | null;
  taken(day: number): Taken | null;
}

export interface DayRulesOptions {
  calendar: Calendar;
  served: readonly Occupation[];
  mode: PlanRequest['mode'];
  seasons: PlanRequest['settings']['seasons'];
  pause: Pause | null;
}

/**
 * Days off are nobody's; the office meets on workdays, moved ones included; couriers meet nowhere on site in their peak seasons, and
 * nobody does while a pause lasts.
 */
export function createDayRules({ calendar, served, mode, seasons, pause }: DayRulesOptions): DayRules {
  return {
    closed(day) {
      const status = calendar.statusOf(dateOf(day)).kind;
      if (status === 'day_off' || (status === 'unknown' && isOffByLaw(day, calendar))) return { kind: 'holiday' };
      const isWorkday = status === 'moved_workday' || weekdayOf(day) <= 5;
      return served.includes('office') && !isWorkday ? { kind: 'rest_day' } : null;
    },
    taken(day) {
      if (mode === 'online') return null;
      if (pause && (pause.until === null || dateOf(day) <= pause.until)) return { kind: 'pause', reason: pause.reason };
      const name = served.includes('courier') ? seasonOn(seasons, day, calendar) : null;
      return name === null ? null : { kind: 'season', name };
    },
  };
}
