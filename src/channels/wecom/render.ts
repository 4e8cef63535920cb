import { encrypt, getSignature } from '@wecom/crypto';
import type { Mention, Outgoing } from '../../core/outgoing.ts';
import { neutralise } from '../../core/text.ts';
import { layOut, type Spoken } from '../layout.ts';
import type { WecomCredentials } from './credentials.ts';
import type { EnvelopeFormat } from './envelope.ts';
import { isMentionable } from './ids.ts';
import { cdata } from './xml.ts';

/** Streams and response_url markdown (document/path/101031, 101138); the application's text (document/path/90241). */
const MARKDOWN_LIMIT_BYTES = 20_480;
const APP_TEXT_LIMIT_BYTES = 2_048;

interface Seal {
  /** A smart bot's answer must repeat the nonce of the callback it answers. */
  nonce: string;
  /** ms */
  now: number;
  /** Sixteen bytes; only tests give them. */
  random?: Buffer;
}

/**
 * The ordinary answer of a smart bot in the HTTP answer: a stream that is complete at once. Shown under the asker's words, so that
 * the asker is not mentioned; whoever is called, is.
 */
export function sealStream(credentials: WecomCredentials, answer: Seal & { streamId: string; reply: Spoken }): string {
  const content = layOut({ ...answer.reply, mentions: [] }, headOf, MARKDOWN_LIMIT_BYTES);
  const plaintext = JSON.stringify({ msgtype: 'stream', stream: { id: answer.streamId, finish: true, content } });
  return sealPlain(credentials, { ...answer, format: 'json', plaintext });
}

/** The smart bot's answer to enter_chat: the only place where it may answer with plain text. */
export function sealWelcome(credentials: WecomCredentials, answer: Seal & { reply: Spoken }): string {
  const content = renderPlain(answer.reply);
  return sealPlain(credentials, { ...answer, format: 'json', plaintext: JSON.stringify({ msgtype: 'text', text: { content } }) });
}

/** The self-built application's answer in the HTTP answer. */
export function sealAppText(credentials: WecomCredentials, answer: Seal & { toUser: string; reply: Spoken }): string {
  const content = renderPlain(answer.reply);
  const plaintext =
    `<xml><ToUserName>${cdata(answer.toUser)}</ToUserName><FromUserName>${cdata(credentials.receiveId)}</FromUserName>` +
    `<CreateTime>${seconds(answer.now)}</CreateTime><MsgType>${cdata('text')}</MsgType><Content>${cdata(content)}</Content></xml>`;
  return sealPlain(credentials, { ...answer, format: 'xml', plaintext });
}

/** Encrypts and signs a plaintext as the body of an HTTP answer (document/path/91144, 101033). */
export function sealPlain(credentials: WecomCredentials, answer: Seal & { format: EnvelopeFormat; plaintext: string }): string {
  const { encodingAesKey, receiveId, token } = credentials;
  const { nonce, random, plaintext } = answer;
  const timestamp = seconds(answer.now);
  const ciphertext = random
    ? encrypt(encodingAesKey, plaintext, receiveId, random)
    : encrypt(encodingAesKey, plaintext, receiveId);
  const signature = getSignature(token, String(timestamp), nonce, ciphertext);
  if (answer.format === 'json') return JSON.stringify({ encrypt: ciphertext, msgsignature: signature, timestamp, nonce });
  return (
    `<xml><Encrypt>${cdata(ciphertext)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`
  );
}

/** Markdown for a response_url; what is too long is cut at its end. */
export function renderMarkdown(outgoing: Outgoing): string {
  return layOut(outgoing, headOf, MARKDOWN_LIMIT_BYTES);
}

/** Text to one person, in which nobody can be mentioned. */
function renderPlain({ text, link }: Spoken): string {
  return layOut(link === undefined ? { text } : { text, link }, () => '', APP_TEXT_LIMIT_BYTES);
}

function headOf({ userId, name }: Mention): string {
  if (isMentionable(userId)) return `<@${userId}>`;
  return name === null ? '' : neutralise(`@${name}`);
}

function seconds(now: number): number {
  return Math.floor(now / 1_000);
}
