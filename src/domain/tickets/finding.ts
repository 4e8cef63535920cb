// Which ticket is asked for, and how the one who asks stands to it.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Ticket } from '../../core/ticket.ts';
import { mayHandle } from './handlers-of.ts';
import { isReporter } from './reporter.ts';

/** The nearest of several: whoever reported what he may handle himself is its reporter. */
export type Standing = 'reporter' | 'handler' | 'follower' | 'anyone';

export type TicketFound =
  | { kind: 'found'; ticket: Ticket; standing: Standing }
  | { kind: 'unknown' }
  /** Somebody else's appeal. To be answered as an unknown number is, or people would learn which there are. */
  | { kind: 'not_yours' };

/**
 * The ticket of a number. Hazards may be asked about by any insider (how they stand, no names); appeals by their reporter and by those
 * who may handle them.
 * @param number `H-0031`
 */
export async function ticketFor(doing: Doing, member: Member, number: string): Promise<TicketFound> {
  const ticket = await doing.tx.tickets.byNumber(number);
  if (!ticket) return { kind: 'unknown' };
  const standing = await standingOf(doing, member, ticket);
  if (ticket.kind === 'appeal' && standing !== 'reporter' && standing !== 'handler') return { kind: 'not_yours' };
  return { kind: 'found', ticket, standing };
}

async function standingOf(doing: Doing, member: Member, ticket: Ticket): Promise<Standing> {
  if (await isReporter(doing, ticket, member)) return 'reporter';
  if (await mayHandle(doing, member, ticket)) return 'handler';
  return (await doing.tx.tickets.followers(ticket.id)).includes(member.id) ? 'follower' : 'anyone';
}
