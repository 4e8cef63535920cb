// What was said, before it is set against a clock. The readers make these; `resolve-*.ts` gives them a place in time.
import type { Festival } from '../../core/calendar.ts';

export const parts = ['dawn', 'morning', 'noon', 'afternoon', 'dusk', 'night', 'midnight'] as const;
/** A part of the day. `midnight` = deep in the night, which belongs to the day it began on. */
export type Part = (typeof parts)[number];

export type YearSaid = { kind: 'year'; year: number } | { kind: 'relative'; years: number };
export type MonthSaid = { kind: 'month'; month: number } | { kind: 'relative'; months: number };

/** One day. `weeks` counts from this week; null = only the weekday was said. `null` parts were not said. */
export type DaySaid =
  | { kind: 'offset'; days: number }
  | { kind: 'weekday'; weekday: number; weeks: number | null }
  | { kind: 'date'; year: YearSaid | null; month: MonthSaid | null; day: number }
  | { kind: 'either'; choices: readonly DaySaid[] }
  | { kind: 'lunar'; year: number | null; month: number | null; day: number; isLeap: boolean }
  | { kind: 'festival'; festival: Festival; year: YearSaid | null }
  | { kind: 'away'; count: number; unit: LongUnit }
  | { kind: 'beside'; of: DaySaid; days: number }
  | { kind: 'nth'; of: SpanSaid; side: 'in' | 'after' | 'before'; n: number; unit: NthUnit };

export type LongUnit = 'days' | 'weeks' | 'months' | 'years';
/** A weekday from 1 = Monday to 7, or any day, or a day that is worked. */
export type NthUnit = { weekday: number } | 'day' | 'workday';

/** A stretch of days. Bounds of a month or year part count from 1; `null` = to its end. */
export type SpanSaid =
  | { kind: 'week'; weeks: number; half: 1 | 2 | null }
  | { kind: 'weekend'; weeks: number | null }
  | { kind: 'month'; year: YearSaid | null; month: MonthSaid; from: number; to: number | null }
  | { kind: 'year'; year: YearSaid; fromMonth: number; toMonth: number }
  | { kind: 'quarter'; quarters: number }
  | { kind: 'about_now'; days: number }
  | { kind: 'run'; count: number; unit: LongUnit }
  | { kind: 'festival'; festival: Festival; year: YearSaid | null }
  | { kind: 'holiday' }
  | { kind: 'some_of'; of: SpanSaid; n: number; count: number; unit: 'days' | 'weeks' | 'months' };

/** A reading of the clock as said; `half` when am, pm or a 24-hour form settled it. Two hours: seven or eight. */
export interface ClockSaid {
  hour: number;
  minute: number;
  second: number;
  half: 'am' | 'pm' | 'exact' | null;
  orHour: number | null;
}

/** A length: exact milliseconds and calendar months apart. */
export interface LengthSaid {
  ms: number;
  months: number;
  isApproximate: boolean;
}

interface Stretch {
  start: number;
  end: number;
}

/** The smallest thing that is said of time, with its place in the text. */
export type Atom = Stretch &
  (
    | { kind: 'day'; day: DaySaid; part: Part | null }
    | { kind: 'span'; span: SpanSaid }
    | { kind: 'part'; part: Part; isShort: boolean }
    | { kind: 'clock'; clock: ClockSaid; isApproximate: boolean }
    | { kind: 'length'; length: LengthSaid }
    /** From now on, or ago: to the minute. `run` = the whole stretch between. */
    | { kind: 'moment'; ms: number }
    | { kind: 'run'; ms: number }
    /** A figure that takes its unit from the other end of a range. */
    | { kind: 'figure'; value: number }
  );

/** One time as said: atoms that belong together. */
export interface Phrase extends Stretch {
  day: DaySaid | null;
  /** Said beside another word for the day; the two must agree. */
  weekday: number | null;
  span: SpanSaid | null;
  part: Part | null;
  clock: ClockSaid | null;
  moment: number | null;
  run: number | null;
  length: LengthSaid | null;
  figure: number | null;
  /** The other end of a range, or how long it lasts. */
  until: Phrase | null;
  lasts: LengthSaid | null;
  /** "This or that". */
  or: Phrase | null;
  edge: 'before' | 'after' | null;
  isApproximate: boolean;
  isRecurring: boolean;
}
