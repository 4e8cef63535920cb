import { describe, expect, it } from 'vitest';
import { CONVERSION_LIMITS, convertFile } from '../../../src/knowledge/import/convert.ts';
import { linesDown, pdfFile } from '../../support/pdf-file.ts';
import { wordFile, wordParagraph, wordParts, wordTable } from '../../support/word-file.ts';
import { zipFile } from '../../support/zip-file.ts';

const textsOf = (conversion: Awaited<ReturnType<typeof convertFile>>) =>
  conversion.kind === 'read' ? conversion.blocks.map((block) => ('text' in block ? block.text : block)) : conversion.kind;

describe('Word', () => {
  it('becomes headings, paragraphs, lists and tables', async () => {
    const file = wordFile(
      wordParagraph('江畔区<快递>办法', { style: 'Title' }),
      wordParagraph('第一章 总则', { style: 'Heading1' }),
      '第一条 甲 & 乙。',
      wordParagraph('甲', { list: 0 }),
      wordParagraph('乙', { list: 1 }),
      wordTable([
        ['项目', '标准'],
        ['高温津贴', '300 元'],
      ]),
      wordTable([['只是一个框']]),
    );
    expect(await convertFile('docx', file)).toEqual({
      kind: 'read',
      blocks: [
        { kind: 'heading', level: 1, text: '江畔区<快递>办法' },
        { kind: 'heading', level: 1, text: '第一章 总则' },
        { kind: 'paragraph', text: '第一条 甲 & 乙。' },
        { kind: 'list', items: ['- 甲', '  - 乙'] },
        {
          kind: 'table',
          rows: [
            ['项目', '标准'],
            ['高温津贴', '300元'],
          ],
        },
        { kind: 'paragraph', text: '只是一个框' },
      ],
    });
  });

  it('keeps the numbers that Word itself puts before paragraphs', async () => {
    const file = wordFile(
      wordParagraph('总则', { style: 'Chapter' }),
      wordParagraph('不得在楼道里充电。', { article: 0 }),
      wordParagraph('平台公示：', { article: 0 }),
      wordParagraph('算法；', { article: 1 }),
      wordParagraph('单价。', { article: 1 }),
      wordParagraph('附则', { style: 'Chapter' }),
      wordParagraph('略。', { article: 0 }),
      wordParagraph('其一', { article: 1 }),
      wordParagraph('其中', { article: 2 }),
    );
    expect(textsOf(await convertFile('docx', file))).toEqual([
      '第一章 总则',
      '第一条 不得在楼道里充电。',
      '第二条 平台公示：',
      '（一）算法；',
      '（二）单价。',
      '第二章 附则',
      '第三条 略。',
      '（一）其一',
      '1. 其中',
    ]);
  });

  it.each<[string, Buffer]>([
    [
      'that unpacks to more than its directory says',
      zipFile(wordParts('').map((part) => ({ ...part, content: Buffer.alloc(40 * 1024 * 1024), statedSize: 9 }))),
    ],
    ['with two documents', zipFile([...wordParts('<w:p/>'), ...wordParts('<w:p/>')])],
    ['whose XML is none', zipFile(wordParts('<w:p>'))],
    ['without a document', zipFile([{ name: 'word/other.xml', content: 'a' }])],
  ])('%s is broken', async (_name, file) => {
    expect(await convertFile('docx', file)).toEqual({ kind: 'broken' });
  });

  it('that takes more memory than allowed ends, and only its own process', async () => {
    const body = wordParagraph('字').repeat(200_000);
    expect(await convertFile('docx', zipFile(wordParts(body)))).toEqual({ kind: 'too_much_memory' });
  });
});

describe('PDF', () => {
  it('is read in encodings that only the tables beside the reader know, line by line and over pages', async () => {
    const pages = [
      [
        { text: '江畔区用电规定', x: 180, y: 800, size: 20 },
        ...linesDown(
          [
            '\u3000第一条 电动自行车不得在楼道里充电，违反的由站点先去劝阻，劝',
            '阻不听的报物业。',
            '\u3000第二条 站点每个月都要把充电柜、插线板、灭火器全部检查一遍，发',
          ],
          740,
        ),
        { text: '- 1 -', x: 290, y: 40 },
      ],
      [
        ...linesDown(['现坏的当天换掉。']),
        { text: '项目', x: 72, y: 600 },
        { text: '标准', x: 300, y: 600 },
        { text: '高温', x: 72, y: 580 },
        { text: '300元', x: 300, y: 580 },
        { text: '- 2 -', x: 290, y: 40 },
      ],
    ];
    expect(textsOf(await convertFile('pdf', pdfFile(pages)))).toEqual([
      '江畔区用电规定',
      '第一条 电动自行车不得在楼道里充电，违反的由站点先去劝阻，劝阻不听的报物业。',
      '第二条 站点每个月都要把充电柜、插线板、灭火器全部检查一遍，发现坏的当天换掉。',
      {
        kind: 'table',
        rows: [
          ['项目', '标准'],
          ['高温', '300元'],
        ],
      },
    ]);
  });

  it('of pictures is a scan', async () => {
    expect(await convertFile('pdf', pdfFile([[], []]))).toEqual({ kind: 'scanned' });
    expect(await convertFile('pdf', pdfFile([[{ text: '第1页', x: 290, y: 40 }], [{ text: '第2页', x: 290, y: 40 }]]))).toEqual({
      kind: 'scanned',
    });
  });

  it('with a password is locked, and a damaged one broken', async () => {
    expect(await convertFile('pdf', pdfFile([linesDown(['江畔'])], { isLocked: true }))).toEqual({ kind: 'locked' });
    expect(await convertFile('pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<'))).toEqual({ kind: 'broken' });
  });

  it('that takes longer than allowed is given up', async () => {
    const file = pdfFile([linesDown(['江畔区用电规定，今天起施行。'])]);
    expect(await convertFile('pdf', file, { ...CONVERSION_LIMITS, timeMs: 30 })).toEqual({ kind: 'too_slow' });
  });

  it('of more words than allowed is not taken', async () => {
    const file = pdfFile([linesDown(['江畔区用电规定，今天起施行。'])]);
    expect(await convertFile('pdf', file, { ...CONVERSION_LIMITS, answerBytes: 20 })).toEqual({ kind: 'too_much_text' });
  });
});
