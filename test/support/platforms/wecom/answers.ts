// What the bot may say over its long connection, where, and for how long (document/path/101463).
import type { Delivered } from '../journal.ts';
import { buttonsOf, type Card, calledIn, wordsOf } from './cards.ts';
import { MARKDOWN_LIMIT_BYTES, type Respond, type Send, schemas, type Update, type Welcome } from './frames.ts';
import { bytesOf, type Hall, OK, openedKey, type Place, placeCard, refusal } from './hall.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const STREAM_MS = 6 * MINUTE_MS;
const ANSWER_MS = 24 * HOUR_MS;
const QUICK_MS = 5 * SECOND_MS;

const INVALID = refusal(40_058, 'invalid parameter');
const REQUEST_GONE = refusal(846_605, 'invalid req_id');

export interface Given {
  to: 'message' | 'greeting' | 'click';
  place: Place;
  msgid: string;
  /** The clicked card's. */
  task: string | null;
  at: number;
  /** The stream opened for it. */
  stream?: { id: string; firstAt: number; shown: Delivered };
  isUsed?: boolean;
}

export function createAnswers(hall: Hall) {
  const { now, journal, windows } = hall;

  const to = ({ group, person }: Place) => ({ group, person: group === null ? person : null });

  /** Replies and pushes together. */
  function isWithinLimits(place: Place): boolean {
    const lane = `conversation:${openedKey(place)}`;
    return windows.take(lane, 30, MINUTE_MS) && windows.take(lane, 1_000, HOUR_MS);
  }

  function showCard(card: Card, place: Place, via: string, answers: string | null) {
    if (!placeCard(hall, card, place)) return refusal(40_058, 'task_id was used before');
    const shown = { text: wordsOf(card), buttons: buttonsOf(card), card: card.task_id ?? null };
    journal.deliver({ via, kind: 'template_card', ...to(place), ...shown, answers });
    return OK;
  }

  function show(read: Exclude<Respond, { msgtype: 'stream' }>, place: Place, via: string, answers: string | null) {
    if (read.msgtype === 'template_card') return showCard(read.template_card, place, via, answers);
    const text = read.msgtype === 'markdown' ? read.markdown.content : '';
    if (bytesOf(text) > MARKDOWN_LIMIT_BYTES) return refusal(45_002, 'content too long');
    const mediaId = mediaOf(read);
    if (mediaId !== undefined && !((hall.media.get(mediaId)?.until ?? 0) > now())) return refusal(40_007, 'invalid media_id');
    journal.deliver({ via, kind: read.msgtype, ...to(place), text, mentions: calledIn(text), answers });
    return OK;
  }

  function stream(given: Given, { id, finish = false, content = '' }: Extract<Respond, { msgtype: 'stream' }>['stream']) {
    if (bytesOf(content) > MARKDOWN_LIMIT_BYTES) return refusal(45_002, 'content too long');
    const { place, msgid: answers } = given;
    const known = given.stream?.id === id ? given.stream : undefined;
    if (!known) {
      const shown = { text: content, mentions: calledIn(content), answers, isOpen: !finish };
      given.stream = { id, firstAt: now(), shown: journal.deliver({ via: 'respond', kind: 'stream', ...to(place), ...shown }) };
      return OK;
    }
    if (now() - known.firstAt >= STREAM_MS || !known.shown.isOpen) return refusal(846_608, 'stream message update expired');
    journal.rewrite(known.shown, { text: content, mentions: calledIn(content), isOpen: !finish });
    return OK;
  }

  return {
    aibot_respond_msg(given: Given, body: unknown) {
      const read = journal.read(schemas.aibot_respond_msg, body, 'aibot_respond_msg');
      if (!read) return INVALID;
      if (given.to === 'click') {
        journal.violate('aibot_respond_msg', 'a click is not answered with a message');
        return REQUEST_GONE;
      }
      if (now() - given.at > ANSWER_MS) return REQUEST_GONE;
      if (!isWithinLimits(given.place)) return refusal(45_009, 'api freq out of limit');
      return read.msgtype === 'stream' ? stream(given, read.stream) : show(read, given.place, 'respond', given.msgid);
    },

    aibot_respond_welcome_msg(given: Given, body: unknown) {
      const read: Welcome | null = journal.read(schemas.aibot_respond_welcome_msg, body, 'aibot_respond_welcome_msg');
      if (!read) return INVALID;
      if (given.to !== 'greeting' || given.isUsed || now() - given.at > QUICK_MS) return REQUEST_GONE;
      given.isUsed = true;
      if (read.msgtype === 'template_card') return showCard(read.template_card, given.place, 'welcome', given.msgid);
      const { content: text } = read.text;
      journal.deliver({ via: 'welcome', kind: 'text', ...to(given.place), text, answers: given.msgid });
      return OK;
    },

    aibot_respond_update_msg(given: Given, body: unknown) {
      const read: Update | null = journal.read(schemas.aibot_respond_update_msg, body, 'aibot_respond_update_msg');
      if (!read) return INVALID;
      if (given.to !== 'click' || given.isUsed || now() - given.at > QUICK_MS) return REQUEST_GONE;
      if (read.template_card.task_id !== given.task) return refusal(40_058, 'task_id differs');
      given.isUsed = true;
      updateCard(hall, read.template_card, given.place, given.msgid);
      return OK;
    },

    /** Of the bot's own accord: only where somebody has spoken to it. */
    send(body: unknown) {
      const read = journal.read(schemas.aibot_send_msg, body, 'aibot_send_msg') as Send | null;
      if (!read) return INVALID;
      const { chatid } = read;
      if (hall.left.has(chatid)) return refusal(93_008, 'not in group');
      // A person's id in any case; a group's as it is.
      const group = hall.groups.has(chatid) ? chatid : null;
      const place: Place = { group, person: chatid, with: 'bot' };
      if (!hall.opened.has(openedKey(place))) return refusal(93_006, 'invalid chatid');
      if (!isWithinLimits(place)) return refusal(45_009, 'api freq out of limit');
      return show(read, place, 'send', null);
    },
  };
}

function mediaOf(read: Exclude<Respond, { msgtype: 'stream' | 'template_card' }>): string | undefined {
  switch (read.msgtype) {
    case 'file':
      return read.file.media_id;
    case 'image':
      return read.image.media_id;
    case 'voice':
      return read.voice.media_id;
    case 'video':
      return read.video.media_id;
    default:
      return undefined;
  }
}

/** A clicked card becomes another, for everybody or for some. */
export function updateCard(hall: Hall, card: Card, { group, person, with: owner }: Place, answers: string): void {
  const standing = hall.cards.get(`${owner}:${card.task_id}`);
  if (standing) standing.card = card;
  const shown = { text: wordsOf(card), buttons: buttonsOf(card), card: card.task_id ?? null, answers };
  hall.journal.deliver({ via: 'update', kind: 'update', group, person: group === null ? person : null, ...shown });
}
