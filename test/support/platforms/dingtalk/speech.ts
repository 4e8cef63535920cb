// What people do in the client, as robot messages (open.dingtalk.com/document/development/robot-message-type).
import { dingtalkSecrets, type Hall, newId } from './hall.ts';

const CODE_LASTS_MS = 24 * 3_600_000;

export interface DingtalkSpeech {
  from: string;
  /** Null or left out = direct chat. */
  group?: string | null;
  text?: string;
  photos?: readonly Uint8Array[];
  /** Words, or a picture, of somebody. */
  quoted?: string | Uint8Array;
  /** The words are what was recognised in a voice message; direct chat only. */
  isVoice?: boolean;
  /** What the person is called; shown, never trusted. */
  name?: string;
  /** Of another company: without a staff id. */
  isOutsider?: boolean;
  /** The platform's id of the message; the same twice is the same message. */
  id?: string;
  /** In HTTP mode: so many copies at once. */
  times?: number;
}

export interface DingtalkClick {
  from: string;
  /** Its track id; left out = the last card in the conversation. */
  card?: string;
  group?: string | null;
  /** Its place, from 1, or its id in a template of one's own. */
  button: string | number;
  /** What the template's button sends; default its number, as `choice`. */
  params?: Record<string, string>;
}

/**
 * The body of a robot message.
 * @throws TypeError for what people cannot send: voice in a group, nothing at all
 */
export function messageBody(hall: Hall, speech: DingtalkSpeech, session: { url: string; until: number }, id: string) {
  const { from, group = null, name = from, isOutsider = false } = speech;
  if (group !== null && speech.isVoice) throw new TypeError('Voice reaches the robot in a direct chat only.');
  const { corpId, clientId } = dingtalkSecrets;
  const robot = '$:LWCP_v1:$fakeRobot';
  const conversationId = group ?? `cid-direct-${from}`;
  return {
    senderPlatform: 'Android',
    conversationId,
    conversationType: group === null ? '1' : '2',
    ...(group !== null && {
      conversationTitle: hall.groups.get(group)?.title ?? group,
      atUsers: [{ dingtalkId: robot }],
      isInAtList: true,
    }),
    chatbotCorpId: corpId,
    chatbotUserId: robot,
    openThreadId: conversationId,
    msgId: id,
    senderNick: name,
    isAdmin: false,
    ...(!isOutsider && { senderStaffId: from }),
    senderId: `$:LWCP_v1:$${from}`,
    senderCorpId: isOutsider ? 'dingothercorp0000000000000000002' : corpId,
    robotCode: clientId,
    createAt: hall.now(),
    sessionWebhook: session.url,
    sessionWebhookExpiredTime: session.until,
    ...contentOf(hall, speech),
  };
}

function contentOf(hall: Hall, { group = null, text = '', photos = [], quoted, isVoice }: DingtalkSpeech) {
  if (text === '' && photos.length === 0) throw new TypeError('A message needs words or photos.');
  const code = (bytes: Uint8Array) => {
    const id = newId('download-');
    hall.files.set(id, { bytes, until: hall.now() + CODE_LASTS_MS });
    return id;
  };
  if (isVoice) {
    const content = { duration: 4_000, downloadCode: code(Buffer.from('voice')), recognition: text };
    return { msgtype: 'audio', content };
  }
  if (text === '' && photos.length === 1) return { msgtype: 'picture', content: { downloadCode: code(photos[0]!) } };
  if (photos.length > 0) {
    const pictures = photos.map((bytes) => ({ type: 'picture', downloadCode: code(bytes) }));
    return { msgtype: 'richText', content: { richText: [...(text === '' ? [] : [{ text: ` ${text}` }]), ...pictures] } };
  }
  // In a group the robot's own mention is taken out, and the blank behind it stays.
  const content = group === null ? text : ` ${text}`;
  if (quoted === undefined) return { msgtype: 'text', text: { content } };
  const isText = typeof quoted === 'string';
  const repliedMsg = {
    msgType: isText ? 'text' : 'picture',
    msgId: newId('msg'),
    senderId: '$:LWCP_v1:$fakeSomebody',
    createdAt: hall.now() - 60_000,
    content: isText ? { text: quoted } : { downloadCode: code(quoted) },
  };
  return { msgtype: 'text', text: { content, isReplyMsg: true, repliedMsg } };
}

/** In the place of what was said, once the month's messages are used up. */
export function withheld(body: ReturnType<typeof messageBody>): Record<string, unknown> {
  const { text: _text, content: _content, ...rest } = body as Record<string, unknown>;
  return { ...rest, errorCode: 20_001, errorMessage: 'webhook & stream quota of the organisation is used up' };
}
