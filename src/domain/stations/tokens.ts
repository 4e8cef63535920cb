// Words as they are compared: signs and numbers in one writing, one word for each thing.
import { sameWords, smallNumbers, spokenHundred, spokenNumber, spokenTen } from '../words/stations.ts';
import { spelt, type Token, tokenOf } from './sounds.ts';

/** One writing of the same words. Numbers up to ten are written as people say them, larger ones in figures. */
export function plainWords(text: string): string {
  const written = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(spokenNumber, (number) => String(numberIn(number) ?? number))
    .replace(/(?<!\d)(?:10|\d)(?!\d)/g, (figure) => smallNumbers[Number(figure)] ?? figure);
  return sameWords.reduce((words, [from, to]) => words.replace(from, to), written);
}

/** `一百二十八` → 128, `十二` → 12; null where it is none (`百货`). */
function numberIn(said: string): number | null {
  if (said === spokenHundred) return null;
  let sum = 0;
  let digit: number | null = null;
  for (const figure of said) {
    const unit = figure === spokenTen ? 10 : figure === spokenHundred ? 100 : null;
    if (unit === null) digit = smallNumbers.indexOf(figure);
    else {
      sum += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return sum + (digit ?? 0);
}

const PIECES = /\p{Script=Han}|\d+|[a-z]+|[^\p{Script=Han}\da-z]+/gu;

export interface Piece {
  token: Token;
  /** Where it begins and ends in the plain words. */
  start: number;
  end: number;
}

/** Stands where something else than a sign was: nothing is like it. */
export const GAP: Token = { text: ' ', sounds: [], loose: [] };

/** What is known of letters: whether they stand in the table as they are, whether they spell a sound there. */
export interface Letters {
  isWord(letters: string): boolean;
  isSound(letters: string): boolean;
}

const SPELT = /^[a-z]{3,24}$/;

/** @param letters left out, letters stay as they are; else what spells a name (`wanda`) is read as its sounds */
export function piecesOf(plain: string, letters?: Letters): Piece[] {
  return [...plain.matchAll(PIECES)].flatMap(({ 0: text, index: start }): Piece[] => {
    const end = start + text.length;
    if (!/^[\p{Script=Han}\da-z]/u.test(text)) return [{ token: GAP, start, end }];
    const sounds = letters && SPELT.test(text) && !letters.isWord(text) ? soundsOf(text, letters) : null;
    return sounds ? sounds.map((sound) => ({ token: spelt(sound), start, end })) : [{ token: tokenOf(text), start, end }];
  });
}

const LONGEST_SOUND = 6;

/** `wanda` → `wan`, `da`; null when it cannot be spoken. The longest first, as it is read. */
function soundsOf(text: string, letters: Letters): string[] | null {
  if (text === '') return [];
  for (let length = Math.min(LONGEST_SOUND, text.length); length > 0; length -= 1) {
    if (!letters.isSound(text.slice(0, length))) continue;
    const rest = soundsOf(text.slice(length), letters);
    if (rest) return [text.slice(0, length), ...rest];
  }
  return null;
}
