// What is known of one message while it is being read.
import type { Intent } from '../core/intent.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import type { Mention } from './activities.ts';
import type { Utterance } from './clauses.ts';

/** What kind of message is being answered. */
export interface Quote {
  rating: boolean;
  signUp: boolean;
  study: boolean;
  /** Tells something; not a question, not a picture. */
  notice: boolean;
  question: boolean;
}

export interface Reading extends Utterance {
  context: UnderstandingContext;
  quote: Quote | null;
  ticket: string | null;
  /** The clauses that speak for each intent. */
  owners: Map<Intent, Set<number>>;
  urgent: boolean;
  /** Speaks of an activity, by its title or its kind. */
  mentions: boolean;
  /** Where it names an open activity; its words are a name there and tell nothing. */
  named: Mention | null;
}

export function isStaff({ context }: Reading): boolean {
  return context.role === 'secretary' || context.role === 'coordinator' || context.role === 'operator';
}

/** True when the words are there and nothing that takes them back. */
export function says(words: RegExp, unless: RegExp, text: string): boolean {
  return words.test(text) && !unless.test(text);
}

export function own({ owners }: Reading, intent: Intent, index: number): void {
  const claimed = owners.get(intent);
  if (claimed) claimed.add(index);
  else owners.set(intent, new Set([index]));
}

export function ownStretch(reading: Reading, intent: Intent, start: number, end: number): void {
  for (const [index, clause] of reading.clauses.entries()) {
    if (clause.start < end && clause.end > start) own(reading, intent, index);
  }
}

/** Danger to life is never taken away. */
export function disown(reading: Reading, intent: Intent, from: (index: number) => boolean): void {
  if (intent === 'report_hazard' && reading.urgent) return;
  const claimed = reading.owners.get(intent);
  if (!claimed) return;
  for (const index of claimed) if (from(index)) claimed.delete(index);
  if (claimed.size === 0) reading.owners.delete(intent);
}
