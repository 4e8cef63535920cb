import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFeatureTable } from '../../src/learning/feature-table.ts';
import { hash, hashOf, hashStep, START } from '../../src/learning/hash.ts';
import { readEvidence } from '../../src/understanding/evidence.ts';
import { messageFeatures, plainText } from '../../src/understanding/features.ts';
import { projectRoot } from '../support/source.ts';

const unsigned = fc.integer({ min: 0, max: 0xffff_ffff });

describe('a table of features', () => {
  it('gives each key its row and nothing else one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(unsigned, { maxLength: 200 }), fc.array(unsigned, { maxLength: 200 }), (keys, others) => {
        const table = createFeatureTable(Uint32Array.from(keys));
        for (const [row, key] of keys.entries()) expect(table.rowOf(key)).toBe(row);
        const known = new Set(keys);
        for (const other of others) if (!known.has(other)) expect(table.rowOf(other)).toBe(-1);
      }),
    );
  });

  it.each<[string, (n: number) => number]>([
    ['next to each other', (n) => n],
    ['alike in their low bits', (n) => (n << 16) >>> 0],
    ['alike in their high bits', (n) => (0xffff_0000 + n) >>> 0],
    ['at both ends', (n) => (n % 2 === 0 ? n : 0xffff_ffff - n)],
  ])('finds keys that lie %s', (_name, keyOf) => {
    const keys = Array.from({ length: 5_000 }, (_, n) => keyOf(n));
    const table = createFeatureTable(Uint32Array.from(keys));
    expect(keys.map((key) => table.rowOf(key))).toEqual(keys.map((_, row) => row));
    expect(table.rowOf(0x1234_5678)).toBe(-1);
  });

  it('may be empty', () => {
    const { rowOf } = createFeatureTable(new Uint32Array());
    expect([0, 1, 0xffff_ffff].map(rowOf)).toEqual([-1, -1, -1]);
  });
});

/** FNV-1a as it is published, over 16-bit units, in exact arithmetic. */
function fnv(text: string): number {
  let value = 0x811c9dc5n;
  for (let at = 0; at < text.length; at += 1) value = ((value ^ BigInt(text.charCodeAt(at))) * 0x01000193n) & 0xffff_ffffn;
  return Number(value);
}

describe('a hash', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of “%s” is the published one', (text, expected) => {
    expect(hash(text)).toBe(expected);
  });

  it('is FNV-1a over UTF-16 units, unsigned, and may be walked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (head, tail) => {
        expect(hash(head)).toBe(fnv(head));
        expect(hash(tail, hash(head))).toBe(fnv(head + tail));
        let walked = START;
        for (let at = 0; at < head.length; at += 1) walked = hashStep(walked, head.charCodeAt(at));
        expect(walked >>> 0).toBe(hash(head));
      }),
    );
  });

  it('of numbers tells them, their order and their beginning apart', () => {
    fc.assert(
      fc.property(unsigned, unsigned, unsigned, unsigned, (from, other, a, b) => {
        const value = hashOf(from, a, b);
        expect(Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff).toBe(true);
        expect(hashOf(from, a, b)).toBe(value);
        if (a !== b) expect(hashOf(from, a)).not.toBe(hashOf(from, b));
        if (from !== other) expect(hashOf(other, a)).not.toBe(hashOf(from, a));
      }),
    );
  });
});

describe('what is looked at', () => {
  const words = { names: ['smoke'], classesOf: new Map([[hash('冒烟'), [0]]]), longest: 2 };
  const at = { now: 0, role: 'member', activities: [], quoted: '收到请回复', hasPhoto: true, tickets: ['H-0001'] } as const;
  const texts = ['东门充电柜冒烟了', '签到，还有H-0012咋样了', '👌', ''];
  const look = (text: string) => [...messageFeatures(readEvidence(text, at), words)].sort();

  it('is the same in another process', () => {
    const understanding = join(projectRoot, 'src', 'understanding');
    const program = `
      const { readEvidence } = await import(${JSON.stringify(join(understanding, 'evidence.ts'))});
      const { messageFeatures } = await import(${JSON.stringify(join(understanding, 'features.ts'))});
      const words = { names: ['smoke'], classesOf: new Map([[${hash('冒烟')}, [0]]]), longest: 2 };
      const look = (text) => [...messageFeatures(readEvidence(text, ${JSON.stringify(at)}), words)].sort();
      console.log(JSON.stringify(${JSON.stringify(texts)}.map(look)));`;
    const elsewhere = JSON.parse(execFileSync('node', ['--input-type=module', '-e', program], { encoding: 'utf8' }));
    expect(elsewhere).toEqual(texts.map(look));
  });

  it('is unsigned whatever is said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const feature of messageFeatures(readEvidence(text, at), words)) expect(feature >>> 0).toBe(feature);
      }),
    );
  });

  it('holds the class of a word wherever it stands', () => {
    const rest = look('');
    const seen = ['冒烟', '楼下冒烟了', '快来，真的冒烟'].map((text) => new Set(look(text)));
    const shared = [...seen[0]!].filter((feature) => seen.every((one) => one.has(feature)) && !rest.includes(feature));
    expect(shared).toContain(hashOf(hash('class:'), 0));
  });

  it.each([
    ['H-0012 怎么样', '^# 怎么样$'],
    ['a0007和h-0012', '^#和#$'],
    ['下午3点25分', '^下午0点0分$'],
    ['好！！！！好', '^好 好$'],
    ['好👍！', '^好👍！$'],
    ['', '^$'],
  ])('counts the pieces of “%s” in “%s”', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('ends with the four-hundredth character', () => {
    expect(plainText('到'.repeat(4_000))).toHaveLength(402);
  });
});
