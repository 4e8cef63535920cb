// What the parts of the fake WeCom share: its settings, its people and groups, its clock and its memory.
import { randomBytes } from 'node:crypto';
import type { Journal } from '../journal.ts';
import type { Alarms, Now, Windows } from '../time.ts';
import type { Card } from './cards.ts';

export interface WecomOptions {
  /** 0 = any free one. */
  port?: number;
  now?: Now;
  seed?: number;
  /** User ids in the application's visible range; left out = everybody there is. Case does not matter. */
  people?: readonly string[];
  /** In range, but without a licence. */
  unlicensed?: readonly string[];
  groups?: readonly FakeGroup[];
  /** Where the bot's server is, for callbacks. */
  serverUrl?: string;
  /** False: buttons of the application are refused (43012). */
  appHasCallback?: boolean;
  /** The bot's name, as people mention it. */
  botName?: string;
  /** Real time between two questions about an open stream. */
  pollEveryMs?: number;
  /** How often a token may be asked for in a minute. */
  tokensPerMinute?: number;
}

export interface FakeGroup {
  id: string;
  title?: string;
  /** The key of its webhook. */
  webhook?: string;
}

/** Fake from the first letter to the last; the shapes are right. */
export const wecomSecrets = {
  corpId: 'wwfake00000000001',
  agentId: 1_000_007,
  appSecret: 'fake-app-secret-not-real',
  appToken: 'FakeAppToken',
  appAesKey: 'k7Jm2QxVb9TrYc4LwNz8HdPs6FgAe3UiXo5CvBt1RqE',
  botId: 'aibFakeBot0001',
  botSecret: 'fake-bot-secret-not-real',
  botToken: 'FakeBotToken',
  botAesKey: 'Z3pWq8Lk5TnXv1RbJc7MdGy2FhSu9AeKo4CiVt6BrQ0',
} as const;

/** A group, or the direct chat of a person with the bot or with the application. */
export interface Place {
  group: string | null;
  person: string;
  with: 'bot' | 'app';
}

export interface StandingCard {
  card: Card;
  place: Place;
  /** For `message/update_template_card`; used up by one call. */
  codes: Set<string>;
}

export interface MediaFile {
  bytes: Uint8Array;
  type: string;
  name: string;
  until: number;
  /** Behind an encrypted link of the bot, not an id. */
  isLink: boolean;
}

export interface Hall {
  options: WecomOptions;
  now: Now;
  random: () => number;
  journal: Journal;
  windows: Windows;
  alarms: Alarms;
  /** The fake's own address. */
  url(): string;
  groups: Map<string, FakeGroup>;
  /** Groups the bot was taken out of. */
  left: Set<string>;
  /** Conversations (group id, or user id in lower case) in which somebody has spoken to the bot. */
  opened: Set<string>;
  cards: Map<string, StandingCard>;
  media: Map<string, MediaFile>;
  appHasCallback: boolean;
}

export const OK = { errcode: 0, errmsg: 'ok' };
export const refusal = (errcode: number, errmsg: string) => ({ errcode, errmsg });

/** The platform ignores the case of user ids, and lower-cases them in its answers. */
export const fold = (userId: string): string => userId.toLowerCase();

export const newId = (prefix: string): string => `${prefix}${randomBytes(12).toString('base64url')}`;

export const openedKey = ({ group, person }: Pick<Place, 'group' | 'person'>): string => group ?? fold(person);

/** Cut where it is too long, never inside a character. */
export function cutBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  return bytes.length <= limit ? text : new TextDecoder().decode(bytes.subarray(0, limit)).replace(/\uFFFD+$/, '');
}

export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Puts a card where it can be clicked. @returns false when its task id was used before */
export function placeCard(hall: Hall, card: Card, place: Place): boolean {
  if (card.task_id === undefined) return true;
  const key = `${place.with}:${card.task_id}`;
  if (hall.cards.has(key)) return false;
  hall.cards.set(key, { card, place, codes: new Set() });
  return true;
}
