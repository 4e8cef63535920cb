// A ticket that goes up: the next level has its own people and its own clocks.
import type { Doing } from '../../core/doing.ts';
import { type Ticket, type TicketLevel, ticketLevels } from '../../core/ticket.ts';
import { arm } from './arming.ts';
import { spokenToAt } from './handlers-of.ts';
import { type Doer, record } from './history.ts';
import { type News, tellNew, tellPeople, whoHandles } from './telling.ts';

type Higher = Exclude<TicketLevel, 'branch'>;

/** Null: nobody is above. */
export const levelAbove = (level: TicketLevel): Higher | null => above[level];
const above = { branch: 'street', street: 'county', county: null } as const;

export const isAbove = (one: TicketLevel, other: TicketLevel): boolean => ticketLevels.indexOf(one) > ticketLevels.indexOf(other);

/**
 * Puts the ticket before the people of a higher level, who are told. Whoever had it and its reporter hear it from the caller, in words
 * that fit.
 * @param doer null: by itself
 * @param because what the people there are told first
 */
export async function raise(
  doing: Doing,
  ticket: Ticket,
  to: Higher,
  doer: Doer,
  note: string | null,
  because?: string,
): Promise<{ ticket: Ticket; step: number }> {
  const { now } = doing;
  const step = await record(doing, ticket, to === 'street' ? 'escalate_street' : 'escalate_county', doer, note);
  const raised = await arm(doing, { ...ticket, level: to, levelAt: now, status: 'open', statusAt: now, handlerId: null });
  await tellNew(doing, raised, doer?.member?.id ?? null, because);
  return { ticket: raised, step };
}

/** Tells those it was taken from; not those who were told as people of the new level. */
export async function tellPassed(doing: Doing, before: Ticket, raised: Ticket, news: News): Promise<void> {
  const told = (await spokenToAt(doing, raised.level)).people;
  const passed = (await whoHandles(doing, before)).filter(({ id }) => told.every((other) => other.id !== id));
  await tellPeople(doing, raised, passed, news);
}
