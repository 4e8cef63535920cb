// The second look: what the whole message and its parts say of each intent, weighed into one probability.

/** Weights of the views of one intent, the same for all intents, and a bias for each. */
export interface Judge {
  weights: Float32Array;
  bias: Float32Array;
}

/** What is known of one message when its intents are judged. */
export interface Views {
  /** Scores of the whole message. */
  whole: Float32Array;
  /** Scores of its parts: single clauses, and what stands before and behind each boundary. */
  parts: readonly Float32Array[];
  /** For each intent whether the rules claim it. */
  claimed: readonly boolean[];
}

export const VIEWS = 15;
/** Two outputs follow the intents: danger to life, and talk that asks for nothing. */
export const EXTRAS = 2;
const LIMIT = 8;

const clip = (score: number) => Math.max(-LIMIT, Math.min(LIMIT, score));

/** The views of one intent as numbers; the order is the order of the weights. */
export function viewsOf({ whole, parts, claimed }: Views, intent: number): number[] {
  const own = clip(whole[intent]!);
  let [first, second] = [-LIMIT, -LIMIT];
  let leading = -LIMIT;
  for (const part of parts) {
    const score = clip(part[intent]!);
    if (score > first) [first, second] = [score, first];
    else if (score > second) second = score;
    if (score > leading && isHighest(part, intent)) leading = score;
  }
  if (parts.length === 0) [first, second] = [own, own];
  let rival = -LIMIT;
  // Danger and talk are no rivals: the one stands beside the hazard that brings it, the other is looked at by itself.
  for (let other = 0; other < whole.length - EXTRAS; other += 1)
    if (other !== intent) rival = Math.max(rival, clip(whole[other]!));
  const talk = clip(whole.at(-1)!);
  const rule = Number(claimed[intent]);
  const divided = Number(parts.length > 0);
  return [
    1,
    own,
    first,
    second,
    rival,
    leading,
    Math.max(own, first),
    rule,
    own * rule,
    divided,
    own * divided,
    first * divided,
    talk,
    talk * rule,
    (own * talk) / LIMIT,
  ];
}

function isHighest(scores: Float32Array, intent: number): boolean {
  const mine = scores[intent]!;
  return scores.every((score) => score <= mine);
}

/** Log-odds of each intent. */
export function judge({ weights, bias }: Judge, views: Views): Float32Array {
  return bias.map((start, intent) => {
    let sum = start;
    for (const [at, view] of viewsOf(views, intent).entries()) sum += weights[at]! * view;
    return sum;
  });
}
