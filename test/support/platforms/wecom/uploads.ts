// Files by the long connection, in pieces (document/path/101463).
import { createHash } from 'node:crypto';
import { schemas } from './frames.ts';
import { type Hall, newId, OK, refusal } from './hall.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const SESSION_MS = 30 * MINUTE_MS;
const CHUNK_LIMIT_BYTES = 512 * 1_024;
const INVALID = refusal(40_058, 'invalid parameter');

interface Upload {
  type: string;
  filename: string;
  size: number;
  chunks: (Buffer | undefined)[];
  md5: string | undefined;
  until: number;
}

export function createUploads(hall: Hall) {
  const { now, journal, windows } = hall;
  const open = new Map<string, Upload>();

  return {
    aibot_upload_media_init(body: unknown) {
      const read = journal.read(schemas.aibot_upload_media_init, body, 'aibot_upload_media_init');
      if (!read) return INVALID;
      if (!windows.take('upload', 30, MINUTE_MS) || !windows.take('upload', 1_000, HOUR_MS))
        return refusal(45_009, 'api freq out of limit');
      const id = newId('UP_');
      const { type, filename, total_size: size, total_chunks: count, md5 } = read;
      open.set(id, { type, filename, size, chunks: Array.from({ length: count }), md5, until: now() + SESSION_MS });
      return { ...OK, body: { upload_id: id } };
    },
    aibot_upload_media_chunk(body: unknown) {
      const read = journal.read(schemas.aibot_upload_media_chunk, body, 'aibot_upload_media_chunk');
      const upload = read && open.get(read.upload_id);
      const bytes = Buffer.from(read?.base64_data ?? '', 'base64');
      if (!upload || upload.until <= now() || bytes.length > CHUNK_LIMIT_BYTES || read.chunk_index >= upload.chunks.length)
        return INVALID;
      upload.chunks[read.chunk_index] = bytes;
      return OK;
    },
    aibot_upload_media_finish(body: unknown) {
      const read = journal.read(schemas.aibot_upload_media_finish, body, 'aibot_upload_media_finish');
      const upload = read && open.get(read.upload_id);
      if (!upload || upload.until <= now() || upload.chunks.includes(undefined)) return INVALID;
      const bytes = Buffer.concat(upload.chunks as Buffer[]);
      const digest = createHash('md5').update(bytes).digest('hex');
      if (bytes.length !== upload.size || (upload.md5 !== undefined && upload.md5 !== digest)) return INVALID;
      open.delete(read.upload_id);
      const id = newId('media-');
      const { type, filename: name } = upload;
      hall.media.set(id, { bytes, type: 'application/octet-stream', name, until: now() + 72 * HOUR_MS, isLink: false });
      return { ...OK, body: { type, media_id: id, created_at: String(Math.floor(now() / 1_000)) } };
    },
  };
}
