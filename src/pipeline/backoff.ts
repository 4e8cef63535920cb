import { MINUTE_MS, SECOND_MS } from '../core/clock.ts';

/**
 * Full jitter between 1 s and a ceiling that doubles up to 60 s, so that many who failed together do not come back together.
 * @param attempts how often it has been tried, from 1
 * @param random in [0, 1)
 */
export function backoffMs(attempts: number, random: number): number {
  const ceiling = Math.min(MINUTE_MS, SECOND_MS * 2 ** Math.min(attempts, 6));
  return Math.round(SECOND_MS + random * (ceiling - SECOND_MS));
}
