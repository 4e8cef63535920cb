// Values as short text, so that tables of expectations can be read.

import { createCalendar } from '../../../src/calendar/index.ts';
import { shanghaiIso } from '../../../src/core/shanghai.ts';
import { findTimes, type TimeValue } from '../../../src/understanding/times/index.ts';

export const calendar = createCalendar();
/** A Monday morning. */
export const NOW = '2026-11-23 09:25';

export const instantOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
export const minute = (at: number): string => shanghaiIso(at).slice(0, 16).replace('T', ' ');

export function shown(value: TimeValue): string {
  switch (value.kind) {
    case 'instant':
      return minute(value.at);
    case 'date':
      return value.date;
    case 'date_range':
      return `${value.from}…${value.to}${value.isCertain ? '' : '?'}`;
    case 'time_range':
      return `${minute(value.startAt)}…${minute(value.endAt)}`;
    case 'day_part':
      return `${value.part}${value.date === null ? '' : ` ${value.date}`}`;
    case 'duration':
      return [value.months ? `${value.months} months` : '', value.ms ? `${value.ms / 60_000} min` : ''].filter(Boolean).join(' ');
    case 'recurring':
      return 'recurring';
    case 'ambiguous':
      return `${value.doubt}: ${value.candidates.map(shown).join(' | ')}`;
  }
}

/** All times of a text, shown, joined by `;`. */
export function read(text: string, now = NOW, purpose: 'future' | 'past' = 'future'): string {
  return findTimes(text, { now: instantOf(now), calendar, purpose })
    .map((found) => shown(found.value))
    .join('; ');
}
