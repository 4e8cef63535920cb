import { describe, expect, it } from 'vitest';
import { type Cell, readTable, TABLE_LIMITS, type TableReading } from '../../src/tables/index.ts';
import { type SheetCell, sheetFile, sheetParts } from '../support/sheet-file.ts';
import { type ZipPart, zipFile } from '../support/zip-file.ts';

const short = (cell: Cell): unknown => {
  if (cell.kind === 'empty') return cell.lost ?? null;
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'date') return `${cell.iso}${cell.isEpochDay ? ' (epoch)' : ''}`;
  return cell.value;
};
const lines = (reading: TableReading) =>
  reading.kind === 'table' ? reading.rows.map(({ line, cells }) => [line, ...cells.map(short)]) : reading;
const reasonOf = async (bytes: Uint8Array, name = 'a.xlsx') => {
  const reading = await readTable(bytes, name);
  return reading.kind === 'broken' ? reading.reason : reading;
};
const csv = async (text: string | Buffer, name = 'a.csv') => lines(await readTable(Buffer.from(text as string), name));

describe('a workbook', () => {
  it('is read cell by cell, with the lines people see', async () => {
    const rows: SheetCell[][] = [
      ['名称', '电话', '几号', '免费'],
      [],
      [' 甲&<乙>\r\n二楼 ', 13800000000, { date: 46348 }, true],
      ['丙', 0.5, { date: 46348.5 }, false],
    ];
    expect(lines(await readTable(sheetFile(rows), '驿站.xlsx'))).toEqual([
      [1, '名称', '电话', '几号', '免费'],
      [3, '甲&<乙>\n二楼', 13800000000, '2026-11-22', true],
      [4, '丙', 0.5, '2026-11-22T12:00:00', false],
    ]);
  });

  it('keeps the values of formulas, and says where there is none', async () => {
    const rows: SheetCell[][] = [
      ['a', 'b', 'c', 'd', 'e'],
      [
        { formula: 'A1', value: '好' },
        { formula: '1+1', value: 2 },
        { formula: 'A9' },
        { error: '#REF!' },
        { raw: ['t="str"', '<f>A9</f><v></v>'] },
      ],
    ];
    expect(lines(await readTable(sheetFile(rows), 'a.xlsx'))).toEqual([
      [1, 'a', 'b', 'c', 'd', 'e'],
      [2, '好', 2, 'uncalculated', 'error', null],
    ]);
  });

  it('names the cells that a merged one covers, and none beside the table', async () => {
    const rows = [['江畔区驿站表'], ['名称', '片区'], ['甲', '城东'], ['乙'], ['丙', '城西']];
    expect(lines(await readTable(sheetFile(rows, { merged: ['A1:XFD1', 'B3:B4'] }), 'a.xlsx'))).toEqual([
      [1, '江畔区驿站表', 'merged'],
      [2, '名称', '片区'],
      [3, '甲', '城东'],
      [4, '乙', 'merged'],
      [5, '丙', '城西'],
    ]);
  });

  it('tells days of 1900 and of 1904, which a number or a time of day becomes', async () => {
    const rows: SheetCell[][] = [[{ date: 1 }, { date: 0.375 }, { date: 46348 }]];
    expect(lines(await readTable(sheetFile(rows), 'a.xlsx'))).toEqual([
      [1, '1899-12-31 (epoch)', '1899-12-30T09:00:00 (epoch)', '2026-11-22'],
    ]);
    const mac = zipFile(sheetParts([{ rows: [[{ date: 1 }, { date: 44886 }]] }], { is1904: true }));
    expect(lines(await readTable(mac, 'a.xlsx'))).toEqual([[1, '1904-01-02 (epoch)', '2026-11-22']]);
  });

  it('shows its first sheet that is not hidden, or the one that is named', async () => {
    const file = zipFile(
      sheetParts([
        { name: '草稿', rows: [['草']], state: 'hidden' },
        { name: '驿站', rows: [['驿']] },
        { name: '说明', rows: [['说']] },
      ]),
    );
    expect(await readTable(file, 'a.xlsx')).toMatchObject({ sheet: '驿站', rows: [{ cells: [{ text: '驿' }] }] });
    expect(await readTable(file, 'a.xlsx', { sheet: ' 说明' })).toMatchObject({ sheet: '说明' });
    expect(await readTable(file, 'a.xlsx', { sheet: '没有' })).toEqual({
      kind: 'broken',
      reason: { kind: 'no_sheet', sheets: ['草稿', '驿站', '说明'] },
    });
  });

  it.each<[string, SheetCell[][], string]>([
    ['20,001 rows', Array.from({ length: 20_001 }, (_, at) => [at]), 'too_many_rows'],
    ['101 columns', [Array.from({ length: 101 }, (_, at) => at)], 'too_many_columns'],
    ['nothing', [[]], 'empty'],
  ])('of %s is refused', async (_, rows, kind) => {
    expect(await reasonOf(sheetFile(rows))).toEqual({ kind });
  });

  it('of 20,000 rows is read whole', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [`驿站${at}`, at]);
    const read = lines(await readTable(sheetFile(rows), 'a.xlsx')) as unknown[][];
    expect([read.length, read.at(-1)]).toEqual([20_000, [20_000, '驿站19999', 19_999]]);
  });
});

