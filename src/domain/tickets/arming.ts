// Whatever is to happen to a ticket by itself is planned here, and only here: one thing at a time.
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import type { TicketRecords } from '../../core/store.ts';
import type { NewTicket, Ticket, TicketAction } from '../../core/ticket.ts';
import { dueAtOf, nextOf, nothingYet, type Past } from './clocks.ts';
import { dropOutdated } from './waiting.ts';

/** The kind of the scheduled work. */
export const TICKET = 'ticket';
export const ticketWorkSchema = z.object({ ticketId: z.string(), turn: z.number() });

/**
 * Saves a ticket that was changed (and locked before), with what happens to it next and the work that is planned for then. Its turn
 * goes up: what was planned before does nothing any more. Steps written into its history before count.
 * @param placeKey where the place has changed
 * @returns the ticket as it stands now
 */
export async function arm(doing: Doing, ticket: Ticket, placeKey?: string): Promise<Ticket> {
  const { tx, now } = doing;
  const armed = withNext(doing, ticket, pastOf(await tx.tickets.events(ticket.id)));
  await tx.tickets.save(armed, placeKey);
  await dropOutdated(doing, armed);
  // What is planned for later must not stand in front of what is planned for sooner.
  await tx.scheduled.withdraw([keyOf(ticket)], now, 'armed_anew');
  await planNext(doing, armed);
  return armed;
}

/**
 * Adds a ticket as `arm` would leave it, in one writing.
 * @param placeKey of its place
 */
export async function addArmed(doing: Doing, ticket: NewTicket, placeKey: string): Promise<Ticket> {
  const calledAt = ticket.calls > 0 ? doing.now : null;
  const added = await doing.tx.tickets.add(withNext(doing, ticket, { ...nothingYet, calledAt }), placeKey);
  await planNext(doing, added);
  return added;
}

function withNext<T extends NewTicket>({ branch, calendar }: Doing, ticket: T, past: Past): T {
  return {
    ...ticket,
    dueAt: dueAtOf(branch, calendar, ticket, past.expiredAt),
    next: nextOf(branch, calendar, ticket, past),
    turn: ticket.turn + 1,
  };
}

async function planNext({ tx, now }: Doing, ticket: Ticket): Promise<void> {
  if (!ticket.next) return;
  const payload = { ticketId: ticket.id, turn: ticket.turn } satisfies z.infer<typeof ticketWorkSchema>;
  const orderingKey = `${TICKET}:${ticket.id}`;
  await tx.scheduled.add([{ key: keyOf(ticket), orderingKey, body: { kind: TICKET, payload }, dueAt: ticket.next.at }], now);
}

const keyOf = ({ id, turn }: Ticket) => `${TICKET}:${id}:${turn}`;

function pastOf(events: Awaited<ReturnType<TicketRecords['events']>>): Past {
  const last = (action: TicketAction) => events.findLast((event) => event.action === action)?.at ?? null;
  return { calledAt: last('call'), warnedAt: last('warn'), expiredAt: last('expire') };
}
