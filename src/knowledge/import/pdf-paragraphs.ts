// Lines of all pages as paragraphs, headings and tables: what a page's edge cut is joined, what only decorates pages goes. Pure.
import { type Block, paragraph } from './blocks.ts';
import { beginsAnew, pageNumber } from './lexicon-structure.ts';
import type { Line } from './pdf-lines.ts';

const INDENT = 1.3;
const LARGER = 1.15;
const ENDS_SENTENCE = /[。；：！？;:!?]["”’）)]?$/;

/** How the body of the document is set, in points. */
interface Setting {
  size: number;
  left: number;
  right: number;
  isIndented: boolean;
}

/** @param pages the lines of each page */
export function blocksOfPages(pages: readonly (readonly Line[])[]): Block[] {
  const bare = withoutEdges(pages);
  const all = bare.flat();
  if (all.length === 0) return [];
  const setting = settingOf(all);
  const blocks: Block[] = [];
  let before: Line | null = null;
  for (const lines of bare) {
    for (const [index, line] of lines.entries()) {
      add(blocks, line, before, setting, index === 0);
      before = line;
    }
  }
  return blocks.map(onlyTables);
}

function add(blocks: Block[], line: Line, before: Line | null, setting: Setting, isFirstOfPage: boolean): void {
  const last = blocks.at(-1);
  if (line.cells.length > 1 && !beginsAnew.test(line.cells[0]!)) {
    if (last?.kind === 'table' && last.rows[0]?.length === line.cells.length) last.rows.push(line.cells);
    else blocks.push({ kind: 'table', rows: [line.cells] });
    return;
  }
  const text = line.cells.join(' ');
  const isLarge = line.size >= LARGER * setting.size;
  if (last && last.kind !== 'table' && last.kind !== 'list' && before && goesOn(before, line, setting, isFirstOfPage)) {
    last.text = joined(last.text, text);
  } else blocks.push(isLarge ? { kind: 'heading', level: line.size >= 1.5 * setting.size ? 1 : 2, text } : paragraph(text));
}

/** Whether the line belongs to the paragraph of the line before. */
function goesOn(before: Line, line: Line, setting: Setting, isFirstOfPage: boolean): boolean {
  const em = setting.size;
  if (Math.abs(before.size - line.size) > 0.1 * em || beginsAnew.test(line.cells[0]!)) return false;
  const isSetIn = (one: Line) => one.left > setting.left + INDENT * em;
  const isFull = before.right > setting.right - INDENT * em;
  // A title over two lines: both in the middle, both larger than the body.
  if (line.size >= LARGER * em) return isSetIn(before) && isSetIn(line) && before.y - line.y < 2.5 * line.size;
  if (isSetIn(line) || !isFull) return false;
  if (!isFirstOfPage && before.y - line.y > 3 * em) return false;
  return setting.isIndented || !ENDS_SENTENCE.test(before.cells.at(-1)!);
}

const joined = (before: string, after: string): string =>
  /[A-Za-z]-$/.test(before)
    ? before.slice(0, -1) + after
    : /[A-Za-z0-9,.]$/.test(before) && /^[A-Za-z]/.test(after)
      ? `${before} ${after}`
      : before + after;

/** Rows that stand alone are no table. */
function onlyTables(block: Block): Block {
  return block.kind === 'table' && block.rows.length === 1 ? paragraph(block.rows[0]!.join(' ')) : block;
}

function settingOf(lines: readonly Line[]): Setting {
  const size = commonest(
    lines,
    (line) => Math.round(line.size * 2) / 2,
    (line) => line.cells.join('').length,
  );
  const body = lines.filter((line) => Math.abs(line.size - size) <= 0.1 * size);
  const left = Math.min(...body.map((line) => line.left));
  const ends = body.map((line) => line.right).sort((one, other) => one - other);
  const right = ends[Math.floor(ends.length * 0.95)] ?? 0;
  const indented = body.filter((line) => Math.abs(line.left - left - 2 * size) < 0.7 * size);
  return { size, left, right, isIndented: indented.length * 6 >= body.length };
}

function commonest<T>(items: readonly T[], keyOf: (item: T) => number, weightOf: (item: T) => number): number {
  const weights = new Map<number, number>();
  for (const item of items) weights.set(keyOf(item), (weights.get(keyOf(item)) ?? 0) + weightOf(item));
  return [...weights].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}

/** Without page numbers, and without the words that stand at the top or foot of most pages. */
function withoutEdges(pages: readonly (readonly Line[])[]): Line[][] {
  const seen = new Map<string, number>();
  for (const lines of pages) for (const key of new Set(edgesOf(lines).map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1);
  const isDecoration = (line: Line) =>
    pageNumber.test(line.cells.join(' ')) || (pages.length >= 3 && (seen.get(keyOf(line)) ?? 0) * 2 > pages.length);
  return pages.map((lines) => {
    const edges = new Set(edgesOf(lines).filter(isDecoration));
    return lines.filter((line) => !edges.has(line));
  });
}

/** The two uppermost and the two lowest lines. */
function edgesOf(lines: readonly Line[]): Line[] {
  const sorted = [...lines].sort((one, other) => other.y - one.y);
  return [...new Set([...sorted.slice(0, 2), ...sorted.slice(-2)])];
}

const keyOf = (line: Line): string => line.cells.join(' ').replace(/\d+/g, '#');
