// Word documents for tests: the parts Word itself writes, as few as it takes.
import { type ZipPart, zipFile } from './zip-file.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A paragraph; `style` is `Title`, `Heading1` …; `list` the level of a bullet, `article` of what Word numbers by itself. */
export function wordParagraph(
  text: string,
  { style, list, article }: { style?: string; list?: number; article?: number } = {},
): string {
  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    list === undefined ? '' : `<w:numPr><w:ilvl w:val="${list}"/><w:numId w:val="1"/></w:numPr>`,
    article === undefined ? '' : `<w:numPr><w:ilvl w:val="${article}"/><w:numId w:val="2"/></w:numPr>`,
  ].join('');
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

const style = (id: string, name: string, rest = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;
const level = (at: number, format: string, text: string, rest = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${rest}<w:lvlText w:val="${text}"/></w:lvl>`;
const bullets = level(0, 'bullet', '·') + level(1, 'bullet', '·');
const articles =
  level(0, 'chineseCountingThousand', '第%1条') + level(1, 'chineseCounting', '（%2）') + level(2, 'decimal', '%3.');
const chapters = level(0, 'chineseCounting', '第%1章', '<w:pStyle w:val="Chapter"/>');
const numberings = [bullets, articles, chapters];

export function wordParts(body: string): ZipPart[] {
  return [
    {
      name: '[Content_Types].xml',
      content: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    { name: 'word/document.xml', content: `${HEAD}<w:document ${W}><w:body>${body}</w:body></w:document>` },
    {
      name: 'word/styles.xml',
      content: `${HEAD}<w:styles ${W}>${style('Title', 'Title')}${style('Heading1', 'heading 1')}${style('Heading2', 'heading 2')}${style('Chapter', 'chapter', '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')}</w:styles>`,
    },
    {
      name: 'word/numbering.xml',
      content: `${HEAD}<w:numbering ${W}>${[
        ...numberings.map((levels, id) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`),
        ...numberings.map((_, id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`),
      ].join('')}</w:numbering>`,
    },
  ];
}

/** A document of these paragraphs, or of these parts of a body. */
export const wordFile = (...paragraphs: readonly string[]): Buffer =>
  zipFile(wordParts(paragraphs.map((text) => (text.startsWith('<w:') ? text : wordParagraph(text))).join('')));
