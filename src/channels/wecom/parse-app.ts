// The self-built application's decrypted XML (developer.work.weixin.qq.com/document/path/90239 and 90240).
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Media, Message, Parsed } from '../../core/message.ts';
import { normaliseText } from '../../core/text.ts';
import { givenId, readable } from '../given.ts';
import { accountOf, appEventKey, appMessageKey, USER_ID } from './ids.ts';
import type { Malformed } from './parse-aibot.ts';
import { parseXml } from './xml.ts';

export interface AppOptions {
  /** ms */
  now: number;
  botNames: readonly string[];
  /** The configured application; null = any, while none is configured. */
  agentId: string | null;
  /** The callback's own. */
  key: KeyObject;
}

/** The inner document is small: a text has at most 2,048 bytes. */
const XML_LIMIT = { characters: 64 * 1024, tags: 4_000 };

const payloadSchema = z.object({
  MsgType: z.string().min(1).max(64),
  /** Empty or `sys`: nobody's message. */
  FromUserName: z.union([z.literal(''), z.string().regex(USER_ID)]).default(''),
  /** Seconds. */
  CreateTime: z
    .string()
    .regex(/^\d{1,10}$/)
    .optional(),
  /** 64 bits: a string for ever. */
  MsgId: givenId(z.string().max(64)),
  AgentID: z.string().optional(),
  Content: z.string().optional(),
  MediaId: givenId(z.string().max(1_024)),
  Location_X: z.unknown().optional(),
  Location_Y: z.unknown().optional(),
  Label: z.unknown().optional(),
  Event: z.string().min(1).max(64).optional(),
  EventKey: z.string().default(''),
  TaskId: z.string().default(''),
  SendLocationInfo: z.unknown().optional(),
  SelectedItems: z.unknown().optional(),
});
type Payload = z.infer<typeof payloadSchema>;
type Envelope = Omit<Extract<Message, { kind: 'entered' }>, 'kind'>;

const degrees = (limit: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,16})?$/)
    .transform(Number)
    .pipe(z.number().min(-limit).max(limit));
const placeSchema = z.object({
  /** X is the latitude. */
  Location_X: degrees(90),
  Location_Y: degrees(180),
  Label: readable(z.string()),
  Poiname: readable(z.string()),
});

/** One child comes as itself, several as an array. */
const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema.transform((one) => [one]), z.array(schema)]);
/** What was chosen on a card before its button was pressed. */
const selectionSchema = z.object({
  SelectedItem: oneOrMore(z.object({ OptionIds: z.object({ OptionId: oneOrMore(z.string()) }) })),
});

/** The platform is about to switch the application off for lack of use, did so, or took it back. */
const ALERTS = new Set([
  'inactive_alert',
  'low_active_alert',
  'close_inactive_agent',
  'reopen_inactive_agent',
  'low_active',
  'active_restored',
]);
const ENTRIES = new Set(['subscribe', 'enter_agent']);
const CARD_CLICKS = new Set(['template_card_event', 'template_card_menu_event']);
/** What a menu click names as its card. */
export const MENU_CARD = 'menu';

const MALFORMED: Malformed = { kind: 'malformed', error: 'E_INNER' };

/** Reads one decrypted callback. Unknown elements are dropped, unknown events are ordinary. Pure. */
export function parseApp(plaintext: string, options: AppOptions): Parsed | Malformed {
  const xml = parseXml(plaintext, XML_LIMIT);
  if (xml.kind === 'refused') return xml.error === 'E_XML_DTD' ? { kind: 'malformed', error: 'E_XML_DTD' } : MALFORMED;
  const payload = payloadSchema.safeParse(xml.root).data;
  if (!payload) return MALFORMED;
  const { AgentID, MsgType, FromUserName, Event } = payload;
  if (options.agentId !== null && AgentID !== undefined && AgentID !== options.agentId)
    return { kind: 'malformed', error: 'E_BOT' };

  if (MsgType === 'event' && Event !== undefined && ALERTS.has(Event)) return { kind: 'alert', code: `wecom_${Event}` };
  if (FromUserName === '' || FromUserName === 'sys') return { kind: 'ignored', what: Event ?? MsgType };
  if (MsgType === 'event') return parseEvent(payload, options);
  const { CreateTime, MsgId } = payload;
  if (AgentID === undefined || MsgId === undefined || CreateTime === undefined) return MALFORMED;
  return parseMessage(payload, envelopeOf(FromUserName, CreateTime, appMessageKey(AgentID, MsgId), options), options);
}

