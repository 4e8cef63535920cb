import { createFeatureTable, type FeatureTable } from './feature-table.ts';

/**
 * The features worth a row: seen at least `least` times, and by more than one voice where voices are given. What a single
 * person says is a habit, not a language.
 */
export function vocabularyOf(
  samples: readonly Iterable<number>[],
  least: number,
  voices: readonly string[] | null = null,
): Map<number, number> {
  const counts = new Map<number, number>();
  const firstVoice = new Map<number, string>();
  const isShared = new Set<number>();
  for (const [at, features] of samples.entries()) {
    for (const feature of features) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
      if (!voices) continue;
      const voice = firstVoice.get(feature);
      if (voice === undefined) firstVoice.set(feature, voices[at]!);
      else if (voice !== voices[at]) isShared.add(feature);
    }
  }
  const rowOf = new Map<number, number>();
  for (const [feature, count] of counts) {
    if (count >= least && (!voices || isShared.has(feature))) rowOf.set(feature, rowOf.size);
  }
  return rowOf;
}

/** The rows of the features that have one. */
export function rowsOf(features: Iterable<number>, rowOf: ReadonlyMap<number, number>): Int32Array {
  const rows: number[] = [];
  for (const feature of features) {
    const row = rowOf.get(feature);
    if (row !== undefined) rows.push(row);
  }
  return Int32Array.from(rows);
}

const STEPS = 31;

/**
 * The rows as whole numbers from −31 to 31, each with a scale of its own: finer steps change no decision and double the file. Rows
 * that move nothing by as much as `least` are left out.
 */
export function quantise(
  rowOf: ReadonlyMap<number, number>,
  weights: Float32Array,
  width: number,
  least = 0,
): { features: FeatureTable; rows: Int8Array; scales: Float32Array } {
  const kept: number[] = [];
  const sources: number[] = [];
  const largest: number[] = [];
  for (const [feature, row] of rowOf) {
    let most = 0;
    for (let at = row * width; at < (row + 1) * width; at += 1) most = Math.max(most, Math.abs(weights[at]!));
    if (most < least) continue;
    kept.push(feature);
    sources.push(row);
    largest.push(most);
  }
  const rows = new Int8Array(sources.length * width);
  for (const [row, source] of sources.entries()) {
    const most = largest[row]!;
    if (most === 0) continue;
    for (let at = 0; at < width; at += 1) rows[row * width + at] = Math.round((weights[source * width + at]! / most) * STEPS);
  }
  return {
    features: createFeatureTable(Uint32Array.from(kept)),
    rows,
    scales: Float32Array.from(largest, (most) => most / STEPS),
  };
}
