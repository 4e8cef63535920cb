// What waits for its code, as it is kept, and how often it was tried.
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../core/clock.ts';
import { messageSchema } from '../core/message.ts';
import type { Sealer } from '../core/sealer.ts';
import { SECOND_FACTORS, type Transaction } from '../core/store.ts';

/** Wrong codes that end one matter, and that end it for the day: forged words begin as many matters as they like. */
const TRIES = 5;
const TRIES_A_DAY = 20;
const ASKS_AN_HOUR = 20;
/** Each code that stands makes a guess likelier to hit one; the oldest gives way. */
export const WAITING_MAX = 5;

const { conversation } = messageSchema.options[0].shape;
const pendingSchema = z.object({
  message: messageSchema,
  /** As people call what waits. */
  title: z.string(),
  /** Outbox key of the message that brought the code. */
  push: z.string(),
  salt: z.string(),
  /** SHA-256 of salt and code, hexadecimal. */
  hash: z.string(),
  askedAt: z.number(),
  expiresAt: z.number(),
});
const recordSchema = z.object({
  /** Oldest first, each with a code of its own. */
  waiting: z.array(pendingSchema),
  /** What was confirmed asks something back: the person reads it in the direct chat, it is open where the matter was begun. */
  follows: z.object({ conversation, asking: z.string(), until: z.number() }).nullable(),
});
export type Pending = z.infer<typeof pendingSchema>;
export type Kept = z.infer<typeof recordSchema>;

export const hashOf = (salt: string, code: string): string => createHash('sha256').update(`${salt}:${code}`).digest('hex');

export const isCodeOf = ({ salt, hash }: Pending, code: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(salt, code), 'hex'), Buffer.from(hash, 'hex'));

const NOTHING: Kept = { waiting: [], follows: null };

/** One record for each account. Tries are counted beside it, so that no newer matter makes them forgotten. */
export function factorsOf(tx: Transaction, sealer: Sealer | null, account: string) {
  const records = tx.collection(SECOND_FACTORS, z.string());
  const key = sealer?.digest(`second-factor:${account}`) ?? account;
  const tries = `second-factor-tries/${key}`;
  const asks = `second-factor-asks/${key}`;
  return {
    async get(): Promise<Kept> {
      const sealed = await records.get(key);
      const text = sealed === undefined || !sealer ? sealed : sealer.open(sealed);
      return (text?.startsWith('{') && recordSchema.safeParse(JSON.parse(text)).data) || NOTHING;
    },
    async put(record: Kept, now: number): Promise<void> {
      const text = JSON.stringify(record);
      await records.put(key, sealer ? sealer.seal(text) : text, now);
    },
    /** No more of it: too many wrong codes today, or too many questions. Takes a place for one more question. */
    async isSpent(now: number): Promise<boolean> {
      if ((await tx.tallies.sum(tries, now - DAY_MS)) >= TRIES_A_DAY) return true;
      return (await tx.tallies.take(asks, now, 1, [{ since: now - HOUR_MS, most: ASKS_AN_HOUR }])) !== null;
    },
    countWrong: (now: number): Promise<void> => tx.tallies.add(tries, now, 1),
    async triesLeft({ askedAt }: Pending, now: number): Promise<number> {
      const left = TRIES - (await tx.tallies.sum(tries, askedAt));
      return Math.min(left, TRIES_A_DAY - (await tx.tallies.sum(tries, now - DAY_MS)));
    },
  };
}
