// The record file itself: made private, locked for one process, checked, copied whole.
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { BotError } from '../core/errors.ts';
import { storeFailure } from './failures.ts';

export const IN_MEMORY = ':memory:';
/** A file nobody else may open is never busy; this only covers the moment in which a predecessor dies. */
export const BUSY_TIMEOUT_MS = 250;

const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;
/** NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: https://sqlite.org/rescode.html */
const DISTRUSTED = new Set([7, 8, 10, CORRUPT, 13, 14, 15, NOT_A_DATABASE]);

/** After these SQLite's memory and the disk may have parted ways. */
export function isDistrusted(error: unknown): boolean {
  return DISTRUSTED.has(primaryCode(error));
}

function primaryCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

/** Settles the pragmas and makes sure of them. `locking_mode` comes first: a WAL opened in exclusive mode locks the file for this process and needs no shared memory. */
export function configure(driver: DatabaseSync, file: string): void {
  const wanted = {
    locking_mode: 'exclusive',
    journal_mode: file === IN_MEMORY ? 'memory' : 'wal',
    synchronous: 2, // FULL: a commit has returned only when it is on the disk
    foreign_keys: 1,
    busy_timeout: BUSY_TIMEOUT_MS,
    // Savepoints keep the pages they change; in a temporary file that doubles the cost of a message.
    temp_store: 2,
    cache_size: -32_768, // KiB
  };
  for (const [pragma, value] of Object.entries(wanted)) {
    driver.exec(`pragma ${pragma} = ${value}`);
    const [seen] = Object.values(driver.prepare(`pragma ${pragma}`).get() ?? {});
    // Memory has no lock to hold, and says so.
    if (seen !== value && !(file === IN_MEMORY && pragma === 'locking_mode')) {
      throw new BotError('store', `SQLite answers ${seen} for ${pragma} of ${file}; ${value} is needed.`);
    }
  }
  // The lock is taken by the first read or write; a second process must learn it now.
  driver.exec('begin immediate; commit');
}

/** @throws BotError store_damaged */
export function assertSound(driver: DatabaseSync, file: string): void {
  const [finding] = Object.values(driver.prepare('pragma quick_check(1)').get() ?? {});
  if (finding !== 'ok') throw damaged(file, String(finding));
}

/** What a failed opening means to the operator. */
export function openFailure(error: unknown, file: string): BotError {
  const code = primaryCode(error);
  if (code === BUSY) {
    return new BotError(
      'store_locked',
      `The record file ${file} is in use by another process; stop that one, or set another DATA_DIR.`,
      { cause: error },
    );
  }
  if (code === CORRUPT || code === NOT_A_DATABASE) return damaged(file, (error as Error).message, error);
  return storeFailure(error);
}

function damaged(file: string, finding: string, cause?: unknown): BotError {
  return new BotError(
    'store_damaged',
    `The record file ${file} is damaged (${finding.replaceAll('\n', ' ')}). Move it and its -wal file away and put a good copy in its place.`,
    { cause },
  );
}

/**
 * Makes the folder and an empty file for its owner only. An existing file is not opened: closing any descriptor of it would drop the
 * locks this process holds on it.
 * @throws BotError store_damaged, store
 */
export function prepareFile(file: string): void {
  // A writer leaves -wal beside a file that has its first page; SQLite would quietly begin anew with an empty one.
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0 && existsSync(`${file}-wal`)) {
    throw damaged(file, 'it is gone or empty, its -wal file is there');
  }
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (existsSync(file)) chmodSync(file, 0o600);
    else createPrivate(file);
  } catch (error) {
    throw new BotError('store', `The record file ${file} cannot be created or kept private.`, { cause: error });
  }
}

/** Makes `to` appear only when `write` has filled it and it is on the disk. */
export function writeWhole(to: string, write: (part: string) => void): void {
  const part = `${to}.part`;
  rmSync(part, { force: true });
  createPrivate(part);
  write(part);
  syncPath(part);
  renameSync(part, to);
  syncPath(dirname(to));
}

/** SQLite gives its -wal file the same mode. */
function createPrivate(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
