// Our open questions as they are kept: plain ones by member and conversation, confidential ones so that the records tell of nobody.
import { z } from 'zod';
import type { Sealer } from '../core/sealer.ts';
import { ANSWERED_QUESTIONS, type OpenQuestion, SEALED_QUESTIONS, type Transaction } from '../core/store.ts';

const questionSchema = z.object({
  memberId: z.string(),
  conversation: z.string(),
  handler: z.string(),
  question: z.string(),
  state: z.record(z.string(), z.unknown()),
  asking: z.string(),
  choices: z.array(z.string()),
  askedAt: z.number(),
  expiresAt: z.number(),
}) satisfies z.ZodType<OpenQuestion>;

/** Made once: every message asks. */
const sealedSchema = z.string();
const answeredSchema = z.object({});

/** One question per member and conversation, whichever way it is kept: a newer one replaces it. */
export function questionsOf(tx: Transaction, sealer: Sealer | null) {
  const sealed = tx.collection(SEALED_QUESTIONS, sealedSchema);
  /** By the asking alone: that tells neither who was asked nor what. */
  const answered = tx.collection(ANSWERED_QUESTIONS, answeredSchema);
  const keyOf = (memberId: string, conversation: string) => sealer?.digest(`question:${conversation}|${memberId}`);

  async function getSealed(memberId: string, conversation: string): Promise<OpenQuestion | undefined> {
    const key = keyOf(memberId, conversation);
    const kept = key === undefined ? undefined : await sealed.get(key);
    const opened = kept === undefined ? null : (sealer?.open(kept) ?? null);
    return opened === null ? undefined : questionSchema.parse(JSON.parse(opened));
  }

  async function clear(memberId: string, conversation: string): Promise<void> {
    await tx.openQuestions.clear(memberId, conversation);
    const key = keyOf(memberId, conversation);
    if (key !== undefined) await sealed.remove(key);
  }

  return {
    clear,
    async get(memberId: string, conversation: string, now: number): Promise<OpenQuestion | undefined> {
      const plain = await tx.openQuestions.get(memberId, conversation, now);
      if (plain) return plain;
      const kept = await getSealed(memberId, conversation);
      return kept && kept.expiresAt > now ? kept : undefined;
    },
    /** Some word or press was the answer: a further press on its card is none. */
    noteAnswered: ({ asking }: OpenQuestion, now: number): Promise<void> => answered.put(asking, {}, now),
    wasAnswered: async (asking: string): Promise<boolean> => (await answered.get(asking)) !== undefined,
    /** When the newest question here was asked, also one that has expired; null = none is on file. */
    async lastAskedAt(memberId: string, conversation: string): Promise<number | null> {
      const plain = await tx.openQuestions.get(memberId, conversation, 0);
      return plain?.askedAt ?? (await getSealed(memberId, conversation))?.askedAt ?? null;
    },
    async set(question: OpenQuestion, isConfidential: boolean): Promise<void> {
      const { memberId, conversation, askedAt } = question;
      await clear(memberId, conversation);
      const key = isConfidential ? keyOf(memberId, conversation) : undefined;
      if (!sealer || key === undefined) await tx.openQuestions.set(question);
      else await sealed.put(key, sealer.seal(JSON.stringify(question)), askedAt);
    },
  };
}

export type Questions = ReturnType<typeof questionsOf>;
