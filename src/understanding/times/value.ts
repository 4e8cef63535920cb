// What a time comes to, once it stands against a clock and a calendar.
import type { Part } from './phrase.ts';

/** Why a time has no single meaning. `choice`: the speaker offers two; `vague`: seven or eight; `calendar`: days off not known yet;
 * `contradiction`: the weekday and the date said do not agree (the date's day first, then the weekday's). */
export type Doubt =
  | 'choice'
  | 'vague'
  | 'either_calendar'
  | 'order_of_day_and_month'
  | 'calendar'
  | 'contradiction'
  | 'no_such_day';

/** Instants in ms; dates `YYYY-MM-DD`, ranges of days with both ends included. */
export type TimeValue =
  /** `otherAt`: the same clock in the other half of the day, when no word decided it and the likelier one was taken. */
  | { kind: 'instant'; at: number; otherAt: number | null }
  | { kind: 'date'; date: string }
  /** `isCertain` false: it hangs on days off that are not known yet; at least these. */
  | { kind: 'date_range'; from: string; to: string; isCertain: boolean }
  | { kind: 'time_range'; startAt: number; endAt: number }
  /** `date` null = only the part was said, and `startAt` is the next (or latest) of it. */
  | { kind: 'day_part'; part: Part; date: string | null; startAt: number; endAt: number }
  /** Exact milliseconds and calendar months apart. */
  | { kind: 'duration'; ms: number; months: number }
  /** Every Monday, each evening: no single time. */
  | { kind: 'recurring' }
  | { kind: 'ambiguous'; doubt: Doubt; candidates: TimeValue[] };

/** One time found in a text. `start` and `end` are places in the original: `text === original.slice(start, end)`. */
export interface FoundTime {
  start: number;
  end: number;
  text: string;
  value: TimeValue;
  /** What the words themselves gave; what a correction took over from the word before counts as said. */
  said: { day: boolean; part: Part | null; clock: { hour: number; minute: number } | null };
  /** Where it lies from `now`; ranges by their start, `present` when they hold now. Null for lengths and recurring times. */
  points: 'past' | 'present' | 'future' | null;
  /** "Before Friday", "from three on". */
  edge: 'before' | 'after' | null;
  /** "About", "or so". */
  isApproximate: boolean;
}
