// Which day, or which stretch of days, is wanted.
import type { Wish } from '../../core/planner.ts';
import { dateText, dayAt, dayOfText } from './dates.ts';
import { edge } from './lexicon-times.ts';
import { days as words } from './lexicon-wish.ts';
import { behind } from './match.ts';
import type { Phrase } from './phrase.ts';
import { resolve } from './resolve.ts';
import type { Setting } from './resolve-day.ts';
import { resolveSpan } from './resolve-span.ts';
import type { TimeValue } from './value.ts';

export type Days = Pick<Wish, 'date' | 'from' | 'to'>;
/** The days wanted, and the phrase that names them. */
export interface WantedDays {
  phrase: Phrase;
  days: Days;
}

interface Stretch {
  from: number;
  to: number;
}

/** How much a phrase says of when: a day of its own before a festival, a limit before a stretch, what is over last of all. */
const RANKS = { day: 0, festival: 1, today: 2, limit: 3, stretch: 4, name: 5, past: 6 } as const;

const NEXT_YEAR = { kind: 'relative', years: 1 } as const;

/** The phrase that says most, the first among equals; null when no day is said. */
export function wantedDays(phrases: readonly Phrase[], text: string, setting: Setting): WantedDays | null {
  const all = phrases.flatMap((phrase) => {
    const stretch = phrase.isRecurring ? null : stretchOf(phrase, text, setting);
    return stretch
      ? [{ phrase, days: daysOf(phrase, stretch, text, setting), rank: rankOf(phrase, stretch, text, setting) }]
      : [];
  });
  return all.toSorted((a, b) => a.rank - b.rank)[0] ?? null;
}

function rankOf(phrase: Phrase, { from, to }: Stretch, text: string, { today }: Setting): number {
  const { day, clock, part } = phrase;
  if (to < today) return RANKS.past;
  if (edgeOf(phrase)) return RANKS.limit;
  if (!day) return phrase.moment === null && from < to ? RANKS.stretch : RANKS.day;
  if (clock || part) return RANKS.day;
  if (day.kind === 'festival') return words.nameBehind.test(behind(text, phrase.end)) ? RANKS.name : RANKS.festival;
  return day.kind === 'offset' && day.days === 0 ? RANKS.today : RANKS.day;
}

/** "Before eight" limits the hour, not the day. */
const edgeOf = (phrase: Phrase): Phrase['edge'] => (phrase.clock || phrase.moment !== null ? null : phrase.edge);

function daysOf(phrase: Phrase, stretch: Stretch, text: string, setting: Setting): Days {
  const limit = edgeOf(phrase);
  if (limit === 'before') return { to: dateText(isWhole(phrase) ? stretch.from - 1 : stretch.to) };
  if (limit === 'after') return { from: dateText(firstAfter(phrase, stretch, behind(text, phrase.end), setting)) };
  const isGoingOn = stretch.from < setting.today && stretch.to >= setting.today;
  const [from, to] = [dateText(isGoingOn ? setting.today : stretch.from), dateText(stretch.to)];
  if (phrase.span && words.startsBehind.test(behind(text, phrase.end))) return { from };
  return from === to ? { date: from } : { from, to };
}

/** A week, a month, a festival: "before it" leaves it out. */
const isWhole = ({ day, span }: Phrase): boolean =>
  day?.kind === 'festival' || (span !== null && !(span.kind === 'month' && (span.from > 1 || span.to !== null)));

/** "From next week on" holds next week, "after next week" does not. */
function firstAfter({ day }: Phrase, { from, to }: Stretch, rest: string, setting: Setting): number {
  if (!edge.after.test(rest)) return Math.max(from, setting.today);
  if (day?.kind === 'festival')
    return (resolveSpan({ kind: 'festival', festival: day.festival, year: day.year }, setting)?.to ?? to) + 1;
  return from === to && words.onAndAfter.test(rest) ? from : to + 1;
}

/** Days a phrase names, its hours aside. */
function stretchOf(phrase: Phrase, text: string, setting: Setting): Stretch | null {
  if (phrase.moment !== null) return phrase.moment === 0 ? null : single(dayAt(setting.now + phrase.moment));
  if (phrase.span?.kind === 'year' && phrase.span.fromMonth === 1 && phrase.span.toMonth === 12) return null;
  const days = withoutHours(phrase);
  return days && ahead(stretchIn(resolve(days, setting)), phrase, text, setting);
}

const single = (day: number): Stretch => ({ from: day, to: day });

function withoutHours(phrase: Phrase): Phrase | null {
  if (!phrase.day && !phrase.span) return null;
  const { until, or } = phrase;
  return {
    ...phrase,
    part: null,
    clock: null,
    lasts: null,
    until: until && !until.clock ? withoutHours(until) : null,
    or: or && withoutHours(or),
  };
}

function stretchIn(value: TimeValue): Stretch | null {
  switch (value.kind) {
    case 'date':
      return single(dayOfText(value.date));
    case 'date_range':
      return { from: dayOfText(value.from), to: dayOfText(value.to) };
    case 'ambiguous':
      return value.doubt === 'choice' ? together(value.candidates.map(stretchIn)) : stretchInFirst(value.candidates);
    default:
      return null;
  }
}

const stretchInFirst = ([first]: readonly TimeValue[]): Stretch | null => (first ? stretchIn(first) : null);

/** "Wednesday or Thursday" is one stretch; of days apart the first is taken. */
function together(stretches: readonly (Stretch | null)[]): Stretch | null {
  const [first, second] = stretches;
  if (!first || !second) return first ?? second ?? null;
  return second.from >= first.from && second.from <= first.to + 1
    ? { from: first.from, to: Math.max(first.to, second.to) }
    : first;
}

/** A month, or a part of one or of a year, that is over is meant of the next one, unless "this" was said. */
function ahead(stretch: Stretch | null, phrase: Phrase, text: string, setting: Setting): Stretch | null {
  const { span, until } = phrase;
  if (!stretch || !span || stretch.to >= setting.today || until) return stretch;
  const isOpen = words.openPart.test(text.slice(phrase.start, phrase.end));
  if (span.kind === 'year') return isOpen ? resolveSpan({ ...span, year: NEXT_YEAR }, setting) : stretch;
  if (span.kind !== 'month' || span.year) return stretch;
  if (span.month.kind === 'month') return resolveSpan({ ...span, year: NEXT_YEAR }, setting);
  return isOpen ? resolveSpan({ ...span, month: { kind: 'relative', months: 1 } }, setting) : stretch;
}
