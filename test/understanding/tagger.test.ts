import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnderstandingContext } from '../../src/core/understanding.ts';
import { createFeatureTable } from '../../src/learning/feature-table.ts';
import { hash, hashOf } from '../../src/learning/hash.ts';
import { readEvidence } from '../../src/understanding/evidence.ts';
import { TAGGED_MAX, tagFeatures } from '../../src/understanding/tag-features.ts';
import {
  findStretches,
  longKinds,
  mayFollow,
  OUTSIDE,
  pathOf,
  type Stretch,
  type StretchKind,
  shortKinds,
  type Tagger,
  tagsOf,
} from '../../src/understanding/tagger.ts';

const TWO: readonly StretchKind[] = ['place', 'activity'];

/** Feature n speaks for tag n and nothing else, as loudly as can be; steps say nothing. */
function echo(kinds: readonly StretchKind[]): Tagger {
  const tags = tagsOf(kinds);
  return {
    kinds,
    features: createFeatureTable(Uint32Array.from({ length: tags }, (_, tag) => tag)),
    rows: Int8Array.from({ length: tags * tags }, (_, at) => (Math.floor(at / tags) === at % tags ? 31 : 0)),
    scales: new Float32Array(tags).fill(1),
    steps: new Float32Array(tags * tags + tags),
  };
}

/** Any weights at all, for features 0 to 5. */
const anyTagger = fc
  .record({
    rows: fc.array(fc.integer({ min: -31, max: 31 }), { minLength: 30, maxLength: 30 }),
    scales: fc.array(fc.float({ min: 0, max: 2, noNaN: true }), { minLength: 6, maxLength: 6 }),
    steps: fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 30, maxLength: 30 }),
  })
  .map(
    ({ rows, scales, steps }): Tagger => ({
      kinds: TWO,
      features: createFeatureTable(Uint32Array.from({ length: 6 }, (_, at) => at)),
      rows: Int8Array.from(rows),
      scales: Float32Array.from(scales),
      steps: Float32Array.from(steps),
    }),
  );
const columnsUpTo = (maxLength: number) => fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 4 }), { maxLength });

const stretchesIn = (kinds: readonly StretchKind[]) =>
  fc
    .array(
      fc.record({ kind: fc.constantFrom(...kinds), gap: fc.integer({ min: 0, max: 3 }), length: fc.integer({ min: 1, max: 4 }) }),
      { maxLength: 6 },
    )
    .map((parts) => {
      let at = 0;
      return parts.map(({ kind, gap, length }): Stretch => {
        const start = at + gap;
        at = start + length;
        return { kind, start, end: at };
      });
    });

describe('tags', () => {
  it.each([shortKinds, longKinds, TWO])('let an inside follow only its own beginning or inside (%#)', (...kinds) => {
    for (let before = 0; before < tagsOf(kinds); before += 1) {
      for (let tag = 0; tag < tagsOf(kinds); tag += 1) {
        const isInside = tag !== OUTSIDE && tag % 2 === 0;
        expect(mayFollow(before, tag), `${before} → ${tag}`).toBe(!isInside || before === tag || before === tag - 1);
      }
    }
  });

  it('of each kind belong to one tagger', () => {
    expect(new Set([...shortKinds, ...longKinds]).size).toBe(shortKinds.length + longKinds.length);
  });
});

describe('a path', () => {
  it('and its stretches are the same thing twice', () => {
    fc.assert(
      fc.property(stretchesIn(shortKinds), fc.nat(5), (stretches, rest) => {
        const path = pathOf((stretches.at(-1)?.end ?? 0) + rest, stretches, shortKinds);
        for (const [at, tag] of path.entries()) expect(mayFollow(path[at - 1] ?? OUTSIDE, tag)).toBe(true);
        expect(
          findStretches(
            echo(shortKinds),
            path.map((tag) => [tag]),
          ),
        ).toEqual(stretches);
      }),
    );
  });

  it('marks the first of overlapping stretches and none of a kind that is not its own', () => {
    const stretches: Stretch[] = [
      { kind: 'place', start: 1, end: 4 },
      { kind: 'activity', start: 3, end: 6 },
      { kind: 'body', start: 5, end: 7 },
    ];
    expect(pathOf(7, stretches, TWO)).toEqual([0, 1, 2, 2, 0, 0, 0]);
  });
});

