// The same documents as rows of the store: for PostgreSQL, where several instances share them.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Branch } from '../../core/branch.ts';
import type { Clock } from '../../core/clock.ts';
import { BotError } from '../../core/errors.ts';
import type { Store, Transaction } from '../../core/store.ts';
import { asBranch, type BranchReading, branchDocument } from './branch-document.ts';
import { describeFaults, type Reading, type Reasons, readValue, readValueInTurns, type SettingsDocument } from './document.ts';
import type { SettingsAdapter } from './durable-file-adapter.ts';

const COLLECTION = 'settings';

const rows = (tx: Transaction) => tx.collection(COLLECTION, z.unknown());
const marks = (tx: Transaction) => tx.collection(COLLECTION, z.string());
/** Of what stands in the row; thousands of rows are not fetched to see that they are the same. */
const markOf = ({ name }: { name: string }) => `${name}.mark`;

/** For the row `branch`; see `rowAdapter`. */
export const tableAdapter = (store: Store, clock: Clock): SettingsAdapter => rowAdapter(branchDocument, store, clock);

/**
 * The adapter for a row of the collection `settings`.
 * `read` throws BotError settings when the row holds something else; both throw BotError store when the store does.
 */
export function rowAdapter<T>(document: SettingsDocument<T>, store: Store, clock: Clock): SettingsAdapter<T> {
  const place = `${store.kind}: collection ${COLLECTION}, key ${document.name}`;
  let last: { mark: string; value: T } | null = null;
  return {
    place,
    async read() {
      const known = last;
      const { mark, value } = await store.transaction(async (tx) => {
        const mark = document.row && (await marks(tx).get(markOf(document)));
        return { mark, value: mark !== undefined && mark === known?.mark ? known : await rows(tx).get(document.name) };
      });
      if (value === undefined) return null;
      if (known && value === known) return known.value;
      const reading = await readValueInTurns(document, value);
      if (reading.kind === 'broken') {
        throw new BotError('settings', `${place} is refused: ${describeFaults(reading.faults)}.`, { detail: 'E_BROKEN' });
      }
      last = mark === undefined ? null : { mark, value: reading.value };
      return reading.value;
    },
    async write(value) {
      const mark = document.row && createHash('sha256').update(JSON.stringify(value)).digest('hex');
      await store.transaction(async (tx) => {
        await rows(tx).put(document.name, value, clock.now());
        if (mark) await marks(tx).put(markOf(document), mark, clock.now());
      });
      last = mark ? { mark, value } : null;
    },
  };
}

/** What a row holds, for the doctor; null = there is none. Changes nothing. */
export async function inspectRow<T>(document: SettingsDocument<T>, store: Store, reasons?: Reasons): Promise<Reading<T> | null> {
  const value = await store.transaction((tx) => rows(tx).get(document.name));
  return value === undefined ? null : readValue(document, value, reasons);
}

/** The same for the branch's settings. */
export async function inspectBranchTable(store: Store, reasons?: Reasons): Promise<BranchReading | null> {
  const reading: Reading<Branch> | null = await inspectRow(branchDocument, store, reasons);
  return reading && asBranch(reading);
}
