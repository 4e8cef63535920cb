import type { Intent } from '../core/intent.ts';
import { hash, hashOf } from '../learning/hash.ts';
import { plainText } from './features.ts';
import type { Reading } from './reading.ts';
import { NEAR_START_MS } from './slots.ts';

const GUESS = hash('guess:');
const TITLE = hash('title:');

/**
 * What a choice is made from beside what the message looks like: what the rules would have chosen, and what is about to begin.
 * @param guess the rules' word on this slot, null when they have none
 */
export function choiceHints(intent: Intent, slot: string, guess: unknown, { context }: Reading): number[] {
  const said = hash(`${intent}.${slot} ${String(guess ?? '')}`, GUESS);
  // Several features of one thing weigh as much as several words.
  const hints = [1, 2, 3].map((weight) => hashOf(said, weight));
  if (slot !== 'kind') return hints;
  const { activities, now } = context;
  const near = activities.filter(({ start }) => Math.abs(start - now) <= NEAR_START_MS);
  hints.push(hashOf(TITLE, near.length));
  if (near.length !== 1) return hints;
  const title = plainText(near[0]!.title);
  for (let at = 0; at + 2 <= title.length; at += 1) hints.push(hash(title.slice(at, at + 2), TITLE));
  return hints;
}
