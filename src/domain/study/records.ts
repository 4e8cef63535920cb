// What is kept of materials: the things themselves, what a person was sent lately, who wants none, who asked to take part from afar.
import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Transaction } from '../../core/store.ts';
import { keysOf, peopleOf } from '../keys-of.ts';

/** `members` = those listed in the roster. */
export const studyAudiences = ['all', 'courier', 'rider', 'driver', 'office', 'members'] as const;
export type StudyAudience = (typeof studyAudiences)[number];

const audienceSchema = z.discriminatedUnion('kind', [
  /** `groups`: ids of the branch's groups. */
  z.object({ kind: z.literal('people'), who: z.enum(studyAudiences), groups: z.array(z.string()) }),
  /** Those who could not come to it, and those who asked to take part from afar. */
  z.object({ kind: z.literal('absent'), activityId: z.string() }),
]);
export type Audience = z.infer<typeof audienceSchema>;

const materialSchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  /** One of the two at least. */
  body: z.string().nullable(),
  link: z.string().nullable(),
  /** How long it takes, as the secretary said. */
  minutes: z.number().nullable(),
  audience: audienceSchema,
  /** Member id. */
  createdBy: z.string(),
  createdAt: z.number(),
  /** Not before. ms */
  from: z.number(),
  /** Later it is sent to nobody any more. ms */
  usefulUntil: z.number(),
  withdrawnAt: z.number().nullable(),
  /** People it was sent to. */
  sent: z.number(),
});
export type Material = z.infer<typeof materialSchema>;

const MATERIALS = 'study-materials';
const RECEIVED = 'study-received';
const WANTED = 'study-wanted';
const KEPT_MS = 366 * DAY_MS;

/** Who wants none stays so; the rest is worth nothing after a year. */
export const studyForgets = { [MATERIALS]: KEPT_MS, [RECEIVED]: KEPT_MS, [WANTED]: 60 * DAY_MS };

export const materials = (tx: Transaction) => tx.collection(MATERIALS, materialSchema);

/** The newest last. */
const receivedSchema = z.array(z.object({ id: z.string(), at: z.number() }));
const received = (tx: Transaction) => tx.collection(RECEIVED, receivedSchema);
/** Nobody means an older one. */
const RECEIVED_MAX = 30;

const stopped = (tx: Transaction) => tx.collection('study-stopped', z.object({}));

/** By activity: member ids, in the order they asked. */
const wanted = (tx: Transaction) => tx.collection(WANTED, z.array(z.string()));

/** What `ofSubject` of the acknowledgements finds who is through by: no list is read for one person's word. */
export const studySubject = (id: string): string => `study:${id}`;

/** Materials that people can see now, newest first; some dozens in a year. */
export async function visibleMaterials({ tx, now }: Doing): Promise<Material[]> {
  const all = (await materials(tx).list()).map(({ value }) => value);
  return all.filter(({ from, withdrawnAt }) => withdrawnAt === null && from <= now).sort((a, b) => b.from - a.from);
}

/** Those the person was sent, as a guest too, newest first. */
export async function receivedBy({ tx }: Pick<Doing, 'tx'>, memberId: string): Promise<{ id: string; at: number }[]> {
  const sent: { id: string; at: number }[] = [];
  for (const key of await keysOf(tx, memberId)) sent.push(...((await received(tx).get(key)) ?? []));
  return sent.sort((a, b) => a.at - b.at).toReversed();
}

/** Writes down that it is on its way to the person. @returns false when it was already */
export async function noteReceived(doing: Doing, id: string, memberId: string): Promise<boolean> {
  const { tx, now } = doing;
  const before = (await received(tx).lock(memberId)) ?? [];
  if ((await receivedBy(doing, memberId)).some((one) => one.id === id)) return false;
  await received(tx).put(memberId, [...before, { id, at: now }].slice(-RECEIVED_MAX), now);
  return true;
}

/** Counts people it was sent to. */
export async function countSent({ tx, now }: Doing, id: string, count: number): Promise<void> {
  const material = count > 0 ? await materials(tx).lock(id) : undefined;
  if (material) await materials(tx).put(id, { ...material, sent: material.sent + count }, now);
}

/** So long after it was sent a single word is an answer to it: it said itself how to stop it. */
const ANSWERED_WITHIN_MS = 14 * DAY_MS;
/** What has been planned for this moment is on its way. */
const ON_ITS_WAY_MS = 10 * MINUTE_MS;

/** Something was sent to the person a moment ago. */
export async function wasJustSent(doing: Doing, memberId: string): Promise<boolean> {
  const { now } = doing;
  const [last] = await receivedBy(doing, memberId);
  return last !== undefined && last.at > now - ANSWERED_WITHIN_MS && last.at < now + ON_ITS_WAY_MS;
}

/** Whether the person wants no materials, said as a guest too. */
export async function isStopped({ tx }: Pick<Doing, 'tx'>, memberId: string): Promise<boolean> {
  for (const key of await keysOf(tx, memberId)) if (await stopped(tx).get(key)) return true;
  return false;
}

/** @returns false when it was so already */
export async function stopStudy(doing: Doing, memberId: string): Promise<boolean> {
  if (await isStopped(doing, memberId)) return false;
  await stopped(doing.tx).put(memberId, {}, doing.now);
  return true;
}

/** @returns false when nothing was stopped */
export async function resumeStudy(doing: Doing, memberId: string): Promise<boolean> {
  if (!(await isStopped(doing, memberId))) return false;
  for (const key of await keysOf(doing.tx, memberId)) await stopped(doing.tx).remove(key);
  return true;
}

/** Who they are now, in the order they asked. */
export async function wantedBy({ tx }: Pick<Doing, 'tx'>, activityId: string): Promise<readonly string[]> {
  const asked = (await wanted(tx).get(activityId)) ?? [];
  const people = await peopleOf(tx, asked);
  return [...new Set(asked.flatMap((key) => people.get(key) ?? []))];
}

/** @returns true for the first of all */
export async function noteWanted({ tx, now }: Doing, activityId: string, memberId: string): Promise<boolean> {
  const before = (await wanted(tx).lock(activityId)) ?? [];
  if (!before.includes(memberId)) await wanted(tx).put(activityId, [...before, memberId], now);
  return before.length === 0;
}

/** Key of the one message that asks whoever holds it for its material. */
export const wantedKey = (activityId: string): string => `study-wanted:${activityId}`;

/** What is left of a person when nothing is to be kept of him. */
export async function forgetReceived({ tx }: Doing, memberId: string): Promise<void> {
  for (const key of await keysOf(tx, memberId)) await received(tx).remove(key);
}
