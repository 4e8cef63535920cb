// The one way to fetch a file from an address that came in a message. Whoever can make up a message can make up the address, so
// it is bounded on every side: which hosts, which port, which addresses they may have, how long, how much, and no redirects.
import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type Fetched, PHOTO_LIMIT_BYTES } from '../core/photo.ts';
import { isPublicAddress } from './public-address.ts';

/** The IP addresses of a host name. */
export type Resolve = (hostname: string) => Promise<string[]>;

export interface Bounds {
  /** How a host name may end, each with a dot in front. */
  hosts: readonly string[];
  /** Configured addresses: the operator named their hosts, so they may be anywhere, on any port, without encryption. */
  bases: readonly string[];
  resolve?: Resolve | undefined;
  /** Over all of it, from the name's resolution to the last byte. */
  timeoutMs?: number;
  limitBytes?: number;
}

const TIMEOUT_MS = 15_000;
/** A signed link of an object store has some hundred characters. */
const URL_LIMIT = 8_192;
/** Scheme, host and port in plain ASCII; no user, no encoded or foreign letters, nothing a second reader could read differently. */
const PLAIN_AUTHORITY = /^https?:\/\/[\w.-]+(?::\d{1,5})?(?:[/?#]|$)/i;

/** An address that every reader reads alike: nothing in it that some would strip, decode or take for another host. */
export function isPlainAddress(url: string): boolean {
  return url.length <= URL_LIMIT && !/[\s\p{Cc}\\]/u.test(url) && PLAIN_AUTHORITY.test(url) && URL.canParse(url);
}

/** Fetches a file. Never throws. The reasons hold nothing of the address: a signed link is a secret. */
export async function download(url: string, bounds: Bounds): Promise<Fetched> {
  const target = targetOf(url, bounds);
  if (!target) return { kind: 'refused', reason: 'forbidden' };
  const signal = AbortSignal.timeout(bounds.timeoutMs ?? TIMEOUT_MS);
  try {
    if (isUnderBase(target, bounds.bases)) return await read(await get(target, null, signal), bounds);
    const resolved = await unlessAborted((bounds.resolve ?? resolveName)(target.hostname), signal);
    const addresses = resolved.filter(isPublicAddress);
    if (addresses.length === 0) return { kind: 'refused', reason: 'forbidden' };
    return await read(await get(target, addresses, signal), bounds);
  } catch {
    return { kind: 'retry', reason: signal.aborted ? 'download_timeout' : 'download_network' };
  }
}

/** Whether the address lies under one of those the operator configured. */
export function isUnderBase(url: URL, bases: readonly string[]): boolean {
  return bases.some((base) => URL.canParse(base) && new URL(base).origin === url.origin);
}

function targetOf(url: string, { hosts, bases }: Bounds): URL | undefined {
  if (!isPlainAddress(url)) return undefined;
  const target = new URL(url);
  if (isUnderBase(target, bases)) return target;
  const isOurs = hosts.some((end) => target.hostname.endsWith(end) && target.hostname.length > end.length);
  return isOurs && target.protocol === 'https:' && target.port === '' ? target : undefined;
}

export async function resolveName(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

/** @param addresses what was checked is what is called: the name is not resolved a second time; null = resolve it as usual */
function get(target: URL, addresses: readonly string[] | null, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (target.protocol === 'http:' ? http : https).get(target, {
      // A connection of its own: a kept one may lead to an address that was never checked.
      agent: false,
      headers: { accept: '*/*', 'accept-encoding': 'identity' },
      signal,
      ...(addresses && { lookup: pinnedTo(addresses) }),
    });
    request.on('response', resolve);
    request.on('error', reject);
  });
}

/** Lets a connection go to addresses that were checked, and to no others: the name is not resolved a second time. */
export function pinnedTo(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, { all }, callback) => {
    if (all) callback(null, answers);
    else callback(null, answers[0]!.address, answers[0]!.family);
  };
}

async function read(response: IncomingMessage, { limitBytes = PHOTO_LIMIT_BYTES }: Bounds): Promise<Fetched> {
  try {
    const refusal = refusalOf(response, limitBytes);
    if (refusal) return refusal;
    const chunks: Uint8Array[] = [];
    let size = 0;
    // A body that ends before its announced length throws here.
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limitBytes) return { kind: 'refused', reason: 'too_large' };
      chunks.push(chunk);
    }
    return { kind: 'fetched', bytes: Buffer.concat(chunks, size) };
  } finally {
    response.destroy();
  }
}

/** What the head of an answer tells already. */
function refusalOf({ statusCode: status = 0, headers }: IncomingMessage, limitBytes: number): Fetched | undefined {
  if (status >= 300 && status < 400) return { kind: 'refused', reason: 'forbidden' };
  const isPassing = status === 408 || status === 425 || status === 429;
  // An object store answers 403 or 404 once a signed link is past its time.
  if (status >= 400 && status < 500 && !isPassing) return { kind: 'refused', reason: 'gone' };
  if (status !== 200) return { kind: 'retry', reason: `download_http_${status}` };
  if (Number(headers['content-length']) > limitBytes) return { kind: 'refused', reason: 'too_large' };
  // A page where a file should be: a gateway's, or the platform's while it has blocked us for some minutes.
  return headers['content-type']?.startsWith('text/html') ? { kind: 'retry', reason: 'download_page' } : undefined;
}
