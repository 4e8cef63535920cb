// The trained part that picks one of a slot's few words: category, topic, kind …
import type { FeatureTable } from '../learning/feature-table.ts';

export interface Choice {
  labels: readonly string[];
  features: FeatureTable;
  /** `features × labels` */
  rows: Int8Array;
  scales: Float32Array;
  bias: Float32Array;
}

const GAIN = 4;

/** The probability of each label, in their order. */
export function weigh(choice: Choice, ...features: readonly Iterable<number>[]): number[] {
  const { labels, features: table, rows, scales, bias } = choice;
  const width = labels.length;
  const sums = new Float32Array(width);
  let known = 0;
  for (const some of features) {
    for (const feature of some) {
      const row = table.rowOf(feature);
      if (row < 0) continue;
      known += 1;
      const scale = scales[row]!;
      for (let label = 0; label < width; label += 1) sums[label]! += rows[row * width + label]! * scale;
    }
  }
  const gain = GAIN / Math.sqrt(Math.max(1, known));
  const scores = Array.from(sums, (sum, label) => sum * gain + bias[label]!);
  const largest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - largest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** The likeliest label. */
export function choose(choice: Choice, ...features: readonly Iterable<number>[]): string {
  const shares = weigh(choice, ...features);
  return choice.labels[shares.indexOf(Math.max(...shares))]!;
}
