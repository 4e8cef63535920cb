import type { UnderstandingContext } from '../core/understanding.ts';
import { foldText } from './fold.ts';
import { activity } from './lexicon.ts';

/** A named activity in a text: the stretch that names it, and which open one it is, if any. */
export interface Mention {
  start: number;
  end: number;
  title: string | null;
}

/** Words nobody names an activity by are shorter than this. */
const NAME_MIN = 2;
const TITLE_MAX = 24;
/** Open at one time in one group; more would only cost time. */
const OPEN_MAX = 20;
const NOT_LETTER = /[^\p{L}\p{N}]/gu;

/** The longest stretch of `folded` that also stands in an open activity's title, else a kind of event with its name. */
export function findActivity(folded: string, context: UnderstandingContext): Mention | null {
  const open = findOpen(folded, context);
  if (open) return open;
  const named = activity.name.exec(folded);
  return named ? { start: named.index, end: named.index + named[0].length, title: null } : null;
}

/** The longest stretch of `folded` that also stands in an open activity's title; null when it names none. */
export function findOpen(folded: string, context: UnderstandingContext): Mention | null {
  let best: Mention | null = null;
  for (const { title } of context.activities.slice(0, OPEN_MAX)) {
    const shared = longestShared(folded, foldText(title.slice(0, TITLE_MAX)));
    if (shared && (!best || shared.end - shared.start > best.end - best.start)) best = { ...shared, title };
  }
  return best;
}

/** Long pieces first; a title is a few words, so that the square of its length stays small. */
function longestShared(text: string, title: string): { start: number; end: number } | null {
  const letters = title.replace(NOT_LETTER, '\0');
  for (let length = letters.length; length >= NAME_MIN; length -= 1) {
    for (let at = 0; at + length <= letters.length; at += 1) {
      const piece = letters.slice(at, at + length);
      if (piece.includes('\0') || activity.generic.test(piece)) continue;
      const start = text.indexOf(piece);
      if (start !== -1) return { start, end: start + length };
    }
  }
  return null;
}

/** The title of the open activity the text speaks of; null when it names none. */
export function mentionedTitle(folded: string, context: UnderstandingContext): string | null {
  return findOpen(folded, context)?.title ?? null;
}
