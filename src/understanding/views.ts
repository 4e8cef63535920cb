import type { Intent } from '../core/intent.ts';
import { type Network, score } from '../learning/network.ts';
import { evidenceOf } from './evidence.ts';
import { messageFeatures } from './features.ts';
import type { Views } from './judge.ts';
import { partsOf } from './parts.ts';
import type { Reading } from './reading.ts';
import type { WordClasses } from './words.ts';

/** What was seen of a message: its features as a whole, and of each of its parts. */
export interface Sight {
  whole: Set<number>;
  parts: { features: Set<number>; clause: number | null }[];
}

/** Looks at a message and at its parts. */
export function lookAt(reading: Reading, words: WordClasses): Sight {
  return {
    whole: messageFeatures(reading, words),
    parts: partsOf(reading).map(({ utterance, clause }) => ({
      features: messageFeatures(evidenceOf(utterance, reading.context), words),
      clause,
    })),
  };
}

/** What the network says of all of it, and what the rules claim. */
export function viewsOfSight(
  { whole, parts }: Sight,
  { owners, urgent }: Pick<Reading, 'owners' | 'urgent'>,
  network: Network,
  intents: readonly Intent[],
): Views {
  return {
    whole: score(network, whole),
    parts: parts.map(({ features }) => score(network, features)),
    // Behind the intents: danger to life, on which the rules have a word of their own, and mere talk.
    claimed: [...intents.map((intent) => owners.has(intent)), urgent, owners.size === 0],
  };
}
