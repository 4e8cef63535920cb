// The trained part that decides: features → a hidden layer → one score for each output.
import type { FeatureTable } from './feature-table.ts';

/** Weights as they are kept: a row of small numbers for each known feature, each row with its own scale. */
export interface Network {
  features: FeatureTable;
  rows: Int8Array;
  scales: Float32Array;
  hiddenBias: Float32Array;
  /** `hidden × outputs` */
  outputs: Float32Array;
  outputBias: Float32Array;
}

/** One score (log-odds) for each output; unknown features say nothing. */
export function score(network: Network, features: Iterable<number>): Float32Array {
  const { features: table, rows, scales, hiddenBias, outputs, outputBias } = network;
  const width = hiddenBias.length;
  const hidden = new Float32Array(width);
  let known = 0;
  for (const feature of features) {
    const row = table.rowOf(feature);
    if (row < 0) continue;
    known += 1;
    const scale = scales[row]!;
    const from = row * width;
    for (let unit = 0; unit < width; unit += 1) hidden[unit]! += rows[from + unit]! * scale;
  }
  const gain = 1 / Math.sqrt(Math.max(1, known));
  const scores = Float32Array.from(outputBias);
  for (let unit = 0; unit < width; unit += 1) {
    const value = hidden[unit]! * gain + hiddenBias[unit]!;
    if (value <= 0) continue;
    const from = unit * scores.length;
    for (let output = 0; output < scores.length; output += 1) scores[output]! += outputs[from + output]! * value;
  }
  return scores;
}

/** From log-odds. */
export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** How much of what was looked at has been seen before; 0 to 1. */
export function knownShare({ features: table }: Network, features: ReadonlySet<number>): number {
  let known = 0;
  for (const feature of features) if (table.rowOf(feature) >= 0) known += 1;
  return features.size === 0 ? 0 : known / features.size;
}
