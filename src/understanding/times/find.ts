import type { Calendar } from '../../core/calendar.ts';
import { phrasesOf } from './assemble.ts';
import { dayAt, dayOfText, startOf } from './dates.ts';
import { foldTimes } from './numbers.ts';
import type { Phrase } from './phrase.ts';
import { resolve } from './resolve.ts';
import type { Setting } from './resolve-day.ts';
import type { FoundTime, TimeValue } from './value.ts';

export interface FindOptions {
  /** The instant relative times are counted from; ms. */
  now: number;
  calendar: Calendar;
  /** `future` (the default) for what is planned or asked, `past` for what is told. */
  purpose?: 'future' | 'past';
}

/** A phrase beside what it came to, for the readers of slots in this room. */
export interface ReadTime {
  phrase: Phrase;
  found: FoundTime;
}

/**
 * All times said in a text (the first hundred), in order, those taken back left out. Pure and linear in the text; never throws. Times of an instant
 * that is no number (`now` NaN) are left out.
 */
export function findTimes(text: string, options: FindOptions): FoundTime[] {
  return readTimes(text, options).map(({ found }) => found);
}

/** No message names more; resolving a festival costs more than finding it. */
export const TIMES_MAX = 100;

export function readTimes(text: string, options: FindOptions): ReadTime[] {
  const setting = settingOf(options);
  if (setting === null) return [];
  const phrases = phrasesOf(foldTimes(text)).slice(0, TIMES_MAX);
  return phrases.map((phrase) => ({ phrase, found: foundTime(text, phrase, setting) }));
}

/** Instants whose days have no four-figure year are nobody's clock. */
const CLOCK_MIN = Date.UTC(1902, 0, 1);
const CLOCK_MAX = Date.UTC(2098, 0, 1);

export function settingOf({ now, calendar, purpose = 'future' }: FindOptions): Setting | null {
  return now >= CLOCK_MIN && now <= CLOCK_MAX ? { now, today: dayAt(now), calendar, purpose } : null;
}

function foundTime(text: string, phrase: Phrase, setting: Setting): FoundTime {
  const value = resolve(phrase, setting);
  const { start, end, clock, edge } = phrase;
  return {
    start,
    end,
    text: text.slice(start, end),
    value,
    said: {
      day: phrase.day !== null || phrase.span !== null,
      part: phrase.part,
      clock: clock && { hour: clock.hour, minute: clock.minute },
    },
    points: pointsTo(value, setting),
    edge,
    isApproximate: phrase.isApproximate,
  };
}

/** First and last instant of what a value covers; null for lengths and recurring times. The end itself is outside. */
export function boundsOf(value: TimeValue): { startAt: number; endAt: number } | null {
  switch (value.kind) {
    case 'instant':
      return { startAt: value.at, endAt: value.at + 1 };
    case 'date':
      return { startAt: startOf(dayOfText(value.date)), endAt: startOf(dayOfText(value.date) + 1) };
    case 'date_range':
      return { startAt: startOf(dayOfText(value.from)), endAt: startOf(dayOfText(value.to) + 1) };
    case 'time_range':
    case 'day_part':
      return { startAt: value.startAt, endAt: value.endAt };
    case 'ambiguous':
      return value.candidates[0] ? boundsOf(value.candidates[0]) : null;
    case 'duration':
    case 'recurring':
      return null;
  }
}

function pointsTo(value: TimeValue, { now }: Setting): FoundTime['points'] {
  const bounds = boundsOf(value);
  if (bounds === null) return null;
  if (bounds.endAt <= now) return 'past';
  return bounds.startAt > now ? 'future' : 'present';
}
