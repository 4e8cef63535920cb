// sessionWebhook and the groups' webhooks (open.dingtalk.com/document/development/robot-message-type, custom-robots-send-group-messages).
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Asked, json } from '../door.ts';
import { calledIn, type FakeGroup, type Hall, newId, OK, old, parsed } from './hall.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const SESSION_MS = 5_400_000;
const BODY_LIMIT_BYTES = 20_000;
const AT_LIMIT = 50;

const words = z.string().min(1);
const at = z
  .strictObject({ atMobiles: z.array(z.string()), atUserIds: z.array(z.string()), isAtAll: z.boolean() })
  .partial()
  .optional();
const button = z.strictObject({ title: words, actionURL: words });
/** `msgUuid` only where the address is a group's. */
const base = { at, msgUuid: z.string().min(1).optional() };
export const messageSchema = z.discriminatedUnion('msgtype', [
  z.strictObject({ ...base, msgtype: z.literal('text'), text: z.strictObject({ content: words }) }),
  z.strictObject({ ...base, msgtype: z.literal('markdown'), markdown: z.strictObject({ title: words, text: words }) }),
  z.strictObject({
    ...base,
    msgtype: z.literal('actionCard'),
    actionCard: z
      .strictObject({
        title: words,
        text: words,
        singleTitle: words.optional(),
        singleURL: words.optional(),
        btnOrientation: z.enum(['0', '1']).optional(),
        btns: z.array(button).min(1).optional(),
      })
      .refine(({ singleTitle, singleURL, btns }) => (btns ? !singleTitle : singleTitle && singleURL), 'one button or several'),
  }),
  z.strictObject({
    ...base,
    msgtype: z.literal('link'),
    link: z.strictObject({ title: words, text: z.string(), messageUrl: words, picUrl: z.string().optional() }),
  }),
  z.strictObject({
    ...base,
    msgtype: z.literal('feedCard'),
    feedCard: z.strictObject({
      links: z.array(z.strictObject({ title: words, messageURL: words, picURL: words })).min(1),
    }),
  }),
  z.strictObject({ msgtype: z.literal('empty') }),
]);
export type WebhookMessage = z.infer<typeof messageSchema>;
export const messageTypes = ['text', 'markdown', 'actionCard', 'link', 'feedCard', 'empty'];

export type Webhooks = ReturnType<typeof createWebhooks>;

export interface Session {
  group: string | null;
  person: string;
  msgId: string;
  until: number;
}

