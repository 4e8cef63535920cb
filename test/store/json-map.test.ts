import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapJson } from '../../src/store/settings/json-map.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the map of a JSON text', () => {
  it('says where each value stands', () => {
    const map = mapJson('{"a":[1,{"b":"x\\"y"}], "c": -1.5e3}');
    expect(map.kind === 'whole' && Object.fromEntries(map.offsets)).toEqual({ a: 1, 'a[0]': 6, 'a[1]': 8, 'a[1].b': 9, c: 23 });
  });

  it('is whole for whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(!text.includes('__proto__'));
        expect(mapJson(text).kind).toBe('whole');
      }),
    );
  });

  it('is broken exactly where JSON.parse refuses, for one wrong letter', () => {
    const whole = JSON.stringify(
      { name: '长江\u007f\n路', list: [1, -2.5e-7, true, null, {}, []], words: { 站: '驿站' } },
      null,
      1,
    );
    const letters = ['', ',', '"', '{', '}', '[', ']', ':', '\\', '\n', '0', '1', '-', 't', '，'];
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.constantFrom(...letters), fc.boolean(), (at, put, replace) => {
        const text = whole.slice(0, at) + put + whole.slice(at + (replace ? 1 : 0));
        expect(mapJson(text).kind, text).toBe(parses(text) ? 'whole' : 'broken');
      }),
      { numRuns: 2_000 },
    );
  });
});
