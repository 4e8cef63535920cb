import { createHash } from 'node:crypto';

/** Photos of the simulator, in memory. They stay until newer ones push them out: a fetch that failed comes back for its photo. */
export interface Uploads {
  /** @returns what the photo is known by from then on; the same content has the same */
  keep(content: string): string;
  get(reference: string): Uint8Array | undefined;
}

const LIMIT_BYTES = 200 * 1024 * 1024;
/** Of an entry besides its picture; so that a flood of file names is bounded too. */
const ENTRY_BYTES = 512;

const FILE_NAME = /^[^/\\:]{1,123}\.(?:jpe?g|png|webp)$/i;
const DATA_URL = /^data:[\w.+-]+\/[\w.+-]+;base64,/i;

/** A grey square, for whoever rehearses with a file name instead of a file. */
const STAND_IN = Buffer.from(
  '/9j/2wBDABQUFBQVFBcZGRcfIh4iHy4rJycrLkYyNjI2MkZqQk5CQk5Cal5yXVZdcl6phXZ2hanDpJukw+zT0+z/////////wgALCAAQABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/2gAIAQEAAAAApH//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/AB//2Q==',
  'base64',
);

/** @param limitBytes of all photos together; the oldest make room */
export function createUploads(limitBytes = LIMIT_BYTES): Uploads {
  const kept = new Map<string, Uint8Array>();
  let size = 0;

  function drop(reference: string): void {
    const bytes = kept.get(reference);
    if (!bytes) return;
    size -= ENTRY_BYTES + bytes.length;
    kept.delete(reference);
  }

  return {
    keep(content) {
      const reference = referenceOf(content);
      const bytes = bytesOf(content);
      // Taken out first, so that it goes to the young end.
      drop(reference);
      kept.set(reference, bytes);
      size += ENTRY_BYTES + bytes.length;
      for (const oldest of kept.keys()) {
        if (size <= limitBytes) break;
        drop(oldest);
      }
      return reference;
    },
    get: (reference) => kept.get(reference),
  };
}

/** The digest of what was given to the API. */
export function referenceOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Base64, with or without the head of a data URL, or a file name. What is neither has no bytes, and is no picture. */
function bytesOf(content: string): Uint8Array {
  if (FILE_NAME.test(content)) return STAND_IN;
  const base64 = content.replace(DATA_URL, '');
  // Looks for a foreign character instead of matching the whole: millions of characters are too many to go back over.
  return /[^A-Za-z0-9+/=\s]/.test(base64) ? Buffer.alloc(0) : Buffer.from(base64, 'base64');
}
