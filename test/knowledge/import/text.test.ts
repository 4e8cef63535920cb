import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/files/encoding.ts';
import type { Block } from '../../../src/knowledge/import/blocks.ts';
import { dayOf, yearsLater } from '../../../src/knowledge/import/days.ts';
import { blocksOfHtml } from '../../../src/knowledge/import/html-blocks.ts';
import { countOf, numeral } from '../../../src/knowledge/import/lexicon-structure.ts';
import { blocksOfText } from '../../../src/knowledge/import/plain.ts';
import { structured } from '../../../src/knowledge/import/structure.ts';
import { tidy } from '../../../src/knowledge/import/tidy.ts';
import { markdownOf } from '../../../src/knowledge/import/to-markdown.ts';
import { readMarkdown } from '../../../src/knowledge/markdown.ts';

const textsOf = (blocks: readonly Block[]) => blocks.map((block) => ('text' in block ? block.text : block));

describe('plain text', () => {
  it('is decoded from UTF-8, UTF-16 and GB18030, and binary is no text', () => {
    expect(decodeText(Buffer.from('\uFEFF工伤'))).toBe('工伤');
    expect(decodeText(Buffer.from('\uFEFF工伤', 'utf16le'))).toBe('工伤');
    expect(decodeText(Buffer.from('\uFEFF工伤', 'utf16le').swap16())).toBe('工伤');
    expect(decodeText(Buffer.from('b9a4c9cb', 'hex'))).toBe('工伤');
    expect(decodeText(Buffer.from([0xff, 0xff, 0xff]))).toBeNull();
    expect(decodeText(Buffer.from('a\0b'))).toBeNull();
  });

  it('has a paragraph a line', () => {
    expect(textsOf(blocksOfText('江畔区用电办法\r\n\r\n　　第一条　不得在楼道充电\n第二条 略'))).toEqual([
      '江畔区用电办法',
      '第一条 不得在楼道充电',
      '第二条 略',
    ]);
  });

  it('is joined again where a program broke it at one width', () => {
    const lines = [
      '电动自行车不得在楼道、安全出口和',
      '人员聚集的房间里充电，也不得拉电',
      '线到屋外充电，违反的先劝阻，劝不',
      '听的报给物业和消防，由他们来处理',
      '。',
      '站点每个月检查一次插线板和充电柜',
      '里的灭火器，发现坏的当天就要换掉',
      '。',
    ];
    expect(textsOf(blocksOfText(lines.map((line) => line.padEnd(1)).join('\n')))).toHaveLength(8);
    const wide = lines.map((line) => (line === '。' ? line : `${line.slice(0, 8)}${line}`));
    expect(textsOf(blocksOfText(wide.join('\n')))).toHaveLength(2);
  });
});

describe('characters', () => {
  it.each([
    ['⼯伤保险⻓期有效⻚', '工伤保险长期有效页'],
    ['自 2026 年 3 月 1 日 起', '自2026年3月1日起'],
    ['通　　知', '通知'],
    ['第一条　为了　保障', '第一条 为了保障'],
    ['GB 17761 标准', 'GB 17761标准'],
    ['工\u200b伤\uFEFF\u0007', '工伤'],
    ['call 12333 now', 'call 12333 now'],
  ])('are those people write: %s', (raw, said) => {
    expect(tidy(raw)).toBe(said);
  });
});

describe('mammoth’s HTML', () => {
  it('loses notes’ marks and keeps what is in them', () => {
    const html =
      '<p>工伤<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>。</p><ol><li id="footnote-1"><p>见条例。<a href="#footnote-ref-1">↑</a></p></li></ol>';
    expect(blocksOfHtml(html)).toEqual([
      { kind: 'paragraph', text: '工伤。' },
      { kind: 'list', items: ['1. 见条例。'] },
    ]);
  });

  it('says cells over several rows and columns in each of them', () => {
    const html =
      '<table><tr><td>类</td><td>项</td><td>元</td></tr><tr><td rowspan="2">补贴</td><td>高温</td><td>300</td></tr><tr><td colspan="2">夜班&lt;br&gt;</td></tr></table>';
    expect(blocksOfHtml(html)).toEqual([
      {
        kind: 'table',
        rows: [
          ['类', '项', '元'],
          ['补贴', '高温', '300'],
          ['补贴', '夜班<br>', '夜班<br>'],
        ],
      },
    ]);
  });

  it('breaks lines where the writer did', () => {
    expect(textsOf(blocksOfHtml('<p>一<br />二</p><p></p>'))).toEqual(['一', '二']);
  });
});

describe('structure', () => {
  it('drops a table of contents and brings headings to three levels', () => {
    const blocks: Block[] = [
      { kind: 'paragraph', text: '目 录' },
      { kind: 'paragraph', text: '第一章 总则…………1' },
      { kind: 'heading', level: 2, text: '总则' },
      { kind: 'heading', level: 6, text: '细则' },
    ];
    expect(structured(blocks)).toEqual([
      { kind: 'heading', level: 1, text: '总则' },
      { kind: 'heading', level: 3, text: '细则' },
    ]);
  });
});

describe('Markdown', () => {
  const nasty = fc
    .string({ unit: fc.constantFrom(...'#>-+=*_`~|[](){}<>!&;:.1 ab工伤。，第一条\\"\'$@'), minLength: 1, maxLength: 40 })
    .map((text) => tidy(text))
    .filter((text) => text !== '');

  it('says the words of headings, whatever they look like', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const [first] = readMarkdown(markdownOf([{ kind: 'heading', level: 2, text }]));
        expect(first).toMatchObject({ kind: 'heading', depth: 2, text });
      }),
    );
  });

  it('says the words of paragraphs, whatever they look like', () => {
    const said = (text: string) => text.replace(/\s/g, '');
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        const read = readMarkdown(
          markdownOf([
            { kind: 'paragraph', text: `工${one}` },
            { kind: 'paragraph', text: other },
          ]),
        );
        expect(said(read.flatMap((block) => (block.kind === 'heading' ? ['!'] : block.lines)).join(''))).toBe(
          said(`工${one}${other}`),
        );
      }),
    );
  });

  it('says the cells of tables', () => {
    const table: Block = {
      kind: 'table',
      rows: [
        ['项|目', '标准'],
        ['高温', '300*元'],
      ],
    };
    expect(readMarkdown(markdownOf([table]))).toEqual([{ kind: 'list', lines: ['项|目：高温；标准：300*元'] }]);
  });
});

describe('days', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['２０２６年３月１日', '2026-03-01'],
    ['二〇二六年十二月三十一日', '2026-12-31'],
    ['2026-02-30', null],
    ['明天', null],
    ['', null],
  ])('are read: %s', (typed, day) => {
    expect(dayOf(typed)).toBe(day);
  });

  it('end the day before the same date', () => {
    expect(yearsLater('2026-03-01', 5)).toBe('2031-02-28');
    expect(yearsLater('2024-02-29', 1)).toBe('2025-02-28');
  });
});

describe('numerals', () => {
  it('are read as they are written', () => {
    for (const count of [1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 111, 305, 999])
      expect(countOf(numeral(count, 'chineseCounting'))).toBe(count);
    expect([10, 12, 101, 110].map((count) => numeral(count, 'chineseCounting'))).toEqual(['十', '十二', '一百零一', '一百一十']);
    expect([countOf('二〇二六'), countOf('12'), numeral(3, 'upperLetter'), numeral(12, 'decimal')]).toEqual([
      2026,
      12,
      'C',
      '12',
    ]);
  });
});
