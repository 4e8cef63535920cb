// What words tell of a station that is named: that something is broken or full there, that somebody is treated badly or has left something.
import { chineseNumber } from '../../core/numerals.ts';
import type { Station } from '../../core/station.ts';
import {
  askedAloud,
  clauseEnds,
  complained,
  crowded,
  leftThere,
  lookedFor,
  noFault,
  noLoss,
  otherThanStation,
  suggested,
  toldFault,
} from '../words/stations-asked.ts';
import { faultOfNamed, faultOfSpoken, wrongOfNamed } from '../words/stations-shapes.ts';
import { asksForStation, isCalledStation } from './asking.ts';
import { stationsNamed } from './places-said.ts';
import { queryOf } from './query.ts';
import { betweenTwo, CLEAR, excepted, LONGEST, openAsked, shapeOf } from './shapes.ts';
import { indexOf } from './station-index.ts';
import { type Want, wantIn } from './wants.ts';

/**
 * The station of the table at which, as the words tell, something does not work or has run out, and what is asked besides
 * (`江畔驿站饮水机坏了，附近还有哪能喝水`); null = none is named so.
 */
export function faultIn(stations: readonly Station[], words: string): { station: Station; asked: string | null } | null {
  if (stations.length === 0 || words.length > LONGEST || noFault.test(words.split(clauseEnds)[0] as string)) return null;
  const alone = words.split(clauseEnds).some((clause) => askedAloud.test(clause)) ? null : shapeOf(stations, words);
  const [only, another] = alone && (faultOfNamed.test(alone.text) || wrongOfNamed.test(alone.text)) ? alone.named : [];
  if (only && !another && alone?.isClear) return { station: only, asked: null };
  if (!toldFault.test(words)) return null;
  const clauses = words.split(clauseEnds).filter((clause) => clause !== '');
  const asked = clauses.filter((clause) => !toldFault.test(clause) && askedAloud.test(clause) && wantIn(clause) !== null);
  // What is asked of another place makes no question of what is told of this one.
  const told = asked.length > 0 ? clauses.filter((clause) => !asked.includes(clause)).join('，') : words;
  if (!toldFault.test(told) || noFault.test(told)) return null;
  const station = stationCalled(stations, told);
  return station && { station, asked: asked.join('，') || null };
}

/** The station where, as the words tell, something of somebody's lies: whom to call. Null = none is named so. */
export const stationToCall = (stations: readonly Station[], words: string): Station | null =>
  words.length <= LONGEST && leftThere.test(words) && !noLoss.test(words) ? stationCalled(stations, words) : null;

/** The station whose people, or whose state, somebody complains of: perhaps he wants it to be told. Null = none is named so. */
export const stationBlamed = (stations: readonly Station[], words: string): Station | null =>
  words.length <= LONGEST && complained.test(words) && !askedAloud.test(words) ? stationCalled(stations, words) : null;

/** The station where, as the words tell, there is no room: others are wanted. Null = none is named so. */
const crowdedAt = (stations: readonly Station[], words: string): Station | null =>
  words.length <= LONGEST && crowded.test(words) && !otherThanStation.test(words) ? stationCalled(stations, words) : null;

/** Which of those that were spoken of a moment ago does not work, as the words tell; null = that is not told. `station` null: one of several. */
export function faultOfThese(spoken: readonly Station[], words: string): { station: Station | null } | null {
  if (spoken.length === 0 || words.length > LONGEST_OF_SPOKEN || noFault.test(words)) return null;
  const told = faultOfSpoken.exec(words);
  if (!told) return null;
  const nth = told.groups?.nth ? chineseNumber(told.groups.nth[1] as string) : null;
  return { station: (nth === null ? (spoken.length === 1 ? spoken[0] : null) : spoken[nth - 1]) ?? null };
}

const LONGEST_OF_SPOKEN = 20;

/** The station of which the table says something wrong, as the words tell; null = none. */
export function wrongIn(stations: readonly Station[], words: string): Station | null {
  const shape = shapeOf(stations, words);
  const [only, another] = shape && wrongOfNamed.test(shape.text) ? shape.named : [];
  return only && !another ? only : null;
}

/** What is to be said of stations where none is looked for by name. */
export type Beside =
  /** Something was left there. */
  | { kind: 'call'; station: Station }
  /** It is of no use just now. */
  | { kind: 'near'; station: Station; want: Want | null }
  /** How far they are from each other. */
  | { kind: 'between'; stations: [Station, Station] }
  /** Which are open, or the first or the last of them. */
  | { kind: 'open'; which: 'any' | 'first' | 'last' }
  /** Asked beside something that was told. */
  | { kind: 'search'; words: string };

/** Null = a search like any other. */
export function besideSearch(stations: readonly Station[], words: string): Beside | null {
  const called = stationToCall(stations, words);
  if (called) return { kind: 'call', station: called };
  const fault = faultIn(stations, words);
  if (fault?.asked && asksForStation(stations, fault.asked, true)) return { kind: 'search', words: fault.asked };
  if (fault?.asked) return { kind: 'near', station: fault.station, want: wantIn(fault.asked) };
  const two = betweenTwo(stations, words);
  if (two) return { kind: 'between', stations: two };
  const other = excepted(stations, words);
  if (other) return { kind: 'near', ...other };
  const which = openAsked(words);
  if (which) return { kind: 'open', which };
  const full = crowdedAt(stations, words);
  return full && { kind: 'near', station: full, want: wantIn(words) };
}

/** True where nothing else is meant by the words, whatever they were taken for. */
export const isBesideOnly = (stations: readonly Station[], words: string): boolean =>
  stationToCall(stations, words) !== null || crowdedAt(stations, words) !== null;

/** The one that is named, by a word for stations as well: "the charger at Long River Road is broken" is told of the road. */
function stationCalled(stations: readonly Station[], words: string): Station | null {
  if (stations.length === 0 || !isCalledStation(words)) return null;
  const index = indexOf(stations);
  const named = stationsNamed(index, queryOf(index, words, null)).filter(({ score }) => score >= CLEAR);
  const [best, next] = named.toSorted((a, b) => b.score - a.score);
  return best && !(next && next.score === best.score) ? (stations[best.at] ?? null) : null;
}

/** True when something is wished for at stations, and none is looked for. */
export const isSuggestion = (words: string): boolean => suggested.test(words) && !lookedFor.test(words);
