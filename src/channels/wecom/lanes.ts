import { createHash } from 'node:crypto';
import type { Sending } from '../../core/channel.ts';
import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import type { Limit, Limiter } from '../../core/limiter.ts';
import { type LongestWindow, rateLimitEndsAt } from './errors.ts';

const perMinuteAndHour = (minute: number, hour: number): Limit[] => [
  { ms: MINUTE_MS, most: minute },
  { ms: HOUR_MS, most: hour },
];

/** A little below what the platform allows: it counts when things arrive, not when they leave. */
export const LIMITS = {
  /** Of 20 a minute (document/path/91770). */
  webhook: [{ ms: MINUTE_MS, most: 18 }],
  /** Replies and pushes together; of 30 a minute and 1,000 an hour (document/path/101463). */
  conversation: perMinuteAndHour(28, 950),
  uploads: perMinuteAndHour(28, 950),
  /** What is beyond 30 a minute or 1,000 an hour for one person is dropped without a word (document/path/90236). */
  member: perMinuteAndHour(28, 950),
  /** One API of a company: 10,000 a minute, 150,000 an hour (document/path/90454). */
  appSends: perMinuteAndHour(8_000, 120_000),
} satisfies Record<string, readonly Limit[]>;

/** Places in each window that ordinary pushes leave to answers and emergencies. */
const SPARE = 2;
/** The store that counts did not answer. */
const COUNT_AGAIN_MS = SECOND_MS;

/** One row of messages the platform counts together. */
export interface Lane {
  /** @returns null = there is room, and it is taken; else when there may be */
  room(count: number): Promise<number | null>;
  /** The platform said that it is full. @returns until when */
  full(): number;
  /** The platform took something. */
  flows(): void;
}

export function createLanes(limiter: Limiter, clock: Clock) {
  /** Lanes the platform refused, until something goes through. */
  const refused = new Map<string, { times: number; until: number }>();

  return (name: string, limits: readonly Limit[], longest: LongestWindow, isOrdinary: boolean): Lane => ({
    async room(count) {
      const ours = isOrdinary ? limits.map(({ ms, most }) => ({ ms, most: most - SPARE })) : limits;
      try {
        return await limiter.take(name, ours, count);
      } catch {
        return clock.now() + COUNT_AGAIN_MS;
      }
    },
    full() {
      const now = clock.now();
      const last = refused.get(name);
      // Calls that were under way together are refused together: that is one refusal.
      if (last && now < last.until) return last.until;
      const times = (last?.times ?? 0) + 1;
      const until = rateLimitEndsAt(times, longest, now);
      refused.set(name, { times, until });
      limiter.block(name, until);
      return until;
    },
    flows: () => void refused.delete(name),
  });
}
export type Lanes = ReturnType<typeof createLanes>;

/** Names of lanes tell nothing: keys are secrets, ids are people. */
export const laneName = (kind: string, id: string): string =>
  `wecom_${kind}:${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;

/** Whether somebody waits for it: an answer, or an emergency. */
export const isOrdinary = ({ outgoing: { push } }: Pick<Sending, 'outgoing'>): boolean => push !== undefined && !push.urgent;
