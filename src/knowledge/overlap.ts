// How much of a question's words a passage holds: what is known of a document nobody trained for.
import type { Passage } from '../core/knowledge.ts';
import { NUMBERED } from './lexicon.ts';
import { asked, concepts, plain, tokensOf } from './tokens.ts';

/** In the order of the judge's weights; all 0..1 but the last. */
export const overlapNames = [
  'heading',
  'lead',
  'best paragraph',
  'whole',
  'document',
  'of the heading',
  'longest run',
  'matters',
  'numbers missing',
  'rank score',
  'words asked',
] as const;

/** A question, taken apart once for all passages it is held against. */
export interface Asked {
  /** As `asked` leaves them. */
  run: string;
  tokens: readonly string[];
  /** By token; rare ones more. */
  weights: readonly number[];
  total: number;
  concepts: readonly string[];
  numbers: readonly string[];
}

/** @param weightOf how much a token tells */
export function askedFor(words: string, weightOf: (token: string) => number): Asked {
  const run = asked(words);
  const tokens = [...new Set(tokensOf(run))];
  const weights = tokens.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return { run, tokens, weights, total, concepts: concepts(run), numbers: run.match(/\d+/g) ?? [] };
}

/** A starter fact is called what is asked; a paper's own headings say little without its title, and their numbers nothing. */
const headingOf = ({ heading, document }: Passage): string =>
  document.origin === 'starter' ? heading : `${document.title}\n${heading.replace(NUMBERED, '')}`;

/** @param score of the index, divided by the best one of the question */
export function overlap(question: Asked, passage: Passage, score: number, weightOf: (token: string) => number): Float32Array {
  const { paragraphs, caution, document } = passage;
  const heading = headingOf(passage);
  const whole = [heading, ...paragraphs, caution ?? ''].join('\n');
  const headingTokens = new Set(tokensOf(heading));
  const held = (tokens: ReadonlySet<string>) =>
    question.tokens.reduce((sum, token, at) => sum + (tokens.has(token) ? question.weights[at]! : 0), 0) / question.total;
  const ofText = (text: string) => held(new Set(tokensOf(text)));
  const perParagraph = paragraphs.map(ofText);
  const headingWeight = [...headingTokens].reduce((sum, token) => sum + weightOf(token), 0) || 1;
  const asksOfHeading = question.tokens.reduce((sum, token) => sum + (headingTokens.has(token) ? weightOf(token) : 0), 0);
  const text = plain(whole);
  const matters = concepts(text);
  return Float32Array.of(
    held(headingTokens),
    perParagraph[0] ?? 0,
    Math.max(0, ...perParagraph),
    ofText(whole),
    ofText([document.title, ...document.topics].join('\n')),
    asksOfHeading / headingWeight,
    longestRun(question.run, text) / Math.max(1, question.run.length),
    share(question.concepts, (concept) => matters.includes(concept)),
    1 - share(question.numbers, (number) => text.includes(number)),
    score,
    Math.min(1, question.run.length / 20),
  );
}

/** 1 where there is nothing to hold. */
const share = (items: readonly string[], holds: (item: string) => boolean): number =>
  items.length === 0 ? 1 : items.filter(holds).length / items.length;

/** Length of the longest stretch of `run` that stands in the text. */
function longestRun(run: string, text: string): number {
  let longest = 0;
  for (let from = 0; from + longest < run.length; from += 1) {
    while (from + longest < run.length && text.includes(run.slice(from, from + longest + 1))) longest += 1;
  }
  return longest;
}
