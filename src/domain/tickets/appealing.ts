// Appeals (诉求): somebody's own trouble, told in confidence; without his name where he wants it so.
import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { ChannelName, Media, Sender } from '../../core/message.ts';
import { appealPhrases, sayHidden } from '../../core/phrases-appeals.ts';
import { normaliseText } from '../../core/text.ts';
import { type AppealTopic, runningStatuses, type Ticket } from '../../core/ticket.ts';
import { maskForGroup, maskPersonal } from '../masking/index.ts';
import { ticketSource } from '../points/index.ts';
import { heardIntroduction, wholeName, withoutBadges } from '../words/appeals.ts';
import { placeholders, readablePlaceholders } from '../words/masking.ts';
import { ownWords } from './hand-over-pack.ts';
import { maskedNote, record } from './history.ts';
import { placeKey } from './places.ts';
import { isReporter, ownTickets, withHiddenReporter } from './reporter.ts';
import { addPhotos, register, sourceOf } from './reporting.ts';
import { supplement } from './steps.ts';
import { wordsAdded } from './taking-in.ts';

/** Who tells it, and from which account. */
export interface Teller {
  member: Member;
  channel: ChannelName;
  sender: Sender;
}

/** What is told. */
export interface Told {
  topic: AppealTopic;
  place: string | null;
  words: string;
  group: string | null;
  media: readonly Media[];
  /** Inbox key of the message. */
  key: string;
  at: number;
  /** See `NewReport`. */
  question?: string;
}

export type RaiseOutcome =
  | { kind: 'registered'; ticket: Ticket }
  /** To one that is running already, by the same person, of the same matter. */
  | { kind: 'added'; ticket: Ticket }
  /** Nobody can be kept unknown here: nothing was recorded. */
  | { kind: 'no_key' };

/** Within so long the same person's next words on a topic are of the same matter. */
const SAME_WITHIN_MS = 3 * DAY_MS;

/** @param joins key of an earlier message that these words complete */
export async function raiseAppeal(
  doing: Doing,
  teller: Teller,
  told: Told,
  isAnonymous: boolean,
  joins: string | null = null,
): Promise<RaiseOutcome> {
  if (isAnonymous && doing.sealer === null) return { kind: 'no_key' };
  const joined = joins === null ? undefined : await doing.tx.tickets.bySource(sourceOf(doing, 'appeal', joins));
  const isJoined = joined !== undefined && (await isReporter(doing, joined, teller.member));
  const same = isJoined ? joined : await sameMatter(doing, teller.member, told);
  // What is told in secret is never put to a ticket that stays named.
  const known = same && isAnonymous ? await hide(doing, teller, same) : same;
  if (known) return { kind: 'added', ticket: await addTo(doing, teller, known, told) };
  const { topic, key, place, words, ...rest } = told;
  const ticket = await register(doing, {
    ...rest,
    kind: 'appeal',
    category: topic,
    urgent: false,
    anonymous: isAnonymous,
    member: teller.member,
    account: teller.sender.account,
    channel: teller.channel,
    source: sourceOf(doing, 'appeal', key),
    ...(isAnonymous
      ? { group: null, words: withoutSelf(doing, teller, words), place: place && withoutSelf(doing, teller, place) }
      : { words, place }),
  });
  return { kind: 'registered', ticket };
}

/** Puts down what is new; the words may begin with what was put down before. */
export async function addTo(
  doing: Doing,
  teller: Teller,
  ticket: Ticket,
  { words, place, media }: Pick<Told, 'words' | 'place' | 'media'>,
): Promise<Ticket> {
  await addPhotos(doing, ticket.id, teller.channel, media);
  const own = (text: string) => (ticket.anonymous ? withoutSelf(doing, teller, text) : text);
  const added = await wordsAdded(doing, ticket, own(words));
  const newPlace = ticket.place === null && place !== null ? own(place) : null;
  if (added === null && newPlace === null) return ticket;
  const by = ticket.kind === 'hazard' && !ticket.anonymous ? teller.member : null;
  return await supplement(doing, ticket, { words: added, place: newPlace, by, isReporter: true });
}

/**
 * Makes it anonymous for good: the ticket, its words and its history do not tell who it is from any more. Only the reporter's own wish
 * may lead here.
 * @returns null where no key is set, or its points stand in the ledger under a name for good: then it stays as it is
 */
export async function hide(doing: Doing, teller: Teller, { id }: Ticket): Promise<Ticket | null> {
  const { tx, sealer } = doing;
  const ticket = await tx.tickets.lock(id);
  if (!ticket || ticket.anonymous) return ticket ?? null;
  if (await isInLedger(doing, ticket)) return null;
  const hidden = withHiddenReporter(doing, ticket, teller.sender.account);
  if (!hidden || !sealer) return null;
  const own = (text: string) => withoutSelf(doing, teller, text);
  const words = own(ticket.words);
  const original = own(ownWords(sealer, ticket));
  const place = ticket.place && own(ticket.place);
  // The group it was said in is small.
  const kept = { ...hidden, group: null, place, words, original: original === words ? null : sealer.seal(original) };
  await tx.tickets.save(kept, placeKey(place));
  await record(doing, kept, 'make_anonymous', { member: null, isReporter: true });
  return kept;
}

