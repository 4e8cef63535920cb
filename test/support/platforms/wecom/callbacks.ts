// Callback mode: what people say goes to the bot's server, encrypted and signed; its answers are opened, checked and shown.
import { aibotRequest, challengeRequest, type PlatformRequest, wecomAppRequest } from '../../../../src/cli/platform-requests.ts';
import type { Delivered } from '../journal.ts';
import { updateCard } from './answers.ts';
import { buttonsOf, calledIn, wordsOf } from './cards.ts';
import { cutBytes, type Hall, newId, type Place, placeCard, wecomSecrets } from './hall.ts';
import { appKeys, botAnswers, botKeys, openAppAnswer, openBotAnswer, readAppAnswer, safely } from './sealed.ts';

const ANSWER_WITHIN_MS = 5_000;
/** 总共重试三次 (document/path/90238). */
const RETRIES = 3;
const STREAM_MS = 6 * 60_000;
const APP_TEXT_LIMIT_BYTES = 2_048;

export interface Said {
  id: string;
  /** Somebody took it: answered 200 in time, or a live connection was there. */
  isAccepted: boolean;
  /** By callback: what each copy was answered with, in words; null = nothing. */
  answers: (string | null)[];
  /** Whether it was taken in the end, after the platform's own repeats. */
  ended: Promise<boolean>;
}

type Reply = { status: number; body: string; nonce: string } | null;
type To = keyof Omit<typeof botAnswers, 'refresh'>;

export type Callbacks = ReturnType<typeof createCallbacks>;

