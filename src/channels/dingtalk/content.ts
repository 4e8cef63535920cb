// What a robot message holds, by type (open.dingtalk.com/document/development/robot-message-type). Quoted messages have the
// same shapes (seen in the field, not documented).
import { z } from 'zod';
import type { Media } from '../../core/message.ts';
import { given, readable } from '../given.ts';

const code = z.string().min(1).max(2_048);
const node = z.object({ text: given(z.string()), downloadCode: given(code), pictureDownloadCode: given(code) });

const replied = z.object({ isReplyMsg: readable(z.boolean()), repliedMsg: z.unknown().optional() });

export const contentSchema = replied.extend({
  richText: given(z.array(node)),
  downloadCode: given(code),
  pictureDownloadCode: given(code),
  recognition: readable(z.string()),
  fileName: readable(z.string()),
  /** In quotes only. */
  text: given(z.string()),
});
export const textSchema = replied.extend({ content: given(z.string()) });
/** One official sample has the text itself under `content`. */
export const bodySchema = z.object({
  msgtype: z.string().min(1).max(64),
  text: given(textSchema),
  content: given(z.union([z.string(), contentSchema])),
});
export type Body = z.infer<typeof bodySchema>;

const repliedSchema = z.object({ msgType: given(z.string()), content: z.unknown().optional() });

export interface Content {
  text: string;
  spoken: boolean;
  media: Media[];
}

/** Undefined: this type cannot be read; null: it lacks what it should have. */
export function contentOf(body: Body, botNames: readonly string[]): Content | undefined | null {
  const content = typeof body.content === 'string' ? undefined : body.content;
  switch (body.msgtype) {
    case 'text': {
      const text = body.text?.content ?? (typeof body.content === 'string' ? body.content : content?.text);
      return text === undefined ? null : { text, spoken: false, media: [] };
    }
    case 'richText':
      return content?.richText ? richTextOf(content.richText, botNames) : null;
    case 'picture':
    case 'video':
    case 'file': {
      const reference = content?.downloadCode ?? content?.pictureDownloadCode;
      if (reference === undefined) return null;
      const kind = body.msgtype === 'picture' ? 'photo' : body.msgtype;
      return { text: '', spoken: false, media: [media(kind, reference, content?.fileName)] };
    }
    case 'audio':
      // Speech the platform could not put into words is nothing we can read.
      return content?.recognition?.trim() ? { text: content.recognition, spoken: true, media: [] } : undefined;
    default:
      return undefined;
  }
}

/** What the message replies to; null when it does not, empty when the quoted type cannot be read. */
export function quotedOf(body: Body, botNames: readonly string[]): Content | null {
  const content = typeof body.content === 'string' ? undefined : body.content;
  const reply = body.text?.isReplyMsg ? body.text : content;
  if (!reply?.isReplyMsg) return null;
  const quoted = repliedSchema.safeParse(reply.repliedMsg).data;
  const read = bodySchema.safeParse({ msgtype: quoted?.msgType ?? 'text', content: parsedIfJson(quoted?.content) }).data;
  return (read && contentOf(read, botNames)) || { text: '', spoken: false, media: [] };
}

/** `repliedMsg.content` is an object or the same as JSON text; plain text stays what it is. */
function parsedIfJson(content: unknown): unknown {
  if (typeof content !== 'string') return content;
  try {
    const parsed: unknown = JSON.parse(content);
    return typeof parsed === 'object' && parsed !== null ? parsed : content;
  } catch {
    return content;
  }
}

function richTextOf(nodes: readonly z.infer<typeof node>[], botNames: readonly string[]): Content {
  let text = '';
  const pictures: Media[] = [];
  for (const part of nodes) {
    const reference = part.downloadCode ?? part.pictureDownloadCode;
    if (reference !== undefined) pictures.push(media('photo', reference));
    // A node that is the bot's mention, or a picture, ends a word; other nodes may split one (bold in its middle).
    const isBreak = part.text === undefined || botNames.some((name) => part.text?.trim() === `@${name}`);
    text += isBreak ? `${part.text ?? ''} ` : part.text;
  }
  return { text, spoken: false, media: pictures };
}

function media(kind: Media['kind'], reference: string, name?: string): Media {
  return { kind, via: 'dingtalk_code', reference, name: name ?? null };
}