/** Points were given for it, taken back or not: nothing in the ledger is ever changed, and it says whose they are. */
const isInLedger = async ({ tx }: Doing, { id }: Ticket): Promise<boolean> =>
  (await tx.points.ofSource(ticketSource(id))).length > 0;

/** Others of his that are not hidden; more of them say nothing. */
const OTHERS_MAX = 3;

/** Hides it at its reporter's wish. @returns what is to be said, as far as it is true; the ticket as it stands now */
export async function hideAsWished(doing: Doing, teller: Teller, ticket: Ticket): Promise<{ ticket: Ticket; said: string }> {
  const { id, number, anonymous, group } = ticket;
  const wasSeen = !anonymous && (await doing.tx.tickets.accesses(id)).some(({ what }) => what === 'page');
  const hidden = await hide(doing, teller, ticket);
  if (!hidden)
    return { ticket, said: ((await isInLedger(doing, ticket)) ? appealPhrases.inLedger : appealPhrases.cannotHide)(number) };
  const own = await ownTickets(doing, teller.member, runningStatuses);
  const others = own.filter((each) => each.kind === 'appeal' && !each.anonymous).map((each) => each.number);
  const knownBy = group !== null ? 'group' : wasSeen ? 'handlers' : 'nobody';
  return { ticket: hidden, said: sayHidden(number, knownBy, others.slice(0, OTHERS_MAX)) };
}

/** The appeal the person speaks of without a number: his newest that is running. */
export async function newestAppeal(doing: Doing, member: Member): Promise<Ticket | null> {
  const own = await ownTickets(doing, member, runningStatuses);
  return own.find(({ kind }) => kind === 'appeal') ?? null;
}

/** So long after it was made more is told of it without a word that says so. */
const FRESH_MS = 15 * MINUTE_MS;

/** The person's newest appeal, where it was made a moment ago. */
export async function freshAppeal(doing: Doing, member: Member): Promise<Ticket | null> {
  const newest = await newestAppeal(doing, member);
  return newest && doing.now - newest.createdAt <= FRESH_MS ? newest : null;
}

/** Appeals whose reporter has said that he stays named. */
export const NAMED = 'named-appeals';
const named = (tx: Doing['tx']) => tx.collection(NAMED, z.object({}));
/** So long after it was made its reporter may still be answering whether he wants to stay unknown. */
const UNDECIDED_MS = 15 * MINUTE_MS;

export async function keepNamed({ tx, now }: Doing, { id }: Ticket): Promise<void> {
  await named(tx).put(id, {}, now);
}

/** Until when nothing may be recorded that names its reporter for good, ms; null = he has decided, or cannot. */
export async function undecidedUntil({ tx, now, sealer }: Doing, ticket: Ticket): Promise<number | null> {
  const until = ticket.createdAt + UNDECIDED_MS;
  if (sealer === null || ticket.kind !== 'appeal' || ticket.anonymous || until <= now) return null;
  return (await named(tx).get(ticket.id)) === undefined ? until : null;
}

/** "Other" is no matter of its own: there the words have to be the same. */
async function sameMatter(doing: Doing, member: Member, { topic, words }: Told): Promise<Ticket | null> {
  const own = await ownTickets(doing, member, runningStatuses);
  const near = own.filter(
    ({ kind, category, createdAt }) => kind === 'appeal' && category === topic && doing.now - createdAt <= SAME_WITHIN_MS,
  );
  const masked = topic === 'other' ? await maskedNote(doing, words) : null;
  return near.find((ticket) => topic !== 'other' || ticket.words === masked) ?? null;
}

/**
 * The words without their teller: the names he goes by, and all numbers and accounts, whosever they are. Third parties stay,
 * for who settles it and for the teller's own papers; where we do not know for sure what the teller is called, it may be any name.
 */
function withoutSelf({ branch }: Doing, { member, sender }: Teller, said: string): string {
  const text = withoutBadges(said);
  const listed = branch.people.find(({ id }) => id === member.id)?.name;
  const names = [member.name, listed, sender.name, sender.userId, ...introducedIn(text)]
    .filter((name) => typeof name === 'string')
    .flatMap((name) => [name, ...(wholeName.test(name) ? [name.slice(-2)] : [])]);
  const isKnown = listed !== undefined && member.role !== 'guest' && member.role !== 'external';
  if (!isKnown) return maskForGroup(text, names);
  const { masked } = maskPersonal(text, names);
  return masked === normaliseText(text, []) ? text : readable(masked);
}

/** By what people call themselves: what the masking finds to be a name right there. */
function introducedIn(text: string): string[] {
  return [...text.matchAll(heardIntroduction)].flatMap(([said]) => {
    const masked = maskForGroup(said, []);
    const [from, to] = [masked.indexOf('\u3014'), masked.indexOf('\u3015')];
    return from === -1 ? [] : [said.slice(from, said.length - (masked.length - to - 1))];
  });
}

const kinds = Object.keys(placeholders) as (keyof typeof placeholders)[];

/** Placeholders as people read them. */
function readable(masked: string): string {
  return masked.replace(/\u3014([^\u3014\u3015\d]{1,3})\d{1,2}\u3015/g, (placeholder, name: string) => {
    const kind = kinds.find((one) => placeholders[one] === name);
    return kind ? `\u3014${readablePlaceholders[kind]}\u3015` : placeholder;
  });
}
