// "Every third Wednesday": what is held again and again.
import type { Recurrence } from '../../core/planner.ts';
import { weekdays } from './lexicon-days.ts';
import { every } from './lexicon-wish.ts';
import { readNumber } from './numbers.ts';

/** A rhythm and its place; `every` null = a day no month or week has. */
export interface Rhythm {
  start: number;
  end: number;
  every: Recurrence | null;
}

const DAYS_MAX = 31;
/** The fifth one is the last; some months have no more than four. */
const LAST = 5;

/** The first rhythm of a folded text that a plan can follow; null when there is none. */
export function readRhythm(text: string): Rhythm | null {
  return readNthWeekday(text) ?? readLastDay(text) ?? readDayOfMonth(text) ?? readWeekly(text);
}

function readNthWeekday(text: string): Rhythm | null {
  const match = every.nthWeekday.exec(text);
  if (!match) return null;
  const { nth, last, weekday = '' } = match.groups ?? {};
  const count = last ? LAST : countOf(nth);
  return rhythm(
    match,
    count >= 1 && count <= LAST ? { kind: 'monthly_weekday', nth: count, weekday: weekdays[weekday] ?? 1 } : null,
  );
}

function readLastDay(text: string): Rhythm | null {
  const match = every.lastDay.exec(text);
  return match && rhythm(match, { kind: 'monthly_day', day: DAYS_MAX });
}

function readDayOfMonth(text: string): Rhythm | null {
  const match = every.day.exec(text);
  if (!match) return null;
  const day = readNumber(match.groups?.day ?? '');
  return rhythm(match, day >= 1 && day <= DAYS_MAX ? { kind: 'monthly_day', day } : null);
}

function readWeekly(text: string): Rhythm | null {
  const match = every.weekday.exec(text);
  return match && rhythm(match, { kind: 'weekly', weekday: weekdays[match.groups?.weekday ?? ''] ?? 1 });
}

/** "The first" has words of its own, which are no numbers. */
function countOf(words = ''): number {
  const count = readNumber(words);
  return Number.isNaN(count) ? 1 : count;
}

const rhythm = ({ index, 0: words }: RegExpExecArray, recurrence: Recurrence | null): Rhythm => ({
  start: index,
  end: index + words.length,
  every: recurrence,
});
