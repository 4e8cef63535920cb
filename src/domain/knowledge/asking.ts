// Questions passed on to people (找人工): what somebody asked last, the ticket it becomes, and the answer that comes back for all.
import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Transaction } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { type RaiseOutcome, raiseAppeal, type Teller, type Told } from '../tickets/appealing.ts';
import { mayHandle } from '../tickets/handlers-of.ts';
import { maskedNote } from '../tickets/history.ts';
import { questionOf } from '../tickets/questions.ts';
import { isPrivateQuestion } from '../words/policy.ts';
import { type Asked, askedSchema } from './answering.ts';
import { findCurated, maskedPair } from './curated.ts';

/** The collection of what each asked last, and how long "ask somebody" may still mean it. */
export const LAST_QUESTIONS = 'last-questions';
export const LAST_QUESTION_MS = DAY_MS;
/** No ticket waits longer for its answer. */
export const ASKED_KEPT_MS = 180 * DAY_MS;

/** So long words may go on with what was answered. */
const GOES_ON_MS = 10 * MINUTE_MS;

const lastSchema = askedSchema.extend({ at: z.number() });

const lastOf = (tx: Transaction) => tx.collection(LAST_QUESTIONS, lastSchema);

/** Who asked what stays between us: without a key the records would tell. */
const keyOf = ({ sealer }: Doing, { id }: Pick<Member, 'id'>): string => sealer?.digest(`asked:${id}`) ?? id;

/** What was asked and answered, as it may be kept. */
export async function maskedQuestion(doing: Doing, words: string, answered: Omit<Asked, 'question'>): Promise<Asked> {
  return { ...answered, question: (await maskedNote(doing, words)) ?? '' };
}

/** The newest counts. */
export async function rememberQuestion(doing: Doing, member: Member, asked: Asked): Promise<void> {
  const { tx, now } = doing;
  await lastOf(tx).put(keyOf(doing, member), { ...asked, said: [...asked.said], at: now }, now);
}

/** What came after it is kept nowhere: it must not be taken for that. */
export async function forgetQuestion(doing: Doing, member: Member): Promise<void> {
  await lastOf(doing.tx).remove(keyOf(doing, member));
}

/** What the member asked within the last day, from wherever. */
export async function lastQuestion(doing: Doing, member: Member): Promise<(Asked & { isFresh: boolean }) | null> {
  const last = await lastOf(doing.tx).get(keyOf(doing, member));
  if (!last || last.at <= doing.now - LAST_QUESTION_MS) return null;
  return { ...last, isFresh: last.at > doing.now - GOES_ON_MS };
}

/** Makes a ticket of a question, in confidence as an appeal is. @param question as it is kept for the answer */
export async function passOn(
  doing: Doing,
  teller: Teller,
  told: Pick<Told, 'words' | 'group' | 'key' | 'at'> & { question: string },
  isHidden: boolean,
): Promise<RaiseOutcome> {
  const { question: words, ...rest } = told;
  const question = await maskedNote(doing, words);
  const matter = { ...rest, ...(question !== null && { question }), topic: 'other', place: null, media: [] } as const;
  return await raiseAppeal(doing, teller, matter, isHidden);
}

/** The question behind a number that waits for an answer of this member; null where there is none, or it is not his to give. */
export async function questionFor(doing: Doing, member: Member, number: string): Promise<string | null> {
  const ticket = await doing.tx.tickets.byNumber(number);
  const isWaiting = ticket?.status === 'open' || ticket?.status === 'accepted';
  if (!ticket || !isWaiting || !(await mayHandle(doing, member, ticket))) return null;
  return await questionOf(doing, ticket);
}

/** What words that answer a number are said to: a question, another appeal of this member's to settle, or nothing he may know of. */
export async function repliedTo(doing: Doing, member: Member, number: string): Promise<'question' | 'other' | 'unknown'> {
  const ticket = await doing.tx.tickets.byNumber(number);
  if (!ticket) return 'unknown';
  if ((await questionOf(doing, ticket)) !== null) return 'question';
  return (await mayHandle(doing, member, ticket)) ? 'other' : 'unknown';
}

/**
 * What would be answered to all who ask what this ticket asked, as it would be kept, and the question whose answer it would take the
 * place of. Null where it was asked in confidence, or is nobody else's business.
 */
export async function keepOffer(doing: Doing, ticket: Ticket) {
  const question = await questionOf(doing, ticket);
  const { outcome, anonymous } = ticket;
  if (question === null || outcome === null || anonymous || isPrivateQuestion(question)) return null;
  const pair = await maskedPair(doing, { question, answer: outcome });
  return { pair, replaced: (await findCurated(doing, pair.question))?.question ?? null };
}
