// "Next week … Wednesday at eight": a day that leans on the week or the month named before it.
import { dayNumber } from './dates.ts';
import { days as words } from './lexicon-wish.ts';
import { before } from './match.ts';
import { readNumber } from './numbers.ts';
import type { DaySaid, Phrase, SpanSaid } from './phrase.ts';
import { monthOf, resolveDay, type Setting } from './resolve-day.ts';
import { resolveSpan } from './resolve-span.ts';

type Month = Extract<SpanSaid, { kind: 'month' }>;
type Said<Kind extends DaySaid['kind']> = Extract<DaySaid, { kind: Kind }>;

/** The same phrases; days that were said without their week or month take those of the last stretch before them. */
export function withFrames(phrases: readonly Phrase[], text: string, setting: Setting): Phrase[] {
  let frame: SpanSaid | null = null;
  return phrases.map((phrase) => {
    if (phrase.span) {
      if (!phrase.until) frame = phrase.span;
      return phrase;
    }
    const day = leaning(phrase, frame, before(text, phrase.start), setting);
    return day ? { ...phrase, day } : phrase;
  });
}

/** Null where the day stands on its own. */
function leaning({ day }: Phrase, frame: SpanSaid | null, front: string, setting: Setting): DaySaid | null {
  if (day?.kind === 'weekday' && day.weeks === null)
    return nthWeekday(day, frame, front, setting) ?? weekdayIn(day, frame, setting);
  if (day?.kind === 'date' && day.month === null && frame?.kind === 'month') return dateIn(day, frame, setting);
  return null;
}

/** "The second Wednesday" with its month elsewhere, or nowhere: then it is the next one. */
function nthWeekday({ weekday }: Said<'weekday'>, frame: SpanSaid | null, front: string, setting: Setting): DaySaid | null {
  const groups = words.nth.exec(front)?.groups;
  if (!groups) return null;
  const n = groups.last ? -1 : groups.first ? 1 : readNumber(groups.nth ?? '');
  const inMonth = (of: SpanSaid): DaySaid => ({ kind: 'nth', of, side: 'in', n, unit: { weekday } });
  if (frame?.kind === 'month') return inMonth(frame);
  const current = inMonth(wholeMonth(0));
  const found = resolveDay(current, setting);
  return found && found.day >= setting.today ? current : inMonth(wholeMonth(1));
}

const wholeMonth = (months: number): Month => ({
  kind: 'month',
  year: null,
  month: { kind: 'relative', months },
  from: 1,
  to: null,
});

/** A weekday of the week named; of a month still to come, its first. */
function weekdayIn(day: Said<'weekday'>, frame: SpanSaid | null, setting: Setting): DaySaid | null {
  if (frame?.kind === 'week') return { ...day, weeks: frame.weeks };
  if (frame?.kind === 'weekend' && frame.weeks !== null && day.weekday > 5) return { ...day, weeks: frame.weeks };
  const stretch = frame?.kind === 'month' ? resolveSpan(frame, setting) : null;
  if (!frame || !stretch || stretch.from <= setting.today) return null;
  return { kind: 'nth', of: frame, side: 'in', n: 1, unit: { weekday: day.weekday } };
}

/** A day of the month named, unless it is over: then the month is only part of a name. */
function dateIn(day: Said<'date'>, { year, month }: Month, setting: Setting): DaySaid | null {
  const found = dayNumber(monthOf(year, month, setting), day.day);
  return found === null || found >= setting.today ? { ...day, year, month } : null;
}
