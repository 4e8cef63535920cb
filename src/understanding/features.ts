// What the trained reader looks at, as 32-bit numbers: pieces of the text, word classes, the situation, what the rules found.
import { HOUR_MS } from '../core/clock.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { hash, hashOf, hashStep } from '../learning/hash.ts';
import { isStaff, type Reading } from './reading.ts';
import { findWords, type WordClasses } from './words.ts';

/** An activity that starts this close to now is what "I am here" is about. */
const NEAR_MS = 2 * HOUR_MS;
/** Longer texts are judged by their beginning; nobody says what he wants after so much. */
const LENGTH_MAX = 400;
const QUOTE_MAX = 120;
const PIECE_MAX = 3;
const TITLE_PIECE_MAX = 6;
const SHORT = 10;

const family = (name: string) => hash(`${name}:`);
const PIECES = [0, family('piece1'), family('piece2'), family('piece3')];
const STAFF_PIECE = family('staff');
const QUOTE_PIECE = family('quoted');
const CLASS = family('class');
const CLASSES = family('classes');
const LENGTH = family('length');
const RULE = family('rule');
const RULES = family('rules');
const QUOTE_KIND = family('quote');
const FACT = family('fact');

const TICKET = /[ha]\s*-?\s*0\d{2,3}/g;
const NUMBER = /\d+/g;
/** All but the sign that stands for a ticket. */
const STOPS = /(?:[\s\p{S}]|(?!#)\p{P})+/gu;
const PICTURE = /\p{Extended_Pictographic}/u;

/** The text as its pieces are counted: numbers, ticket numbers and stops made alike, both ends marked. */
export function plainText(text: string): string {
  const plain = text
    .slice(0, LENGTH_MAX)
    .toLowerCase()
    .replace(TICKET, '#')
    .replace(NUMBER, '0')
    // Pictures stay: a thumb is an answer.
    .replace(STOPS, (stop) => (PICTURE.test(stop) ? stop : ' '));
  return `^${plain}$`;
}

/**
 * Everything the intents are judged by. Binary: a feature is there or not.
 * @param reading what the rules found; `folded` is what is looked at
 */
export function messageFeatures(reading: Reading, words: WordClasses): Set<number> {
  const found = new Set<number>();
  const plain = plainText(reading.folded);
  addPieces(plain, 1, PIECE_MAX, PIECES, found);
  if (reading.raw !== reading.folded) addPieces(plainText(reading.raw), 2, PIECE_MAX, PIECES, found);
  addWords(plain, words, found);
  addSituation(plain, reading, found);
  addQuote(plain, reading, found);
  addRules(reading, found);
  return found;
}

function addPieces(text: string, shortest: number, longest: number, families: readonly number[], found: Set<number>): void {
  for (let start = 0; start < text.length; start += 1) {
    // One walk along the text gives the hashes of all pieces that begin here; each length has a family of its own.
    for (let length = shortest; length <= longest && start + length <= text.length; length += 1) {
      let value = families[length]!;
      for (let at = start; at < start + length; at += 1) value = hashStep(value, text.charCodeAt(at));
      found.add(value >>> 0);
    }
  }
}

function addPairs(text: string, from: number, found: Set<number>): void {
  for (let at = 0; at + 2 <= text.length; at += 1)
    found.add(hashStep(hashStep(from, text.charCodeAt(at)), text.charCodeAt(at + 1)) >>> 0);
}

/** The classes of all words found, and which class follows which. */
function addWords(text: string, words: WordClasses, found: Set<number>): void {
  let before = -1;
  let last = -1;
  for (const { start, classes } of findWords(text, words)) {
    for (const one of classes) found.add(hashOf(CLASS, one));
    if (start === last) continue;
    last = start;
    for (const one of classes) {
      if (before !== -1 && before !== one) found.add(hashOf(CLASSES, before, one));
      before = one;
    }
  }
}

function addSituation(plain: string, reading: Reading, found: Set<number>): void {
  const { context, raw } = reading;
  const fact = (name: string) => found.add(hash(name, FACT));
  found.add(hashOf(LENGTH, Math.min(8, Math.floor(Math.log2(plain.length - 1) * 1.5))));
  if (/[?？]/.test(raw)) fact('question mark');
  if (context.hasPhoto) fact('photo');
  fact(`activities ${Math.min(2, context.activities.length)}`);
  if (context.activities.some(({ start }) => Math.abs(start - context.now) <= NEAR_MS)) fact('activity near');
  for (const ticket of context.tickets.slice(0, 8)) fact(`ticket ${ticket[0]}`);
  if (context.tickets.length === 1) fact('one ticket');
  const titled = longestInTitles(plain, context);
  if (titled > 0) {
    fact('in a title');
    fact(`in a title ${titled}`);
  }
  if (isStaff(reading)) {
    fact('staff');
    addPairs(plain, STAFF_PIECE, found);
  }
}

/** Length of the longest piece of the text that stands in an open activity's title; 0 or 2 to 6. */
function longestInTitles(plain: string, { activities }: UnderstandingContext): number {
  const titles = activities
    .slice(0, 8)
    .map(({ title }) => plainText(title).slice(1, -1))
    .join('|');
  if (titles === '') return 0;
  let longest = 0;
  for (let start = 1; start < plain.length - 2; start += 1) {
    for (let length = longest + 1; length <= TITLE_PIECE_MAX && start + length < plain.length; length += 1) {
      const piece = plain.slice(start, start + length);
      if (/[ 0]/.test(piece) || !titles.includes(piece)) break;
      if (length >= 2) longest = length;
    }
  }
  return longest;
}

function addQuote(plain: string, { quote, context }: Reading, found: Set<number>): void {
  if (!quote || context.quoted === null) return;
  const kinds = (['rating', 'signUp', 'study', 'notice', 'question'] as const).filter((kind) => quote[kind]);
  for (const kind of kinds.length > 0 ? kinds : ['none']) {
    const from = hash(kind, QUOTE_KIND);
    found.add(from);
    if (plain.length < SHORT) found.add(hashOf(from, 1));
    addPairs(plain, from, found);
  }
  addPairs(plainText(context.quoted.slice(0, QUOTE_MAX)), QUOTE_PIECE, found);
}

function addRules(reading: Reading, found: Set<number>): void {
  const { owners, urgent, mentions, clauses, ticket } = reading;
  const fact = (name: string) => found.add(hash(name, RULE));
  const intents = [...owners.keys()].sort();
  for (const intent of intents) fact(intent);
  found.add(hash(intents.join(), RULES));
  if (intents.length > 1) fact('several');
  if (urgent) fact('urgent');
  if (mentions) fact('activity');
  if (clauses.some(({ asks }) => asks)) fact('asks');
  if (clauses.some(({ unreal }) => unreal)) fact('unreal');
  if (ticket !== null) fact('ticket');
}
