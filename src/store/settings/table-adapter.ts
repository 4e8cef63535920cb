// The same document as one row of the store: for PostgreSQL, where several instances share it, and for the simulator's world.
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { BotError } from '../../core/errors.ts';
import type { Store } from '../../core/store.ts';
import { type BranchReading, describeFaults, readBranchValue } from './branch-document.ts';
import type { SettingsAdapter } from './durable-file-adapter.ts';

const COLLECTION = 'settings';
const KEY = 'branch';

/**
 * The adapter for the row `branch` of the collection `settings`.
 * `read` throws BotError settings when the row holds no branch; both throw BotError store when the store does.
 */
export function tableAdapter(store: Store, clock: Clock): SettingsAdapter {
  const place = `${store.kind}: collection ${COLLECTION}, key ${KEY}`;
  return {
    place,
    async read() {
      const reading = await inspectBranchTable(store);
      if (reading === null) return null;
      if (reading.kind === 'good') return reading.branch;
      throw new BotError('settings', `${place} is refused: ${describeFaults(reading.faults)}.`, { detail: 'E_BROKEN' });
    },
    async write(branch) {
      await store.transaction((tx) => tx.collection(COLLECTION, z.unknown()).put(KEY, branch, clock.now()));
    },
  };
}

/** What the row holds, for the doctor; null = there is none. Changes nothing. */
export async function inspectBranchTable(
  store: Store,
  reasons?: Parameters<typeof readBranchValue>[1],
): Promise<BranchReading | null> {
  const value = await store.transaction((tx) => tx.collection(COLLECTION, z.unknown()).get(KEY));
  return value === undefined ? null : readBranchValue(value, reasons);
}
