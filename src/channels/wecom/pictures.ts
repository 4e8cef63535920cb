import { type Clock, SECOND_MS } from '../../core/clock.ts';
import { PHOTOS_MAX, type PhotoStore } from '../../core/photo.ts';
import type { Log } from '../../core/services.ts';
import { MEDIA_GONE } from './errors.ts';
import { image } from './messages.ts';
import type { Mouth, Script } from './speaking.ts';
import { remembering, type Upload } from './uploads.ts';

/** Whoever holds the message must have its end before the lease on it runs out. */
const ALL_WITHIN_MS = 30 * SECOND_MS;

/**
 * Sends pictures behind the words they belong to, each as a message of its own. One that cannot be sent is lost and said in the log;
 * the others go on.
 */
export function createPictures(parts: { photos: PhotoStore; clock: Clock; log: Pick<Log, 'warn'> | undefined; upload: Upload }) {
  const { photos, clock, log } = parts;
  const { upload, forget } = remembering(parts.upload, clock);

  async function send(digest: string, mouth: Mouth): Promise<boolean> {
    const jpeg = await photos.get(digest);
    if (!jpeg) return false;
    // The second time with a new id, should the platform have forgotten the one we hold.
    for (let tries = 0; tries < 2; tries += 1) {
      const id = await upload(jpeg, digest);
      if (id === null || (await mouth.room(1)) !== null) return false;
      const said = await mouth.say(image(id));
      if (said.kind === 'sent' || said.kind === 'accepted') return true;
      if (!('reason' in said) || said.reason !== `${mouth.name}_errcode_${MEDIA_GONE}`) return false;
      forget(digest);
    }
    return false;
  }

  /** What follows the words of a message with these pictures. */
  return (digests: readonly string[]): Script['follow'] =>
    digests.length === 0
      ? undefined
      : async (mouth) => {
          const startedAt = clock.now();
          for (const digest of digests.slice(0, PHOTOS_MAX)) {
            const isInTime = clock.now() - startedAt < ALL_WITHIN_MS;
            const isSent = isInTime && (await send(digest, mouth).catch(() => false));
            if (!isSent) log?.warn({ channel: 'wecom', via: mouth.name }, 'a picture was not sent, its words were');
          }
        };
}
export type Pictures = ReturnType<typeof createPictures>;
