// Where a platform signs a header and not the words (DingTalk's HTTP mode), whoever got hold of that header can write anything in
// anybody's name. What is reserved is then done only once the person has said back a code that we sent to him alone by our own call:
// never by the sessionWebhook, whose address came with the same words. Whoever forges words neither sees the code nor can guess it.
import { randomBytes, randomInt } from 'node:crypto';
import { MINUTE_MS } from '../core/clock.ts';
import { conversationKey } from '../core/conversation.ts';
import type { Message } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import { secondFactorPhrases } from '../core/phrases-second-factor.ts';
import type { Sealer } from '../core/sealer.ts';
import { doingIn, type Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { asWritten, cutText, neutralise } from '../core/text.ts';
import { canReach } from '../domain/opened.ts';
import { openOutgoing, sealOutgoing } from '../domain/pushes/index.ts';
import { codeIn } from '../domain/words/codes.ts';
import type { Advice } from './advice.ts';
import type { Dispatch } from './dispatch.ts';
import { questionsOf } from './questions.ts';
import { answerKey, type Spoken } from './saying.ts';
import { SEALED_KEY } from './sealing.ts';
import { factorsOf, hashOf, isCodeOf, type Kept, type Pending, WAITING_MAX } from './second-factor-records.ts';
import type { Manner, Taken } from './turn.ts';

const CODE_MS = 10 * MINUTE_MS;
/** Longer words than an answer to a question of ours are shown with what is to be confirmed, as far as this. */
const ANSWER_MAX = 4;
const SHOWN_MAX = 16;

interface Turns {
  /** One turn. */
  take(tx: Transaction, message: Message, now: number, advice: Advice, manner: Manner): Promise<Taken>;
  /** Says a sentence of the house where the message was said. */
  say(tx: Transaction, message: Message, now: number, text: string): Promise<Spoken>;
}

/** Dispatches messages; those that lack nothing but proof wait for a code. Codes said back run what waits, as it was said, with the rights of that moment. */
export function withSecondFactor(services: Services, { take, say }: Turns): Dispatch {
  const { sealer, log, meter } = services;

  /**
   * Sends a code to the person alone.
   * @param heard what made us ask @param lead in front of it
   * @returns false when it cannot or may not be asked
   */
  async function ask(tx: Transaction, heard: Message, { message, title }: Asked, now: number, lead?: string): Promise<boolean> {
    const { channel, sender } = heard;
    const to: Outgoing['to'] = { kind: 'direct', account: sender.account };
    if (!(await canReach(doingIn(services, tx, now), channel, to))) return false;
    const factors = factorsOf(tx, sealer, sender.account);
    if (await factors.isSpent(now)) return false;

    const before = await factors.get();
    const standing = before.waiting.filter((pending) => pending.expiresAt >= now);
    const staying = standing.slice(-(WAITING_MAX - 1));
    for (const pending of before.waiting) if (!staying.includes(pending)) await forgetCode(tx, sealer, pending, now);
    const code = newCode(staying);
    const salt = randomBytes(16).toString('base64url');
    const push = `second-factor:${heard.key}`;
    const pending = { message, title, push, salt, hash: hashOf(salt, code), askedAt: now, expiresAt: now + CODE_MS };
    await factors.put({ ...before, waiting: [...staying, pending] }, now);

    const words = message.kind === 'said' && message.text.length > ANSWER_MAX ? message.text : null;
    const text = [
      ...(lead === undefined ? [] : [lead]),
      secondFactorPhrases.ask(code, title),
      ...(words === null ? [] : [secondFactorPhrases.words(shown(words))]),
    ].join('\n');
    await tell(tx, heard, push, text, now, pending.expiresAt);
    log.info({ channel }, 'a second factor was asked for');
    return true;
  }

  /** To the person alone, whom the code must reach by our own call: as what nobody asked for, at once. */
  async function tell(
    tx: Transaction,
    { channel, sender }: Message,
    key: string,
    text: string,
    now: number,
    usefulUntil: number,
  ) {
    const to: Outgoing['to'] = { kind: 'direct', account: sender.account };
    const push = { occupations: [], group: null, urgent: true, usefulUntil };
    const body = kept({ channel, to, text, mentions: [], buttons: [], push });
    await tx.outbox.add([{ key, orderingKey: answerKey(body, false), body, dueAt: now }], now);
  }

  const kept = (body: Outgoing): Outgoing => (sealer ? sealOutgoing(sealer, body) : body);

  /** @param meant `heard`, or the same as if it had been said where its question is open */
  async function dispatchUnproven(tx: Transaction, heard: Message, meant: Message, now: number, advice: Advice): Promise<Spoken> {
    const plainly = (manner: Manner) => take(tx, meant, now, advice, manner);
    const first = await undoneIf(
      tx,
      () => plainly('plain'),
      ({ lacking, isUrgent }) => lacking.length > 0 && !isUrgent,
    );
    if (!first.isUndone) return await bring(tx, first.taken, meant, heard, now);
    // What it is called shows only when it is done: beside an open draft the same words may be an answer to it, or another matter.
    const rehearsed = await undoneIf(
      tx,
      () => take(tx, proven(meant), now, advice, 'vouched'),
      () => true,
    );
    const { did, hasReserved } = rehearsed.taken;
    // It was only taken for an answer that is reserved.
    if (!hasReserved) return await bring(tx, await plainly('aside'), meant, heard, now);
    const title = [...new Set(did)].join(secondFactorPhrases.and);
    if (!(await ask(tx, heard, { message: { ...meant, replyHandles: [] }, title }, now)))
      return await bring(tx, await plainly('plain'), meant, heard, now);
    return heard.conversation.kind === 'group' ? await say(tx, heard, now, secondFactorPhrases.look) : SILENCE;
  }

  /** A code was said while something waits for one. */
  async function dispatchCode(tx: Transaction, heard: Message, code: string, now: number, advice: Advice): Promise<Spoken> {
    const factors = factorsOf(tx, sealer, heard.sender.account);
    const { waiting } = await factors.get();
    const standing = waiting.filter(({ expiresAt }) => expiresAt >= heard.receivedAt);
    const meant = waiting.find((pending) => isCodeOf(pending, code));
    const end = async (over: readonly Pending[]) => {
      for (const pending of over) await forgetCode(tx, sealer, pending, now);
      const record = await factors.get();
      const ended = new Set(over.map(({ push }) => push));
      await factors.put({ ...record, waiting: record.waiting.filter(({ push }) => !ended.has(push)) }, now);
    };
    if (standing.length === 0 || (meant && !standing.includes(meant))) {
      await end(waiting.filter((pending) => !standing.includes(pending)));
      return await say(tx, heard, now, secondFactorPhrases.expired);
    }
    if (heard.conversation.kind === 'group') {
      // Everybody there can read it: it does nothing but end itself. The group hears the same whether it was the code or not.
      if (meant) {
        await end([meant]);
        if (!(await ask(tx, heard, meant, now, secondFactorPhrases.shown)))
          await tell(tx, heard, `second-factor:${heard.key}`, secondFactorPhrases.shownAndOver, now, now + CODE_MS);
      }
      return await say(tx, heard, now, secondFactorPhrases.look);
    }
    if (meant && (await factors.triesLeft(meant, now)) > 0) {
      await end([meant]);
      const spoken = await take(tx, proven(meant.message), now, advice, 'vouched');
      return await bring(tx, spoken, meant.message, heard, now);
    }
    log.warn({ channel: heard.channel }, 'a wrong code was said');
    meter.count('security_events', { code: 'second_factor_wrong' });
    await factors.countWrong(now);
    const over: Pending[] = [];
    let left = 0;
    for (const pending of standing) {
      const tries = await factors.triesLeft(pending, now);
      if (tries <= 0) over.push(pending);
      left = Math.max(left, tries);
    }
    await end(over);
    return await say(tx, heard, now, left > 0 ? secondFactorPhrases.wrong(left) : secondFactorPhrases.ended);
  }

  /** The answer to what was said elsewhere comes to the person alone; where it asks something, the next word there is taken as said elsewhere, too. */
  async function bring(tx: Transaction, spoken: Spoken, from: Message, to: Message, now: number): Promise<Spoken> {
    if (placeOf(from) === placeOf(to)) return spoken;
    const { account } = to.sender;
    const member = await tx.members.byAccount(account);
    const open = member && (await questionsOf(tx, sealer).get(member.id, placeOf(from), now));
    if (open?.askedAt === now) {
      const factors = factorsOf(tx, sealer, account);
      const follows = { conversation: from.conversation, asking: open.asking, until: open.expiresAt };
      await factors.put({ ...(await factors.get()), follows }, now);
    }
    const { outgoing } = spoken;
    return outgoing === null
      ? SILENCE
      : { ...spoken, outgoing: { ...outgoing, to: { kind: 'direct', account }, mentions: [], called: [] } };
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
    if (message.kind !== 'said' && message.kind !== 'clicked') return await take(tx, message, now, advice, 'plain');
    const code = message.kind === 'said' ? codeIn(message.text) : null;
    // Of everybody else nothing is kept.
    if (message.proof === 'message' && code === null) return await take(tx, message, now, advice, 'plain');
    const found = await factorsOf(tx, sealer, message.sender.account).get();
    if (found.waiting.length > 0 && code !== null) return await dispatchCode(tx, message, code, now, advice);
    if (message.proof === 'message') return await take(tx, message, now, advice, 'plain');
    return await dispatchUnproven(tx, message, await meantBy(tx, message, found, now), now, advice);
  };
}

/** What is to be confirmed. */
type Asked = Pick<Pending, 'message' | 'title'>;

const SILENCE: Spoken = { outgoing: null, isSealed: false };

const placeOf = ({ channel, conversation: where }: Message): string => conversationKey(channel, where);

function shown(words: string): string {
  const cut = cutText(words, SHOWN_MAX);
  return neutralise(asWritten(cut)) + (cut.length < words.length ? '…' : '');
}

/** Another than each that stands: a code carries out what it belongs to. */
function newCode(standing: readonly Pending[]): string {
  for (;;) {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    if (!standing.some((pending) => isCodeOf(pending, code))) return code;
  }
}

const proven = (message: Message): Message => ({ ...message, proof: 'message' });

/** Nothing of a turn remains where `isUndone` says so of what it came to. */
async function undoneIf(tx: Transaction, turn: () => Promise<Taken>, isUndone: (taken: Taken) => boolean) {
  try {
    const taken = await tx.savepoint(async () => {
      const came = await turn();
      if (isUndone(came)) throw new Undone(came);
      return came;
    });
    return { taken, isUndone: false };
  } catch (error) {
    if (error instanceof Undone) return { taken: error.taken, isUndone: true };
    throw error;
  }
}

/** Takes what a turn wrote back, and says what it was. */
class Undone extends Error {
  readonly taken: Taken;

  constructor(taken: Taken) {
    super('Nothing of this turn is to remain.');
    this.taken = taken;
  }
}

/** The code is over: it leaves no more, and where it has left, its words are not kept. */
async function forgetCode(tx: Transaction, sealer: Sealer | null, { push }: Pending, now: number): Promise<void> {
  await tx.outbox.withdraw([push], now, 'second_factor_over');
  const item = await tx.outbox.find(push);
  // What is just leaving may have to leave again.
  if (!item || item.state === 'leased') return;
  const wordless = { ...(openOutgoing(sealer, item.body) ?? item.body), text: '' };
  await tx.outbox.rewrite(push, sealer ? sealOutgoing(sealer, wordless) : wordless, SEALED_KEY);
}
