import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash } from '../../src/learning/hash.ts';
import { foldText } from '../../src/understanding/fold.ts';
import { STARTER } from '../../src/understanding/index.ts';
import { findWords, parseWordClasses } from '../../src/understanding/words.ts';

const plain = (text: string) => text;
const parse = (...lines: string[]) => parseWordClasses(lines, plain);

describe('word classes', () => {
  it('number their names by first appearance, one class on several lines being one', () => {
    const words = parse('smoke\t冒烟 浓烟', 'arrived\t到了', 'smoke\t黑烟 冒烟');
    expect(words.names).toEqual(['smoke', 'arrived']);
    expect(words.classesOf.get(hash('黑烟'))).toEqual([0]);
    expect(words.classesOf.get(hash('冒烟'))).toEqual([0]);
    expect(words.classesOf.get(hash('到了'))).toEqual([1]);
  });

  it('may share an expression', () => {
    const words = parse('a\t上去', 'b\t上去', 'a\t上去');
    expect(words.classesOf.get(hash('上去'))).toEqual([0, 1]);
  });

  it('are read as the text is: folded, in small letters', () => {
    const words = parseWordClasses(['smoke\t冒煙 OK'], foldText);
    expect(findWords('冒烟ok', words)).toMatchObject([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
  });

  it.each(['', 'alone', 'alone\t', '\t没有名字', 'alone\t   '])('pass over the line %j', (line) => {
    const { classesOf, longest } = parse(line, 'a\t到');
    expect([...classesOf.keys()]).toEqual([hash('到')]);
    expect(longest).toBe(1);
  });

  it('know nothing when there are none', () => {
    expect(findWords('到了', parse())).toEqual([]);
  });
});

describe('words of a text', () => {
  const letter = fc.constantFrom('火', '烟', '到', '👌', 'a');
  const expression = fc.array(letter, { minLength: 1, maxLength: 4 }).map((letters) => letters.join(''));

  it('are exactly the stretches that stand in the table, the longest first where several begin', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), expression), { maxLength: 8 }),
        fc.array(letter, { maxLength: 20 }).map((letters) => letters.join('')),
        (entries, text) => {
          const words = parse(...entries.map(([name, said]) => `${name}\t${said}`));
          const expected = Array.from({ length: text.length }, (_, start) =>
            Array.from({ length: text.length - start }, (_, more) => ({ start, end: start + more + 1 })),
          ).flatMap((ends) =>
            ends.reverse().filter(({ start, end }) => entries.some(([, said]) => said === text.slice(start, end))),
          );
          expect(findWords(text, words).map(({ start, end }) => ({ start, end }))).toEqual(expected);
          for (const { start, end, classes } of findWords(text, words)) {
            const names = entries.filter(([, said]) => said === text.slice(start, end)).map(([name]) => name);
            expect(new Set(classes.map((one) => words.names[one]))).toEqual(new Set(names));
          }
        },
      ),
    );
  });
});

describe('the classes that ship', () => {
  const folder = join(STARTER, 'words');
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  const lines = files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((line, index) => ({ line, place: `${file}:${index + 1}` })),
  );

  it('are lines of a name, a tab and expressions', () => {
    const wrong = lines.filter(({ line }) => line !== '' && !/^[a-z0-9-]+\t\S+( \S+)*$/.test(line));
    expect(wrong.map(({ place }) => place)).toEqual([]);
  });

  it('fit the numbers of the model file, and no expression is a sentence', () => {
    const words = parseWordClasses(
      lines.map(({ line }) => line),
      foldText,
    );
    expect(words.names.length).toBeGreaterThan(100);
    expect(words.names.length).toBeLessThan(2 ** 16);
    expect(words.longest).toBeLessThanOrEqual(16);
  });
});
