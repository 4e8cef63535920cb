// What the parts of the fake DingTalk share: its settings, its people and groups, its clock, its meters and its memory.
import { randomBytes } from 'node:crypto';
import { type Answer, json } from '../door.ts';
import type { Button, Journal } from '../journal.ts';
import type { Alarms, Now, Windows } from '../time.ts';

export interface DingtalkOptions {
  /** 0 = any free one. */
  port?: number;
  now?: Now;
  seed?: number;
  /** Staff ids of the organisation that the application may see; left out = everybody there is. */
  people?: readonly string[];
  groups?: readonly FakeGroup[];
  /** Where the bot's server is, for HTTP mode. */
  serverUrl?: string;
  cardTemplateId?: string;
  /** What people read and press on a card of the template, out of its variables; default `title`, `text`, `chosen`, `b1` … `b9`. */
  cardFace?: (variables: Readonly<Record<string, string>>) => { text: string; buttons: Button[] };
  monthlyCalls?: number;
  monthlyMessages?: number;
  callsPerSecond?: number;
  /** When an unacknowledged push comes again. */
  redeliverAfterMs?: readonly number[];
}

export interface FakeGroup {
  /** = openConversationId. */
  id: string;
  title?: string;
  /** The access_token of a webhook in the group, and the secret of its signature. */
  webhook?: string;
  secret?: string;
  /** One of these words must occur in what the webhook says. */
  keywords?: readonly string[];
}

/** Fake from the first letter to the last; the shapes are right. */
export const dingtalkSecrets = {
  corpId: 'dingfakecorp0000000000000000001',
  clientId: 'dingfakerobot0001',
  clientSecret: 'fake-client-secret-not-real',
  cardTemplateId: '00000000-fake-template.schema',
  cardSecret: 'fake-card-secret-not-real',
} as const;

export interface StandingCard {
  variables: Record<string, string>;
  group: string | null;
  person: string | null;
  callback: 'STREAM' | 'HTTP';
  routeKey: string | null;
}

export type Meters = ReturnType<typeof createMeters>;

export interface Hall {
  options: DingtalkOptions;
  now: Now;
  random: () => number;
  journal: Journal;
  windows: Windows;
  alarms: Alarms;
  meters: Meters;
  url(): string;
  groups: Map<string, FakeGroup>;
  cards: Map<string, StandingCard>;
  /** Behind download codes, and behind the links they are exchanged for. */
  files: Map<string, { bytes: Uint8Array; until: number }>;
}

/** What is billed, by the calendar month in Shanghai. */
export function createMeters(options: DingtalkOptions, now: Now) {
  const used = { calls: 0, messages: 0 };
  let month = '';
  const limits = { calls: options.monthlyCalls ?? 5_000, messages: options.monthlyMessages ?? 3_000 };

  function turn(): void {
    const current = new Date(now() + 8 * 3_600_000).toISOString().slice(0, 7);
    if (current !== month) Object.assign(used, { calls: 0, messages: 0 });
    month = current;
  }

  return {
    used,
    limits,
    /** False: the month's are used up, and this one is not billed. */
    take(which: 'calls' | 'messages'): boolean {
      turn();
      if (used[which] >= limits[which]) return false;
      used[which] += 1;
      return true;
    },
  };
}

export const OK = { errcode: 0, errmsg: 'ok' };
/** The older interface and the webhooks: HTTP 200 whatever happened. */
export const old = (errcode: number, errmsg: string): Answer => json({ errcode, errmsg });
/** The newer interface. */
export const failed = (status: number, code: string, message = code): Answer =>
  json({ code, requestid: 'FAKE', message }, status);

export const newId = (prefix: string): string => `${prefix}${randomBytes(12).toString('base64url')}`;

export function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

/** Who is really called by a webhook message: whose id is listed and stands in the words. */
export function calledIn(text: string, at: { atUserIds?: string[] | undefined; isAtAll?: boolean | undefined } = {}): string[] {
  const people = (at.atUserIds ?? []).filter((id) => text.includes(`@${id}`));
  return at.isAtAll ? [...people, '@all'] : people;
}
