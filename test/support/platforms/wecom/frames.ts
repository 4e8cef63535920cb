// Frames of the long connection as documented (document/path/101463), what comes from the bot.
import { z } from 'zod';
import { cardSchema } from './cards.ts';

export const MARKDOWN_LIMIT_BYTES = 20_480;

const content = z.string().min(1);
const media = z.strictObject({ media_id: z.string().min(1) });
const video = media.extend({ title: z.string().optional(), description: z.string().optional() });
const feedback = z.strictObject({ id: z.string().min(1).max(256) });
const markdown = z.strictObject({
  msgtype: z.literal('markdown'),
  markdown: z.strictObject({ content, feedback: feedback.optional() }),
});
const card = z.strictObject({ msgtype: z.literal('template_card'), template_card: cardSchema });
const files = [
  z.strictObject({ msgtype: z.literal('file'), file: media }),
  z.strictObject({ msgtype: z.literal('image'), image: media }),
  z.strictObject({ msgtype: z.literal('voice'), voice: media }),
  z.strictObject({ msgtype: z.literal('video'), video }),
] as const;
/** Neither pictures in a stream nor a card beside it are supported here. */
const stream = z.strictObject({
  msgtype: z.literal('stream'),
  stream: z.strictObject({
    id: z.string().min(1),
    finish: z.boolean().optional(),
    content: z.string().optional(),
    feedback: feedback.optional(),
  }),
});
const text = z.strictObject({ msgtype: z.literal('text'), text: z.strictObject({ content }) });
const target = { chatid: z.string().min(1), chat_type: z.int().min(1).max(2).optional() };

/** `frame`: what every frame is; the others are bodies by command. */
export const schemas = {
  frame: z.strictObject({
    cmd: z.string().min(1),
    headers: z.strictObject({ req_id: z.string().min(1) }),
    body: z.unknown().optional(),
  }),
  aibot_subscribe: z.strictObject({
    bot_id: z.string(),
    secret: z.string(),
    // Sent by the vendor's own package.
    scene: z.int().optional(),
    plug_version: z.string().optional(),
  }),
  aibot_respond_msg: z.discriminatedUnion('msgtype', [stream, markdown, card, ...files]),
  aibot_respond_welcome_msg: z.discriminatedUnion('msgtype', [text, card]),
  aibot_respond_update_msg: z.strictObject({
    response_type: z.literal('update_template_card'),
    userids: z.array(z.string()).optional(),
    template_card: cardSchema,
  }),
  aibot_send_msg: z.discriminatedUnion('msgtype', [
    markdown.extend(target),
    card.extend(target),
    ...files.map((file) => file.extend(target)),
  ] as never),
  aibot_upload_media_init: z.strictObject({
    type: z.enum(['file', 'image', 'voice', 'video']),
    filename: z.string().min(1),
    total_size: z.int().min(6),
    total_chunks: z.int().min(1).max(100),
    md5: z.string().length(32).optional(),
  }),
  aibot_upload_media_chunk: z.strictObject({ upload_id: z.string(), chunk_index: z.int().min(0), base64_data: z.base64() }),
  aibot_upload_media_finish: z.strictObject({ upload_id: z.string() }),
};

export interface Frame {
  cmd: string;
  headers: { req_id: string };
  body?: unknown;
}

export type Respond = z.infer<typeof schemas.aibot_respond_msg>;
export type Welcome = z.infer<typeof schemas.aibot_respond_welcome_msg>;
export type Update = z.infer<typeof schemas.aibot_respond_update_msg>;
export type Send = Exclude<Respond, { msgtype: 'stream' }> & { chatid: string };
