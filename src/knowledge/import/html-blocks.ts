// The small HTML that mammoth writes, as blocks.
import { XMLParser } from 'fast-xml-parser';
import type { Block } from './blocks.ts';
import { tidy } from './tidy.ts';

type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  processEntities: false,
  trimValues: false,
});
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const PARTS = new Set(['p', 'ul', 'ol', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** @param html as mammoth writes it: well-formed, without a document type */
export function blocksOfHtml(html: string): Block[] {
  const [root] = parser.parse(`<body>${html}</body>`) as Node[];
  return root ? childrenOf(root).flatMap(blocksOf) : [];
}

const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@') ?? '';
const childrenOf = (node: Node): Node[] => {
  const children = node[nameOf(node)];
  return Array.isArray(children) ? (children as Node[]) : [];
};
const attribute = (node: Node, name: string): string => String((node[':@'] as Node | undefined)?.[name] ?? '');

function blocksOf(node: Node): Block[] {
  const name = nameOf(node);
  if (name === 'ul' || name === 'ol') {
    const items = itemsOf(node, 0);
    return items.length > 0 ? [{ kind: 'list', items }] : [];
  }
  if (name === 'table') return tableBlocks(node);
  const lines = linesIn(node);
  if (/^h[1-6]$/.test(name)) return lines.length > 0 ? [{ kind: 'heading', level: Number(name[1]), text: lines.join(' ') }] : [];
  return lines.map((text) => ({ kind: 'paragraph', text }));
}

/** The words of a node; a line break ends a line. Parts inside it (a list in a cell) are for the caller. */
function linesIn(node: Node): string[] {
  return wordsOf(node)
    .split('\n')
    .map((line) => tidy(line))
    .filter((line) => line !== '');
}

function wordsOf(node: Node): string {
  const name = nameOf(node);
  if (name === '#text') return String(node[name]).replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity]!);
  if (name === 'br') return '\n';
  // The marks of notes and the arrows back from them.
  if (name === 'a' && /^#(?:foot|end)note/.test(attribute(node, 'href'))) return '';
  const words = childrenOf(node).map(wordsOf).join('');
  if (name === 'sup' && words === '[]') return '';
  return PARTS.has(name) || name === 'li' ? `${words}\n` : words;
}

function itemsOf(list: Node, depth: number): string[] {
  const isOrdered = nameOf(list) === 'ol';
  return childrenOf(list)
    .filter((node) => nameOf(node) === 'li')
    .flatMap((item, index) => {
      const isList = (node: Node) => ['ul', 'ol'].includes(nameOf(node));
      const own = linesIn({ li: childrenOf(item).filter((node) => !isList(node)) });
      const inner = childrenOf(item)
        .filter(isList)
        .flatMap((node) => itemsOf(node, depth + 1));
      return own.length > 0 ? [`${'  '.repeat(depth)}${isOrdered ? `${index + 1}.` : '-'} ${own.join(' ')}`, ...inner] : inner;
    });
}

/** A table of one column, or of one row, is only a frame around words. */
function tableBlocks(table: Node): Block[] {
  const rows = rowsOf(table).filter((row) => row.some((cell) => cell !== ''));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length >= 2 && columns >= 2)
    return [{ kind: 'table', rows: rows.map((row) => [...row, ...Array<string>(columns - row.length).fill('')]) }];
  return rows.flat().flatMap((text): Block[] => (text === '' ? [] : [{ kind: 'paragraph', text }]));
}

/** A cell over several rows or columns stands in each of them: a row must be understood alone. */
function rowsOf(table: Node): string[][] {
  const below = new Map<number, { text: string; rows: number }>();
  return childrenOf(table)
    .flatMap((node) => (['thead', 'tbody'].includes(nameOf(node)) ? childrenOf(node) : [node]))
    .filter((node) => nameOf(node) === 'tr')
    .map((row) => {
      const cells: string[] = [];
      const fillDown = () => {
        for (let cell = below.get(cells.length); cell && cell.rows > 0; cell = below.get(cells.length)) {
          cell.rows -= 1;
          cells.push(cell.text);
        }
      };
      for (const cell of childrenOf(row)) {
        fillDown();
        const text = linesIn(cell).join(' ');
        const rows = spanOf(cell, 'rowspan') - 1;
        for (let column = spanOf(cell, 'colspan'); column > 0; column -= 1) {
          below.set(cells.length, { text, rows });
          cells.push(text);
        }
      }
      fillDown();
      return cells;
    });
}

const SPAN_LIMIT = 60;
const spanOf = (cell: Node, name: string): number => Math.min(SPAN_LIMIT, Math.max(1, Number(attribute(cell, name)) || 1));
