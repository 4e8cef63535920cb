import { createRandom, shuffle } from '../../learning/random.ts';
import { type Judge, VIEWS, type Views, viewsOf } from '../judge.ts';

const EPOCHS = 12;
const RATE = 0.05;
const BIAS_RATE = 0.015;
/** So far below zero that nothing is to be learned from it. */
const HOPELESS = -7;

/** Logistic regression over the views of messages the network was not fitted on. */
export function fitJudge(samples: readonly { views: Views; truth: Uint8Array }[], outputs: number, seed: number): Judge {
  const random = createRandom(seed);
  const weights = new Float32Array(VIEWS);
  const squares = new Float32Array(VIEWS).fill(1e-6);
  // Shown nothing, it hears nothing: even odds would be heard.
  const bias = new Float32Array(outputs).fill(samples.length === 0 ? HOPELESS : 0);
  const biasSquares = new Float32Array(outputs).fill(1e-6);
  const order = [...samples];
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const falling = 1 - epoch / EPOCHS;
    for (const { views, truth } of shuffle(order, random)) {
      for (let intent = 0; intent < outputs; intent += 1) {
        if (views.whole[intent]! < HOPELESS && !truth[intent]) continue;
        const seen = viewsOf(views, intent);
        let sum = bias[intent]!;
        for (let at = 0; at < VIEWS; at += 1) sum += weights[at]! * seen[at]!;
        const error = 1 / (1 + Math.exp(-sum)) - truth[intent]!;
        biasSquares[intent]! += error * error;
        bias[intent]! -= (BIAS_RATE * falling * error) / Math.sqrt(biasSquares[intent]!);
        for (let at = 0; at < VIEWS; at += 1) {
          const slope = error * seen[at]!;
          squares[at]! += slope * slope;
          weights[at]! -= (RATE * falling * slope) / Math.sqrt(squares[at]!);
        }
      }
    }
  }
  return { weights, bias };
}
