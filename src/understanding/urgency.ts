// Whether somebody is in danger now. Judged by itself: a wrong alarm wakes people at night, a missed one may cost a life.
import { type Choice, weigh } from './choice.ts';
import type { Sight } from './views.ts';

export interface Urgency {
  /** Tells hazards that cannot wait from those that can; it has never seen anything that is no hazard. */
  given: Choice;
  weights: Float32Array;
}

/** What is known of one message when it is judged. */
export interface Alarm {
  /** Log-odds of danger to life and of a hazard, by the judge of the intents. */
  danger: number;
  hazard: number;
  /** Log-odds that it cannot wait if it is a hazard: of the whole message, then of its parts. */
  given: readonly number[];
  /** Whether the rules heard a sign. */
  sign: boolean;
}

export const URGENCY_VIEWS = 6;
export const urgencyLabels: readonly string[] = ['false', 'true'];
const LIMIT = 9;

const clip = (score: number) => Math.max(-LIMIT, Math.min(LIMIT, score));

/** Asks of the message and of each of its parts whether it could wait, were it a hazard. */
export function lookForUrgency({ whole, parts }: Sight, given: Choice): number[] {
  return [whole, ...parts.map(({ features }) => features)].map((features) => {
    const [waits, urgent] = weigh(given, features);
    return clip(Math.log(urgent! / waits!));
  });
}

/** The alarm as numbers; the order is the order of the weights. */
export function alarmViews({ danger, hazard, given, sign }: Alarm): number[] {
  return [1, clip(danger), clip(hazard), given[0]!, Math.max(...given), Number(sign)];
}

/** Log-odds that somebody is in danger now. */
export function judgeUrgency({ weights }: Pick<Urgency, 'weights'>, alarm: Alarm): number {
  return alarmViews(alarm).reduce((sum, view, at) => sum + weights[at]! * view, 0);
}