export function createWebhooks(hall: Hall) {
  const { now, journal, windows, meters } = hall;
  const sessions = new Map<string, Session>();
  /** A repeat with the same msgUuid is taken, and not shown. */
  const uuids = new Set<string>();

  /** Null when the body is as documented; the platform's word, and a violation, when not. */
  function read(asked: Asked): WebhookMessage | Answer {
    const { headers, body, path } = asked;
    const problem = (errcode: number, errmsg: string) => {
      journal.violate(path, errmsg);
      return old(errcode, errmsg);
    };
    if (!headers['content-type']?.startsWith('application/json')) return problem(43_004, 'invalid content type');
    if (body.length > BODY_LIMIT_BYTES) return problem(460_101, 'message too long, exceed 20000 bytes');
    const raw = parsed(body) as { msgtype?: unknown; markdown?: { title?: unknown } } | undefined;
    if (typeof raw !== 'object' || raw === null) return problem(40_035, 'missing json');
    if (!messageTypes.includes(String(raw.msgtype)) || raw.msgtype === 'empty') return problem(400_105, 'unsupported msgtype');
    if (raw.msgtype === 'markdown' && !raw.markdown?.title) return problem(300_001, 'message param title is null');
    const message = journal.read(messageSchema, raw, path);
    if (!message || message.msgtype === 'empty') return old(40_035, 'invalid json');
    const ids = message.at?.atUserIds ?? [];
    if (ids.length > AT_LIMIT) journal.violate(path, `more than ${AT_LIMIT} people in at`);
    for (const id of ids.filter((each) => !textOf(message).includes(`@${each}`)))
      journal.violate(path, `${id} is in atUserIds and not in the words`);
    return message;
  }

  function bySession(asked: Asked): Answer {
    const message = read(asked);
    if ('status' in message) return message;
    const session = sessions.get(asked.query.get('session') ?? '');
    if (!session || session.until <= now()) return old(300_001, 'session 不存在');
    if (!meters.take('messages')) return old(90_020, 'quota of the organisation is used up');
    show(message, 'session', session.group, session.group === null ? session.person : null, session.msgId);
    return json(OK);
  }

  function toGroup(asked: Asked): Answer {
    const message = read(asked);
    if ('status' in message) return message;
    const token = asked.query.get('access_token');
    const group = [...hall.groups.values()].find(({ webhook }) => webhook && webhook === token);
    if (!group) return old(300_001, 'token is not exist');
    const refused = insecure(asked, group, textOf(message));
    if (refused) return refused;
    const lane = `robot:${group.webhook}`;
    if (windows.isBlocked(lane) || !windows.take(lane, 20, MINUTE_MS)) {
      if (!windows.isBlocked(lane)) windows.block(lane, 10 * MINUTE_MS);
      return old(130_101, 'send too fast, exceed 20 times per minute');
    }
    if (!meters.take('messages')) return old(90_020, 'quota of the organisation is used up');
    const { msgUuid } = message as { msgUuid?: string };
    const known = msgUuid && `${group.id}:${msgUuid}`;
    if (known && uuids.has(known)) return json(OK);
    if (known) uuids.add(known);
    show(message, 'webhook', group.id, null, null);
    return json(OK);
  }

  function insecure({ query }: Asked, { secret, keywords }: FakeGroup, text: string): Answer | null {
    if (keywords && !keywords.some((word) => text.includes(word))) return old(310_000, 'keywords not in content');
    if (secret === undefined) return null;
    const timestamp = query.get('timestamp') ?? '';
    if (!/^\d{13}$/.test(timestamp) || Math.abs(now() - Number(timestamp)) > HOUR_MS) return old(310_000, 'invalid timestamp');
    const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
    return query.get('sign') === sign ? null : old(310_000, 'sign not match');
  }

  function show(message: WebhookMessage, via: string, group: string | null, person: string | null, answers: string | null): void {
    const text = textOf(message);
    const mentions = message.msgtype === 'empty' ? [] : calledIn(text, message.at);
    journal.deliver({ via, kind: message.msgtype, group, person, text, buttons: buttonsOf(message), mentions, answers });
  }

  return {
    bySession,
    toGroup,
    /** What an HTTP answer says. */
    show,
    /** An address for answers to one message, as often as wanted, for 90 minutes. */
    session(group: string | null, person: string, msgId: string): { url: string; until: number } {
      const id = newId('session');
      const until = now() + SESSION_MS;
      sessions.set(id, { group, person, msgId, until });
      return { url: `${hall.url()}/robot/sendBySession?session=${id}`, until };
    },
    /** The platform forgets them all before their time. */
    endSessions: () => sessions.clear(),
  };
}

export function textOf(message: WebhookMessage): string {
  switch (message.msgtype) {
    case 'text':
      return message.text.content;
    case 'markdown':
      return message.markdown.text;
    case 'actionCard':
      return message.actionCard.text;
    case 'link':
      return `${message.link.title}\n${message.link.text}\n${message.link.messageUrl}`;
    case 'feedCard':
      return message.feedCard.links.map(({ title }) => title).join('\n');
    case 'empty':
      return '';
  }
}

/** They open addresses, and nothing else. */
function buttonsOf(message: WebhookMessage) {
  if (message.msgtype !== 'actionCard') return [];
  const { btns, singleTitle = '', singleURL = '' } = message.actionCard;
  const all = btns ?? [{ title: singleTitle, actionURL: singleURL }];
  return all.map(({ title, actionURL }) => ({ id: actionURL, label: title }));
}
