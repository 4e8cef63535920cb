// The three lists (三张清单): needs, resources, services. Numbers are never used again, whatever becomes of what they stood for.
import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';

export const serviceKinds = ['need', 'resource', 'service'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

export const serviceStatuses = ['open', 'done', 'cancelled'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

const itemSchema = z.object({
  kind: z.enum(serviceKinds),
  number: z.int(),
  /** As the staff wrote it: for the staff alone. */
  text: z.string(),
  status: z.enum(serviceStatuses),
  /** What it was brought together with, and when; on both sides. ms */
  matches: z.array(z.object({ kind: z.enum(serviceKinds), number: z.int(), at: z.number() })),
  by: z.string(),
  at: z.number(),
  statusAt: z.number(),
  /** Key of the message that made it. */
  source: z.string(),
});
export type ServiceItem = z.infer<typeof itemSchema>;
export type ServiceKey = Pick<ServiceItem, 'kind' | 'number'>;

const items = ({ tx }: Pick<Doing, 'tx'>) => tx.collection('service-items', itemSchema);
const numbers = ({ tx }: Pick<Doing, 'tx'>) => tx.collection('service-numbers', z.int());

const keyOf = ({ kind, number }: ServiceKey): string => `${kind}/${number}`;
const isSame = (a: ServiceKey, b: ServiceKey): boolean => a.kind === b.kind && a.number === b.number;

export const itemOf = (doing: Doing, key: ServiceKey): Promise<ServiceItem | undefined> => items(doing).get(keyOf(key));

/** By number. @param kind null = of all three */
export async function openItems(doing: Pick<Doing, 'tx'>, kind: ServiceKind | null): Promise<ServiceItem[]> {
  const all = (await items(doing).list()).map(({ value }) => value);
  return all
    .filter((item) => item.status === 'open' && (kind === null || item.kind === kind))
    .sort((a, b) => serviceKinds.indexOf(a.kind) - serviceKinds.indexOf(b.kind) || a.number - b.number);
}

/** Needs nobody was found for yet. */
export async function unmatchedNeeds(doing: Pick<Doing, 'tx'>): Promise<ServiceItem[]> {
  return (await openItems(doing, 'need')).filter(({ matches }) => matches.length === 0);
}

export type Added = { kind: 'added' | 'already'; item: ServiceItem };

/** The same words, while they stand, are the same thing. */
export async function addItem(doing: Doing, kind: ServiceKind, text: string, by: string, source: string): Promise<Added> {
  const last = (await numbers(doing).lock(kind)) ?? 0;
  const before = (await openItems(doing, kind)).find((item) => item.text === text);
  if (before) return { kind: 'already', item: before };
  const { now } = doing;
  const item = { kind, number: last + 1, text, status: 'open' as const, matches: [], by, at: now, statusAt: now, source };
  await numbers(doing).put(kind, item.number, now);
  await items(doing).put(keyOf(item), item, now);
  return { kind: 'added', item };
}

const LAST_WITHIN_MS = 10 * MINUTE_MS;

export const LAST_WRITTEN = 'service-last';
export const LAST_KEPT_MS = DAY_MS;
const lastWritten = ({ tx }: Pick<Doing, 'tx'>) =>
  tx.collection(LAST_WRITTEN, z.object({ kind: z.enum(serviceKinds), number: z.int(), at: z.number() }));

/** What the person wrote last, so that a word right after it puts it right. */
export const noteWritten = (doing: Doing, memberId: string, { kind, number }: ServiceKey): Promise<void> =>
  lastWritten(doing).put(memberId, { kind, number, at: doing.now }, doing.now);

/** What the person wrote or changed last and may put right; null = nothing lately, or it is settled. */
export async function writtenLast(doing: Doing, memberId: string): Promise<{ item: ServiceItem; at: number } | null> {
  const last = await lastWritten(doing).get(memberId);
  const item = last && last.at >= doing.now - LAST_WITHIN_MS ? await itemOf(doing, last) : undefined;
  return last && item?.status === 'open' ? { item, at: last.at } : null;
}

export type Changed = { kind: 'changed' | 'already'; item: ServiceItem } | { kind: 'unknown'; key: ServiceKey };

async function change(doing: Doing, key: ServiceKey, to: (item: ServiceItem) => ServiceItem | null): Promise<Changed> {
  const item = await items(doing).lock(keyOf(key));
  if (!item) return { kind: 'unknown', key };
  const changed = to(item);
  if (!changed) return { kind: 'already', item };
  await items(doing).put(keyOf(key), changed, doing.now);
  return { kind: 'changed', item: changed };
}

export const settle = (doing: Doing, key: ServiceKey, status: ServiceStatus): Promise<Changed> =>
  change(doing, key, (item) => (item.status === status ? null : { ...item, status, statusAt: doing.now }));

export const rewrite = (doing: Doing, key: ServiceKey, text: string): Promise<Changed> =>
  change(doing, key, (item) => (item.text === text ? null : { ...item, text }));

export type Linked =
  | { kind: 'linked' | 'unlinked' | 'already'; need: ServiceItem; other: ServiceItem }
  | { kind: 'unknown'; key: ServiceKey }
  /** Done or called off: it is opened again first. */
  | { kind: 'over'; item: ServiceItem }
  /** Two needs, or no need among the two. */
  | { kind: 'no_pair' };

/** A need, and what or who meets it: both note the other. Said the other way round, it is the same. */
export async function link(doing: Doing, first: ServiceKey, second: ServiceKey, isLink: boolean): Promise<Linked> {
  const [needKey, otherKey] = first.kind === 'need' ? [first, second] : [second, first];
  if (needKey.kind !== 'need' || otherKey.kind === 'need') return { kind: 'no_pair' };
  // Always the need first, so that two who do it at once do not wait for each other.
  const need = await items(doing).lock(keyOf(needKey));
  const other = await items(doing).lock(keyOf(otherKey));
  if (!need) return { kind: 'unknown', key: needKey };
  if (!other) return { kind: 'unknown', key: otherKey };
  const over = isLink ? [need, other].find(({ status }) => status !== 'open') : undefined;
  if (over) return { kind: 'over', item: over };
  if (need.matches.some((match) => isSame(match, other)) === isLink) return { kind: 'already', need, other };
  const noted = (item: ServiceItem, { kind, number }: ServiceItem): ServiceItem => {
    const rest = item.matches.filter((match) => !isSame(match, { kind, number }));
    return { ...item, matches: isLink ? [...rest, { kind, number, at: doing.now }] : rest };
  };
  const both = { need: noted(need, other), other: noted(other, need) };
  await items(doing).put(keyOf(need), both.need, doing.now);
  await items(doing).put(keyOf(other), both.other, doing.now);
  return { kind: isLink ? 'linked' : 'unlinked', ...both };
}
