// Lines of a ticket's history, and the words that go into them.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Ticket, TicketAction } from '../../core/ticket.ts';
import { maskForGroup } from '../masking/index.ts';
import { withoutBadges } from '../words/appeals.ts';
import { rosterNames } from './roster-names.ts';

/** Who took a step. `null`: it was taken by itself. */
export type Doer = { member: Pick<Member, 'id'> | null; isReporter?: boolean } | null;

/** @returns the event's id; it names what is told of the step */
export async function record(
  { tx, now }: Doing,
  ticket: Ticket,
  action: TicketAction,
  doer: Doer,
  note: string | null = null,
): Promise<number> {
  const isReporter = doer?.isReporter ?? false;
  // The history of an appeal never names its reporter: hidden later, nothing would be left to take out.
  const isUnnamed = isReporter && (ticket.anonymous || ticket.kind === 'appeal');
  const by = isUnnamed ? null : (doer?.member?.id ?? null);
  return await tx.tickets.addEvent({ ticketId: ticket.id, at: now, by, isReporter, action, note });
}

/** What came after the first words, oldest first; the place alone stands in the ticket. */
export async function addedTo({ tx }: Doing, { id, place }: Ticket): Promise<string[]> {
  const notes = (await tx.tickets.events(id)).flatMap(({ action, note }) => (action === 'supplement' ? [note] : []));
  return notes.filter((note): note is string => note !== null && note !== place);
}

/**
 * What somebody said of a ticket, as others may read it.
 * @param keepsOffices see `maskForGroup`: for the words of who settled it
 */
export async function maskedNote(doing: Doing, said: string | null, keepsOffices = false): Promise<string | null> {
  const words = said?.trim() ?? '';
  return words === '' ? null : maskForGroup(withoutBadges(words), await rosterNames(doing), keepsOffices);
}
