// Which starter fact a question is about, as learnt from questions of many voices (data/starter/questions).
import { knownShare, type Network, score } from '../learning/network.ts';
import { featuresOf } from './tokens.ts';

export interface Classifier {
  /** Passage ids by output; one more output follows them: none of these. */
  ids: readonly string[];
  /** Fitted alike from different beginnings; their scores are averaged. */
  networks: readonly Network[];
}

/** Scores (log-odds) of what a question is about. */
export interface Classified {
  /** By place in `ids`. */
  scores: Float32Array;
  /** That it is about none of them. */
  none: number;
  /** How much of the question was seen before; 0..1. */
  known: number;
}

/** Scores every fact, and that it is none; of words nobody taught hardly anything is known. */
export function classify({ ids, networks }: Classifier, words: string): Classified {
  const features = featuresOf(words);
  const sums = new Float32Array(ids.length + 1);
  for (const network of networks) {
    const scores = score(network, features);
    for (let at = 0; at < sums.length; at += 1) sums[at]! += scores[at]! / networks.length;
  }
  const first = networks[0];
  return { scores: sums.subarray(0, ids.length), none: sums[ids.length]!, known: first ? knownShare(first, features) : 0 };
}
