import { describe, expect, it } from 'vitest';
import type { KnownDocument } from '../../src/core/knowledge.ts';
import { firstDay, holdsOn } from '../../src/knowledge/days.ts';
import type { ParsedDocument } from '../../src/knowledge/document.ts';
import { assemble } from '../../src/knowledge/library.ts';
import { titleKey } from '../../src/knowledge/titles.ts';
import { fact, own } from './files.ts';

/** Ids of what is known, each with the day it is replaced. */
const known = (starter: ParsedDocument[], local: ParsedDocument[]) =>
  Object.fromEntries(assemble(starter, local).documents.map(({ id, replacedOn }) => [id, replacedOn]));
const messages = (starter: ParsedDocument[], local: ParsedDocument[]) =>
  assemble(starter, local).problems.map(({ message }) => message);

const pay = (name: string, fields: Record<string, string> = {}) => own(name, { title: '《报酬办法》', ...fields });

describe('versions', () => {
  const v1 = pay('v1.md', { inForce: '2023-01-01' });
  const v2 = pay('v2.md', { inForce: '2024-01-01', title: '报酬办法（2024修订）' });
  const v3 = pay('v3.md', { inForce: '2099-01-01', title: '《报酬办法》（2099年第二次修正）' });
  const other = pay('other.md', { inForce: '2024-01-01', region: '浙江' });
  const renamed = own('renamed.md', { title: '《新报酬规定》', inForce: '2025-01-01', replaces: 'V1' });
  const law = fact('F33', { title: '《中华人民共和国报酬法》', issued: '2018-01-01', checked: '2025-01-01' });
  const undated = fact('F34', { title: '《报酬法》', checked: '2025-01-01' });
  const lawAgain = own('law.md', { title: '《报酬法》', inForce: '2026-01-01' });
  const lawBefore = own('law.md', { title: '《报酬法》', inForce: '2017-01-01' });

  it.each<[string, ParsedDocument[], ParsedDocument[], Record<string, string | null>]>([
    ['under one title replace each other in their order', [], [v3, v1, v2], { v1: '2024-01-01', v2: '2099-01-01', v3: null }],
    ['of another region stand beside', [], [v1, other], { v1: null, other: null }],
    ['may have another title if they say what they replace', [], [v1, renamed], { v1: '2025-01-01', renamed: null }],
    ['are replaced by the first that comes', [], [v1, v2, renamed], { v1: '2024-01-01', v2: null, renamed: null }],
    ['of the branch replace starter facts', [law, undated], [lawAgain], { F33: '2026-01-01', F34: '2026-01-01', law: null }],
    ['that are older than a fact replace nothing', [law, undated], [lawBefore], { F33: null, F34: null, law: null }],
    [
      'of starter facts never replace each other',
      [law, fact('F35', { title: '《报酬法》', inForce: '2020-01-01' })],
      [],
      { F33: null, F35: null },
    ],
    [
      'that were withdrawn replace nothing by their title',
      [],
      [v1, pay('v2.md', { inForce: '2024-01-01', status: '停用' })],
      { v1: null },
    ],
    [
      'that were withdrawn replace what they say they do',
      [],
      [v1, pay('v2.md', { inForce: '2024-01-01', status: '已废止', replaces: 'v1' })],
      { v1: '2024-01-01' },
    ],
  ])('%s', (_, starter, local, expected) => {
    expect(known(starter, local)).toEqual(expected);
    expect(messages(starter, local)).toEqual([]);
  });

  it('show in passages what shows in their document', () => {
    const { documents, passages } = assemble([], [v1, v2]);
    expect(passages.map(({ document }) => document)).toEqual(documents);
  });

  it('say when they name nothing, or each other', () => {
    expect(messages([], [pay('a.md', { replaces: 'gone' })])).toEqual([
      'a.md: it replaces "gone", which no document has as its id; correct "replaces" or take it out.',
    ]);
    const circle = [own('a.md', { title: '甲', replaces: 'b' }), own('b.md', { title: '乙', replaces: 'a' })];
    expect(known([], circle)).toEqual({ a: null, b: null });
    expect(messages([], circle)[0]).toMatch(/^a\.md: it and "b" replace each other; take "replaces" out/);
  });
});

