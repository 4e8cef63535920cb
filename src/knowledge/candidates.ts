// Passages that may answer a question, each with what speaks for it; the judge makes a probability of that.
import type { KnownDocument, Passage } from '../core/knowledge.ts';
import type { Classified } from './classifier.ts';
import { askedFor, overlap, overlapNames } from './overlap.ts';
import type { PassageIndex } from './passage-index.ts';
import { overlaps as sharesGround } from './regions.ts';

export interface Candidate {
  passage: Passage;
  /** What `judge.ts` weighs: as many as there are names, for trained passages and for others. */
  features: Float32Array;
  /** The classifier knows it. */
  isTrained: boolean;
}

export const trainedNames = ['score', 'ahead', 'none', 'over none', 'known', ...overlapNames, 'bias'] as const;
export const otherNames = ['ahead', ...overlapNames, 'bias'] as const;

export interface Searched {
  passages: readonly Passage[];
  index: PassageIndex;
  /** Place in the classifier's outputs, by passage id. */
  outputOf: ReadonlyMap<string, number>;
}

/** So many are looked at closely: by the words, and by the classifier. */
const BY_WORDS = 10;
const BY_CLASS = 3;

/**
 * @param mayAnswer whether a passage may answer now and here; what may not is as if it were not there
 * @param isTrained false: all are judged as if the classifier knew none of them
 */
export function candidatesFor(
  words: string,
  { passages, index, outputOf }: Searched,
  { scores, none, known }: Classified,
  mayAnswer: (passage: Passage) => boolean,
  isTrained = true,
): Candidate[] {
  const hits = index.find(words, BY_WORDS, (at) => mayAnswer(passages[at]!));
  const best = hits[0]?.score ?? 1;
  const scoreAt = new Map(hits.map(({ at, score }) => [at, score / best]));
  if (isTrained) for (const at of likeliest(passages, outputOf, scores, mayAnswer)) if (!scoreAt.has(at)) scoreAt.set(at, 0);
  const asked = askedFor(words, index.weightOf);
  const seen = [...scoreAt].map(([at, score]) => {
    const passage = passages[at]!;
    const output = isTrained ? outputOf.get(passage.id) : undefined;
    return {
      passage,
      logit: output === undefined ? null : scores[output]!,
      overlaps: overlap(asked, passage, score, index.weightOf),
    };
  });
  return seen.map(({ passage, logit, overlaps }) => {
    const rivals = seen.filter((other) => other.passage.document.id !== passage.document.id);
    if (logit === null) {
      // What two places say alike takes nothing from either: where it is asked about tells which of them is meant.
      const near = rivals.filter((other) => !isElsewhere(other.passage.document, passage.document));
      const ahead = overlaps[WHOLE]! - Math.max(0, ...near.map((other) => other.overlaps[WHOLE]! - yieldOf(other)));
      return { passage, isTrained: false, features: Float32Array.of(ahead, ...overlaps, 1) };
    }
    const ahead = logit - Math.max(LOWEST, ...rivals.map((other) => other.logit ?? LOWEST));
    return { passage, isTrained: true, features: Float32Array.of(logit, ahead, none, logit - none, known, ...overlaps, 1) };
  });
}

/**
 * How much a starter fact steps back for a branch's own document: it is written in everyday words and would always seem nearer, and where
 * it only says that places differ, the branch's own paper is what is asked for. Measured with a player's papers, see the answers card.
 */
function yieldOf({ passage, logit }: { passage: Passage; logit: number | null }): number {
  if (logit === null) return 0;
  return passage.document.office === null ? 0.3 : 1;
}

const isElsewhere = ({ regions }: KnownDocument, other: KnownDocument): boolean =>
  regions.length > 0 &&
  other.regions.length > 0 &&
  !regions.some((region) => other.regions.some((place) => sharesGround(region, place)));

const WHOLE = overlapNames.indexOf('whole');
const LOWEST = -12;

/** Places of the passages the classifier finds likeliest. */
function likeliest(
  passages: readonly Passage[],
  outputOf: ReadonlyMap<string, number>,
  scores: Float32Array,
  mayAnswer: (passage: Passage) => boolean,
): number[] {
  const scored: { at: number; score: number }[] = [];
  for (const [at, passage] of passages.entries()) {
    const output = outputOf.get(passage.id);
    if (output !== undefined && mayAnswer(passage)) scored.push({ at, score: scores[output]! });
  }
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, BY_CLASS)
    .map(({ at }) => at);
}
