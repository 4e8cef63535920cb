import type { WecomCredentials } from './credentials.ts';
import { type DecryptError, decrypt } from './decrypt.ts';
import { BODY_LIMIT_BYTES, type EnvelopeFormat, readEnvelope } from './envelope.ts';
import { isFresh, isSignedBy, type Query, readSignedQuery, type SignedQuery } from './verify.ts';

/** For logs and tests. Outside only the status is seen, with one fixed body each. */
export type DecodeError =
  | 'E_QUERY'
  | 'E_EMPTY'
  | 'E_TOO_LARGE'
  | 'E_ENVELOPE'
  | 'E_XML_DTD'
  | 'E_SIGNATURE'
  | 'E_STALE'
  | DecryptError;

export type Decoded =
  /** `nonce` goes into the smart bot's answer. */
  | { kind: 'ok'; plaintext: string; nonce: string; timestamp: string }
  | { kind: 'refused'; status: 400 | 401 | 413; error: DecodeError };

interface Checks {
  query: Query;
  /** ms */
  now: number;
  credentials: WecomCredentials;
  maxSkewMs?: number;
}

export const MAX_SKEW_MS = 600_000;

type Refused = Extract<Decoded, { kind: 'refused' }>;

/** What can be told before the body is read: whether the query could be a signed one of this hour. Pure. */
export function checkQuery(request: Omit<Checks, 'credentials'>): Refused | { kind: 'ok'; signed: SignedQuery } {
  const signed = readSignedQuery(request.query);
  if (!signed) return refused('E_QUERY');
  return isFresh(signed, request.now, request.maxSkewMs ?? MAX_SKEW_MS) ? { kind: 'ok', signed } : refused('E_STALE');
}

/**
 * Opens a message callback (POST). Pure. The order is the point: nothing unsigned is decrypted, and every failure behind the
 * signature is the same 400, so that nobody gets a padding oracle. The plaintext is not parsed yet.
 */
export function decodeCallback(request: Checks & { body: Buffer; format: EnvelopeFormat }): Decoded {
  const checked = checkQuery(request);
  if (checked.kind === 'refused') return checked;
  if (request.body.length === 0) return refused('E_EMPTY');
  if (request.body.length > BODY_LIMIT_BYTES) return refused('E_TOO_LARGE');
  const envelope = readEnvelope(request.body, request.format);
  if (envelope.kind === 'refused') return refused(envelope.error);
  return open(request.credentials, checked.signed, envelope.encrypt);
}

/** Opens the check of our URL (GET); the plaintext alone, as text/plain, is the answer. Pure. */
export function decodeChallenge(request: Checks): Decoded {
  const checked = checkQuery(request);
  if (checked.kind === 'refused') return checked;
  const { echostr } = request.query;
  if (typeof echostr !== 'string' || echostr === '') return refused('E_QUERY');
  // A `+` sent without percent-encoding arrives as a space; Base64 has none.
  return open(request.credentials, checked.signed, echostr.replaceAll(' ', '+'));
}

function open(credentials: WecomCredentials, signed: SignedQuery, encrypt: string): Decoded {
  if (!isSignedBy(credentials, signed, encrypt)) return refused('E_SIGNATURE');
  const decrypted = decrypt(credentials, encrypt);
  if (decrypted.kind === 'refused') return refused(decrypted.error);
  return { kind: 'ok', plaintext: decrypted.plaintext, nonce: signed.nonce, timestamp: signed.timestamp };
}

function refused(error: DecodeError): Refused {
  const status = error === 'E_TOO_LARGE' ? 413 : error === 'E_SIGNATURE' || error === 'E_STALE' ? 401 : 400;
  return { kind: 'refused', status, error };
}
