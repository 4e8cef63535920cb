// Files: the bot's encrypted links, the application's ids, uploads (document/path/100719, 96484, 96486).
import { createCipheriv, randomBytes } from 'node:crypto';
import { type Answer, type Asked, json } from '../door.ts';
import { type Hall, newId, OK, refusal, wecomSecrets } from './hall.ts';

const LINK_LASTS_MS = 5 * 60_000;
const ID_LASTS_MS = 72 * 3_600_000;
const MIB = 1_048_576;
const UPLOAD_LIMITS: Record<string, number> = { image: 10 * MIB, voice: 2 * MIB, video: 10 * MIB, file: 20 * MIB };

export type Media = ReturnType<typeof createMedia>;

/** AES-256-CBC, PKCS#7 to 32 bytes, nothing around it: how files lie behind the bot's links. */
function sealFile(key: Buffer, bytes: Uint8Array): Buffer {
  const fill = 32 - (bytes.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(fill, fill)])), cipher.final()]);
}

export async function readUpload({ headers, body }: Asked): Promise<{ bytes: Uint8Array; type: string; name: string } | null> {
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('media');
    if (!(file instanceof File) || [...form.keys()].some((name) => name !== 'media')) return null;
    return { bytes: new Uint8Array(await file.arrayBuffer()), type: file.type, name: file.name };
  } catch {
    return null;
  }
}

export function createMedia(hall: Hall) {
  const { now, journal, media } = hall;

  return {
    /**
     * A link as it stands in a message, dead after five minutes.
     * @param isOwnKey by the long connection each link has a key of its own; else it is the bot's EncodingAESKey
     */
    link(bytes: Uint8Array, isOwnKey: boolean): { url: string; aeskey?: string } {
      const key = isOwnKey ? randomBytes(32) : Buffer.from(`${wecomSecrets.botAesKey}=`, 'base64');
      const id = newId('link-');
      const type = 'application/octet-stream';
      media.set(id, { bytes: sealFile(key, bytes), type, name: `${id}.jpg`, until: now() + LINK_LASTS_MS, isLink: true });
      const url = `${hall.url()}/media/${id}?sign=fake`;
      return isOwnKey ? { url, aeskey: key.toString('base64') } : { url };
    },
    /** A picture sent to the application; three days. */
    id(bytes: Uint8Array): string {
      const id = newId('media-');
      media.set(id, { bytes, type: 'image/jpeg', name: 'photo.jpg', until: now() + ID_LASTS_MS, isLink: false });
      return id;
    },
    async upload(asked: Asked): Promise<Answer> {
      const type = asked.query.get('type') ?? '';
      const file = await readUpload(asked);
      const limit = UPLOAD_LIMITS[type];
      if (limit === undefined || !file || file.bytes.length <= 5 || file.bytes.length > limit) {
        journal.violate(asked.path, 'type, part `media` or size');
        return json(refusal(40_058, 'invalid parameter'));
      }
      const id = newId('media-');
      media.set(id, { ...file, until: now() + ID_LASTS_MS, isLink: false });
      return json({ ...OK, type, media_id: id, created_at: String(Math.floor(now() / 1_000)) });
    },
    get({ query }: Asked): Answer {
      const found = media.get(query.get('media_id') ?? '');
      if (!found || found.isLink || found.until <= now()) return json(refusal(40_007, 'invalid media_id'));
      const headers = { 'content-type': found.type, 'content-disposition': `attachment; filename="${encodeURI(found.name)}"` };
      return { status: 200, headers, body: found.bytes };
    },
    /** The object store behind the links. */
    download({ path }: Asked): Answer {
      const found = media.get(path.slice('/media/'.length));
      if (!found?.isLink || found.until <= now()) return { status: 403, body: 'AccessDenied' };
      const headers = { 'content-type': found.type, 'content-disposition': `attachment; filename="${found.name}"` };
      return { status: 200, headers, body: found.bytes };
    },
  };
}
