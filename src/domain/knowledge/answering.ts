// Which answer a question gets: help in need, then what the secretary wrote, then the documents.
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import { EMERGENCY_FACTS, type Found, type Passage, type PolicyAnswer } from '../../core/knowledge.ts';
import type { Message } from '../../core/message.ts';
import { shanghaiDate } from '../../core/shanghai.ts';
import { QUESTION_MAX } from '../words/common-answers.ts';
import {
  asksOnly,
  goesOn,
  isBareQuestion,
  isPlaceName,
  partsAsked,
  pointsAtQuoted,
  questionsApart,
  questionsIn,
} from '../words/policy.ts';
import { type CuratedAnswer, curatedFinder } from './curated.ts';

const speaksOf = ({ passage, first }: Found, id: string): boolean => [passage, first].some((each) => each?.document.id === id);

/** Somebody cannot go on: for nobody's ears but his. */
export const isDespair = (found: Found): boolean => speaksOf(found, EMERGENCY_FACTS.despair);
/** Somebody is in need right now, or asks whom to call then. */
export const isEmergency = (found: Found): boolean =>
  found.first !== null || speaksOf(found, EMERGENCY_FACTS.help) || isDespair(found);

/** What was answered last, as it is remembered: masked. */
export const askedSchema = z.object({
  question: z.string(),
  /** Id of the passage, null where none was said. */
  passage: z.string().nullable(),
  said: z.array(z.string()),
  /** The question that words which go on are read with; null = this one. */
  root: z.string().nullable().default(null),
  /** The day it was told of; null = today. */
  asOf: z.string().nullable().default(null),
});
export type Asked = z.infer<typeof askedSchema>;

/** An answer that is a little unsure, or differs from place to place, is better looked at by somebody. */
const SURE = 0.75;
export const isOpenEnded = ({ passage: { document }, confidence }: Found): boolean =>
  document.office !== null || document.regions.length > 0 || confidence < SURE;

export const unsaid = ({ paragraphs }: Passage, said: readonly string[]): string[] =>
  paragraphs.filter((paragraph) => !said.includes(paragraph));

export type Reply =
  | { kind: 'curated'; curated: CuratedAnswer }
  /** More is asked of what was answered, and no document says more. */
  | { kind: 'said_already' }
  | PolicyAnswer;

/** Two questions read as one lead astray more easily than one. */
const SURE_TOGETHER = 0.6;
/** So does a part of a message. Measured on the held-out questions: none of 1,740 goes astray by it. */
const SURE_APART = 0.65;
/** Nobody asks more at once; each is looked for among everything. */
const PARTS_MAX = 3;

/** What a message asks: what it quotes, where its own words only point at that, and with them, where they ask it of that. */
export function askedIn(message: Message): string {
  if (message.kind !== 'said') return '';
  const { text } = message;
  const quoted = message.quoted?.text.trim() ?? '';
  if (quoted === '') return text;
  if (pointsAtQuoted(text)) return quoted;
  return isBareQuestion(text) ? `${quoted} ${text}` : text;
}

export interface Replied {
  /** What was looked for: the words, with the question before them where they go on with it. */
  words: string;
  reply: Reply;
  /** What they were read with, where they go on with it; its root is the question itself. */
  before: (Asked & { root: string }) | null;
}

export interface Asking {
  words: string;
  /** When it was asked; ms. */
  at: number;
  /** Where, as somebody said in answer to us; null = the branch's own, unless the words say. */
  place: string | null;
  /** What was asked and answered just before. */
  before: Asked | null;
}

/**
 * Short words that no document answers alone are tried once more with the question before them; of a message that says more than its
 * question, the question alone.
 */
export async function replyTo(doing: Doing, asking: Asking): Promise<Replied> {
  const ask = asker(doing, asking);
  const replied = await replyTogether(ask, asking);
  if (replied.reply.kind !== 'unknown') return replied;
  for (const words of questionsIn(asking.words).slice(0, PARTS_MAX)) {
    const reply = await ask(words);
    if (reply.kind === 'curated' || (reply.kind === 'found' && reply.confidence >= SURE_APART))
      return { words, reply, before: null };
  }
  return replied;
}

/** With the place that was asked for. @returns null where the words may be no place, and nothing holds just there */
export async function replyAt(
  doing: Doing,
  asking: Omit<Asking, 'before'> & { place: string },
  isSure: boolean,
): Promise<Replied | null> {
  const replied = await replyTo(doing, { ...asking, before: null });
  const { reply } = replied;
  const holdsThere = reply.kind === 'found' && reply.passage.document.regions.length > 0;
  return isSure || holdsThere || isPlaceName(asking.place) ? replied : null;
}

/** Whether a document answers another question of the same message, too. */
export function hasOther(doing: Doing, asking: Omit<Asking, 'before'>, { passage }: Found): boolean {
  return questionsApart(asking.words)
    .slice(0, PARTS_MAX)
    .some((words) => {
      const found = inDocuments(doing, words, asking);
      return found.kind === 'found' && found.passage.id !== passage.id && found.confidence >= SURE_APART;
    });
}

/** What a question without a matter is alike to by chance is no answer. */
const UNKNOWN: PolicyAnswer = { kind: 'unknown', confidence: 0, nearest: null };

async function replyTogether(ask: (words: string) => Promise<Reply>, { words, before }: Asking): Promise<Replied> {
  const alone: Replied = { words, reply: await ask(words), before: null };
  if (isBareQuestion(words) && alone.reply.kind === 'found' && !isEmergency(alone.reply)) alone.reply = UNKNOWN;
  if (alone.reply.kind !== 'unknown' || before === null || !goesOn(words)) return alone;
  // Not with what went on before: it would pull to what was answered then.
  const root = before.root ?? before.question;
  const joined = `${root} ${words}`;
  if (joined.length > QUESTION_MAX) return alone;
  const reply = await ask(joined);
  const together = (reply: Reply): Replied => ({ words: joined, reply, before: { ...before, root } });
  if (reply.kind === 'which_place') return together(reply);
  const isAgain = reply.kind === 'found' && isSaidAgain(reply, before);
  if (reply.kind === 'found' && !isAgain && (reply.passage.id === before.passage || reply.confidence >= SURE_TOGETHER)) {
    return together(reply);
  }
  // What has no matter of its own is passed on with what it belongs to.
  return asksOnly(words) ? together(isAgain ? partOf(reply, words) : alone.reply) : alone;
}

/** Said again, it would be no answer to what is new in the words; the part that they ask for is one. */
function partOf(found: Found, words: string): Reply {
  const part = partsAsked(words, found.passage.paragraphs);
  return part.length > 0 ? { ...found, said: part } : { kind: 'said_already' };
}

const isSaidAgain = ({ passage, said }: Found, before: Asked): boolean =>
  passage.id === before.passage && said.every((line) => before.said.includes(line));

const inDocuments = ({ knowledge, branch }: Doing, words: string, { at, place }: Pick<Asking, 'at' | 'place'>): PolicyAnswer =>
  knowledge.answer({ words, today: shanghaiDate(at), asOf: null, place: place ?? branch.region });

/** Answers each of the questions that one message may hold. */
function asker(doing: Doing, asking: Asking): (words: string) => Promise<Reply> {
  const findCurated = curatedFinder(doing);
  return async (words) => {
    const found = inDocuments(doing, words, asking);
    // What the branch answers holds today: not for whoever is in need, nor of how it was then.
    if (found.kind === 'found' && (isEmergency(found) || found.asOf !== null)) return found;
    const curated = await findCurated(words);
    return curated ? { kind: 'curated', curated } : found;
  };
}
