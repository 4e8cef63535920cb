// The reporter's word on how it turned out: it closes a ticket, or opens it again.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { Ticket, TicketKind, TicketLevel } from '../../core/ticket.ts';
import { arm } from './arming.ts';
import { levelAbove, raise, tellPassed } from './escalating.ts';
import { askedIn, takeBackQuestions } from './follow-up.ts';
import { mayHandle } from './handlers-of.ts';
import { maskedNote, record } from './history.ts';
import { isReporter, ownTickets } from './reporter.ts';
import { NOTE_MAX } from './steps.ts';
import { tellHandlers, tellNew } from './telling.ts';

export const verdicts = ['satisfied', 'unsatisfied', 'not_yet'] as const;
export type Verdict = (typeof verdicts)[number];

export type RateOutcome =
  | { kind: 'thanked'; ticket: Ticket }
  /** `level`: it went up to that one. */
  | { kind: 'reopened'; ticket: Ticket; verdict: 'unsatisfied' | 'not_yet'; level: TicketLevel | null }
  /** The reporter was satisfied before. */
  | { kind: 'already'; ticket: Ticket }
  /** It is being settled still, or again. */
  | { kind: 'running'; ticket: Ticket }
  /** Ended longer ago than it can be opened again. */
  | { kind: 'too_late'; ticket: Ticket }
  /** It ended in a way nobody is asked about: taken back, or not taken on. */
  | { kind: 'over'; ticket: Ticket }
  | { kind: 'not_yours'; ticket: Ticket }
  | { kind: 'unknown'; number: string }
  | { kind: 'too_long'; length: number }
  /** No ticket of the person's waits for a word. */
  | { kind: 'nothing' };

/** So long after its end it may be opened again; later it is another matter. */
const REOPENS_WITHIN_MS = 30 * DAY_MS;
/** From this many unsatisfactory outcomes on, the next level settles it. */
const GOES_UP_FROM = 2;

/**
 * @param number null: the one the words are about, see `meantInWords`
 * @param note what the dissatisfied person says
 */
export async function rate(
  doing: Doing,
  member: Member,
  number: string | null,
  verdict: Verdict,
  note: string | null,
): Promise<RateOutcome> {
  const length = [...(note ?? '')].length;
  if (length > NOTE_MAX) return { kind: 'too_long', length };
  const found = number === null ? await meantInWords(doing, member) : await doing.tx.tickets.byNumber(number);
  const ticket = found && (await doing.tx.tickets.lock(found.id));
  if (!ticket) return number === null ? { kind: 'nothing' } : { kind: 'unknown', number };
  if (!(await isReporter(doing, ticket, member))) return { kind: 'not_yours', ticket };
  if (ticket.status === 'open' || ticket.status === 'accepted') return { kind: 'running', ticket };
  if (ticket.end === 'withdrawn') return { kind: 'over', ticket };
  if (verdict !== 'satisfied') return await reopen(doing, member, ticket, verdict, note);
  if (ticket.status === 'rejected') return { kind: 'over', ticket };
  return ticket.end === 'satisfied' ? { kind: 'already', ticket } : await close(doing, member, ticket);
}

/**
 * The member's ticket that waits for a word, of several the one asked about last. Only what he was really asked about: a question that
 * still waits for his hour has no answer yet, and a mere number said before it means something else.
 * @param kinds only these: in a group nothing is said of appeals
 */
export async function lastAsked(doing: Doing, member: Member, kinds?: readonly TicketKind[]): Promise<Ticket | undefined> {
  return await lastAskedOf(doing, await settledOf(doing, member, kinds));
}

/** The one that words without a number are about: the one asked about last; where none was asked about yet, the only one settled. */
export async function meantInWords(doing: Doing, member: Member, kinds?: readonly TicketKind[]): Promise<Ticket | undefined> {
  const settled = await settledOf(doing, member, kinds);
  return (await lastAskedOf(doing, settled)) ?? (settled.length === 1 ? settled[0] : undefined);
}

