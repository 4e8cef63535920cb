// Reports of the same thing: asked about, so that one broken manhole is one ticket.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { TicketPlace } from '../../core/store.ts';
import { runningStatuses, type Ticket } from '../../core/ticket.ts';
import { areOtherThings, namesThing } from '../words/things.ts';
import { placeKey, similarKeys, similarPlaces } from './places.ts';
import { ownTickets } from './reporter.ts';

/** What somebody still does something about; a thing that was settled and is there again is new. */
const WAITING = ['open', 'accepted'] as const;
/** A branch has a handful of one category in a week. */
const LOOKED_AT = 40;
/** Shouts of several people about one danger come within minutes; so long it is one. */
const ONE_DANGER_MS = HOUR_MS;
/** As long as our question for the place lives. */
const STILL_TELLING_MS = 10 * MINUTE_MS;

type Told = Pick<Ticket, 'category' | 'place'>;
type Worded = Told & Pick<Ticket, 'words'>;

/**
 * The newest open hazard of the same category at the same or a similar place within the branch's days; null = none. Where the words of
 * both name what it is about, that must be the same as well: a category holds rubbish and manholes.
 */
export async function findSimilar(doing: Doing, told: Worded, isNot?: string): Promise<Ticket | null> {
  const days = doing.branch.tickets.similarDays;
  if (told.place === null || days === 0) return null;
  for (const { id } of await near(doing, told, days * DAY_MS)) {
    const ticket = id === isNot ? undefined : await doing.tx.tickets.byId(id);
    if (ticket && !areOtherThings(ticket.words, told.words)) return ticket;
  }
  return null;
}

/**
 * The same danger, shouted by somebody else within the hour in the same group, or by one of its people directly: people have been
 * called out to it. Without a place, or from another group, it may be another danger.
 */
export async function findSameDanger(
  doing: Doing,
  told: Told & { group: string | null; member: Member },
): Promise<Ticket | null> {
  if (told.place === null) return null;
  const places = told.group === null ? await doing.tx.members.groupsOf(told.member.id) : [told.group];
  const isHere = ({ group }: TicketPlace) => group === null || places.length === 0 || places.includes(group);
  const same = (await near(doing, told, ONE_DANGER_MS)).find((ticket) => ticket.urgent && isHere(ticket));
  return same ? ((await doing.tx.tickets.byId(same.id)) ?? null) : null;
}

/** Of the same category at the same or a similar place, the newest first. */
async function near({ tx, now }: Doing, { category, place }: Told, backMs: number): Promise<TicketPlace[]> {
  const filter = { kind: 'hazard', statuses: WAITING, category, createdFrom: now - backMs } as const;
  const key = placeKey(place);
  return (await tx.tickets.placed(filter, LOOKED_AT)).filter((ticket) => similarKeys(ticket.placeKey, key));
}

/** A battery that smokes burns. */
const BURNING: readonly string[] = ['fire', 'charging'];

/** What somebody shouts of a danger he has just told of: hurt people, "quick!", the smoke of it. */
const isOfDanger = (ticket: Ticket, { category, place, urgent }: Told & Pick<Ticket, 'urgent'>): boolean =>
  ticket.urgent &&
  urgent &&
  place === null &&
  (category === 'other' || (BURNING.includes(category) && BURNING.includes(ticket.category)));

/** As it is told, with the pictures of it. */
type Telling = Worded & Pick<Ticket, 'urgent'> & { media: readonly unknown[] };

/** What words are read as that name no thing. */
const VAGUE: readonly string[] = ['other', 'facility'];

/** What somebody goes on to tell of a hazard he has just reported, without a thing or a place of its own: "a child nearly fell in". */
const isMoreOfIt = (ticket: Ticket, { category, place, urgent, words, media }: Telling, now: number): boolean =>
  ticket.kind === 'hazard' &&
  media.length === 0 &&
  VAGUE.includes(category) &&
  place === null &&
  !urgent &&
  !namesThing(words) &&
  now - ticket.createdAt <= STILL_TELLING_MS;

/**
 * The person's own running report of the same thing. Where one of the two names no place, it is the same only while he is still telling
 * of it; and nobody is sent to a place that was not meant: a new danger has the place of an earlier one only if that was one, too.
 */
export async function findOwn(doing: Doing, member: Member, told: Telling): Promise<Ticket | null> {
  const own = await ownTickets(doing, member, runningStatuses, LOOKED_AT);
  const isSame = (ticket: Ticket, at: number) => {
    if (at === 0 && isMoreOfIt(ticket, told, doing.now)) return true;
    if (ticket.kind !== 'hazard' || !(ticket.category === told.category || isOfDanger(ticket, told))) return false;
    if (!ticket.urgent && !told.urgent && areOtherThings(ticket.words, told.words)) return false;
    if (ticket.place !== null && told.place !== null) return similarPlaces(ticket.place, told.place);
    const isMeant = ticket.place === null || ticket.urgent || !told.urgent;
    return isMeant && doing.now - ticket.createdAt <= STILL_TELLING_MS;
  };
  return own.find(isSame) ?? null;
}
