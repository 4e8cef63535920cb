// A stretch of days: from words to two days, both included.
import { type Festival, isStatutory, type StatutoryFestival } from '../../core/calendar.ts';
import { addMonths, dayNumber, dayOfText, lengthOf, mondayOf, weekdayOf, yearMonthOf } from './dates.ts';
import type { SpanSaid, YearSaid } from './phrase.ts';
import { addUnits, festivalDay, monthOf, type Setting, yearOf } from './resolve-day.ts';

export interface SpanFound {
  from: number;
  to: number;
  isCertain: boolean;
}

/** Days off by law where the decree of the year is not known yet: at least these, from the festival's day (rule of 2025). */
const LEGAL_DAYS: Record<StatutoryFestival, readonly [before: number, days: number]> = {
  new_year: [0, 1],
  spring_festival: [1, 4],
  tomb_sweeping: [0, 1],
  labour_day: [0, 2],
  dragon_boat: [0, 1],
  mid_autumn: [0, 1],
  national_day: [0, 3],
};

/** Null when there is no such stretch. */
export function resolveSpan(said: SpanSaid, setting: Setting): SpanFound | null {
  const monday = mondayOf(setting.today);
  switch (said.kind) {
    case 'week': {
      const from = monday + said.weeks * 7;
      return sure(said.half === 2 ? from + 3 : from, said.half === 1 ? from + 2 : from + 6);
    }
    case 'weekend': {
      const weeks = said.weeks ?? (setting.purpose === 'past' && weekdayOf(setting.today) < 6 ? -1 : 0);
      return sure(monday + weeks * 7 + 5, monday + weeks * 7 + 6);
    }
    case 'month':
      return monthSpan(said, setting);
    case 'year':
      return yearSpan(yearOf(said.year, setting), said.fromMonth, said.toMonth);
    case 'quarter': {
      const { year, month } = addMonths(yearMonthOf(setting.today), said.quarters * 3);
      const first = month - ((month - 1) % 3);
      return yearSpan(year, first, first + 2);
    }
    case 'about_now':
      return setting.purpose === 'future'
        ? sure(setting.today, setting.today + said.days - 1)
        : sure(setting.today - said.days + 1, setting.today);
    case 'run':
      return runSpan(said, setting);
    case 'festival':
      return festivalSpan(said.festival, said.year, setting);
    case 'holiday':
      return holidaySpan(setting);
    case 'some_of':
      return someOf(said, setting);
  }
}

const sure = (from: number | null, to: number | null): SpanFound | null =>
  from === null || to === null || to < from ? null : { from, to, isCertain: true };

function monthSpan(said: Extract<SpanSaid, { kind: 'month' }>, setting: Setting): SpanFound | null {
  const at = monthOf(said.year, said.month, setting);
  return sure(dayNumber(at, said.from), dayNumber(at, said.to ?? lengthOf(at)));
}

function yearSpan(year: number, fromMonth: number, toMonth: number): SpanFound | null {
  const last = { year, month: toMonth };
  return sure(dayNumber({ year, month: fromMonth }, 1), dayNumber(last, lengthOf(last)));
}

/** The coming days begin with tomorrow, the past ones end with yesterday. */
function runSpan({ count, unit }: Extract<SpanSaid, { kind: 'run' }>, { today }: Setting): SpanFound | null {
  const end = addUnits(today, count, unit);
  if (end === null) return null;
  return count > 0 ? sure(today + 1, end) : sure(end, today - 1);
}

/** The days off of a festival; one that is going on is meant before the next. */
function festivalSpan(festival: Festival, year: YearSaid | null, setting: Setting): SpanFound | null {
  if (year || setting.purpose === 'past') return daysAround(festival, festivalDay(festival, year, setting), setting);
  const running = daysAround(festival, festivalDay(festival, null, { ...setting, purpose: 'past' }), setting);
  if (running && running.to >= setting.today) return running;
  return daysAround(festival, festivalDay(festival, null, setting), setting);
}

function daysAround(festival: Festival, day: number | null, { calendar }: Setting): SpanFound | null {
  if (day === null || !isStatutory(festival)) return sure(day, day);
  const off = calendar.daysOff(festival, yearMonthOf(day).year);
  if (off.kind === 'known') return sure(dayOfText(off.from), dayOfText(off.to));
  const [before, days] = LEGAL_DAYS[festival];
  return { from: day - before, to: day - before + days - 1, isCertain: false };
}

/** The statutory holiday that is going on, else the next one, else (told of the past) the last one. */
function holidaySpan(setting: Setting): SpanFound | null {
  const spans = (Object.keys(LEGAL_DAYS) as StatutoryFestival[])
    .map((festival) => festivalSpan(festival, null, setting))
    .filter((span) => span !== null)
    .sort((a, b) => (setting.purpose === 'future' ? a.from - b.from : b.to - a.to));
  return spans[0] ?? null;
}

/** The first week of October, the last three weeks of the year. A week belongs to where its Thursday is (ISO 8601). */
function someOf({ of, n, count, unit }: Extract<SpanSaid, { kind: 'some_of' }>, setting: Setting): SpanFound | null {
  const whole = resolveSpan(of, setting);
  if (!whole) return null;
  if (unit === 'days') {
    const from = n === -1 ? whole.to - count + 1 : whole.from + n - 1;
    return within(whole, sure(from, from + count - 1));
  }
  if (unit === 'weeks') {
    const first = mondayOf(whole.from + 3);
    const from = n === -1 ? mondayOf(whole.to - 3) - (count - 1) * 7 : first + (n - 1) * 7;
    return sure(from, from + count * 7 - 1);
  }
  const start = yearMonthOf(whole.from);
  const months = of.kind === 'year' ? of.toMonth - of.fromMonth + 1 : 1;
  const from = addMonths(start, n === -1 ? months - count : n - 1);
  const to = addMonths(from, count - 1);
  return within(whole, sure(dayNumber(from, 1), dayNumber(to, lengthOf(to))));
}

const within = (whole: SpanFound, part: SpanFound | null): SpanFound | null =>
  part && part.from >= whole.from && part.to <= whole.to ? part : null;