describe('a tagger', () => {
  it('finds stretches in order, inside the text, apart from each other, whatever it has learned', () => {
    fc.assert(
      fc.property(anyTagger, columnsUpTo(40), (tagger, columns) => {
        const found = findStretches(tagger, columns);
        let from = 0;
        for (const { kind, start, end } of found) {
          expect(TWO).toContain(kind);
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(columns.length);
        expect(findStretches(tagger, columns)).toEqual(found);
      }),
    );
  });

  it('takes the best of all allowed paths', () => {
    const tags = tagsOf(TWO);
    const allPaths = (length: number): number[][] =>
      length === 0
        ? [[]]
        : allPaths(length - 1).flatMap((path) =>
            Array.from({ length: tags }, (_, tag) => tag)
              .filter((tag) => mayFollow(path.at(-1) ?? OUTSIDE, tag))
              .map((tag) => [...path, tag]),
          );
    const byLength = [0, 1, 2, 3, 4].map(allPaths);
    fc.assert(
      fc.property(anyTagger, columnsUpTo(4), (tagger, columns) => {
        const { rows, scales, steps, features } = tagger;
        const scoreOf = (path: readonly number[]) =>
          path.reduce((sum, tag, at) => {
            const step = at === 0 ? steps[tags * tags + tag]! : steps[path[at - 1]! * tags + tag]!;
            const said = columns[at]!.map(features.rowOf).filter((row) => row >= 0);
            return sum + step + said.reduce((all, row) => all + rows[row * tags + tag]! * scales[row]!, 0);
          }, 0);
        const best = Math.max(...byLength[columns.length]!.map(scoreOf));
        const taken = scoreOf(pathOf(columns.length, findStretches(tagger, columns), TWO));
        expect(taken).toBeGreaterThan(best - 0.01);
      }),
    );
  });

  it('finds nothing in nothing', () => {
    expect(findStretches(echo(TWO), [])).toEqual([]);
  });
});

describe('what a tagger looks at', () => {
  const words = { names: ['stop'], classesOf: new Map([[hash('门口'), [0]]]), longest: 2 };
  const context: UnderstandingContext = {
    now: Date.parse('2026-11-20T20:10:00+08:00'),
    role: 'member',
    activities: [{ title: '11月主题党日', start: Date.parse('2026-11-20T20:30:00+08:00') }],
    quoted: null,
    hasPhoto: false,
    tickets: [],
  };
  const look = (text: string, intents: Parameters<typeof tagFeatures>[1] = ['report_hazard']) =>
    tagFeatures(readEvidence(text, context), intents, words, []);

  it('is a column for each character, counted as the text counts them', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 60 }),
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.constantFrom('İstanbul路门口', '👌东门', 'ΑΣ', '\ud83d', ''),
        ),
        (text) => {
          const columns = look(text);
          expect(columns).toHaveLength(text.length);
          for (const feature of columns.flat()) expect(feature >>> 0).toBe(feature);
        },
      ),
    );
  });

  it('ends with the longest stretch that is copied', () => {
    expect(look('东门'.repeat(400))).toHaveLength(TAGGED_MAX);
  });

  it('hangs on what the message asks for, not on the order of that', () => {
    const text = '东门口充电柜冒烟';
    expect(look(text, ['check_in', 'report_hazard'])[0]!.toSorted()).toEqual(
      look(text, ['report_hazard', 'check_in'])[0]!.toSorted(),
    );
    expect(look(text, ['check_in'])[2]).not.toEqual(look(text, ['report_hazard'])[2]);
  });

  it('marks the beginning and the end of a known word', () => {
    const columns = look('东门口见');
    const word = hash('tag word:');
    expect(columns[1]).toContain(hashOf(word, 1, 0));
    expect(columns[3]).toContain(hashOf(word, 2, 0));
    expect(columns[0]).not.toContain(hashOf(word, 1, 0));
  });
});
