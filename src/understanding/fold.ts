import * as words from './lexicon.ts';

/**
 * The same text with dialect characters, traditional characters and homophone typos replaced by what was meant. Every
 * replacement has the length of what it replaces: a match at some place here is a span at that place in the original.
 */
export function foldText(text: string): string {
  return text
    .replace(words.PLAIN, (character) => words.plainCharacters[character] ?? character)
    .replace(words.HOMOPHONE, (typo) => words.homophones[typo] ?? typo)
    .replace(words.DIALECT_HOURS, (_, count: string, unit: string) => count + words.dialectHours[unit])
    .replace(words.LONE_HOMOPHONE, (match, typo: string) => match.replace(typo, words.loneHomophones[typo] ?? typo));
}

/** A figure and what it counts belong together, however they are written: `报名 2 人`, `志愿服务 2 小时`. Elsewhere a gap parts two thoughts. */
export function withoutGaps(text: string): string {
  return text.replace(words.FIGURE_GAPS, '$1$2').replace(words.COUNT_GAP, '').replace(words.HOURS_GAP, '');
}

/** Blanks out what somebody else is quoted as saying; the length stays. */
export function maskQuotations(text: string): string {
  return text.replace(words.QUOTATION, (quotation) => '_'.repeat(quotation.length));
}
