// Whether two questions ask the same, of matters no document speaks of: by what they are about, and what they want to know of it.
import { ALIKE, ASKING, TELLING_APART, WANTED } from './lexicon-asked.ts';
import { asked, plain, tokensOf } from './tokens.ts';

interface Sense {
  /** Only what carries meaning; the same for texts that differ in marks. */
  plain: string;
  tokens: ReadonlySet<string>;
  weight: number;
  wants: string | null;
  apart: string;
}

/** What wants to know something else of the same matter, or of another thing of that kind, is another question. */
const OTHER_WISH = 0.5;
const UNKNOWN_WISH = 0.65;
const OTHER_THING = 0.6;
/** Of the longer question so much must be in the shorter one: a word alone asks nothing of what it stands for. */
const COVERED_LEAST = 0.4;
const UNCOVERED = 0.6;
/** A token nobody has seen in a document tells, but not everything. */
const WEIGHT_MAX = 4;
const WEIGHT_MIN = 0.5;
/** More than the branch's own answers and what is asked meanwhile. */
const REMEMBERED = 16_384;

/** @param weightOf how much a token tells */
export function createLikeness(weightOf: (token: string) => number): (one: string, other: string) => number {
  const senses = new Map<string, Sense>();
  const weigh = (token: string) => Math.min(WEIGHT_MAX, Math.max(WEIGHT_MIN, weightOf(token)));

  /** A list of questions is compared with each one that is asked. */
  function senseOf(words: string): Sense {
    const known = senses.get(words);
    if (known) return known;
    const run = asked(words);
    const matter = plain(run.replace(ASKING, ' '));
    const tokens = new Set(tokensOf(matter.length >= 2 ? matter : run));
    const wants = WANTED.find(([, heard]) => heard.test(run))?.[0] ?? null;
    const apart = (matter.match(TELLING_APART) ?? []).sort().join();
    let weight = 0;
    for (const token of tokens) weight += weigh(token);
    const sense = { plain: plain(words), tokens, weight, wants, apart };
    if (senses.size >= REMEMBERED) senses.clear();
    senses.set(words, sense);
    return sense;
  }

  return (one, other) => {
    const [a, b] = [senseOf(one), senseOf(other)];
    if (a.plain === b.plain) return 1;
    const [shorter, longer] = a.weight < b.weight ? [a, b] : [b, a];
    if (shorter.weight === 0) return 0;
    let shared = 0;
    for (const token of shorter.tokens) if (longer.tokens.has(token)) shared += weigh(token);
    const likeness = (shared / (a.weight + b.weight)) * 0.8 + (shared / shorter.weight) * 0.6;
    const factors =
      wishFactor(a.wants, b.wants) *
      (a.apart === b.apart ? 1 : OTHER_THING) *
      (shared / longer.weight >= COVERED_LEAST ? 1 : UNCOVERED);
    return Math.min(1, likeness * factors);
  };
}

function wishFactor(one: string | null, other: string | null): number {
  if (one === other) return 1;
  if (one === null || other === null) return UNKNOWN_WISH;
  return ALIKE.some((group) => group.includes(one) && group.includes(other)) ? 1 : OTHER_WISH;
}
