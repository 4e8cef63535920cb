// A robot message, from either wire (open.dingtalk.com/document/development/receive-message).
import { z } from 'zod';
import { MINUTE_MS } from '../../core/clock.ts';
import type { Message, Parsed } from '../../core/message.ts';
import { cutText, normaliseText } from '../../core/text.ts';
import { givenId, readable } from '../given.ts';
import { bodySchema, contentOf, quotedOf } from './content.ts';
import { accountOf, externalAccountOf, fallbackKey, isSessionWebhook, robotKey, STAFF_ID } from './ids.ts';

export interface RobotOptions {
  /** ms */
  now: number;
  /** The robot whose secret verified the request. */
  robotCode: string;
  /** The configured organisation; left out = not checked. */
  corpId?: string;
  botNames: readonly string[];
  /** Bases besides the platform's whose origin a sessionWebhook may have. */
  oapiBases?: readonly string[];
  /** Left out: `header`. Over a connection that we opened and proved ourselves on, nobody but the platform writes. */
  proof?: Message['proof'];
  /** Told when a sessionWebhook was left out because it leads elsewhere. */
  onSecurityEvent?: (code: 'dingtalk_session_webhook_refused') => void;
}

/** `foreign`: for a robot or an organisation that is not ours. */
export type ParsedRobot = Parsed | { kind: 'malformed' } | { kind: 'foreign' };

const SESSION_MS = 90 * MINUTE_MS;
const NAME_LIMIT = 64;
const QUOTA_EXHAUSTED = 20_001;

const id = z.string().max(512);
/** ms; some payloads write it as a string. */
const instant = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(0));
const errorCode = readable(z.union([z.number(), z.string()]));

const payloadSchema = bodySchema.extend({
  msgId: givenId(id),
  conversationId: id.min(1),
  conversationType: z.string(),
  /** Missing for people outside the organisation, and until the robot is published. */
  senderStaffId: givenId(z.string().regex(STAFF_ID)),
  senderId: givenId(id),
  senderCorpId: givenId(id),
  senderNick: readable(z.string()),
  chatbotUserId: givenId(id),
  chatbotCorpId: givenId(id),
  robotCode: givenId(id),
  atUsers: readable(z.array(readable(z.object({ dingtalkId: readable(id), staffId: readable(id) })))),
  createAt: readable(instant),
  sessionWebhook: z.unknown().optional(),
  sessionWebhookExpiredTime: readable(instant),
  errorCode,
  errCode: errorCode,
});
type Payload = z.infer<typeof payloadSchema>;
type Envelope = Omit<Extract<Message, { kind: 'entered' }>, 'kind'>;

/** Reads one verified body. Unknown fields are dropped, unknown types are ordinary. Pure but for `onSecurityEvent`. */
export function parseRobot(body: unknown, options: RobotOptions): ParsedRobot {
  const payload = payloadSchema.safeParse(body).data;
  if (!payload) return { kind: 'malformed' };
  if (isForeign(payload, options)) return { kind: 'foreign' };
  // The platform withholds the words once the organisation's monthly messages are used up.
  if (Number(payload.errorCode ?? payload.errCode) === QUOTA_EXHAUSTED)
    return { kind: 'alert', code: 'dingtalk_quota_exhausted' };
  if (payload.senderId !== undefined && payload.senderId === payload.chatbotUserId)
    return { kind: 'ignored', what: 'own_message' };
  if (payload.conversationType !== '1' && payload.conversationType !== '2') return { kind: 'ignored', what: 'conversation_type' };

  const content = contentOf(payload, options.botNames);
  const sender = senderOf(payload, options);
  if (content === null || !sender) return { kind: 'malformed' };
  const envelope = envelopeOf(payload, sender, content?.text, options);
  if (content === undefined) {
    return { kind: 'message', message: { kind: 'unsupported', ...envelope, what: payload.msgtype, answerable: true } };
  }
  const quotedContent = quotedOf(payload, options.botNames);
  const quoted = quotedContent && { text: normaliseText(quotedContent.text, options.botNames), media: quotedContent.media };
  const text = normaliseText(content.text, options.botNames);
  return {
    kind: 'message',
    message: {
      kind: 'said',
      ...envelope,
      // Only a mention, put on somebody's words: the words are meant.
      text: text === '' && content.media.length === 0 && quoted ? quoted.text : text,
      spoken: content.spoken,
      media: content.media,
      mentions: mentionsOf(payload),
      quoted,
      location: null,
    },
  };
}

function isForeign(payload: Payload, options: RobotOptions): boolean {
  const { robotCode, chatbotCorpId } = payload;
  if (robotCode !== undefined && robotCode !== options.robotCode) return true;
  return options.corpId !== undefined && chatbotCorpId !== undefined && chatbotCorpId !== options.corpId;
}

type SenderId = { account: string; userId: string | null };

function envelopeOf(payload: Payload, sender: SenderId, words: string | undefined, options: RobotOptions): Envelope {
  const { now } = options;
  const sentAt = Math.min(payload.createAt ?? now, now);
  const name = cutText(normaliseText(payload.senderNick ?? '', []), NAME_LIMIT);
  return {
    channel: 'dingtalk',
    key: keyOf(payload, words, options.robotCode),
    conversation:
      payload.conversationType === '2' ? { kind: 'group', id: payload.conversationId } : { kind: 'direct', id: sender.account },
    sender: { ...sender, name: name === '' ? null : name },
    sentAt,
    receivedAt: now,
    addressed: true,
    // In HTTP mode the signature covers the time stamp only.
    proof: options.proof ?? 'header',
    replyHandles: replyHandlesOf(payload, sentAt, options),
  };
}

/** Undefined when the sender has no id at all. */
function senderOf(payload: Payload, options: RobotOptions): SenderId | undefined {
  const { senderStaffId, senderId, senderCorpId } = payload;
  // A staff id counts within its own organisation only: the configured one, else the robot's.
  const home = options.corpId ?? payload.chatbotCorpId;
  const isOurs = home === undefined || senderCorpId === undefined || senderCorpId === home;
  if (senderStaffId && isOurs) return { account: accountOf(senderStaffId), userId: senderStaffId };
  return senderId ? { account: externalAccountOf(senderCorpId, senderId), userId: null } : undefined;
}

function keyOf(payload: Payload, text: string | undefined, robotCode: string): string {
  if (payload.msgId) return robotKey(robotCode, payload.msgId);
  return fallbackKey(robotCode, [payload.conversationId, payload.senderId, payload.createAt, payload.msgtype, text]);
}

function mentionsOf(payload: Payload): string[] {
  const { atUsers = [], chatbotUserId } = payload;
  const staffIds = atUsers.flatMap((user) =>
    user?.staffId !== undefined && user.dingtalkId !== chatbotUserId ? [user.staffId] : [],
  );
  return [...new Set(staffIds.filter((staffId) => STAFF_ID.test(staffId)).map(accountOf))];
}

/** A refused address is left out: the answer then has to wait for another way. */
function replyHandlesOf(payload: Payload, sentAt: number, options: RobotOptions): Envelope['replyHandles'] {
  const { sessionWebhook, sessionWebhookExpiredTime: expiresAt = sentAt + SESSION_MS } = payload;
  if (sessionWebhook === undefined || sessionWebhook === null || sessionWebhook === '') return [];
  if (!isSessionWebhook(sessionWebhook, options.oapiBases ?? [])) {
    options.onSecurityEvent?.('dingtalk_session_webhook_refused');
    return [];
  }
  return expiresAt > options.now ? [{ kind: 'session_webhook', url: sessionWebhook, expiresAt }] : [];
}
