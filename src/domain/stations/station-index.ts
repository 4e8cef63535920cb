// Everything stations are called by, found by how it sounds. Made once for a table and kept as long as the table is.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Station } from '../../core/station.ts';
import type { Token } from './sounds.ts';
import { namesOf, type Term, termOf } from './terms.ts';
import { GAP } from './tokens.ts';

export interface IndexedTerm extends Term {
  /** Its place in `terms`. */
  id: number;
  /** Ids of its tokens in the index. */
  tokenIds: readonly number[];
  /** How rare what stands at each sign is, from 0 (everywhere) to 1 (once). */
  rarity: readonly number[];
  /** Stations by their place in the table, and how well each is known by it. */
  stations: number[];
  shares: number[];
}

export interface StationIndex {
  stations: readonly Station[];
  terms: readonly IndexedTerm[];
  /** By their ids: what makes up for long terms sharing more with everything. */
  lengths: Float32Array;
  tokens: readonly Token[];
  /** Places in `terms` of those in which the two sounds stand side by side or one apart, in any order. */
  termsWith(one: Token, other: Token): readonly (readonly number[])[];
  isWord(letters: string): boolean;
  isSound(letters: string): boolean;
}

const indexes = new WeakMap<readonly Station[], StationIndex>();

/** Takes a second or two for ten thousand; a search makes it where nobody has before. */
export function indexOf(stations: readonly Station[]): StationIndex {
  const known = indexes.get(stations);
  if (known) return known;
  const steps = buildSteps(stations);
  for (;;) {
    const step = steps.next();
    if (step.done) return keep(stations, step.value);
  }
}

/** Makes it ahead of the first search, while others have their turn. Twice at once, it is made twice. */
export async function prepareStations(stations: readonly Station[]): Promise<void> {
  if (indexes.has(stations)) return;
  const steps = buildSteps(stations);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) keep(stations, step.value);
    if (step.done) return;
    await nextTurn();
  }
}

function keep(stations: readonly Station[], made: StationIndex): StationIndex {
  indexes.set(stations, made);
  return made;
}

/** Steps to be taken one after the other, with room for others in between: none takes longer than some milliseconds. */
type Steps<R> = Generator<undefined, R, undefined>;

const STATIONS_A_STEP = 25;
const TERMS_A_STEP = 200;
const TOKENS_A_STEP = 20_000;

/** Pairs of sounds get a number: more sounds than this there are not. */
const SOUNDS_MOST = 1 << 20;

function* buildSteps(stations: readonly Station[]): Steps<StationIndex> {
  const byText = new Map<string, IndexedTerm>();
  const tokenIds = new Map<string, number>();
  const tokens: Token[] = [];
  const idOf = (token: Token): number => {
    const before = tokenIds.get(token.text);
    if (before !== undefined) return before;
    tokenIds.set(token.text, tokens.length);
    tokens.push(token);
    return tokens.length - 1;
  };
  for (const [at, station] of stations.entries()) {
    if (at % STATIONS_A_STEP === 0) yield;
    for (const { text, share } of namesOf(station)) {
      let term = byText.get(text);
      if (!term) {
        const plain = termOf(text);
        term = { ...plain, id: byText.size, tokenIds: plain.tokens.map(idOf), rarity: [], stations: [], shares: [] };
        byText.set(text, term);
      }
      if (term.stations.at(-1) === at) continue;
      term.stations.push(at);
      term.shares.push(share);
    }
  }
  const terms = [...byText.values()];
  yield* weighRarity(terms, stations.length);
  const pairs = createPairs();
  for (const [at, term] of terms.entries()) {
    if (at % TERMS_A_STEP === 0) yield;
    pairs.add(term);
  }
  const sounds = new Set<string>();
  for (const [at, { sounds: read }] of tokens.entries()) {
    if (at % TOKENS_A_STEP === 0) yield;
    for (const sound of read) sounds.add(sound);
  }
  yield;
  return {
    stations,
    terms,
    lengths: Float32Array.from(terms, ({ weight }) => Math.sqrt(weight + 1)),
    tokens,
    termsWith: pairs.termsWith,
    isWord: (letters) => tokenIds.has(letters),
    isSound: (letters) => sounds.has(letters),
  };
}

