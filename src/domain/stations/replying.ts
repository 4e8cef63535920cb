// What is answered where stations are looked for, and what is kept of it for whoever goes on.
import type { Answer, HandlerContext } from '../../core/handler.ts';
import { isAllowed } from '../../core/intent.ts';
import { having, findingText as text } from '../../core/phrases-stations.ts';
import type { Station } from '../../core/station.ts';
import { asksWhich, costAsked, phoneAsked } from '../words/stations-asked.ts';
import { areaAlone, goesForThing, narrowsSearch, placeSaid, readable } from './asking.ts';
import { dayOffMeant, daysMeant, instantMeant } from './days-meant.ts';
import { type Fault, faultsAt, isOutOfOrder, openFaults } from './faults.ts';
import { searchFrom } from './finding.ts';
import { type FollowUp, stationIds, stationsByIds } from './following.ts';
import { stationsAnywhere, stationsNear } from './nearby.ts';
import { foundAlone, type StationFound } from './openness.ts';
import { type About, aboutSchema, POSITION_MS, type Shared, type Where } from './remembered.ts';
import { type Asked, sayDistance, sayFully, sayList, sayOnly } from './saying.ts';
import { isOtherThing, type OpenOnly, offers, openOnlyIn, placesOnly, severalWanted, type Want, wantIn } from './wants.ts';

export const NAME = 'find-station';

const LISTED = 3;
/** Those that are not listed are kept for whoever asks for others. */
export const FOUND_MOST = 12;
const FAR_METRES = 50_000;

type Context = HandlerContext<unknown>;
type Words = Extract<Answer, { kind: 'words' }>;

/** When it is asked for. */
export type When = Pick<Asked, 'wantedAt' | 'days'> & { dayOff: string | null };
const NOW: When = { wantedAt: null, days: null, dayOff: null };

/** One message about stations, with what it goes on from. */
export interface Talk {
  ctx: Context;
  words: string;
  /** As said now; where nothing of it was said, as asked before. */
  when: When;
  isWhenSaid: boolean;
  /** Where he is: shared with these words, or within ten minutes. */
  near: (Shared & { label: string }) | null;
  /** What is out of order, as somebody has reported. */
  faults: readonly Fault[];
}

/** @param isGoingOn the day and the hour that were asked for before still hold */
export async function talkOf(ctx: Context, isGoingOn = false): Promise<Talk> {
  const words = ctx.message.kind === 'said' ? readable(ctx.message.text) : '';
  const kept = await keptBefore(ctx);
  const wantedAt = instantMeant(ctx.wish(), words, ctx.at);
  const days = wantedAt === null ? daysMeant(ctx.wish(), words, ctx.at) : null;
  const said = { wantedAt, days, dayOff: dayOffMeant(words) };
  const isWhenSaid = wantedAt !== null || days !== null || said.dayOff !== null;
  const when = isWhenSaid || !isGoingOn ? said : (kept?.when ?? NOW);
  const location = ctx.message.kind === 'said' ? ctx.message.location : null;
  const shared = kept?.shared && ctx.at - kept.shared.at <= POSITION_MS ? { ...kept.shared, label: '' } : null;
  const near = location ? { ...location, at: ctx.at } : shared;
  return { ctx, words, when, isWhenSaid, near, faults: await openFaults(ctx, ctx.stations, ctx.member) };
}

async function keptBefore({ tx, member, conversation, now }: Context): Promise<About | null> {
  const open = await tx.openQuestions.get(member.id, conversation, now);
  return open?.handler === NAME && open.question === 'about' ? (aboutSchema.safeParse(open.state).data ?? null) : null;
}

export function askedNow({ ctx: { now, calendar }, words, when }: Talk): Asked {
  return { now, ...when, calendar, isPhoneAsked: phoneAsked.test(words), isCostAsked: costAsked.test(words) };
}

