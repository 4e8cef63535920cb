import { createHash } from 'node:crypto';
import { type Clock, HOUR_MS } from '../../core/clock.ts';
import { fieldsOf } from '../json-call.ts';
import type { WecomApi } from './api.ts';
import { classify } from './errors.ts';
import type { Lane } from './lanes.ts';
import type { LinkAnswer, WecomLink } from './link.ts';
import { uploadChunk, uploadFinish, uploadInit } from './messages.ts';

/** What became of a picture on its way to the platform. `later`: not now; `until` null = soon. */
export type Brought = { kind: 'there'; id: string } | { kind: 'later'; until: number | null } | { kind: 'refused' };

/** Brings a picture to the platform. Never throws. */
export type Upload = (jpeg: Uint8Array, digest: string) => Promise<Brought>;

const REFUSED: Brought = { kind: 'refused' };
const SOON: Brought = { kind: 'later', until: null };

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
    if (!fits(jpeg)) return REFUSED;
    const form = new FormData();
    form.append('media', new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), fileName(digest));
    const called = await api.upload('media/upload', { type: 'image' }, form);
    if (called.kind === 'shut') return { kind: 'later', until: called.until };
    // Nobody has seen anything yet: once more changes nothing.
    return called.kind === 'answered' ? broughtBy(called.errcode, called.fields) : SOON;
  };
}

/** Over the long connection, in pieces; of one upload the pieces go one after the other (document/path/101463). */
export function createLinkUpload(link: WecomLink, lane: Lane): Upload {
  return async (jpeg, digest) => {
    if (!fits(jpeg)) return REFUSED;
    const until = await lane.room(1);
    if (until !== null) return { kind: 'later', until };
    const chunks = Math.ceil(jpeg.length / CHUNK_BYTES);
    const md5 = createHash('md5').update(jpeg).digest('hex');
    const file = { type: 'image' as const, name: fileName(digest), size: jpeg.length, chunks, md5 };
    const begun = await link.request('aibot_upload_media_init', uploadInit(file));
    if (!isDone(begun)) return failureOf(begun);
    const { upload_id: id } = fieldsOf(begun.body);
    if (typeof id !== 'string') return REFUSED;
    for (let index = 0; index < chunks; index += 1) {
      const bytes = jpeg.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
      const answer = await link.request('aibot_upload_media_chunk', uploadChunk(id, index, bytes));
      if (!isDone(answer)) return failureOf(answer);
    }
    const ended = await link.request('aibot_upload_media_finish', uploadFinish(id));
    return isDone(ended) ? broughtBy(0, fieldsOf(ended.body)) : failureOf(ended);
  };
}

/** Remembers for a while what was brought; `forget` what the platform does not know any more. */
export function remembering(upload: Upload, clock: Clock): { upload: Upload; forget(digest: string): void } {
  const ids = new Map<string, { id: string; until: number }>();
  return {
    async upload(jpeg, digest) {
      const known = ids.get(digest);
      if (known && clock.now() < known.until) return { kind: 'there', id: known.id };
      const brought = await upload(jpeg, digest);
      ids.delete(digest);
      if (brought.kind !== 'there') return brought;
      const [oldest] = ids.keys();
      if (ids.size >= IDS_KEPT && oldest !== undefined) ids.delete(oldest);
      ids.set(digest, { id: brought.id, until: clock.now() + ID_LASTS_MS });
      return brought;
    },
    forget: (digest) => void ids.delete(digest),
  };
}

type Acked = Extract<LinkAnswer, { kind: 'acked' }>;
const isDone = (answer: LinkAnswer): answer is Acked => answer.kind === 'acked' && answer.errcode === 0;

const failureOf = (answer: LinkAnswer): Brought => (answer.kind === 'acked' ? broughtBy(answer.errcode, {}) : SOON);

/** By the platform's word on it. */
function broughtBy(errcode: number, { media_id: id }: Readonly<Record<string, unknown>>): Brought {
  const { kind } = classify(errcode);
  if (kind === 'ok') return typeof id === 'string' && id !== '' ? { kind: 'there', id } : REFUSED;
  return kind === 'rate' || kind === 'transient' ? SOON : REFUSED;
}
