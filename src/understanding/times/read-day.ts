// Words that name one day.
import * as words from './lexicon-days.ts';
import { festival } from './lexicon-festivals.ts';
import { type Fit, fitAt } from './match.ts';
import { readNumber } from './numbers.ts';
import type { Atom, DaySaid, MonthSaid, NthUnit, Part, SpanSaid, YearSaid } from './phrase.ts';
import { partOf } from './read-clock.ts';

type Groups = Fit['groups'];

const dayAtom = (start: number, end: number, day: DaySaid, part: Part | null = null): Atom => ({
  kind: 'day',
  start,
  end,
  day,
  part,
});

/** The longest of what fits wins; among equals the first reader. */
const READERS = [readFull, readNumeric, readLunar, readWeekday, readOffset, readFestival, readDayOnly];

export function readDay(text: string, at: number): Atom | null {
  let best: Atom | null = null;
  for (const read of READERS) {
    const atom = read(text, at);
    if (atom && (!best || atom.end > best.end)) best = atom;
  }
  return best;
}

/** Two figures of a year stand for the century in which it is nearer. */
export function yearSaid(groups: Groups): YearSaid | null {
  if (groups.year !== undefined) {
    const year = readNumber(groups.year);
    return { kind: 'year', year: year < 60 ? 2000 + year : year < 100 ? 1900 + year : year };
  }
  const years = { beforeYear: -2, lastYear: -1, thisYear: 0, nextYear: 1, afterYear: 2 };
  for (const [name, away] of Object.entries(years)) if (groups[name] !== undefined) return { kind: 'relative', years: away };
  return null;
}

/** Each character of next or last counts one month. */
export function monthSaid(groups: Groups): MonthSaid | null {
  if (groups.month !== undefined) return { kind: 'month', month: readNumber(groups.month) };
  if (groups.thisMonth !== undefined) return { kind: 'relative', months: 0 };
  if (groups.nextMonth !== undefined) return { kind: 'relative', months: groups.nextMonth.length };
  return groups.lastMonth === undefined ? null : { kind: 'relative', months: -groups.lastMonth.length };
}

/** Weeks from this one; null when only the weekday was said. */
export function weeksSaid(groups: Groups): number | null {
  if (groups.this !== undefined) return 0;
  if (groups.next !== undefined) return groups.next.length;
  return groups.last === undefined ? null : -groups.last.length;
}

function readFull(text: string, at: number): Atom | null {
  const fit = fitAt(words.date.full, text, at);
  const month = fit && monthSaid(fit.groups);
  if (!fit || !month) return null;
  const said: DaySaid = { kind: 'date', year: yearSaid(fit.groups), month, day: readNumber(fit.groups.day ?? '') };
  if (!words.date.eitherLunar.test(fit.text) || fit.groups.mark) return dayAtom(at, fit.end, said);
  const full: DaySaid = { kind: 'lunar', year: null, month: 8, day: 15, isLeap: false };
  return dayAtom(at, fit.end, { kind: 'either', choices: [said, full] });
}

function readNumeric(text: string, at: number): Atom | null {
  const fit = fitAt(words.date.iso, text, at) ?? fitAt(words.date.compact, text, at) ?? fitAt(words.date.short, text, at);
  if (!fit) return readYearLast(text, at);
  const month: MonthSaid = { kind: 'month', month: Number(fit.groups.month) };
  return dayAtom(at, fit.end, { kind: 'date', year: yearSaid(fit.groups), month, day: Number(fit.groups.day) });
}

/** 13.5.2015 has one reading, 3/7/2026 two. */
function readYearLast(text: string, at: number): Atom | null {
  const fit = fitAt(words.date.yearLast, text, at);
  if (!fit) return null;
  const [first, second] = [Number(fit.groups.first), Number(fit.groups.second)];
  const of = (month: number, day: number): DaySaid[] =>
    month >= 1 && month <= 12 && day >= 1 && day <= 31
      ? [{ kind: 'date', year: yearSaid(fit.groups), month: { kind: 'month', month }, day }]
      : [];
  const choices = first === second ? of(first, second) : [...of(second, first), ...of(first, second)];
  const [only] = choices;
  if (!only) return null;
  return dayAtom(at, fit.end, choices.length === 1 ? only : { kind: 'either', choices });
}

function readLunar(text: string, at: number): Atom | null {
  const fit = fitAt(words.lunar.full, text, at);
  if (fit) {
    const { mark, markBehind, year, leap, month = '', first, day = first ?? '' } = fit.groups;
    const named = words.lunarMonths[month];
    // Without a word that says so, only these months and the first ten days are the moon's.
    if (!mark && !markBehind && !first && named === undefined) return null;
    const said = readNumber(day.replace(words.lunar.strip, ''));
    return dayAtom(at, fit.end, {
      kind: 'lunar',
      year: year === undefined ? null : readNumber(year),
      month: named ?? readNumber(month),
      day: said,
      isLeap: leap !== undefined,
    });
  }
  const newYear = fitAt(words.lunar.newYear, text, at);
  const only = newYear ?? fitAt(words.lunar.dayOnly, text, at);
  if (!only) return null;
  return dayAtom(at, only.end, {
    kind: 'lunar',
    year: null,
    month: newYear ? 1 : null,
    day: readNumber(only.groups.day ?? ''),
    isLeap: false,
  });
}

