// The reporter has the last word: asked when it is settled, once more a week later, and only then is it closed without one.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { Ticket } from '../../core/ticket.ts';
import { outboxKey } from '../pushes/item.ts';
import { arm } from './arming.ts';
import { record } from './history.ts';
import { askReporter, REPORTER, ratingButtons, tellingKey } from './telling.ts';

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

/** Questions that wait for their hour are not asked any more: the answer was quicker. */
export async function takeBackQuestions({ tx, now }: Doing, { id }: Ticket): Promise<void> {
  const asked = (await tx.tickets.events(id)).filter(({ action }) => action === 'follow_up' || action === 'follow_up_again');
  const keys = asked.map((event) => outboxKey(tellingKey(id, event.id, REPORTER)));
  if (keys.length > 0) await tx.outbox.withdraw(keys, now, 'answered');
}
