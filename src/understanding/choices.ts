// How people answer a question that offered numbered choices.
import { chineseNumber } from '../core/numerals.ts';
import { answerWords } from './lexicon-answers.ts';

/**
 * The choice (from 1) that a short answer means: its number in any writing, its own words, or yes/no for the first and last.
 * Null when the text is something else.
 */
export function choiceIn(text: string, choices: readonly string[]): number | null {
  if (choices.length === 0 || text.length > 20) return null;
  const bare = text.replace(/[\s。.!！~～]+$/g, '').trim();
  const number = chineseNumber(bare.replace(answerWords.around, ''));
  if (number !== null && Number.isInteger(number) && number >= 1 && number <= choices.length) return number;
  const named = choices.indexOf(bare);
  if (named !== -1) return named + 1;
  if (answerWords.yes.test(bare)) return 1;
  return answerWords.no.test(bare) ? choices.length : null;
}