export const plainly = ({ ctx, when }: Talk, station: Station): StationFound =>
  foundAlone(station, when.wantedAt ?? ctx.now, ctx.calendar);

/** Says it, and remembers for ten minutes which were named; not where another question of ours waits for its answer. */
export async function tell(
  { ctx, near, when }: Talk,
  lines: readonly string[],
  found: readonly Pick<StationFound, 'station'>[],
  about: Partial<Omit<About, 'ids'>> = {},
): Promise<void> {
  const said = lines.join('\n');
  const open = (await ctx.tx.openQuestions.get(ctx.member.id, ctx.conversation, ctx.now)) ?? (await ctx.owed());
  if (found.length === 0 || ctx.hasAsked() || (open && open.handler !== NAME)) return ctx.reply(said);
  const shared = near && { latitude: near.latitude, longitude: near.longitude, at: near.at };
  const state = { when, shared, ...about, ids: found.map(({ station }) => station.id) };
  ctx.ask({ name: 'about', text: said, choices: [], state });
}

/** One question, of those who have not said where. */
export function askWhere(ctx: Context, question: string, state: Partial<Where> = {}): void {
  if (ctx.hasAsked()) ctx.reply(question);
  else ctx.ask({ name: 'where', text: question, choices: [], state });
}

export interface Wanted {
  words: string;
  area: string | null;
  want: Want | null;
  only: OpenOnly | null;
}

const meant = ({ words, want }: Wanted): Want | null => wantIn(words) ?? want;

/** What a search is asked, what is out of order left out. */
export const asking = ({ ctx, near, when, faults }: Talk, wanted: Wanted) => ({
  ...wanted,
  near,
  except: isOutOfOrder(faults, meant(wanted)),
  at: when.wantedAt ?? ctx.now,
  calendar: ctx.calendar,
});

/** Those that are open then, where an hour is asked for and some are; else all; where nothing else is left, also what is out of order. */
export function search(talk: Talk, wanted: Wanted) {
  const { stations } = talk.ctx;
  const query = asking(talk, wanted);
  const only = wanted.only ?? (talk.when.wantedAt === null ? null : 'asked');
  const first = searchFrom(stations, { ...query, only }, FOUND_MOST);
  const isEmpty = (one: typeof first) => one.kind === 'no_place' && one.total === 0;
  if (!isEmpty(first)) return first;
  const second = wanted.only === only ? first : searchFrom(stations, query, FOUND_MOST);
  return isEmpty(second) && query.except.size > 0 ? searchFrom(stations, { ...query, except: new Set() }, FOUND_MOST) : second;
}

/** What somebody has reported of one, as far as it is of the thing that is wanted. */
export function sayFaults({ faults }: Pick<Talk, 'faults'>, station: Station, want: Want | null): string[] {
  const [first] = faultsAt(faults, station, want);
  return first ? [text.reported(first.number)] : [];
}

