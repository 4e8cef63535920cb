// Which patrols are meant by what was said.
import type { StatutoryFestival } from '../../core/calendar.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { shanghaiDate, shanghaiInstant, shanghaiTime, startOfDay } from '../../core/shanghai.ts';
import { type PatrolHalf, patrolHalves } from '../../core/slots.ts';
import { instantOf, weekOf } from '../days-said.ts';
import { monthAt, monthOf } from '../months.ts';
import type { DateSaid, PatrolSaid, PatrolWhen } from '../words/patrol-days.ts';
import { endOf, type Patrol } from './roster.ts';

type When = Pick<Doing, 'now' | 'calendar'>;

/** A date so long ago is the one of next year. */
const LONG_AGO_MS = 60 * DAY_MS;

/** Their first instants, none before today but one that was named; nothing said is today; empty = there is no such day. */
export function daysOf(when: PatrolWhen | null, { now, calendar }: When): number[] {
  const today = startOfDay(now);
  const ahead = (days: readonly number[]) => days.filter((day) => day >= today);
  switch (when?.kind) {
    case undefined:
      return [today];
    case 'day':
      return [instantOf(when.day, now)];
    case 'near':
      return when.ahead.map((count) => today + count * DAY_MS);
    case 'week':
      return ahead(weekOf(now, when.weeks));
    case 'weekdays': {
      const days = when.weeks === null ? between(today, today + 6 * DAY_MS) : weekOf(now, when.weeks);
      return ahead(days).filter((day) => when.weekdays.includes(shanghaiTime(day).weekday));
    }
    case 'dates':
      return when.dates.flatMap((date) => dateOf(date, today) ?? []);
    case 'span': {
      const from = dateOf(when.from, today);
      const to = from === null ? null : dateOf(when.to, when.to.monthsAhead === null ? from : today);
      return from === null || to === null || to > from + 31 * DAY_MS ? [] : between(from, to);
    }
    case 'month': {
      const { from, to } = monthAt(now, -when.months);
      return ahead(between(from, to - DAY_MS));
    }
    case 'festival':
      return ahead(daysOff({ now, calendar }, when.festival));
  }
}

const between = (from: number, to: number): number[] =>
  Array.from({ length: Math.round((to - from) / DAY_MS) + 1 }, (_, at) => from + at * DAY_MS);

/** Without a month, the next of that number. @returns null for a day that no month has */
function dateOf({ month, monthsAhead, day }: DateSaid, from: number): number | null {
  const { year, month: thisMonth, day: thisDay } = shanghaiTime(from);
  const ahead = monthsAhead ?? Number(day < thisDay);
  const inMonth = month ?? thisMonth + ahead;
  const at = firstOf(year, inMonth) + (day - 1) * DAY_MS;
  const meant = month !== null && at < from - LONG_AGO_MS ? firstOf(year + 1, month) + (day - 1) * DAY_MS : at;
  return shanghaiTime(meant).day === day && inMonth >= 1 && (month ?? 1) <= 12 ? meant : null;
}

const firstOf = (year: number, month: number): number => monthOf(year, month).from;

/** The days off of the next such festival; of a year nobody knows them of yet, the festival itself. */
function daysOff({ now, calendar }: When, festival: StatutoryFestival): number[] {
  const { year } = shanghaiTime(now);
  for (const each of [year, year + 1]) {
    const off = calendar.daysOff(festival, each);
    const day = calendar.festivalOn(festival, each);
    const [from, to] = off.kind === 'known' ? [off.from, off.to] : [day, day];
    if (from && to && to >= shanghaiDate(now)) return between(shanghaiInstant(from), shanghaiInstant(to));
  }
  return [];
}

/** Those that are not over; both halves where none was named. */
export function patrolsSaid({ when, halves }: PatrolSaid, moment: When): Patrol[] {
  return patrolsOn(daysOf(when, moment), halves ?? patrolHalves, moment.now);
}

/** Those of the days that are not over; days by their beginnings, ms. */
export function patrolsOn(days: readonly number[], halves: readonly PatrolHalf[], now: number): Patrol[] {
  return days.flatMap((day) => halves.map((half) => ({ day, half }))).filter((patrol) => endOf(patrol) > now);
}
