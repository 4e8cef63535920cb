import { SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Services } from '../core/services.ts';
import { LEASE_MS } from './outbox-lease.ts';

/** Three of them may fail before a lease ends. */
const RENEW_EVERY_MS = 5 * SECOND_MS;

/**
 * Keeps what is being delivered leased for as long as that takes: a call may wait for seconds, several of them for a minute, and a
 * lease as long as the slowest would be how long everybody waits for what an instance held that was killed. What takes less than five
 * seconds, nearly all, costs no write.
 */
export function createRenewal({ store, clock, instance, log }: Services) {
  const inHand = new Set<number>();
  /** Of those, what was in hand at the last look already. */
  let seen = new Set<number>();
  let timer: NodeJS.Timeout | null = null;

  async function renew(): Promise<void> {
    const lasting = [...inHand].filter((id) => seen.has(id));
    seen = new Set(inHand);
    if (lasting.length === 0) return;
    try {
      await store.transaction(async ({ outbox }) => {
        const until = clock.now() + LEASE_MS;
        await outbox.release(lasting, instance);
        for (const id of lasting) if (inHand.has(id)) await outbox.claim(id, instance, until);
      });
    } catch (error) {
      log.warn({ items: lasting.length, error: messageOf(error) }, 'leases could not be renewed yet');
    }
  }

  return {
    /** @returns to be called when their deliveries have ended and are noted */
    hold(ids: readonly number[]): () => void {
      for (const id of ids) inHand.add(id);
      timer ??= setInterval(renew, RENEW_EVERY_MS).unref();
      return () => {
        for (const id of ids) inHand.delete(id);
        if (inHand.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
  };
}
