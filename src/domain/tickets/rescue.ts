// Dangers that are under way: whose word about them counts, and which one is meant by whoever names none.
import { HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { runningStatuses, type Ticket, ticketStatuses } from '../../core/ticket.ts';
import { onDuty } from '../duty.ts';
import { calledFor } from './calling.ts';
import { isHandler } from './handlers-of.ts';
import { ownTickets } from './reporter.ts';

/** So long news of a danger is about it. */
const UNDER_WAY_MS = 2 * HOUR_MS;
const LOOKED_AT = 20;

const isDanger = ({ kind, urgent }: Ticket): boolean => kind === 'hazard' && urgent;

/**
 * The newest danger somebody else has told of where this is said, or, said alone, in one of the speaker's groups; undefined = none. What
 * was told alone is known to those who settle it, and to nobody else.
 */
export async function dangerAround(doing: Doing, member: Member, group: string | null): Promise<Ticket | undefined> {
  const groups = group === null ? await doing.tx.members.groupsOf(member.id) : [group];
  const isKnown = (ticket: Ticket) =>
    ticket.group === null ? group === null && isHandler(doing, member) : groups.includes(ticket.group);
  return (await underWay(doing)).find(isKnown);
}

/** The newest danger this person has been called out to; undefined = none. */
export async function dangerCalledTo(doing: Doing, member: Member): Promise<Ticket | undefined> {
  // Most who come to something are called to nothing.
  if (!isHandler(doing, member) && !(await onDuty(doing)).some(({ id }) => id === member.id)) return undefined;
  for (const ticket of await underWay(doing)) {
    if ((await calledFor(doing, ticket)).some(({ id }) => id === member.id)) return ticket;
  }
  return undefined;
}

/** The person's own newest danger of this while, whatever has become of it. */
export async function ownDanger(doing: Doing, member: Member): Promise<Ticket | undefined> {
  const own = await ownTickets(doing, member, ticketStatuses, LOOKED_AT);
  return own.find((ticket) => isDanger(ticket) && doing.now - ticket.createdAt <= UNDER_WAY_MS);
}

async function underWay({ tx, now }: Doing): Promise<Ticket[]> {
  const filter = { kind: 'hazard', statuses: runningStatuses, createdFrom: now - UNDER_WAY_MS } as const;
  return (await tx.tickets.list(filter, 'newest', LOOKED_AT)).filter(isDanger);
}
