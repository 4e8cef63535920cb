// Tickets as lines of lists: no words of the report, nobody who reported it.
import type { Doing } from '../../core/doing.ts';
import type { Ticket } from '../../core/ticket.ts';
import { isHandler } from './handlers-of.ts';

export interface TicketRow
  extends Pick<
    Ticket,
    | 'number'
    | 'kind'
    | 'category'
    | 'place'
    | 'urgent'
    | 'level'
    | 'status'
    | 'createdAt'
    | 'statusAt'
    | 'dueAt'
    | 'outcome'
    | 'end'
    | 'unsatisfied'
  > {
  /** Name of who took it on. */
  handler: string | null;
}

/** As lists show them, in the order given; nothing in a row leads to a reporter. */
export async function rowsOf(doing: Doing, tickets: readonly Ticket[]): Promise<TicketRow[]> {
  const nameOf = namesIn(doing);
  const rows: TicketRow[] = [];
  for (const ticket of tickets) rows.push(rowOf(ticket, await nameOf(ticket.handlerId)));
  return rows;
}

/** Written out, so that what a ticket comes to hold later is in no list by itself. */
export function rowOf(ticket: Ticket, handler: string | null): TicketRow {
  const { number, kind, category, place, urgent, level, status, createdAt, statusAt, dueAt, outcome, end, unsatisfied } = ticket;
  const matter = { number, kind, category, place, urgent };
  return { ...matter, level, status, handler, createdAt, statusAt, dueAt, outcome, end, unsatisfied };
}

export type NameOf = (memberId: string | null) => Promise<string | null>;

/** Asks for each person once. */
export function namesIn({ tx }: Pick<Doing, 'tx'>): NameOf {
  const known = new Map<string, string | null>();
  return async (memberId) => {
    if (memberId === null) return null;
    if (!known.has(memberId)) known.set(memberId, (await tx.members.byId(memberId))?.name ?? null);
    return known.get(memberId) ?? null;
  };
}

/** As `namesIn`, of those who settle tickets or are on duty; nobody else is named where a ticket's history is told. */
export function officeNamesIn(doing: Doing): NameOf {
  const onDuty = new Set(doing.branch.duty.flatMap(({ people }) => people));
  return async (memberId) => {
    const member = memberId === null ? undefined : await doing.tx.members.byId(memberId);
    return member && (onDuty.has(member.id) || isHandler(doing, member)) ? member.name : null;
  };
}
