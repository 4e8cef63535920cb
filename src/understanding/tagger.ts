// The trained part that copies: which stretch of the text names the place, the activity, the person … A linear chain over characters.
import type { FeatureTable } from '../learning/feature-table.ts';

/** Names and places are short and lie inside the long stretches, so each group has a tagger of its own. */
export const shortKinds = ['place', 'activity', 'study', 'item', 'home', 'community', 'person'] as const;
export const longKinds = ['body', 'note'] as const;
export type StretchKind = (typeof shortKinds)[number] | (typeof longKinds)[number];

/** Tags: 0 = outside, then a beginning and an inside for each kind. */
export const OUTSIDE = 0;
export const tagsOf = (kinds: readonly StretchKind[]): number => 1 + 2 * kinds.length;

/** An inside follows only its own beginning or inside. */
export const mayFollow = (before: number, tag: number): boolean =>
  tag === OUTSIDE || tag % 2 === 1 || before === tag || before === tag - 1;

export interface Tagger {
  kinds: readonly StretchKind[];
  features: FeatureTable;
  /** `features × tags` */
  rows: Int8Array;
  scales: Float32Array;
  /** `tags × tags` from one tag to the next, then `tags` for the first. */
  steps: Float32Array;
}

export interface Stretch {
  kind: StretchKind;
  start: number;
  end: number;
}

/** The likeliest stretches, in order, not overlapping; `columns` holds the features of each character. */
export function findStretches(tagger: Tagger, columns: readonly (readonly number[])[]): Stretch[] {
  const { kinds, features: table, rows, scales } = tagger;
  const tags = tagsOf(kinds);
  const scores = columns.map((features) => {
    const sums = new Float32Array(tags);
    for (const feature of features) {
      const row = table.rowOf(feature);
      if (row < 0) continue;
      const scale = scales[row]!;
      for (let tag = 0; tag < tags; tag += 1) sums[tag]! += rows[row * tags + tag]! * scale;
    }
    return sums;
  });
  return stretchesOf(bestPath(scores, tagger.steps, tags), kinds);
}

/** Viterbi: the path of allowed steps with the highest sum. */
function bestPath(scores: readonly Float32Array[], steps: Float32Array, tags: number): number[] {
  const back: Uint8Array[] = [];
  let sums = new Float32Array(tags).fill(Number.NEGATIVE_INFINITY);
  for (const [at, column] of scores.entries()) {
    const next = new Float32Array(tags).fill(Number.NEGATIVE_INFINITY);
    const from = new Uint8Array(tags);
    for (let tag = 0; tag < tags; tag += 1) {
      if (at === 0) {
        if (mayFollow(OUTSIDE, tag)) next[tag] = steps[tags * tags + tag]! + column[tag]!;
        continue;
      }
      for (let before = 0; before < tags; before += 1) {
        if (!mayFollow(before, tag)) continue;
        const sum = sums[before]! + steps[before * tags + tag]!;
        if (sum > next[tag]!) {
          next[tag] = sum;
          from[tag] = before;
        }
      }
      next[tag]! += column[tag]!;
    }
    sums = next;
    back.push(from);
  }
  let tag = sums.indexOf(Math.max(...sums));
  const path: number[] = [];
  for (let at = scores.length - 1; at >= 0; at -= 1) {
    path.push(tag);
    tag = back[at]![tag]!;
  }
  return path.reverse();
}

function stretchesOf(path: readonly number[], kinds: readonly StretchKind[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [at, tag] of path.entries()) {
    if (tag % 2 === 0) continue;
    let end = at + 1;
    while (path[end] === tag + 1) end += 1;
    found.push({ kind: kinds[(tag - 1) / 2]!, start: at, end });
  }
  return found;
}

/** The path that marks these stretches; of overlapping ones the first counts. */
export function pathOf(length: number, stretches: readonly Stretch[], kinds: readonly StretchKind[]): number[] {
  const path = new Array<number>(length).fill(OUTSIDE);
  for (const { kind, start, end } of stretches) {
    const begin = 1 + 2 * kinds.indexOf(kind);
    if (begin < 1 || path.slice(start, end).some((tag) => tag !== OUTSIDE)) continue;
    path.fill(begin + 1, start, end);
    path[start] = begin;
  }
  return path;
}
