// What a question says beside its matter: when it means, and whether somebody is in need right now.
import { EMERGENCY_FACTS } from '../core/knowledge.ts';
import { heardQuestion } from '../core/phrases.ts';
import { ASKED_THEN, CHEATING, DESPAIR_NOW, digits, NEED_NOW, NOW_ASKED, PAST_YEAR, TOLD, YEARS_BACK } from './lexicon-asked.ts';

/**
 * The day a question about the rules of a year that is over means: its last day. Null when it asks how it is now; years that are told as
 * part of a story mean nothing by themselves.
 * @param today `YYYY-MM-DD`
 */
export function dayMeant(words: string, today: string): string | null {
  if (NOW_ASKED.test(words) || isStory(words)) return null;
  const thisYear = Number(today.slice(0, 4));
  const said = PAST_YEAR.exec(words)?.[1];
  const written = said === undefined ? null : Number([...said].map((character) => digits[character] ?? character).join(''));
  // Longer words hold the shorter ones: the last that fits is the one that was said.
  const back = YEARS_BACK.findLast(([pattern]) => pattern.test(words))?.[1];
  const year = written ?? (back === undefined ? null : thisYear - back);
  return year === null || year >= thisYear ? null : `${year}-12-31`;
}

/** The year stands in a clause of its own that tells something, and the question comes behind it. */
function isStory(words: string): boolean {
  const clauses = words.split(/[,，。;；!！]/).filter((clause) => clause.trim() !== '');
  const isOfYear = (clause: string) =>
    [PAST_YEAR, ...YEARS_BACK.map(([pattern]) => pattern)].some((pattern) => pattern.test(clause));
  const ofYear = clauses.filter(isOfYear);
  return clauses.length > 1 && ofYear.length > 0 && !ofYear.some((clause) => ASKED_THEN.test(clause));
}

/** What is asked, without the words that say of which year. */
export const withoutYear = (words: string): string =>
  YEARS_BACK.reduceRight((rest, [pattern]) => rest.replace(pattern, ' '), words.replace(PAST_YEAR, ' '));

/** Id of the fact whose numbers come before anything else, or null. */
export function needNow(words: string): string | null {
  if (DESPAIR_NOW.test(words)) return EMERGENCY_FACTS.despair;
  return NEED_NOW.test(words) ? EMERGENCY_FACTS.help : null;
}

/** No document is of use there; and none is to be quoted as if it were. */
export const asksForCheating = (words: string): boolean => CHEATING.test(words);

/** Something is told, and nothing sounds like a question. @param words normalised */
export const isTold = (words: string): boolean => TOLD.test(words) && !heardQuestion.test(words);