export function createCallbacks(hall: Hall) {
  const { now, journal, alarms, options } = hall;
  const urls: { bot: string | null; app: string | null } = { bot: null, app: null };
  let isClosed = false;
  /** What stands under each message. */
  const shown = new Map<string, string>();

  /** Null = no answer within 5 s, or none at all. A redirect is an answer that is no 200. */
  async function post(request: PlatformRequest, url: string): Promise<Reply> {
    const query = request.path.slice(request.path.indexOf('?'));
    const nonce = new URLSearchParams(query).get('nonce') ?? '';
    const { method, headers, body } = request;
    journal.count(`→ ${new URL(url).pathname}`);
    try {
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
      const init = { method, headers, redirect: 'manual', signal, ...(method === 'POST' && { body }) } as const;
      const response = await fetch(url + query, init);
      return { status: response.status, body: await response.text(), nonce };
    } catch {
      return null;
    }
  }

  const isTaken = (reply: Reply): reply is NonNullable<Reply> => reply?.status === 200;

  /** Sends it, in copies when asked to; again, where nobody took it, up to three times. */
  async function bring(
    id: string,
    send: () => Promise<Reply>,
    open: (reply: NonNullable<Reply>) => string | null,
    times = 1,
    retries = RETRIES,
  ) {
    const replies = await Promise.all(Array.from({ length: times }, send));
    const answers = replies.map((reply) => (isTaken(reply) ? open(reply) : null));
    const isAccepted = replies.some(isTaken);
    const ended = isAccepted ? Promise.resolve(true) : again(send, open, retries);
    return { id, isAccepted, answers, ended } satisfies Said;
  }

  async function again(
    send: () => Promise<Reply>,
    open: (reply: NonNullable<Reply>) => string | null,
    left: number,
  ): Promise<boolean> {
    if (left === 0 || isClosed) return false;
    await new Promise<void>((resolve) => void alarms.after(ANSWER_WITHIN_MS, resolve));
    const reply = await send();
    if (!isTaken(reply)) return again(send, open, left - 1);
    open(reply);
    return true;
  }

  /** Shows what the bot answered to a message, a greeting or a click; once, however many copies were sent. */
  function reader(to: To, body: { msgid: string }, place: Place, task?: string) {
    const at = now();
    return (reply: NonNullable<Reply>): string | null => {
      if (reply.body === '') return null;
      const plain = openBotAnswer(reply.body, reply.nonce);
      if (plain.kind === 'wrong') return complain('/wecom/aibot', plain.problem);
      const read = journal.read(
        botAnswers[to] as typeof botAnswers.message,
        safely(() => JSON.parse(plain.text)),
        '/wecom/aibot',
      );
      if (!read) return null;
      const said = saidIn(read as never);
      const first = shown.get(body.msgid);
      if (first !== undefined && first !== said) return complain('/wecom/aibot', 'another answer to the same message');
      if (first === undefined) showAnswer(to, read as never, body.msgid, place, at, task);
      shown.set(body.msgid, said);
      return said;
    };
  }

  function complain(path: string, problem: string): null {
    journal.violate(path, problem);
    return null;
  }

  function showAnswer(to: To, read: Shown, msgid: string, place: Place, at: number, task?: string): void {
    const target = { group: place.group, person: place.group === null ? place.person : null, answers: msgid };
    if (to === 'click' && read.template_card) {
      if (read.template_card.task_id !== task) return void complain('/wecom/aibot', 'task_id differs from the click');
      return updateCard(hall, read.template_card, place, msgid);
    }
    if (read.text) journal.deliver({ via: 'callback', kind: 'text', ...target, text: read.text.content });
    if (read.stream) {
      const { id, content = '', finish = false } = read.stream;
      const words = { text: content, mentions: calledIn(content), isOpen: !finish };
      const bubble = journal.deliver({ via: 'callback', kind: 'stream', ...target, ...words });
      if (!finish) poll(id, bubble, place, at);
    }
    if (!read.template_card) return;
    if (!placeCard(hall, read.template_card, place)) return void complain('/wecom/aibot', 'task_id was used before');
    const { task_id: card = null } = read.template_card;
    const face = { text: wordsOf(read.template_card), buttons: buttonsOf(read.template_card), card };
    journal.deliver({ via: 'callback', kind: 'template_card', ...target, ...face });
  }

  /** Asks for the current words until they are finished, or six minutes after the message. */
  function poll(id: string, bubble: Delivered, place: Place, since: number): void {
    const timer = setTimeout(async () => {
      if (isClosed || urls.bot === null) return;
      if (now() - since >= STREAM_MS) return journal.rewrite(bubble, { isOpen: false });
      const { group, person } = place;
      const conversation = group === null ? { chattype: 'single' } : { chatid: group, chattype: 'group' };
      const asked = { msgid: newId('CAIQ'), aibotid: wecomSecrets.botId, ...conversation, from: { userid: person } };
      const reply = await post(aibotRequest(botKeys, { ...asked, msgtype: 'stream', stream: { id } }, now()), urls.bot);
      const read = isTaken(reply) && reply.body !== '' ? openStream(reply, id) : null;
      if (read) {
        const text = read.content ?? bubble.text;
        journal.rewrite(bubble, { text, mentions: calledIn(text), isOpen: !read.finish });
      }
      if (bubble.isOpen) poll(id, bubble, place, since);
    }, options.pollEveryMs ?? 1_000);
    timer.unref();
  }

  function openStream(reply: NonNullable<Reply>, id: string) {
    const plain = openBotAnswer(reply.body, reply.nonce);
    if (plain.kind === 'wrong') return complain('/wecom/aibot', plain.problem);
    const read = journal.read(
      botAnswers.refresh,
      safely(() => JSON.parse(plain.text)),
      '/wecom/aibot',
    );
    return read && read.stream.id === id ? read.stream : complain('/wecom/aibot', 'another stream than was asked for');
  }

  function readApp(msgid: string, person: string, task: string | null) {
    return (reply: NonNullable<Reply>): string | null => {
      if (reply.body === '') return null;
      const plain = openAppAnswer(reply.body);
      if (plain.kind === 'wrong') return complain('/wecom/app', plain.problem);
      const read = readAppAnswer(plain.text);
      if (!read) return complain('/wecom/app', 'not one of the documented answers');
      const text = read.MsgType === 'text' ? read.Content : read.MsgType === 'update_button' ? read.Button.ReplaceName : '';
      const isUpdate = read.MsgType.startsWith('update');
      const face = { kind: isUpdate ? 'update' : read.MsgType, text: cutBytes(text, APP_TEXT_LIMIT_BYTES), card: task };
      if (!journal.delivered.some((one) => one.answers === msgid))
        journal.deliver({ via: 'callback', person, ...face, answers: msgid });
      return text;
    };
  }

  return {
    urls,
    isUp: (which: 'bot' | 'app') => urls[which] !== null,
    /** The check of the callback address, as when the administrator saves it. */
    async challenge(which: 'bot' | 'app'): Promise<boolean> {
      const word = newId('echo');
      const url = urls[which];
      const reply = url && (await post(challengeRequest(which === 'bot' ? botKeys : appKeys, '/', word, now()), url));
      return Boolean(reply && isTaken(reply) && reply.body === word);
    },
    toBot(to: To, body: { msgid: string }, place: Place, { times, task }: { times?: number; task?: string } = {}): Promise<Said> {
      const send = () => post(aibotRequest(botKeys, body, now()), urls.bot!);
      // Events are sent once only: a missed one is lost.
      return bring(body.msgid, send, reader(to, body, place, task), times, to === 'message' ? RETRIES : 0);
    },
    toApp(
      id: string,
      xml: string,
      person: string,
      { times, task = null }: { times?: number; task?: string | null } = {},
    ): Promise<Said> {
      const send = () => post(wecomAppRequest(appKeys, xml, now()), urls.app!);
      return bring(id, send, readApp(id, person, task), times);
    },
    close(): void {
      isClosed = true;
    },
  };
}

interface Shown {
  stream?: { id: string; content?: string; finish?: boolean };
  text?: { content: string };
  template_card?: Parameters<typeof wordsOf>[0];
}

const saidIn = ({ stream, text, template_card: card }: Shown): string =>
  stream?.content ?? text?.content ?? (card ? wordsOf(card) : '');
