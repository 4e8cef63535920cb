import type { PatrolItem } from '../core/slots.ts';
import type { Clause } from './clauses.ts';
import { items } from './lexicon.ts';

export type PatrolFindings = Partial<Record<PatrolItem, 'ok' | 'wrong'>>;

const NAMES: readonly (readonly [PatrolItem, RegExp])[] = [
  ['charging', items.charging],
  ['passage', items.passage],
  ['vehicles', items.vehicles],
  ['fire_gear', items.fireGear],
];

/**
 * What a patrol report says of each item on the list. Items named without a verdict wait for the next one ("charging,
 * passages, all fine"); a good verdict that names nothing covers the rest of the list. Wrong beats ok.
 */
export function readItems(clauses: readonly Clause[]): PatrolFindings {
  const found: PatrolFindings = {};
  let waiting: PatrolItem[] = [];
  let allFine = false;
  for (const { text } of clauses) {
    const wrong = items.wrong.test(text.replace(items.wrongDenied, '').replace(items.fineAll, ''));
    const fine = !wrong && items.fine.test(text);
    waiting = [...waiting, ...namedIn(text, wrong)];
    if (!wrong && !fine) continue;
    for (const item of waiting) if (wrong || found[item] === undefined) found[item] = wrong ? 'wrong' : 'ok';
    if (fine && waiting.length === 0) allFine = true;
    waiting = [];
  }
  if (allFine) for (const [item] of NAMES) found[item] ??= 'ok';
  return found;
}

function namedIn(text: string, wrong: boolean): PatrolItem[] {
  const named = NAMES.filter(([, words]) => words.test(text)).map(([item]) => item);
  // A passage blocked by vehicles is the passage's trouble.
  return wrong && named.includes('passage') && items.blocked.test(text) ? ['passage'] : named;
}
