// A report becomes a ticket: masked, numbered, its clock running, those told who settle it or, in danger, called out at once.
import type { Doing } from '../../core/doing.ts';
import { BotError } from '../../core/errors.ts';
import type { Member } from '../../core/member.ts';
import type { ChannelName, Media } from '../../core/message.ts';
import { PHOTOS_MAX, type PhotoFetch } from '../../core/photo.ts';
import { levelTitle } from '../../core/phrases-reports.ts';
import type { NewItem } from '../../core/queue.ts';
import type { NewTicket, Ticket, TicketKind } from '../../core/ticket.ts';
import { maskForGroup } from '../masking/index.ts';
import { withoutBadges } from '../words/appeals.ts';
import { addArmed } from './arming.ts';
import { callOut } from './calling.ts';
import { spokenToAt } from './handlers-of.ts';
import { placeKey } from './places.ts';
import { keepQuestion } from './questions.ts';
import { withHiddenReporter } from './reporter.ts';
import { rosterNames } from './roster-names.ts';
import { tellNew } from './telling.ts';

export interface NewReport {
  kind: TicketKind;
  category: Ticket['category'];
  /** As it was said, as the words are: both are masked here. */
  place: string | null;
  words: string;
  urgent: boolean;
  /** Only where there is a sealer. */
  anonymous: boolean;
  member: Member;
  /** The one it was said from. */
  account: string;
  /** Id of the group it was said in; null = direct chat. */
  group: string | null;
  media: readonly Media[];
  channel: ChannelName;
  /** By `sourceOf`. */
  source: string;
  /** When it was said; ms. */
  at: number;
  /** An appeal that is a question: as it is kept for the answer, masked. */
  question?: string;
}

/** What a ticket remembers of the message it came from; of an appeal nothing that leads back to it. */
export function sourceOf({ sealer }: Pick<Doing, 'sealer'>, kind: TicketKind, messageKey: string): string {
  return kind === 'appeal' && sealer ? sealer.digest(`source:${messageKey}`) : messageKey;
}

/**
 * Writes the ticket, its history and photos, starts its clock and tells those who settle it; an urgent one calls people out. Photos
 * beyond `PHOTOS_MAX` are not fetched.
 * @throws BotError config: anonymous without a key; whoever promises it looks first
 */
export async function register(doing: Doing, report: NewReport): Promise<Ticket> {
  const { tx, now } = doing;
  const draft = await drafted(doing, report);
  const ticket = await addArmed(doing, draft, placeKey(draft.place));
  // As `record` keeps it: the history of an appeal never names its reporter.
  const by = report.anonymous || report.kind === 'appeal' ? null : report.member.id;
  const note = { ticketId: ticket.id, at: now, isReporter: false, note: null };
  await tx.tickets.addEvent({ ...note, by, isReporter: true, action: 'report' });
  if (ticket.urgent) await tx.tickets.addEvent({ ...note, by: null, action: 'call' });
  await addPhotos(doing, ticket.id, report.channel, report.media);
  if (report.kind === 'hazard' && by !== null) {
    await tx.acts.add({ memberId: by, kind: 'report', recordId: Number(ticket.id), at: now });
  }
  if (report.question !== undefined) await keepQuestion(doing, ticket, report.question);
  if (ticket.urgent) await callOut(doing, ticket, report.group, true);
  else await tellNew(doing, ticket, report.member.id);
  return ticket;
}

async function drafted(doing: Doing, report: NewReport): Promise<NewTicket> {
  const { sealer, now } = doing;
  const { kind, category, urgent, member, group, source } = report;
  const names = await rosterNames(doing);
  const words = maskForGroup(withoutBadges(report.words), names);
  // Whoever is to stay unknown has been taken out of his own words before.
  const original = report.words;
  const draft: NewTicket = {
    kind,
    category,
    place: report.place === null ? null : maskForGroup(report.place, names),
    words,
    original: sealer && original !== words ? sealer.seal(original) : null,
    urgent,
    anonymous: false,
    reporterId: member.id,
    reporterSeal: null,
    reporterDigest: null,
    group,
    level: 'branch',
    status: 'open',
    handlerId: null,
    unsatisfied: 0,
    dueAt: null,
    outcome: null,
    end: null,
    createdAt: now,
    levelAt: now,
    statusAt: now,
    next: null,
    turn: 0,
    calls: urgent ? 1 : 0,
    answeredAt: null,
    source,
  };
  if (!report.anonymous) return draft;
  const hidden = withHiddenReporter(doing, { ...draft, id: '', number: '' }, report.account);
  if (!hidden) throw new BotError('config', 'An anonymous report needs a key to seal its reporter with, and none is set.');
  const { id: _id, number: _number, ...anonymous } = hidden;
  return anonymous;
}

/** Who is to take it on, in words: the only person of its level by name, else the level. */
export async function settlerOf(doing: Doing, { level }: Ticket): Promise<string> {
  const { people, areStandIns } = await spokenToAt(doing, level);
  const [only, another] = people;
  return (!another && !areStandIns && only?.name) || levelTitle(doing.branch, level);
}

const isPhoto = ({ kind }: Media): boolean => kind === 'photo';

/** How many photos are among these, as far as one report has room. */
export const photosIn = (media: readonly Media[]): number => Math.min(PHOTOS_MAX, media.filter(isPhoto).length);

/** How many photos of these are too many for one report. */
export const photosLeftOut = (media: readonly Media[]): number => Math.max(0, media.filter(isPhoto).length - PHOTOS_MAX);

/** Has the photos fetched, as long as the ticket has room for them. */
export async function addPhotos(
  { tx, now }: Doing,
  ticketId: string,
  channel: ChannelName,
  media: readonly Media[],
): Promise<void> {
  const photos = media.filter(isPhoto);
  if (photos.length === 0) return;
  const held = await tx.photos.ofTicket(ticketId);
  const fetches: NewItem<PhotoFetch>[] = [];
  for (const one of photos.slice(0, Math.max(0, PHOTOS_MAX - held.length))) {
    const photoId = await tx.photos.add(ticketId, now);
    const key = `photo:${photoId}`;
    fetches.push({ key, orderingKey: key, body: { channel, media: one, photoId }, dueAt: now });
  }
  if (fetches.length > 0) await tx.fetches.add(fetches, now);
}
