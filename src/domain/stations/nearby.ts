// What is asked of the table, what is found, and the nearest or the open ones of it.
import type { Calendar } from '../../core/calendar.ts';
import type { Station } from '../../core/station.ts';
import { metresBetween, type Position } from './distance.ts';
import { type Opening, openingOf } from './opening-hours.ts';
import { isShutForNow, type StationFound } from './openness.ts';
import { type OpenOnly, offers, severalWanted, type Want, wantsIn } from './wants.ts';

export interface StationQuery {
  /** All that was said. */
  words: string;
  /** The place, as the reader took it; helps, and is not trusted alone. */
  area?: string | null | undefined;
  /** Left out, it is looked for in the words, which go before it. */
  want?: Want | null | undefined;
  /** Closed ones are of no use. */
  only?: OpenOnly | null | undefined;
  near?: Position | null | undefined;
  /** Of no use, unless they are named: what is wanted is out of order there. */
  except?: ReadonlySet<string> | undefined;
  /** The instant it is to be open at; ms. */
  at: number;
  /** Knows days off by statute. */
  calendar?: Calendar | undefined;
}

export type StationSearch =
  /** Best first. `isOne`: only the first is meant. `total`: as many fit as well. */
  | { kind: 'found'; found: StationFound[]; isOne: boolean; total: number; want: Want | null }
  /** Nobody has all of what is wanted: the first of each. `lacking`: of these not even one is anywhere. */
  | { kind: 'apart'; wants: readonly Want[]; lacking: readonly Want[]; found: StationFound[] }
  /** The place is known, and nothing there has what is wanted: `there` is what it has, `found` the nearest that have it. */
  | { kind: 'lacks'; want: Want; there: StationFound[]; found: StationFound[] }
  /** No station goes by what was named as the place. */
  | { kind: 'unknown_place'; place: string }
  /** Nobody has said where. `total`: so many have what is wanted. */
  | { kind: 'no_place'; want: Want | null; total: number }
  /** A position was shared, and no station's is known. */
  | { kind: 'no_positions' }
  | { kind: 'no_stations' };

/** Hundreds of stations keep the same hours: they are read once for a search. */
export type Asked = StationQuery & { openings: Map<string, Opening> };

/** Wherever they are: those that are open first. */
export function stationsAnywhere(stations: readonly Station[], query: StationQuery, limit: number): StationSearch {
  const asked = { ...query, openings: new Map<string, Opening>() };
  const want = query.want ?? null;
  const fitting = stations.filter((station) => fits(station, asked, want)).map((station) => seen(station, asked, null));
  if (fitting.length === 0) return { kind: 'no_place', want, total: 0 };
  return found(fitting.sort(openFirst), { want, limit, total: fitting.length, isOne: fitting.length === 1 });
}

/** The nearest to one of them, or to where somebody is, the others that were told of left out: where it is of no use, or was not the one. */
export function stationsNear(
  stations: readonly Station[],
  { at: anchor, except, from = null }: { at: Station; except: readonly string[]; from?: Position | null },
  query: Pick<StationQuery, 'want' | 'only' | 'at' | 'calendar'>,
  limit: number,
): StationFound[] {
  const near = from ?? positionOf(anchor);
  if (!near) return [];
  const left = new Set([anchor.id, ...except]);
  const asked = { ...query, words: '', near, openings: new Map<string, Opening>() };
  const nearest = byDistance(
    stations.filter(({ id }) => !left.has(id)),
    asked,
    query.want ?? null,
    limit,
  );
  return nearest.kind === 'found' ? nearest.found : [];
}

/** The nearest first; those that are closed a little behind. */
export function byDistance(stations: readonly Station[], asked: Asked, want: Want | null, limit: number): StationSearch {
  const placed = stations.flatMap((station, at) => {
    const position = positionOf(station);
    return position && asked.near ? [{ station, at, metres: metresBetween(asked.near, position) }] : [];
  });
  if (placed.length === 0) return { kind: 'no_positions' };
  const having = [
    ...withAll(
      placed.filter(({ station }) => fits(station, asked, want)),
      asked,
    ),
  ];
  if (having.length === 0) return { kind: 'no_place', want, total: 0 };
  const near = having
    .sort((a, b) => a.metres - b.metres || a.at - b.at)
    .slice(0, limit * NEAR_MANY)
    .map(({ station, at, metres }) => ({ ...seen(station, asked, null), at, metres }));
  // What is closed now is worth a few steps more than what is open; not a walk across the town.
  const worth = ({ station, metres, opening }: (typeof near)[number]) =>
    metres + (isShutForNow(station) ? SHUT_METRES : opening.kind === 'closed' ? CLOSED_METRES : 0);
  near.sort((a, b) => worth(a) - worth(b) || a.at - b.at);
  return found(near, { want, limit, total: having.length, isOne: false });
}

