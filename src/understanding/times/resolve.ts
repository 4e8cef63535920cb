// Phrases to values.
import { DAY_MS } from '../../core/clock.ts';
import { dateText, dayAt, startOf, weekdayOf } from './dates.ts';
import type { DaySaid, LengthSaid, Phrase } from './phrase.ts';
import { PART_HOURS, resolveClock, resolveEnd } from './resolve-clock.ts';
import { type DayFound, resolveDay, type Setting } from './resolve-day.ts';
import { resolveSpan, type SpanFound } from './resolve-span.ts';
import type { Doubt, TimeValue } from './value.ts';

const HOUR_MS = DAY_MS / 24;

export function resolve(phrase: Phrase, setting: Setting): TimeValue {
  if (phrase.isRecurring) return { kind: 'recurring' };
  if (phrase.or)
    return ambiguous('choice', [resolve({ ...phrase, or: null }, setting), resolve(withDayOf(phrase, phrase.or), setting)]);
  if (phrase.day?.kind === 'either') return resolveEither(phrase, phrase.day, setting);
  if (phrase.clock?.orHour != null) return resolveVague(phrase, setting);
  if (phrase.weekday !== null) return resolveWeekday(phrase, phrase.weekday, setting);
  if (phrase.run !== null) {
    const end = setting.now + phrase.run;
    return { kind: 'time_range', startAt: Math.min(setting.now, end), endAt: Math.max(setting.now, end) };
  }
  if (phrase.length && !phrase.until) return { kind: 'duration', ms: phrase.length.ms, months: phrase.length.months };
  const value = phrase.until ? resolveRange(phrase, phrase.until, setting) : resolvePoint(phrase, setting);
  if (!phrase.lasts || value.kind !== 'instant') return value;
  return { kind: 'time_range', startAt: value.at, endAt: endOf(value.at, phrase.lasts) };
}

const ambiguous = (doubt: Doubt, candidates: TimeValue[]): TimeValue => ({ kind: 'ambiguous', doubt, candidates });
const noSuchDay = (): TimeValue => ambiguous('no_such_day', []);
const endOf = (at: number, length: LengthSaid): number => at + length.ms + length.months * 30 * DAY_MS;

/** "Tomorrow at eight or nine": the second stands on the day of the first. */
function withDayOf(first: Phrase, second: Phrase): Phrase {
  const hasDay = second.day !== null || second.span !== null;
  return { ...second, day: hasDay ? second.day : first.day, part: second.part ?? (second.clock ? first.part : null) };
}

function resolveEither(phrase: Phrase, day: Extract<DaySaid, { kind: 'either' }>, setting: Setting): TimeValue {
  const isLunar = day.choices.some((choice) => choice.kind === 'lunar');
  return ambiguous(
    isLunar ? 'either_calendar' : 'order_of_day_and_month',
    day.choices.map((choice) => resolve({ ...phrase, day: choice }, setting)),
  );
}

function resolveVague(phrase: Phrase, setting: Setting): TimeValue {
  const { clock } = phrase;
  const hours = [clock?.hour, clock?.orHour].filter((hour) => typeof hour === 'number');
  return ambiguous(
    'vague',
    hours.map((hour) => resolve({ ...phrase, clock: clock && { ...clock, hour, orHour: null } }, setting)),
  );
}

/** A date and its weekday: the occurrence where both agree, else both are told. */
function resolveWeekday(phrase: Phrase, weekday: number, setting: Setting): TimeValue {
  const said = { ...phrase, weekday: null };
  for (const purpose of [setting.purpose, setting.purpose === 'future' ? 'past' : 'future'] as const) {
    const found = phrase.day && resolveDay(phrase.day, { ...setting, purpose });
    if (found && weekdayOf(found.day) === weekday) return resolve(said, { ...setting, purpose });
  }
  return ambiguous('contradiction', [
    resolve(said, setting),
    resolve({ ...said, day: { kind: 'weekday', weekday, weeks: null } }, setting),
  ]);
}

function resolvePoint(phrase: Phrase, setting: Setting): TimeValue {
  if (phrase.moment !== null) return { kind: 'instant', at: setting.now + phrase.moment, otherAt: null };
  if (phrase.span) return spanValue(phrase, setting);
  const day = phrase.day ? resolveDay(phrase.day, setting) : null;
  if (phrase.day && !day) return noSuchDay();
  if (phrase.clock) {
    const { at, otherAt } = resolveClock(day?.day ?? null, phrase.part, phrase.clock, setting);
    return doubtful(day, { kind: 'instant', at, otherAt });
  }
  if (phrase.part) return doubtful(day, partValue(phrase, day, setting));
  return day ? doubtful(day, { kind: 'date', date: dateText(day.day) }) : noSuchDay();
}

