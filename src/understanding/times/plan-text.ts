// A text as plans are read.
import { phrasesOf } from './assemble.ts';
import { TIMES_MAX } from './find.ts';
import { figures, typos } from './lexicon-wish.ts';
import { foldTimes } from './numbers.ts';
import type { Phrase } from './phrase.ts';

/** Folded, slips of the keyboard mended, telephone and house numbers blanked out. No character moves. */
export function foldWish(words: string): string {
  const mended = typos.reduce((text, [slip, meant]) => text.replace(slip, meant), foldTimes(words));
  return figures.reduce((text, figure) => text.replace(figure, blank), mended);
}

/** A stretch that is no longer read. */
export const blank = (stretch: string): string => '_'.repeat(stretch.length);

export const phrasesIn = (text: string): Phrase[] => phrasesOf(text).slice(0, TIMES_MAX);
