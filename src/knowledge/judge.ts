// How likely a candidate is the right answer: one weight for each thing that speaks for it.
import { probability } from '../learning/network.ts';
import type { Candidate } from './candidates.ts';

export interface Judge {
  /** In the order of `trainedNames` and `otherNames`. */
  trained: Float32Array;
  other: Float32Array;
}

/** 0..1 */
export function judge({ trained, other }: Judge, { features, isTrained }: Candidate): number {
  const weights = isTrained ? trained : other;
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += weights[at]! * features[at]!;
  return probability(sum);
}
