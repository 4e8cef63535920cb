import { hash, START } from '../learning/hash.ts';
import { fillers, sameWords, stopCharacters } from './lexicon.ts';

/** Only what carries meaning: letters, digits and the percent sign, in one case and width. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]/gu, '');

/** As `plain`, without the words that only make a question of it. Words that are nothing else stay. */
export function asked(text: string): string {
  const whole = text.normalize('NFKC').toLowerCase();
  const short = plain(whole.replace(fillers, ''));
  return short.length >= 2 ? short : plain(whole);
}

const canonical = new Map(sameWords.flatMap(([first, ...others]) => [first!, ...others].map((word) => [word, first!] as const)));
const byLength = [...canonical.keys()].sort((a, b) => b.length - a.length);
const SAME = new RegExp(byLength.join('|'), 'g');
/** No document holds it, and SQLite takes it for a letter. */
const CONCEPT = '\u00A7';

/** The matters the words are about, as documents call them. */
export function concepts(text: string): string[] {
  return [...new Set([...text.matchAll(SAME)].map(([word]) => canonical.get(word)!))];
}

/**
 * What a text is found by: pairs of neighbouring characters, single ones that tell something, runs of digits, and the matters it is
 * about. No word list of the language is needed (measured: pairs and singles find more than cut words).
 */
export function tokensOf(text: string): string[] {
  const runs = plain(text);
  const tokens: string[] = [];
  const characters = [...runs];
  for (const [at, character] of characters.entries()) {
    if (!stopCharacters.has(character)) tokens.push(character);
    const next = characters[at + 1];
    if (next !== undefined && !(stopCharacters.has(character) && stopCharacters.has(next))) tokens.push(character + next);
  }
  for (const [number] of runs.matchAll(/\d{2,}/g)) tokens.push(number);
  for (const concept of concepts(runs)) tokens.push(CONCEPT + concept);
  return tokens;
}

const GRAMS = 4;
const SKIP = START + 77;
const ABOUT = START + 91;

/** What the classifier sees of a question: runs of up to four characters, pairs with one between, the matters; as hashes. */
export function featuresOf(text: string): Set<number> {
  const run = `^${asked(text)}$`;
  const features = new Set<number>();
  for (let size = 1; size <= GRAMS; size += 1) {
    for (let at = 0; at + size <= run.length; at += 1) features.add(hash(run.slice(at, at + size), START + size));
  }
  for (let at = 0; at + 3 <= run.length; at += 1) features.add(hash(run[at]! + run[at + 2]!, SKIP));
  for (const concept of concepts(run)) features.add(hash(concept, ABOUT));
  return features;
}
