import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/clock.ts';
import { shanghaiIso, startOfDay } from '../core/shanghai.ts';
import { clock } from './lexicon.ts';
import { readNumber } from './numbers.ts';

/** The instant somebody tells of something that has happened, as ISO +08:00 to the minute; null without a clock time. */
export function readPastTime(text: string, now: number): string | null {
  const match = clock.said.exec(text);
  if (!match) return null;
  const [, day = '', part = '', hourWord = '', minuteWord = ''] = match;
  const hour = readNumber(hourWord);
  const minute = readMinute(minuteWord);
  // A bare "one o'clock" is also the word for "a little".
  if (hour === null || hour > 24 || minute === null || (hour === 1 && !/\d/.test(hourWord) && !day && !part)) return null;
  const when = day + part;
  const back = clock.yesterday.test(when) ? 1 : clock.dayBefore.test(when) ? 2 : 0;
  const midnight = startOfDay(now) - back * DAY_MS;
  const at = (h: number) => midnight + h * HOUR_MS + minute * MINUTE_MS;
  if (hour < 12 && clock.afternoon.test(when)) return iso(at(hour + 12));
  if (hour < 6 && clock.noon.test(when)) return iso(at(hour + 12));
  if (hour >= 12 || clock.morning.test(when) || clock.noon.test(when)) return iso(at(hour));
  return iso(at(hour + 12) <= now ? at(hour + 12) : at(hour));
}

function readMinute(word: string): number | null {
  if (word === '') return 0;
  if (word === clock.half) return 30;
  const quarter = clock.quarter.exec(word);
  const value = quarter ? 15 * (readNumber(quarter[1] ?? '') ?? 0) : readNumber(word);
  return value === null || value > 59 ? null : value;
}

const iso = (at: number): string | null => (Number.isFinite(at) ? shanghaiIso(at) : null);
