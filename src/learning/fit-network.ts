import type { Network } from './network.ts';
import { createRandom, shuffle } from './random.ts';
import { quantise, rowsOf, vocabularyOf } from './vocabulary.ts';

export interface NetworkSample {
  features: ReadonlySet<number>;
  /** 1 for each output that is true. */
  truth: Uint8Array;
  voice: string;
}

export interface NetworkOptions {
  hidden: number;
  epochs: number;
  rate: number;
  /** Share of the features left out at random each time a sample is seen. */
  dropout: number;
  least: number;
  seed: number;
}

/** Most outputs are false for most messages. */
const FIRST_BIAS = -3;
const FIRST_SQUARE = 1e-4;

/**
 * Fits a bag of feature vectors with one hidden layer to yes/no outputs: logistic loss, AdaGrad, a falling rate, features
 * dropped at random. Chosen by measurement, see `data/starter/model-card.md`.
 */
export function fitNetwork(samples: readonly NetworkSample[], outputs: number, options: NetworkOptions): Network {
  const { hidden: width, dropout } = options;
  const random = createRandom(options.seed);
  const rowOf = vocabularyOf(
    samples.map(({ features }) => features),
    options.least,
    samples.map(({ voice }) => voice),
  );
  const inputs = samples.map(({ features }) => rowsOf(features, rowOf));
  const start = (length: number) => Float32Array.from({ length }, () => (random() - 0.5) * 0.3);
  const squares = (length: number) => new Float32Array(length).fill(FIRST_SQUARE);
  const rows = start(rowOf.size * width);
  const out = start(width * outputs);
  const hiddenBias = new Float32Array(width);
  const outputBias = new Float32Array(outputs).fill(FIRST_BIAS);
  const [rowSquares, outSquares, hiddenSquares, biasSquares] = [rows.length, out.length, width, outputs].map(squares) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const hidden = new Float32Array(width);
  const slope = new Float32Array(width);
  const error = new Float32Array(outputs);
  const order = samples.map((_, at) => at);

  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    const rate = options.rate * (1 - epoch / options.epochs);
    for (const at of shuffle(order, random)) {
      const input = inputs[at]!.filter(() => random() >= dropout);
      if (input.length === 0) continue;
      const truth = samples[at]!.truth;
      const gain = 1 / Math.sqrt(input.length);
      hidden.fill(0);
      for (const row of input) {
        const from = row * width;
        for (let unit = 0; unit < width; unit += 1) hidden[unit]! += rows[from + unit]!;
      }
      error.set(outputBias);
      for (let unit = 0; unit < width; unit += 1) {
        const value = hidden[unit]! * gain + hiddenBias[unit]!;
        hidden[unit] = value > 0 ? value : 0;
        if (value <= 0) continue;
        const from = unit * outputs;
        for (let output = 0; output < outputs; output += 1) error[output]! += out[from + output]! * value;
      }
      for (let output = 0; output < outputs; output += 1) {
        const by = 1 / (1 + Math.exp(-error[output]!)) - truth[output]!;
        error[output] = by;
        biasSquares[output]! += by * by;
        outputBias[output]! -= (rate * by) / Math.sqrt(biasSquares[output]!);
      }
      for (let unit = 0; unit < width; unit += 1) {
        slope[unit] = 0;
        const value = hidden[unit]!;
        if (value === 0) continue;
        let sum = 0;
        const from = unit * outputs;
        for (let output = 0; output < outputs; output += 1) {
          const by = error[output]! * value;
          sum += out[from + output]! * error[output]!;
          outSquares[from + output]! += by * by;
          out[from + output]! -= (rate * by) / Math.sqrt(outSquares[from + output]!);
        }
        slope[unit] = sum * gain;
        hiddenSquares[unit]! += sum * sum;
        hiddenBias[unit]! -= (rate * sum) / Math.sqrt(hiddenSquares[unit]!);
      }
      for (const row of input) {
        const from = row * width;
        for (let unit = 0; unit < width; unit += 1) {
          const by = slope[unit]!;
          if (by === 0) continue;
          rowSquares[from + unit]! += by * by;
          rows[from + unit]! -= (rate * by) / Math.sqrt(rowSquares[from + unit]!);
        }
      }
    }
  }
  return { ...quantise(rowOf, rows, width), hiddenBias, outputs: out, outputBias };
}
