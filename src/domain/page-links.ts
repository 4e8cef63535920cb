// Addresses that show one page once. Whoever has one may see the page: the address itself is the right, and leads to nobody.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { MINUTE_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import type { Ticket } from '../core/ticket.ts';

/** The collection of what links lead to, by the digest of their token. */
export const PAGE_LINKS = 'page-links';
export const PAGE_LINK_MS = 10 * MINUTE_MS;
/** Where the pages stand below the base address. */
export const PAGES_PATH = '/pages';

/** `pack`: all of an appeal, for its reporter to hand over · `reporter`, `handler`: a ticket's sheet, as either of them may see it. */
export const pageKinds = ['pack', 'reporter', 'handler'] as const;
export type PageKind = (typeof pageKinds)[number];

const linkSchema = z.object({ ticketId: z.string(), page: z.enum(pageKinds), expiresAt: z.number() });
export type PageLink = z.infer<typeof linkSchema>;

/** 256 bits, as base64url. */
const TOKEN = /^[\w-]{43}$/;

const linksOf = ({ tx }: Pick<Doing, 'tx'>) => tx.collection(PAGE_LINKS, linkSchema);

/** Without a key, because a token of 256 random bits cannot be guessed from its digest. */
const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Makes a link that works once, for ten minutes.
 * @returns the address; null where people's browsers cannot reach us
 */
export async function openPageLink(doing: Doing, { id }: Ticket, page: PageKind): Promise<string | null> {
  if (doing.baseUrl === null) return null;
  const links = linksOf(doing);
  await links.purge(doing.now - PAGE_LINK_MS);
  const token = randomBytes(32).toString('base64url');
  await links.put(digestOf(token), { ticketId: id, page, expiresAt: doing.now + PAGE_LINK_MS }, doing.now);
  return `${doing.baseUrl}${PAGES_PATH}/${token}`;
}

/** What the link leads to, without using it up: link scanners and previews look first. Null: unknown, used or too old. */
export async function findPageLink(doing: Pick<Doing, 'tx' | 'now'>, token: string): Promise<PageLink | null> {
  if (!TOKEN.test(token)) return null;
  // Looked up by digest: how long the search takes tells of the digest at most, which is no help to whoever lacks the token.
  const link = await linksOf(doing).get(digestOf(token));
  return link && link.expiresAt > doing.now ? link : null;
}

/** Uses the link up. Null: unknown, used or too old. */
export async function takePageLink(doing: Pick<Doing, 'tx' | 'now'>, token: string): Promise<PageLink | null> {
  const link = await findPageLink(doing, token);
  if (!link) return null;
  // Two that come at once wait here for each other, and the second finds nothing any more.
  await doing.tx.tickets.lock(link.ticketId);
  const isStill = await findPageLink(doing, token);
  await linksOf(doing).remove(digestOf(token));
  return isStill;
}
