import type { PatrolReading } from '../core/handler.ts';
import type { PatrolItem, PatrolItems } from '../core/slots.ts';
import { type Clause, readClauses, type Utterance } from './clauses.ts';
import { checkIn, items, undone } from './lexicon.ts';

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
export function readItems(clauses: readonly Pick<Clause, 'text'>[]): PatrolItems {
  const found: PatrolItems = {};
  const open = new Set<PatrolItem>();
  let waiting: PatrolItem[] = [];
  let allFine = false;
  for (const text of clauses.flatMap((clause) => partsOf(clause.text.replace(checkIn.greeting, '')))) {
    // What was named before "the rest" without a verdict has none.
    if (items.restOpens.test(text)) for (const item of waiting.splice(0)) open.add(item);
    const wrong = isWrong(text);
    if (!wrong && (items.unseen.test(text) || items.except.test(text))) {
      for (const item of namedIn(text, false)) open.add(item);
      continue;
    }
    if (items.doubted.test(text)) continue;
    const fine = !wrong && items.fine.test(text);
    waiting = [...waiting, ...namedIn(text, wrong)];
    if (!wrong && !fine) continue;
    for (const item of waiting) if (wrong || found[item] === undefined) found[item] = wrong ? 'wrong' : 'ok';
    if (fine && waiting.length === 0) allFine = true;
    waiting = [];
  }
  // Of a part nobody looked at nothing is known.
  const isWhole = !clauses.some(({ text }) => undone.partOnly.test(text) && namedIn(text, false).length === 0);
  if (allFine && isWhole) for (const [item] of NAMES) if (!open.has(item)) found[item] ??= 'ok';
  return found;
}

/** A patrol that found something wrong is a hazard too (product rule "Points": an abnormal item becomes one). */
export function hasPatrolTrouble({ clauses, spoken }: Pick<Utterance, 'clauses' | 'spoken'>): boolean {
  return (checkIn.patrolKind.test(spoken) || items.round.test(spoken)) && Object.values(readItems(clauses)).includes('wrong');
}

/** Something is wrong beside what the list holds: the lamp that is out, after "all fine". */
export function hasPatrolException({ clauses, spoken }: Pick<Utterance, 'clauses' | 'spoken'>): boolean {
  const { said, unless } = items.exception;
  const exception = clauses.some(({ text }) => said.test(text) && !unless.test(text) && isWrong(text));
  return exception && checkIn.patrolKind.test(spoken);
}

/** What is told as amiss beside the list, in the words it was told in. */
export function exceptionIn({ clauses }: Pick<Utterance, 'clauses'>): string | null {
  const { said, unless, amiss, lead } = items.exception;
  const found = clauses.find(
    ({ text, asks }) => !asks && !unless.test(text) && (amiss.test(text) || (said.test(text) && isWrong(text))) && !isFine(text),
  );
  return found?.raw.replace(lead, '') || null;
}

/** True when a clause says that something is in order. */
export const isFine = (text: string) => !isWrong(text) && items.fine.test(text);

/** What an answer of ours may say of the list. */
export function readPatrol(text: string): PatrolReading {
  const { clauses, spoken } = readClauses(text);
  const wrong = isWrong(spoken);
  return { items: readItems(clauses), named: namedIn(spoken, wrong), isWrong: wrong };
}

/** "Except the passage all fine": the exception, then the rest. Having finished is no verdict. */
function partsOf(text: string): string[] {
  return text
    .replace(items.finished, '')
    .replace(items.except, (exception) => `,${exception},`)
    .split(items.rest)
    .flatMap((part) => part.split(','));
}

function isWrong(text: string): boolean {
  return items.wrong.test(text.replace(items.wrongDenied, '').replace(items.fineAll, ''));
}

function namedIn(text: string, wrong: boolean): PatrolItem[] {
  const named = NAMES.filter(([, words]) => words.test(text)).map(([item]) => item);
  // A passage blocked by vehicles is the passage's trouble.
  return wrong && named.includes('passage') && items.blocked.test(text) ? ['passage'] : named;
}
