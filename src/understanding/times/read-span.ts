// Words that name a stretch of days.
import * as words from './lexicon-days.ts';
import { festival } from './lexicon-festivals.ts';
import { fitAt } from './match.ts';
import { readNumber } from './numbers.ts';
import type { Atom, SpanSaid } from './phrase.ts';
import { monthSaid, weeksSaid, yearSaid } from './read-day.ts';

const spanAtom = (start: number, end: number, span: SpanSaid): Atom => ({ kind: 'span', start, end, span });
const THIS_YEAR = { kind: 'relative', years: 0 } as const;
/** "These few days" without a number. */
const FEW_DAYS = 3;

const READERS = [readWeek, readMonthPart, readMonth, readYearPart, readYear, readNowadays, readHoliday];

/** The longest of what fits wins; among equals the first reader. */
export function readSpan(text: string, at: number): Atom | null {
  let best: Atom | null = null;
  for (const read of READERS) {
    const atom = read(text, at);
    if (atom && (!best || atom.end > best.end)) best = atom;
  }
  return best;
}

function readWeek(text: string, at: number): Atom | null {
  const end = fitAt(words.week.end, text, at);
  if (end) return spanAtom(at, end.end, { kind: 'weekend', weeks: weeksSaid(end.groups) });
  const half = fitAt(words.week.half, text, at);
  if (half) return spanAtom(at, half.end, { kind: 'week', weeks: 0, half: half.groups.first ? 1 : 2 });
  const whole = fitAt(words.week.span, text, at);
  return whole && spanAtom(at, whole.end, { kind: 'week', weeks: weeksSaid(whole.groups) ?? 0, half: null });
}

function readMonthPart(text: string, at: number): Atom | null {
  const fit = fitAt(words.span.monthPart, text, at);
  const bounds = fit && words.monthParts[fit.groups.part ?? ''];
  if (!fit || !bounds) return null;
  // "The first ten days" alone are those of this month; the end alone needs its word for month.
  const month = monthSaid(fit.groups) ?? { kind: 'relative', months: 0 };
  return spanAtom(at, fit.end, { kind: 'month', year: yearSaid(fit.groups), month, from: bounds[0], to: bounds[1] });
}

function readMonth(text: string, at: number): Atom | null {
  const fit = fitAt(words.span.month, text, at);
  const month = fit && monthSaid(fit.groups);
  return fit && month && spanAtom(at, fit.end, { kind: 'month', year: yearSaid(fit.groups), month, from: 1, to: null });
}

function readYearPart(text: string, at: number): Atom | null {
  const fit = fitAt(words.span.yearPart, text, at);
  const bounds = fit && words.yearParts[fit.groups.part ?? ''];
  if (fit && bounds) {
    return spanAtom(at, fit.end, {
      kind: 'year',
      year: yearSaid(fit.groups) ?? THIS_YEAR,
      fromMonth: bounds[0],
      toMonth: bounds[1],
    });
  }
  const quarter = fitAt(words.span.quarter, text, at);
  if (!quarter) return null;
  const { next, last } = quarter.groups;
  return spanAtom(at, quarter.end, { kind: 'quarter', quarters: next ? 1 : last ? -1 : 0 });
}

function readYear(text: string, at: number): Atom | null {
  const fit = fitAt(words.span.year, text, at);
  const year = fit && yearSaid(fit.groups);
  return fit && year && spanAtom(at, fit.end, { kind: 'year', year, fromMonth: 1, toMonth: 12 });
}

function readNowadays(text: string, at: number): Atom | null {
  const fit = fitAt(words.span.nowadays, text, at);
  if (!fit) return null;
  const count = fit.groups.count === undefined || words.span.few.test(fit.groups.count) ? FEW_DAYS : readNumber(fit.groups.count);
  return spanAtom(at, fit.end, { kind: 'about_now', days: count });
}

function readHoliday(text: string, at: number): Atom | null {
  const fit = fitAt(festival.holiday, text, at);
  return fit && spanAtom(at, fit.end, { kind: 'holiday' });
}
