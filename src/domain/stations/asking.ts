// Whether words that sound like talk ask for a station of the table.
import type { Station } from '../../core/station.ts';
import { areaKinds, ownPlace, stationKinds } from '../words/stations.ts';
import {
  askedAloud,
  besideArea,
  calledOpen,
  calledThing,
  detailWords,
  goingOn,
  hoursOfAny,
  leftThere,
  misheard,
  ofSelf,
  openWithThing,
  otherThanStation,
  spelt,
  tellsOfSelf,
  tellsOfStay,
  thingGoneFor,
  toldOfStation,
  wishedThing,
} from '../words/stations-asked.ts';
import { thingAlone } from '../words/stations-shapes.ts';
import { stationsNamed } from './places-said.ts';
import { queryOf } from './query.ts';
import { asksOfNamed, CLEAR, CLEAR_UNCALLED, callsForThing, LONGEST, openAsked } from './shapes.ts';
import { indexOf } from './station-index.ts';
import { doneIn, wantIn, wantsIn } from './wants.ts';

/** Words this short may name a station and what is wanted, and nothing else. */
const LONGEST_BARE = 16;

/**
 * True when a station is clearly named and something of it is asked: its hours, its number, where it is, whether it has something. Faults
 * and complaints, what is held there and what somebody does there are none of it.
 * @param isLikely the reader takes it for one as well, and is not sure
 */
export function asksForStation(stations: readonly Station[], said: string, isLikely = false): boolean {
  const words = readable(said);
  if (words.length <= LONGEST && !otherThanStation.test(words) && asksOfNamed(stations, words)) return true;
  if (words.length > LONGEST || toldOfStation.test(words) || otherThanStation.test(words)) return false;
  const isCalled = isCalledStation(words);
  const wants = detailWords.test(words) || doneIn(words) !== null;
  if (!isCalled && !wants) return false;
  const isAsked = isLikely || askedAloud.test(words);
  // There is nothing to look in, and that is to be said.
  if (stations.length === 0) return isCalled && wants && !tellsOfSelf.test(words);
  if (!isAsked && (signsIn(words) > LONGEST_BARE || tellsOfSelf.test(words))) return false;
  const index = indexOf(stations);
  const query = queryOf(index, words, null);
  const least = isCalled || isLikely ? CLEAR : CLEAR_UNCALLED;
  return stationsNamed(index, query).some(
    ({ score, signs }) =>
      score >= least && (isAsked || query.tokens.every((_, at) => signs.has(at) || query.isFiller(at) || query.isCommon(at))),
  );
}

/** True when the words name a station and a thing or a detail of it, and nothing else: `充电 江畔`. */
export const namesStationAlone = (stations: readonly Station[], words: string): boolean =>
  signsIn(words) <= LONGEST_BARE && !askedAloud.test(words) && asksForStation(stations, words);

/** Letters that spell what is asked are read as it: `yizhan`. */
export const readable = (words: string): string =>
  joined(
    [...(hasLetters.test(words) ? spelt : []), ...misheard].reduce(
      (said, [letters, word]) => said.replace(letters, word),
      hasLetters.test(words) ? words.toLowerCase() : words,
    ),
  );

/** `wan da` is one name. */
const joined = (words: string): string => words.replace(/(?<=[a-z]) (?=[a-z])/g, '');

const hasLetters = /[a-z]{2}/i;

/** Letters spell a sign with three of them. */
const signsIn = (words: string): number => words.replace(/[a-z]{2,3}/gi, '-').length;
export const isCalledStation = (words: string): boolean => words.search(stationKinds) !== -1;

/** True when the words want something that stations have, and say nothing else: `我要喝水`, `渴死了`, `24小时的驿站`. */
export const wantsThing = (words: string): boolean =>
  callsForThing(readable(words)) ||
  (openWithThing.test(words) && wantIn(readable(words)) !== null) ||
  (words.length <= LONGEST_BARE && hoursOfAny.test(readable(words))) ||
  (readable(words) !== words && thingAlone.test(readable(words))) ||
  openAsked(words) !== null ||
  (words.length <= LONGEST_BARE && (wishedThing.test(words) || calledThing.test(words) || calledOpen.test(words))) ||
  (hasLetters.test(words) && words.length <= LONGEST && spelledOnly.test(words) && wantIn(readable(words)) !== null);

/** What somebody types in letters, he has nothing else to say by. */
const spelledOnly = /^[a-z\s?.!]+$/i;

/** True when the words tell where somebody is and what he does there. */
export const tellsOfBeing = (words: string): boolean => words.length <= LONGEST && tellsOfStay.test(words);

/** True when the words want another thing, and name no place: `换个能上厕所的`. Only where stations were spoken of a moment ago. */
export function goesForThing(words: string): boolean {
  if (words.length > LONGEST_BARE || toldOfStation.test(words) || otherThanStation.test(words)) return false;
  if (isCalledStation(words)) return false;
  return wantsIn(words).length === 1 && (thingGoneFor.test(words) || wishedThing.test(words) || calledThing.test(words));
}

/** Where stations are spoken of, a name means one sooner. */
const NAMED = 0.5;

/**
 * True when the words are a place of the table or a thing wanted there, and nothing else: `那万达呢`, `热饭`. Only where stations were
 * spoken of a moment ago: alone, a place is no question.
 */
export function narrowsSearch(stations: readonly Station[], words: string): boolean {
  if (stations.length === 0 || signsIn(words) > LONGEST_BARE || toldOfStation.test(words) || otherThanStation.test(words))
    return false;
  const said = words.replace(goingOn, '');
  if (areaAlone(stations, words) !== null) return true;
  if (said === '' || ofSelf.test(said) || tellsOfBeing(said) || leftThere.test(said)) return false;
  const index = indexOf(stations);
  const query = queryOf(index, said, null);
  const isAsking = (at: number) => query.isFiller(at) || query.isCommon(at);
  if (query.tokens.every((_, at) => isAsking(at))) return wantIn(said) !== null;
  return stationsNamed(index, query).some(
    ({ score, signs }) => score >= NAMED && query.tokens.every((_, at) => signs.has(at) || isAsking(at)),
  );
}

/** The area, alias or name of the table that the words are, and nothing else: `东门`, `我在东门那边呢`. Null = none. */
export function areaAlone(stations: readonly Station[], words: string): string | null {
  const said = placeSaid(words).replace(besideArea, '');
  const isIt = ({ name, area, aliases }: Station) => name === said || area === said || aliases.includes(said);
  return said !== '' && stations.some(isIt) ? said : null;
}

/** Words in front of and behind the place that somebody goes on with are no part of it. */
export const placeSaid = (words: string): string => readable(words).replace(goingOn, '');

/** The place that the words are, and nothing else, as a sign without a question: the one it names, or an area of the table. */
export function placeAlone(stations: readonly Station[], words: string): string | null {
  const said = words.replace(ownPlace, '');
  if (said.length < 2 || said.length > LONGEST_PLACE) return null;
  if (areaAlone(stations, said) !== null) return said;
  const isBegun = (name: string) => name.startsWith(said) && afterOwn.test(name.slice(said.length));
  return stations.some(({ name, area }) => isBegun(area) || isBegun(name)) ? said : null;
}

const LONGEST_PLACE = 10;
/** Behind what a place is called by. */
const afterOwn = new RegExp(`^(?:${stationKinds.source}|${areaKinds.source})$`);
