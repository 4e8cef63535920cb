// Which ticket is meant where no number is said.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { sayMatter } from '../../core/phrases-lists.ts';
import { type HandlingAction, type Ticket, type TicketKind, ticketLevels } from '../../core/ticket.ts';
import { settlesAt } from './handlers-of.ts';

/** Of more than these nobody means one without its number. */
const LOOKED_AT = 50;

/**
 * Those of the member's that this can be done to: what he has taken on, and what waits for somebody at his level; whose clock runs out
 * first comes first.
 * @param kind null = both; in a group nothing is said of appeals
 */
export async function fitting(
  doing: Doing,
  member: Member,
  action: HandlingAction | null,
  kind: TicketKind | null,
): Promise<Ticket[]> {
  const { tickets } = doing.tx;
  const of = kind === null ? {} : { kind };
  const own = await tickets.list({ ...of, statuses: ['accepted'], handlerId: member.id }, 'due', LOOKED_AT);
  // What is settled was mostly taken on before.
  if (action === 'resolve' && own.length > 0) return own;
  const levels = ticketLevels.filter((level) => settlesAt(doing, member, level));
  const open = levels.length === 0 ? [] : await tickets.list({ ...of, statuses: ['open'], levels }, 'due', LOOKED_AT);
  return (action === 'accept' ? open : [...own, ...open]).filter((ticket) => isPossible(action, ticket));
}

function isPossible(action: HandlingAction | null, { level }: Ticket): boolean {
  if (action === 'assign_branch') return level !== 'branch';
  if (action === 'escalate_street') return level === 'branch';
  return action !== 'escalate_county' || level !== 'county';
}

/** Dangers people are called out to and nobody has answered, the latest first; where one was said in the group, only those. */
export async function unanswered({ tx }: Doing, group: string | null): Promise<Ticket[]> {
  const open = await tx.tickets.list({ kind: 'hazard', statuses: ['open', 'accepted'] }, 'due', 4 * LOOKED_AT);
  const called = open.filter(({ urgent, answeredAt, calls }) => urgent && answeredAt === null && calls > 0);
  const here = called.filter((ticket) => group !== null && ticket.group === group);
  return (here.length > 0 ? here : called).sort((a, b) => b.createdAt - a.createdAt);
}

/** Whether a ticket may be called so by its thing or its place: `充电桩`, `东门的充电桩`. */
export function isCalledSo(ticket: Ticket, about: string): boolean {
  const known = [ticket.words, ticket.place ?? '', sayMatter(ticket)].join('\n');
  return known.includes(about) || about.split(OF).every((piece) => piece.length > 1 && known.includes(piece));
}
const OF = /\u7684/;
