import type { PhotoStore } from '../../core/photo.ts';
import { digestOf } from './digest.ts';

/** Pictures for as long as the process lives. */
export function memoryPhotos(): PhotoStore {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(jpeg) {
      const digest = digestOf(jpeg);
      kept.set(digest, Uint8Array.from(jpeg));
      return digest;
    },
    get: async (digest) => kept.get(digest),
    async remove(digest) {
      kept.delete(digest);
    },
  };
}
