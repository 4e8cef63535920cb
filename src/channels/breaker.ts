import { type Clock, SECOND_MS } from '../core/clock.ts';

/** So many failures in a row: the platform is away, and asking on would only use attempts up. */
const FAILURES = 5;
const FIRST_PAUSE_MS = 2 * SECOND_MS;
const LONGEST_PAUSE_MS = 20 * SECOND_MS;

/**
 * Keeps calls away from a platform that is out: after some failures in a row nobody calls but one, now and then, to see whether it is
 * back. The pause doubles up to 20 s, so that what waits has gone soon after the end.
 */
export function createBreaker(clock: Clock) {
  let failures = 0;
  let pauseMs = FIRST_PAUSE_MS;
  let openUntil = 0;

  return {
    /** @returns null = call; else the instant to try again at. Whoever may call while it is open is the one that looks. */
    closedUntil(): number | null {
      if (failures < FAILURES) return null;
      const now = clock.now();
      // Beyond the longest pause: the clock was set back.
      if (now < openUntil && openUntil - now <= LONGEST_PAUSE_MS) return openUntil;
      openUntil = now + pauseMs;
      return null;
    },
    /** The last call failed: what can be tried once more only should not be what finds out how things stand. */
    isDoubtful: () => failures > 0,
    /** The platform answered, whatever it said. */
    worked(): void {
      failures = 0;
      pauseMs = FIRST_PAUSE_MS;
    },
    /** It could not be reached, or said that it is out. */
    failed(): void {
      failures += 1;
      if (failures < FAILURES) return;
      if (failures > FAILURES) pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      openUntil = clock.now() + pauseMs;
    },
  };
}

export type Breaker = ReturnType<typeof createBreaker>;
