// The smart bot's decrypted JSON (developer.work.weixin.qq.com/document/path/100719 and 101027).
import { z } from 'zod';
import { HOUR_MS } from '../../core/clock.ts';
import type { Conversation, Media, Message, Parsed } from '../../core/message.ts';
import { normaliseText } from '../../core/text.ts';
import { given, givenId, readable } from '../given.ts';
import { accountOf, aibotKey, isResponseUrl, USER_ID } from './ids.ts';

/** `error` is for logs and tests; outside it is the same 400 as any failure behind the signature. */
export type Malformed = { kind: 'malformed'; error: 'E_INNER' | 'E_XML_DTD' | 'E_BOT' };

export interface AibotOptions {
  /** ms */
  now: number;
  botNames: readonly string[];
  /** The configured bot; null = any, while none is configured. */
  botId: string | null;
  /** Bases besides the platform's under which a response_url may lie. */
  apiBases?: readonly string[];
  /** Told when a response_url was left out because it leads elsewhere. */
  onSecurityEvent?: (code: 'wecom_response_url_refused') => void;
}

const words = z.object({ content: z.string() });
/** By the long connection each link has a key of its own; one that is none spoils the file, not the message. */
const link = z.object({ url: z.string().min(1).max(4_096), aeskey: readable(z.string().min(1).max(256)) });

const item = z.object({
  msgtype: z.string().min(1).max(64),
  text: given(words),
  voice: given(words),
  image: given(link),
  file: given(link),
  video: given(link),
});
const quote = item.extend({ mixed: given(z.object({ msg_item: z.array(item) })) });
type Item = z.infer<typeof item> & Partial<Pick<z.infer<typeof quote>, 'mixed'>>;

/** What was chosen on a card before its button was pressed. */
const selection = readable(
  z.object({ selected_item: z.array(z.object({ option_ids: z.object({ option_id: z.array(z.string()) }) })) }),
);

const payloadSchema = quote.extend({
  msgid: givenId(z.string().min(1).max(256)),
  aibotid: givenId(z.string().min(1).max(128)),
  /** Case-sensitive, unlike user ids. */
  chatid: givenId(z.string().min(1).max(256)),
  chattype: givenId(z.string()),
  from: given(z.object({ userid: z.string().regex(USER_ID) })),
  response_url: z.unknown().optional(),
  quote: readable(quote),
  stream: given(z.object({ id: z.string().min(1).max(256) })),
  event: given(
    z.object({
      eventtype: z.string().min(1).max(64),
      // The field tables of the page drop the underscores, its samples and the official SDK have them.
      template_card_event: given(
        z.object({ event_key: givenId(z.string()), task_id: givenId(z.string()), selected_items: selection }),
      ),
    }),
  ),
});
type Payload = z.infer<typeof payloadSchema>;
type Envelope = Omit<Extract<Message, { kind: 'entered' }>, 'kind'>;

/** Reads one decrypted callback. Unknown fields are dropped, unknown kinds are ordinary. Pure but for `onSecurityEvent`. */
export function parseAibot(plaintext: string, options: AibotOptions): Parsed | Malformed {
  let body: unknown;
  try {
    body = JSON.parse(plaintext);
  } catch {
    return { kind: 'malformed', error: 'E_INNER' };
  }
  return parseAibotBody(body, options);
}

/** As `parseAibot`, of what was parsed as JSON: the body of a frame of the long connection. */
export function parseAibotBody(body: unknown, options: AibotOptions): Parsed | Malformed {
  const payload = payloadSchema.safeParse(body).data;
  if (!payload) return { kind: 'malformed', error: 'E_INNER' };
  if (options.botId !== null && payload.aibotid !== options.botId) return { kind: 'malformed', error: 'E_BOT' };

  if (payload.msgtype === 'stream') {
    return payload.stream ? { kind: 'refresh', streamId: payload.stream.id } : { kind: 'malformed', error: 'E_INNER' };
  }
  if (payload.msgtype === 'event') return parseEvent(payload, options);
  const envelope = envelopeOf(payload, options);
  if (!envelope) return { kind: 'malformed', error: 'E_INNER' };
  return parseMessage(payload, envelope, options);
}

