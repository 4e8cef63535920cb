// Which stations the words name, each with how well.
import { type Fit, fitOf } from './aligning.ts';
import type { Query } from './query.ts';
import type { IndexedTerm, StationIndex } from './station-index.ts';

export interface Named {
  /** Its place in the table. */
  at: number;
  score: number;
  /** Signs of the query that name it. */
  signs: ReadonlySet<number>;
}

/** More terms than this are not compared sign by sign; those that share the rarest sounds come first. */
const MOST_TERMS = 160;
/**
 * Nor more than this sign beside sign, however long the words: eight roads named at once want as much as one. What people ask in one
 * sentence stays far below it.
 */
const MOST_COMPARED = 40_000;
/** Once so many have been found by rare sounds, what is shared by many more is not looked at. */
const TOUCHED_MOST = 3_000;
/** What the reader took for the place counts more. */
const IN_AREA = 1.25;

/** All that the words name, in no order: those that share most of what is rare have the highest scores. */
export function stationsNamed(index: StationIndex, query: Query): Named[] {
  const fits = affordable(candidates(index, query), query).flatMap((term): { term: IndexedTerm; fit: Fit; score: number }[] => {
    const fit = fitOf(term, query);
    return fit ? [{ term, fit, score: fit.worth.reduce((sum, worth) => sum + worth, 0) }] : [];
  });
  const named = new Map<number, { score: number; worth: Map<number, number> }>();
  for (const { term, fit } of fits.sort((a, b) => b.score - a.score)) {
    term.stations.forEach((at, nth) => {
      const one = named.get(at) ?? { score: 0, worth: new Map<number, number>() };
      named.set(at, one);
      for (const [place, sign] of fit.at.entries()) {
        // The same words never count twice, however many of its names have them.
        const worth = fit.worth[place]! * term.shares[nth]! * (query.isArea(sign) ? IN_AREA : 1);
        const before = one.worth.get(sign) ?? 0;
        if (worth <= before) continue;
        one.worth.set(sign, worth);
        one.score += worth - before;
      }
    });
  }
  return [...named].map(([at, { score, worth }]) => ({ at, score, signs: new Set(worth.keys()) }));
}

/** The first of them that can be compared at the cost. */
function affordable(terms: readonly IndexedTerm[], { tokens }: Query): readonly IndexedTerm[] {
  let compared = 0;
  const end = terms.findIndex((term) => {
    compared += term.tokens.length * tokens.length;
    return compared > MOST_COMPARED;
  });
  return end === -1 ? terms : terms.slice(0, end);
}

/** Terms that share two neighbouring sounds with the words, those that share most of what is rare first. */
function candidates(index: StationIndex, { tokens, isFiller }: Query): IndexedTerm[] {
  const { terms, lengths } = index;
  const shared = new Float32Array(terms.length);
  const touched: number[] = [];
  const found: { those: readonly number[]; share: number }[] = [];
  for (let at = 1; at < tokens.length; at += 1) {
    for (const before of [at - 1, at - 2]) {
      if (before < 0 || (isFiller(before) && isFiller(at))) continue;
      const share = before === at - 1 ? 1 : 0.5;
      found.push(...index.termsWith(tokens[before]!, tokens[at]!).map((those) => ({ those, share })));
    }
  }
  for (const { those, share } of found.sort((a, b) => a.those.length - b.those.length)) {
    if (touched.length > TOUCHED_MOST) break;
    const value = share * Math.log(1 + terms.length / those.length);
    for (const id of those) {
      if (shared[id] === 0) touched.push(id);
      shared[id]! += value;
    }
  }
  if (touched.length <= MOST_TERMS) return touched.map((id) => terms[id]!);
  // A loop: `from` with a function takes twenty times as long, and this is most of what a search does.
  const worth = new Float32Array(touched.length);
  for (let at = 0; at < touched.length; at += 1) worth[at] = shared[touched[at]!]! / lengths[touched[at]!]!;
  const least = worth.toSorted()[touched.length - MOST_TERMS]!;
  const chosen = touched.flatMap((id, at) => (worth[at]! >= least ? [{ term: terms[id]!, worth: worth[at]! }] : []));
  const best = chosen.sort((a, b) => b.worth - a.worth);
  return best.slice(0, 2 * MOST_TERMS).map(({ term }) => term);
}
