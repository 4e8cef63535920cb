import type { Mention, Outgoing } from '../../core/outgoing.ts';
import { neutralise } from '../../core/text.ts';
import { layOut, peopleIn } from '../layout.ts';
import { isMentionable } from './ids.ts';

/** A webhook refuses more with errcode 460101; the whole body counts. */
const BODY_LIMIT_BYTES = 20_000;
const MENTION_LIMIT = 50;

/** "Nothing to say" as the HTTP answer to a robot callback. */
export const EMPTY_ANSWER = JSON.stringify({ msgtype: 'empty' });

/**
 * A text message as JSON, for the HTTP answer and for the sessionWebhook alike. Whoever is mentioned or called must stand in the
 * content and in `atUserIds`. What is too long is cut at its end.
 * @see https://open.dingtalk.com/document/development/robot-message-type
 */
export function renderText(outgoing: Outgoing): string {
  const mentions = outgoing.mentions.slice(0, MENTION_LIMIT);
  const called = (outgoing.called ?? []).slice(0, MENTION_LIMIT - mentions.length);
  const spoken = { ...outgoing, mentions, called };
  const atUserIds = [
    ...new Set(
      peopleIn(spoken)
        .map(({ userId }) => userId)
        .filter(isMentionable),
    ),
  ];
  const content = layOut(spoken, headOf);
  const body = bodyOf(content, atUserIds);
  const excess = Buffer.byteLength(body) - BODY_LIMIT_BYTES;
  // JSON never makes a text shorter, so taking the excess from the content is always enough.
  return excess <= 0 ? body : bodyOf(layOut(spoken, headOf, Buffer.byteLength(content) - excess), atUserIds);
}

function headOf({ userId, name }: Mention): string {
  if (isMentionable(userId)) return `@${userId}`;
  return name === null ? '' : neutralise(`@${name}`);
}

function bodyOf(content: string, atUserIds: string[]): string {
  return JSON.stringify({ msgtype: 'text', text: { content }, at: { atUserIds, isAtAll: false } });
}
