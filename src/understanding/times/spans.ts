// Days and months asked for.
import { type Calendar, isStatutory } from '../../core/calendar.ts';
import { dateText, dayAt } from './dates.ts';
import { boundsOf, type ReadTime, readTimes, settingOf } from './find.ts';
import { resolve } from './resolve.ts';

/** `YYYY-MM-DD`, both ends included; `to` null = open ("from Friday on"). `isCertain` false: it hangs on days off not known yet. */
export interface DateSpan {
  from: string;
  to: string | null;
  isCertain: boolean;
}

/** The days a question is about (`from`, `to` of query_activity): the first day or stretch of days said; null when none was. */
export function dateSpan(text: string, now: number, calendar: Calendar): DateSpan | null {
  const setting = settingOf({ now, calendar });
  if (!setting) return null;
  const time = readTimes(text, { now, calendar }).find(
    ({ found }) => found.said.day && found.value.kind !== 'recurring' && boundsOf(found.value),
  );
  if (!time) return null;
  const value = wholeHoliday(time) ? resolve({ ...time.phrase, day: null, span: wholeHoliday(time) }, setting) : time.found.value;
  const all = value.kind === 'ambiguous' && value.doubt === 'choice' ? value.candidates : [value];
  const bounds = all.map(boundsOf).filter((found) => found !== null);
  const from = Math.min(...bounds.map(({ startAt }) => startAt));
  const to = Math.max(...bounds.map(({ endAt }) => endAt)) - 1;
  const isCertain = value.kind === 'date_range' ? value.isCertain : !(value.kind === 'ambiguous' && value.doubt !== 'choice');
  const [first, last] = [dateText(dayAt(from)), dateText(dayAt(to))];
  if (time.found.edge === 'before' && to >= now) return { from: dateText(setting.today), to: last, isCertain };
  return { from: first, to: time.found.edge === 'after' ? null : last, isCertain };
}

/** "National Day" asked for as a time means its days off. */
function wholeHoliday({ phrase }: ReadTime) {
  const { day } = phrase;
  if (day?.kind !== 'festival' || !isStatutory(day.festival) || phrase.part || phrase.clock) return null;
  return { kind: 'festival', festival: day.festival, year: day.year } as const;
}

/** The month of a report as `YYYY-MM`: the latest of that name, this month included; null when no month was said. */
export function monthPeriod(text: string, now: number, calendar: Calendar): string | null {
  for (const { phrase, found } of readTimes(text, { now, calendar, purpose: 'past' })) {
    if (phrase.span?.kind === 'month' && found.value.kind === 'date_range') return found.value.from.slice(0, 7);
  }
  return null;
}
