// "Put it off by a day": how far something moves, without saying where to.
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import { move } from './lexicon-wish.ts';
import { before, behind } from './match.ts';
import type { LengthSaid, Phrase } from './phrase.ts';
import { foldWish, phrasesIn } from './plan-text.ts';

/** Later counts up, earlier counts down. */
export interface LengthShift {
  days?: number;
  minutes?: number;
}

const MONTH_DAYS = 30;

/** How far the words move something; see `shiftIn`. */
export function readLengthShift(words: string): LengthShift | null {
  const text = foldWish(words);
  return move.any.test(text) ? (shiftIn(text, phrasesIn(text))?.shift ?? null) : null;
}

/** The last shift said in a folded text, with where its words end; null when there is none, or not by a sure length. */
export function shiftIn(text: string, phrases: readonly Phrase[]): { shift: LengthShift; end: number } | null {
  const next = move.nextDay.exec(text);
  if (next) return { shift: { days: 1 }, end: next.index + next[0].length };
  const last = move.dayBefore.exec(text);
  if (last) return { shift: { days: -1 }, end: last.index + last[0].length };
  for (const phrase of phrases.toReversed()) {
    const sign = phrase.length ? signOf(text, phrase) : 0;
    if (phrase.length && sign !== 0 && !phrase.length.isApproximate)
      return { shift: shiftBy(phrase.length, sign), end: phrase.end };
  }
  return null;
}

function signOf(text: string, phrase: Phrase): 1 | -1 | 0 {
  const front = before(text, phrase.start).replace(move.tookBack, '');
  const sign = move.earlier.test(front) ? -1 : move.later.test(front) ? 1 : 0;
  if (sign === 0 || move.othersBehind.test(behind(text, phrase.end))) return 0;
  return move.othersBefore.test(front.replace(move.verb, '')) ? 0 : sign;
}

function shiftBy({ ms, months }: LengthSaid, sign: 1 | -1): LengthShift {
  const days = Math.floor(ms / DAY_MS) + months * MONTH_DAYS;
  const minutes = Math.round((ms % DAY_MS) / MINUTE_MS);
  return { ...(days > 0 && { days: sign * days }), ...(minutes > 0 && { minutes: sign * minutes }) };
}
