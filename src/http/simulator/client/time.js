import { fill, texts } from './texts.js';

// The simulator's wall clock is Shanghai's whatever the browser's zone; no daylight saving since 1992, so +08:00 is fixed.
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const { clock } = texts;

/** @param {number} at */
const wall = (at) => new Date(at + OFFSET_MS);

/** `2026-11-22T20:05:00+08:00` @param {number} at */
export const isoOf = (at) => `${wall(at).toISOString().slice(0, 19)}+08:00`;

/** What a date-time field holds: `2026-11-22T20:05`. @param {number} at */
export const fieldOf = (at) => wall(at).toISOString().slice(0, 16);

/** @param {string} field */
export const fromField = (field) => Date.parse(`${field}:00+08:00`);

/** `20:05` @param {number} at */
export const hourMinute = (at) => fieldOf(at).slice(11);

/** @param {number} at */
export function dayWords(at) {
  const day = wall(at);
  return fill(clock.day, {
    month: day.getUTCMonth() + 1,
    day: day.getUTCDate(),
    weekday: clock.weekdays[day.getUTCDay()] ?? '',
  });
}

/** The same without the weekday, for narrow columns. @param {number} at */
export function shortTime(at) {
  return fill(clock.short, { month: wall(at).getUTCMonth() + 1, day: wall(at).getUTCDate(), time: hourMinute(at) });
}

/** @param {number} at */
export const dayAndTime = (at) => `${dayWords(at)} ${hourMinute(at)}`;

/** @param {number} one @param {number} other */
export const sameDay = (one, other) => fieldOf(one).slice(0, 10) === fieldOf(other).slice(0, 10);

/**
 * The next time the clock shows this full hour.
 * @param {number} now
 * @param {number} hour
 */
export function nextHour(now, hour) {
  const today = Date.parse(`${fieldOf(now).slice(0, 10)}T00:00:00+08:00`) + hour * 3_600_000;
  return today > now
    ? { at: today, day: /** @type {const} */ ('today') }
    : { at: today + DAY_MS, day: /** @type {const} */ ('tomorrow') };
}
