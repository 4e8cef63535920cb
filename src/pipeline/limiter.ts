import { z } from 'zod';
import { type Clock, DAY_MS, SECOND_MS } from '../core/clock.ts';
import { BotError } from '../core/errors.ts';
import type { Limit, Limiter } from '../core/limiter.ts';
import type { Store, Transaction } from '../core/store.ts';

/** Places are counted by the second; where a limit is for one second, by its tenths. */
const BUCKET_MS = SECOND_MS;
const BUCKETS_AT_LEAST = 10;
/** Nobody asks again sooner; and when the store is away, not before this. */
const AGAIN_MS = SECOND_MS;
/** Nothing a platform forbids lasts longer. */
const KEEP_BLOCKS_MS = 40 * DAY_MS;

/** What a platform has forbidden, by lane. `at`: when it said so; a clock that shows less has been set back since. */
const blockSchema = z.object({ at: z.number(), until: z.number() });
type Block = z.infer<typeof blockSchema>;

const blocksIn = (tx: Transaction) => tx.collection('lane-blocks', blockSchema);

/**
 * Limits kept in the store's tallies: all instances keep them together, and a restart forgets nothing. A stretch ends now and begins
 * with a whole bucket, so that never more than `most` is let through in it, rather a little less. Whoever wants more at once than a
 * limit ever lets through gets all there is. Until there may be room it is a second at least; at most it is the limit's stretch and a
 * bucket, or the length of the block, also where the clock has been set back. A store that is away has no room.
 */
export function createLimiter(store: Store, clock: Clock): Limiter {
  const blocks = new Map<string, Block>();

  /** Known here at once, and to the others in a moment; without the store this instance at least keeps it. */
  function keep(lane: string, block: Block): void {
    blocks.set(lane, block);
    const writing = store.transaction(async (tx) => {
      await blocksIn(tx).put(lane, block, block.at);
      await blocksIn(tx).purge(block.at - KEEP_BLOCKS_MS);
    });
    writing.catch(() => {});
  }

  /** Until when the lane is shut, by what is known of it; null = open. */
  function shutUntil(lane: string, now: number): number | null {
    const block = blocks.get(lane);
    if (block === undefined) return null;
    if (block.until <= now) {
      blocks.delete(lane);
      return null;
    }
    if (block.at <= now) return block.until;
    // As long as it was meant to last, from now.
    const anew = { at: now, until: now + block.until - block.at };
    keep(lane, anew);
    return anew.until;
  }

  async function takeFromStore(tx: Transaction, lane: string, limits: readonly Limit[], count: number, now: number) {
    const block = await blocksIn(tx).get(lane);
    if (block) blocks.set(lane, block);
    const shut = shutUntil(lane, now);
    if (shut !== null || limits.length === 0) return shut;
    const bucketMs = Math.floor(Math.min(BUCKET_MS, ...limits.map(({ ms }) => ms / BUCKETS_AT_LEAST)));
    const at = Math.floor(now / bucketMs) * bucketMs;
    // The longest first: of several that are full, its answer is the one that holds.
    const stretches = limits.map(({ ms, most }) => ({ ms, since: at - ms, most })).sort((a, b) => b.ms - a.ms);
    const places = Math.min(count, ...limits.map(({ most }) => most));
    const bucket = await tx.tallies.take(lane, at, places, stretches);
    if (bucket === null) return null;
    const rooms = stretches.flatMap(({ ms, since }) => (bucket >= since ? Math.min(bucket, at) + bucketMs + ms : []));
    return Math.max(Math.min(...rooms), now + AGAIN_MS);
  }

  return {
    async take(lane, limits, count = 1) {
      const now = clock.now();
      const shut = shutUntil(lane, now);
      if (shut !== null) return shut;
      try {
        return await store.transaction((tx) => takeFromStore(tx, lane, limits, count, now));
      } catch (error) {
        if (error instanceof BotError && error.retryable) return now + AGAIN_MS;
        throw error;
      }
    },

    block(lane, until) {
      const now = clock.now();
      if (until > Math.max(now, shutUntil(lane, now) ?? 0)) keep(lane, { at: now, until });
    },
  };
}
