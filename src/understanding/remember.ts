import { MINUTE_MS } from '../core/clock.ts';
import type { Frame } from '../core/intent.ts';
import type { Understand, UnderstandingContext } from '../core/understanding.ts';

/** Readings kept; after a notice thousands of people say the same word within minutes. */
const KEPT = 500;
/** Long texts are hardly ever said twice. */
const LENGTH_MAX = 40;

/**
 * The same reader, which remembers what it has just read: the same words in the same situation within the same minute (times are
 * told to the minute) mean the same.
 */
export function remembering(understand: Understand): Understand {
  const known = new Map<string, Frame[]>();
  return (text, context) => {
    if (text.length > LENGTH_MAX) return understand(text, context);
    const key = keyOf(text, context);
    let frames = known.get(key);
    if (frames) known.delete(key);
    else frames = understand(text, context);
    // Put last again: the first one in the map is the one unused for longest.
    known.set(key, frames);
    if (known.size > KEPT) known.delete(known.keys().next().value!);
    return frames.map(copyOf);
  };
}

function keyOf(text: string, { now, role, activities, quoted, hasPhoto, tickets }: UnderstandingContext): string {
  return JSON.stringify([text, Math.floor(now / MINUTE_MS), role, activities, quoted, hasPhoto, tickets]);
}

/** Whoever gets it may change it. */
const copyOf = ({ slots, alternative, ...frame }: Frame): Frame => ({
  ...frame,
  slots: { ...slots },
  ...(alternative && { alternative: copyOf(alternative) }),
});
