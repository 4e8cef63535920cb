// A group's webhook and the smart bot's response_url: ways to speak without a token (document/path/91770, 101138).
import { z } from 'zod';
import { type Answer, type Asked, json } from '../door.ts';
import { parsed } from './app.ts';
import { buttonsOf, calledIn, cardSchema, isInteractive, wordsOf } from './cards.ts';
import { bytesOf, type Hall, newId, OK, type Place, placeCard, refusal } from './hall.ts';
import { readUpload } from './media.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MARKDOWN_LIMIT_BYTES = 20_480;

const limited = (bytes: number) => z.string().refine((text) => bytesOf(text) <= bytes, `longer than ${bytes} bytes`);
const media = z.strictObject({ media_id: z.string().min(1) });
const article = z.strictObject({
  title: limited(128),
  description: limited(512).optional(),
  url: z.string().min(1),
  picurl: z.string().optional(),
});
const webhookSchema = z.discriminatedUnion('msgtype', [
  z.strictObject({
    msgtype: z.literal('text'),
    text: z.strictObject({
      content: limited(2_048),
      mentioned_list: z.array(z.string()).optional(),
      mentioned_mobile_list: z.array(z.string()).optional(),
    }),
  }),
  z.strictObject({ msgtype: z.literal('markdown'), markdown: z.strictObject({ content: limited(4_096) }) }),
  z.strictObject({ msgtype: z.literal('markdown_v2'), markdown_v2: z.strictObject({ content: limited(4_096) }) }),
  z.strictObject({ msgtype: z.literal('image'), image: z.strictObject({ base64: z.base64(), md5: z.string().length(32) }) }),
  z.strictObject({ msgtype: z.literal('news'), news: z.strictObject({ articles: z.array(article).min(1).max(8) }) }),
  z.strictObject({ msgtype: z.literal('file'), file: media }),
  z.strictObject({ msgtype: z.literal('voice'), voice: media }),
  z.strictObject({
    msgtype: z.literal('template_card'),
    template_card: cardSchema.refine((card) => !isInteractive(card), 'a webhook carries no buttons'),
  }),
]);

const responseSchema = z.discriminatedUnion('msgtype', [
  z.strictObject({
    msgtype: z.literal('markdown'),
    markdown: z.strictObject({ content: z.string().min(1), feedback: z.strictObject({ id: z.string() }).optional() }),
  }),
  z.strictObject({ msgtype: z.literal('template_card'), template_card: cardSchema }),
]);

export type Webhooks = ReturnType<typeof createWebhooks>;

export function createWebhooks(hall: Hall) {
  const { now, journal, windows } = hall;
  const uploads = new Map<string, { group: string; until: number }>();
  const responses = new Map<string, { place: Place; msgid: string; until: number }>();

  const groupOf = ({ query }: Asked) => [...hall.groups.values()].find(({ webhook }) => webhook && webhook === query.get('key'));

  function send(asked: Asked): Answer {
    const group = groupOf(asked);
    if (!group) return json(refusal(93_000, 'invalid webhook url'));
    const read = journal.read(webhookSchema, parsed(asked.body), asked.path);
    if (!read) return json(refusal(40_058, 'invalid message'));
    if (!windows.take(`webhook:${group.id}`, 20, MINUTE_MS)) return json(refusal(45_009, 'api freq out of limit'));
    if ((read.msgtype === 'file' || read.msgtype === 'voice') && !isUploaded(read, group.id))
      return json(refusal(40_007, 'invalid media_id'));
    journal.deliver({ via: 'webhook', kind: read.msgtype, group: group.id, ...shownOf(read) });
    return json(OK);
  }

  function isUploaded(read: { file?: { media_id: string }; voice?: { media_id: string } }, group: string): boolean {
    const found = uploads.get(read.file?.media_id ?? read.voice?.media_id ?? '');
    return found !== undefined && found.group === group && found.until > now();
  }

  async function upload(asked: Asked): Promise<Answer> {
    const group = groupOf(asked);
    if (!group) return json(refusal(93_000, 'invalid webhook url'));
    const type = asked.query.get('type') ?? '';
    const file = await readUpload(asked);
    const limit = type === 'voice' ? 2 : 20;
    if (!/^(file|voice)$/.test(type) || !file || file.bytes.length <= 5 || file.bytes.length > limit * 1_048_576) {
      journal.violate(asked.path, 'type, part `media` or size');
      return json(refusal(40_058, 'invalid parameter'));
    }
    const id = newId('webhook-media-');
    uploads.set(id, { group: group.id, until: now() + 72 * HOUR_MS });
    return json({ ...OK, type, media_id: id, created_at: String(Math.floor(now() / 1_000)) });
  }

  /** One call, one hour; a second one learns that it is used up. */
  function respond(asked: Asked): Answer {
    const code = asked.query.get('response_code') ?? '';
    const found = responses.get(code);
    const read = journal.read(responseSchema, parsed(asked.body), asked.path);
    if (!read) return json(refusal(40_058, 'invalid message'));
    responses.delete(code);
    if (!found || found.until <= now()) return json(refusal(40_058, 'invalid response_code'));
    const { place, msgid } = found;
    const to = { group: place.group, person: place.group === null ? place.person : null };
    if (read.msgtype === 'template_card') {
      if (place.group !== null) return json(refusal(40_008, 'invalid message type'));
      if (!placeCard(hall, read.template_card, place)) return json(refusal(40_058, 'task_id was used before'));
      const { task_id: card = null } = read.template_card;
      const shown = { text: wordsOf(read.template_card), buttons: buttonsOf(read.template_card), card };
      journal.deliver({ via: 'response_url', kind: 'template_card', ...to, ...shown, answers: msgid });
      return json(OK);
    }
    const { content: text } = read.markdown;
    if (bytesOf(text) > MARKDOWN_LIMIT_BYTES) return json(refusal(45_002, 'content too long'));
    journal.deliver({ via: 'response_url', kind: 'markdown', ...to, text, mentions: calledIn(text), answers: msgid });
    return json(OK);
  }

  return {
    send,
    upload,
    respond,
    /** An address with which this one message can be answered once. */
    responseUrl(place: Place, msgid: string): string {
      const code = newId('RC_');
      responses.set(code, { place, msgid, until: now() + HOUR_MS });
      return `${hall.url()}/cgi-bin/aibot/response?response_code=${code}`;
    },
  };
}

function shownOf(read: z.infer<typeof webhookSchema>): { text: string; mentions: string[] } {
  switch (read.msgtype) {
    case 'text': {
      const { content, mentioned_list: list = [], mentioned_mobile_list: mobiles = [] } = read.text;
      return { text: content, mentions: [...new Set([...calledIn(content), ...list, ...mobiles])] };
    }
    case 'markdown':
      return { text: read.markdown.content, mentions: calledIn(read.markdown.content) };
    case 'markdown_v2':
      return { text: read.markdown_v2.content, mentions: [] };
    case 'news':
      return { text: read.news.articles.map(({ title }) => title).join('\n'), mentions: [] };
    case 'template_card':
      return { text: wordsOf(read.template_card), mentions: [] };
    default:
      return { text: '', mentions: [] };
  }
}
