// Who reported a ticket: found again, reached, and where it was asked for, hidden for good.
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { ReporterKeys } from '../../core/store.ts';
import type { Ticket, TicketStatus } from '../../core/ticket.ts';
import { type Push, type PushOutcome, pushToMember } from '../pushes/index.ts';

/** What an anonymous ticket holds, sealed: an account stays the same when people are merged, a member id does not. */
const sealSchema = z.object({ account: z.string() });

/** Null: the seal was made with another key, or nobody is behind it any more. */
export async function reporterOf({ tx, sealer }: Doing, ticket: Ticket): Promise<Member | null> {
  if (ticket.reporterId !== null) return (await tx.members.byId(ticket.reporterId)) ?? null;
  const opened = ticket.reporterSeal === null ? null : (sealer?.open(ticket.reporterSeal) ?? null);
  if (opened === null) return null;
  const { account } = sealSchema.parse(JSON.parse(opened));
  return (await tx.members.byAccount(account)) ?? null;
}

/** By what the member's reports are found, from whichever platform he speaks. */
export async function reporterKeys(
  { tx, sealer }: Pick<Doing, 'tx' | 'sealer'>,
  member: Pick<Member, 'id'>,
): Promise<ReporterKeys> {
  const accounts = sealer ? await tx.members.accountsOf(member.id) : [];
  return { memberId: member.id, digests: accounts.map((account) => digestOf(sealer, account) ?? '') };
}

/** From whichever account of his he speaks. */
export async function isReporter(doing: Doing, ticket: Ticket, member: Pick<Member, 'id'>): Promise<boolean> {
  if (ticket.reporterId !== null) return ticket.reporterId === member.id;
  return ticket.reporterDigest !== null && (await reporterKeys(doing, member)).digests.includes(ticket.reporterDigest);
}

/** The member's own, newest first. */
export async function ownTickets(
  doing: Doing,
  member: Pick<Member, 'id'>,
  statuses: readonly TicketStatus[],
  limit = 50,
): Promise<Ticket[]> {
  return await doing.tx.tickets.ofReporter(await reporterKeys(doing, member), statuses, limit);
}

/**
 * The ticket with its reporter hidden: nothing in it leads to the person but what only our key opens. Null where no key is set; then
 * nobody must be promised it.
 * @param account the one the reporter speaks from
 */
export function withHiddenReporter({ sealer }: Doing, ticket: Ticket, account: string): Ticket | null {
  const reporterDigest = digestOf(sealer, account);
  if (!sealer || reporterDigest === null) return null;
  const reporterSeal = sealer.seal(JSON.stringify({ account } satisfies z.infer<typeof sealSchema>));
  return { ...ticket, anonymous: true, reporterId: null, reporterSeal, reporterDigest };
}

/** By what whoever speaks from this account is known again; null where no key is set. */
export const digestOf = (sealer: Doing['sealer'], account: string) => sealer?.digest(`reporter:${account}`) ?? null;

/**
 * Tells the reporter something. A hazard may be told in the group it was said in, with a mention, where the platform has no direct way;
 * an appeal never: it waits for one, and its outbox row does not tell whom it is for.
 * @returns null when nobody can be reached
 */
export async function pushToReporter(doing: Doing, ticket: Ticket, push: Push): Promise<PushOutcome | null> {
  const reporter = await reporterOf(doing, ticket);
  if (!reporter) return null;
  if (ticket.kind === 'appeal') return await pushToMember(doing, reporter, { ...push, isSealed: true });
  return await pushToMember(doing, reporter, { ...push, ...(ticket.group !== null && { viaGroup: ticket.group }) });
}