describe('documents beside one another', () => {
  const number = '某支发〔2026〕3号';

  it('take the place of a starter fact of their id, also to withdraw it', () => {
    expect(known([fact('F33'), fact('F34')], [own('f33.md', { title: '自己的' })])).toEqual({ f33: null, F34: null });
    expect(known([fact('F33'), fact('F34')], [own('x.md', { id: 'F33', status: '停用' })])).toEqual({ F34: null });
  });

  it("come the branch's own first", () => {
    const { documents } = assemble([fact('F33')], [own('z.md', { title: '乙' }), own('a.md', { title: '甲' })]);
    expect(documents.map(({ id }) => id)).toEqual(['a', 'z', 'F33']);
  });

  it('leave the later-named of two with one id out', () => {
    const twins = [own('b.md', { id: 'pay', title: '乙' }), own('a.md', { id: 'pay', title: '甲' })];
    const { documents, problems } = assemble([], twins);
    expect(documents.map(({ title }) => title)).toEqual(['甲']);
    expect(problems).toEqual([
      { name: 'b.md', message: 'b.md: its id "pay" is that of a.md too; give one of them another "id", or delete it.' },
    ]);
  });

  it.each([
    ['with other titles', { title: '《甲》' }, { title: '《乙》', number: '某支发[2026] 3号' }],
    ['with one title and one day', {}, {}],
  ])('leave the later-named of two with one number out: %s', (_, one, two) => {
    const local = [
      own('a.md', { number, ...one }),
      own('b.md', {
        number: `"${'number' in two ? two.number : number}"`,
        title: '《骑手管理办法》',
        ...('title' in two ? { title: two.title } : {}),
      }),
    ];
    const { documents, problems } = assemble([], local);
    expect(documents.map(({ id }) => id)).toEqual(['a']);
    expect(problems.map(({ name }) => name)).toEqual(['b.md']);
    expect(problems[0]?.message).toMatch(/is that of a\.md too; write "replaces: a" if it takes its place/);
  });

  it('let versions keep their number', () => {
    expect(known([], [pay('a.md', { number, inForce: '2025-01-01' }), pay('b.md', { number })])).toEqual({
      a: '2026-03-01',
      b: null,
    });
    expect(messages([], [own('a.md', { number, title: '甲' }), own('b.md', { number, title: '乙', replaces: 'a' })])).toEqual([]);
    expect(messages([], [own('a.md', { number, title: '甲', status: '停用' }), own('b.md', { number, title: '乙' })])).toEqual(
      [],
    );
  });

  it('let the whole text of a law stand beside the facts that rest on it, but not another text under its number', () => {
    const facts = [
      fact('F1', { title: '《条例》', number: '国务院令第375号', inForce: '2026-03-01' }),
      fact('F2', { title: '《条例》', number: '国务院令第375号', inForce: '2026-03-01' }),
    ];
    expect(messages(facts, [own('a.md', { title: '《条例》', number: '国务院令第375号' })])).toEqual([]);
    expect(messages(facts, [own('a.md', { title: '《条例全文》', number: '国务院令第375号', replaces: 'F2' })])).toEqual([]);
    expect(messages(facts, [own('a.md', { title: '《别的》', number: '国务院令第375号' })])).toHaveLength(1);
  });
});

describe('a day', () => {
  const document = (fields: Partial<KnownDocument>): KnownDocument => ({ ...own('a.md').document, inForce: null, ...fields });

  it.each<[Partial<KnownDocument>, string | null]>([
    [{ inForce: '2026-03-01', issued: '2025-12' }, '2026-03-01'],
    [{ issued: '2025-12' }, '2025-12-01'],
    [{ issued: '2025' }, '2025-01-01'],
    [{ number: '人社部发〔2021〕56号' }, '2021-01-01'],
    [{ number: '人社部发[2021]56号' }, '2021-01-01'],
    [{ number: '交通运输部令2023年第22号' }, '2023-01-01'],
    [{ number: '国务院令第375号' }, null],
    [{}, null],
  ])('is the first of %j', (fields, day) => expect(firstDay(document(fields))).toBe(day));

  it.each<[Partial<KnownDocument>, string, boolean]>([
    [{}, '1999-01-01', true],
    [{ inForce: '2026-03-01' }, '2026-02-28', false],
    [{ inForce: '2026-03-01' }, '2026-03-01', true],
    [{ expires: '2026-12-31' }, '2026-12-31', true],
    [{ expires: '2026-12-31' }, '2027-01-01', false],
    [{ replacedOn: '2026-12-31' }, '2026-12-30', true],
    [{ replacedOn: '2026-12-31' }, '2026-12-31', false],
  ])('decides whether %j holds on %s', (fields, day, holds) => expect(holdsOn(document(fields), day)).toBe(holds));
});

describe('a title', () => {
  it.each([
    '《中华人民共和国报酬法》',
    '报酬法',
    '《报酬法》（2025修订）',
    '《报酬法（2025年修正）》',
    '《报酬法》（2025-12-20）',
    '《报酬法》(修订版)',
    '《报酬法》2025年版',
    ' 《报酬 法》',
  ])('is the same as %s', (title) => expect(titleKey(title)).toBe('报酬法'));

  it.each(['《报酬法实施条例》', '《报酬法（试行）》', '（2025修订）'])('is another than %s', (title) => {
    expect(titleKey(title)).not.toBe('报酬法');
    expect(titleKey(title)).not.toBe('');
  });
});

describe('emergency numbers', () => {
  it.each([
    ['its id', 'rules.md', { id: 'f01' }],
    ['its name', 'F08.md', {}],
    ['what it replaces', 'rules.md', { replaces: 'F01' }],
  ])('are not taken over by a document of the branch, by %s', (_, name, fields) => {
    expect(() => own(name, fields)).toThrow(/emergency numbers/);
  });

  it('are not replaced by a later document of their title', () => {
    const numbers = fact('F01', { title: '全国通用特服号码' });
    const library = assemble([numbers], [own('a.md', { title: '全国通用特服号码', inForce: '2026-10-01' })]);
    expect(library.documents.find(({ id }) => id === 'F01')?.replacedOn).toBeNull();
  });
});

it('papers that are only called 通知 are no versions of each other', () => {
  const library = assemble(
    [],
    [own('a.md', { title: '通知', inForce: '2026-01-01' }), own('b.md', { title: '通知', inForce: '2026-03-01' })],
  );
  expect(library.documents.map(({ replacedOn }) => replacedOn)).toEqual([null, null]);
});
