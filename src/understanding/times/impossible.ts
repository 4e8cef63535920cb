// Times that cannot be: no calendar and no clock has them. The grammar passes over some in silence; a secretary has to hear of it.
import { dayNumber, dayOfText, weekdayOf } from './dates.ts';
import { days, impossible } from './lexicon-wish.ts';
import { before, behind } from './match.ts';
import { readNumber } from './numbers.ts';
import type { DaySaid, Phrase } from './phrase.ts';
import { resolve } from './resolve.ts';
import { resolveDay, type Setting } from './resolve-day.ts';

export interface Place {
  start: number;
  end: number;
}

const MONTHS = 12;
const DAYS_MAX = 31;
const HOURS = 24;
const MINUTES = 60;
/** A day without a year that lies farther ahead: 29 February. Nobody plans for it four years before. */
const DAYS_AHEAD_MAX = 366;
/** "From 5 December to 1 December" would be a year. */
const RANGE_DAYS_MAX = 300;

/** The first such time in a folded text, unless it is taken back or denied; null when there is none. */
export function impossibleIn(text: string): Place | null {
  const checks: readonly (readonly [RegExp, (groups: Groups) => boolean])[] = [
    [impossible.monthDay, ({ month, day }) => isOver(month, MONTHS) || isOver(day, DAYS_MAX)],
    [impossible.written, ({ year, month, day }) => dayNumber({ year: Number(year), month: Number(month) }, Number(day)) === null],
    [impossible.day, () => true],
    [impossible.clock, isNoClock],
    [impossible.weekday, () => true],
  ];
  const found = checks.flatMap(([pattern, isImpossible]) =>
    [...text.matchAll(pattern)]
      .filter((match) => isImpossible(match.groups ?? {}))
      .map(({ index, 0: words }) => ({ start: index, end: index + words.length }))
      .filter((place) => isMeant(text, place)),
  );
  return found.sort((a, b) => a.start - b.start)[0] ?? null;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** NaN, which is over nothing, where two numbers were said. */
const numberIn = (words = ''): number => (impossible.number.test(words) ? readNumber(words) : Number.NaN);

const isOver = (words: string | undefined, max: number): boolean => {
  const value = numberIn(words);
  return value < 1 || value > max;
};

function isNoClock({ hour = '', minute, half }: Groups): boolean {
  const hours = numberIn(hour);
  const minutes = half ? 30 : minute === undefined ? 0 : numberIn(minute);
  return minutes >= MINUTES || hours * MINUTES + minutes > HOURS * MINUTES;
}

const isMeant = (text: string, { start, end }: Place): boolean =>
  !isDenied(text, { start }) && !impossible.takenBackBehind.test(behind(text, end));

const isDenied = (text: string, { start }: Pick<Place, 'start'>): boolean => impossible.deniedBefore.test(before(text, start));

/** True when a phrase names a day that is not there: 30 February, a date beside the wrong weekday, an end before its beginning. */
export function isImpossible(phrase: Phrase, text: string, setting: Setting): boolean {
  const { day, weekday, until } = phrase;
  if (phrase.isRecurring || !day) return false;
  if (weekday !== null && !agrees(day, weekday, setting)) return true;
  if (isDenied(text, phrase) || !days.named.test(text.slice(phrase.start, phrase.end))) return false;
  if (until?.day && !until.clock) return isCountable(day) && isCountable(until.day) && !isRange(phrase, setting);
  if (day.kind !== 'date' && day.kind !== 'nth') return false;
  const found = resolveDay(day, setting);
  if (!found) return isCountable(day);
  return day.kind === 'date' && day.year === null && found.day - setting.today > DAYS_AHEAD_MAX;
}

/** Days that need no calendar but the months'. */
const isCountable = (day: DaySaid): boolean =>
  day.kind === 'date' ||
  day.kind === 'weekday' ||
  day.kind === 'offset' ||
  (day.kind === 'nth' && (day.of.kind === 'month' || day.of.kind === 'week'));

function agrees(day: DaySaid, weekday: number, setting: Setting): boolean {
  const found = resolveDay(day, setting);
  return !found || weekdayOf(found.day) === weekday;
}

function isRange(phrase: Phrase, setting: Setting): boolean {
  const value = resolve({ ...phrase, part: null, clock: null, lasts: null, weekday: null }, setting);
  return value.kind === 'date_range' && dayOfText(value.to) - dayOfText(value.from) < RANGE_DAYS_MAX;
}
