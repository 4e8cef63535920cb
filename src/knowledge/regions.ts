// Where a document holds, and where a question is asked about.
import type { KnownDocument } from '../core/knowledge.ts';
import {
  ALSO_CALLED,
  AMBIGUOUS,
  ARRIVED_BEFORE,
  CITIES,
  DISTRICT,
  ENDINGS,
  HOME_BEFORE,
  LEFT_BEFORE,
  LEVEL,
  NOT_THERE,
  OTHER_WORDS,
  THERE_BEFORE,
  THERE_BEHIND,
} from './lexicon-places.ts';

/** From the province down: `['浙江', '金华', '义乌']`. */
const PATHS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(CITIES).flatMap(([province, cities]): [string, string[]][] => [
    ...cities
      .split(' ')
      .filter((names) => names !== '')
      .flatMap((names): [string, string[]][] => {
        const [city = '', ...counties] = names.split('/');
        return [[city, [province, city]], ...counties.map((county): [string, string[]] => [county, [province, city, county]])];
      }),
    [province, [province]],
  ]),
);

const pathOf = (name: string) => PATHS.get(ALSO_CALLED[name] ?? name);
/** Longer names first: one is never taken for the shorter one in it. */
const NAMES = [...PATHS.keys(), ...Object.keys(ALSO_CALLED)].sort((a, b) => b.length - a.length);
const NAME = new RegExp(NAMES.join('|'), 'g');
const startsWith = (path: readonly string[], start: readonly string[]) => start.every((part, depth) => path[depth] === part);

interface Place {
  path: readonly string[];
  /** What is named below the known part; empty = nothing. */
  below: string;
  /** All of it without endings. */
  name: string;
}

function takeApart(words: string): Place {
  const text = words.normalize('NFKC').replace(/\s/g, '');
  let path: readonly string[] = [];
  const rest = text.replace(NAME, (name, index: number) => {
    const next = pathOf(name) ?? [];
    const isOther =
      !startsWith(next, path) || (path.length === 0 && next.length === 2 && DISTRICT.test(text.slice(index + name.length)));
    if (isOther) return name;
    path = next;
    return '';
  });
  const below = rest.replace(ENDINGS, '');
  return { path, below: path.length === 0 ? below : below.replace(LEVEL, ''), name: text.replace(ENDINGS, '') || text };
}

const MAX_REMEMBERED = 1_000;
const remembered = new Map<string, Place>();

/** Every document of a place is asked with the same few names, several thousand times a question. */
function placed(words: string): Place {
  const known = remembered.get(words);
  if (known) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const place = takeApart(words);
  remembered.set(words, place);
  return place;
}

/** True when one of two places lies in the other, however they are written: a district's rule holds for who names only its city. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [placed(one), placed(other)];
  if (a.path.length === 0 || b.path.length === 0) return a.name.includes(b.name) || b.name.includes(a.name);
  const depth = Math.min(a.path.length, b.path.length);
  if (!startsWith(a.path, b.path.slice(0, depth))) return false;
  const [belowA, belowB] = [a, b].map(({ path, below }) => path.slice(depth).join('') + below);
  return !belowA || !belowB || belowA.includes(belowB) || belowB.includes(belowA);
}

/** True when the document holds there: everywhere, or in a region that shares ground with the place. */
export const holdsAt = (document: Pick<KnownDocument, 'regions'>, place: string): boolean =>
  document.regions.length === 0 || document.regions.some((region) => overlaps(region, place));

/**
 * The province or city that words are about, by its usual name; null = none is named. The most exact of the first one wins
 * (`江苏苏州` → `苏州`). Streets, dishes and where people come from do not count.
 */
export function placeIn(words: string): string | null {
  const text = words.normalize('NFKC').replace(OTHER_WORDS, (word) => ' '.repeat(word.length));
  let place: readonly string[] = [];
  for (const match of text.matchAll(NAME)) {
    const [name] = match;
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    const behind = text.slice(match.index + name.length, match.index + name.length + 8);
    const path = pathOf(name) ?? [];
    const isWithin = place.length > 0 && startsWith(path, place);
    if (NOT_THERE.test(behind) || HOME_BEFORE.test(before) || LEFT_BEFORE.test(before)) continue;
    if (AMBIGUOUS.has(name) && !isWithin && text !== name && !THERE_BEFORE.test(before) && !THERE_BEHIND.test(behind)) continue;
    // Of several, the one somebody says he is in now.
    if (place.length === 0 || isWithin || ARRIVED_BEFORE.test(before)) place = path;
  }
  return place.at(-1) ?? null;
}
