import type { Clock } from '../../core/clock.ts';
import type { Media } from '../../core/message.ts';
import type { Fetched } from '../../core/photo.ts';
import { download, type Resolve } from '../download.ts';
import { fieldsOf, getJson, PLATFORM_TIMEOUT_MS } from '../json-call.ts';
import { createTokenKeeper, REVOKED, type TokenAnswer, type WithToken } from '../token.ts';
import { errcodeOf } from './client.ts';
import { type CipherKey, prepareKey } from './credentials.ts';
import { decryptFile } from './decrypt.ts';

/** What WeCom's files need besides their links. */
export interface WecomMediaSettings {
  clock: Clock;
  /** The smart bot's EncodingAESKey, with which the files behind its links are encrypted; null = no such bot. */
  encodingAesKey: string | null;
  /** The self-built application, whose files have ids; null = no such application. */
  app: { corpId: string; secret: string } | null;
  /** Instead of the system's resolver. */
  resolve?: Resolve;
}

/** Tencent's object store, where the links lead (dated by five minutes). */
const LINK_HOSTS = ['.myqcloud.com'];
/** The token ended early, or another one took its place (document/path/90313). */
const TOKEN_ENDED = new Set([40_001, 40_014, 42_001]);
/** The id is wrong, past its three days, or there is nothing behind it. */
const GONE = new Set([40_007, 41_006, 46_001]);
const TOO_LARGE = 830_002;
/** An error is this short; a picture is not, nor does one begin with a brace. */
const ERROR_LIMIT_BYTES = 4_096;

/**
 * Fetches files of WeCom: the smart bot's encrypted links, the application's media ids. Never throws.
 * @param apiBase the configured base; links may lie under it too
 * @throws BotError config, when it is made, for a key the platform cannot have issued
 */
export function createMediaFetcher(settings: WecomMediaSettings, apiBase: string): (media: Media) => Promise<Fetched> {
  const { clock, app, encodingAesKey, resolve } = settings;
  const bounds = { hosts: LINK_HOSTS, bases: [apiBase], resolve };
  const key = encodingAesKey === null ? null : prepareKey(encodingAesKey);
  const withToken = app && createTokenKeeper(() => askToken(apiBase, app), clock);

  return async ({ via, reference }) => {
    if (via === 'wecom_url' && key) return opened(await download(reference, bounds), key);
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
    if (TOKEN_ENDED.has(errcode)) return REVOKED;
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
    return errcodeOf(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return undefined;
  }
}

/** @see https://developer.work.weixin.qq.com/document/path/91039 */
async function askToken(apiBase: string, { corpId, secret }: { corpId: string; secret: string }): Promise<TokenAnswer> {
  const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
  const answer = await getJson(`${apiBase}/cgi-bin/gettoken?${query}`, PLATFORM_TIMEOUT_MS);
  if (answer.kind === 'unreachable') return { kind: 'failed', reason: `gettoken_${answer.reason}` };
  if (answer.kind === 'unreadable') return { kind: 'failed', reason: `gettoken_http_${answer.status}` };
  const { access_token: token, expires_in: lastsS } = fieldsOf(answer.body);
  if (typeof token === 'string' && token !== '' && typeof lastsS === 'number') {
    return { kind: 'granted', token, lastsMs: lastsS * 1_000 };
  }
  return { kind: 'failed', reason: `gettoken_errcode_${errcodeOf(answer.body)}` };
}
