import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Passage } from '../../src/core/knowledge.ts';
import { createPassageIndex } from '../../src/knowledge/passage-index.ts';
import { asked, tokensOf } from '../../src/knowledge/tokens.ts';
import { own } from './files.ts';

const texts = [
  ['夜班补助怎么发', '夜班补助每晚30元。'],
  ['宿舍几点关门', '宿舍晚上11点锁门，夜班的人走侧门。'],
  ['请假要提前几天', '请假提前两天说。'],
  ['电动车怎么充电', '充电桩在楼下，不准飞线。补助不含电费。'],
];
const passages = texts.map(
  ([heading, body], at) => own(`d${at}.md`, { title: `《办法${at}》` }, `# ${heading}\n\n${body}\n`).passages[0]!,
);
const index = createPassageIndex(passages);
const places = (words: string, limit = 10) => index.find(words, limit).map(({ at }) => at);

describe('the index', () => {
  it('finds nearest first, at most so many', () => {
    expect(places('夜班补助')[0]).toBe(0);
    expect(places('夜班补助').sort()).toEqual([0, 1, 3]);
    expect(places('夜班补助', 1)).toEqual([0]);
    const scores = index.find('夜班补助', 10).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('holds a heading dearer than text', () => {
    expect(places('充电')[0]).toBe(3);
    expect(places('宿舍锁门')[0]).toBe(1);
  });

  it('passes over those that may not answer without losing a place', () => {
    expect(index.find('夜班补助', 1, (at) => at !== 0).map(({ at }) => at)).toHaveLength(1);
    expect(index.find('夜班补助', 10, (at) => at !== 0).map(({ at }) => at)).not.toContain(0);
    expect(index.find('夜班补助', 10, () => false)).toEqual([]);
  });

  it.each(['', '的了吗', '？！', '龘龘', '😀', '\ud800', 'zzz'])('finds nothing for %j', (words) => {
    expect(index.find(words, 10)).toEqual([]);
  });

  it('holds nothing where nothing is given', () => {
    const empty = createPassageIndex([]);
    expect(empty.find('补助', 10)).toEqual([]);
    expect(Number.isFinite(empty.weightOf('补助'))).toBe(true);
  });

  it('weighs rare tokens more, unknown ones most', () => {
    expect(index.weightOf('充电')).toBeGreaterThan(index.weightOf('补助'));
    expect(index.weightOf('龘龘')).toBeGreaterThan(index.weightOf('充电'));
    expect(index.weightOf('补助')).toBeGreaterThan(0);
  });
});

describe('its order', () => {
  /** As SQLite's full text search scores the same tokens. */
  function fts5(all: readonly Passage[], words: string): number[] {
    const database = new DatabaseSync(':memory:');
    database.exec("CREATE VIRTUAL TABLE p USING fts5(heading, body, document, content='', tokenize='ascii')");
    const insert = database.prepare('INSERT INTO p (rowid, heading, body, document) VALUES (?, ?, ?, ?)');
    for (const [at, { heading, paragraphs, document }] of all.entries()) {
      const columns = [heading, [...paragraphs, ''].join('\n'), document.title].map((text) => tokensOf(text).join(' '));
      insert.run(at, ...(columns as [string, string, string]));
    }
    const tokens = [...new Set(tokensOf(asked(words)))].map((token) => `"${token}"`);
    const rows = database
      .prepare('SELECT -bm25(p, 3.0, 1.0, 0.4) AS score FROM p WHERE p MATCH ? ORDER BY score DESC, rowid')
      .all(tokens.join(' OR ')) as { score: number }[];
    database.close();
    return rows.map(({ score }) => score);
  }

  it('is that of SQLite’s full text search', () => {
    const letters = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'];
    const word = (min: number, max: number) =>
      fc.array(fc.constantFrom(...letters), { minLength: min, maxLength: max }).map((signs) => signs.join(''));
    const given = fc.record({ heading: word(2, 6), body: word(2, 30), title: word(2, 6) });
    fc.assert(
      fc.property(fc.array(given, { minLength: 90, maxLength: 110 }), word(2, 6), (all, words) => {
        const many = all.map(({ heading, body, title }): Passage => {
          const { passages: made } = own('d.md', { title }, `# ${heading}\n\n${body}\n`);
          return made[0]!;
        });
        const ours = createPassageIndex(many)
          .find(words, many.length)
          .map(({ score }) => score);
        const theirs = fts5(many, words);
        expect(ours).toHaveLength(theirs.length);
        for (const [at, score] of ours.entries()) expect(score).toBeCloseTo(theirs[at]!, 6);
      }),
      { numRuns: 10 },
    );
  });
});
