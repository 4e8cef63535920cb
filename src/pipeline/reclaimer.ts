import { type Clock, SECOND_MS } from '../core/clock.ts';
import type { Queue } from '../core/queue.ts';

/**
 * Takes up expired leases, once a second and before anything is leased: under load there is always something else to do, and what a
 * dead instance held would wait for ever. A clock set back is no reason to wait longer.
 */
export function createReclaimer(clock: Clock): <Body>(queue: Queue<Body>) => Promise<void> {
  let reclaimedAt = 0;
  return async (queue) => {
    const now = clock.now();
    if (Math.abs(now - reclaimedAt) < SECOND_MS) return;
    await queue.reclaim(now);
    reclaimedAt = now;
  };
}