/** Two signs side by side are counted by the stations that have them; a sign is as common as the commoner of its pairs. */
function* weighRarity(terms: readonly IndexedTerm[], count: number): Steps<void> {
  const byStation: IndexedTerm[][] = Array.from({ length: count }, () => []);
  for (const [nth, term] of terms.entries()) {
    if (nth % TERMS_A_STEP === 0) yield;
    for (const at of term.stations) byStation[at]!.push(term);
  }
  const slots = new Map<number, number>();
  const sharers: number[] = [];
  const last: number[] = [];
  const slotOf = (one: number, other: number): number => {
    const key = one * SOUNDS_MOST + other;
    const known = slots.get(key);
    if (known !== undefined) return known;
    slots.set(key, sharers.length);
    sharers.push(0);
    last.push(-1);
    return sharers.length - 1;
  };
  const pairsOf: number[][] = [];
  for (const { tokenIds, id } of terms) {
    if (id % TERMS_A_STEP === 0) yield;
    pairsOf.push(tokenIds.slice(1).map((other, at) => slotOf(tokenIds[at]!, other)));
  }
  for (const [at, those] of byStation.entries()) {
    if (at % TERMS_A_STEP === 0) yield;
    for (const { id } of those) {
      for (const slot of pairsOf[id]!) {
        if (last[slot] === at) continue;
        last[slot] = at;
        sharers[slot]! += 1;
      }
    }
  }
  const most = Math.log(1 + count);
  for (const term of terms) {
    if (term.id % TERMS_A_STEP === 0) yield;
    const rare = pairsOf[term.id]!.map((slot) => Math.log((1 + count) / sharers[slot]!) / most);
    const alone = Math.log((1 + count) / term.stations.length) / most;
    term.rarity = term.tokenIds.map((_, at) => Math.min(rare[at - 1] ?? alone, rare[at] ?? alone));
  }
}

function createPairs() {
  const sounds = new Map<string, number>();
  const posted = new Map<number, number[]>();
  const soundsOf = (token: Token): readonly string[] => (token.loose.length > 0 ? token.loose : [token.text]);
  const numbersOf = (token: Token, isNew: boolean): number[] =>
    soundsOf(token).flatMap((sound) => {
      const known = sounds.get(sound);
      if (known !== undefined) return [known];
      if (!isNew) return [];
      sounds.set(sound, sounds.size);
      return [sounds.size - 1];
    });
  const keyOf = (one: number, other: number) => (one < other ? one * SOUNDS_MOST + other : other * SOUNDS_MOST + one);

  function post(one: Token, other: Token, term: IndexedTerm): void {
    for (const first of numbersOf(one, true)) {
      for (const second of numbersOf(other, true)) {
        const key = keyOf(first, second);
        const those = posted.get(key);
        if (!those) posted.set(key, [term.id]);
        else if (those[those.length - 1] !== term.id) those.push(term.id);
      }
    }
  }

  return {
    add(term: IndexedTerm): void {
      const { tokens } = term;
      for (let at = 0; at < tokens.length - 1; at += 1) {
        post(tokens[at]!, tokens[at + 1]!, term);
        if (at + 2 < tokens.length) post(tokens[at]!, tokens[at + 2]!, term);
      }
    },
    termsWith(one: Token, other: Token): number[][] {
      if (one === GAP || other === GAP) return [];
      const seconds = numbersOf(other, false);
      return numbersOf(one, false).flatMap((first) =>
        seconds.flatMap((second) => {
          const those = posted.get(keyOf(first, second));
          return those ? [those] : [];
        }),
      );
    },
  };
}
