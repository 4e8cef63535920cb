// Whether two people speak of the same place. Written for one branch's places: better asked once too often than two fires taken for one.
import { commonPlaces, compassPoints, emptyPlaceWords, oppositePlaces, placeNumbers, placeSynonyms } from '../words/places.ts';

/** Fewer characters of its own do not name a place. */
const DISTINCTIVE_LEAST = 2;
/** Share of common pairs of characters, from which a difference is taken for a way of writing. */
const OVERLAP_LEAST = 0.6;
const LONGEST = 60;

/** The place as places are compared and counted; empty where none was said. Of its own result it makes the same. */
export function placeKey(place: string | null): string {
  if (place === null) return '';
  let key = place.normalize('NFKC').toLowerCase().slice(0, LONGEST);
  // What one word leaves behind may join to another.
  for (let before = ''; before !== key; ) {
    before = key;
    key = reduced(key);
  }
  return key;
}

function reduced(said: string): string {
  const { anywhere, front, behind } = emptyPlaceWords;
  const plain = said
    .replace(/[^\p{L}\p{N}#]/gu, '')
    .replace(placeNumbers.said, (number) => String(numberIn(number)))
    .replace(anywhere, '')
    .replace(front, '')
    .replace(behind, '');
  // A place that is nothing but such words is still what was said.
  const kept = plain === '' ? said.replace(/[^\p{L}\p{N}]/gu, '') : plain;
  return placeSynonyms.reduce((key, [words, one]) => key.replace(words, one), kept);
}

/** `十二` → 12, `三〇二` → 302, `一百零二` → 102 */
function numberIn(said: string): number | string {
  const { digits, ten, hundred } = placeNumbers;
  if (!said.includes(ten) && !said.includes(hundred)) return [...said].map((digit) => digits[digit]).join('');
  let sum = 0;
  let digit: number | null = null;
  for (const character of said) {
    const unit = character === ten ? 10 : character === hundred ? 100 : null;
    if (unit === null) digit = digits[character] ?? 0;
    else {
      sum += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return sum + (digit ?? 0);
}

/**
 * Probably one place: named alike, or one of them more exactly than the other. Other numbers, letters, points of the compass or
 * opposite sides are never one.
 */
export function similarPlaces(a: string | null, b: string | null): boolean {
  return similarKeys(placeKey(a), placeKey(b));
}

/** As `similarPlaces`, of their keys. */
export function similarKeys(first: string, second: string): boolean {
  if (first === '' || second === '') return false;
  if (first === second) return true;
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  if (contradict(short, long)) return false;
  const own = short.replace(commonPlaces, '');
  if ([...own].length >= DISTINCTIVE_LEAST && (long.includes(short) || isShortened(short, long))) return true;
  return overlap(short, long) >= OVERLAP_LEAST && overlap(own, long.replace(commonPlaces, '')) >= OVERLAP_LEAST;
}

const NUMBERS = /\d+|[a-z]+/g;

function contradict(short: string, long: string): boolean {
  const names = (pattern: RegExp) => !agree(short.match(pattern) ?? [], long.match(pattern) ?? []);
  if (names(NUMBERS) || names(compassPoints)) return true;
  const only = (key: string, side: RegExp, other: RegExp) => side.test(key) && !other.test(key);
  return oppositePlaces.some(
    ([one, other]) => (only(short, one, other) && only(long, other, one)) || (only(short, other, one) && only(long, one, other)),
  );
}

/** One names them more exactly than the other, in the same order. */
function agree(some: readonly string[], others: readonly string[]): boolean {
  const [few, many] = some.length <= others.length ? [some, others] : [others, some];
  let found = 0;
  for (const each of many) if (each === few[found]) found += 1;
  return found === few.length;
}

/** Something in the middle was left out, and it was no number and no point of the compass: those name another place. */
function isShortened(short: string, long: string): boolean {
  let head = 0;
  while (head < short.length && short[head] === long[head]) head += 1;
  let tail = 0;
  while (tail < short.length - head && short.at(-1 - tail) === long.at(-1 - tail)) tail += 1;
  if (head === 0 || tail === 0 || head + tail < short.length) return false;
  const left = long.slice(head, long.length - tail);
  return left.search(NUMBERS) === -1 && left.search(compassPoints) === -1;
}

/** Dice's coefficient of the pairs of neighbouring characters. */
function overlap(a: string, b: string): number {
  const [first, second] = [pairsOf(a), pairsOf(b)];
  if (first.length === 0 || second.length === 0) return 0;
  const left = [...second];
  const common = first.filter((pair) => {
    const at = left.indexOf(pair);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
  return (2 * common.length) / (first.length + second.length);
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
