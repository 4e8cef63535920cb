import type { Outgoing } from '../../core/outgoing.ts';
import { cutBytes, neutralise } from '../../core/text.ts';
import { isMentionable } from './ids.ts';

/** A webhook refuses more with errcode 460101; the whole body counts. */
const BODY_LIMIT_BYTES = 20_000;
const MENTION_LIMIT = 50;

/** "Nothing to say" as the HTTP answer to a robot callback. */
export const EMPTY_ANSWER = JSON.stringify({ msgtype: 'empty' });

/**
 * A text message as JSON, for the HTTP answer and for the sessionWebhook alike. Mentions stand in front, in groups only; each
 * id must stand in the content and in `atUserIds`. What is too long is cut at its end.
 * @see https://open.dingtalk.com/document/development/robot-message-type
 */
export function renderText(outgoing: Outgoing): string {
  const mentions = outgoing.to.kind === 'group' ? outgoing.mentions.slice(0, MENTION_LIMIT) : [];
  const atUserIds = mentions.map(({ userId }) => userId).filter(isMentionable);
  const names = mentions.map(({ userId, name }) =>
    isMentionable(userId) ? `@${userId}` : name === null ? '' : neutralise(`@${name}`),
  );
  const content = [...names, neutralise(outgoing.text)].filter((part) => part !== '').join(' ');
  const body = bodyOf(content, atUserIds);
  const excess = Buffer.byteLength(body) - BODY_LIMIT_BYTES;
  // JSON never makes a text shorter, so taking the excess from the content is always enough.
  return excess <= 0 ? body : bodyOf(cutBytes(content, Buffer.byteLength(content) - excess), atUserIds);
}

function bodyOf(content: string, atUserIds: string[]): string {
  return JSON.stringify({ msgtype: 'text', text: { content }, at: { atUserIds, isAtAll: false } });
}
