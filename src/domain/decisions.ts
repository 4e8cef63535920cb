// What the bot decided by itself, so that whoever it concerns can ask why.
import { z } from 'zod';
import { DAY_MS } from '../core/clock.ts';
import type { Transaction } from '../core/store.ts';

const KEPT_MS = 7 * DAY_MS;

const decisionSchema = z.object({ line: z.string(), at: z.number() });
export type Decision = z.infer<typeof decisionSchema>;

/** The collection; emptied of what is older than a week every night. */
export const DECISIONS = 'decisions';

const decisions = (tx: Transaction) => tx.collection(DECISIONS, decisionSchema);

/**
 * Keeps the rule and inputs behind a decision for the person it concerns; the newest counts.
 * @param line one Chinese sentence, such as a handler's text makes
 */
export async function remember(tx: Transaction, memberId: string, line: string, now: number): Promise<void> {
  await decisions(tx).put(memberId, { line, at: now }, now);
}

/** The newest decision about the person of the last week. */
export async function whyOf(tx: Transaction, memberId: string, now: number): Promise<Decision | null> {
  const decision = await decisions(tx).get(memberId);
  return decision && decision.at > now - KEPT_MS ? decision : null;
}
