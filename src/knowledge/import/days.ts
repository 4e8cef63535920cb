// Days as documents and people write them.
import { shanghaiDate, shanghaiInstant } from '../../core/shanghai.ts';
import { DAY } from './lexicon-facts.ts';
import { countOf } from './lexicon-structure.ts';

/** `YYYY-MM-DD` */
export type Day = string;

const WRITTEN = new RegExp(`^${DAY}$`, 'u');
const pad = (value: number) => String(value).padStart(2, '0');

/** True for `YYYY-MM-DD` that the calendar has, from 1900 to 2199. */
export function isRealDay(day: string): boolean {
  const at = shanghaiInstant(day);
  return /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at) && shanghaiDate(at) === day;
}

/** The day in the groups of a match of `DAY`, of which the year is group `first`; null when the calendar has none such. */
export function dayIn(match: RegExpMatchArray, first = 1): Day | null {
  const [year, month, day] = match.slice(first, first + 3);
  if (!year || !month || !day) return null;
  const said = `${countOf(year)}-${pad(countOf(month))}-${pad(countOf(day))}`;
  return isRealDay(said) ? said : null;
}

/** What somebody typed: `2026-03-01`, `2026/3/1`, `2026.3.1`, `20260301`, or as documents write it. */
export function dayOf(text: string): Day | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? WRITTEN.exec(plain);
  return match && dayIn(match);
}

/** The last day of so many years that begin with `day`: the day before the same date. */
export function yearsLater(day: Day, years: number): Day {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year! + years, month! - 1, date! - 1)).toISOString().slice(0, 10);
}
