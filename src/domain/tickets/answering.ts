// Somebody goes there: the word everybody who was called out waits for.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { Ticket } from '../../core/ticket.ts';
import { onDuty } from '../duty.ts';
import { earnForHazard } from '../points/index.ts';
import { arm } from './arming.ts';
import { calledFor } from './calling.ts';
import { mayHandle } from './handlers-of.ts';
import { record } from './history.ts';
import { tellPeople, tellReporter } from './telling.ts';

export type CallAnswered =
  /** `accepted`: it is his to settle as well. */
  | { kind: 'answered'; ticket: Ticket; accepted: boolean }
  /** Somebody has answered before. */
  | { kind: 'already'; ticket: Ticket }
  | { kind: 'not_urgent'; ticket: Ticket }
  | { kind: 'unknown'; number: string }
  | { kind: 'not_yours'; ticket: Ticket }
  | { kind: 'wrong_state'; ticket: Ticket };

/**
 * Somebody on duty, or who may handle it, goes to an urgent ticket's place: nobody is called any more, and whoever may handle it has
 * taken it on. Its reporter and all who were called hear it at once.
 */
export async function answerCall(doing: Doing, by: Member, number: string): Promise<CallAnswered> {
  const { tx, now } = doing;
  const found = await tx.tickets.byNumber(number);
  const ticket = found && (await tx.tickets.lock(found.id));
  if (!ticket) return { kind: 'unknown', number };
  const handles = await mayHandle(doing, by, ticket);
  // Duty calls to dangers; of appeals nobody learns by it that they exist.
  const isOnDuty = ticket.kind === 'hazard' && (await onDuty(doing)).some(({ id }) => id === by.id);
  if (!handles && !isOnDuty) return { kind: 'not_yours', ticket };
  if (ticket.status !== 'open' && ticket.status !== 'accepted') return { kind: 'wrong_state', ticket };
  if (!ticket.urgent) return { kind: 'not_urgent', ticket };
  if (ticket.answeredAt !== null) return { kind: 'already', ticket };

  const step = await record(doing, ticket, 'answer_call', { member: by });
  const accepted = handles && ticket.status === 'open';
  if (accepted) await record(doing, ticket, 'accept', { member: by });
  const answered = await arm(doing, {
    ...ticket,
    answeredAt: now,
    ...(accepted && { status: 'accepted', statusAt: now, handlerId: by.id }),
  });
  if (accepted) await earnForHazard(doing, answered, by);
  const text = ticketPhrases.onTheWay(answered, by.name);
  const news = { step, by: by.id, kind: 'emergency' } as const;
  await tellPeople(doing, answered, await calledFor(doing, answered), { ...news, text });
  await tellReporter(doing, answered, { ...news, text: ticketPhrases.toReporter.onTheWay(answered, by.name) });
  return { kind: 'answered', ticket: answered, accepted };
}
