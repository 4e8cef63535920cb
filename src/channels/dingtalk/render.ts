import type { Mention, Outgoing } from '../../core/outgoing.ts';
import { cutText, neutralise } from '../../core/text.ts';
import { layOut, peopleIn } from '../layout.ts';
import { isMentionable } from './ids.ts';
import { nothing, textMessage } from './messages.ts';

/** A webhook refuses more with errcode 460101; the whole body counts. */
const BODY_LIMIT_BYTES = 20_000;
const MENTION_LIMIT = 50;
/** What stands in the list of chats. */
const TITLE_LIMIT = 30;

/** What an outgoing message says in words. */
export type Words = Pick<Outgoing, 'text' | 'to' | 'mentions' | 'called' | 'link'>;

/** "Nothing to say" as the HTTP answer to a robot callback. */
export const EMPTY_ANSWER = JSON.stringify(nothing());

/**
 * A text message as JSON, for the HTTP answer and for webhooks alike. Whoever is mentioned or called must stand in the
 * content and in `atUserIds`. What is too long is cut at its end.
 * @see https://open.dingtalk.com/document/development/robot-message-type
 */
export function renderText(words: Words): string {
  return JSON.stringify(textOf(words));
}

/** As `renderText`, before it is JSON. */
export function textOf(words: Words): ReturnType<typeof textMessage> {
  const { spoken, atUserIds } = withMentions(words);
  const content = layOut(spoken, mentioned);
  const message = textMessage(content, atUserIds);
  const excess = Buffer.byteLength(JSON.stringify(message)) - BODY_LIMIT_BYTES;
  // JSON never makes a text shorter, so taking the excess from the content is always enough.
  return excess <= 0 ? message : textMessage(layOut(spoken, mentioned, Buffer.byteLength(content) - excess), atUserIds);
}

/** The words as one text in which people are mentioned, and who they are: at most fifty. */
export function withMentions(words: Words): { spoken: Words; atUserIds: string[] } {
  const mentions = words.mentions.slice(0, MENTION_LIMIT);
  const called = (words.called ?? []).slice(0, MENTION_LIMIT - mentions.length);
  const spoken = { ...words, mentions, called };
  const ids = peopleIn(spoken).map(({ userId }) => userId);
  return { spoken, atUserIds: [...new Set(ids.filter(isMentionable))] };
}

/** How somebody is mentioned where that is possible. */
export function mentioned({ userId, name }: Mention): string {
  if (isMentionable(userId)) return `@${userId}`;
  return name === null ? '' : neutralise(`@${name}`);
}

/** How somebody is named where nobody can be mentioned. */
export const namedOnly = ({ name }: Mention): string => (name === null ? '' : neutralise(name));

/** A title for what needs one: the first line that says something. */
export function titleOf({ text }: Pick<Words, 'text'>): string {
  return cutText(neutralise(text).trimStart().split('\n', 1)[0]!.trimEnd(), TITLE_LIMIT);
}
