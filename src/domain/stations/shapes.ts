// What is said of stations that are named, apart from their names.
import type { Station } from '../../core/station.ts';
import { stationKinds } from '../words/stations.ts';
import { clauseEnds } from '../words/stations-asked.ts';
import {
  askedOfNamed,
  besideNeed,
  betweenNamed,
  calledNeed,
  extremeOpen,
  otherThanNamed,
  partEnds,
  phoneOfNamed,
  whichOpen,
  wishOfNamed,
} from '../words/stations-shapes.ts';
import { stationsNamed } from './places-said.ts';
import { queryOf } from './query.ts';
import { indexOf } from './station-index.ts';
import { type Want, wantIn } from './wants.ts';

/** Nobody asks for a station at such length without the reader noticing. */
export const LONGEST = 40;
/** What the signs that name it are worth together: two rare ones where it is called a station, more where it is not. */
export const CLEAR = 1.1;
export const CLEAR_UNCALLED = 1.5;
const AS_WELL = 0.93;

export interface Shape {
  /** The words with `@` where each station is named. */
  text: string;
  /** In the order in which they are named. */
  named: Station[];
  /** The words name no other station as well. */
  isClear: boolean;
}

const kindBehind = new RegExp(`@(?:${stationKinds.source})`, 'g');

/** Null where no station is clearly named. */
export function shapeOf(stations: readonly Station[], words: string): Shape | null {
  if (stations.length === 0 || words === '' || words.length > LONGEST) return null;
  const index = indexOf(stations);
  const query = queryOf(index, words, null);
  const least = words.search(stationKinds) === -1 ? CLEAR_UNCALLED : CLEAR;
  const named = stationsNamed(index, query).filter(({ score }) => score >= least);
  if (named.length === 0) return null;
  const taken: { at: number; score: number; from: number; to: number }[] = [];
  let isClear = true;
  for (const { at, score, signs } of named.sort((a, b) => b.score - a.score || a.at - b.at)) {
    const [from, to] = [Math.min(...signs), Math.max(...signs)];
    const same = taken.find((other) => from <= other.to && to >= other.from);
    if (!same) taken.push({ at, score, from, to });
    else if (score >= same.score * AS_WELL) isClear = false;
  }
  taken.sort((a, b) => a.from - b.from);
  let text = '';
  let end = 0;
  for (const { from, to } of taken) {
    text += `${query.plain.slice(end, query.startOf(from))}@`;
    end = query.endOf(to);
  }
  text = `${text}${query.plain.slice(end)}`.replace(kindBehind, '@');
  return { text, named: taken.map(({ at }) => stations[at] as Station), isClear };
}

/** The one that a place is, however it was written down; null = none, or several. */
export function stationMeant(stations: readonly Station[], place: string): Station | null {
  const exact = stations.find(({ name }) => name === place);
  if (exact) return exact;
  const shape = shapeOf(stations, place);
  return shape?.isClear && shape.named.length === 1 ? (shape.named[0] as Station) : null;
}

/** True when a detail of stations that are named is asked, or whether one is open. */
export function asksOfNamed(stations: readonly Station[], words: string, isPhoneOnly = false): boolean {
  const shape = shapeOf(stations, words);
  if (!shape) return false;
  if (isPhoneOnly) return phoneOfNamed.test(shape.text);
  return askedOfNamed.some((pattern) => pattern.test(shape.text)) || betweenNamed.test(shape.text) || otherIn(shape);
}

const otherIn = ({ text }: Shape): boolean => otherThanNamed.test(text) && wantIn(text) !== null;

/** Two that are named, where it is asked how far they are from each other. */
export function betweenTwo(stations: readonly Station[], words: string): [Station, Station] | null {
  const shape = shapeOf(stations, words);
  const [one, other] = shape && betweenNamed.test(shape.text) ? shape.named : [];
  return one && other ? [one, other] : null;
}

/** The one that is named so as not to be told of again: `除了江畔还有哪能充电`. */
export function excepted(stations: readonly Station[], words: string): { station: Station; want: Want | null } | null {
  const shape = shapeOf(stations, words);
  const [station, another] = shape && otherThanNamed.test(shape.text) ? shape.named : [];
  return shape && station && !another ? { station, want: wantIn(shape.text) } : null;
}

/** True when something is wished for at a station that is named. */
export const wishesOfNamed = (stations: readonly Station[], words: string): boolean =>
  wishOfNamed.test(shapeOf(stations, words)?.text ?? '');

/** Which are open, wherever they are; `first`, `last`: the one that opens first or closes last. Null = that is not asked. */
export function openAsked(words: string): 'any' | 'first' | 'last' | null {
  if (words.length > LONGEST) return null;
  const extreme = extremeOpen.exec(words);
  if (extreme) return extreme.groups?.first ? 'first' : 'last';
  return whichOpen.some((pattern) => pattern.test(words)) ? 'any' : null;
}

const LONGEST_NEED = 24;

/** True when the words call for what stations have, and tell nothing else that wants an answer: `身上都是汗 想冲个澡`. */
export function callsForThing(words: string): boolean {
  if (words.length > LONGEST_NEED) return false;
  const clauses = words.split(clauseEnds).filter((clause) => clause !== '');
  const isCalled = (clause: string) => calledNeed.some((pattern) => pattern.test(clause));
  return clauses.some(isCalled) && clauses.every((clause) => isCalled(clause) || besideNeed.test(clause));
}

/** What is said one after the other, `顺便` and the like left out. */
export const partsOf = (words: string): string[] =>
  words
    .split(partEnds)
    .map((part) => part.trim())
    .filter((part) => part !== '');
