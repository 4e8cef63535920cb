// What people do in the client, as the bodies of callbacks and frames (document/path/100719, 101027; XML: 90239, 90240).
import { type Hall, newId, type Place, wecomSecrets } from './hall.ts';
import type { Media } from './media.ts';

export interface WecomSpeech {
  from: string;
  /** Null or left out = direct chat. */
  group?: string | null;
  text?: string;
  photos?: readonly Uint8Array[];
  /** Words, or a picture, of somebody. */
  quoted?: string | Uint8Array;
  /** The words are the transcript of a voice message; direct chat only. */
  isVoice?: boolean;
  /** With whom the direct chat is; default the smart bot. */
  to?: 'bot' | 'app';
  /** The platform's id of the message; the same twice is the same message. */
  id?: string;
  /** By callback: so many copies at once, as after lost answers. */
  times?: number;
}

export interface WecomClick {
  from: string;
  group?: string | null;
  /** Its task id; left out = the last card with buttons in the conversation. */
  card?: string;
  /** The button's key, or its place, from 1. */
  button: string | number;
}

export const placeOf = ({ from, group = null, to = 'bot' }: Pick<WecomSpeech, 'from' | 'group' | 'to'>): Place => ({
  group,
  person: from,
  with: to,
});

/**
 * The body of a message to the smart bot, without response_url.
 * @throws TypeError for what people cannot send: a bare picture or voice in a group, nothing at all
 */
export function messageBody(hall: Hall, media: Media, speech: WecomSpeech, isOwnKey: boolean) {
  const { from, group = null, text = '', photos = [], quoted, isVoice = false, id } = speech;
  if (group !== null && (text === '' || isVoice)) throw new TypeError('In a group only what mentions the bot in words arrives.');
  if (text === '' && photos.length === 0) throw new TypeError('A message needs words or photos.');
  const { botName = '小蜂' } = hall.options;
  const content = group === null || text.startsWith('@') ? text : `@${botName} ${text}`;
  const images = photos.map((bytes) => ({ msgtype: 'image', image: media.link(bytes, isOwnKey) }));
  return {
    msgid: id ?? newId('CAIQ'),
    aibotid: wecomSecrets.botId,
    ...(group === null ? { chattype: 'single' } : { chatid: group, chattype: 'group' }),
    from: { userid: from },
    ...contentOf(content, images, isVoice),
    ...(quoted !== undefined && { quote: quoteOf(quoted, media, isOwnKey) }),
  };
}

function contentOf(content: string, images: { msgtype: string; image: { url: string } }[], isVoice: boolean) {
  if (isVoice) return { msgtype: 'voice', voice: { content } };
  if (images.length === 0) return { msgtype: 'text', text: { content } };
  if (content === '' && images.length === 1) return images[0]!;
  const words = content === '' ? [] : [{ msgtype: 'text', text: { content } }];
  return { msgtype: 'mixed', mixed: { msg_item: [...words, ...images] } };
}

function quoteOf(quoted: string | Uint8Array, media: Media, isOwnKey: boolean) {
  if (typeof quoted === 'string') return { msgtype: 'text', text: { content: quoted } };
  return { msgtype: 'image', image: media.link(quoted, isOwnKey) };
}

const eventEnvelope = (hall: Hall) => ({
  msgid: newId('CAIQ'),
  create_time: Math.floor(hall.now() / 1_000),
  aibotid: wecomSecrets.botId,
});

/** The first look of the day into the direct chat. */
export const enterBody = (hall: Hall, from: string) => ({
  ...eventEnvelope(hall),
  from: { userid: from },
  msgtype: 'event',
  event: { eventtype: 'enter_chat' },
});

export const clickBody = (hall: Hall, place: Place, cardType: string, task: string, key: string) => ({
  ...eventEnvelope(hall),
  ...(place.group === null ? { chattype: 'single' } : { chatid: place.group, chattype: 'group' }),
  from: { userid: place.person },
  msgtype: 'event',
  event: {
    eventtype: 'template_card_event',
    template_card_event: { card_type: cardType, event_key: key, task_id: task },
  },
});

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** The XML of the self-built application. @param inner the elements of the kind */
export function appXml(hall: Hall, from: string, type: string, inner: string): string {
  return (
    `<xml><ToUserName>${cdata(wecomSecrets.corpId)}</ToUserName><FromUserName>${cdata(from)}</FromUserName>` +
    `<CreateTime>${Math.floor(hall.now() / 1_000)}</CreateTime><MsgType>${cdata(type)}</MsgType>${inner}` +
    `<AgentID>${wecomSecrets.agentId}</AgentID></xml>`
  );
}

export function appMessageXml(hall: Hall, media: Media, { from, text = '', photos = [], id }: WecomSpeech): string {
  const msgId = `<MsgId>${id ?? `7${Math.floor(hall.random() * 1e15)}`}</MsgId>`;
  const [photo] = photos;
  if (!photo) return appXml(hall, from, 'text', `<Content>${cdata(text)}</Content>${msgId}`);
  const mediaId = media.id(photo);
  return appXml(
    hall,
    from,
    'image',
    `<PicUrl>${cdata('https://example.org/0')}</PicUrl><MediaId>${cdata(mediaId)}</MediaId>${msgId}`,
  );
}

export function appClickXml(hall: Hall, from: string, cardType: string, task: string, key: string, code: string): string {
  const fields = { Event: 'template_card_event', EventKey: key, TaskId: task, CardType: cardType, ResponseCode: code };
  const inner = Object.entries(fields).map(([name, value]) => `<${name}>${cdata(value)}</${name}>`);
  return appXml(hall, from, 'event', inner.join(''));
}
