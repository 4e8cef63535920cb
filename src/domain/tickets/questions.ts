// Tickets that are questions (找人工): somebody waits for an answer in words.
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import type { Ticket } from '../../core/ticket.ts';

/** The collection of questions that became tickets, by ticket id. */
export const ASKED_QUESTIONS = 'asked-questions';

const asked = (tx: Doing['tx']) => tx.collection(ASKED_QUESTIONS, z.object({ question: z.string() }));

/** @param question masked */
export async function keepQuestion({ tx, now }: Doing, { id }: Pick<Ticket, 'id'>, question: string): Promise<void> {
  await asked(tx).put(id, { question }, now);
}

/** The question that became this ticket; null where it is none. */
export const questionOf = async ({ tx }: Pick<Doing, 'tx'>, { id }: Pick<Ticket, 'id'>): Promise<string | null> =>
  (await asked(tx).get(id))?.question ?? null;
