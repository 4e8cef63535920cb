// Requests as the platforms send them, with their encryption and signatures: for the demo, `npm run simulate` and the tests.
import { createHmac, randomBytes } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';

export interface PlatformRequest {
  method: 'POST' | 'GET';
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface WecomSecrets {
  token: string;
  aesKey: string;
  receiveId: string;
}

/** A callback of the smart bot: encrypted JSON. `now` in ms. */
export function aibotRequest(secrets: WecomSecrets, payload: unknown, now: number): PlatformRequest {
  const encrypted = encrypt(secrets.aesKey, JSON.stringify(payload), secrets.receiveId);
  return {
    method: 'POST',
    path: `/wecom/aibot?${signedQuery(secrets, encrypted, now)}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ encrypt: encrypted }),
  };
}

/** A callback of the self-built application: encrypted XML around an XML text. */
export function wecomAppRequest(secrets: WecomSecrets, xml: string, now: number): PlatformRequest {
  const encrypted = encrypt(secrets.aesKey, xml, secrets.receiveId);
  return {
    method: 'POST',
    path: `/wecom/app?${signedQuery(secrets, encrypted, now)}`,
    headers: { 'content-type': 'text/xml' },
    body: `<xml><ToUserName><![CDATA[${secrets.receiveId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  };
}

/** The check of a callback URL; the right answer is `word`. */
export function challengeRequest(secrets: WecomSecrets, path: string, word: string, now: number): PlatformRequest {
  const encrypted = encrypt(secrets.aesKey, word, secrets.receiveId);
  const query = `${signedQuery(secrets, encrypted, now)}&echostr=${encodeURIComponent(encrypted)}`;
  return { method: 'GET', path: `${path}?${query}`, headers: {}, body: '' };
}

/** A robot callback in HTTP mode: a signed header beside a JSON body. */
export function robotRequest(clientSecret: string, payload: unknown, now: number): PlatformRequest {
  const timestamp = String(now);
  const sign = createHmac('sha256', clientSecret).update(`${timestamp}\n${clientSecret}`).digest('base64');
  return {
    method: 'POST',
    path: '/dingtalk/robot',
    headers: { 'content-type': 'application/json; charset=utf-8', timestamp, sign },
    body: JSON.stringify(payload),
  };
}

function signedQuery({ token }: WecomSecrets, encrypted: string, now: number): string {
  const timestamp = String(Math.floor(now / 1_000));
  const nonce = randomBytes(8).toString('hex');
  return `msg_signature=${getSignature(token, timestamp, nonce, encrypted)}&timestamp=${timestamp}&nonce=${nonce}`;
}

/** Sends it to a server; answers status and body. */
export async function send(url: string, request: PlatformRequest): Promise<{ status: number; body: string }> {
  const { method, headers, body } = request;
  const response = await fetch(url + request.path, { method, headers, ...(method === 'POST' && { body }) });
  return { status: response.status, body: await response.text() };
}
