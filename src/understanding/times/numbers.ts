import { contractions, digits, plainCharacters, plainSigns, TEN, TITLE, units, ZERO } from './lexicon-numbers.ts';

const CONTRACTED = new RegExp(`[${Object.keys(contractions).join('')}]`, 'g');
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FOLDED = new RegExp(`[${Object.keys(plainCharacters).join('')}${Object.keys(plainSigns).join('')}]`, 'g');

/**
 * The text as the grammar reads it: half-width, lower case, simplified characters, titles of books and films blanked out.
 * No character moves, so a place here is the same place in the original.
 */
export function foldTimes(text: string): string {
  return text
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(FOLDED, (character) => plainCharacters[character] ?? plainSigns[character] ?? character)
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(TITLE, (title) => '_'.repeat(title.length));
}

/** `12`, `2.5`, `十二`, `廿三`, `一百二十`, `两千零四`, `二零二六`; NaN when the words are no number. */
export function readNumber(words: string): number {
  if (/^\d+(?:\.\d+)?$/.test(words)) return Number(words);
  return readSpoken(words.replace(CONTRACTED, (character) => contractions[character] ?? character));
}

function readSpoken(words: string): number {
  for (const [word, value] of units) {
    const at = words.indexOf(word);
    if (at !== -1) return (at === 0 ? 1 : readSpoken(words.slice(0, at))) * value + readRest(words.slice(at + 1));
  }
  const ten = words.indexOf(TEN);
  if (ten === -1)
    return Array.from(words).reduce(
      (number, character) => number * 10 + (digits[character] ?? Number.NaN),
      words ? 0 : Number.NaN,
    );
  return (ten === 0 ? 1 : readSpoken(words.slice(0, ten))) * 10 + readRest(words.slice(ten + 1));
}

function readRest(words: string): number {
  const rest = words.replace(ZERO, '');
  return rest === '' ? 0 : readSpoken(rest);
}
