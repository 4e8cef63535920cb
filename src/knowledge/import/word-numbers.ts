// The numbers that Word puts before paragraphs by itself are nowhere in the text: without them a rule would lose its articles.
import { XMLParser } from 'fast-xml-parser';
import { numeral } from './lexicon-structure.ts';

interface Level {
  format: string;
  /** `第%1条`, `%1.%2` */
  text: string;
  start: number;
}

/** Where a paragraph stands in a numbered list: the list's id and the level in it. */
interface Place {
  list: string;
  level: number;
}

type Node = Record<string, unknown>;

const REPEATED = new Set(['w:abstractNum', 'w:num', 'w:lvl', 'w:style']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => REPEATED.has(name),
});
/** A paragraph's properties come first in it. */
const PARAGRAPH = /(<w:p(?:\s[^>]*)?>\s*<w:pPr>)([\s\S]*?)(<\/w:pPr>)/g;
const IN_LIST = /<w:numPr>[\s\S]*?<\/w:numPr>/;
const DEEPEST = 8;

/** Writes the numbers into the text, and takes them out of the lists, so that they are said once. Bullets stay as they are. */
export function writeNumbers(parts: Map<string, Buffer>): void {
  const numbering = parts.get('word/numbering.xml')?.toString();
  const document = parts.get('word/document.xml')?.toString();
  if (numbering === undefined || document === undefined) return;
  const lists = listsOf(parser.parse(numbering) as Node);
  const styles = stylesOf(parser.parse(parts.get('word/styles.xml')?.toString() ?? '') as Node);
  const counts = new Map<string, number[]>();
  const written = document.replace(PARAGRAPH, (whole: string, opening: string, properties: string, closing: string) => {
    const place = placeIn(properties) ?? styles.get(valueIn(properties, 'w:pStyle') ?? '');
    const levels = place && lists.get(place.list);
    const level = levels?.[place?.level ?? 0];
    if (!place || !levels || !level || level.format === 'bullet' || level.format === 'none') return whole;
    const count = (counts.get(place.list) ?? []).slice(0, place.level + 1);
    for (let at = 0; at <= place.level; at += 1) count[at] ??= (levels[at]?.start ?? 1) - (at === place.level ? 1 : 0);
    count[place.level]! += 1;
    counts.set(place.list, count);
    const number = level.text.replace(/%(\d)/g, (_, digit: string) =>
      numeral(count[Number(digit) - 1] ?? 1, levels[Number(digit) - 1]?.format ?? ''),
    );
    return `${opening}${properties.replace(IN_LIST, '')}${closing}<w:r><w:t xml:space="preserve">${number} </w:t></w:r>`;
  });
  parts.set('word/document.xml', Buffer.from(written));
  // Lists that belong to a style would be numbered a second time.
  parts.set('word/numbering.xml', Buffer.from(numbering.replace(/<w:pStyle\b[^>]*>/g, '')));
}

function placeIn(properties: string): Place | null {
  const [list] = IN_LIST.exec(properties) ?? [];
  const id = list && valueIn(list, 'w:numId');
  return id ? { list: id, level: Math.min(DEEPEST, Number(valueIn(list, 'w:ilvl') ?? 0)) } : null;
}

const valueIn = (xml: string, tag: string): string | undefined => new RegExp(`<${tag}\\s[^>]*?w:val="([^"]*)"`).exec(xml)?.[1];
const inside = (node: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Node | undefined)?.[key], node);
const nodesIn = (node: unknown, ...path: string[]): Node[] => (inside(node, ...path) as Node[] | undefined) ?? [];
const said = (node: unknown, ...path: string[]): string | undefined => inside(node, ...path, '@w:val') as string | undefined;

function listsOf(xml: Node): Map<string, Level[]> {
  const abstract = new Map(
    nodesIn(xml, 'w:numbering', 'w:abstractNum').map((list) => {
      const levels: Level[] = [];
      for (const level of nodesIn(list, 'w:lvl'))
        levels[Math.min(DEEPEST, Number(level['@w:ilvl']))] = {
          format: said(level, 'w:numFmt') ?? 'decimal',
          text: said(level, 'w:lvlText') ?? '',
          start: Number(said(level, 'w:start') ?? 1),
        };
      return [list['@w:abstractNumId'], levels];
    }),
  );
  const lists = nodesIn(xml, 'w:numbering', 'w:num').map((list): [string, Level[]] => [
    String(list['@w:numId']),
    abstract.get(said(list, 'w:abstractNumId')) ?? [],
  ]);
  return new Map(lists);
}

/** Styles whose paragraphs are numbered, such as headings of a law. */
function stylesOf(xml: Node): Map<string, Place> {
  return new Map(
    nodesIn(xml, 'w:styles', 'w:style').flatMap((style): [string, Place][] => {
      const list = said(style, 'w:pPr', 'w:numPr', 'w:numId');
      const level = Math.min(DEEPEST, Number(said(style, 'w:pPr', 'w:numPr', 'w:ilvl') ?? 0));
      return list === undefined ? [] : [[String(style['@w:styleId']), { list, level }]];
    }),
  );
}