const doubtful = (day: DayFound | null, value: TimeValue): TimeValue =>
  day && !day.isCertain ? ambiguous('calendar', [value]) : value;

function spanValue(phrase: Phrase, setting: Setting): TimeValue {
  const span = phrase.span && resolveSpan(phrase.span, setting);
  if (!span) return noSuchDay();
  if (phrase.clock && span.from === span.to) {
    return { kind: 'instant', ...resolveClock(span.from, phrase.part, phrase.clock, setting) };
  }
  return rangeOfDays(span);
}

const rangeOfDays = ({ from, to, isCertain }: SpanFound): TimeValue => ({
  kind: 'date_range',
  from: dateText(from),
  to: dateText(to),
  isCertain,
});

function partValue({ part }: Phrase, day: DayFound | null, setting: Setting): TimeValue {
  if (!part) return noSuchDay();
  const [from, to] = PART_HOURS[part];
  const bounds = (on: number) => ({ startAt: startOf(on) + from * HOUR_MS, endAt: startOf(on) + to * HOUR_MS });
  if (day) return { kind: 'day_part', part, date: dateText(day.day), ...bounds(day.day) };
  const today = bounds(setting.today);
  const isOver = setting.purpose === 'future' && today.endAt <= setting.now;
  const isAhead = setting.purpose === 'past' && today.startAt > setting.now;
  return { kind: 'day_part', part, date: null, ...bounds(setting.today + (isOver ? 1 : isAhead ? -1 : 0)) };
}

function resolveRange(start: Phrase, end: Phrase, setting: Setting): TimeValue {
  if (end.clock) return timeRange(start, end, setting);
  // A range without a year that is going on is meant before the next one: "the 20th to the 25th", said on the 23rd.
  const isDated = start.day?.kind === 'date' || start.span?.kind === 'month';
  const running = isDated ? daysOf(start, { ...setting, purpose: 'past' }, null) : null;
  const range =
    withEnd(running, end, setting, (to) => to >= setting.today) ??
    withEnd(daysOf(start, setting, null), end, setting, () => true);
  return range ? rangeOfDays(range) : noSuchDay();
}

function withEnd(from: SpanFound | null, end: Phrase, setting: Setting, isRight: (to: number) => boolean): SpanFound | null {
  const to = from && daysOf(end, setting, from.from);
  if (!from || !to || to.to < from.from || !isRight(to.to)) return null;
  return { from: from.from, to: to.to, isCertain: from.isCertain && to.isCertain };
}

/** The days of one end; the second end is looked for from the first on, so "the 28th to the 3rd" passes into the next month. */
function daysOf(phrase: Phrase, setting: Setting, notBefore: number | null): SpanFound | null {
  const at: Setting = notBefore === null ? setting : { ...setting, purpose: 'future', today: notBefore };
  if (phrase.span) return resolveSpan(phrase.span, isRelative(phrase) ? setting : at);
  if (phrase.day?.kind === 'weekday' && phrase.day.weeks === null && notBefore !== null) {
    const day = notBefore + ((phrase.day.weekday - weekdayOf(notBefore) + 7) % 7);
    return { from: day, to: day, isCertain: true };
  }
  const day = phrase.day && resolveDay(phrase.day, isRelative(phrase) ? setting : at);
  return day && { from: day.day, to: day.day, isCertain: day.isCertain };
}

/** Counted from today, whatever the other end is. */
const isRelative = ({ day, span }: Phrase): boolean =>
  day?.kind === 'offset' ||
  day?.kind === 'away' ||
  (day?.kind === 'weekday' && day.weeks !== null) ||
  (day?.kind === 'date' && day.month?.kind === 'relative') ||
  (span !== null && !(span.kind === 'month' && span.month.kind === 'month'));

function timeRange(start: Phrase, end: Phrase, setting: Setting): TimeValue {
  const first = resolvePoint({ ...start, until: null }, setting);
  if (first.kind !== 'instant' || !end.clock) return first;
  const startDay = start.day || start.moment !== null ? dayAt(first.at) : null;
  const endDay = end.day ? resolveDay(end.day, setting) : null;
  if (end.day && !endDay) return noSuchDay();
  const finish = (at: number) =>
    resolveEnd(
      at,
      dayAt(at),
      endDay?.day ?? null,
      end.part,
      start.part,
      end.clock ?? { hour: 0, minute: 0, second: 0, half: null, orHour: null },
    );
  let startAt = first.at;
  let endAt = finish(startAt);
  // "Eight to half past nine in the evening": the open start takes the half nearer to its end.
  const earlier = first.otherAt;
  if (earlier !== null && end.part !== null && startDay === dayAt(earlier) && finish(earlier) - earlier < endAt - startAt) {
    startAt = earlier;
    endAt = finish(startAt);
  }
  return { kind: 'time_range', startAt, endAt };
}
