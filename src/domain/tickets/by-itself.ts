// What happens to a ticket when nobody does anything: it calls, warns, goes up, asks, and at last is closed.
import type { Doing } from '../../core/doing.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { Ticket, TicketStep } from '../../core/ticket.ts';
import { arm } from './arming.ts';
import { callOut } from './calling.ts';
import { isCalling } from './clocks.ts';
import { levelAbove, raise, tellPassed } from './escalating.ts';
import { closeUnreached, followUp } from './follow-up.ts';
import { peopleOf } from './handlers-of.ts';
import { record } from './history.ts';
import { type News, tellHandlers, tellPeople, tellReporter, whoHandles } from './telling.ts';

/** Takes the step that was planned in this turn, and plans the next. Nothing where the ticket has changed since: twice does no harm. */
export async function takeStep(doing: Doing, ticketId: string, turn: number): Promise<void> {
  const { tx, now } = doing;
  const ticket = await tx.tickets.lock(ticketId);
  if (!ticket?.next || ticket.turn !== turn) return;
  // The wall clock was set back: the queue gives early what it thought due.
  if (ticket.next.at > now) await arm(doing, ticket);
  else await steps[stepOf(doing, ticket, ticket.next.step)](doing, ticket);
}

/** After an outage a warning may come when its clock has run out: then that is what is said. */
function stepOf({ now }: Doing, { dueAt }: Ticket, step: TicketStep): TicketStep {
  return step === 'warn' && dueAt !== null && dueAt <= now ? 'expire' : step;
}

const steps: Record<TicketStep, (doing: Doing, ticket: Ticket) => Promise<unknown>> = {
  call: callAgain,
  warn,
  expire,
  follow_up: (doing, ticket) => followUp(doing, ticket, 'follow_up'),
  follow_up_again: (doing, ticket) => followUp(doing, ticket, 'follow_up_again'),
  close: closeUnreached,
};

async function callAgain(doing: Doing, ticket: Ticket): Promise<void> {
  await record(doing, ticket, 'call', null);
  const called = await arm(doing, { ...ticket, calls: ticket.calls + 1 });
  await callOut(doing, called, ticket.group, called.calls === 1);
}

async function warn(doing: Doing, ticket: Ticket): Promise<void> {
  const step = await record(doing, ticket, 'warn', null);
  const warned = await arm(doing, ticket);
  // Who is called out every few minutes needs no warning.
  if (isCalling(ticket)) return;
  const text = (told: Ticket) => ticketPhrases.warn(doing.branch, told);
  await tellHandlers(doing, warned, { step, text, isOfState: true, ...byItself(warned) });
}

/** At any hour only while nobody has answered: whoever is at it is not woken by a clock. */
const byItself = ({ urgent, answeredAt }: Ticket): Pick<News, 'by' | 'kind'> => {
  return { by: null, kind: urgent && answeredAt === null ? 'emergency' : 'summary' };
};

async function expire(doing: Doing, ticket: Ticket): Promise<void> {
  const { branch } = doing;
  const step = await record(doing, ticket, 'expire', null);
  const up = levelAbove(ticket.level);
  if (up === null) return await passAtTop(doing, ticket, step);
  const { ticket: raised } = await raise(doing, ticket, up, null, null);
  const text = ticketPhrases.wentUp(branch, raised, ticket.level);
  // The next call says it.
  if (!isCalling(raised)) await tellPassed(doing, ticket, raised, { step, text, ...byItself(raised) });
  const isReached = (await peopleOf(doing, raised.level)).length > 0;
  const { wentUp, briefly } = ticketPhrases.toReporter;
  await tellReporter(doing, raised, {
    step,
    text: (told) => wentUp(branch, told, ticket.level, isReached),
    brief: briefly.wentUp(branch, ticket.level),
    by: null,
  });
}

/** Nobody is above the county: it stays, with another term, and the branch knows. */
async function passAtTop(doing: Doing, ticket: Ticket, step: number): Promise<void> {
  const { branch } = doing;
  const again = await arm(doing, ticket);
  const people = [
    ...(await whoHandles(doing, again)),
    ...(await peopleOf(doing, 'county')),
    ...(await peopleOf(doing, 'branch')),
  ];
  const text = ticketPhrases.passedAtTop(branch, again);
  await tellPeople(doing, again, [...new Map(people.map((member) => [member.id, member])).values()], {
    step,
    text,
    isOfState: true,
    ...byItself(again),
  });
  await tellReporter(doing, again, { step, text: ticketPhrases.toReporter.passedAtTop(branch, again), by: null });
}
