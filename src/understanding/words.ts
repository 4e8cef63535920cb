// Word classes: expressions that mean the same or play the same part (`data/starter/words/`), so that what was learned from one holds for all.
import { hash, hashStep, START } from '../learning/hash.ts';

/** Expression (as its hash over folded text) → its classes. */
export interface WordClasses {
  names: readonly string[];
  classesOf: ReadonlyMap<number, readonly number[]>;
  longest: number;
}

/** A stretch of a text that stands in the table. */
export interface WordMatch {
  start: number;
  end: number;
  classes: readonly number[];
}

/** Reads the table from lines of `class<TAB>expression expression …`; the same class on several lines is one. */
export function parseWordClasses(lines: Iterable<string>, fold: (text: string) => string): WordClasses {
  const names: string[] = [];
  const numberOf = new Map<string, number>();
  const classesOf = new Map<number, number[]>();
  let longest = 1;
  for (const line of lines) {
    const [name, expressions] = line.split('\t');
    if (!name || !expressions) continue;
    const number = numberOf.get(name) ?? names.push(name) - 1;
    numberOf.set(name, number);
    for (const expression of expressions.split(' ').filter((word) => word !== '')) {
      const folded = fold(expression.toLowerCase());
      const known = classesOf.get(hash(folded));
      if (!known) classesOf.set(hash(folded), [number]);
      else if (!known.includes(number)) known.push(number);
      longest = Math.max(longest, folded.length);
    }
  }
  return { names, classesOf, longest };
}

/** Every stretch of the text that stands in the table, by where it begins, the longest first. */
export function findWords(text: string, { classesOf, longest }: WordClasses): WordMatch[] {
  const found: WordMatch[] = [];
  for (let start = 0; start < text.length; start += 1) {
    let value = START;
    const here: WordMatch[] = [];
    for (let end = start + 1; end <= text.length && end - start <= longest; end += 1) {
      value = hashStep(value, text.charCodeAt(end - 1));
      const classes = classesOf.get(value >>> 0);
      if (classes) here.push({ start, end, classes });
    }
    found.push(...here.reverse());
  }
  return found;
}
