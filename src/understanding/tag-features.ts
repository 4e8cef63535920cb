// What the tagger looks at around each character of a text.
import type { Intent } from '../core/intent.ts';
import { hash, hashOf } from '../learning/hash.ts';
import { findActivity } from './activities.ts';
import { characterClasses } from './lexicon.ts';
import { placesIn } from './places.ts';
import type { Reading } from './reading.ts';
import { findWords, type WordClasses } from './words.ts';

/** So much of a text is looked at; what stands behind is not copied from. */
export const TAGGED_MAX = 300;
const TITLE_PIECE_MAX = 8;
const ENDING_REACH = 8;
const BEFORE = 2;
const AFTER = 3;

const family = (name: string) => hash(`tag ${name}:`);
const ONE = family('one');
const TWO = family('two');
const THREE = family('three');
const KINDS = family('kinds');
const TITLE = family('title');
const INTENT = family('intent');
const INTENTS = family('intents');
const CLAUSE = family('clause');
const ENDING = family('ending');
const RULE_PLACE = family('rule place');
const RULE_ACTIVITY = family('rule activity');
const WORD = family('word');
const TIME = family('time');

/** Where in a stretch a character stands. */
type Mark = 0 | 1 | 2 | 3;
const [NONE, FIRST, INNER, LAST] = [0, 1, 2, 3] as const;

function marksOf(length: number, stretches: Iterable<{ start: number; end: number }>): Mark[] {
  const marks: Mark[] = new Array(length + 1).fill(NONE);
  for (const { start, end } of stretches) {
    for (let at = start; at < Math.min(end, length); at += 1) marks[at] = at === start ? FIRST : at === end - 1 ? LAST : INNER;
  }
  return marks;
}

/** Letter, digit, numeral, compass point, place ending, stop, anything else. */
function kindOf(character: string): number {
  const at = characterClasses.findIndex((pattern) => pattern.test(character));
  return at === -1 ? characterClasses.length : at;
}
const PLACE_ENDING = 4;
const STOP = 5;

/**
 * The features of each character of `reading.folded`.
 * @param intents what the message was found to ask for: a place is told otherwise than a notice
 */
export function tagFeatures(
  reading: Reading,
  intents: readonly Intent[],
  words: WordClasses,
  times: readonly { start: number; end: number }[],
): number[][] {
  // Only Latin letters are made small: elsewhere (\u0130) one can become two, and every place behind it would be wrong.
  const text = reading.folded
    .slice(0, TAGGED_MAX)
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/\d/g, '0');
  const length = text.length;
  const unit = (at: number) => (at < 0 ? 1 : at >= length ? 2 : text.charCodeAt(at));
  const kinds = Array.from(text, kindOf);
  // `Array.from` walks code points: surrogate halves need a kind of their own.
  if (kinds.length !== length) kinds.splice(0, kinds.length, ...text.split('').map(kindOf));
  const kind = (at: number) => (at < 0 ? 98 : at >= length ? 99 : kinds[at]!);
  const titles = titleMarks(text, reading);
  const places = marksOf(length, reading.clauses.flatMap(placesIn));
  const activities = marksOf(length, activitiesIn(reading));
  const timed = marksOf(length, times);
  const found = findWords(text, words);
  const set = hash([...intents].sort().join(), INTENTS);
  const intentFamilies = intents.map((intent) => hash(intent, INTENT));

  const columns = Array.from({ length }, (_, at): number[] => {
    const features: number[] = [];
    for (let by = -3; by <= 3; by += 1) features.push(hashOf(ONE, by + 8, unit(at + by)));
    for (let by = -3; by <= 2; by += 1) features.push(hashOf(TWO, by + 8, unit(at + by), unit(at + by + 1)));
    for (const by of [-3, -2, -1, 0, 1])
      features.push(hashOf(THREE, by + 8, unit(at + by), unit(at + by + 1), unit(at + by + 2)));
    features.push(
      hashOf(KINDS, 5, kind(at - 2), kind(at - 1), kind(at), kind(at + 1), kind(at + 2)),
      hashOf(KINDS, 3, kind(at - 1), kind(at), kind(at + 1)),
      hashOf(KINDS, 4, kind(at), kind(at + 1), kind(at + 2), kind(at + 3)),
    );
    if (titles[at]) {
      features.push(
        hashOf(TITLE, Math.min(5, titles[at])),
        hashOf(TITLE, 10, Number(Boolean(titles[at - 1])), Number(Boolean(titles[at + 1]))),
      );
    }
    for (const from of intentFamilies) {
      features.push(
        from,
        hashOf(from, 1, unit(at)),
        hashOf(from, 2, unit(at - 1)),
        hashOf(from, 3, unit(at - 2), unit(at - 1)),
        hashOf(from, 4, kind(at - 1), kind(at)),
      );
      if (at === 0) features.push(hashOf(from, 5));
      if (places[at]) features.push(hashOf(from, 6, places[at]));
    }
    features.push(set);
    let begin = at;
    while (begin > 0 && kind(begin - 1) !== STOP && at - begin < ENDING_REACH) begin -= 1;
    features.push(hashOf(CLAUSE, 1, unit(begin), unit(begin + 1)), hashOf(CLAUSE, 2, Math.min(6, at - begin)));
    let ahead = 0;
    while (ahead < ENDING_REACH && kind(at + ahead) !== PLACE_ENDING && kind(at + ahead) !== STOP && at + ahead < length)
      ahead += 1;
    features.push(hashOf(ENDING, kind(at + ahead) === PLACE_ENDING ? ahead : 50));
    for (const [from, marks] of [
      [RULE_PLACE, places],
      [RULE_ACTIVITY, activities],
      [TIME, timed],
    ] as const)
      features.push(hashOf(from, 1, marks[at]!), hashOf(from, 2, marks[at - 1] ?? NONE, marks[at]!, marks[at + 1]!));
    return features;
  });
  for (const { start, end, classes } of found) {
    if (end - start < BEFORE) continue;
    for (const one of classes) {
      columns[start]?.push(hashOf(WORD, 1, one));
      columns[end]?.push(hashOf(WORD, 2, one));
      columns[start - 1]?.push(hashOf(WORD, AFTER, one));
      for (let at = start; at < Math.min(end, length); at += 1) columns[at]!.push(hashOf(WORD, 4, one));
    }
  }
  return columns;
}

/** For each character the length of the longest piece of an open activity's title that covers it. */
function titleMarks(text: string, { context }: Reading): number[] {
  const titles = context.activities
    .slice(0, 8)
    .map(({ title }) => title.toLowerCase().replace(/\d/g, '0'))
    .join('\n');
  const marks: number[] = new Array(text.length).fill(0);
  if (titles === '') return marks;
  for (let start = 0; start < text.length; start += 1) {
    let length = 0;
    while (length < TITLE_PIECE_MAX && start + length < text.length) {
      const piece = text.slice(start, start + length + 1);
      if (/[\s\p{P}]/u.test(piece) || !titles.includes(piece)) break;
      length += 1;
    }
    if (length < 2) continue;
    for (let at = start; at < start + length; at += 1) marks[at] = Math.max(marks[at]!, length);
  }
  return marks;
}

function activitiesIn({ clauses, context }: Reading): { start: number; end: number }[] {
  return clauses.flatMap(({ text, start }) => {
    const found = findActivity(text, context);
    return found ? [{ start: start + found.start, end: start + found.end }] : [];
  });
}
