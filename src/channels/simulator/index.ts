import type { Channel } from '../../core/channel.ts';
import { type Fetched, PHOTO_LIMIT_BYTES } from '../../core/photo.ts';
import { type Out, renderOut } from './render.ts';
import { createUploads, type Uploads } from './uploads.ts';

export { accountOf, memberIdOf } from './ids.ts';
export { clickSchema, parseClick, parseSaid, type Scene, saidSchema } from './parse.ts';
export { type Out, renderOut } from './render.ts';
export { createUploads, type Uploads } from './uploads.ts';

/**
 * A channel without a platform: what is delivered is handed to `onDelivered`.
 * @param uploads the same that the scene of `parseSaid` keeps photos in
 */
export function createSimulatorChannel(
  onDelivered: (out: Out) => void,
  uploads: Pick<Uploads, 'get'> = createUploads(),
): Channel {
  return {
    name: 'simulator',
    reach: () => 'always',
    async deliver({ outgoing, id }, now) {
      onDelivered(renderOut(outgoing, id, now));
      return { kind: 'sent', via: 'simulator' };
    },
    async fetchMedia({ via, reference }): Promise<Fetched> {
      if (via !== 'inline') return { kind: 'refused', reason: 'forbidden' };
      const bytes = uploads.get(reference);
      if (!bytes) return { kind: 'refused', reason: 'gone' };
      if (bytes.length > PHOTO_LIMIT_BYTES) return { kind: 'refused', reason: 'too_large' };
      return bytes.length === 0 ? { kind: 'refused', reason: 'unreadable' } : { kind: 'fetched', bytes };
    },
  };
}
