// When things may be held: the contract between those who want a time and the planner that knows everybody's day.
import type { Branch } from './branch.ts';
import type { Occupation } from './member.ts';

export const dayParts = ['morning', 'noon', 'afternoon', 'evening'] as const;
export type DayPart = (typeof dayParts)[number];

/** What somebody wants, as far as it was said. Days are `YYYY-MM-DD`, clock times `HH:MM`. */
export interface Wish {
  date?: string;
  /** A stretch of days, both ends included; either may be missing. `YYYY-MM-DDTHH:MM` where it begins or ends within a day. */
  from?: string;
  to?: string;
  part?: DayPart;
  start?: string;
  end?: string;
  durationMinutes?: number;
  /** Again and again; the wish's own day is then the first of them, if given. */
  every?: Recurrence;
}

/** `nth` 1–5 counts weekdays of the month, 5 = the last one; weekdays count from 1 = Monday. `day` 29–31 = the last day where the month is shorter. */
export type Recurrence =
  | { kind: 'monthly_day'; day: number }
  | { kind: 'monthly_weekday'; nth: number; weekday: number }
  | { kind: 'weekly'; weekday: number };

/** What a stretch of words says of times: a wish, or a time that cannot be. */
export type WishSaid =
  | { kind: 'said'; wish: Wish }
  /** A day that no calendar has (30 February), or an end before its start; `words` is the stretch. */
  | { kind: 'impossible'; words: string }
  | { kind: 'none' };

/** Storm or heat: nothing on site while it lasts. */
export interface Pause {
  reason: 'storm' | 'heat' | 'other';
  /** Last day of it, `YYYY-MM-DD`; null = until somebody says so. */
  until: string | null;
}

export interface PlanRequest {
  now: number;
  /** How many people of each occupation are to come. */
  occupations: Partial<Record<Occupation, number>>;
  wish: Wish;
  durationMinutes: number;
  mode: 'onsite' | 'online' | 'both';
  /** The secretary wants exactly this hour, whatever the windows say. Only with `wish.date` (or a day) and `wish.start`. */
  insist?: boolean;
  settings: Pick<Branch, 'windows' | 'seasons'>;
  pause: Pause | null;
}

export interface PlannedSession {
  start: number;
  end: number;
  mode: 'onsite' | 'online';
  occupations: Occupation[];
}

/** Why a plan is as it is: rule and inputs. `core/plan-phrases.ts` says it in one Chinese line. */
export type PlanNote =
  /** The hour wished for (`HH:MM`, `HH:MM–HH:MM` or a part of the day) lies outside the occupation's meeting windows. */
  | { kind: 'moved_to_window'; occupation: Occupation; wished: string; start: string }
  /** It lies in a window, and the whole session does not: begun earlier. */
  | { kind: 'moved_earlier'; occupation: Occupation; wished: string; start: string }
  | { kind: 'separate_sessions'; occupations: Occupation[] }
  | { kind: 'joint_session'; occupations: Occupation[] }
  | { kind: 'moved_from_season'; season: string; wished: string; date: string }
  | { kind: 'moved_from_holiday'; wished: string; date: string }
  | { kind: 'moved_from_rest_day'; wished: string; date: string }
  | { kind: 'moved_from_pause'; reason: Pause['reason']; wished: string; date: string }
  /** No hour was left on that day. */
  | { kind: 'day_too_short'; wished: string; date: string }
  /** No day of the month is left on site. */
  | { kind: 'online_instead'; season: string | null; date: string }
  | { kind: 'shortened'; occupation: Occupation; minutes: number }
  | { kind: 'insisted'; occupations: Occupation[] }
  /** The national calendar of that year is not known yet; only weekdays count. */
  | { kind: 'calendar_unknown'; year: number };

export type Plan =
  | { kind: 'planned'; sessions: PlannedSession[]; notes: PlanNote[] }
  | { kind: 'past' }
  | { kind: 'end_before_start' }
  /** `date`, `from` or `to` is no day of the calendar. */
  | { kind: 'no_such_day'; day: string }
  /** Farther ahead than a year. */
  | { kind: 'too_far' }
  /** Nobody is to come. */
  | { kind: 'nobody' };

export interface PlannedReminder {
  at: number;
  for: Occupation[];
}

/** Pure: the same request gives the same plan, in every time zone. */
export interface Planner {
  plan(request: PlanRequest): Plan;
  /** Reminder instants of one session for people of one occupation, ascending, none before `now`. At least one where any push window is left. */
  remindersFor(request: {
    now: number;
    session: { start: number };
    occupation: Occupation;
    settings: Pick<Branch, 'windows'>;
  }): number[];
  /** The regular day in a month after seasons, holidays and pauses: exactly one, `online` where the whole month is taken. */
  regularDay(request: {
    year: number;
    month: number;
    rule: Recurrence;
    occupations: PlanRequest['occupations'];
    settings: PlanRequest['settings'];
  }): { date: string; mode: 'onsite' | 'online' };
  /** Days (`YYYY-MM-DD`) a recurrence falls on from `from` on, at most `count`, before any move. */
  occurrences(rule: Recurrence, from: string, count: number): string[];
}

/** Words about a time, read against the instant they were said at. */
export type ReadWish = (words: string, now: number) => WishSaid;