describe('a file that is none, or meant to harm,', () => {
  const parts = sheetParts([{ rows: [['名称']] }]);
  const withSheet = (content: string | Buffer, rest: Partial<ZipPart> = {}) =>
    zipFile(parts.map((part) => (part.name === 'xl/worksheets/sheet1.xml' ? { ...part, content, ...rest } : part)));
  const entities = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100)}">${[...'bcdefgh'].map((name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(10)}">`).join('')}]>`;

  it.each<[string, Buffer, object]>([
    ['a bomb', withSheet(Buffer.alloc(60 * 1024 * 1024)), { kind: 'bomb' }],
    ['a bomb that says it is small', withSheet(Buffer.alloc(40 * 1024 * 1024), { statedSize: 9 }), { kind: 'broken' }],
    [
      'a bomb of entities',
      withSheet(
        `${entities}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row></sheetData></worksheet>`,
      ),
      { kind: 'broken' },
    ],
    ['a sheet that is no XML', withSheet('<worksheet><sheetData><row'), { kind: 'broken' }],
    ['a workbook without its sheet', zipFile(parts.filter(({ name }) => !name.includes('sheet1'))), { kind: 'broken' }],
    ['a password', zipFile(parts.map((part) => ({ ...part, isEncrypted: true }))), { kind: 'locked' }],
    ['a file above 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), { kind: 'too_large' }],
    ['an empty file', Buffer.alloc(0), { kind: 'empty' }],
    ['a picture', Buffer.from('ffd8ffe000104a46', 'hex'), { kind: 'foreign', is: 'image' }],
    ['a page', Buffer.from('<html><table>'), { kind: 'foreign', is: 'web_page' }],
    ['Word', zipFile([{ name: 'word/document.xml', content: '<x/>' }]), { kind: 'foreign', is: 'docx' }],
    ['Numbers', zipFile([{ name: 'Index/Document.iwa', content: 'x' }]), { kind: 'foreign', is: 'numbers' }],
    [
      'an old table',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]),
      { kind: 'foreign', is: 'sheet' },
    ],
  ])('%s is named', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toEqual(reason);
  });

  it('of a row that cannot be reached costs only its own process', async () => {
    const far = withSheet(
      '<worksheet><sheetData><row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData></worksheet>',
    );
    const reading = await readTable(far, 'a.xlsx', { limits: { ...TABLE_LIMITS, memoryBytes: 200 * 1024 * 1024 } });
    expect(reading).toEqual({ kind: 'broken', reason: { kind: 'too_much_memory' } });
  });

  it('is given up when it takes too long', async () => {
    const reading = await readTable(sheetFile([['a']]), 'a.xlsx', { limits: { ...TABLE_LIMITS, timeMs: 20 } });
    expect(reading).toEqual({ kind: 'broken', reason: { kind: 'too_slow' } });
  });
});

describe('a text with separators', () => {
  const expected = [
    [1, '名称', '地址'],
    [2, '江畔驿站', '江畔路18号, 一楼'],
    [4, '枫桥', null],
  ];

  it.each<[string, string | Buffer, string?]>([
    ['commas', '名称,地址\n江畔驿站,"江畔路18号, 一楼"\n\n枫桥,\n'],
    ['Windows lines', '名称,地址\r\n江畔驿站,"江畔路18号, 一楼"\r\n\r\n枫桥\r\n'],
    ['a byte order mark', '\uFEFF名称,地址\n江畔驿站,"江畔路18号, 一楼"\n\n枫桥\n'],
    ['semicolons', '名称;地址\n江畔驿站;江畔路18号, 一楼\n\n枫桥\n'],
    ['a stated separator', 'sep=|\r\n名称|地址\r\n江畔驿站|江畔路18号, 一楼\r\n\r\n枫桥|\r\n'],
    ['tabs', '名称\t地址\n江畔驿站\t江畔路18号, 一楼\n\n枫桥\n', 'a.tsv'],
    [
      'tabs in UTF-16, as Excel writes them',
      Buffer.from('\uFEFF名称\t地址\r\n江畔驿站\t江畔路18号, 一楼\r\n\r\n枫桥\r\n', 'utf16le'),
    ],
    ['GB18030', Buffer.from('c3fbb3c62cb5d8d6b70abdadc5cfe6e4d5be2c22bdadc5cfc2b73138bac52c20d2bbc2a5220a0ab7e3c7c50a', 'hex')],
  ])('is read: %s', async (_, text, name) => {
    expect(await csv(text, name)).toEqual(expected);
  });

  it('may break lines inside quotation marks, which count as one row', async () => {
    expect(await csv('a,b\n"甲\n乙","说 ""好"""\n丙,5" 屏\n')).toEqual([
      [1, 'a', 'b'],
      [2, '甲\n乙', '说 "好"'],
      [3, '丙', '5" 屏'],
    ]);
  });

  it('tells kept text, formulas and their errors', async () => {
    expect(await csv('a,b,c\n="0571",#REF!,=A1+1\n')).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '0571', 'error', 'uncalculated'],
    ]);
  });

  it('names the line of a quotation mark that is never closed', async () => {
    expect(await reasonOf(Buffer.from('a,b\nc,d\n"e,f\ng,h\n'), 'a.csv')).toEqual({ kind: 'quotes', line: 3 });
  });

  it('of 20,001 rows is refused', async () => {
    expect(await reasonOf(Buffer.from('a,b\n'.repeat(20_001)), 'a.csv')).toEqual({ kind: 'too_many_rows' });
  });
});