function readWeekday(text: string, at: number): Atom | null {
  const fit = fitAt(words.week.day, text, at);
  if (!fit) return null;
  const weekday = words.weekdays[fit.groups.weekday ?? fit.text.at(-1) ?? ''];
  return weekday === undefined ? null : dayAtom(at, fit.end, { kind: 'weekday', weekday, weeks: weeksSaid(fit.groups) });
}

function readOffset(text: string, at: number): Atom | null {
  const withPart = fitAt(words.offset.part, text, at);
  const fit = withPart ?? fitAt(words.offset.whole, text, at);
  const days = fit && words.dayOffsets[fit.groups.word ?? ''];
  if (fit && days !== undefined && days !== null)
    return dayAtom(at, fit.end, { kind: 'offset', days }, withPart && partOf(withPart.groups));
  const lastNight = fitAt(words.offset.lastNight, text, at);
  const lastDay = lastNight ?? fitAt(words.offset.lastDay, text, at);
  return lastDay && dayAtom(at, lastDay.end, { kind: 'offset', days: -1 }, lastNight && 'night');
}

function readDayOnly(text: string, at: number): Atom | null {
  const fit = fitAt(words.date.dayOnly, text, at);
  return fit && dayAtom(at, fit.end, { kind: 'date', year: null, month: null, day: readNumber(fit.groups.day ?? '') });
}

/** A festival's day; with "holidays" behind it, its days off. */
export function readFestival(text: string, at: number): Atom | null {
  const prefix = fitAt(words.yearBefore, text, at);
  const year = prefix && yearSaid(prefix.groups);
  const from = prefix?.end ?? at;
  if (!fitAt(festival.any, text, from)) return null;
  for (const { name, word } of festival.names) {
    const fit = fitAt(word, text, from);
    if (!fit) continue;
    const off = fitAt(festival.spanBehind, text, fit.end);
    if (off) return { kind: 'span', start: at, end: off.end, span: { kind: 'festival', festival: name, year } };
    return dayAtom(at, fitAt(festival.dayBehind, text, fit.end)?.end ?? fit.end, { kind: 'festival', festival: name, year });
  }
  return null;
}

/** What follows a stretch or a festival and picks from it: its last Friday, the first working day after it, its first two weeks. */
export function readPick(text: string, anchor: Atom): Atom {
  const beside = anchor.kind === 'day' ? besideDay(text, anchor.day, anchor) : null;
  if (beside) return beside;
  const of: SpanSaid | null =
    anchor.kind === 'span'
      ? anchor.span
      : anchor.kind === 'day' && anchor.day.kind === 'festival'
        ? { kind: 'festival', festival: anchor.day.festival, year: anchor.day.year }
        : null;
  return of === null ? anchor : (pickDay(text, anchor, of) ?? pickSome(text, anchor, of) ?? anchor);
}

/** The day before or after the one named. */
function besideDay(text: string, of: DaySaid, { start, end }: Atom): Atom | null {
  const before = fitAt(words.nth.dayBefore, text, end);
  const fit = before ?? fitAt(words.nth.dayAfter, text, end);
  return fit && dayAtom(start, fit.end, { kind: 'beside', of, days: before ? -1 : 1 });
}

function pickDay(text: string, anchor: Atom, of: SpanSaid): Atom | null {
  const fit = fitAt(words.nth.any, text, anchor.end);
  if (!fit) return null;
  const g = fit.groups;
  const n = g.last ? -1 : g.backwards ? -readNumber(g.backwards) : g.first ? 1 : readNumber(g.count ?? '');
  const unit: NthUnit = g.workday ? 'workday' : g.weekday ? { weekday: words.weekdays[g.weekday] ?? 1 } : 'day';
  if (Number.isNaN(n) || n === 0) return null;
  return dayAtom(anchor.start, fit.end, { kind: 'nth', of, side: g.after ? 'after' : g.before ? 'before' : 'in', n, unit });
}

function pickSome(text: string, anchor: Atom, of: SpanSaid): Atom | null {
  const fit = fitAt(words.nth.some, text, anchor.end);
  if (!fit || (of.kind !== 'month' && of.kind !== 'year')) return null;
  const g = fit.groups;
  const unit = g.weeks ? 'weeks' : g.months ? 'months' : 'days';
  const count = g.count === undefined ? 1 : readNumber(g.count);
  const n = g.nth ? readNumber(g.nth) : g.back ? -1 : 1;
  if (Number.isNaN(n) || Number.isNaN(count)) return null;
  return { kind: 'span', start: anchor.start, end: fit.end, span: { kind: 'some_of', of, n, count: g.nth ? 1 : count, unit } };
}
