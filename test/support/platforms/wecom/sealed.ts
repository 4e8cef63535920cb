// Answers to callbacks, opened and checked as the platform would (document/path/91144, 101031, 90241).
import { decrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { WecomSecrets } from '../../../../src/cli/platform-requests.ts';
import { cardSchema } from './cards.ts';
import { wecomSecrets } from './hall.ts';

export const botKeys: WecomSecrets = { token: wecomSecrets.botToken, aesKey: wecomSecrets.botAesKey, receiveId: '' };
export const appKeys: WecomSecrets = {
  token: wecomSecrets.appToken,
  aesKey: wecomSecrets.appAesKey,
  receiveId: wecomSecrets.corpId,
};

const envelope = z.strictObject({
  encrypt: z.base64().min(1),
  msgsignature: z.string().regex(/^[0-9a-f]{40}$/),
  timestamp: z.union([z.int(), z.string().regex(/^\d{1,11}$/)]),
  nonce: z.string().min(1),
});
const xmlEnvelope = z.strictObject({
  Encrypt: z.base64().min(1),
  MsgSignature: z.string().regex(/^[0-9a-f]{40}$/),
  TimeStamp: z.string().regex(/^\d{1,11}$/),
  Nonce: z.string().min(1),
});

const xml = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false, trimValues: false });

type Opened = { kind: 'plain'; text: string } | { kind: 'wrong'; problem: string };

/** The words behind a JSON answer of the bot. @param nonce of the callback, which the answer must repeat */
export function openBotAnswer(body: string, nonce: string): Opened {
  const read = envelope.safeParse(safely(() => JSON.parse(body)));
  if (!read.success) return { kind: 'wrong', problem: 'not the envelope of an answer' };
  if (read.data.nonce !== nonce) return { kind: 'wrong', problem: 'another nonce than the callback' };
  return opened(botKeys, read.data.encrypt, read.data.msgsignature, String(read.data.timestamp), nonce);
}

/** The XML behind an XML answer of the application. */
export function openAppAnswer(body: string): Opened {
  const read = xmlEnvelope.safeParse((safely(() => xml.parse(body)) as { xml?: unknown } | undefined)?.xml);
  if (!read.success) return { kind: 'wrong', problem: 'not the envelope of an answer' };
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = read.data;
  return opened(appKeys, Encrypt, MsgSignature, TimeStamp, Nonce);
}

function opened(
  { token, aesKey, receiveId }: WecomSecrets,
  text: string,
  sign: string,
  timestamp: string,
  nonce: string,
): Opened {
  if (getSignature(token, timestamp, nonce, text) !== sign) return { kind: 'wrong', problem: 'signature' };
  const plain = safely(() => decrypt(aesKey, text)) as { message: string; id: string } | undefined;
  if (!plain || plain.id !== receiveId) return { kind: 'wrong', problem: 'receive id' };
  return { kind: 'plain', text: plain.message };
}

export function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const content = z.string();
const image = z.strictObject({
  msgtype: z.literal('image'),
  image: z.strictObject({ base64: z.base64(), md5: z.string().length(32) }),
});
const stream = z
  .strictObject({
    id: z.string().min(1),
    finish: z.boolean().optional(),
    content: content.refine((text) => Buffer.byteLength(text) <= 20_480, 'longer than 20480 bytes').optional(),
    msg_item: z.array(image).max(10).optional(),
    feedback: z.strictObject({ id: z.string().min(1).max(256) }).optional(),
  })
  .refine(({ finish, msg_item: items }) => !items || finish, 'msg_item only with finish');
const streamReply = z.strictObject({ msgtype: z.literal('stream'), stream });
const cardReply = z.strictObject({ msgtype: z.literal('template_card'), template_card: cardSchema });
const both = z.strictObject({
  msgtype: z.literal('stream_with_template_card'),
  stream,
  template_card: cardSchema.optional(),
});

/** What may be answered to what. There is no plain text for an ordinary message. */
export const botAnswers = {
  message: z.discriminatedUnion('msgtype', [streamReply, cardReply, both]),
  refresh: z.discriminatedUnion('msgtype', [streamReply, both]),
  greeting: z.discriminatedUnion('msgtype', [
    z.strictObject({ msgtype: z.literal('text'), text: z.strictObject({ content: content.min(1) }) }),
    cardReply,
  ]),
  click: z.strictObject({
    response_type: z.literal('update_template_card'),
    userids: z.array(z.string()).optional(),
    template_card: cardSchema,
  }),
};

const appBase = {
  ToUserName: z.string().min(1),
  FromUserName: z.literal(wecomSecrets.corpId),
  CreateTime: z.string().regex(/^\d{1,11}$/),
};
const media = z.strictObject({ MediaId: z.string().min(1) });
const appAnswer = z.discriminatedUnion('MsgType', [
  z.strictObject({ ...appBase, MsgType: z.literal('text'), Content: z.string().min(1) }),
  z.strictObject({ ...appBase, MsgType: z.literal('image'), Image: media }),
  z.strictObject({ ...appBase, MsgType: z.literal('voice'), Voice: media }),
  z.strictObject({
    ...appBase,
    MsgType: z.literal('update_button'),
    Button: z.strictObject({ ReplaceName: z.string().min(1) }),
  }),
  z.strictObject({ ...appBase, MsgType: z.literal('update_template_card'), TemplateCard: z.looseObject({}) }),
]);
export type AppAnswer = z.infer<typeof appAnswer>;

/** The application's answer as documented; null when it is something else. */
export function readAppAnswer(plain: string): AppAnswer | null {
  const parsed = safely(() => xml.parse(plain)) as { xml?: unknown } | undefined;
  return appAnswer.safeParse(parsed?.xml).data ?? null;
}
