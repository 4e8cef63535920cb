import type { Media } from '../../core/message.ts';
import type { Fetched } from '../../core/photo.ts';
import { download, type Resolve } from '../download.ts';
import { fieldsOf } from '../json-call.ts';
import { REVOKED, type WithToken } from '../token.ts';
import { type CipherKey, prepareFileKey, prepareKey } from './credentials.ts';
import { decryptFile } from './decrypt.ts';
import { classify } from './errors.ts';
import { PLATFORM_BASE } from './ids.ts';

/** What WeCom's files need besides their links. */
export interface WecomMediaSettings {
  /** The configured base; links may lie under it too. */
  apiBase: string;
  /** The smart bot's EncodingAESKey, with which files behind its links are encrypted in callback mode; null = not in use. */
  encodingAesKey: string | null;
  /** The self-built application's, whose files have ids; null = no such application. */
  withToken: WithToken | null;
  /** Instead of the system's resolver. */
  resolve?: Resolve | undefined;
}

/** Tencent's object store, where the links lead (dated by five minutes). */
const LINK_HOSTS = ['.myqcloud.com'];
/** The id is wrong, past its three days, or there is nothing behind it. */
const GONE = new Set([40_007, 41_006, 46_001]);
const TOO_LARGE = 830_002;
/** An error is this short; a picture is not, nor does one begin with a brace. */
const ERROR_LIMIT_BYTES = 4_096;

/**
 * Fetches files of WeCom: the smart bot's encrypted links, the application's media ids. Never throws.
 * @throws BotError config, when it is made, for a key the platform cannot have issued
 */
export function createMediaFetcher(settings: WecomMediaSettings): (media: Media) => Promise<Fetched> {
  const { apiBase, withToken, encodingAesKey, resolve } = settings;
  // The platform's own host keeps no files.
  const bounds = { hosts: LINK_HOSTS, bases: apiBase === PLATFORM_BASE ? [] : [apiBase], resolve };
  const botKey = encodingAesKey === null ? null : prepareKey(encodingAesKey);

  return async ({ via, reference, aesKey }) => {
    // By the long connection each link comes with a key of its own (document/path/101463).
    const key = aesKey === undefined ? botKey : prepareFileKey(aesKey);
    if (via === 'wecom_url' && key) return opened(await download(reference, bounds), key);
    if (via === 'wecom_url' && aesKey !== undefined) return { kind: 'refused', reason: 'unreadable' };
    if (via === 'wecom_media' && withToken) return fetchById(reference, apiBase, withToken);
    return { kind: 'refused', reason: 'forbidden' };
  };
}

function opened(fetched: Fetched, key: CipherKey): Fetched {
  if (fetched.kind !== 'fetched') return fetched;
  const file = decryptFile(key, fetched.bytes);
  return file.kind === 'ok' ? { kind: 'fetched', bytes: file.bytes } : { kind: 'refused', reason: 'unreadable' };
}

/** @see https://developer.work.weixin.qq.com/document/path/90254 */
function fetchById(mediaId: string, apiBase: string, withToken: WithToken): Promise<Fetched> {
  return withToken<Fetched>(async (token) => {
    const query = new URLSearchParams({ access_token: token, media_id: mediaId });
    const fetched = await download(`${apiBase}/cgi-bin/media/get?${query}`, { hosts: [], bases: [apiBase] });
    const errcode = fetched.kind === 'fetched' ? errcodeIn(fetched.bytes) : undefined;
    if (errcode === undefined) return fetched;
    if (classify(errcode).kind === 'token') return REVOKED;
    if (GONE.has(errcode)) return { kind: 'refused', reason: 'gone' };
    if (errcode === TOO_LARGE) return { kind: 'refused', reason: 'too_large' };
    // Busy, too many calls, or something the operator can mend while the id lives.
    return { kind: 'retry', reason: `media_errcode_${errcode}` };
  });
}

/** An error comes as JSON in the place of the file, with HTTP 200. */
function errcodeIn(bytes: Uint8Array): number | undefined {
  if (bytes.length > ERROR_LIMIT_BYTES || bytes[0] !== 0x7b) return undefined;
  try {
    const { errcode } = fieldsOf(JSON.parse(Buffer.from(bytes).toString()));
    return typeof errcode === 'number' ? errcode : undefined;
  } catch {
    return undefined;
  }
}
