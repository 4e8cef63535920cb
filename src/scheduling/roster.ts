import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/services.ts';
import type { RosterEntry, Store } from '../core/store.ts';
import { withHandOvers } from '../domain/hand-over.ts';

/** Keeps the people on record as the settings list them. A change that could not be written is tried again: rights must not outlive it. */
export function createRoster(entries: () => RosterEntry[], store: Store, clock: Clock, log: Log) {
  let isStale = false;

  const sync = () => store.transaction(async (tx) => tx.members.syncRoster(await withHandOvers(tx, entries()), clock.now()));

  async function renew(): Promise<void> {
    isStale = true;
    try {
      await sync();
      isStale = false;
    } catch (error) {
      log.error({ error: messageOf(error) }, 'the roster could not be brought up to date yet');
    }
  }

  return {
    /** At start: what is wrong with the roster stops it. */
    sync,
    renew,
    renewIfStale: async (): Promise<void> => void (isStale && (await renew())),
  };
}
