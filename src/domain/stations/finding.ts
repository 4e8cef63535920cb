// Finds what is meant: between place, need, distance and hours, or says what is missing.
import type { Station } from '../../core/station.ts';
import { betweenNames } from '../words/stations-asked.ts';
import type { Position } from './distance.ts';
import {
  type Asked,
  byDistance,
  fits,
  found,
  isOpenEnough,
  openFirst,
  plain,
  positionOf,
  type StationQuery,
  type StationSearch,
  seen,
  withAll,
  withEach,
} from './nearby.ts';
import type { StationFound } from './openness.ts';
import { type Named, stationsNamed } from './places-said.ts';
import { type Query, queryOf } from './query.ts';
import { indexOf, type StationIndex } from './station-index.ts';
import { doneIn, offers, placeIn, type Want, wantIn } from './wants.ts';

/** Within this share of the best, the words fit as well. */
const AS_WELL = 0.93;
/** Within this share, the same place is meant. */
const THERE = 0.75;
/** What was named as the place must be found in the table by more than half; by half where it is its beginning. */
const AREA_FOUND = 0.5;
/** So much is named elsewhere in the words that what was read as the place need not be found: three rare signs, as they are written. */
const SURE = 2.4;
/** Two rare signs name one of several. */
const CLEAR_APART = 1.4;
const LONGEST_APART = 40;
/** A table as small as this is shown without a place. */
const FEW = 3;

/** @returns the best matches, `limit` at most; none where nothing fits. See `searchStations` for why. */
export function findStations(stations: readonly Station[], query: StationQuery, limit: number): StationFound[] {
  const search = searchStations(stations, query, limit);
  if (search.kind === 'found') return search.found;
  return search.kind === 'lacks' ? search.there : [];
}

/** Finds what is meant, or says what is missing. Nothing is guessed: below the threshold a place is unknown. */
export function searchStations(stations: readonly Station[], query: StationQuery, limit: number): StationSearch {
  if (stations.length === 0) return { kind: 'no_stations' };
  return searched(stations, { ...query, openings: new Map() }, limit);
}

/** From a place on the map: what it is called helps where stations have no position. */
export function searchFrom(
  stations: readonly Station[],
  query: StationQuery & { near: (Position & { label: string }) | null },
  limit: number,
): StationSearch {
  const search = searchStations(stations, query, limit);
  const words = query.words || query.near?.label;
  return search.kind === 'no_positions' && words ? searchStations(stations, { ...query, words, near: null }, limit) : search;
}

function searched(stations: readonly Station[], asked: Asked, limit: number): StationSearch {
  const index = indexOf(stations);
  const query = queryOf(index, asked.words, asked.area ?? null);
  const named = stationsNamed(index, query);
  const best = named.reduce((most, { score }) => Math.max(most, score), 0);
  const want = wantedIn(asked, best > 0);
  const isThere = (one: Named) =>
    one.score >= best * THERE && (coversArea(one, query) || (one.score >= SURE && liesElsewhere(one, query)));
  const isUnknown = query.area !== null && !named.some(isThere);
  const several = (want === null || isUnknown) && best > 0 && !asked.near ? namedApart(index, asked) : [];
  if (several.length > 1) {
    const having = several.filter(({ station }) => want === null || offers(station, want));
    if (having.length === 0) return { kind: 'lacks', want: want as Want, there: several, found: [] };
    return found(having, { want, limit, total: having.length, isOne: having.length === 1 });
  }
  if (isUnknown && !asked.near) return { kind: 'unknown_place', place: query.area as string };
  if (best > 0 && !isUnknown) return byPlace(index, asked, { named, best, want }, limit);
  const apart = withEach(stations, asked, limit);
  if (apart) return apart;
  if (asked.near) return byDistance(stations, asked, want, limit);
  const fitting = stations.filter((station) => fits(station, asked, want)).map((station) => ({ station }));
  const having = withAll(fitting, asked);
  if (having.length > FEW || having.length === 0) return { kind: 'no_place', want, total: having.length };
  return found(having.map(({ station }) => seen(station, asked, null)).toSorted(openFirst), {
    want,
    limit,
    total: having.length,
    isOne: having.length === 1,
  });
}

/** Several that are named one by one: `江畔的电话，顺便万达的`. */
function namedApart(index: StationIndex, asked: Asked): StationFound[] {
  const parts = asked.words.length > LONGEST_APART ? [] : asked.words.split(betweenNames).filter((part) => part.length > 1);
  if (parts.length < 2) return [];
  const named = parts.flatMap((part) => {
    const those = stationsNamed(index, queryOf(index, part, null)).toSorted((a, b) => b.score - a.score);
    const [best, next] = those;
    return best && best.score >= CLEAR_APART && !(next && next.score > best.score * AS_WELL) ? [best.at] : [];
  });
  return [...new Set(named)].map((at) => seen(index.stations[at] as Station, asked, null));
}

function byPlace(
  { stations }: StationIndex,
  asked: Asked,
  { named, best, want }: { named: readonly Named[]; best: number; want: Want | null },
  limit: number,
): StationSearch {
  const there = named
    .filter(({ score }) => score >= best * THERE)
    .map(({ at, score }) => {
      const station = stations[at] as Station;
      return { at, score, band: score >= best * AS_WELL ? 0 : 1, ...seen(station, asked, asked.near ?? null) };
    })
    .sort((a, b) => a.band - b.band || openFirst(a, b) || nearFirst(a, b) || b.score - a.score || a.at - b.at);
  const fitting = withAll(
    there.filter(({ station }) => want === null || offers(station, want)),
    asked,
  );
  const open = asked.only ? fitting.filter(({ station }) => isOpenEnough(station, asked)) : [];
  const having = open.length > 0 ? open : fitting;
  const first = having.filter(({ band }) => band === 0);
  if (having.length > 0) {
    const total = first.length > 0 ? first.length : having.length;
    return found(having.slice(0, Math.max(1, Math.min(limit, total))), { want, limit, total, isOne: total === 1 });
  }
  const anchor = there.map(({ station }) => positionOf(station)).find((position) => position !== null) ?? null;
  const nearest = anchor ? byDistance(stations, { ...asked, near: anchor }, want, limit) : null;
  const kept = there.filter(({ band }) => band === 0).slice(0, limit);
  const elsewhere = nearest?.kind === 'found' ? nearest.found : [];
  return { kind: 'lacks', want: want as Want, there: kept.map(plain), found: elsewhere };
}

/** The words themselves go first, as far as they do not name a place by it; what was wanted before holds where they name nothing. */
function wantedIn({ want, words }: StationQuery, isNamed: boolean): Want | null {
  const heard = isNamed ? (doneIn(words) ?? placeIn(words)) : wantIn(words);
  if (heard) return heard;
  return want && want !== 'other' && want !== 'rest' ? want : null;
}

/** Whether it is known by what was read as the place, and not only by something else in the words; nor is it the next one to it. */
function coversArea({ signs }: Named, query: Query): boolean {
  const own = query.tokens.flatMap((_, at) => (query.isOwnOfArea(at) ? [at] : []));
  const isAnother = query.tokens.some((_, at) => query.isTellingOfArea(at) && !signs.has(at));
  const share = own.length === 0 ? 1 : own.filter((at) => signs.has(at)).length / own.length;
  return !isAnother && (share > AREA_FOUND || (share === AREA_FOUND && signs.has(own[0]!)));
}

const liesElsewhere = ({ signs }: Named, query: Query): boolean => [...signs].every((at) => !query.isArea(at));

const nearFirst = (a: StationFound, b: StationFound) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || 0;
