import { SECOND_MS } from '../core/clock.ts';

const FAILURES_MAX = 5;
export const REST_MS = 30 * SECOND_MS;

export interface Breaker {
  mayTry(now: number): boolean;
  /** False: leave it alone. True: `end` must follow. */
  begin(now: number): boolean;
  end(hasFailed: boolean, now: number): void;
}

/** After five failures in a row the endpoint rests for thirty seconds, then one question tries it again. */
export function createBreaker(): Breaker {
  let failures = 0;
  let restsUntil: number | null = null;
  let isTrying = false;
  // After the clock was set back nobody waits for the length of the step.
  const mayTry = (now: number) => restsUntil === null || (!isTrying && (now >= restsUntil || restsUntil - now > REST_MS));
  return {
    mayTry,
    begin(now) {
      if (!mayTry(now)) return false;
      isTrying = restsUntil !== null;
      return true;
    },
    end(hasFailed, now) {
      isTrying = false;
      failures = hasFailed ? failures + 1 : 0;
      restsUntil = failures >= FAILURES_MAX ? now + REST_MS : null;
    },
  };
}
