// The reporter has the last word: asked when it is settled, once more a week later, and only then is it closed without one.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { Ticket, TicketEvent } from '../../core/ticket.ts';
import { outboxKey } from '../pushes/item.ts';
import { arm } from './arming.ts';
import { record } from './history.ts';
import { pushToReporter } from './reporter.ts';
import { askReporter, REPORTER, ratingButtons, tellingKey, USEFUL_MS } from './telling.ts';

/** Counted from when the question leaves, not from when it was thought of. */
const ASKED_AGAIN_AFTER_MS = 7 * DAY_MS;
const CLOSED_AFTER_MS = 2 * DAY_MS;

/** Asks the reporter of a settled ticket how it turned out. Who cannot be reached has been tried, and the history says so. */
export async function followUp(doing: Doing, ticket: Ticket, attempt: 'follow_up' | 'follow_up_again'): Promise<Ticket> {
  const { toReporter } = ticketPhrases;
  const isFirst = attempt === 'follow_up';
  const say = (told: Ticket) => (isFirst ? toReporter.settled(doing.branch, told) : toReporter.askedAgain(told));
  const step = await record(doing, ticket, attempt, null);
  const outcome = await askReporter(doing, ticket, {
    step,
    text: say(ticket),
    aloud: say({ ...ticket, outcome: null }),
    by: null,
    kind: 'change',
    isEnd: true,
    buttons: ratingButtons(ticket),
  });
  const askedAt = outcome === null || outcome.kind === 'dropped' ? doing.now : outcome.dueAt;
  const next = isFirst
    ? ({ step: 'follow_up_again', at: askedAt + ASKED_AGAIN_AFTER_MS } as const)
    : ({ step: 'close', at: askedAt + CLOSED_AFTER_MS } as const);
  return await arm(doing, { ...ticket, next });
}

/** Closes what nobody said a word about, twice asked. Its reporter is left in peace. */
export async function closeUnreached(doing: Doing, ticket: Ticket): Promise<Ticket> {
  await record(doing, ticket, 'close', null);
  return await arm(doing, { ...ticket, status: 'closed', statusAt: doing.now, end: 'unreached' });
}

/**
 * The last question about how it turned out that has left: its event, and when it left; null = none has. What the platform may have lost
 * counts.
 */
export async function askedIn({ tx }: Doing, { id }: Pick<Ticket, 'id'>): Promise<{ event: number; at: number } | null> {
  for (const event of (await questionsOf(tx, id)).reverse()) {
    const item = await tx.outbox.find(keyOf(event));
    if (item?.state === 'done') return { event: event.id, at: item.finishedAt ?? event.at };
  }
  return null;
}

/**
 * Questions that wait for their hour are not asked any more: the word was quicker. What an appeal's reporter would have read in them he
 * is told all the same, at once: he is speaking with us, and he had asked for it.
 */
export async function takeBackQuestions(doing: Doing, ticket: Ticket): Promise<void> {
  const { tx, now } = doing;
  const keys = (await questionsOf(tx, ticket.id)).map(keyOf);
  const taken = keys.length === 0 ? 0 : await tx.outbox.withdraw(keys, now, 'answered');
  if (taken === 0 || ticket.kind !== 'appeal' || ticket.outcome === null) return;
  const { told } = ticketPhrases.toReporter;
  const step = `told-${ticket.turn}`;
  await pushToReporter(doing, ticket, {
    key: tellingKey(ticket.id, step, REPORTER),
    text: told(doing.branch, ticket),
    kind: 'change',
    usefulUntil: now + USEFUL_MS,
    mustKnowBy: now,
  });
}

const questionsOf = async (tx: Doing['tx'], ticketId: string): Promise<TicketEvent[]> =>
  (await tx.tickets.events(ticketId)).filter(({ action }) => action === 'follow_up' || action === 'follow_up_again');

const keyOf = ({ ticketId, id }: TicketEvent): string => outboxKey(tellingKey(ticketId, id, REPORTER));
