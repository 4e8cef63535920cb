// A settings file for lowdb: what is written survives a power cut, what cannot be read is refused, each state is kept as a copy.
import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import type { Branch } from '../../core/branch.ts';
import type { Clock } from '../../core/clock.ts';
import { BotError, messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/services.ts';
import { asBranch, type BranchReading, branchDocument } from './branch-document.ts';
import { copiesOf } from './copies.ts';
import { describeFaults, type Reading, type Reasons, readBytes, readBytesInTurns, type SettingsDocument } from './document.ts';
import { type FileFunctions, makeFolder, nodeFiles, readIfThere, replaceFile } from './files.ts';
import { groupCommit } from './group-commit.ts';

/** Where settings lie. `read` answers null when nothing was ever there, and the same value as long as nothing has changed. */
export interface SettingsAdapter<T = Branch> extends Adapter<T> {
  /** For messages. */
  place: string;
  /** The last state that could be read, from before what lies there now; null = none is kept. */
  lastGood?(): Promise<T | null>;
  /** Calls back when somebody else may have changed it. */
  watch?(listener: () => void): { close(): void };
}

export interface DurableFileOptions {
  /** Of the file. */
  path: string;
  clock: Clock;
  log: Log;
  files?: FileFunctions;
}

/** For `branch.json`; see `fileAdapter`. */
export const durableFileAdapter = (options: DurableFileOptions): SettingsAdapter => fileAdapter(branchDocument, options);

/**
 * The adapter for the file at `path`.
 * `read` throws BotError settings when the file is broken, or gone while copies of it are there: with place, reason and cure.
 * `write` throws BotError store when the disk refuses; the old file is then still there.
 */
export function fileAdapter<T>(
  document: SettingsDocument<T>,
  { path, clock, log, files = nodeFiles }: DurableFileOptions,
): SettingsAdapter<T> {
  const copies = copiesOf(document, path, files, clock);
  /** Of the bytes that were read or written last. They are compared in a millisecond; ten thousand rows are not parsed in one. */
  let last: { bytes: Uint8Array; value: T } | { bytes: Uint8Array; refusal: BotError } | null = null;

  async function onDisk<R>(verb: 'read' | 'written', work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      throw new BotError('store', `${path} cannot be ${verb}: ${messageOf(error)}.`, { cause: error });
    }
  }

  /** A state without a copy is better than no state. */
  async function keep(bytes: Uint8Array): Promise<void> {
    await copies
      .keep(bytes)
      .catch((error: unknown) => log.warn({ error: messageOf(error) }, `no copy of the ${document.name} settings kept`));
  }

  // Made into text when its turn comes: those who wait together share one write, of the newest state.
  const write = groupCommit<T>(async (batch) => {
    const value = batch.at(-1)!;
    const bytes = Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
    await onDisk('written', async () => {
      await makeFolder(dirname(path), files);
      await replaceFile(path, bytes, files);
    });
    last = { bytes, value };
    await keep(bytes);
  });

  return {
    place: path,
    write,
    async read() {
      const bytes = await onDisk('read', () => readIfThere(path, files));
      if (bytes && last && Buffer.compare(bytes, last.bytes) === 0) {
        if ('refusal' in last) throw last.refusal;
        // Also when nothing has changed: the disk may not have taken its copy.
        await keep(bytes);
        return last.value;
      }
      const reading: Reading<T> | null = bytes && (await readBytesInTurns(document, bytes));
      if (bytes && reading?.kind === 'good') {
        await keep(bytes);
        last = { bytes, value: reading.value };
        return reading.value;
      }
      const copy = await onDisk('read', copies.newestGood);
      if (!reading && !copy) return null;
      const what = reading?.kind === 'broken' ? `${path} is refused: ${describeFaults(reading.faults)}.` : `${path} is gone.`;
      const cure = copy
        ? ` To take the newest good copy: cp "${copy.path}" "${path}"`
        : ' There is no copy yet: mend it by hand.';
      const refusal = new BotError('settings', what + cure, { detail: reading ? 'E_BROKEN' : 'E_GONE' });
      last = bytes && { bytes, refusal };
      throw refusal;
    },
    lastGood: () => onDisk('read', async () => (await copies.newestGood())?.value ?? null),
    watch(listener) {
      return files.watch(
        dirname(path),
        (name) => {
          if (name === null || name === basename(path)) listener();
        },
        (error) => log.warn({ error: error.message }, 'the settings folder is not watched; edits are noticed at the next tick'),
      );
    },
  };
}

/** What stands at `path`, for the doctor. Changes nothing. `newestGood`: the path of a copy. */
export async function inspectFile<T>(
  document: SettingsDocument<T>,
  path: string,
  reasons?: Reasons,
): Promise<{ reading: Reading<T> | null; newestGood: string | null }> {
  const bytes = await readIfThere(path, nodeFiles);
  // The clock stamps new copies only; none is made here.
  const copy = await copiesOf(document, path, nodeFiles, { now: () => 0 }).newestGood();
  return { reading: bytes && readBytes(document, bytes, reasons), newestGood: copy?.path ?? null };
}

/** The same for `branch.json`. */
export async function inspectBranchFile(
  path: string,
  reasons?: Reasons,
): Promise<{ reading: BranchReading | null; newestGood: string | null }> {
  const { reading, newestGood } = await inspectFile(branchDocument, path, reasons);
  return { reading: reading && asBranch(reading), newestGood };
}
