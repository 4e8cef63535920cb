// A server whose clock is wrong for an hour: a day ahead, or a day behind.
import { DAY_MS, HOUR_MS } from '../../../src/core/clock.ts';

interface Jump {
  from: number;
  byMs: number;
}

const jump = (from: string, days: 1 | -1): Jump => ({ from: Date.parse(`2026-${from}:00+08:00`), byMs: days * DAY_MS });

/** Never while the secretary is being asked for a yes: ten minutes are over at once then. */
export const jumps: readonly Jump[] = [
  jump('01-20T20:10', 1),
  jump('03-05T12:35', 1),
  jump('04-14T08:30', -1),
  jump('05-19T21:02', 1),
  jump('07-14T14:20', -1),
  jump('09-15T03:10', 1),
  jump('10-17T20:15', -1),
  jump('11-18T12:40', 1),
];

/** The error of the clock at an instant. */
export const errorAt = (at: number): number => jumps.find(({ from }) => from <= at && at < from + HOUR_MS)?.byMs ?? 0;

/** The instants at which it is set, between two instants. */
export function settingsBetween(after: number, until: number): number[] {
  return jumps.flatMap(({ from }) => [from, from + HOUR_MS]).filter((at) => after < at && at <= until);
}
