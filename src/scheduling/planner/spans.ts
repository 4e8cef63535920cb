// Stretches of one day, in minutes since midnight.
import type { DayPart } from '../../core/planner.ts';

export interface Span {
  from: number;
  to: number;
}

export const DAY_MINUTES = 1_440;

/** `20:05` → 1205 */
export function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

const pad = (value: number) => String(value).padStart(2, '0');
export const clockOf = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

export const spansOf = (windows: readonly { from: string; to: string }[]): Span[] =>
  windows.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) })).sort((a, b) => a.from - b.from);

export const lengthOf = (span: Span): number => span.to - span.from;

export function intersect(some: readonly Span[], others: readonly Span[]): Span[] {
  return some
    .flatMap((a) => others.map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })))
    .filter((span) => lengthOf(span) > 0);
}

/** When things said for a part of the day may begin and must be over. */
export const PARTS: Record<DayPart, Span> = {
  morning: { from: 6 * 60, to: 12 * 60 },
  noon: { from: 11 * 60, to: 14 * 60 },
  afternoon: { from: 13 * 60, to: 18 * 60 },
  evening: { from: 18 * 60, to: DAY_MINUTES },
};
