// What was said, made ready to be compared with what stations are called by.
import {
  beforeArea,
  emptyArea,
  fillers,
  namedApart,
  placeEndings,
  placeSides,
  stationKinds,
  tellsApart,
} from '../words/stations.ts';
import { likenessOf, type Token } from './sounds.ts';
import type { StationIndex } from './station-index.ts';
import { GAP, piecesOf, plainWords } from './tokens.ts';

export interface Query {
  tokens: readonly Token[];
  /** See `likenessOf`: a token of the index beside each sign of the query. */
  likenesses(tokenId: number): Uint8Array;
  /** Part of the asking, not of what is asked for. */
  isFiller(at: number): boolean;
  tellsApart(at: number): boolean;
  /** Written in letters, by its sound. */
  isSpelt(at: number): boolean;
  /** Named as the place by whoever read the words. */
  isArea(at: number): boolean;
  /** Says what sort of place, or which side of it; or where something else than a sign was. */
  isCommon(at: number): boolean;
  /** Of that place what it is called, not what sort it is or which side of it. */
  isOwnOfArea(at: number): boolean;
  /** A number or a point of the compass in it that makes it another place (`三路`, `四期`), and no side of it. */
  isTellingOfArea(at: number): boolean;
  /** The place as it was read, where it is one. */
  area: string | null;
  textFrom(at: number): string;
  /** The words in one writing, as the signs stand in them. */
  plain: string;
  startOf(at: number): number;
  endOf(at: number): number;
}

const LONGEST_WORDS = 400;
const MOST_SIGNS = 80;
/** So many signs before the place are still looked at. */
const AHEAD = 20;

/** Only so many signs are looked at, those before the place among them. @param area the place as it was read; null = none */
export function queryOf(index: StationIndex, words: string, area: string | null): Query {
  const place = area === null ? '' : plainWords(area).trim().replace(beforeArea, '');
  const hasPlace = place !== '' && !emptyArea.test(place);
  const said = plainWords(words.slice(0, LONGEST_WORDS * 4));
  const isThere = hasPlace && said.includes(place);
  // Read by another than the words themselves: it goes before them.
  const whole = hasPlace && !isThere ? `${place} ${said}` : said;
  const areaAt = hasPlace ? whole.indexOf(place) : -1;
  const from = Math.max(0, areaAt - LONGEST_WORDS / 2);
  const all = piecesOf(whole.slice(from, from + LONGEST_WORDS), index);
  const firstOfArea = all.findIndex(({ end }) => areaAt >= 0 && end > areaAt - from);
  const pieces = all.slice(Math.max(0, firstOfArea - AHEAD)).slice(0, MOST_SIGNS);
  const asking = spansOf(whole, fillers, from);
  const fillerAt = pieces.map(({ start, end }) => isWithin(asking, start, end));
  const inArea = pieces.map(({ start, end }) => areaAt >= 0 && start < areaAt - from + place.length && end > areaAt - from);
  const common = [placeSides, placeEndings, stationKinds].flatMap((words) => spansOf(whole, words, from));
  const isCommon = pieces.map(({ start, end, token: { text } }) => text === GAP.text || isWithin(common, start, end));
  const apart = pieces.map(({ token }, at) => tellsApart.test(token.text) && !fillerAt[at]);
  const tokens = pieces.map(({ token }) => token);
  const textFrom = (at: number) => (pieces[at] ? whole.slice(from + pieces[at].start, from + pieces[at].start + 8) : '');
  const known: (Uint8Array | undefined)[] = [];
  return {
    tokens,
    likenesses(tokenId) {
      const before = known[tokenId];
      if (before) return before;
      const own = index.tokens[tokenId] as Token;
      const made = Uint8Array.from(tokens, (token) => likenessOf(own, token));
      known[tokenId] = made;
      return made;
    },
    isFiller: (at) => fillerAt[at] === true && !inArea[at],
    tellsApart: (at) => apart[at] === true,
    isSpelt: (at) => tokens[at]!.text.startsWith('~'),
    isArea: (at) => inArea[at] === true,
    isCommon: (at) => isCommon[at] === true,
    isOwnOfArea: (at) => inArea[at] === true && !isCommon[at] && !fillerAt[at],
    isTellingOfArea: (at) => inArea[at] === true && apart[at] === true && namedApart.test(textFrom(at + 1)),
    area: hasPlace ? (area as string).trim().replace(beforeArea, '') : null,
    textFrom,
    plain: whole.slice(from),
    startOf: (at) => pieces[at]?.start ?? 0,
    endOf: (at) => pieces[at]?.end ?? 0,
  };
}

type Stretch = readonly [from: number, to: number];

const spansOf = (text: string, words: RegExp, from: number): Stretch[] =>
  [...text.matchAll(words)].map(({ 0: word, index: at }) => [at - from, at - from + word.length]);

const isWithin = (spans: readonly Stretch[], start: number, end: number): boolean =>
  spans.some(([open, close]) => open <= start && end <= close);
