// The whole installation speaks Asia/Shanghai. Shanghai has had no daylight saving since 1992,
// so for every instant this program handles the offset is a fixed +08:00 and needs no time-zone data.
import { DAY_MS, HOUR_MS } from './clock.ts';

const OFFSET_MS = 8 * HOUR_MS;

/** An instant's wall-clock parts in Shanghai; `weekday` counts from 1 = Monday to 7 = Sunday. */
export interface ShanghaiTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

export function shanghaiTime(at: number): ShanghaiTime {
  const wall = new Date(at + OFFSET_MS);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    weekday: wall.getUTCDay() || 7,
  };
}

/** `2026-11-22` */
export function shanghaiDate(at: number): string {
  const t = shanghaiTime(at);
  return `${pad(t.year, 4)}-${pad(t.month)}-${pad(t.day)}`;
}

/** `20:05` */
export function shanghaiHourMinute(at: number): string {
  const t = shanghaiTime(at);
  return `${pad(t.hour)}:${pad(t.minute)}`;
}

/** `2026-11-22T20:05:00+08:00` */
export function shanghaiIso(at: number): string {
  const t = shanghaiTime(at);
  return `${shanghaiDate(at)}T${pad(t.hour)}:${pad(t.minute)}:${pad(t.second)}+08:00`;
}

/** The instant of a Shanghai wall-clock time; `date` is `YYYY-MM-DD`. */
export function shanghaiInstant(date: string, hour = 0, minute = 0): number {
  return Date.parse(`${date}T${pad(hour)}:${pad(minute)}:00+08:00`);
}

/** First instant of the Shanghai day that holds `at`. */
export function startOfDay(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
}
