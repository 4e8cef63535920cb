import type { Occupation } from '../../core/member.ts';
import type { PlanNote, PlannedSession, PlanRequest } from '../../core/planner.ts';
import type { DayRules } from './day-rules.ts';
import { dateOf, instantOf } from './days.ts';
import { minuteOf, type Span } from './spans.ts';
import type { Wanted } from './wanted.ts';

export interface Insisted {
  served: readonly Occupation[];
  wanted: Wanted;
  start: string;
  rules: DayRules;
  windowsOf(occupation: Occupation): Span[];
  mode: PlanRequest['mode'];
}

/**
 * One session for all at exactly this hour of exactly this day; the note says whom it will find at work. Only a pause is stronger than
 * somebody's will: nobody is sent out into a storm, so the hour stays and the session is online.
 */
export function insisted({ served, wanted, start, rules, windowsOf, mode }: Insisted): {
  session: PlannedSession;
  notes: PlanNote[];
} {
  const from = minuteOf(start);
  const to = from + wanted.hours.minutes;
  const taken = rules.taken(wanted.first);
  const isPaused = taken?.kind === 'pause';
  const isBusy = (occupation: Occupation) =>
    rules.closed(wanted.first) !== null ||
    (taken?.kind === 'season' && occupation === 'courier') ||
    !windowsOf(occupation).some((window) => window.from <= from && to <= window.to);
  const session: PlannedSession = {
    start: instantOf(wanted.first, from),
    end: instantOf(wanted.first, to),
    mode: isPaused || mode === 'online' ? 'online' : 'onsite',
    occupations: [...served],
  };
  return {
    session,
    notes: [
      { kind: 'insisted', occupations: served.filter(isBusy) },
      ...(isPaused ? [{ kind: 'online_instead', season: null, date: dateOf(wanted.first) } as const] : []),
    ],
  };
}
