// Which passages hold the words of a question: BM25 over tokens cut by `tokens.ts`, on lists of numbers in memory. The same order as
// SQLite's full text search gives, in a tenth of its time: it asks a table for the length of every row that it counts.
import type { Passage } from '../core/knowledge.ts';
import { asked, tokensOf } from './tokens.ts';

export interface Hit {
  /** Place in the list that was indexed. */
  at: number;
  /** BM25, higher is nearer; not comparable between questions. */
  score: number;
}

export interface PassageIndex {
  /** Nearest first, at most `limit` of those that may answer; what may not takes nobody's place. */
  find(words: string, limit: number, mayAnswer?: (at: number) => boolean): Hit[];
  /** How much a token tells: rare ones more. */
  weightOf(token: string): number;
}

/** What a passage is called tells more than what it says. In fifths, so that sums are whole numbers. */
const WEIGHTS = { heading: 15, text: 5, document: 2 };
const WHOLE = 5;
/** The customary ones. */
const K1 = 1.2;
const B = 0.75;
/** Of a few documents nothing tells how rare a word is: they are weighed as if so many others, which do not hold it, stood beside. */
const FEWEST = 90;
/** Tokens rarer than these are looked for first; the rest only tell those apart that were found. */
const TOKENS_MAX = 16;

/** What is found by heading, by text, by document. */
const columnsOf = ({ heading, paragraphs, caution, document }: Passage): [string[], number][] => [
  [tokensOf(heading), WEIGHTS.heading],
  [tokensOf([...paragraphs, caution ?? ''].join('\n')), WEIGHTS.text],
  [tokensOf([document.title, ...document.topics, ...document.also.map(({ title }) => title)].join('\n')), WEIGHTS.document],
];

/** Builds the index; 5,000 passages take less than a second. */
export function createPassageIndex(passages: readonly Passage[]): PassageIndex {
  const { rows, starts, at, often, lengths } = listsOf(passages);
  const average = lengths.reduce((sum, length) => sum + length, 0) / (passages.length || 1) || 1;
  const dampings = lengths.map((length) => K1 * (1 - B + (B * length) / average));
  const number = Math.max(FEWEST, passages.length);
  const countOf = (token: string): number => {
    const row = rows.get(token);
    return row === undefined ? 0 : starts[row + 1]! - starts[row]!;
  };

  function scoresOf(tokens: readonly string[]): Float64Array {
    const scores = new Float64Array(passages.length);
    for (const token of tokens) {
      const row = rows.get(token)!;
      const count = countOf(token);
      // What more than half of them hold tells hardly anything, and never speaks against one.
      const tells = Math.max(1e-6, Math.log((number - count + 0.5) / (count + 0.5)));
      for (let entry = starts[row]!; entry < starts[row + 1]!; entry += 1) {
        const times = often[entry]! / WHOLE;
        scores[at[entry]!]! += (tells * times * (K1 + 1)) / (times + dampings[at[entry]!]!);
      }
    }
    return scores;
  }

  return {
    weightOf: (token) => Math.log((number + 1) / (countOf(token) + 0.5)),
    find(words, limit, mayAnswer = () => true) {
      const known = [...new Set(tokensOf(asked(words)))].filter((token) => rows.has(token));
      const rarest = known.toSorted((a, b) => countOf(a) - countOf(b)).slice(0, TOKENS_MAX);
      return highest(scoresOf(rarest), limit, mayAnswer);
    },
  };
}

interface Lists {
  /** By token. */
  rows: ReadonlyMap<string, number>;
  /** Where a row's entries begin; the next one's beginning is its end. */
  starts: Uint32Array;
  /** By entry: the passage that holds the token, and how often, by weight. */
  at: Uint32Array;
  often: Uint16Array;
  /** How many tokens each passage has. */
  lengths: Float64Array;
}

/** What is read of a passage before the lists can be laid out. */
interface Held {
  rows: Uint32Array;
  often: Uint16Array;
  length: number;
}

function listsOf(passages: readonly Passage[]): Lists {
  const rows = new Map<string, number>();
  const counts: number[] = [];
  const held = passages.map((passage) => read(passage, rows, counts));
  const starts = new Uint32Array(counts.length + 1);
  for (const [row, count] of counts.entries()) starts[row + 1] = starts[row]! + count;
  const free = starts.slice();
  const size = starts.at(-1)!;
  const lengths = Float64Array.from(held, ({ length }) => length);
  const lists: Lists = { rows, starts, at: new Uint32Array(size), often: new Uint16Array(size), lengths };
  for (const [place, { rows, often }] of held.entries()) {
    for (let each = 0; each < rows.length; each += 1) {
      const entry = free[rows[each]!]!++;
      lists.at[entry] = place;
      lists.often[entry] = often[each]!;
    }
  }
  return lists;
}

/** Adds to `rows` what was not seen before, and to `counts` one for each token the passage holds. */
function read(passage: Passage, rows: Map<string, number>, counts: number[]): Held {
  const often = new Map<number, number>();
  let length = 0;
  for (const [tokens, weight] of columnsOf(passage)) {
    length += tokens.length;
    for (const token of tokens) {
      let row = rows.get(token);
      if (row === undefined) {
        row = counts.push(0) - 1;
        rows.set(token, row);
      }
      often.set(row, (often.get(row) ?? 0) + weight);
    }
  }
  for (const row of often.keys()) counts[row]! += 1;
  return { rows: Uint32Array.from(often.keys()), often: Uint16Array.from(often.values()), length };
}

/** The earlier of two that are alike comes first. */
function highest(scores: Float64Array, limit: number, mayAnswer: (at: number) => boolean): Hit[] {
  const hits: Hit[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at]!;
    if (score === 0 || (hits.length === limit && score <= hits[limit - 1]!.score) || !mayAnswer(at)) continue;
    const place = hits.findIndex((hit) => hit.score < score);
    hits.splice(place === -1 ? hits.length : place, 0, { at, score });
    if (hits.length > limit) hits.pop();
  }
  return hits;
}
