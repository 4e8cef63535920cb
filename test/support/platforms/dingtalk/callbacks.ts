// HTTP mode: what people say goes to the bot's server with a signed header; what it answers is checked and shown.
import { robotRequest } from '../../../../src/cli/platform-requests.ts';
import { type Cards, clickSignature } from './cards.ts';
import { dingtalkSecrets, type Hall, parsed } from './hall.ts';
import { messageSchema, textOf, type Webhooks } from './webhooks.ts';

const ANSWER_WITHIN_MS = 5_000;
const CARD_ANSWER_WITHIN_MS = 2_000;
/** UNVERIFIED: whether and when HTTP pushes come again is not published; as in Stream mode. */
const REDELIVER_AFTER_MS = [16_000, 60_000];

export interface Said {
  id: string;
  /** Somebody took it: answered 2xx in time, or a live connection was there. */
  isAccepted: boolean;
  /** In HTTP mode: what each copy was answered with, in words; null = nothing. */
  answers: (string | null)[];
  /** Whether it was taken in the end, after the platform's own repeats; by Stream it stays open until somebody acknowledges. */
  ended: Promise<boolean>;
}

export type Callbacks = ReturnType<typeof createCallbacks>;

export function createCallbacks(hall: Hall, webhooks: Webhooks, cards: Cards) {
  const { now, journal, alarms, options } = hall;
  const urls: { robot: string | null; card: string | null } = { robot: null, card: null };
  /** Messages that have their answer. */
  const answered = new Map<string, string>();

  async function post(url: string, headers: Record<string, string>, body: string, withinMs: number): Promise<string | null> {
    journal.count(`→ ${new URL(url).pathname}`);
    try {
      const init = { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(withinMs) } as const;
      const response = await fetch(url, init);
      return response.ok ? await response.text() : null;
    } catch {
      return null;
    }
  }

  /** A message in the answer stands in the conversation. */
  function read(body: string, msgId: string, group: string | null, person: string): string | null {
    if (body === '') return null;
    const message = journal.read(messageSchema, parsed(Buffer.from(body)), '/dingtalk/robot');
    if (!message || message.msgtype === 'empty') return null;
    const said = textOf(message);
    const first = answered.get(msgId);
    if (first !== undefined && first !== said) journal.violate('/dingtalk/robot', 'another answer to the same message');
    if (first === undefined) webhooks.show(message, 'callback', group, group === null ? person : null, msgId);
    answered.set(msgId, first ?? said);
    return said;
  }

  return {
    urls,
    async say(body: { msgId: string }, group: string | null, person: string, times = 1): Promise<Said> {
      const url = urls.robot!;
      const send = () => {
        const { headers, body: text } = robotRequest(dingtalkSecrets.clientSecret, body, now());
        return post(url, headers, text, ANSWER_WITHIN_MS);
      };
      const replies = await Promise.all(Array.from({ length: times }, send));
      const isAccepted = replies.some((reply) => reply !== null);
      const answers = replies.map((reply) => (reply === null ? null : read(reply, body.msgId, group, person)));
      const ended = isAccepted ? Promise.resolve(true) : again([...(options.redeliverAfterMs ?? REDELIVER_AFTER_MS)]);
      return { id: body.msgId, isAccepted, answers, ended };

      async function again(waits: number[]): Promise<boolean> {
        const waitMs = waits.shift();
        if (waitMs === undefined) return false;
        await new Promise<void>((resolve) => void alarms.after(waitMs, resolve));
        const reply = await send();
        if (reply === null) return again(waits);
        read(reply, body.msgId, group, person);
        return true;
      }
    },

    async click(track: string, from: string, body: unknown): Promise<Said> {
      const route = cards.routeOf(track);
      const url = route?.url ?? urls.card;
      const timestamp = String(now());
      const signature = clickSignature(route?.secret ?? dingtalkSecrets.cardSecret, timestamp);
      const headers = {
        'content-type': 'application/json',
        'x-ddpaas-signature-timestamp': timestamp,
        'x-ddpaas-signature': signature,
      };
      const reply = url === null ? null : await post(url, headers, JSON.stringify(body), CARD_ANSWER_WITHIN_MS);
      const isAccepted = reply !== null;
      const said = reply ? cards.answerClick(track, from, parsed(Buffer.from(reply))) : null;
      return { id: track, isAccepted, answers: [said], ended: Promise.resolve(isAccepted) };
    },
  };
}
