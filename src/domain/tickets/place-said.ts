// Where it is, as somebody says it when we have asked, or shares it.
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Answer } from '../../core/handler.ts';
import type { Frame } from '../../core/intent.ts';
import type { Member } from '../../core/member.ts';
import type { Message } from '../../core/message.ts';
import { heardQuestion } from '../../core/phrases.ts';
import { reportPhrases } from '../../core/phrases-reports.ts';
import type { Station } from '../../core/station.ts';
import { cutText } from '../../core/text.ts';
import type { Ticket } from '../../core/ticket.ts';
import { type Righted, rightedIn } from '../words/places-righted.ts';
import { areaSuffix, around, cutThing, type PlaceTold, placeTold, wishedBefore } from '../words/places-told.ts';
import { similarPlaces } from './places.ts';
import { ownTickets } from './reporter.ts';

const PLACE_MAX = 60;
const NAME_MIN = 2;
const SPOT_MAX = 8;
/** A number people are called by, as said or masked. */
const MASKED = /〔|\d{7,}/;
/** So long whoever told of a danger is still telling of it. */
const STILL_TELLING_MS = 10 * MINUTE_MS;

/** Its name; where the platform gives none, the figures lead there as well. */
export function locationOf(message: Message): string | null {
  const location = message.kind === 'said' ? message.location : null;
  return (
    location &&
    (cutText(location.label.trim(), PLACE_MAX) ||
      reportPhrases.position(location.latitude.toFixed(5), location.longitude.toFixed(5)))
  );
}

const known = new WeakMap<readonly Station[], string[]>();

/** What places are called here: the stations of the table, their other names and their areas; the longest first. */
export function placeNames(stations: readonly Station[]): readonly string[] {
  const before = known.get(stations);
  if (before) return before;
  const names = stations.flatMap(({ name, aliases, area }) => {
    const areas = area.split(/[、,，\s]+/);
    return [name, ...aliases, ...areas, ...areas.map((each) => each.replace(areaSuffix, ''))];
  });
  const sorted = [...new Set(names)].filter(({ length }) => length >= NAME_MIN).sort((a, b) => b.length - a.length);
  known.set(stations, sorted);
  return sorted;
}

/** Without what is wished for before it, and without half a thing behind it. */
function wholeWords(place: string, words: string): string {
  const end = words.indexOf(place) + place.length;
  const isCut = cutThing.test(`${place.slice(-1)}${words.charAt(end)}`);
  const whole = (isCut ? place.slice(0, -1) : place).replace(wishedBefore, '');
  return whole.length < NAME_MIN ? place : whole;
}

/** With what it belongs to in front of it, and what belongs to it behind: `江边的车棚`, `3号楼的楼道`. */
function widened(place: string, words: string, names: readonly string[]): string {
  const start = words.indexOf(place);
  if (start === -1) return place;
  const end = start + place.length;
  const { 0: joined = '', 1: told = '' } = around.before.exec(words.slice(0, start)) ?? [];
  const before = told.slice(1 + Math.max(...around.there.map((sign) => told.lastIndexOf(sign))));
  const isBefore = before !== '' && !around.own.test(before) && (around.beside.test(before) || isOnlyPlace(before, names));
  const from = isBefore ? start - joined.length + joined.indexOf(before) : start;
  const whole = words.slice(from, end);
  const link = around.link.exec(words.slice(end))?.[0].length ?? 0;
  if (link === 0) return whole;
  for (let more = SPOT_MAX; more > link + 1; more -= 1) {
    const longer = words.slice(from, end + more);
    const isCut = cutThing.test(words.slice(end + more - 1, end + more + 1));
    if (longer.length === whole.length + more && !isCut && isOnlyPlace(longer, [])) return longer;
  }
  return whole;
}

function isOnlyPlace(words: string, names: readonly string[]): boolean {
  const told = placeTold(words, names);
  return told.kind === 'place' && told.place === words;
}

/** The place the reader found, mended by the names of the table: `城西充` of `城西充电柜`, none of `江畔消防通道`. */
export function mendedPlace(read: string | null, words: string, stations: readonly Station[]): string | null {
  const names = placeNames(stations);
  // What was masked, a telephone number, is no place: the one beside it is.
  const told = read !== null && MASKED.test(read) ? placeTold(words, names) : null;
  const found = told ? (told.kind === 'place' ? told.place : null) : read;
  const place = found && wholeWords(found, words);
  if (place !== null && placeTold(place, []).kind === 'place') return widened(place, words, names);
  const named = names.find((name) => (place === null ? words : place).includes(name));
  if (named === undefined) return place;
  const start = words.indexOf(named);
  // With the spot behind it, as far as one is named.
  for (let more = SPOT_MAX; more > 0; more -= 1) {
    const longer = words.slice(start, start + named.length + more);
    const told = placeTold(longer, []);
    if (told.kind === 'place' && told.place === longer) return longer;
  }
  return named;
}

