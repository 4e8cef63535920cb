import { createRandom, shuffle } from '../../learning/random.ts';
import { quantise, rowsOf, vocabularyOf } from '../../learning/vocabulary.ts';
import type { Choice } from '../choice.ts';

export interface ChoiceSample {
  features: ReadonlySet<number>;
  label: string;
}

export interface ChoiceOptions {
  epochs: number;
  rate: number;
  dropout: number;
  least: number;
  seed: number;
}

const FIRST_SQUARE = 1e-3;
/** Longer texts have more features; scaled so that each text weighs the same. */
const GAIN = 4;

/** A softmax over the labels of one slot, fitted on the messages that have the slot's intent. */
export function fitChoice(samples: readonly ChoiceSample[], labels: readonly string[], options: ChoiceOptions): Choice {
  const random = createRandom(options.seed);
  const width = labels.length;
  const rowOf = vocabularyOf(
    samples.map(({ features }) => features),
    options.least,
  );
  const inputs = samples.map(({ features }) => rowsOf(features, rowOf));
  const rows = new Float32Array(rowOf.size * width);
  const squares = new Float32Array(rows.length).fill(FIRST_SQUARE);
  const bias = new Float32Array(width);
  const biasSquares = new Float32Array(width).fill(FIRST_SQUARE);
  const order = samples.map((_, at) => at);
  const scores = new Float32Array(width);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    const rate = options.rate * (1 - epoch / options.epochs);
    for (const at of shuffle(order, random)) {
      const input = inputs[at]!.filter(() => random() >= options.dropout);
      const gain = GAIN / Math.sqrt(Math.max(1, input.length));
      scores.set(bias);
      for (const row of input) for (let label = 0; label < width; label += 1) scores[label]! += rows[row * width + label]! * gain;
      const truth = labels.indexOf(samples[at]!.label);
      const largest = Math.max(...scores);
      let sum = 0;
      for (const score of scores) sum += Math.exp(score - largest);
      for (let label = 0; label < width; label += 1) {
        const slope = Math.exp(scores[label]! - largest) / sum - Number(label === truth);
        biasSquares[label]! += slope * slope;
        bias[label]! -= (rate * slope) / Math.sqrt(biasSquares[label]!);
        const by = slope * gain;
        if (Math.abs(by) < 1e-4) continue;
        for (const row of input) {
          squares[row * width + label]! += by * by;
          rows[row * width + label]! -= (rate * by) / Math.sqrt(squares[row * width + label]!);
        }
      }
    }
  }
  return { labels, ...quantise(rowOf, rows, width), bias };
}
