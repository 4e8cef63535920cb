// Names of other peoples, written by their sound: with a dot, or by parts everybody knows.

import { namingCues } from '../words/around-people.ts';
import { foreignParts, halfForeign, soundCharacters } from '../words/people.ts';
import type { Stretch } from './names.ts';
import { endsWithOne, isHan, startsWithOne, wordList } from './prose.ts';

const parts = wordList(foreignParts);
const cues = wordList(namingCues);
const sounds = new Set(soundCharacters);
const halves = new Set(halfForeign);
/** Characters on one side of a dot. */
const SIDE_MAX = 10;

/** People with names that are spelt by their sound, with dots between their parts or without. */
export function foreignPeople(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const stretch = text[at] === '·' || text[at] === '•' ? dotted(text, at) : known(text, at);
    if (!stretch) continue;
    found.push(stretch);
    at = Math.max(at, stretch.to - 1);
  }
  return found;
}

/** `阿卜杜拉·买买提`: sounds on both sides, as far as they go. */
function dotted(text: string, dot: number): Stretch | undefined {
  let [from, to] = [dot, dot + 1];
  while (dot - from < SIDE_MAX && sounds.has(text[from - 1] ?? '')) from -= 1;
  while (to - dot <= SIDE_MAX && sounds.has(text[to] ?? '')) to += 1;
  return dot - from >= 2 && to - dot > 2 ? { from, to } : undefined;
}

/** Known parts in a row and the sounds around them. */
function known(text: string, at: number): Stretch | undefined {
  const first = startsWithOne(text, at, parts);
  if (first === 0) return undefined;
  let to = at + first;
  let count = 1;
  for (let next = startsWithOne(text, to, parts); next > 0; next = startsWithOne(text, to, parts)) {
    to += next;
    count += 1;
  }
  let from = at;
  while (at - from < 2 && sounds.has(text[from - 1] ?? '') && !isHan(text[from - 2])) from -= 1;
  while (to - at < SIDE_MAX && sounds.has(text[to] ?? '')) to += 1;
  const isAlone = count === 1 && to - from === 2 && halves.has(text.slice(from, to));
  return isAlone && endsWithOne(text, from, cues) === 0 ? undefined : { from, to };
}
