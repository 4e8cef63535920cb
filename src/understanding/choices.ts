// How people answer a question that offered numbered choices.
import { chineseNumber } from '../core/numerals.ts';
import { answerWords } from './lexicon-answers.ts';

/**
 * The choice (from 1) that a short answer means: its number in any writing, its own words, or yes/no for the first and last.
 * Null when the text is something else.
 */
export function choiceIn(text: string, choices: readonly string[]): number | null {
  if (choices.length === 0 || text.length > 20) return null;
  const number = numberIn(text);
  if (number !== null && number <= choices.length) return number;
  const bare = trimmed(text);
  const named = choices.filter((label) => isLabel(label, bare.replace(answerWords.numbered, '')));
  if (named.length === 1) return choices.indexOf(named[0] ?? '') + 1;
  if (answerWords.yes.test(bare)) return 1;
  return answerWords.no.test(bare) ? choices.length : null;
}

const trimmed = (text: string) => text.replace(/[\s。.!！~～]+$/g, '').trim();

/** The number, from 1, that is all a short answer says, in any writing; null when it says anything else. */
export function numberIn(text: string): number | null {
  if (text.length > 20) return null;
  const number = chineseNumber(trimmed(text).replace(answerWords.around, ''));
  return number !== null && Number.isInteger(number) && number >= 1 ? number : null;
}

/** Part of the label, or the whole of it among words that say nothing: `没有问题` is not `有问题`. */
function isLabel(label: string, said: string): boolean {
  if (said.length >= 2 && label.includes(said)) return true;
  const at = said.indexOf(label);
  return at !== -1 && answerWords.filler.test(said.slice(0, at)) && answerWords.filler.test(said.slice(at + label.length));
}

/** True for words that can only be the answer to a question: a bare number, "confirmed", "send it". */
export function isBareChoice(text: string): boolean {
  return answerWords.bare.test(text);
}

/** True when something that is done is to be taken back. */
export function takesBack(text: string): boolean {
  return answerWords.takeBack.test(text);
}

/** True when the person wants nothing of what we asked. */
export function isDropped(text: string): boolean {
  return answerWords.drop.test(text);
}
