// What a station may be called by: its names, where it lies, the parts of its address. Each sign has a weight of its own.
import type { Station } from '../../core/station.ts';
import { districtOf, placeEndings, placeSides, roadOf, stationKinds } from '../words/stations.ts';
import type { Token } from './sounds.ts';
import { piecesOf, plainWords } from './tokens.ts';

export interface Term {
  /** Plain words; what names it among terms. */
  text: string;
  tokens: readonly Token[];
  /** How much each sign tells: a name's own 1, what is the same in many less. */
  weights: readonly number[];
  /** Sum of the weights; of the own signs alone. */
  weight: number;
  ownCount: number;
  /** The sort of place it ends with, where it does (`路`, `广场`): the index of its first sign. */
  endingAt: number;
}

export interface NamedBy {
  text: string;
  /** How well a station is known by it. */
  share: number;
}

const KIND = 0.12;
const SIDE = 0.3;
const ENDING = 0.4;
const LONGEST_TERM = 24;

const separators = /[、,;/|()[\]{}·\s]+/;

/** All a station may be called by, best known first. */
export function namesOf({ name, aliases, area, address }: Station): NamedBy[] {
  const parts = (text: string) => text.normalize('NFKC').split(separators).filter(Boolean);
  const names = [...parts(name), ...aliases.flatMap(parts)].map((text) => ({ text, share: 1 }));
  const areas = parts(area).map((text) => ({ text, share: 0.95 }));
  return [...names, ...areas, ...addressParts(address)].map(({ text, share }) => ({ text: plainWords(text), share }));
}

function addressParts(address: string): NamedBy[] {
  const [, district = '', behind = ''] = districtOf.exec(address.normalize('NFKC').replace(/\s+/g, '')) ?? [];
  const [, road = '', crossing = '', number = '', landmark = ''] = roadOf.exec(behind) ?? ['', '', '', '', behind];
  return [
    { text: number === '' ? '' : `${road}${number}`, share: 0.95 },
    { text: road, share: 0.85 },
    { text: crossing, share: 0.85 },
    { text: landmark, share: 0.95 },
    { text: district, share: 0.9 },
  ].filter(({ text }) => text !== '');
}

/** Weighs each sign by how much it tells of the place. @param text plain words (`plainWords`) */
export function termOf(text: string): Term {
  const pieces = piecesOf(text.slice(0, LONGEST_TERM)).filter(({ token }) => token.text !== ' ');
  const weights = pieces.map(() => 1);
  const weigh = (pattern: RegExp, weight: number, isLast = false) => {
    for (const { 0: word, index } of text.matchAll(pattern)) {
      // A place called by nothing but its sort keeps its signs.
      if (index === 0 && word.length === text.length) continue;
      if (isLast && index + word.length < lastOwn()) continue;
      pieces.forEach(({ start }, at) => {
        if (start >= index && start < index + word.length) weights[at] = Math.min(weights[at]!, weight);
      });
    }
  };
  const lastOwn = () => pieces.reduce((last, { end }, at) => (weights[at] === 1 ? Math.max(last, end) : last), 0);
  weigh(stationKinds, KIND);
  weigh(placeSides, SIDE);
  weigh(placeEndings, ENDING, true);
  const lone = weights.every((weight) => weight < 1);
  const kept = lone ? weights.map((weight) => (weight === ENDING ? 1 : weight)) : weights;
  return {
    text,
    tokens: pieces.map(({ token }) => token),
    weights: kept,
    weight: kept.reduce((sum, weight) => sum + weight, 0),
    ownCount: kept.filter((weight) => weight === 1).length,
    endingAt: kept.indexOf(ENDING),
  };
}
