// What a passage bears out: its sentences, what must not be left out of them, and what an answer used of them.
import type { Passage } from '../core/knowledge.ts';
import {
  askWord,
  bareWords,
  bindingWords,
  caseClause,
  caseDenial,
  exceptClause,
  standingCase,
  weightlessAlone,
} from '../domain/words/wording.ts';
import { type Claim, claimsOf, plainly } from './claims.ts';
import { trace } from './trace.ts';

/** More than any section has; what is longer is said as it stands. */
const PASSAGE_MAX = 3_000;
const LINES_MAX = 200;
const TITLE = /\u300a([^\u300a\u300b]*)\u300b/g;

/** A sentence of a passage, and what of it was used. */
export interface Line {
  claim: Claim;
  /** Tokens that must not be left out of a clause that is used. */
  binding: readonly boolean[];
  /** Another paragraph begins. */
  isFirst: boolean;
  /** It would be said plainly. */
  isSaid: boolean;
  /** Names the one document the passage is from. */
  isName: boolean;
  /** Tokens that were used. */
  used: Set<number>;
}

export interface Evidence {
  lines: readonly Line[];
  titles: ReadonlySet<string>;
  /** Clauses in the one writing, for those that hold no word of weight ("yes"). */
  clauses: ReadonlySet<string>;
  /** Tokens of whole clauses. */
  bare: ReadonlySet<string>;
}

/** Null: too long to be held against. */
export function evidenceOf({ heading, paragraphs, caution, document }: Passage, plain: string): Evidence | null {
  const { office, title, article, also } = document;
  const names = [document, ...also].map((one) => one.title + (one.article ?? '')).join('\u3002');
  const texts = [...paragraphs, ...(caution === null ? [] : [caution])];
  if (texts.join('').length > PASSAGE_MAX) return null;
  const lines = [...texts, names, ...(office === null ? [] : [askWord + office])].flatMap((text, index) =>
    claimsOf(text).map(
      (claim, at): Line => ({
        claim,
        binding: bindingOf(claim.tokens),
        isFirst: at === 0,
        isSaid: index < texts.length && plain.includes(text),
        isName: index === texts.length && also.length === 0,
        used: new Set(),
      }),
    ),
  );
  if (lines.length > LINES_MAX) return null;
  const written = [title, article ?? '', names, ...texts, heading].join('\n');
  return {
    lines,
    titles: new Set([...written.matchAll(TITLE)].map(([, name = '']) => plainly(name))),
    clauses: new Set(lines.flatMap(({ claim }) => claim.clauses.map(({ text }) => text))),
    bare: new Set(lines.flatMap(({ claim }) => claim.clauses.map(({ from, to }) => claim.tokens.slice(from, to).join('')))),
  };
}

export const areNamed = (text: string, { titles }: Evidence): boolean =>
  [...text.matchAll(TITLE)].every(([, name = '']) => titles.has(plainly(name))) &&
  !/[\u300a\u300b]/.test(text.replace(TITLE, ''));

const BINDING = bindingWords.map((word) => [...word]);

function bindingOf(tokens: readonly string[]): boolean[] {
  const binding = tokens.map(() => false);
  for (const at of tokens.keys())
    for (const word of BINDING)
      if (word.every((character, index) => tokens[at + index] === character)) binding.fill(true, at, at + word.length);
  return binding;
}

/** All that the model claims in one sentence stands in one line of the source; what is used there is written down. */
export function isClaimed(claim: Claim, source: Evidence): boolean {
  const clauses: (readonly string[])[] = [];
  for (const { from, to, text } of claim.clauses) {
    const tokens = claim.tokens.slice(from, to);
    // "Yes", "no" and the like are said as the passage says them: alone.
    if (tokens.length === 0 && !weightlessAlone.test(text) && !source.clauses.has(text)) return false;
    if (tokens.length > 0 && tokens.every((token) => bareWords.includes(token)) && !source.bare.has(tokens.join('')))
      return false;
    if (tokens.length > 0) clauses.push(tokens);
  }
  if (clauses.length === 0) return true;
  const [first = [], ...others] = clauses;
  // Which document says so may come first.
  const name = others.length > 0 ? source.lines.find((line) => line.isName && usedOf([first], line)) : undefined;
  return stands(clauses, source) || (name !== undefined && stands(others, source));
}

/** The first line all of it stands in, if any. */
function stands(clauses: readonly (readonly string[])[], { lines }: Evidence): boolean {
  for (const line of lines) {
    const used = usedOf(clauses, line);
    if (!used) continue;
    for (const at of used) line.used.add(at);
    return true;
  }
  return false;
}

/** The tokens of a line these clauses stand on, in its order and none twice; null when they do not, or leave out what belongs to them. */
function usedOf(clauses: readonly (readonly string[])[], line: Line): ReadonlySet<number> | null {
  const used = new Set<number>();
  let behind = 0;
  for (const tokens of clauses) {
    const stretches = trace(tokens, line.claim, behind);
    if (!stretches) return null;
    for (const { from, to } of stretches)
      for (let at = from; at < to; at += 1) {
        if (used.has(at)) return null;
        used.add(at);
      }
    behind = Math.max(...used) + 1;
  }
  return isUnbroken(line, used) ? used : null;
}

/**
 * Nothing of the line was left out, for it may be what the rest hangs on; only where it ends in a list of what binds nothing and is no
 * case, the last items may be missing.
 */
function isUnbroken({ claim, binding }: Line, used: ReadonlySet<number>): boolean {
  const last = Math.max(...used);
  const [clause, item] = [claim.clauseOf[last], claim.itemOf[last] ?? 0];
  return claim.tokens.every((_, at) => {
    if (used.has(at)) return true;
    if (at < last || binding[at] || claim.clauseOf[at] !== clause || (claim.itemOf[at] ?? 0) <= item) return false;
    return !isCase(claim.clauses[clause ?? 0]?.text ?? '');
  });
}

/** Says in which case the rest holds. */
const isCase = (text: string): boolean => caseClause.test(text) || (caseDenial.test(text) && !text.includes('#'));

/** No rule is said without the case that holds on, or without its exception. */
export const isWhole = ({ lines }: Evidence): boolean =>
  lines.every((line, index) => line.used.size === 0 || isInContext(lines, index));

/** The first clause that claims something: the case the sentence is about. */
const openingOf = ({ clauses }: Claim): number => clauses.findIndex(({ from, to }) => to > from);

/** A case that still holds behind a semicolon was used, and so was an exception in the sentence behind. */
function isInContext(lines: readonly Line[], index: number): boolean {
  const opens = (line: Line, pattern: RegExp) => pattern.test(line.claim.clauses[openingOf(line.claim)]?.text ?? '');
  const [line, next] = [lines[index]!, lines[index + 1]];
  let first = index;
  while (first > 0 && lines[first]!.claim.isJoined) first -= 1;
  const head = lines[first]!;
  if (head !== line && !opens(line, standingCase) && opens(head, standingCase) && head.used.size === 0) return false;
  return next === undefined || next.isFirst || !opens(next, exceptClause) || next.used.size > 0;
}
