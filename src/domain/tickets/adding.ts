// What its reporter adds to a ticket later, up to taking it back.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { reportPhrases } from '../../core/phrases-reports.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import { runningStatuses, type Ticket } from '../../core/ticket.ts';
import { takeBackForHazard } from '../points/index.ts';
import { arm } from './arming.ts';
import { maskedNote, record } from './history.ts';
import { placeKey } from './places.ts';
import { isReporter } from './reporter.ts';
import { newOneOf, tellHandlers } from './telling.ts';

export type WithdrawOutcome =
  | { kind: 'withdrawn'; ticket: Ticket }
  | { kind: 'not_yours'; ticket: Ticket }
  | { kind: 'wrong_state'; ticket: Ticket };

/** The reporter takes it back while nobody has settled it. Whoever has it is told, and whoever was called out to it. */
export async function withdraw(doing: Doing, member: Member, { id }: Ticket): Promise<WithdrawOutcome> {
  const ticket = (await doing.tx.tickets.lock(id)) as Ticket;
  if (!(await isReporter(doing, ticket, member))) return { kind: 'not_yours', ticket };
  if (!isUnsettled(ticket)) return { kind: 'wrong_state', ticket };
  const step = await record(doing, ticket, 'withdraw', { member, isReporter: true });
  const withdrawn = await arm(doing, { ...ticket, status: 'closed', statusAt: doing.now, end: 'withdrawn' });
  await takeBackForHazard(doing, withdrawn);
  if (ticket.handlerId !== null || ticket.urgent) {
    const kind = ticket.urgent ? 'emergency' : 'summary';
    await tellHandlers(doing, withdrawn, { step, text: ticketPhrases.withdrawn(withdrawn), by: null, kind });
  }
  return { kind: 'withdrawn', ticket: withdrawn };
}

export interface Added {
  words?: string | null;
  place?: string | null;
  /** The place stands instead of the one before. */
  replaces?: boolean;
  /** How many came with it; they are kept by `addPhotos`. */
  photos?: number;
  /** True: it has become urgent; never the other way. */
  urgent?: boolean;
  /** Null: nobody who may be named. */
  by: Member | null;
  isReporter: boolean;
}

/**
 * Puts down words, a place or photos that come later. What becomes urgent has the clocks of urgent ones from now on, and people are
 * called out by its next step, at once. What is over already gets a line in its history and no more.
 * @returns the ticket as it stands now
 */
export async function supplement(doing: Doing, { id }: Ticket, added: Added): Promise<Ticket> {
  const { tx, now } = doing;
  const ticket = (await tx.tickets.lock(id)) as Ticket;
  const place = await maskedNote(doing, added.place ?? null);
  const words = await maskedNote(doing, added.words ?? null);
  const photos = added.photos ? reportPhrases.photosAdded(added.photos) : null;
  const joined = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join('，') || null;
  const note = joined([place, words]);
  const step = await record(doing, ticket, 'supplement', { member: added.by, isReporter: added.isReporter }, note);
  if (!(runningStatuses as readonly string[]).includes(ticket.status)) return ticket;

  const isPlaced = place !== null && (ticket.place === null || added.replaces === true);
  const becomesUrgent = added.urgent === true && !ticket.urgent && isUnsettled(ticket);
  const supplemented: Ticket = {
    ...ticket,
    original: withOriginal(doing, ticket, added.words ?? null, words),
    ...(isPlaced && { place }),
    ...(becomesUrgent && { urgent: true, levelAt: now, calls: 0, answeredAt: null }),
  };
  const armed = await arm(doing, supplemented, isPlaced ? placeKey(place) : undefined);
  if (!becomesUrgent) {
    const kind = armed.urgent ? 'emergency' : 'summary';
    const text = ticketPhrases.supplemented(armed, joined([note, photos]));
    const renewed = armed.status === 'open' ? { renewed: await newOneOf(doing, armed) } : {};
    await tellHandlers(doing, armed, { step, text, ...renewed, by: added.by?.id ?? null, kind });
  }
  return armed;
}

const isUnsettled = ({ status }: Ticket): boolean => status === 'open' || status === 'accepted';

/** What was masked is kept sealed, for who settles it. Of anonymous ones only what was made unknown at the beginning. */
function withOriginal({ sealer }: Doing, ticket: Ticket, said: string | null, masked: string | null): string | null {
  if (!sealer || ticket.anonymous || said === null || said.trim() === masked) return ticket.original;
  const before = ticket.original === null ? ticket.words : sealer.open(ticket.original);
  // Sealed with a key we do not have: it is not ours to replace.
  return before === null ? ticket.original : sealer.seal(`${before}\n${said.trim()}`);
}
