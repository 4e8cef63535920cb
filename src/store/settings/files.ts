// The few file functions settings and photos need, so that a test can stop the world between any two of them.
import { watch as watchNative } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface FileHandle {
  writeFile(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface FileFunctions {
  open(path: string, flags: 'r' | 'w', mode?: number): Promise<FileHandle>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Makes the folder and those above it, for their owner only; answers the uppermost it made. */
  mkdir(path: string): Promise<string | undefined>;
  readdir(path: string): Promise<string[]>;
  readFile(path: string): Promise<Uint8Array>;
  /** Calls back with the name of whatever changed in the folder; null = unknown. */
  watch(folder: string, listener: (name: string | null) => void, failed: (error: Error) => void): { close(): void };
}

export const nodeFiles: FileFunctions = {
  open,
  rename,
  unlink,
  mkdir: (path) => mkdir(path, { recursive: true, mode: 0o700 }),
  readdir,
  readFile,
  watch: (folder, listener, failed) =>
    watchNative(folder, { persistent: false }, (_, name) => listener(name)).on('error', failed),
};

/** The bytes of a file, or null when there is none. */
export async function readIfThere(path: string, files: FileFunctions): Promise<Uint8Array | null> {
  try {
    return await files.readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Makes a folder that is still there after a power cut. */
export async function makeFolder(path: string, files: FileFunctions): Promise<void> {
  const uppermost = await files.mkdir(path);
  if (uppermost === undefined) return;
  // A new folder lasts once the one above it has been synced.
  const top = dirname(resolve(uppermost));
  let folder = resolve(path);
  do {
    folder = dirname(folder);
    await syncFolder(folder, files);
  } while (folder !== top && folder !== dirname(folder));
}

/**
 * Puts a file in the place of another: after a power cut at any instant the old or the new one is there, whole, and once this
 * has answered it is the new one.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  files: FileFunctions,
  temporary = `${path}.${process.pid}.tmp`,
): Promise<void> {
  try {
    // It holds people's names, ids and pictures: nobody else on the machine needs to read it.
    const file = await files.open(temporary, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      // Before the rename: otherwise the new name may point to a file without its content.
      await file.sync();
    } finally {
      await file.close();
    }
    await files.rename(temporary, path);
  } catch (error) {
    await files.unlink(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path), files);
}

/** Takes a file away for good; one that is not there is none to take. */
export async function removeFile(path: string, files: FileFunctions): Promise<void> {
  try {
    await files.unlink(path);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  await syncFolder(dirname(path), files);
}

async function syncFolder(path: string, files: FileFunctions): Promise<void> {
  // Windows opens no folders; there the rename itself is written through.
  if (process.platform === 'win32') return;
  const folder = await files.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
