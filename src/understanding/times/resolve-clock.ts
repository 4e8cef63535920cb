// The clock: which half of the day is meant, and on which day.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import { startOf } from './dates.ts';
import type { ClockSaid, Part } from './phrase.ts';
import type { Setting } from './resolve-day.ts';

/** First and last minute of the parts of the day (label standard: afternoon 12:00–17:59, evening 18:00–23:59); hours after midnight pass 24. */
export const PART_HOURS: Record<Part, readonly [from: number, to: number]> = {
  dawn: [0, 6],
  morning: [6, 12],
  noon: [11, 13],
  afternoon: [12, 18],
  dusk: [17, 19],
  night: [18, 24],
  midnight: [23, 29],
};

/** Hours at which a group meets when nobody says which half of the day is meant. */
const GROUP_HOURS = { from: 7, before: 23 };
/** People round: at two minutes to eight "eight" is now. */
const ROUNDING_MS = 10 * MINUTE_MS;

export interface ClockFound {
  at: number;
  /** The same clock in the other half of the day, where no word decided it and that half makes sense too. */
  otherAt: number | null;
}

/** Milliseconds from the day's midnight that the words may mean, likelier ones first; more than 24 h = after the midnight that ends the day. */
export function clockTimes(clock: ClockSaid, part: Part | null): number[] {
  const minutes = clock.minute * MINUTE_MS + clock.second * SECOND_MS;
  return hoursOf(clock, part).map((hour) => hour * HOUR_MS + minutes);
}

function hoursOf({ hour, half }: ClockSaid, part: Part | null): number[] {
  if (half === 'am') return [hour % 12];
  if (half === 'pm') return [(hour % 12) + 12];
  if (hour > 12) return [hour];
  const isNight = part === 'night' || part === 'midnight';
  // Midnight and the small hours of "tonight" lie after the midnight that ends the day.
  if (hour === 0) return isNight ? [24] : [0];
  if (half === 'exact' && part === null) return [hour];
  switch (part) {
    case null:
      return hour === 12 ? [12] : [hour, hour + 12];
    case 'dawn':
      return [hour % 12];
    case 'morning':
      return [hour];
    case 'noon':
      return [hour < 6 ? hour + 12 : hour];
    case 'afternoon':
    case 'dusk':
      return [hour === 12 ? 12 : hour + 12];
    case 'night':
      return [hour === 12 ? 24 : hour < 4 ? hour + 24 : hour + 12];
    case 'midnight':
      return [hour === 12 ? 24 : hour < 7 ? hour + 24 : hour + 12];
  }
}

const isGroupHour = (time: number): boolean => time >= GROUP_HOURS.from * HOUR_MS && time < GROUP_HOURS.before * HOUR_MS;

/** The instant meant. `day` null = no day was said: the next one that makes sense for a group, or the latest that has been. */
export function resolveClock(day: number | null, part: Part | null, clock: ClockSaid, setting: Setting): ClockFound {
  const times = clockTimes(clock, part);
  const isOpen = times.length > 1;
  const days =
    day === null ? (setting.purpose === 'future' ? [-1, 0, 1] : [-2, -1, 0]).map((step) => setting.today + step) : [day];
  const all = days.flatMap((on) => times.map((time) => ({ at: startOf(on) + time, time }))).sort((a, b) => a.at - b.at);
  const onSide = all.filter(({ at }) => isOnSide(at, setting));
  const sensible = isOpen && setting.purpose === 'future' ? onSide.filter(({ time }) => isGroupHour(time)) : onSide;
  const pool = [sensible, onSide, all.filter(({ time }) => isGroupHour(time)), all].find((some) => some.length > 0) ?? all;
  const chosen = setting.purpose === 'future' || !onSide.length ? pool[0] : pool.at(-1);
  if (!chosen) return { at: setting.now, otherAt: null };
  const step = chosen.time === times[0] ? 12 : -12;
  const other = { at: chosen.at + step * HOUR_MS, time: chosen.time + step * HOUR_MS };
  const isPossible = isOpen && isOnSide(other.at, setting) && (setting.purpose === 'past' || isGroupHour(other.time));
  return { at: chosen.at, otherAt: isPossible ? other.at : null };
}

const isOnSide = (at: number, { now, purpose }: Setting): boolean => (purpose === 'future' ? at > now : at <= now + ROUNDING_MS);

/** The end of a range: the first reading after its start, on the same day unless another was said. */
export function resolveEnd(
  startAt: number,
  startDay: number,
  day: number | null,
  part: Part | null,
  startPart: Part | null,
  clock: ClockSaid,
): number {
  const own = clockTimes(clock, part);
  const times =
    part === null && own.length === 1 && clock.hour === 12 && clock.half === null ? [12 * HOUR_MS, 24 * HOUR_MS] : own;
  // "Nine to five in the evening": the end's own part decides; without one the start's half goes on as long as it can.
  const inherited =
    part === null && startPart !== null && day === null
      ? clockTimes(clock, startPart).filter((time) => times.some((t) => t % DAY_MS === time % DAY_MS))
      : [];
  const on = day ?? startDay;
  const readings = [...inherited, ...times].map((time) => startOf(on) + time);
  const later = readings.filter((at) => at > startAt);
  if (later.length > 0) return Math.min(...later);
  return day === null ? Math.min(...readings) + DAY_MS : (readings[0] ?? startAt);
}