/** The place in an answer to our question for it; that of another danger is none. */
export function placeSaid(
  { frames, words }: Extract<Answer, { kind: 'words' }>,
  message: Message,
  ticket: Ticket,
  stations: readonly Station[],
): PlaceTold {
  const location = locationOf(message);
  const shared: PlaceTold = location === null ? { kind: 'none' } : { kind: 'place', place: location, isAll: true };
  if (heardQuestion.test(words)) return shared;
  const told = placeTold(words, placeNames(stations));
  if (told.kind === 'place' && told.isAll) return told;
  if (!frames.every(saysWhere)) return shared;
  if (told.kind === 'place' && !frames.some((frame) => isOther(frame, ticket))) return told;
  const named = frames.map(({ slots }) => slots.place ?? slots.area).find((place) => typeof place === 'string' && place !== '');
  if (typeof named === 'string' && !frames.some((frame) => isOther(frame, ticket))) {
    const alone = placeTold(named, placeNames(stations));
    if (alone.kind === 'place') return alone;
  }
  return location === null && told.kind === 'unknown' ? told : shared;
}

const isOther = ({ intent, slots }: Frame, { category }: Ticket) =>
  intent === 'report_hazard' && slots.category !== 'other' && slots.category !== category;

/** A place alone may be read as any of these. */
export const saysWhere = ({ intent }: Frame) => intent === 'smalltalk' || intent === 'report_hazard' || intent === 'find_station';

/** The person's own hazard of which he may still say where it is: one without a place, of this day, or a danger he has just told of. */
export async function hazardToPlace(doing: Doing, member: Member): Promise<Ticket | undefined> {
  const own = await ownTickets(doing, member, ['open', 'accepted']);
  return own.find(({ kind, place, urgent, createdAt }) => {
    const age = doing.now - createdAt;
    return kind === 'hazard' && ((place === null && age < DAY_MS) || (urgent && age <= STILL_TELLING_MS));
  });
}

/** The person's newest hazard without a place that nobody has taken on, while he is still telling of it. */
export async function newestUnplaced(doing: Doing, member: Member): Promise<Ticket | undefined> {
  const own = await ownTickets(doing, member, ['open']);
  return own.find(
    ({ kind, place, createdAt }) => kind === 'hazard' && place === null && doing.now - createdAt < STILL_TELLING_MS,
  );
}

/** The person's newest hazard, while he is still telling of it. */
export async function newestHazard(doing: Doing, member: Member): Promise<Ticket | undefined> {
  const own = await ownTickets(doing, member, ['open', 'accepted']);
  return own.find(({ kind, createdAt }) => kind === 'hazard' && doing.now - createdAt <= STILL_TELLING_MS);
}

const hazardsOfToday = async (doing: Doing, member: Member): Promise<Ticket[]> =>
  (await ownTickets(doing, member, ['open', 'accepted'])).filter(
    ({ kind, createdAt }) => kind === 'hazard' && doing.now - createdAt < DAY_MS,
  );

interface HazardRighted {
  ticket: Ticket;
  place: string;
}

/** The person's hazard whose place he puts right, and where it is; undefined when the words put right something else. */
export async function hazardRighted(doing: Doing, member: Member, words: string): Promise<HazardRighted | undefined> {
  const said = rightedIn(words);
  return said === null ? undefined : await rightedBy(doing, member, said);
}

/** As above, by a place alone, told after "that was wrong". */
export async function hazardPlacedAnew(doing: Doing, member: Member, words: string): Promise<HazardRighted | undefined> {
  return await rightedBy(doing, member, rightedIn(words) ?? { wrong: null, right: words });
}

async function rightedBy(doing: Doing, member: Member, { wrong, right }: Righted): Promise<HazardRighted | undefined> {
  const told = right === null ? null : placeTold(right, placeNames(doing.stations));
  if (told?.kind !== 'place') return undefined;
  const own = await hazardsOfToday(doing, member);
  const isToldNow = ({ createdAt }: Ticket) => doing.now - createdAt <= STILL_TELLING_MS;
  const named = own.find(({ place }) => wrong !== null && place !== null && (place.includes(wrong) || wrong.includes(place)));
  const ticket = named ?? own.find(isToldNow);
  if (!ticket) return undefined;
  // What he calls wrong may be a part of the place that stands: then both are kept.
  const isApart = !named && wrong !== null && ticket.place !== null;
  return { ticket, place: isApart ? placesTogether(ticket.place, told.place) : told.place };
}

/** With what was said later: the more exact of two, or both, since nobody may be sent to one of them alone. */
export function placesTogether(before: string | null, later: string): string {
  if (before === null || later.includes(before) || similarPlaces(before, later)) return later;
  return before.includes(later) ? before : cutText(reportPhrases.bothPlaces(later, before), PLACE_MAX);
}
