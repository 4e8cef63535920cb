import { createRandom, shuffle } from '../../learning/random.ts';
import { quantise, rowsOf, vocabularyOf } from '../../learning/vocabulary.ts';
import { mayFollow, OUTSIDE, type StretchKind, type Tagger, tagsOf } from '../tagger.ts';

export interface TaggerSample {
  columns: readonly (readonly number[])[];
  path: readonly number[];
}

export interface TaggerOptions {
  epochs: number;
  rate: number;
  dropout: number;
  least: number;
  seed: number;
}

const FIRST_SQUARE = 1e-2;
const DECAY = 1e-5;
/** Slopes smaller than this change nothing that can be measured. */
const TOO_SMALL = 1e-3;
const NEVER = -1e9;
/** Features that speak this little for any tag are not worth their room. */
const WEAK = 0.12;

/** A linear-chain conditional random field: log-likelihood of the true path, AdaGrad, a falling rate, features dropped at random. */
export function fitTagger(samples: readonly TaggerSample[], kinds: readonly StretchKind[], options: TaggerOptions): Tagger {
  const tags = tagsOf(kinds);
  const random = createRandom(options.seed);
  const rowOf = vocabularyOf(
    samples.flatMap(({ columns }) => columns),
    options.least,
  );
  const inputs = samples.map(({ columns }) => columns.map((features) => rowsOf(features, rowOf)));
  const rows = new Float32Array(rowOf.size * tags);
  const rowSquares = new Float32Array(rows.length).fill(FIRST_SQUARE);
  const steps = new Float32Array(tags * tags + tags);
  const stepSquares = new Float32Array(steps.length).fill(FIRST_SQUARE);
  const order = samples.map((_, at) => at);

  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    const rate = options.rate * (1 - epoch / options.epochs);
    const move = (weights: Float32Array, squares: Float32Array, at: number, slope: number) => {
      squares[at]! += slope * slope;
      weights[at]! -= (rate * slope) / Math.sqrt(squares[at]!);
    };
    for (const at of shuffle(order, random)) {
      const { path } = samples[at]!;
      if (path.length === 0) continue;
      const columns = inputs[at]!.map((features) => features.filter(() => random() >= options.dropout));
      const scores = columns.map((features) => {
        const sums = new Float32Array(tags);
        for (const row of features) for (let tag = 0; tag < tags; tag += 1) sums[tag]! += rows[row * tags + tag]!;
        return sums;
      });
      const { ahead, behind, total } = logSums(scores, steps, tags);
      for (const [place, features] of columns.entries()) {
        const truth = path[place]!;
        for (let tag = 0; tag < tags; tag += 1) {
          const slope = Math.exp(ahead[place]![tag]! + behind[place]![tag]! - total) - Number(tag === truth);
          if (Math.abs(slope) < TOO_SMALL) continue;
          for (const row of features) move(rows, rowSquares, row * tags + tag, slope + DECAY * rows[row * tags + tag]!);
          if (place === 0) move(steps, stepSquares, tags * tags + tag, slope);
        }
        if (place === 0) continue;
        for (let before = 0; before < tags; before += 1) {
          const reached = ahead[place - 1]![before]!;
          if (reached <= NEVER / 2) continue;
          for (let tag = 0; tag < tags; tag += 1) {
            if (!mayFollow(before, tag)) continue;
            const taken = Math.exp(reached + steps[before * tags + tag]! + scores[place]![tag]! + behind[place]![tag]! - total);
            const slope = taken - Number(path[place - 1] === before && truth === tag);
            if (Math.abs(slope) >= TOO_SMALL) move(steps, stepSquares, before * tags + tag, slope);
          }
        }
      }
    }
  }
  return { kinds, ...quantise(rowOf, rows, tags, WEAK), steps };
}

/** Log-sums of all paths up to and from each tag, and of all paths. */
function logSums(scores: readonly Float32Array[], steps: Float32Array, tags: number) {
  const ahead = scores.map(() => new Float64Array(tags).fill(NEVER));
  const behind = scores.map(() => new Float64Array(tags));
  for (let tag = 0; tag < tags; tag += 1) {
    if (mayFollow(OUTSIDE, tag)) ahead[0]![tag] = scores[0]![tag]! + steps[tags * tags + tag]!;
  }
  for (let at = 1; at < scores.length; at += 1) {
    for (let tag = 0; tag < tags; tag += 1) {
      const sum = logSum(tags, (before) =>
        mayFollow(before, tag) ? ahead[at - 1]![before]! + steps[before * tags + tag]! : NEVER,
      );
      ahead[at]![tag] = sum + scores[at]![tag]!;
    }
  }
  for (let at = scores.length - 2; at >= 0; at -= 1) {
    for (let tag = 0; tag < tags; tag += 1) {
      behind[at]![tag] = logSum(tags, (after) =>
        mayFollow(tag, after) ? behind[at + 1]![after]! + scores[at + 1]![after]! + steps[tag * tags + after]! : NEVER,
      );
    }
  }
  return { ahead, behind, total: logSum(tags, (tag) => ahead.at(-1)![tag]!) };
}

function logSum(count: number, scoreOf: (tag: number) => number): number {
  let largest = NEVER;
  for (let tag = 0; tag < count; tag += 1) largest = Math.max(largest, scoreOf(tag));
  if (largest <= NEVER / 2) return NEVER;
  let sum = 0;
  for (let tag = 0; tag < count; tag += 1) sum += Math.exp(scoreOf(tag) - largest);
  return largest + Math.log(sum);
}
