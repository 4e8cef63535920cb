// Words that sound like a danger and are none.
import { graveCut, harmless, meaning, pit, plaster, powerful, powerless, smallCut, unsure } from './lexicon-harmless.ts';

/** The text without what tells of no danger; null where nothing of the kind is said. */
export function withoutHarmless(text: string): string | null {
  let rest = text;
  for (const pattern of harmless) if (rest.search(pattern) !== -1) rest = rest.replace(pattern, ' ');
  return rest === text ? null : rest.trim();
}

/** Asked about, or long over: nobody is called for it, and whoever says so is asked. */
export const isUnsure = (text: string): boolean => unsure.some((pattern) => pattern.test(text));

/** Somebody asks what a thing is. */
export const isMeaning = (text: string): boolean => meaning.test(text);

/** A hole in the road with nobody in it: a hazard, no danger. */
export const isPit = (text: string): boolean => pit.test(text);

/** Somebody looks for a plaster: no danger as long as nothing worse is said. */
export const isSmallCut = (text: string): boolean => smallCut.test(text) && plaster.test(text) && !graveCut.test(text);

/** No electricity comes where it should: out of order, no danger. */
export const isPowerless = (text: string): boolean => powerless.test(text) && !powerful.test(text);
