// Instants and ranges for the readers of slots, by the rules of the label standard.
import type { Calendar } from '../../core/calendar.ts';
import { boundsOf, type ReadTime, readTimes, settingOf } from './find.ts';
import type { LengthSaid, Phrase } from './phrase.ts';
import { resolve } from './resolve.ts';
import type { Setting } from './resolve-day.ts';
import type { Doubt, FoundTime, TimeValue } from './value.ts';

export type InstantReading =
  /** `isPast`: what is planned lies before now (the weekday of this week is over): ask. `otherAt`: see TimeValue. */
  | { kind: 'instant'; at: number; otherAt: number | null; isPast: boolean; found: FoundTime }
  | { kind: 'ambiguous'; candidates: number[]; doubt: Doubt; found: FoundTime };

export type RangeReading =
  | { kind: 'range'; startAt: number; endAt: number | null; otherAt: number | null; isPast: boolean; found: FoundTime }
  | { kind: 'ambiguous'; candidates: number[]; doubt: Doubt; found: FoundTime };

/** People round; see `resolve-clock.ts`. */
const ROUNDING_MS = 10 * 60_000;

/**
 * The instant of something planned (start, send_at, session): the first clock time of the text, on the day said with it or before
 * it; a bare one is the next that makes sense for a group. Null without a clock time: a day or a part of it is no instant.
 */
export function futureInstant(text: string, now: number, calendar: Calendar): InstantReading | null {
  const range = futureRange(text, now, calendar);
  if (range?.kind !== 'range') return range;
  const { startAt, otherAt, isPast, found } = range;
  return { kind: 'instant', at: startAt, otherAt, isPast, found };
}

/** Start and end of something planned; `endAt` null when neither an end nor a length was said. */
export function futureRange(text: string, now: number, calendar: Calendar): RangeReading | null {
  const setting = settingOf({ now, calendar });
  if (!setting) return null;
  const times = withDays(readTimes(text, { now, calendar }), setting).filter(
    ({ phrase }) => phrase.moment === null || phrase.moment > 0,
  );
  const start =
    times.find(({ found }) => isTimed(found.value) && found.edge !== 'before') ?? times.find(({ found }) => isTimed(found.value));
  if (!start) return null;
  const { value } = start.found;
  if (value.kind === 'ambiguous')
    return { kind: 'ambiguous', candidates: startsOf(value), doubt: value.doubt, found: start.found };
  const startAt = startsOf(value)[0] ?? now;
  const length = value.kind === 'time_range' ? null : lengthBehind(times, start);
  const endAt = value.kind === 'time_range' ? value.endAt : length && startAt + length.ms;
  const otherAt = value.kind === 'instant' ? value.otherAt : null;
  return { kind: 'range', startAt, endAt, otherAt, isPast: startAt < now, found: start.found };
}

/**
 * The instant somebody tells of (at, observed_at): the latest the words can mean, never after now. Null without a clock time, and
 * for one that is still to come.
 */
export function pastInstant(text: string, now: number, calendar: Calendar): InstantReading | null {
  const setting = settingOf({ now, calendar, purpose: 'past' });
  if (!setting) return null;
  for (const { phrase, found } of withDays(readTimes(text, { now, calendar, purpose: 'past' }), setting)) {
    const { value } = found;
    // "Until now" tells of no instant.
    if (phrase.moment === 0) continue;
    const starts = isTimed(value) ? startsOf(value).filter((at) => at <= now + ROUNDING_MS) : [];
    const [at] = starts;
    if (at === undefined) continue;
    if (value.kind === 'ambiguous') return { kind: 'ambiguous', candidates: starts, doubt: value.doubt, found };
    return { kind: 'instant', at, otherAt: value.kind === 'instant' ? value.otherAt : null, isPast: true, found };
  }
  return null;
}

/** To the minute, or two readings that are. */
function isTimed(value: TimeValue): boolean {
  return (
    value.kind === 'instant' ||
    value.kind === 'time_range' ||
    (value.kind === 'ambiguous' && value.candidates.length > 0 && value.candidates.every(isTimed))
  );
}

function startsOf(value: TimeValue): number[] {
  if (value.kind === 'ambiguous') return value.candidates.flatMap(startsOf);
  const bounds = boundsOf(value);
  return bounds ? [bounds.startAt] : [];
}

/**
 * A clock time without a day stands on the day named last before it ("the 12th is tree day, at nine"), unless that day is only a
 * limit ("before the 29th") or on the wrong side of today.
 */
function withDays(times: readonly ReadTime[], setting: Setting): ReadTime[] {
  let day: Phrase | null = null;
  return times.map((time) => {
    const { phrase, found } = time;
    const namesDay = phrase.day !== null && found.edge === null && !phrase.isRecurring;
    if (!phrase.clock) {
      if (namesDay ? isRightSide(found, setting) : phrase.part !== null && phrase.day === null) day = phrase;
      return time;
    }
    if (phrase.day || phrase.span || day === null) return time;
    const joined: Phrase = { ...phrase, day: day.day, part: phrase.part ?? day.part };
    return {
      phrase: joined,
      found: { ...found, value: resolve(joined, setting), said: { ...found.said, day: day.day !== null } },
    };
  });
}

const isRightSide = ({ points }: FoundTime, { purpose }: Setting): boolean =>
  points === 'present' || points === (purpose === 'future' ? 'future' : 'past');

/** How long it lasts, said somewhere behind the start. */
function lengthBehind(times: readonly ReadTime[], start: ReadTime): LengthSaid | null {
  const length = times.find(({ phrase, found }) => phrase.length && !phrase.isRecurring && found.start >= start.found.end)?.phrase
    .length;
  return length && length.months === 0 && !length.isApproximate ? length : null;
}
