// Days and hours as people say them to each other.
import { DAY_MS } from './clock.ts';
import type { Occupation } from './member.ts';
import { shanghaiDate, shanghaiHourMinute, shanghaiTime, startOfDay } from './shanghai.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const NEAR_DAYS = ['今天', '明天', '后天'];

/** `今天`, `周三`, `下周三`, `12月3日`; the year only when it is another one. */
export function sayDay(at: number, now: number): string {
  const ahead = Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS);
  const near = ahead === -1 ? '昨天' : NEAR_DAYS[ahead];
  if (near !== undefined) return near;
  const { year, month, day, weekday } = shanghaiTime(at);
  const today = shanghaiTime(now);
  const weeks = Math.floor((ahead + today.weekday - 1) / 7);
  if (ahead > 0 && weeks < 2) return `${weeks === 1 ? '下周' : '周'}${WEEKDAYS[weekday - 1]}`;
  return `${year === today.year ? '' : `${year}年`}${month}月${day}日`;
}

/** `12月3日` */
export function sayMonthDay(at: number): string {
  const { month, day } = shanghaiTime(at);
  return `${month}月${day}日`;
}

/** `12月3日（周四）`, for what is read later than it is said. */
export const sayDate = (at: number): string => `${sayMonthDay(at)}（周${WEEKDAYS[shanghaiTime(at).weekday - 1]}）`;

/** `下周三 20:05` */
export const sayWhen = (at: number, now: number): string => `${sayDay(at, now)} ${shanghaiHourMinute(at)}`;

/** `20:05`, with the day where it is not today. */
export const sayAt = (at: number, now: number): string =>
  shanghaiDate(at) === shanghaiDate(now) ? shanghaiHourMinute(at) : sayWhen(at, now);

/** `20:05–21:05`, with the end's day when it is another one. */
export function saySpan(start: number, end: number): string {
  const isOneDay = shanghaiDate(start) === shanghaiDate(end);
  return `${shanghaiHourMinute(start)}–${isOneDay ? '' : sayDate(end)}${shanghaiHourMinute(end)}`;
}

export const occupationTitles: Record<Occupation, string> = {
  courier: '快递',
  rider: '骑手',
  driver: '司机',
  office: '站里',
};
