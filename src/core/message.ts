// What a platform delivered, after verification and parsing. The middle of the house sees only this.
import { z } from 'zod';

export const channelNames = ['wecom', 'dingtalk', 'simulator'] as const;
export type ChannelName = (typeof channelNames)[number];

export const TEXT_LIMIT = 4_000;

const conversationSchema = z.object({
  kind: z.enum(['group', 'direct']),
  /** The platform's group id; for a direct chat the sender's account, so that one person has one direct conversation. */
  id: z.string(),
});
export type Conversation = z.infer<typeof conversationSchema>;

const senderSchema = z.object({
  /** `wecom:zhangsan`, `dingtalk:rider001`: stable, never a display name. WeCom ids are lower-cased (the platform ignores case). */
  account: z.string(),
  /** The platform's own id as it wrote it, for mentions; null for people outside the organisation. */
  userId: z.string().nullable(),
  /** Display name if the platform sent one; shown, never trusted. */
  name: z.string().nullable(),
});
export type Sender = z.infer<typeof senderSchema>;

/** Where a file can be fetched. Links and codes die within minutes. */
const mediaSchema = z.object({
  kind: z.enum(['photo', 'voice', 'video', 'file']),
  via: z.enum(['wecom_url', 'wecom_media', 'dingtalk_code', 'inline']),
  reference: z.string(),
  name: z.string().nullable(),
  /** What the file is encrypted with, where each link has a key of its own (WeCom's long connection); Base64 of 32 bytes. */
  aesKey: z.string().optional(),
});
export type Media = z.infer<typeof mediaSchema>;

const quotedSchema = z.object({ text: z.string(), media: z.array(mediaSchema) });
export type Quoted = z.infer<typeof quotedSchema>;

/** A way to answer this one message later; each dies at `expiresAt`. */
const replyHandleSchema = z.discriminatedUnion('kind', [
  /** WeCom's, in callback mode: takes one call ever. */
  z.object({ kind: z.literal('response_url'), url: z.string(), expiresAt: z.number() }),
  /** DingTalk's: any number of calls. */
  z.object({ kind: z.literal('session_webhook'), url: z.string(), expiresAt: z.number() }),
  /** The frame of WeCom's long connection that brought it; worth nothing once that connection is gone. */
  z.object({
    kind: z.literal('frame'),
    /** Which connection: a name of our own. */
    connection: z.string(),
    requestId: z.string(),
    /** A greeting may be answered within seconds only, a click not with words at all. */
    to: z.enum(['message', 'greeting', 'click']),
    expiresAt: z.number(),
  }),
]);
export type ReplyHandle = z.infer<typeof replyHandleSchema>;

const envelope = {
  channel: z.enum(channelNames),
  /** Idempotency key: the same for every delivery of the same message. */
  key: z.string(),
  conversation: conversationSchema,
  sender: senderSchema,
  /** When the person sent it (platform's word, never later than `receivedAt`) and when we got it; ms. */
  sentAt: z.number(),
  receivedAt: z.number(),
  /** True in a direct chat, or when the bot was mentioned. */
  addressed: z.boolean(),
  /** `header` = only a header was signed, not the body (DingTalk HTTP mode): no reserved command may rest on it. */
  proof: z.enum(['message', 'header']),
  replyHandles: z.array(replyHandleSchema),
};

export const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('said'),
    ...envelope,
    /** Normalised by `core/text.ts`, without the bot's own mention; may be empty. */
    text: z.string(),
    spoken: z.boolean(),
    media: z.array(mediaSchema),
    /** Accounts mentioned besides the bot. */
    mentions: z.array(z.string()),
    quoted: quotedSchema.nullable(),
    location: z.object({ latitude: z.number(), longitude: z.number(), label: z.string() }).nullable(),
  }),
  z.object({ kind: z.literal('clicked'), ...envelope, card: z.string(), button: z.string() }),
  /** The person opened the chat with the bot (first time, or first time today). */
  z.object({ kind: z.literal('entered'), ...envelope }),
  /** Something we cannot read. `answerable` says whether a person is waiting for a word. */
  z.object({ kind: z.literal('unsupported'), ...envelope, what: z.string(), answerable: z.boolean() }),
]);
export type Message = z.infer<typeof messageSchema>;
export type Said = Extract<Message, { kind: 'said' }>;
export type Clicked = Extract<Message, { kind: 'clicked' }>;

/** What a parsed payload can be. Only `message` goes into the inbox. */
export type Parsed =
  | { kind: 'message'; message: Message }
  /** WeCom asks for the current content of a stream we opened. */
  | { kind: 'refresh'; streamId: string }
  /** The platform tells the operator something, e.g. `dingtalk_quota_exhausted`. */
  | { kind: 'alert'; code: string }
  | { kind: 'ignored'; what: string };
