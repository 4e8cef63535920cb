// `branch.json` for lowdb: what is written survives a power cut, what cannot be read is refused, each state is kept as a copy.
import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import type { Branch } from '../../core/branch.ts';
import type { Clock } from '../../core/clock.ts';
import { BotError, messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/services.ts';
import { type BranchReading, describeFaults, readBranchBytes } from './branch-document.ts';
import { copiesOf } from './copies.ts';
import { type FileFunctions, makeFolder, nodeFiles, readIfThere, replaceFile } from './files.ts';
import { groupCommit } from './group-commit.ts';

/** Where the settings lie. `read` answers null when nothing was ever there. */
export interface SettingsAdapter extends Adapter<Branch> {
  /** For messages. */
  place: string;
  /** Calls back when somebody else may have changed it. */
  watch?(listener: () => void): { close(): void };
}

export interface DurableFileOptions {
  /** Of `branch.json`. */
  path: string;
  clock: Clock;
  log: Log;
  files?: FileFunctions;
}

/**
 * The adapter for the file at `path`.
 * `read` throws BotError settings when the file is broken, or gone while copies of it are there: with place, reason and cure.
 * `write` throws BotError store when the disk refuses; the old file is then still there.
 */
export function durableFileAdapter({ path, clock, log, files = nodeFiles }: DurableFileOptions): SettingsAdapter {
  const copies = copiesOf(path, files, clock);

  async function onDisk<T>(verb: 'read' | 'written', work: () => Promise<T>): Promise<T> {
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
      .catch((error: unknown) => log.warn({ error: messageOf(error) }, 'no copy of the branch settings kept'));
  }

  // Made into text when its turn comes: those who wait together share one write, of the newest state.
  const write = groupCommit<Branch>(async (batch) => {
    const bytes = Buffer.from(`${JSON.stringify(batch.at(-1), null, 2)}\n`);
    await onDisk('written', async () => {
      await makeFolder(dirname(path), files);
      await replaceFile(path, bytes, files);
    });
    await keep(bytes);
  });

  return {
    place: path,
    write,
    async read() {
      const bytes = await onDisk('read', () => readIfThere(path, files));
      const reading: BranchReading | null = bytes && readBranchBytes(bytes);
      if (reading?.kind === 'good') {
        await keep(bytes!);
        return reading.branch;
      }
      const copy = await onDisk('read', copies.newestGood);
      if (!reading && !copy) return null;
      const what = reading ? `${path} is refused: ${describeFaults(reading.faults)}.` : `${path} is gone.`;
      const cure = copy ? ` To take the newest good copy: cp "${copy}" "${path}"` : ' There is no copy yet: mend it by hand.';
      throw new BotError('settings', what + cure, { detail: reading ? 'E_BROKEN' : 'E_GONE' });
    },
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

/** What stands at `path`, for the doctor. Changes nothing. */
export async function inspectBranchFile(
  path: string,
  reasons?: Parameters<typeof readBranchBytes>[1],
): Promise<{ reading: BranchReading | null; newestGood: string | null }> {
  const bytes = await readIfThere(path, nodeFiles);
  // The clock stamps new copies only; none is made here.
  const newestGood = await copiesOf(path, nodeFiles, { now: () => 0 }).newestGood();
  return { reading: bytes && readBranchBytes(bytes, reasons), newestGood };
}
