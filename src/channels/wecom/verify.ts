import { timingSafeEqual } from 'node:crypto';
import { getSignature } from '@wecom/crypto';
import type { WecomCredentials } from './credentials.ts';

/** A query as Koa gives it: repeated parameters are arrays. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

export interface SignedQuery {
  signature: string;
  /** Seconds, as written. */
  timestamp: string;
  nonce: string;
}

const NONCE_LIMIT = 128;

/** The signed parameters, each given once and well-formed; otherwise undefined. */
export function readSignedQuery(query: Query): SignedQuery | undefined {
  const { msg_signature: signature, timestamp, nonce } = query;
  if (typeof signature !== 'string' || !/^[0-9a-f]{40}$/.test(signature)) return undefined;
  // Exactly ten digits: the signature joins its parts without separators, so that a longer timestamp could borrow digits of
  // the nonce and move into the future with the signature still right.
  if (typeof timestamp !== 'string' || !/^[0-9]{10}$/.test(timestamp)) return undefined;
  if (typeof nonce !== 'string' || nonce === '' || nonce.length > NONCE_LIMIT) return undefined;
  return { signature, timestamp, nonce };
}

/** Compares in constant time. @see https://developer.work.weixin.qq.com/document/path/91144 */
export function isSignedBy(credentials: WecomCredentials, signed: SignedQuery, encrypt: string): boolean {
  const expected = Buffer.from(getSignature(credentials.token, signed.timestamp, signed.nonce, encrypt), 'latin1');
  const given = Buffer.from(signed.signature, 'latin1');
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Both sides of the window are checked: a message from the future could otherwise be repeated for ever. */
export function isFresh(signed: SignedQuery, now: number, maxSkewMs: number): boolean {
  return Math.abs(now - Number(signed.timestamp) * 1_000) <= maxSkewMs;
}
