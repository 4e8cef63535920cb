import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ListRow, type Match, matchLists, phoneKey } from '../../../src/domain/registration/matching.ts';

const row = (line: number, name: string, over: Partial<ListRow> = {}): ListRow => ({ line, name, ...over });
const only = (a: ListRow[], b: ListRow[]): Match => {
  const matches = matchLists(a, b);
  expect(matches).toHaveLength(1);
  return matches[0] as Match;
};

describe('two rows', () => {
  test.each([
    ['13800138000', '+86 138-0013-8000'],
    ['13800138000', '１３８００１３８０００'],
    ['13800138000', '8613800138000'],
    ['13800138000', '008613800138000'],
  ])('%s is %s', (one, other) => expect(phoneKey(one)).toBe(phoneKey(other)));

  test.each([
    ['张三', '张三'],
    ['张 三', '张三'],
    ['阎伟', '闫伟'],
    ['阿依古丽·买买提', '阿依古丽买买提'],
    ['张三（城南站）', '张三'],
  ])('%s and %s with one telephone are the same', (one, other) => {
    expect(only([row(2, one, { phone: '13800138000' })], [row(5, other, { phone: '138 0013 8000' })])).toMatchObject({
      kind: 'same',
      reasons: [one === other ? 'same_name' : 'similar_name', 'same_phone'],
    });
  });

  test.each([
    ['one telephone, two names', { phone: '13800138000' }, '李四', { phone: '13800138000' }, ['other_name', 'same_phone']],
    ['one name, two telephones', { phone: '13800138000' }, '张三', { phone: '13900139000' }, ['same_name', 'other_phone']],
    ['nothing but the name', { phone: '13800138000' }, '张三', {}, ['same_name', 'name_only']],
    [
      'one identity number, two telephones',
      { phone: '13800138000', idDigits: '110101199001011234' },
      '张三',
      { phone: '13900139000', idDigits: '1234' },
      ['same_name', 'other_phone', 'same_id'],
    ],
    [
      'one telephone, two identity numbers',
      { phone: '13800138000', idDigits: '1234' },
      '张三',
      { phone: '13800138000', idDigits: '110101199001015678' },
      ['same_name', 'same_phone', 'other_id'],
    ],
  ] as const)('%s: a person decides', (_, of, name, other, reasons) => {
    expect(only([row(1, '张三', of)], [row(1, name, other)])).toMatchObject({ kind: 'conflict', reasons });
  });

  test.each([
    ['a telephone partly kept back', { phone: '138****8000' }, { phone: '13800138000' }, 'same'],
    ['written with crosses', { phone: '138xxxx8000' }, { phone: '138-0013-8000' }, 'same'],
    ['another one partly kept back', { phone: '138****8001' }, { phone: '13800138000' }, 'conflict'],
    ['one of two telephones', { phone: '13800138000/13900139000' }, { phone: '13900139000' }, 'same'],
    [
      'an identity number kept back in the middle',
      { idDigits: '110101********1234' },
      { idDigits: '110101199001011234' },
      'same',
    ],
    ['another one', { idDigits: '110101********1235' }, { idDigits: '110101199001011234' }, 'conflict'],
    ['too few figures of it', { idDigits: '***************234' }, { idDigits: '110101199001011234' }, 'conflict'],
  ] as const)('%s', (_, of, with_, kind) => {
    expect(only([row(1, '张三', of)], [row(1, '张三', with_)]).kind).toBe(kind);
  });

  test('with nothing in common stand alone', () => {
    expect(matchLists([row(1, '张三', { phone: '1' })], [row(1, '李四', { phone: '2' })]).map(({ kind }) => kind)).toEqual([
      'only_a',
      'only_b',
    ]);
  });
});

test('a telephone of a whole station does not hide who agrees', () => {
  const phone = '05101234567';
  const matches = matchLists([row(1, '张三', { phone }), row(2, '李四', { phone })], [row(1, '张三', { phone })]);
  expect(matches.map(({ kind, a, b }) => [kind, a.length, b.length])).toEqual([
    ['same', 1, 1],
    ['only_a', 1, 0],
  ]);
});

test('somebody who stands in a list twice is not chosen by us', () => {
  const phone = '13800138000';
  expect(only([row(1, '张三', { phone }), row(4, '张 三', { phone })], [row(1, '张三', { phone })])).toMatchObject({
    kind: 'conflict',
    reasons: expect.arrayContaining(['several']),
  });
});

describe('any two lists', () => {
  const rows = fc
    .array(
      fc.record(
        {
          name: fc.constantFrom('张三', '张 三', '李四', '阎伟', '闫伟', '王芳'),
          phone: fc.constantFrom('13800138000', '+86 138 0013 8000', '13900139000', ''),
          idDigits: fc.constantFrom('1234', '110101199001011234', '110101199001015678', 'x'),
        },
        { requiredKeys: ['name'] },
      ),
      { maxLength: 12 },
    )
    .map((all): ListRow[] => all.map((one, index) => ({ line: index + 2, ...one })));
  const shown = ({ kind, a, b, reasons }: Match) => ({
    kind,
    a: a.map(({ line }) => line),
    b: b.map(({ line }) => line),
    reasons: [...reasons].sort(),
  });
  const swapped = { same: 'same', conflict: 'conflict', only_a: 'only_b', only_b: 'only_a' } as const;
  const sorted = (matches: object[]) => matches.map((one) => JSON.stringify(one)).sort();

  test('every row appears once, and a same is one row of each that agree', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const matches = matchLists(a, b);
        const lines = (side: 'a' | 'b') => matches.flatMap((match) => match[side].map(({ line }) => line)).sort((x, y) => x - y);
        expect(lines('a')).toEqual(a.map(({ line }) => line));
        expect(lines('b')).toEqual(b.map(({ line }) => line));
        for (const { kind, a: ours, b: theirs, reasons } of matches) {
          if (kind === 'same') expect([ours.length, theirs.length]).toEqual([1, 1]);
          if (kind === 'same') expect(reasons).not.toEqual(expect.arrayContaining(['other_phone']));
          if (kind === 'conflict') expect(Math.min(ours.length, theirs.length)).toBeGreaterThan(0);
          if (kind === 'only_a') expect([ours.length, theirs.length]).toEqual([1, 0]);
          if (kind === 'only_b') expect([ours.length, theirs.length]).toEqual([0, 1]);
        }
      }),
    );
  });

  test('with the lists exchanged it is the same, exchanged', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const there = matchLists(a, b).map(shown);
        const back = matchLists(b, a)
          .map(shown)
          .map((one) => ({ kind: swapped[one.kind], a: one.b, b: one.a, reasons: one.reasons }));
        expect(sorted(back)).toEqual(sorted(there));
      }),
    );
  });
});

test('twenty thousand rows on each side take a moment', () => {
  const list = (from: number) =>
    Array.from({ length: 20_000 }, (_, index) =>
      row(index + 2, `某${index % 700}`, { phone: String(13_000_000_000 + index + from) }),
    );
  expect(matchLists(list(0), list(10_000)).length).toBeGreaterThan(10_000);
});
