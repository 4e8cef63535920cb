// People nobody has told us about: a stretch is taken for a name by its characters, by the words around it and by its being
// no word of the dictionary. Sums of small weights, one pass, so the time is linear.

import { homeWord, personVerbs, placeEnds, villageEnds } from '../words/around-people.ts';
import { nickPrefixes } from '../words/masking.ts';
import { brands, givenNever, moreDoubleSurnames, notNames, publicNames, standIns } from '../words/people.ts';
import type { Stretch } from './names.ts';
import { isHan, type Prose, startsWithOne, wordList } from './prose.ts';
import {
  CUED,
  characterWeight,
  dictionaryWeight,
  isWordName,
  lastWeight,
  NAMED,
  SURE,
  surnameWeight,
  weightBefore,
  weightBehind,
} from './weights.ts';

/** What a stretch must weigh to be a name. Lower: fewer names stay, more words go. */
const THRESHOLD = 2.6;

const doubles = wordList(moreDoubleSurnames);
const known = wordList([...brands, ...publicNames, ...notNames]);
const invented = wordList(standIns);
const never = new Set(givenNever);
const verbs = new Set(personVerbs);
const ends = new Set(placeEnds);
const villages = new Set(villageEnds);

interface Guess extends Stretch {
  weight: number;
}

/** Whole names, family name first, also with one blank or dot between the characters. */
export function guessNames(prose: Prose): Stretch[] {
  const guesses: Guess[] = [];
  for (let at = 0; at < prose.text.length; at += 1) {
    if (!isHan(prose.text[at])) continue;
    const standIn = startsWithOne(prose.text, at, invented);
    if (standIn > 0 && startsWithOne(prose.text, at, known) === 0) {
      guesses.push({ from: at, to: at + standIn, weight: THRESHOLD + standIn });
    }
    const pair = startsWithOne(prose.text, at, doubles);
    for (const surname of pair ? [pair, 1] : [1]) {
      for (const given of [1, 2]) {
        const guess = weigh(prose, at, surname, given);
        if (guess && guess.weight >= THRESHOLD) guesses.push(guess);
      }
    }
  }
  guesses.sort((a, b) => b.weight - a.weight || b.to - a.to);
  const taken = new Uint8Array(prose.text.length);
  return guesses.filter(({ from, to }) => {
    if (taken.subarray(from, to).includes(1)) return false;
    taken.fill(1, from, to);
    return true;
  });
}

function weigh(prose: Prose, from: number, surnameLength: number, givenLength: number): Guess | undefined {
  const { text } = prose;
  const surname = text.slice(from, from + surnameLength);
  const base = surnameWeight(surname);
  if (base === undefined) return undefined;
  const given: number[] = [];
  let to = from + surnameLength;
  let gaps = 0;
  while (given.length < givenLength) {
    const next = prose.skipGap(to);
    if (!isHan(text[next]) || never.has(text[next] ?? '')) return undefined;
    if (next > to) gaps += 1;
    given.push(next);
    to = next + 1;
  }
  if ((givenLength === 1 && text[to - 1] === homeWord) || isVillage(text, from)) return undefined;

  const before = weightBefore(text, from);
  if (gaps > 0 && !isSpaced(prose, given, from, to, before)) return undefined;
  const behind = weightBehind(prose, to);
  if (behind === undefined && before < NAMED) return undefined;
  if (before < NAMED && startsWithOne(text, from, known) > 0) return undefined;
  if (before < NAMED && ends.has(text[to - 1] ?? '')) return undefined;
  const isSure = behind === SURE;
  const sum = given.reduce((sum, at) => sum + Math.max(characterWeight(text[at] ?? ''), isSure ? -1.1 : -9), 0);
  const characters = isWordName(text.slice(from, to)) ? Math.max(sum, 0.6) : sum;
  const shape = { from, to, surnameLength, base, isCued: before > CUED, isSure };
  const dictionary = gaps > 0 ? 0.5 : dictionaryWeight(prose, shape);
  const last = lastWeight(text[to - 1] ?? '', givenLength);
  // 小王 is a name of its own.
  const nick = nickPrefixes.includes(text[from - 1] ?? '\n') ? -1.5 : 0;
  return { from, to, weight: base + characters + before + (behind ?? -1) + dictionary + last + nick };
}

/** The pieces of a name with gaps stand alone and are all of them at home in names: `张 伟`, not `电线 老化`. */
function isSpaced({ text, words }: Prose, given: readonly number[], from: number, to: number, before: number): boolean {
  const isApart = !isHan(text[from - 1]) || before > 0;
  const isEnded = !isHan(text[to]) || verbs.has(text[to] ?? '') || before > 1 || to - from > given.length * 2;
  if ((words.endOf[to - 1] ?? to) > to && !verbs.has(text[to] ?? '')) return false;
  return isApart && given.every((at) => characterWeight(text[at] ?? '') > (isEnded ? 0 : 1));
}

/** `张家浜`: a village, not a family's home. */
const isVillage = (text: string, surnameAt: number): boolean =>
  text[surnameAt + 1] === homeWord && villages.has(text[surnameAt + 2] ?? '\n');
