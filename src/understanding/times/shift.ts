// Moving something that has a start: earlier, later, to another day, to another hour.
import type { Calendar } from '../../core/calendar.ts';
import { MINUTE_MS } from '../../core/clock.ts';
import { dayAt, startOf } from './dates.ts';
import { boundsOf, type ReadTime, readTimes, settingOf } from './find.ts';
import type { InstantReading } from './instants.ts';
import { shifts } from './lexicon-times.ts';
import { before } from './match.ts';
import { foldTimes } from './numbers.ts';
import { clockTimes } from './resolve-clock.ts';

/**
 * The new start of something that was to be at `oldStartAt`: what is not said stays (a new day keeps the hour, a new hour the day);
 * an open half of the day is the one nearer to the old start. Null when the text moves nothing.
 */
export function shift(text: string, oldStartAt: number, now: number, calendar: Calendar): InstantReading | null {
  const setting = settingOf({ now, calendar });
  if (!setting) return null;
  const times = readTimes(text, { now, calendar });
  const words = foldTimes(text);
  const length = times.find((time) => signOf(words, time) !== 0 && time.phrase.length);
  const moved = length?.phrase.length ? oldStartAt + signOf(words, length) * length.phrase.length.ms : null;
  const target = times.findLast(
    ({ phrase, found }) => found.value.kind !== 'recurring' && !phrase.length && (phrase.clock || phrase.day),
  );
  const base = moved ?? oldStartAt;
  if (!target) return length && moved !== null ? instant(moved, length, now) : null;
  const { phrase, found } = target;
  const { value } = found;
  if (value.kind === 'ambiguous') return { kind: 'ambiguous', candidates: [], doubt: value.doubt, found };
  if (phrase.clock && phrase.day) {
    const at = boundsOf(value)?.startAt;
    return at === undefined ? null : instant(at, target, now);
  }
  if (phrase.clock) {
    const day = startOf(dayAt(base));
    const readings = clockTimes(phrase.clock, phrase.part).map((time) => day + time);
    const direction = signOf(words, target);
    const rightWay = readings.filter((at) => direction === 0 || (at - oldStartAt) * direction > 0);
    const at = nearest(rightWay.length > 0 ? rightWay : readings, oldStartAt);
    return at === null ? null : instant(at, target, now);
  }
  // A day named beside a length only says which one is moved.
  if (moved !== null) return instant(moved, target, now);
  return value.kind === 'date' || value.kind === 'day_part' ? instant(onDay(found.value, oldStartAt), target, now) : null;
}

function onDay(value: ReadTime['found']['value'], oldStartAt: number): number {
  const date = value.kind === 'date' ? value.date : value.kind === 'day_part' ? value.date : null;
  const sinceMidnight = oldStartAt - startOf(dayAt(oldStartAt));
  return date === null ? oldStartAt : Date.parse(`${date}T00:00:00+08:00`) + sinceMidnight;
}

function instant(at: number, { found }: ReadTime, now: number): InstantReading {
  return { kind: 'instant', at: Math.round(at / MINUTE_MS) * MINUTE_MS, otherAt: null, isPast: at < now, found };
}

/** 1 = later, -1 = earlier, 0 = neither is said before it. */
function signOf(words: string, { found }: ReadTime): 1 | -1 | 0 {
  const front = before(words, found.start);
  if (shifts.later.test(front)) return 1;
  return shifts.earlier.test(front) ? -1 : 0;
}

function nearest(readings: readonly number[], to: number): number | null {
  return readings.toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to))[0] ?? null;
}