export async function sayFound(talk: Talk, wanted: Wanted, found = search(talk, wanted)): Promise<void> {
  const { ctx } = talk;
  const asked = askedNow(talk);
  const want = meant(wanted);
  const state = { want, at: talk.when.wantedAt, only: wanted.only };
  const isNowhereFor = (thing: Want | null): thing is Want =>
    thing !== null && isOtherThing(thing) && !ctx.stations.some((station) => offers(station, thing));
  const notOffered = (thing: Want) => (thing === 'hospital' ? text.noHospital : text.notOffered(having[thing]));
  switch (found.kind) {
    case 'found': {
      const [first] = found.found;
      if (first && found.isOne) {
        const faults = sayFaults(talk, first.station, found.want);
        return await tell(talk, [sayFully(first, asked), ...faults], [first], { want: found.want });
      }
      const shown = found.found.slice(0, LISTED);
      const isByDistance = shown.some(({ metres }) => metres !== null);
      const rest = found.total - shown.length;
      const more = rest > 0 && !isByDistance ? [text.more(rest)] : [];
      const away = talk.near ? (first?.metres ?? 0) : 0;
      const farOff = away > FAR_METRES ? [text.farOff(sayDistance(away))] : [];
      const open = shown.every(({ opening }) => opening.kind === 'closed') ? openElsewhere(talk, found.want) : [];
      const told = [...open, ...shown].slice(0, LISTED);
      const closed = open.length > 0 ? [text.allClosed(having[found.want as Want])] : [];
      const lines = [...farOff, ...closed, ...sayList(told, asked), ...more];
      return await tell(talk, lines, told, { want: found.want, more: stationIds(found.found.slice(LISTED)) });
    }
    case 'apart': {
      const [first] = found.found;
      const each = found.found.filter((one, at, all) => all.findIndex(({ station }) => station.id === one.station.id) === at);
      if (!first) return ctx.reply(text.nothingHas(found.wants.map((one) => having[one]).join('、')));
      const lacking = found.lacking.map((one) => having[one]).join('、');
      const line = lacking !== '' ? text.nothingHas(lacking) : found.wants.length === 2 ? text.notBoth : text.notAll;
      return await tell(talk, [line, ...sayList(each, asked)], each, { want: null });
    }
    case 'lacks': {
      if (isNowhereFor(found.want) && placesOnly.some((place) => place === found.want)) return ctx.reply(notOffered(found.want));
      const there = found.there.slice(0, LISTED);
      const lacks = text.lacks(there.map(({ station }) => station.name).join('、'), having[found.want]);
      const nearest = found.found.slice(0, LISTED);
      const [only] = found.there.length === 1 && nearest.length === 0 ? there : [];
      if (only) return await tell(talk, [lacks, call(only.station)], there);
      if (nearest.length === 0) return await tell(talk, [lacks, ...sayList(there, asked)], there, { want: null });
      const about = { want: found.want, seen: stationIds(there), more: stationIds(found.found.slice(LISTED)) };
      return await tell(talk, [lacks, text.nearest(having[found.want]), ...sayList(nearest, asked)], nearest, about);
    }
    case 'unknown_place':
      if (isNowhereFor(want)) return ctx.reply(notOffered(want));
      return askWhere(ctx, text.unknown(found.place), state);
    case 'no_place': {
      const { total } = found;
      if (isNowhereFor(want)) return ctx.reply(notOffered(want));
      // He has just reported it there: the nearest other one is what he needs.
      const [own] = talk.faults.filter(({ isJustTold }) => isJustTold);
      if (own && total > 0 && (await sayNear(talk, own.station, { want, except: [] }))) return;
      const open = wanted.only === null ? null : sayOnly(wanted.only, asked);
      const thing = [open, found.want && having[found.want]].filter(Boolean).join('、');
      if (thing === '') return askWhere(ctx, text.where, state);
      if (total === 0) return ctx.reply(open === null ? text.nothingHas(thing) : text.nothingOpen(thing));
      return askWhere(ctx, text.whereFor(thing, total), state);
    }
    case 'no_positions':
      return askWhere(ctx, text.noPositions, state);
    case 'no_stations':
      return ctx.reply(isAllowed(ctx.member.role, 'staff') ? text.noneForStaff : text.none);
  }
}

/** Where all that are said to be for resting are closed, whatever is open is better than the street. */
function openElsewhere(talk: Talk, want: Want | null): StationFound[] {
  if (want !== 'rest') return [];
  const query = { ...asking(talk, { words: '', area: null, want: null, only: 'asked' }), near: null };
  const open = stationsAnywhere(talk.ctx.stations, query, 1);
  return open.kind === 'found' ? open.found : [];
}

export const call = ({ name, phone }: Station): string => (phone === '' ? text.go(name) : text.call(name, phone));

