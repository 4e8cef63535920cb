// The times of a plan that count: what a plan is moved from, what is only named, and what is refused are left out.
import { edge } from './lexicon-times.ts';
import { aside, every, move } from './lexicon-wish.ts';
import { before, behind } from './match.ts';
import type { Phrase } from './phrase.ts';
import { shiftIn } from './shift-length.ts';

/** True when words that move something stand anywhere in the text. */
export const isMove = (text: string): boolean => move.any.test(text);

/** Where the words about the new time begin: behind "moved to", else behind a length by which it moves; 0 where nothing moves. */
export function newTimesFrom(text: string, phrases: readonly Phrase[]): number {
  const starts = new Set(phrases.filter(({ length }) => !length).map(({ start }) => start));
  const target = [...text.matchAll(move.to)].findLast(
    ({ index, 0: verb }) =>
      (starts.has(index + verb.length) || every.opens.test(text.slice(index + verb.length, index + verb.length + 1))) &&
      !move.corrected.test(before(text, index)),
  );
  return target ? target.index + target[0].length : (shiftIn(text, phrases)?.end ?? 0);
}

/** Times that are wanted; an hour that is refused leaves its day. */
export function wantedPhrases(text: string, phrases: readonly Phrase[]): Phrase[] {
  return withHoursOfRanges(text, phrases).flatMap((phrase) => {
    const [front, rest] = [before(text, phrase.start), behind(text, phrase.end)];
    if (phrase.length) return aside.lengthBefore.test(front) || aside.lengthBehind.test(rest) || isShifted(front) ? [] : [phrase];
    if (phrase.clock && phrase.day && aside.hourBehind.test(rest))
      return [{ ...phrase, clock: null, part: null, until: null, lasts: null }];
    return isAside(front, rest, text.slice(phrase.start, phrase.end)) ? [] : [phrase];
  });
}

/** "Monday to Friday at eight": the grammar keeps the hour with Friday; it is that of all the days. */
function withHoursOfRanges(text: string, phrases: readonly Phrase[]): Phrase[] {
  const out: Phrase[] = [];
  for (const next of phrases) {
    const last = out.at(-1);
    const isRange = last?.day && next.day && !last.clock && !last.until && every.until.test(text.slice(last.end, next.start));
    if (isRange)
      out[out.length - 1] = { ...next, start: last.start, day: last.day, until: { ...next, clock: null, until: null } };
    else out.push(next);
  }
  return out;
}

const isShifted = (front: string): boolean => move.earlier.test(front) || move.later.test(front);

function isAside(front: string, rest: string, said: string): boolean {
  return (
    aside.topicBehind.test(rest) ||
    aside.deadlineBehind.test(rest) ||
    aside.deadlineBefore.test(front) ||
    aside.refusedBehind.test(rest) ||
    aside.hourBehind.test(rest) ||
    aside.refusedBefore.test(front) ||
    aside.vague.test(said) ||
    (edge.since.test(front) && edge.after.test(rest))
  );
}
