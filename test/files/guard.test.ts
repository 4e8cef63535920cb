import { describe, expect, it } from 'vitest';
import { inspectFile, LIMITS } from '../../src/files/guard.ts';
import { pdfFile } from '../support/pdf-file.ts';
import { wordFile, wordParts } from '../support/word-file.ts';
import { type ZipPart, zipFile } from '../support/zip-file.ts';

const zeros = (bytes: number): ZipPart => ({ name: 'word/media/image1.bin', content: Buffer.alloc(bytes) });
const ole = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')]);
const parts = wordParts('<w:p/>');
const bytesOf = (hex: string) => Buffer.from(hex, 'hex');

describe('a file', () => {
  it.each<[string, Buffer, object]>([
    ['text', Buffer.from('第一条 好。'), { kind: 'text', text: '第一条 好。' }],
    ['text with a mark', Buffer.from('\uFEFF第一条'), { kind: 'text' }],
    ['UTF-16', Buffer.from('\uFEFF第一条', 'utf16le'), { kind: 'text', text: '第一条' }],
    ['GB18030', bytesOf('b5dad2bbccf5'), { kind: 'text', text: '第一条' }],
    ['Word', wordFile('第一条'), { kind: 'docx' }],
    ['PDF', pdfFile([[]]), { kind: 'pdf' }],
    ['nothing', Buffer.alloc(0), { kind: 'empty' }],
    ['blanks', Buffer.from(' \n\u3000\n'), { kind: 'empty' }],
    ['old Word', ole('WordDocument'), { kind: 'foreign', is: 'doc' }],
    ['old Excel', ole('Workbook'), { kind: 'foreign', is: 'sheet' }],
    ['Word with a password', ole('EncryptedPackage'), { kind: 'locked' }],
    ['Excel', zipFile([{ name: 'xl/workbook.xml', content: '<x/>' }]), { kind: 'xlsx' }],
    ['Excel in binary', zipFile([{ name: 'xl/workbook.bin', content: 'x' }]), { kind: 'foreign', is: 'sheet' }],
    ['Numbers', zipFile([{ name: 'Index/Document.iwa', content: 'x' }]), { kind: 'foreign', is: 'numbers' }],
    ['a zip', zipFile([{ name: 'a.txt', content: 'a' }]), { kind: 'foreign', is: 'archive' }],
    ['a picture', bytesOf('ffd8ffe000104a46'), { kind: 'foreign', is: 'image' }],
    ['a telephone’s picture', Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0', 'latin1'), { kind: 'foreign', is: 'image' }],
    ['rich text', Buffer.from('{\\rtf1 a}'), { kind: 'foreign', is: 'rtf' }],
    ['a page', Buffer.from('<!DOCTYPE html><p>a'), { kind: 'foreign', is: 'web_page' }],
    ['a program', bytesOf('7f454c460201010000000000'), { kind: 'foreign', is: 'unknown' }],
  ])('is known by its content: %s', (_name, bytes, expected) => {
    expect(inspectFile(bytes)).toMatchObject(expected);
  });

  it('is refused above 10 MB', () => {
    expect(inspectFile(Buffer.alloc(LIMITS.bytes + 1, 'a'))).toEqual({ kind: 'too_large' });
  });
});

describe('a zip', () => {
  it.each<[string, ZipPart[]]>([
    ['of more than 50 MB', [...parts, zeros(51 * 1024 * 1024)]],
    ['a hundred times as large as its file', [...parts, zeros(8 * 1024 * 1024)]],
    [
      'of more than 1,000 entries',
      [...parts, ...Array.from({ length: 1_000 }, (_, index) => ({ name: `word/${index}.xml`, content: '' }))],
    ],
    ['that says it is larger than it is', [...parts, { name: 'word/a.xml', content: 'a', statedSize: 60 * 1024 * 1024 }]],
  ])('%s is a bomb, and nothing of it is unpacked', (_name, all) => {
    expect(inspectFile(zipFile(all))).toEqual({ kind: 'bomb' });
  });

  it('with a password is locked', () => {
    expect(inspectFile(zipFile(parts.map((part) => ({ ...part, isEncrypted: true }))))).toEqual({ kind: 'locked' });
  });

  it.each<[string, (whole: Buffer) => Buffer]>([
    ['cut off', (whole) => whole.subarray(0, whole.length - 30)],
    ['with something behind its end', (whole) => Buffer.concat([whole, Buffer.from('x')])],
    ['with something before its beginning', (whole) => Buffer.concat([Buffer.from('PK'), whole])],
    [
      'that counts other entries than it has',
      (whole) => whole.with(whole.length - 12, 9).with(whole.length - 14, 9) as unknown as Buffer,
    ],
    ['whose directory points behind its end', (whole) => whole.with(whole.length - 4, 0xff) as unknown as Buffer],
  ])('%s is broken', (_name, damage) => {
    expect(inspectFile(Buffer.from(damage(zipFile(parts))))).toEqual({ kind: 'broken' });
  });
});

it('refuses at once and within 50 MB', () => {
  const bomb = zipFile([...parts, zeros(51 * 1024 * 1024)]);
  const large = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(LIMITS.bytes - 4)]);
  const before = process.memoryUsage.rss();
  const startedAt = performance.now();
  expect(inspectFile(bomb)).toEqual({ kind: 'bomb' });
  expect(inspectFile(large)).toEqual({ kind: 'broken' });
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024);
});
