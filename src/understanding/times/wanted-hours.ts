// Which hours are wanted: part of the day, start, end, length.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { DayPart, Wish } from '../../core/planner.ts';
import { shanghaiDate, shanghaiHourMinute } from '../../core/shanghai.ts';
import { dayAt, startOf } from './dates.ts';
import { aside } from './lexicon-wish.ts';
import { behind } from './match.ts';
import type { ClockSaid, LengthSaid, Part, Phrase } from './phrase.ts';
import { resolve } from './resolve.ts';
import { clockTimes } from './resolve-clock.ts';
import type { Setting } from './resolve-day.ts';
import type { TimeValue } from './value.ts';

/** `date`: the day the start lies on, which after midnight is not the day that was said. */
export type Hours = Pick<Wish, 'date' | 'part' | 'start' | 'end' | 'durationMinutes'>;

const DAY_PARTS: Partial<Record<Part, DayPart>> = {
  morning: 'morning',
  noon: 'noon',
  afternoon: 'afternoon',
  dusk: 'evening',
  night: 'evening',
};

/** Shorter or longer is not how long something is held. */
const MINUTES_MIN = 10;
const MINUTES_MAX = 12 * 60;
/** An end whose half of the day nobody said is not farther off than this. */
const OPEN_RANGE_MS = 10 * HOUR_MS;
/** A night passes midnight; it ends by this hour, and is no longer than that. */
const NIGHT_FROM_HOUR = 18;
const NIGHT_TO_HOUR = 6;
const NIGHT_MS = 8 * HOUR_MS;
/** No group meets before. */
const GROUP_FROM_HOUR = 7;

/**
 * The hours the phrases want, on the day of `dayPhrase` where one is wanted; impossible, with the phrase that says so, where the end
 * lies before the start. `movedFrom`: the half of the day a plan had before, for an hour that names none.
 */
export function wantedHours(
  phrases: readonly Phrase[],
  dayPhrase: Phrase | null,
  text: string,
  movedFrom: (phrase: Phrase) => Part | null,
  setting: Setting,
): { kind: 'hours'; hours: Hours } | { kind: 'impossible'; phrase: Phrase } {
  const isEnd = (phrase: Phrase) => phrase.clock !== null && !phrase.until && aside.endBehind.test(behind(text, phrase.end));
  const timed = phrases.filter((phrase) => isClock(phrase, dayPhrase) && (phrase.edge !== 'before' || isEnd(phrase)));
  const clock = dayPhrase?.clock && !isEnd(dayPhrase) ? dayPhrase : (timed.find((phrase) => !isEnd(phrase)) ?? null);
  const end = timed.find((phrase) => isEnd(phrase) && phrase.start >= (clock?.end ?? 0)) ?? null;
  const durationMinutes = lengthOf(phrases, clock);
  const base: Hours = durationMinutes === null ? {} : { durationMinutes };
  const part = partOf(phrases, dayPhrase, clock ?? end);
  if (dayPhrase?.moment) return hours({ ...base, ...pointOf(setting.now + dayPhrase.moment, true) });
  const only = clock ?? end;
  if (!only) return hours({ ...base, ...part });
  const said = onDay(only, dayPhrase, movedFrom(only));
  const range = clock && end && !said.until ? { ...said, until: { ...end, edge: null } } : said;
  if (range.or?.clock || range.clock?.orHour != null) return hours({ ...base, ...part });
  const start = instantOf(resolve({ ...range, until: null }, setting));
  if (start === null) return hours({ ...base, ...part });
  if (clock === null) return hours({ ...base, end: shanghaiHourMinute(start) });
  const point = pointOf(start, said.day !== null);
  if (!range.until?.clock) return hours({ ...base, ...point });
  const both = endsOf(range, range.until, setting);
  if (both === null) return { kind: 'impossible', phrase: range.until === end ? { ...only, end: end.end } : only };
  return hours({ ...base, ...pointOf(both.startAt, said.day !== null), ...endOf(both) });
}

const hours = (found: Hours): { kind: 'hours'; hours: Hours } => ({ kind: 'hours', hours: found });

const pointOf = (at: number, hasDay: boolean): Hours => ({
  ...(hasDay && { date: shanghaiDate(at) }),
  start: shanghaiHourMinute(Math.round(at / MINUTE_MS) * MINUTE_MS),
});

/** Past midnight an end would stand before its start: it is told by its length. */
const endOf = ({ startAt, endAt }: Ends): Hours =>
  dayAt(startAt) === dayAt(endAt) ? { end: shanghaiHourMinute(endAt) } : { durationMinutes: (endAt - startAt) / MINUTE_MS };

/** A clock time of no day, or of the one that is wanted. */
const isClock = (phrase: Phrase, dayPhrase: Phrase | null): boolean =>
  phrase.clock !== null &&
  (phrase === dayPhrase || (!phrase.day && (!phrase.span || dayPhrase?.span === phrase.span)) || phrase.isRecurring);

