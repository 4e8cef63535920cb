import { dirname, join } from 'node:path';
import { BotError, messageOf } from '../../core/errors.ts';
import type { PhotoStore } from '../../core/photo.ts';
import { type FileFunctions, makeFolder, nodeFiles, readIfThere, removeFile, replaceFile } from '../settings/files.ts';
import { digestOf, isDigest } from './digest.ts';

/**
 * Pictures as files, `<folder>/ab/<digest>.jpg`, for one process and its owner only; after a power cut each is there whole or not at all.
 * Every call throws BotError store when the disk refuses.
 */
export function folderPhotos(folder: string, files: FileFunctions = nodeFiles): PhotoStore {
  /** The same picture put twice at once is written once: the two would take each other's temporary file away. */
  const underway = new Map<string, Promise<void>>();

  const pathOf = (digest: string) => join(folder, digest.slice(0, 2), `${digest}.jpg`);

  async function onDisk<T>(verb: 'kept' | 'read' | 'removed', work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new BotError('store', `A picture cannot be ${verb}: ${messageOf(error)}.`, { cause: error });
    }
  }

  /** Also where one is there already: it may have been damaged since. */
  async function write(path: string, jpeg: Uint8Array): Promise<void> {
    await makeFolder(dirname(path), files);
    // Of one name, so that the next attempt takes away what a crash has left.
    await replaceFile(path, jpeg, files, `${path}.tmp`);
  }

  return {
    async put(jpeg) {
      const digest = digestOf(jpeg);
      const writing = underway.get(digest) ?? write(pathOf(digest), jpeg).finally(() => underway.delete(digest));
      underway.set(digest, writing);
      await onDisk('kept', () => writing);
      return digest;
    },
    async get(digest) {
      if (!isDigest(digest)) return undefined;
      return (await onDisk('read', () => readIfThere(pathOf(digest), files))) ?? undefined;
    },
    async remove(digest) {
      if (isDigest(digest)) await onDisk('removed', () => removeFile(pathOf(digest), files));
    },
  };
}
