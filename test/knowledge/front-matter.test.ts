import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { parseDocument } from '../../src/knowledge/document.ts';
import { fileOf } from './files.ts';

function refusal(text: string, origin: 'starter' | 'local' = 'local'): string {
  try {
    parseDocument(text, 'rules.md', origin);
  } catch (error) {
    expect(error).toBeInstanceOf(BotError);
    expect((error as BotError).code).toBe('document');
    return (error as BotError).message;
  }
  throw new Error('it was read');
}
const read = (fields: Record<string, string | undefined>) => parseDocument(fileOf(fields), 'rules.md', 'local').document;

describe('front matter', () => {
  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['no title', { title: undefined }, /^rules\.md: "title" is missing; write/],
    ['a title that is null', { title: 'null' }, /"title" is missing/],
    ['neither of the two days', { inForce: undefined }, /"inForce" and "issued" are missing; write at least one/],
    ['a day that is none', { inForce: '2026-02-30' }, /"inForce" is "2026-02-30"; write a real day as YYYY-MM-DD/],
    ['words for a day', { issued: '明天' }, /"issued" is "明天"/],
    ['a month for the day it holds from', { inForce: '2026-03' }, /"inForce" is "2026-03"/],
    ['a year that cannot be', { inForce: '0226-03-01' }, /"inForce" is "0226-03-01"/],
    ['an end before the beginning', { expires: '2026-02-28' }, /"expires" is "2026-02-28", before its first day 2026-03-01/],
    ['an unknown key', { authority: '人社局' }, /"authority" is not known; keys are id, title/],
    ['an id with a slash', { id: '../x' }, /"id" is "\.\.\/x"; use/],
    ['itself as what it replaces', { id: 'pay', replaces: 'PAY' }, /"replaces" is its own id/],
    ['a map where words belong', { topics: '{a: b}' }, /"topics" is a map/],
    ['a list where a line belongs', { issuer: '[a, b]' }, /"issuer" is a list; write one line/],
    ['an unknown key further in', { also: '[{title: 另一个, boss: x}]' }, /"also\.boss" is not known/],
    ['a further document without a title', { also: '[{number: x}]' }, /"also\.title" is missing/],
    ['a line as long as a page', { issuer: '长'.repeat(501) }, /"issuer" has 501 characters; use at most 500/],
    ['hundreds of entries', { source: `[${'a, '.repeat(60)}a]` }, /"source" has 61 entries; use at most 40/],
  ])('names file, key, value and cure for %s', (_, fields, message) => {
    expect(refusal(fileOf(fields))).toMatch(message);
  });

  it('takes __proto__ for an unknown key', () => {
    expect(refusal('---\ntitle: a\nnumber: null\nissued: 2026\n__proto__: {grade: own}\n---\n好')).toMatch(
      /"__proto__" is not known/,
    );
  });

  it.each([
    ['an alias', 'issuer: &a 人社局\noffice: *a'],
    ['a bomb of aliases', 'topics: &a [x, x]\nsource: [*a, *a]'],
    ['a tag', 'issuer: !!js/function "x"'],
    ['a tag of YAML', 'issuer: !!int 3'],
    ['the same key twice', 'title: a\ntitle: b'],
    ['nesting without end', `topics: ${'['.repeat(15_000)}`],
    ['maps without end', `topics: ${'{a: '.repeat(3_900)}`],
    ['a line that is no key', '这里什么都没有写'],
    ['nothing', ''],
  ])('takes nothing but plain YAML: %s', (_, yaml) => {
    const started = performance.now();
    expect(refusal(`---\nissued: 2026\nnumber: null\n${yaml}\n---\n好`)).toMatch(/^rules\.md: .*; /);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each([
    ['no front matter', '# 办法\n\n正文。', /has no front matter; begin it with a line ---/],
    ['an empty file', '', /has no front matter/],
    ['no second line', '---\ntitle: a\n', /has no end within/],
    ['16 kB of it', `---\n# ${'长'.repeat(17_000)}\n---\n`, /has no end within 16384 characters/],
    ['no text', fileOf({}, '\n\n<!-- 正文以后写 -->\n'), /has no text below its front matter/],
    ['more than 2 MB', fileOf({}, '长'.repeat(700_000)), /it has 2100\d+ bytes; at most 2097152 are read/],
  ])('says what is wrong with a file that has %s', (_, text, message) => {
    expect(refusal(text)).toMatch(message);
  });

  it('wants to know how far a starter fact was checked', () => {
    expect(refusal(fileOf(), 'starter')).toMatch(/"status" is missing/);
  });

  it('reads the same from Windows and with a byte order mark', () => {
    const plain = parseDocument(fileOf(), 'rules.md', 'local');
    expect(parseDocument(`\uFEFF${fileOf().replaceAll('\n', '\r\n')}`, 'rules.md', 'local')).toEqual(plain);
  });

  it.each([
    ['2026-3-1', '2026-03-01'],
    ['2026/03/01', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['"2026-03-01"', '2026-03-01'],
  ])('reads the day %s', (said, day) => expect(read({ inForce: said }).inForce).toBe(day));

  it.each([
    ['2025-12', '2025-12'],
    ['2025年12月', '2025-12'],
    ['2025', '2025'],
    ['2025年', '2025'],
    ['null', null],
    ['无', null],
  ])('reads %s as when it was issued', (said, day) => expect(read({ issued: said }).issued).toBe(day));

  it.each([
    ['全国', []],
    ['各地', []],
    ['因地而异', []],
    ['null', []],
    ['本街道', []],
    ['浙江、江苏，上海 安徽', ['浙江', '江苏', '上海', '安徽']],
    ['[浙江, 江苏]', ['浙江', '江苏']],
    ['嘉祥县等（外地做法）', []],
    ['杭州市（含余杭）', ['杭州市']],
    ['浙江、浙江', ['浙江']],
  ])('reads the region %s', (said, regions) => expect(read({ region: said }).regions).toEqual(regions));

  it('keeps figures as they are written and leaves invisible characters out', () => {
    const document = read({ number: '0012', office: '12345', issuer: '"人社\\u202E局\\u0000"', title: '《办  法》' });
    expect(document).toMatchObject({ number: '0012', office: '12345', issuer: '人社局', title: '《办 法》' });
  });

  it('reads lists, single words and further documents', () => {
    const document = read({
      topics: '工伤、社保',
      source: 'https://example.org/a',
      also: '[《另一个办法》, {title: 《第三个》, article: 第二条}]',
    });
    expect(document.topics).toEqual(['工伤', '社保']);
    expect(document.sources).toEqual(['https://example.org/a']);
    expect(document.also).toEqual([
      { title: '《另一个办法》', article: null, number: null, issued: null, inForce: null },
      { title: '《第三个》', article: '第二条', number: null, issued: null, inForce: null },
    ]);
  });

  it('gives a document the name of its file, and its own standing', () => {
    const parsed = parseDocument(fileOf(), '《骑手 办法》（2026）.md', 'local');
    expect(parsed.document).toMatchObject({ id: '骑手-办法-2026', grade: 'own', origin: 'local', replacedOn: null });
    expect(parsed).toMatchObject({ isWithdrawn: false, replaces: null });
  });

  it.each([
    ['已核实•原文', { grade: 'original' }],
    ['unverified', { grade: 'unverified' }],
    ['种子材料', { grade: 'practice' }],
  ])('reads the status %s', (status, expected) => expect(read({ status })).toMatchObject(expected));

  it.each(['已废止', '停用'])('takes a document with the status %s out of use', (status) => {
    expect(parseDocument(fileOf({ status }), 'rules.md', 'local').isWithdrawn).toBe(true);
  });
});
