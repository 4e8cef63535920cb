import { encrypt, getSignature } from '@wecom/crypto';
import type { Mention } from '../../core/outgoing.ts';
import { neutralise } from '../../core/text.ts';
import { layOut, layOutParts, type Spoken } from '../layout.ts';
import { type Carried, cardOf } from './cards.ts';
import type { WecomCredentials } from './credentials.ts';
import type { EnvelopeFormat } from './envelope.ts';
import { isMentionable } from './ids.ts';
import { type CardUpdate, cardMessage, type StreamMessage, stream, type TextMessage, text } from './messages.ts';
import { cdata } from './xml.ts';

/** Streams, response_url and the long connection (document/path/101031, 101138, 101463). */
const MARKDOWN_LIMIT_BYTES = 20_480;
/** The application's text, by itself and in the HTTP answer (document/path/90236, 90241). */
const TEXT_LIMIT_BYTES = 2_048;
/** One answer becomes at most so many messages. */
export const PARTS_MAX = 3;

/** A bubble's name, the same for every attempt and every question about it. */
export const streamIdOf = (itemId: number): string => `reply${itemId}`;

/**
 * The ordinary answer of a smart bot: a stream. Shown under the asker's words, so that the asker is not mentioned; whoever is called,
 * is. What was shown before under this id is replaced.
 */
export function renderStream(reply: Spoken, streamId: string, isFinished: boolean): StreamMessage {
  return stream(streamId, layOut({ ...reply, mentions: [] }, headOf, MARKDOWN_LIMIT_BYTES), isFinished);
}

/** The answer to enter_chat: the only place where a smart bot may answer with plain text. */
export function renderWelcome(reply: Spoken): TextMessage {
  return text(plainParts(reply, 1)[0]?.text.content ?? '');
}

/** Markdown in one message; what is too long is cut at its end. */
export function renderMarkdown(spoken: Spoken): string {
  return layOut(spoken, headOf, MARKDOWN_LIMIT_BYTES);
}

/** Markdown where several messages may follow one another. */
export function markdownParts(spoken: Spoken): string[] {
  return layOutParts(spoken, headOf, MARKDOWN_LIMIT_BYTES, PARTS_MAX);
}

/** Text to one person, in which nobody can be mentioned. */
export function plainParts({ text: words, link }: Spoken, most = PARTS_MAX): TextMessage[] {
  return layOutParts(link === undefined ? { text: words } : { text: words, link }, () => '', TEXT_LIMIT_BYTES, most).map(text);
}

/** How a person is mentioned in text and markdown of this platform. */
export function headOf({ userId, name }: Mention): string {
  if (isMentionable(userId)) return `<@${userId}>`;
  return name === null ? '' : neutralise(`@${name}`);
}

interface Seal {
  /** A smart bot's answer must repeat the nonce of the callback it answers. */
  nonce: string;
  /** ms */
  now: number;
  /** Sixteen bytes; only tests give them. */
  random?: Buffer;
}

interface StreamAnswer extends Seal {
  streamId: string;
  reply: Carried;
  /** False: a place is held for what comes later. */
  finish?: boolean;
  /** The outbox item that says it, where a card may take the place of the stream: as the first answer to a message. */
  itemId?: number;
}

/** A stream as the HTTP answer, or the card that holds its words and buttons. */
export function sealStream(credentials: WecomCredentials, answer: StreamAnswer): string {
  const { streamId, reply, finish = true, itemId } = answer;
  // Shown under the asker's words, so that nobody is mentioned who asked.
  const card = finish && itemId !== undefined ? cardOf({ ...reply, mentions: [] }, itemId, 'aibot') : null;
  return sealJson(credentials, answer, card ? cardMessage(card) : renderStream(reply, streamId, finish));
}

/** As `renderWelcome`, as the HTTP answer. */
export function sealWelcome(credentials: WecomCredentials, answer: Seal & { reply: Spoken }): string {
  return sealJson(credentials, answer, renderWelcome(answer.reply));
}

/** The answer to a click on a card of the smart bot: another card in its place (document/path/101031). */
export function sealCardUpdate(credentials: WecomCredentials, answer: Seal & { update: CardUpdate }): string {
  return sealJson(credentials, answer, answer.update);
}

/**
 * The self-built application's answer in the HTTP answer, which holds one message.
 * @returns null for what needs several: cut, its end would be lost without a word
 */
export function sealAppText(credentials: WecomCredentials, answer: Seal & { toUser: string; reply: Spoken }): string | null {
  const [only, ...more] = plainParts(answer.reply);
  if (!only || more.length > 0) return null;
  return sealXml(credentials, answer, 'text', `<Content>${cdata(only.text.content)}</Content>`);
}

/** The answer to a click on a card of the application: what the pressed button says from now on, to who pressed it (document/path/90241). */
export function sealAppUpdateButton(credentials: WecomCredentials, answer: Seal & { toUser: string; label: string }): string {
  const name = cdata(neutralise(answer.label));
  return sealXml(credentials, answer, 'update_button', `<Button><ReplaceName>${name}</ReplaceName></Button>`);
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

function sealJson(credentials: WecomCredentials, seal: Seal, body: object): string {
  return sealPlain(credentials, { ...seal, format: 'json', plaintext: JSON.stringify(body) });
}

function sealXml(credentials: WecomCredentials, seal: Seal & { toUser: string }, type: string, inner: string): string {
  const plaintext =
    `<xml><ToUserName>${cdata(seal.toUser)}</ToUserName><FromUserName>${cdata(credentials.receiveId)}</FromUserName>` +
    `<CreateTime>${seconds(seal.now)}</CreateTime><MsgType>${cdata(type)}</MsgType>${inner}</xml>`;
  return sealPlain(credentials, { ...seal, format: 'xml', plaintext });
}

function seconds(now: number): number {
  return Math.floor(now / 1_000);
}