/** The nearest first; those whose place nobody knows last. */
export function byNearness(stations: readonly Station[], near: Position): Station[] {
  const away = (station: Station) => {
    const position = positionOf(station);
    return position ? metresBetween(near, position) : Number.POSITIVE_INFINITY;
  };
  return stations
    .map((station) => ({ station, metres: away(station) }))
    .sort((a, b) => (a.metres === b.metres ? 0 : a.metres - b.metres))
    .map(({ station }) => station);
}

const NEAR_MANY = 4;
const CLOSED_METRES = 1_000;
/** Closed for good, or for who knows how long: any other within an hour's ride goes before it. */
const SHUT_METRES = 20_000;

export const found = (
  those: readonly StationFound[],
  { want, limit, total, isOne }: { want: Want | null; limit: number; total: number; isOne: boolean },
): StationSearch => ({ kind: 'found', found: those.slice(0, limit).map(plain), isOne, total, want });

export const plain = ({ station, metres, opening }: StationFound): StationFound => ({ station, metres, opening });

/** A station with how far it is from a position and whether it is open at the instant that is asked for. */
export function seen(station: Station, { at, calendar, openings }: Asked, near: Position | null): StationFound {
  const position = positionOf(station);
  const metres = near && position ? metresBetween(near, position) : null;
  if (isShutForNow(station)) return { station, metres, opening: { kind: 'unknown' } };
  const opening = openings.get(station.hours) ?? openingOf(station.hours, at, calendar);
  openings.set(station.hours, opening);
  return { station, metres, opening };
}

export const positionOf = ({ latitude, longitude }: Station): Position | null =>
  latitude === null || longitude === null ? null : { latitude, longitude };

export const fits = (station: Station, asked: Asked, want: Want | null): boolean =>
  !asked.except?.has(station.id) && (want === null || offers(station, want)) && (!asked.only || isOpenEnough(station, asked));

/** Those that have all of what is wanted, where several things are; all of them where none has. */
export function withAll<T extends { station: Station }>(those: readonly T[], { words }: StationQuery): readonly T[] {
  const several = severalWanted(words);
  const wanted = several.length > 0 ? several : wantsIn(words);
  if (wanted.length < 2) return those;
  const having = those.filter(({ station }) => wanted.every((want) => offers(station, want)));
  return having.length > 0 ? having : those;
}

/** Several things are wanted at one place, and no place is named: those that have all of them, else the first of each. Null = one is wanted. */
export function withEach(stations: readonly Station[], asked: Asked, limit: number): StationSearch | null {
  const wanted = severalWanted(asked.words);
  if (wanted.length < 2) return null;
  const fitting = (want: Want): StationSearch =>
    asked.near
      ? byDistance(stations, { ...asked, words: '' }, want, limit)
      : stationsAnywhere(stations, { ...asked, want, words: '' }, limit);
  if (stations.some((station) => fits(station, asked, null) && wanted.every((want) => offers(station, want)))) return null;
  const each = wanted.map((want) => ({ want, search: fitting(want) }));
  const firsts = each.flatMap(({ search }) => (search.kind === 'found' ? search.found.slice(0, 1) : []));
  const lacking = each.flatMap(({ want, search }) => (search.kind === 'found' ? [] : [want]));
  return { kind: 'apart', wants: wanted, lacking, found: firsts };
}

/** Whether it is open then; always, where only such are wanted. */
export function isOpenEnough(station: Station, asked: Asked): boolean {
  const { opening } = seen(station, asked, null);
  return opening.kind === 'open' && (asked.only !== 'always' || opening.until === null);
}

const OPEN_ORDER = { open: 0, unknown: 1, closed: 2 } as const;
const orderOf = ({ station, opening }: StationFound) => (isShutForNow(station) ? 3 : OPEN_ORDER[opening.kind]);
export const openFirst = (a: StationFound, b: StationFound) => orderOf(a) - orderOf(b);