async function settledOf(doing: Doing, member: Member, kinds?: readonly TicketKind[]): Promise<Ticket[]> {
  return (await ownTickets(doing, member, ['resolved'])).filter(({ kind }) => kinds?.includes(kind) !== false);
}

async function lastAskedOf(doing: Doing, tickets: readonly Ticket[]): Promise<Ticket | undefined> {
  let last: { ticket: Ticket; event: number } | undefined;
  for (const ticket of tickets) {
    const asked = await askedIn(doing, ticket);
    if (asked && asked.event > (last?.event ?? 0)) last = { ticket, event: asked.event };
  }
  return last?.ticket;
}

/** Ended so lately that "broken again" without a number means it. */
const LATELY_MS = 7 * DAY_MS;

/** The member's ticket that ended last, a few days ago at most. */
export async function lastEnded(doing: Doing, member: Member, kinds?: readonly TicketKind[]): Promise<Ticket | undefined> {
  const ended = await ownTickets(doing, member, ['closed', 'rejected']);
  return ended
    .filter(
      ({ kind, end, statusAt }) => kinds?.includes(kind) !== false && end !== 'withdrawn' && statusAt > doing.now - LATELY_MS,
    )
    .toSorted((a, b) => b.statusAt - a.statusAt)[0];
}

async function close(doing: Doing, member: Member, ticket: Ticket): Promise<RateOutcome> {
  const step = await record(doing, ticket, 'satisfied', { member, isReporter: true });
  await takeBackQuestions(doing, ticket);
  const closed = await arm(doing, { ...ticket, status: 'closed', statusAt: doing.now, end: 'satisfied' });
  await tellHandlers(doing, closed, { step, text: ticketPhrases.satisfied(closed), by: null, isOfState: true });
  return { kind: 'thanked', ticket: closed };
}

async function reopen(
  doing: Doing,
  member: Member,
  ticket: Ticket,
  verdict: 'unsatisfied' | 'not_yet',
  said: string | null,
): Promise<RateOutcome> {
  const { now, branch } = doing;
  if (ticket.status !== 'resolved' && now - ticket.statusAt > REOPENS_WITHIN_MS) return { kind: 'too_late', ticket };
  const doer = { member, isReporter: true };
  const note = await maskedNote(doing, said);
  const step = await record(doing, ticket, verdict, doer, note);
  await record(doing, ticket, 'reopen', doer);
  await takeBackQuestions(doing, ticket);

  const isCounted = verdict === 'unsatisfied';
  const opened: Ticket = {
    ...ticket,
    unsatisfied: ticket.unsatisfied + (isCounted ? 1 : 0),
    levelAt: now,
    statusAt: now,
    outcome: null,
    end: null,
    next: null,
  };
  const because = ticketPhrases.reopened(ticket, verdict, note);
  const up = isCounted && opened.unsatisfied >= GOES_UP_FROM ? levelAbove(ticket.level) : null;
  if (up !== null) {
    const { ticket: raised } = await raise(doing, { ...opened, status: 'open' }, up, null, null, because);
    await tellPassed(doing, ticket, raised, { step, text: ticketPhrases.wentUpUnsatisfied(branch, raised, note), by: null });
    return { kind: 'reopened', ticket: raised, verdict, level: up };
  }
  const handlerId = await stillHis(doing, ticket);
  const again = await arm(doing, { ...opened, status: handlerId === null ? 'open' : 'accepted', handlerId });
  if (handlerId === null) await tellNew(doing, again, null, because);
  else {
    const kind = again.urgent ? 'emergency' : 'summary';
    await tellHandlers(doing, again, { step, text: because, by: null, isOfState: true, kind });
  }
  return { kind: 'reopened', ticket: again, verdict, level: null };
}

/** Whoever settled it has it again, but for what was turned down, and for who settles none any more. */
async function stillHis(doing: Doing, ticket: Ticket): Promise<string | null> {
  if (ticket.status === 'rejected' || ticket.handlerId === null) return null;
  const handler = await doing.tx.members.byId(ticket.handlerId);
  return handler && (await mayHandle(doing, handler, ticket)) ? handler.id : null;
}
