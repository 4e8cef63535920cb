// Registrations as they are kept: sealed, one per person. Beside them only numbers stand: which is whose, and which wait for the secretary.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { keysOf } from '../keys-of.ts';
import { detailsSchema } from './details.ts';

/** `waiting` for the secretary · `asked`: for a word of the person · `verified`. */
export const registrationStatuses = ['waiting', 'asked', 'verified'] as const;

const registrationSchema = z.object({
  number: z.int(),
  status: z.enum(registrationStatuses),
  /** Which time it lies on the secretary's desk; names what is pushed. */
  round: z.int(),
  details: detailsSchema,
  /** What the secretary wants to know besides, and what the person said to it. */
  asked: z.string().nullable(),
  answers: z.array(z.object({ asked: z.string(), said: z.string(), at: z.number() })),
  registeredAt: z.number(),
  statusAt: z.number(),
  /** Member id. */
  verifiedBy: z.string().nullable(),
});
export type Registration = z.infer<typeof registrationSchema>;

/** Plain where no key is set. */
const keptSchema = z.union([z.object({ sealed: z.string() }), z.object({ plain: registrationSchema })]);

export const REGISTRATIONS = 'registrations';
const NUMBERS = 'registration-numbers';
const WAITING = 'registrations-waiting';
/** By member id, so that one look tells whether a word is awaited; forgotten when nobody expects it any more. */
export const ASKED = 'registrations-asked';
const LAST = 'last';

const registrations = ({ tx }: Records) => tx.collection(REGISTRATIONS, keptSchema);
const numbers = ({ tx }: Records) => tx.collection(NUMBERS, z.string());
const waiting = ({ tx }: Records) => tx.collection(WAITING, z.object({ since: z.number() }));
/** `aside`: digest of words that were no answer, as the person said; they are not asked about again. */
const asked = ({ tx }: Records) => tx.collection(ASKED, z.object({ at: z.number(), aside: z.string().optional() }));

type Records = Pick<Doing, 'tx' | 'sealer' | 'now'>;

/** `key`: the member id under which it is kept. */
export interface Found {
  key: string;
  registration: Registration;
}

function opened({ sealer }: Records, kept: z.infer<typeof keptSchema> | undefined): Registration | null {
  if (kept === undefined) return null;
  if ('plain' in kept) return kept.plain;
  const plain = sealer?.open(kept.sealed) ?? null;
  return plain === null ? null : registrationSchema.parse(JSON.parse(plain));
}

/** Null where there is none, or it was sealed with another key. To be read only: whoever writes it takes `lockRegistration`. */
export const registrationOf = (records: Records, member: Pick<Member, 'id'>): Promise<Found | null> =>
  ownOf(records, member, (key) => registrations(records).get(key));

/** As `registrationOf`, and nobody else registers, changes or erases it before the transaction ends; nor where there is none. */
export const lockRegistration = (records: Records, member: Pick<Member, 'id'>): Promise<Found | null> =>
  ownOf(records, member, (key) => registrations(records).lock(key));

type Look = (key: string) => Promise<z.infer<typeof keptSchema> | undefined>;

async function ownOf(records: Records, { id }: Pick<Member, 'id'>, look: Look): Promise<Found | null> {
  for (const key of await keysOf(records.tx, id)) {
    const registration = opened(records, await look(key));
    if (registration) return { key, registration };
  }
  return null;
}

/** By its number; nobody else changes or erases it before the transaction ends. */
export const registrationNumbered = (records: Records, number: number): Promise<Found | null> =>
  numbered(records, number, (key) => registrations(records).lock(key));

async function numbered(records: Records, number: number, look: Look): Promise<Found | null> {
  const key = await numbers(records).get(String(number));
  const registration = key === undefined ? null : opened(records, await look(key));
  // Erased and registered anew while the lock was waited for, it is another one.
  return key !== undefined && registration?.number === number ? { key, registration } : null;
}

/** Whoever is behind it now. */
export async function personOf({ tx }: Records, { key }: Found): Promise<Member | null> {
  return (await tx.members.byId(key)) ?? (await tx.members.byAccount(key)) ?? null;
}

/** Numbers are given once, whoever registers at the same moment. */
export async function nextNumber(records: Records): Promise<number> {
  const last = Number((await numbers(records).lock(LAST)) ?? 0);
  await numbers(records).put(LAST, String(last + 1), records.now);
  return last + 1;
}

/** Keeps what was locked, with what follows from its status for the lists beside it. */
export async function keep(records: Records, { key, registration }: Found): Promise<void> {
  const { sealer, now } = records;
  const { number, status, statusAt } = registration;
  const kept = sealer ? { sealed: sealer.seal(JSON.stringify(registration)) } : { plain: registration };
  await registrations(records).put(key, kept, now);
  await numbers(records).put(String(number), key, now);
  const person = await personOf(records, { key, registration });
  if (status === 'verified') await waiting(records).remove(String(number));
  else await waiting(records).put(String(number), { since: statusAt }, now);
  if (!person) return;
  await asked(records).lock(person.id);
  if (status === 'asked') await asked(records).put(person.id, { at: statusAt }, now);
  else await asked(records).remove(person.id);
}

/** Those not verified yet, by number. */
export async function unverified(records: Records): Promise<Found[]> {
  const open = (await waiting(records).list()).map(({ key }) => Number(key)).sort((a, b) => a - b);
  const found: Found[] = [];
  for (const number of open) {
    const one = await numbered(records, number, (key) => registrations(records).get(key));
    if (one) found.push(one);
  }
  return found;
}

/** Those that are verified, by number. */
export async function verified(records: Records): Promise<Found[]> {
  const found: Found[] = [];
  for (const { key: number } of await numbers(records).list()) {
    const one = number === LAST ? null : await numbered(records, Number(number), (key) => registrations(records).get(key));
    if (one?.registration.status === 'verified') found.push(one);
  }
  return found.sort((a, b) => a.registration.number - b.registration.number);
}

/** Whether anybody has ever registered. */
export const hasAny = async (records: Records): Promise<boolean> => (await numbers(records).get(LAST)) !== undefined;

export const isAsked = async (records: Records, { id }: Pick<Member, 'id'>): Promise<boolean> =>
  (await asked(records).get(id)) !== undefined;

/** These words were not meant for the secretary. */
export async function leaveAside(records: Records, { id }: Pick<Member, 'id'>, words: string): Promise<void> {
  const awaited = await asked(records).lock(id);
  if (awaited) await asked(records).put(id, { ...awaited, aside: digestOf(words) }, awaited.at);
}

export const isLeftAside = async (records: Records, { id }: Pick<Member, 'id'>, words: string): Promise<boolean> =>
  (await asked(records).get(id))?.aside === digestOf(words);

const digestOf = (words: string): string => createHash('sha256').update(words).digest('hex');

/** Takes all of it away. @returns the numbers that are no more */
export async function forget(records: Records, member: Pick<Member, 'id'>): Promise<number[]> {
  const gone: number[] = [];
  const keys = await keysOf(records.tx, member.id);
  // Locked first: what a secretary writes to it at this moment must not bring it back.
  for (const key of keys) {
    if ((await registrations(records).lock(key)) !== undefined) await registrations(records).remove(key);
  }
  // What another key has sealed is found by its number alone.
  for (const { key: number, value } of await numbers(records).list()) {
    if (number === LAST || !keys.includes(value)) continue;
    await numbers(records).remove(number);
    await waiting(records).remove(number);
    gone.push(Number(number));
  }
  await asked(records).lock(member.id);
  await asked(records).remove(member.id);
  return gone;
}
