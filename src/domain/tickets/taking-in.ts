// What becomes of a hazard somebody tells of: a ticket, a word more on one there is, or first the question whether it is the same.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { reportPhrases } from '../../core/phrases-reports.ts';
import { cutText } from '../../core/text.ts';
import type { Ticket } from '../../core/ticket.ts';
import { takeBackForHazard } from '../points/index.ts';
import { saysSlip } from '../words/places-righted.ts';
import { arm } from './arming.ts';
import { maskedNote, record } from './history.ts';
import { hold } from './pending.ts';
import { newestHazard } from './place-said.ts';
import { rate } from './rating.ts';
import { addPhotos, type NewReport, photosIn, register } from './reporting.ts';
import { findOwn, findSameDanger, findSimilar } from './similar.ts';
import { NOTE_MAX, supplement } from './steps.ts';
import { tellHandlers } from './telling.ts';

export type TakenIn =
  /** `similar`: it may be the same as that one; it is registered all the same. */
  | { kind: 'registered'; ticket: Ticket; similar: Ticket | null }
  /** His own, told again; `isRaised`: it has become a danger, `isPlaced`: its place is known now. */
  | { kind: 'again'; ticket: Ticket; isRaised: boolean; isPlaced: boolean }
  /** His own that was said to be settled: open again. */
  | { kind: 'reopened'; ticket: Ticket }
  /** The same danger as somebody else's, which people have been called out to. */
  | { kind: 'followed'; ticket: Ticket }
  /** Perhaps the same as that one: nothing is registered until he says so, or ten minutes have passed. */
  | { kind: 'held'; similar: Ticket; key: string };

/** A danger is never asked about first. Photos neither: what they are fetched by dies before an answer may come. */
export async function takeIn(doing: Doing, report: NewReport): Promise<TakenIn> {
  const own = (await findOwn(doing, report.member, report)) ?? (await findRighted(doing, report));
  if (own) return await tellAgain(doing, own, report);
  if (report.urgent) {
    const same = await findSameDanger(doing, report);
    if (same) {
      await follow(doing, same, report);
      return { kind: 'followed', ticket: same };
    }
    return { kind: 'registered', ticket: await register(doing, report), similar: null };
  }
  const similar = await findSimilar(doing, report);
  if (similar && report.media.length === 0) return { kind: 'held', similar, key: await hold(doing, report) };
  return { kind: 'registered', ticket: await register(doing, report), similar };
}

/** The one just told of, where this one says that its place was wrong. */
async function findRighted(doing: Doing, { member, words, place, category, urgent }: NewReport): Promise<Ticket | null> {
  if (place === null || !saysSlip(words)) return null;
  const newest = await newestHazard(doing, member);
  const isIt = newest && newest.place !== null && newest.category === category && newest.urgent === urgent;
  return isIt ? newest : null;
}

async function tellAgain(doing: Doing, own: Ticket, report: NewReport): Promise<TakenIn> {
  await addPhotos(doing, own.id, report.channel, report.media);
  if (own.status === 'resolved') {
    const rated = await rate(doing, report.member, own.number, 'not_yet', cutText(report.words, NOTE_MAX));
    if (rated.kind === 'reopened' && !(report.urgent && !own.urgent)) return { kind: 'reopened', ticket: rated.ticket };
  }
  const { words, place, urgent, member } = report;
  const isPlaced = place !== null && (own.place === null || (saysSlip(words) && place !== own.place));
  const isSaidAgain = (await maskedNote(doing, words)) === own.words;
  const ticket = await supplement(doing, own, {
    words: isSaidAgain ? null : words,
    place: isPlaced ? place : null,
    replaces: isPlaced,
    photos: photosIn(report.media),
    urgent,
    by: member,
    isReporter: true,
  });
  return {
    kind: 'again',
    ticket,
    isRaised: ticket.urgent && !own.urgent,
    isPlaced: ticket.place !== own.place,
  };
}

/**
 * A ticket and another one turn out to be the same: it ends, and its reporter follows the other. Whoever settles it hears it. Its photos
 * stay where they are; the other's history says where.
 */
export async function merge(doing: Doing, { id }: Ticket, other: Ticket, member: Member): Promise<void> {
  const { tx, now } = doing;
  const ticket = (await tx.tickets.lock(id)) as Ticket;
  if (ticket.status !== 'open' && ticket.status !== 'accepted') return;
  const outcome = reportPhrases.duplicateOf(other.number);
  const step = await record(doing, ticket, 'reject', { member, isReporter: true }, outcome);
  const merged = await arm(doing, { ...ticket, status: 'rejected', statusAt: now, outcome, end: 'duplicate' });
  await takeBackForHazard(doing, merged);
  await tellHandlers(doing, merged, { step, text: reportPhrases.merged(merged, other.number), by: member.id });
  const hasPhotos = (await tx.photos.ofTicket(id)).length > 0;
  const note = hasPhotos ? `${ticket.words}\n${reportPhrases.photosAt(ticket.number)}` : ticket.words;
  if (other.reporterId === member.id) return void (await record(doing, other, 'supplement', { member, isReporter: true }, note));
  await tx.tickets.addFollower(other.id, member.id, now);
  await record(doing, other, 'follow', { member }, note);
}

/** Somebody else found the same: he hears how it ends, what he said and showed goes to it. */
export async function follow(doing: Doing, ticket: Ticket, report: NewReport): Promise<void> {
  const { tx, now } = doing;
  const { member, words, channel, media } = report;
  const note = await maskedNote(doing, words);
  await tx.tickets.addFollower(ticket.id, member.id, now);
  await record(doing, ticket, 'follow', { member }, note);
  await addPhotos(doing, ticket.id, channel, media);
}

/** Of words that hold earlier ones in front, what is new to the ticket; null = nothing. Masked. */
export async function wordsAdded(doing: Doing, ticket: Ticket, words: string): Promise<string | null> {
  const masked = (await maskedNote(doing, words)) ?? '';
  const events = await doing.tx.tickets.events(ticket.id);
  const told = [ticket.words, ...events.flatMap(({ action, note }) => (action === 'supplement' && note !== null ? [note] : []))];
  let rest = masked;
  for (const part of told) if (rest.startsWith(part)) rest = rest.slice(part.length).replace(JOINT, '');
  return rest === '' ? null : rest;
}

/** What stands between the words of two messages. */
const JOINT = /^[\s\uFF0C,]+/;
