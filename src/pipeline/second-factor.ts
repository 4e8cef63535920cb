// Where a platform signs a header and not the words (DingTalk's HTTP mode), whoever got hold of that header can write anything in
// anybody's name. What is reserved is then done only once the person has said back a code that we sent to him alone by our own call:
// never by the sessionWebhook, whose address came with the same words. Whoever forges words neither sees the code nor can guess it.
import { randomBytes, randomInt } from 'node:crypto';
import { MINUTE_MS } from '../core/clock.ts';
import { conversationKey, targetKey } from '../core/conversation.ts';
import type { Message } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import { secondFactorPhrases } from '../core/phrases-second-factor.ts';
import { doingIn, type Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { asWritten, cutText, neutralise } from '../core/text.ts';
import { canReach } from '../domain/opened.ts';
import { sealOutgoing } from '../domain/pushes/index.ts';
import { codeIn } from '../domain/words/codes.ts';
import type { Advice } from './advice.ts';
import type { Dispatch } from './dispatch.ts';
import { questionsOf } from './questions.ts';
import { SEALED_KEY } from './sealing.ts';
import { factorsOf, hashOf, isCodeOf, type Kept, type Pending } from './second-factor-records.ts';
import type { Spoken } from './turn.ts';

const CODE_MS = 10 * MINUTE_MS;
/** Longer words than an answer to a question of ours are shown with what is to be confirmed, as far as this. */
const ANSWER_MAX = 4;
const SHOWN_MAX = 16;

/** What a turn came to. */
export interface Taken extends Spoken {
  /** What was left undone only for want of proof, as people call it; null = nothing. */
  unproven: string | null;
  /** Somebody is in danger: what was done for that is not undone. */
  isUrgent: boolean;
}

interface Turns {
  /** One turn. @param isVouched the person confirmed it, with the earlier words it rests on */
  take(tx: Transaction, message: Message, now: number, advice: Advice, isVouched: boolean): Promise<Taken>;
  /** Says a sentence of the house where the message was said. */
  say(tx: Transaction, message: Message, now: number, text: string): Promise<Spoken>;
}

/** A turn of which nothing is to remain. */
class Unproven extends Error {
  readonly title: string;

  constructor(title: string) {
    super('Only the proof is missing.');
    this.title = title;
  }
}

/** Dispatches messages; those that lack nothing but proof wait for a code. Codes said back run what waits, as it was said, with the rights of that moment. */
export function withSecondFactor(services: Services, { take, say }: Turns): Dispatch {
  const { sealer, log, meter } = services;

  /** @returns null when it cannot or may not be asked: then the refusal stands */
  async function ask(tx: Transaction, heard: Message, meant: Message, title: string, now: number): Promise<Spoken | null> {
    const { channel, sender } = heard;
    const to: Outgoing['to'] = { kind: 'direct', account: sender.account };
    if (!(await canReach(doingIn(services, tx, now), channel, to))) return null;
    const factors = factorsOf(tx, sealer, sender.account);
    if (await factors.isSpent(now)) return null;

    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const salt = randomBytes(16).toString('base64url');
    const before = await factors.get();
    if (before.pending) await forgetCode(tx, before.pending, now);
    const message = { ...meant, replyHandles: [] };
    const pending = { message, salt, hash: hashOf(salt, code), askedAt: now, expiresAt: now + CODE_MS };
    await factors.put({ ...before, pending }, now);

    const words = heard.kind === 'said' && heard.text.length > ANSWER_MAX ? heard.text : null;
    const text = [
      secondFactorPhrases.ask(code, title),
      ...(words === null ? [] : [secondFactorPhrases.words(shown(words))]),
    ].join('\n');
    const push = { occupations: [], group: null, urgent: true, usefulUntil: pending.expiresAt };
    const body: Outgoing = { channel, to, text, mentions: [], buttons: [], push };
    const item = { key: pushKey(message), orderingKey: targetKey(body), body: kept(body), dueAt: now };
    await tx.outbox.add([item], now);
    log.info({ channel }, 'a second factor was asked for');
    return heard.conversation.kind === 'group' ? await say(tx, heard, now, secondFactorPhrases.look) : SILENCE;
  }

  const kept = (body: Outgoing): Outgoing => (sealer ? sealOutgoing(sealer, body) : body);

  /** @param meant `heard`, or the same as if it had been said where its question is open */
  async function dispatchUnproven(tx: Transaction, heard: Message, meant: Message, now: number, advice: Advice): Promise<Spoken> {
    const spoken = await undoneIfUnproven(tx, () => take(tx, meant, now, advice, false));
    if (!(spoken instanceof Unproven)) return await bring(tx, spoken, meant, heard, now);
    const asked = await ask(tx, heard, meant, spoken.title, now);
    return asked ?? (await bring(tx, await take(tx, meant, now, advice, false), meant, heard, now));
  }

  /** A code was said while something waits for one. */
  async function dispatchCode(
    tx: Transaction,
    heard: Message,
    pending: Pending,
    code: string,
    now: number,
    advice: Advice,
  ): Promise<Spoken> {
    const factors = factorsOf(tx, sealer, heard.sender.account);
    const end = async () => {
      await forgetCode(tx, pending, now);
      await factors.put({ ...(await factors.get()), pending: null }, now);
    };
    if (heard.receivedAt > pending.expiresAt) {
      await end();
      return await say(tx, heard, now, secondFactorPhrases.expired);
    }
    if (isCodeOf(pending, code) && (await factors.triesLeft(pending, now)) > 0) {
      await end();
      const { message } = pending;
      const spoken = await take(tx, { ...message, proof: 'message' }, now, advice, true);
      return await bring(tx, spoken, message, heard, now);
    }
    log.warn({ channel: heard.channel }, 'a wrong code was said');
    meter.count('security_events', { code: 'second_factor_wrong' });
    await factors.countWrong(now);
    const left = await factors.triesLeft(pending, now);
    if (left > 0) return await say(tx, heard, now, secondFactorPhrases.wrong(left));
    await end();
    return await say(tx, heard, now, secondFactorPhrases.ended);
  }

  /** The answer to what was said elsewhere comes to the person alone; where it asks something, the next word there is taken as said elsewhere, too. */
  async function bring(tx: Transaction, spoken: Spoken, from: Message, to: Message, now: number): Promise<Spoken> {
    const { isSealed } = spoken;
    if (placeOf(from) === placeOf(to)) return spoken;
    const { account } = to.sender;
    const member = await tx.members.byAccount(account);
    const open = member && (await questionsOf(tx, sealer).get(member.id, placeOf(from), now));
    if (open?.askedAt === now) {
      const factors = factorsOf(tx, sealer, account);
      const follows = { conversation: from.conversation, asking: open.asking, until: open.expiresAt };
      await factors.put({ ...(await factors.get()), follows }, now);
    }
    if (spoken.outgoing === null) return SILENCE;
    const outgoing: Outgoing = { ...spoken.outgoing, to: { kind: 'direct', account }, mentions: [], called: [] };
    if (to.conversation.kind === 'direct') return { outgoing, isSealed };
    // The code was said in another group: it has nothing to do with the matter.
    await tx.outbox.add([{ key: `answer:${to.key}`, orderingKey: targetKey(outgoing), body: kept(outgoing), dueAt: now }], now);
    return SILENCE;
  }

  /** The message as if it had been said where the question is open that it answers. */
  async function meantBy(tx: Transaction, heard: Message, { follows }: Kept, now: number): Promise<Message> {
    if (!follows || follows.until <= now || heard.conversation.kind === 'group') return heard;
    const questions = questionsOf(tx, sealer);
    const member = await tx.members.byAccount(heard.sender.account);
    if (!member || (await questions.get(member.id, placeOf(heard), now))) return heard;
    const there = { ...heard, conversation: follows.conversation };
    const open = await questions.get(member.id, placeOf(there), now);
    return open?.asking === follows.asking ? there : heard;
  }

  return async (tx, message, now, advice) => {
    if (message.kind !== 'said' && message.kind !== 'clicked') return await take(tx, message, now, advice, false);
    const code = message.kind === 'said' ? codeIn(message.text) : null;
    // Of everybody else nothing is kept.
    if (message.proof === 'message' && code === null) return await take(tx, message, now, advice, false);
    const found = await factorsOf(tx, sealer, message.sender.account).get();
    if (found.pending && code !== null) return await dispatchCode(tx, message, found.pending, code, now, advice);
    if (message.proof === 'message') return await take(tx, message, now, advice, false);
    return await dispatchUnproven(tx, message, await meantBy(tx, message, found, now), now, advice);
  };
}

const SILENCE: Spoken = { outgoing: null, isSealed: false };

const placeOf = ({ channel, conversation: where }: Message): string => conversationKey(channel, where);
const pushKey = ({ key }: Message): string => `second-factor:${key}`;

function shown(words: string): string {
  const cut = cutText(words, SHOWN_MAX);
  return neutralise(asWritten(cut)) + (cut.length < words.length ? '…' : '');
}

/** Nothing remains of a turn that lacks nothing but proof, except where somebody is in danger. */
async function undoneIfUnproven(tx: Transaction, turn: () => Promise<Taken>): Promise<Spoken | Unproven> {
  try {
    return await tx.savepoint(async () => {
      const taken = await turn();
      if (taken.unproven !== null && !taken.isUrgent) throw new Unproven(taken.unproven);
      return taken;
    });
  } catch (error) {
    if (error instanceof Unproven) return error;
    throw error;
  }
}

/** The code is over: it leaves no more, and where it has left, its words are not kept. */
async function forgetCode(tx: Transaction, { message }: Pending, now: number): Promise<void> {
  const key = pushKey(message);
  await tx.outbox.withdraw([key], now, 'second_factor_over');
  const item = await tx.outbox.find(key);
  // What is just leaving may have to leave again.
  if (item && item.state !== 'leased') await tx.outbox.rewrite(key, { ...item.body, text: '' }, SEALED_KEY);
}
