import { SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { doingIn, type Services } from '../core/services.ts';
import type { Runner } from './runner.ts';
import { skillRunners } from './skill-work.ts';

const LEASE_MS = 60 * SECOND_MS;
const MAX_ATTEMPTS = 10;
const RETRY_MS = 30 * SECOND_MS;

/** One round of the scheduled queue: whatever is due by the store's word, in order. */
export function createScheduledRound(services: Services, runners: Readonly<Record<string, Runner>>): () => Promise<boolean> {
  const { store, clock, instance, log, handlers } = services;
  const ofSkills = skillRunners(handlers);
  return async () => {
    const items = await store.transaction(async (tx) => {
      const now = clock.now();
      await tx.scheduled.reclaim(now);
      return await tx.scheduled.lease({ owner: instance, now, leaseMs: LEASE_MS, limit: 16 });
    });
    for (const item of items) {
      const runner = runners[item.body.kind] ?? ofSkills.get(item.body.kind);
      try {
        await store.transaction(async (tx) => {
          const now = clock.now();
          if (!runner) await tx.scheduled.park(item.id, instance, now, 'unknown_kind');
          else if (await tx.scheduled.complete(item.id, instance, now)) {
            await runner(doingIn(services, tx, now), item.body.payload);
          }
        });
      } catch (error) {
        log.error({ work: item.body.kind, attempts: item.attempts, error: messageOf(error) }, 'scheduled work failed');
        await store.transaction(async (tx) => {
          const now = clock.now();
          if (item.attempts < MAX_ATTEMPTS) await tx.scheduled.retry(item.id, instance, now + RETRY_MS, messageOf(error));
          else await tx.scheduled.bury(item.id, instance, now, messageOf(error));
        });
      }
    }
    return items.length > 0;
  };
}