/** These say where somebody is, or nothing; anything else is done by whoever does it. */
export const mayNamePlace = ['smalltalk', 'find_station', 'report_hazard'];
export const isPlaceAlone = ({ frames, isCommand }: Words): boolean =>
  !isCommand && frames.every(({ intent, slots }) => mayNamePlace.includes(intent) && slots.urgent !== true);

/** Too many to say it of each. */
export const isMany = (those: readonly string[], { nth }: FollowUp): boolean => nth === null && those.length > LISTED;

/** Others than those that were named: what fitted as well, else the nearest to the first of them. */
export async function sayOthers(talk: Talk, about: About, want = about.want): Promise<boolean> {
  const { stations } = talk.ctx;
  const isSame = want === about.want;
  const seen = [...about.seen, ...(isSame ? about.ids : [])];
  const rest = stationsByIds(stations, isSame ? about.more : about.ids);
  const broken = isOutOfOrder(talk.faults, want);
  const fitting = rest.filter((station) => !broken.has(station.id) && (isSame || want === null || offers(station, want)));
  const next = fitting.slice(0, LISTED);
  // Asked of any, not of those that were named: they are only the first that come to mind.
  const isAnew = !isSame && !asksWhich.test(talk.words) && next.length < LISTED;
  if (next.length > 0 && !isAnew) {
    const found = next.map((station) => plainly(talk, station));
    const more = isSame ? about.more.slice(LISTED) : [];
    await tell(talk, sayList(found, askedNow(talk)), found, { want, seen, more });
    return true;
  }
  const [anchor] = stationsByIds(stations, isSame ? [...about.seen, ...about.ids] : about.ids);
  return anchor !== undefined && (await sayNear(talk, anchor, { want, except: seen, first: next }));
}

/** @param first those that are told of before the others. @returns false where no other is known */
export async function sayNear(
  talk: Talk,
  at: Station,
  {
    want,
    only = null,
    except = [],
    first = [],
  }: { want: Want | null; only?: OpenOnly | null; except?: readonly string[]; first?: readonly Station[] },
): Promise<boolean> {
  const { ctx, when, faults, near } = talk;
  const query = { want, only, at: when.wantedAt ?? ctx.now, calendar: ctx.calendar };
  const left = [...except, ...isOutOfOrder(faults, want), ...first.map(({ id }) => id)];
  const others = stationsNear(ctx.stations, { at, except: left, from: near }, query, LISTED);
  const found = [...first.map((station) => plainly(talk, station)), ...others].slice(0, LISTED);
  if (found.length === 0) return false;
  const title = near ? text.nearest(want ? having[want] : '') : text.nearTo(at.name, want && having[want]);
  await tell(talk, [title, ...sayList(found, askedNow(talk))], found, { want, seen: [...except, at.id] });
  return true;
}

/** Another place or another thing, where stations were just spoken of; what is not said of the two stays. */
export async function searchOn(talk: Talk, about: About, answer: Words): Promise<boolean> {
  if (!isPlaceAlone(answer)) return false;
  const { stations } = talk.ctx;
  const said = talk.words;
  if (severalWanted(said).length > 1 && !areaAlone(stations, said)) {
    await sayFound(talk, { words: said, area: null, want: null, only: openOnlyIn(said) });
    return true;
  }
  const want = wantIn(said);
  const isAway = talk.near !== null && want !== null && goesForThing(said);
  if (!isAway && want && goesForThing(said) && (await sayOthers(talk, about, want))) return true;
  if (!narrowsSearch(stations, said)) return false;
  const area = areaAlone(stations, said);
  const wanted = { words: placeSaid(said), area, want: want ?? about.want, only: openOnlyIn(said) };
  const here = isAway || (want !== null && area === null) ? talk : { ...talk, near: null };
  const found = search(here, wanted);
  if (found.kind !== 'found' && found.kind !== 'lacks' && found.kind !== 'apart') return false;
  await sayFound(here, wanted, found);
  return true;
}
