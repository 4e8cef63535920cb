// What a wish comes to: days as numbers, hours as minutes, or why it cannot be.
import type { Plan, PlanRequest, Wish } from '../../core/planner.ts';
import type { Stretch } from './choose-day.ts';
import { dateOf, dayAt, dayOf, instantOf, monthOf } from './days.ts';
import type { Hours } from './hours.ts';
import { occurrences } from './recurrence.ts';
import { clockOf, DAY_MINUTES, lengthOf, minuteOf, PARTS, type Span } from './spans.ts';

export interface Wanted extends Stretch {
  /** A day was said. */
  isSaid: boolean;
  hours: Hours;
  /** The hours as they were said. */
  wished: string;
  /** Where the stretch begins within its first day and ends within its last. */
  edges: Span;
}

type Refusal = Exclude<Plan, { kind: 'planned' } | { kind: 'nobody' }>;

/** Who names no day gives people time to hear of it. */
const NOTICE_DAYS = 3;
/** Who names a stretch of days hardly means today or tomorrow where there is another day. */
const HASTE_DAYS = 2;
const FARTHEST_DAYS = 366;
const WHOLE_DAY: Span = { from: 0, to: DAY_MINUTES };

/** @returns a refusal by kind for what no plan can be made of */
export function readWanted({ wish, now, durationMinutes }: PlanRequest): { kind: 'wanted'; wanted: Wanted } | Refusal {
  const today = dayAt(now);
  const days = readDays(wish, today);
  if ('kind' in days) return days;
  const { stretch, edges } = days;
  const isOneDay = stretch.first === stretch.last;
  if (stretch.last < stretch.first || (isOneDay && edges.to <= edges.from)) return { kind: 'end_before_start' };
  if (wish.start !== undefined && wish.end !== undefined && wish.end <= wish.start) return { kind: 'end_before_start' };

  const isPartOfDay = isOneDay && lengthOf(edges) < DAY_MINUTES;
  const { hours, wished } = readHours(wish, isPartOfDay ? edges : null, durationMinutes);
  // What is wished for lies before this minute of its last day.
  const over = Math.min(edges.to, isOneDay ? (hours.start ?? hours.within?.to ?? DAY_MINUTES) : DAY_MINUTES);
  if (instantOf(stretch.last, over) <= now) return { kind: 'past' };
  if (stretch.first > today + FARTHEST_DAYS) return { kind: 'too_far' };

  const first = Math.max(stretch.first, today);
  const wanted = {
    first,
    last: Math.min(stretch.last, first + FARTHEST_DAYS),
    earliest: Math.max(stretch.earliest, today),
    soonest: today + HASTE_DAYS,
    isSaid: days.isSaid,
    hours,
    wished,
    edges: isPartOfDay ? WHOLE_DAY : { from: first === stretch.first ? edges.from : 0, to: edges.to },
  };
  return { kind: 'wanted', wanted };
}

type Days = { stretch: Stretch; edges: Span; isSaid: boolean };

function readDays(wish: Wish, today: number): Days | Refusal {
  for (const date of [wish.date, wish.from?.slice(0, 10), wish.to?.slice(0, 10)])
    if (date !== undefined && dayOf(date) === null) return { kind: 'no_such_day', day: date };
  const one = (day: number): Days => ({
    stretch: { first: day, last: day, earliest: today },
    edges: WHOLE_DAY,
    isSaid: true,
  });
  const open = (first: number, from: number): Days => ({
    stretch: { first, last: monthOf(first).last, earliest: first },
    edges: { from, to: DAY_MINUTES },
    isSaid: wish.from !== undefined,
  });
  if (wish.date !== undefined) return one(dayOf(wish.date) ?? today);
  const from = wish.from === undefined ? null : readEnd(wish.from, 0);
  const to = wish.to === undefined ? null : readEnd(wish.to, DAY_MINUTES);
  if (to) {
    const first = from?.day ?? today;
    // Midnight is the end of the day before, not the beginning of a day.
    const [last, until] = to.minute === 0 ? [to.day - 1, DAY_MINUTES] : [to.day, to.minute];
    return { stretch: { first, last, earliest: today }, edges: { from: from?.minute ?? 0, to: until }, isSaid: true };
  }
  if (from) return open(from.day, from.minute);
  const soonest = today + NOTICE_DAYS;
  const regular = wish.every && dayOf(occurrences(wish.every, dateOf(soonest), 1)[0] ?? '');
  return regular == null ? open(soonest, 0) : one(regular);
}

/** `2026-11-22`, or `2026-11-22T18:00` with a minute of its own. */
function readEnd(said: string, otherwise: number): { day: number; minute: number } {
  const [date = '', clock] = said.split('T');
  return { day: dayOf(date) ?? Number.NaN, minute: clock === undefined ? otherwise : minuteOf(clock) };
}

/** A start beats a part of the day; a session said to last from one hour to another lasts that long. */
function readHours(wish: Wish, stretch: Span | null, usualMinutes: number): { hours: Hours; wished: string } {
  const start = wish.start === undefined ? null : minuteOf(wish.start);
  const end = wish.end === undefined ? null : minuteOf(wish.end);
  const part = wish.part === undefined ? null : PARTS[wish.part];
  const within = stretch ?? part ?? (end === null ? null : { from: 0, to: end });
  // Nobody said how long: not longer than the stretch that was named.
  const usual = stretch ? Math.min(usualMinutes, lengthOf(stretch)) : usualMinutes;
  const minutes = start !== null && end !== null ? end - start : (wish.durationMinutes ?? usual);
  if (start !== null) return { hours: { minutes, start, within: null }, wished: clockOf(start) };
  const wished = stretch || !wish.part ? within && `${clockOf(within.from)}–${clockOf(within.to)}` : wish.part;
  return { hours: { minutes, start, within }, wished: wished ?? '' };
}
