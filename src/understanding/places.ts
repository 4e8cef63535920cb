import type { Clause, Utterance } from './clauses.ts';
import { place } from './lexicon.ts';

const PLACE_MIN = 2;

/** What follows a word for being there counts as this many characters more. */
const SAID_TO_BE_THERE = 8;

/** The place named in the clauses, as it was written: the longest stretch that ends like one; null when none does. */
export function findPlace(clauses: readonly Clause[]): string | null {
  let best: string | null = null;
  let bestWeight = 0;
  for (const clause of clauses) {
    for (const stretch of placesIn(clause)) {
      const [start, end] = [stretch.start - clause.start, stretch.end - clause.start];
      const found = clause.raw.slice(start, end);
      if (found.length < PLACE_MIN || place.junk.test(clause.text.slice(start, end))) continue;
      const weight = found.length + (place.there.test(clause.text.charAt(start - 1)) ? SAID_TO_BE_THERE : 0);
      if (weight <= bestWeight) continue;
      best = found;
      bestWeight = weight;
    }
  }
  return best;
}

/** True when nothing is said but where: "东门", "我在东门那边呢". */
export function isPlaceAlone({ raw, spoken, clauses }: Utterance): boolean {
  return [findPlace(clauses), place.nameless.exec(raw)?.[0]].some((found) => {
    if (!found) return false;
    const at = raw.indexOf(found);
    return place.beside.test(spoken.slice(0, at)) && place.behind.test(spoken.slice(at + found.length));
  });
}

/** Every stretch of a clause that ends like a place, counted from the beginning of the message. */
export function placesIn(clause: Clause): { start: number; end: number }[] {
  // `matchAll` copies the pattern; most clauses name no place.
  if (clause.text.search(place.span) === -1) return [];
  return [...clause.text.matchAll(place.span)].map((match) => {
    const lead = place.lead.exec(match[0])?.[0].length ?? 0;
    const start = clause.start + match.index + (lead < match[0].length - 1 ? lead : 0);
    return { start, end: clause.start + match.index + match[0].length };
  });
}
