// Where a term stands in what was said, as a person would still hear it: a sign mistyped, dropped, added, or two swapped.
import { placeEndings, tellsApart } from '../words/stations.ts';
import type { Query } from './query.ts';
import type { IndexedTerm } from './station-index.ts';

export interface Fit {
  /** Signs of the query that it explains. */
  at: number[];
  /** What they are worth: weight × likeness × rarity of each. */
  worth: number[];
}

/** What a sign is worth by how it is heard (`likenessOf`): as it is written, sounds the same, nearly. */
const HEARD = [0, 0, 0.7, 0.88, 1];
const SWAPPED = 0.85;
const OTHER_SIGN = 0.35;
const DROPPED = 0.3;
const ADDED = 0.25;
/** Where two points of the compass or two numbers differ, nothing is left of the likeness. */
const TOLD_APART = 4;
/** How much of a term must be there. Begun as it begins and written as it is written, less will do: people shorten names. */
const COVER_LEAST = 0.66;
const COVER_LEAST_HEAD = 0.5;
const COVER_LEAST_UNWRITTEN = 0.8;

/** What is left of the worth where hardly anything of the term was said. */
const WHOLE_LEAST = 0.3;

const [STOP, SAME, OTHER, SKIP_TERM, SKIP_WORD, SWAP] = [0, 1, 2, 3, 4, 5];

const LONGEST_TERM = 32;
const LONGEST_QUERY = 80;
const score = new Float32Array((LONGEST_TERM + 1) * (LONGEST_QUERY + 1));
const step = new Uint8Array(score.length);

/** Null where the term is not said, or another place is. */
export function fitOf(term: IndexedTerm, query: Query): Fit | null {
  const { weights, tokenIds } = term;
  const [rows, columns] = [Math.min(tokenIds.length, LONGEST_TERM), Math.min(query.tokens.length, LONGEST_QUERY)];
  const width = columns + 1;
  let best = 0;
  let bestAt = 0;
  score.fill(0, 0, (rows + 1) * width);
  step.fill(STOP, 0, (rows + 1) * width);
  for (let row = 1; row <= rows; row += 1) {
    const weight = weights[row - 1]!;
    const likes = query.likenesses(tokenIds[row - 1]!);
    const before = row > 1 && tokenIds[row - 2] !== tokenIds[row - 1] ? query.likenesses(tokenIds[row - 2]!) : null;
    const isTelling = tellsApart.test(term.tokens[row - 1]!.text);
    for (let column = 1; column <= columns; column += 1) {
      const here = row * width + column;
      const like = likes[column - 1]!;
      let most = 0;
      let how = STOP;
      const diagonal = score[here - width - 1]!;
      if (like > 1) [most, how] = [diagonal + weight * HEARD[like]!, SAME];
      else if (diagonal > 0) {
        const isApart = isTelling && query.tellsApart(column - 1);
        [most, how] = [diagonal - (isApart ? TOLD_APART : Math.max(OTHER_SIGN, OTHER_SIGN * weight)), OTHER];
      }
      if (before && column > 1 && likes[column - 2] === 4 && before[column - 1] === 4) {
        const swapped = score[here - 2 * width - 2]! + (weight + weights[row - 2]!) * SWAPPED;
        if (swapped > most) [most, how] = [swapped, SWAP];
      }
      const dropped = score[here - width]! - DROPPED * weight;
      if (dropped > most) [most, how] = [dropped, SKIP_TERM];
      const added = score[here - 1]! - (query.tellsApart(column - 1) ? 1 : ADDED);
      if (added > most) [most, how] = [added, SKIP_WORD];
      if (most <= 0) continue;
      score[here] = most;
      step[here] = how;
      if (most > best) [best, bestAt] = [most, here];
    }
  }
  return best <= 0 ? null : judged(term, query, best, bestAt, width);
}

function judged(term: IndexedTerm, query: Query, best: number, bestAt: number, width: number): Fit | null {
  const { weights, rarity, tokenIds } = term;
  const at: number[] = [];
  const worth: number[] = [];
  let written = 0;
  let own = 0;
  let first = 0;
  let last = -1;
  let lastWord = -1;
  let isPlain = true;
  const take = (row: number, column: number, likeness: number, value: number) => {
    at.push(column);
    worth.push(weights[row]! * value * rarity[row]!);
    if (likeness === 4) written += 1;
    if (weights[row] === 1) own += 1;
    first = row;
    if (last < 0) [last, lastWord] = [row, column];
    // A filler's sign is taken as written or not at all.
    if (likeness < 4 && query.isFiller(column)) isPlain = false;
  };
  for (let here = bestAt; step[here] !== STOP; ) {
    const [row, column] = [Math.floor(here / width) - 1, (here % width) - 1];
    const how = step[here];
    if (how === SAME) {
      const like = query.likenesses(tokenIds[row]!)[column]!;
      take(row, column, like, HEARD[like]!);
    } else if (how === SWAP) {
      take(row, column - 1, 4, SWAPPED);
      take(row - 1, column, 4, SWAPPED);
    }
    here -= how === SKIP_TERM ? width : how === SKIP_WORD ? 1 : how === SWAP ? 2 * width + 2 : width + 1;
  }
  if (!isPlain || own < Math.min(2, term.ownCount) || own * 2 < term.ownCount) return null;
  if (at.every((column) => query.isFiller(column))) return null;
  const cover = best / term.weight;
  const isHead = first === 0 && written === at.length && best >= 2;
  const isUnwritten = written === 0 && !at.every((column) => query.isSpelt(column));
  const least = isUnwritten ? COVER_LEAST_UNWRITTEN : isHead ? COVER_LEAST_HEAD : COVER_LEAST;
  if (cover < least || (isUnwritten && at.length < 3)) return null;
  if (term.endingAt > last && endsOtherwise(term, query, lastWord)) return null;
  // Of two that have the words, the one that is called so and no more is meant.
  const whole = WHOLE_LEAST + (1 - WHOLE_LEAST) * Math.min(1, cover);
  return { at, worth: worth.map((value) => value * whole) };
}

/** The name goes on, and with another sort of place than the term's: `人民` of `人民医院` where somebody says `人民公园`. */
function endsOtherwise({ text, tokens, endingAt }: IndexedTerm, query: Query, lastWord: number): boolean {
  const said = query.textFrom(lastWord + 1);
  placeEndings.lastIndex = 0;
  const [other] = said.match(placeEndings) ?? [];
  if (other === undefined || !said.startsWith(other)) return false;
  const own = tokens
    .slice(endingAt)
    .map((token) => token.text)
    .join('');
  return !own.startsWith(other) && !text.endsWith(other);
}