function parseEvent(payload: Payload, options: AppOptions): Parsed | Malformed {
  const { AgentID, Event, EventKey, TaskId, FromUserName, CreateTime } = payload;
  if (Event === undefined) return MALFORMED;
  const isOurs = ENTRIES.has(Event) || CARD_CLICKS.has(Event) || Event === 'click' || Event === 'location_select';
  if (!isOurs) return { kind: 'ignored', what: Event };
  if (AgentID === undefined || CreateTime === undefined) return MALFORMED;
  const key = appEventKey(options.key, AgentID, [FromUserName, CreateTime, Event, EventKey, TaskId]);
  const envelope = envelopeOf(FromUserName, CreateTime, key, options);
  if (ENTRIES.has(Event)) return { kind: 'message', message: { kind: 'entered', ...envelope } };
  if (Event === 'location_select') return placeMessage(payload.SendLocationInfo, envelope, options);
  const card = CARD_CLICKS.has(Event) ? TaskId : MENU_CARD;
  // A card with a choice and no key for its button is known by the choice.
  const button = EventKey || firstChosen(payload.SelectedItems);
  return { kind: 'message', message: { kind: 'clicked', ...envelope, card, button } };
}

function firstChosen(items: unknown): string {
  return selectionSchema.safeParse(items).data?.SelectedItem[0]?.OptionIds.OptionId[0] ?? '';
}

function parseMessage(payload: Payload, envelope: Envelope, options: AppOptions): Parsed | Malformed {
  switch (payload.MsgType) {
    case 'text':
      return payload.Content === undefined
        ? MALFORMED
        : said(envelope, { text: normaliseText(payload.Content, options.botNames) });
    case 'image':
    case 'video': {
      if (payload.MediaId === undefined) return MALFORMED;
      const kind = payload.MsgType === 'image' ? 'photo' : 'video';
      return said(envelope, { media: [{ kind, via: 'wecom_media', reference: payload.MediaId, name: null }] });
    }
    case 'location':
      return placeMessage(payload, envelope, options);
    default:
      // Voice comes without a transcript here, a link is not the sender's own word.
      return { kind: 'message', message: { kind: 'unsupported', ...envelope, what: payload.MsgType, answerable: true } };
  }
}

function placeMessage(place: unknown, envelope: Envelope, options: AppOptions): Parsed | Malformed {
  const read = placeSchema.safeParse(place).data;
  if (!read) return MALFORMED;
  const label = normaliseText(read.Poiname || read.Label || '', options.botNames);
  return said(envelope, { location: { latitude: read.Location_X, longitude: read.Location_Y, label } });
}

type Place = { latitude: number; longitude: number; label: string };

function said(envelope: Envelope, content: { text?: string; media?: Media[]; location?: Place }): Parsed {
  const { text = '', media = [], location = null } = content;
  return {
    kind: 'message',
    message: { kind: 'said', ...envelope, text, spoken: false, media, mentions: [], quoted: null, location },
  };
}

/** Applications are spoken to in a direct chat only. */
function envelopeOf(userId: string, createTime: string, key: string, options: AppOptions): Envelope {
  const account = accountOf(userId);
  return {
    channel: 'wecom',
    key,
    conversation: { kind: 'direct', id: account },
    sender: { account, userId, name: null },
    sentAt: Math.min(Number(createTime) * 1_000, options.now),
    receivedAt: options.now,
    addressed: true,
    proof: 'message',
    replyHandles: [],
  };
}