/** "Wednesday, at eight": the hour with what was said of its day; a half of the day the plan had before serves where none is said now. */
function onDay(clock: Phrase, dayPhrase: Phrase | null, before: Part | null): Phrase {
  const isOfOneDay = dayPhrase?.day && !dayPhrase.edge && (!dayPhrase.until || dayPhrase.until.clock) && !dayPhrase.or?.day;
  return {
    ...clock,
    day: isOfOneDay ? dayPhrase.day : null,
    weekday: null,
    span: null,
    lasts: null,
    edge: null,
    isRecurring: false,
    or: clock.or?.clock && minuteOf(clock.or) !== minuteOf(clock) ? clock.or : null,
    part: clock.part ?? dayPhrase?.part ?? before,
  };
}

const minuteOf = ({ clock }: Phrase): number | null => clock && clock.hour * 60 + clock.minute;

function instantOf(value: TimeValue): number | null {
  if (value.kind === 'instant') return value.at;
  return value.kind === 'ambiguous' && value.candidates[0] && value.doubt !== 'vague' ? instantOf(value.candidates[0]) : null;
}

/** The part of the day nobody gave an hour for. */
function partOf(phrases: readonly Phrase[], dayPhrase: Phrase | null, clock: Phrase | null): Hours {
  const said =
    clock ??
    (dayPhrase?.part || dayPhrase?.until?.part
      ? dayPhrase
      : phrases.find((phrase) => phrase.part && !phrase.day && !phrase.clock && !phrase.until)) ??
    phrases.find((phrase) => phrase.part && phrase.isRecurring);
  const isChoice = said?.or?.part != null && said.or.part !== said.part;
  const word = said?.part ?? said?.until?.part;
  const part = word && !isChoice ? DAY_PARTS[word] : undefined;
  return part ? { part } : {};
}

function lengthOf(phrases: readonly Phrase[], clock: Phrase | null): number | null {
  const lengths = [clock?.lasts, ...phrases.map(({ length, lasts }) => length ?? lasts)];
  return lengths.map(minutesOf).find((minutes) => minutes !== null) ?? null;
}

function minutesOf(length: LengthSaid | null | undefined): number | null {
  if (!length || length.months > 0 || length.isApproximate) return null;
  const minutes = Math.round(length.ms / MINUTE_MS);
  return minutes >= MINUTES_MIN && minutes <= MINUTES_MAX ? minutes : null;
}

interface Ends {
  startAt: number;
  endAt: number;
}

/** Start and end; null when the end lies before the start on one day. */
function endsOf(said: Phrase, until: Phrase, setting: Setting): Ends | null {
  const value = resolve(said, setting);
  const range = value.kind === 'ambiguous' ? value.candidates[0] : value;
  if (range?.kind !== 'time_range') return null;
  if (range.endAt > range.startAt && fits(range, said, until)) return range;
  return said.part === null && said.clock?.half === null && until.day === null ? otherHalf(range, said.clock, until) : null;
}

function fits({ startAt, endAt }: Ends, said: Phrase, until: Phrase): boolean {
  if (until.day) return true;
  const isOpen = until.part === null && until.clock?.half === null;
  if (dayAt(startAt) === dayAt(endAt)) return !isOpen || endAt - startAt <= OPEN_RANGE_MS;
  const startHour = hourOf(startAt);
  if (until.part === 'dawn' || until.part === 'midnight') return startHour >= 12;
  const isNight = said.part === 'night' || said.part === 'midnight' || startHour >= NIGHT_FROM_HOUR;
  if (until.part === 'night' || until.part === 'morning') return isNight && endAt - startAt <= DAY_MS / 2;
  // Nobody says "eight to six" of a night without saying night.
  return (
    isNight &&
    (said.part !== null || said.clock?.half === 'exact') &&
    hourOf(endAt) <= NIGHT_TO_HOUR &&
    endAt - startAt <= NIGHT_MS
  );
}

/** "Eight to six", said at nine in the morning: the start's other half where that makes one day of it. */
function otherHalf({ startAt }: Ends, { hour, minute }: ClockSaid, until: Phrase): Ends | null {
  const midnight = startOf(dayAt(startAt));
  const ends = until.clock ? clockTimes(until.clock, until.part) : [];
  const starts = [hour % 12, (hour % 12) + 12]
    .filter((at) => at >= GROUP_FROM_HOUR)
    .map((at) => at * HOUR_MS + minute * MINUTE_MS);
  const all = starts.flatMap((start) => ends.map((end) => ({ startAt: midnight + start, endAt: midnight + end })));
  return (
    all.find(
      (ends) =>
        ends.endAt > ends.startAt && ends.endAt - ends.startAt <= OPEN_RANGE_MS && dayAt(ends.startAt) === dayAt(ends.endAt),
    ) ?? null
  );
}

const hourOf = (at: number): number => (at - startOf(dayAt(at))) / HOUR_MS;
