import { createHash } from 'node:crypto';
import { type Clock, HOUR_MS } from '../../core/clock.ts';
import { fieldsOf } from '../json-call.ts';
import type { WecomApi } from './api.ts';
import type { Lane } from './lanes.ts';
import type { LinkAnswer, WecomLink } from './link.ts';
import { uploadChunk, uploadFinish, uploadInit } from './messages.ts';

/** Brings a picture to the platform. @returns its media id; null when it would not take it. Never throws. */
export type Upload = (jpeg: Uint8Array, digest: string) => Promise<string | null>;

/** More than 5 bytes, at most 10 MB (document/path/96484; for the long connection the official plug-in's figure). */
const IMAGE_BYTES = { least: 6, most: 10 * 1024 * 1024 };
/** Before Base64 (document/path/101463). */
const CHUNK_BYTES = 512 * 1024;
/** Of three days; a message under way keeps its picture. */
const ID_LASTS_MS = 70 * HOUR_MS;
const IDS_KEPT = 500;

/** Nothing of where the picture comes from; ASCII, because other names are not taken everywhere. */
const fileName = (digest: string): string => `${digest.replace(/[^0-9a-f]/gi, '').slice(0, 16) || 'photo'}.jpg`;
const fits = ({ length }: Uint8Array): boolean => length >= IMAGE_BYTES.least && length <= IMAGE_BYTES.most;

/** By the self-built application (document/path/96484). */
export function createAppUpload(api: WecomApi): Upload {
  return async (jpeg, digest) => {
    if (!fits(jpeg)) return null;
    const form = new FormData();
    form.append('media', new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), fileName(digest));
    const called = await api.upload('media/upload', { type: 'image' }, form);
    return called.kind === 'answered' && called.errcode === 0 ? idIn(called.fields) : null;
  };
}

/** Over the long connection, in pieces; of one upload the pieces go one after the other (document/path/101463). */
export function createLinkUpload(link: WecomLink, lane: Lane): Upload {
  return async (jpeg, digest) => {
    if (!fits(jpeg) || (await lane.room(1)) !== null) return null;
    const chunks = Math.ceil(jpeg.length / CHUNK_BYTES);
    const md5 = createHash('md5').update(jpeg).digest('hex');
    const file = { type: 'image' as const, name: fileName(digest), size: jpeg.length, chunks, md5 };
    const { upload_id: id } = fieldsIn(await link.request('aibot_upload_media_init', uploadInit(file)));
    if (typeof id !== 'string') return null;
    for (let index = 0; index < chunks; index += 1) {
      const bytes = jpeg.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
      const answer = await link.request('aibot_upload_media_chunk', uploadChunk(id, index, bytes));
      if (answer.kind !== 'acked' || answer.errcode !== 0) return null;
    }
    return idIn(fieldsIn(await link.request('aibot_upload_media_finish', uploadFinish(id))));
  };
}

/** Remembers for a while what was brought; `forget` what the platform does not know any more. */
export function remembering(upload: Upload, clock: Clock): { upload: Upload; forget(digest: string): void } {
  const ids = new Map<string, { id: string; until: number }>();
  return {
    async upload(jpeg, digest) {
      const known = ids.get(digest);
      if (known && clock.now() < known.until) return known.id;
      const id = await upload(jpeg, digest);
      ids.delete(digest);
      if (id === null) return null;
      const [oldest] = ids.keys();
      if (ids.size >= IDS_KEPT && oldest !== undefined) ids.delete(oldest);
      ids.set(digest, { id, until: clock.now() + ID_LASTS_MS });
      return id;
    },
    forget: (digest) => void ids.delete(digest),
  };
}

const fieldsIn = (answer: LinkAnswer): Readonly<Record<string, unknown>> =>
  answer.kind === 'acked' && answer.errcode === 0 ? fieldsOf(answer.body) : {};

const idIn = ({ media_id: id }: Readonly<Record<string, unknown>>): string | null =>
  typeof id === 'string' && id !== '' ? id : null;