function parseEvent(payload: Payload, options: AibotOptions): Parsed | Malformed {
  const { event } = payload;
  if (!event) return { kind: 'malformed', error: 'E_INNER' };
  if (event.eventtype !== 'enter_chat' && event.eventtype !== 'template_card_event')
    return { kind: 'ignored', what: event.eventtype };
  const envelope = envelopeOf(payload, options);
  if (!envelope) return { kind: 'malformed', error: 'E_INNER' };
  if (event.eventtype === 'enter_chat') return { kind: 'message', message: { kind: 'entered', ...envelope } };
  const click = event.template_card_event;
  if (!click) return { kind: 'malformed', error: 'E_INNER' };
  // A card with a choice and no key for its button is known by the choice.
  const [chosen = ''] = click.selected_items?.selected_item[0]?.option_ids.option_id ?? [];
  const button = click.event_key ?? chosen;
  return { kind: 'message', message: { kind: 'clicked', ...envelope, card: click.task_id ?? '', button } };
}

function parseMessage(payload: Payload, envelope: Envelope, options: AibotOptions): Parsed | Malformed {
  const content = contentOf(payload);
  if (content === 'incomplete') return { kind: 'malformed', error: 'E_INNER' };
  if (content === 'unknown') {
    return { kind: 'message', message: { kind: 'unsupported', ...envelope, what: payload.msgtype, answerable: true } };
  }
  const quotedContent = payload.quote && contentOf(payload.quote);
  const quoted =
    quotedContent === undefined
      ? null
      : typeof quotedContent === 'string'
        ? { text: '', media: [] }
        : { text: normaliseText(quotedContent.text, options.botNames), media: quotedContent.media };
  const text = normaliseText(content.text, options.botNames);
  return {
    kind: 'message',
    message: {
      kind: 'said',
      ...envelope,
      // Only a mention, put on somebody's words: the words are meant.
      text: text === '' && content.media.length === 0 && quoted ? quoted.text : text,
      spoken: payload.msgtype === 'voice',
      media: content.media,
      // The payload has no list of mentions.
      mentions: [],
      quoted,
      location: null,
    },
  };
}

/** A message, a quote and an element of a mixed message have the same shape. */
function contentOf(item: Item): { text: string; media: Media[] } | 'incomplete' | 'unknown' {
  switch (item.msgtype) {
    case 'text':
    case 'voice': {
      const said = item[item.msgtype];
      return said ? { text: said.content, media: [] } : 'incomplete';
    }
    case 'image':
    case 'file':
    case 'video': {
      const target = item[item.msgtype];
      if (!target) return 'incomplete';
      const kind = item.msgtype === 'image' ? 'photo' : item.msgtype;
      const aesKey = target.aeskey === undefined ? {} : { aesKey: target.aeskey };
      return { text: '', media: [{ kind, via: 'wecom_url', reference: target.url, name: null, ...aesKey }] };
    }
    case 'mixed': {
      if (!item.mixed) return 'incomplete';
      const parts = item.mixed.msg_item.map(contentOf).filter((part) => typeof part !== 'string');
      return { text: parts.map((part) => part.text).join(' '), media: parts.flatMap((part) => part.media) };
    }
    default:
      return 'unknown';
  }
}

/** What every message has; undefined when the sender, the ids or the group are missing. */
function envelopeOf(payload: Payload, options: AibotOptions): Envelope | undefined {
  const { msgid, aibotid, from, chatid, chattype } = payload;
  if (msgid === undefined || aibotid === undefined || from === undefined) return undefined;
  // enter_chat comes without a chattype; only groups have a chatid.
  const type = chattype ?? (chatid === undefined ? 'single' : 'group');
  const account = accountOf(from.userid);
  const conversation = conversationOf(type, chatid, account);
  if (!conversation) return undefined;
  return {
    channel: 'wecom',
    key: aibotKey(aibotid, msgid, payload.msgtype),
    conversation,
    sender: { account, userId: from.userid, name: null },
    // Message callbacks carry no time of their own.
    sentAt: options.now,
    receivedAt: options.now,
    addressed: true,
    proof: 'message',
    replyHandles: replyHandlesOf(payload.response_url, options),
  };
}

function conversationOf(type: string, chatId: string | undefined, account: string): Conversation | undefined {
  if (type === 'single') return { kind: 'direct', id: account };
  return type === 'group' && chatId !== undefined ? { kind: 'group', id: chatId } : undefined;
}

/** One call within one hour (document/path/101138). */
function replyHandlesOf(url: unknown, options: AibotOptions): Envelope['replyHandles'] {
  if (url === undefined || url === null || url === '') return [];
  if (isResponseUrl(url, options.apiBases ?? [])) return [{ kind: 'response_url', url, expiresAt: options.now + HOUR_MS }];
  options.onSecurityEvent?.('wecom_response_url_refused');
  return [];
}
