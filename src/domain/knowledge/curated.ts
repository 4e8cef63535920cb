// What the branch itself answers (常见问答): written by a secretary, said before any document.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import { SAME_QUESTION } from '../../core/knowledge.ts';
import type { Transaction } from '../../core/store.ts';
import { asWritten } from '../../core/text.ts';
import { maskedNote } from '../tickets/history.ts';
import { isShortened } from '../words/common-answers.ts';
import { forgetUnanswered } from './unanswered.ts';

/** The collection; kept until somebody takes an answer out. */
export const CURATED = 'curated-answers';

/** More than anybody reads through; each question is compared with all of them. */
export const CURATED_MAX = 2_000;

const curatedSchema = z.object({
  /** Both masked: nobody who asked, and nobody else, is told of. */
  question: z.string(),
  answer: z.string(),
  /** Member id of who put it down. */
  by: z.string(),
  at: z.number(),
});

export interface CuratedAnswer extends z.infer<typeof curatedSchema> {
  id: string;
}

const records = (tx: Transaction) => tx.collection(CURATED, curatedSchema);

/** All of them, oldest first. */
export async function curatedAnswers({ tx }: Pick<Doing, 'tx'>): Promise<CuratedAnswer[]> {
  const kept = await records(tx).list();
  return kept.map(({ key, value }) => ({ id: key, ...value })).sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
}

/** Longer words are told, not asked; each is compared with all that is kept. */
const ASKED_MAX = 120;

/** The one whose question is most like these words, where it asks the same. */
export const findCurated = (doing: Doing, words: string): Promise<CuratedAnswer | null> => curatedFinder(doing)(words);

/** The same for several questions of one message: what is kept is read once, and only where it is needed. */
export function curatedFinder(doing: Doing): (words: string) => Promise<CuratedAnswer | null> {
  let all: Promise<CuratedAnswer[]> | null = null;
  return async (words) => {
    if (words.length > ASKED_MAX) return null;
    all ??= curatedAnswers(doing);
    return likest(doing, words, await all);
  };
}

function likest({ knowledge }: Doing, words: string, answers: readonly CuratedAnswer[]): CuratedAnswer | null {
  const compared = answers.slice(-CURATED_MAX);
  let best: CuratedAnswer | null = null;
  let bestLikeness = SAME_QUESTION;
  for (const each of compared) {
    const likeness = knowledge.likeness(words, each.question);
    if (likeness < bestLikeness || (best && likeness === bestLikeness)) continue;
    best = each;
    bestLikeness = likeness;
  }
  return best ?? onlyShortened(words, compared);
}

/** The one whose question was asked but for a word of it; where that could be several, none: the word would tell them apart. */
function onlyShortened(words: string, answers: readonly CuratedAnswer[]): CuratedAnswer | null {
  const [only, another] = answers.filter(({ question }) => isShortened(words, question));
  return only && !another ? only : null;
}

export type KeepOutcome =
  | { kind: 'kept' }
  /** In place of another one to the same question. */
  | { kind: 'replaced' }
  | { kind: 'full' };

/** As both will be kept and shown; whoever is to say yes to it reads it so. */
export async function maskedPair(doing: Doing, pair: { question: string; answer: string }) {
  const [question, answer] = [await maskedNote(doing, pair.question), await maskedNote(doing, pair.answer, true)];
  return { question: question ?? '', answer: asWritten(answer ?? '') };
}

/** Puts an answer down for all who ask the same; the question is unanswered no more. @param by member id */
export async function keepCurated(doing: Doing, said: { question: string; answer: string }, by: string): Promise<KeepOutcome> {
  const { tx, now } = doing;
  const pair = await maskedPair(doing, said);
  const before = await findCurated(doing, pair.question);
  if (!before && (await curatedAnswers(doing)).length >= CURATED_MAX) return { kind: 'full' };
  const id = before?.id ?? `curated-${createHash('sha256').update(pair.question).digest('hex').slice(0, 16)}`;
  await records(tx).put(id, { ...pair, by, at: now }, now);
  await forgetUnanswered(doing, pair.question);
  return { kind: before ? 'replaced' : 'kept' };
}

/** @returns what it was; null when it is there no more */
export async function removeCurated({ tx }: Pick<Doing, 'tx'>, id: string): Promise<{ question: string } | null> {
  const kept = await records(tx).get(id);
  if (kept) await records(tx).remove(id);
  return kept ?? null;
}
