// What speaks for a name and against it, in the characters, before, behind, and in the dictionary. Found by trying.

import {
  copulas,
  ground,
  looseCues,
  namingCues,
  notLast,
  personCues,
  personVerbs,
  placesBehind,
  placeTails,
  shopsBehind,
  surelyPeople,
  titlesBehind,
} from '../words/around-people.ts';
import { clearSurnames, givenAlso, givenMostly, middlingSurnames, wordNames, wordySurnames } from '../words/people.ts';
import type { Stretch } from './names.ts';
import { endsWithOne, isHan, isOrdinary, type Prose, startsWithOne, wordList } from './prose.ts';

/** A family name that is hardly a word. */
const CLEAR = 1.5;
/** Somebody is asked, named or blamed. */
export const CUED = 1;
/** A name is announced. */
export const NAMED = 3.2;
/** What follows only people do or have. */
export const SURE = 1.6;

/** Between a cue and the name. */
const BETWEEN = new Set(` :,"'“‘「${copulas}`);

const clear = new Set(clearSurnames);
const middling = new Set(middlingSurnames);
const wordy = new Set(wordySurnames);
const mostly = new Set(givenMostly);
const also = new Set(givenAlso);
const verbs = new Set(personVerbs);
const grounds = new Set(ground);
const unlast = new Set(notLast);
const names = new Set(wordNames);
const naming = wordList(namingCues);
const personal = wordList(personCues);
const loose = wordList(looseCues);
const titles = wordList(titlesBehind);
const places = wordList(placesBehind);
const shops = wordList(shopsBehind);
const people = wordList(surelyPeople);

/** In the dictionary, but nearly always somebody. */
export const isWordName = (stretch: string): boolean => names.has(stretch);

/** How much it speaks for a person that a stretch begins with it; undefined: it is no surname. */
export function surnameWeight(surname: string): number | undefined {
  if (surname.length > 1) return 3;
  if (clear.has(surname)) return 1.8;
  if (middling.has(surname)) return 1;
  return wordy.has(surname) ? 0.2 : undefined;
}

/** How much one character of a given name speaks for it. */
export function characterWeight(character: string): number {
  if (mostly.has(character)) return 1.8;
  if (also.has(character)) return 0.6;
  return isOrdinary(character) ? -2.1 : 0.7;
}

/** `张伟想` is 张伟 who wants; 萧山 is a town. */
export function lastWeight(last: string, givenLength: number): number {
  if (unlast.has(last)) return -2;
  return givenLength === 1 && grounds.has(last) ? -1.2 : 0;
}

/** How much what stands before `from` speaks for a person there. */
export function weightBefore(text: string, from: number): number {
  let at = from;
  while (at > from - 3 && BETWEEN.has(text[at - 1] ?? '\n')) at -= 1;
  if (endsWithOne(text, at, naming) > 0 || endsWithOne(text, from, naming) > 0) return NAMED;
  if (endsWithOne(text, from, personal) > 0 || (at < from && endsWithOne(text, at, personal) > 0)) return 1.4;
  if (/\d{3}$/.test(text.slice(Math.max(0, at - 3), at))) return 1.4;
  if (!isHan(text[from - 1]) || endsWithOne(text, from, loose) > 0) return 0.6;
  return -0.6;
}

/** Undefined: what follows makes a place or a shop of it. */
export function weightBehind({ text, words }: Prose, to: number): number | undefined {
  if (startsWithOne(text, to, titles) > 0) return SURE;
  if (startsWithOne(text, to, shops) > 0) return undefined;
  if (startsWithOne(text, to, people) > 0) return SURE;
  const place = startsWithOne(text, to, places);
  if (place > 0) {
    const name = text.slice(to, to + place);
    if (!(placeTails[name] ?? '').includes(text[to + place] ?? '\n')) return undefined;
  }
  const next = text[to] ?? '';
  if (verbs.has(next)) return 1;
  if (!isHan(next)) return 0.5;
  return words.startOf[to] === to && words.endOf[to]! > to + 1 ? 0.2 : -0.2;
}

export interface Shape extends Stretch {
  surnameLength: number;
  base: number;
  isCued: boolean;
  isSure: boolean;
}

/** Names are in no dictionary; a word that swallows a part of one speaks against it. */
export function dictionaryWeight({ text, words }: Prose, { from, to, surnameLength, base, isCued, isSure }: Shape): number {
  const startOf = (at: number) => words.startOf[at] ?? at;
  const endOf = (at: number) => words.endOf[at] ?? at;
  const weightAt = (at: number) => characterWeight(text[at] ?? '');
  const partly = base > CLEAR || isCued ? 1.8 : 2.5;
  const given = from + surnameLength;
  const end = endOf(from);
  let weight = 0;
  if (startOf(from) < from) weight -= isCued ? 1.5 : 3;
  if (end > to) weight -= 5;
  else if (end === to && names.has(text.slice(from, to))) weight += 0.5;
  else if (end === to) weight -= to - from > 2 ? 0.5 : weightAt(to - 1) > 1 || isSure ? 2 : 3.5;
  else if (end <= given) weight += 0.5;
  else if (surnameLength === 1) weight -= weightAt(to - 1) > 1 || weightAt(to - 2) > 1 ? 1.2 : partly;
  // `阳|小区`, `电动车|安全`: a word of its own; worse with a character that is in no name.
  if (to - given === 2 && startOf(given) === given && endOf(given) === to) {
    if (Math.min(weightAt(given), weightAt(given + 1)) < 0) weight -= isSure ? 1.2 : partly;
    else if (Math.max(weightAt(given), weightAt(given + 1)) < 1) weight -= 0.8;
  }
  // `张建|国家`: the word goes on with what follows a name.
  const lastEnd = endOf(to - 1);
  if (lastEnd > to && end <= to && !(lastEnd === to + 1 && verbs.has(text[to] ?? ''))) weight -= 2.7;
  return weight;
}
