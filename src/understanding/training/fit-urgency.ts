import { type Alarm, alarmViews, URGENCY_VIEWS } from '../urgency.ts';

const ROUNDS = 20;
/** Keeps the weights finite where a view alone tells everything apart. */
const RIDGE = 1e-2;
/** Shown nothing, it raises no alarm. */
const HOPELESS = -7;

/** Logistic regression by Newton's method over the alarms of messages that nothing in them was fitted on. */
export function fitUrgency(samples: readonly { alarm: Alarm; isUrgent: boolean }[]): Float32Array {
  const weights = new Float64Array(URGENCY_VIEWS);
  if (samples.length === 0) weights[0] = HOPELESS;
  const seen = samples.map(({ alarm, isUrgent }) => ({ views: alarmViews(alarm), truth: Number(isUrgent) }));
  for (let round = 0; round < ROUNDS && seen.length > 0; round += 1) {
    const slopes = Array.from(weights, (weight) => -RIDGE * weight);
    const bends = slopes.map((_, row) => slopes.map((__, column) => (row === column ? RIDGE : 0)));
    for (const { views, truth } of seen) {
      const likely = 1 / (1 + Math.exp(-views.reduce((sum, view, at) => sum + weights[at]! * view, 0)));
      for (const [row, view] of views.entries()) {
        slopes[row]! += (truth - likely) * view;
        for (const [column, other] of views.entries()) bends[row]![column]! += likely * (1 - likely) * view * other;
      }
    }
    for (const [at, step] of solve(bends, slopes).entries()) weights[at]! += step;
  }
  return Float32Array.from(weights);
}

/** The solution of a symmetric, positive system of a few equations; both arguments are used up. */
function solve(rows: number[][], right: number[]): number[] {
  for (const [pivot, row] of rows.entries()) {
    for (let below = pivot + 1; below < rows.length; below += 1) {
      const share = rows[below]![pivot]! / row[pivot]!;
      for (let column = pivot; column < row.length; column += 1) rows[below]![column]! -= share * row[column]!;
      right[below]! -= share * right[pivot]!;
    }
  }
  const solution = right.map(() => 0);
  for (let at = right.length - 1; at >= 0; at -= 1) {
    const known = rows[at]!.reduce((sum, factor, column) => (column > at ? sum + factor * solution[column]! : sum), 0);
    solution[at] = (right[at]! - known) / rows[at]![at]!;
  }
  return solution;
}
