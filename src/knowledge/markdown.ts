// Markdown as blocks of readable lines: what a person would read aloud. Marks, links' addresses, images and HTML are gone.
// Every step is linear in the text: documents come from outside.
import { ARTICLE, ITEM, ITEM_WITHIN, PARTS } from './lexicon-documents.ts';

export type Block =
  | { kind: 'heading'; depth: number; text: string; anchor: string | null }
  /** `list`: each line is an item, or a row of a table. */
  | { kind: 'text' | 'list' | 'quote'; lines: string[] };

const HEADING = /^(#{1,6})(?:[ \t]+|(?=[^#\s]))(.*)$/;
const FENCE = /^(```|~~~)/;
const RULE = /^(?:-{3,}|\*{3,}|_{3,}|(?:- ){2,}-|(?:\* ){2,}\*)$/;
const BULLET = /^(?:[-*+·•][ \t]+|(?=\d{1,3}[.)][ \t]))(?:\[[ xX]\][ \t]+)?(.*)$/;
const DEFINITION = /^\[[^\]]{1,80}\]:/;
/** What is longer is no heading, whatever it is marked as. */
const MAX_HEADING = 100;
/** A heading that is underlined is short and ends no sentence; below anything else `---` is a rule. */
const UNDERLINED = /^[^。！？；.!?;|]{1,60}$/;

/** Reads what people and the import write; HTML, images, code fences and link targets leave nothing but their words. Linear. */
export function readMarkdown(markdown: string): Block[] {
  const lines = withoutHtml(readable(markdown)).split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const { block, next } = readBlock(lines, at);
    if (block && (block.kind === 'heading' ? block.text !== '' : block.lines.length > 0)) blocks.push(block);
    at = next;
  }
  return blocks;
}

interface Read {
  block: Block | null;
  next: number;
}

function readBlock(lines: readonly string[], at: number): Read {
  const line = lineAt(lines, at);
  if (line === '' || RULE.test(line) || DEFINITION.test(line)) return { block: null, next: at + 1 };
  const heading = HEADING.exec(line);
  if (heading) return { block: headingOf(heading[1]?.length ?? 1, heading[2] ?? ''), next: at + 1 };
  if (FENCE.test(line)) return readFence(lines, at);
  if (isTable(lines, at)) return readTable(lines, at);
  if (line.startsWith('>')) return readQuote(lines, at);
  return isItem(line) ? readList(lines, at) : readParagraph(lines, at);
}

const lineAt = (lines: readonly string[], at: number) => lines[at]?.trim() ?? '';
const isItem = (line: string) => BULLET.test(line) || ITEM.test(line);
/** An article or a chapter begins a block of its own, also directly below another line. */
const isNumberedPart = (line: string) => ARTICLE.test(line) || PARTS.some((part) => part.test(line));

const endsBlock = (lines: readonly string[], at: number) => {
  const line = lineAt(lines, at);
  return line === '' || HEADING.test(line) || FENCE.test(line) || RULE.test(line) || line.startsWith('>') || isTable(lines, at);
};

function headingOf(depth: number, words: string): Block {
  const anchor = /\{#([\w-]{1,40})\}\s*$/.exec(words);
  const text = inline((anchor ? words.slice(0, anchor.index) : words).trim().replace(/(?:\s#+|^#+)$/, ''));
  // Deeper ones are no section of their own; they lead what stands below them.
  return depth > 3 || text.length > MAX_HEADING
    ? { kind: 'text', lines: text === '' ? [] : [/[。：！？:]$/.test(text) ? text : `${text}：`] }
    : { kind: 'heading', depth, text, anchor: anchor?.[1] ?? null };
}

function readFence(lines: readonly string[], at: number): Read {
  const fence = lineAt(lines, at).slice(0, 3);
  const kept: string[] = [];
  let next = at + 1;
  for (; next < lines.length && !lineAt(lines, next).startsWith(fence); next++)
    if (lineAt(lines, next)) kept.push(lineAt(lines, next));
  return { block: { kind: 'text', lines: kept }, next: next + 1 };
}

function readQuote(lines: readonly string[], at: number): Read {
  const kept: string[] = [];
  let next = at;
  for (; lineAt(lines, next).startsWith('>'); next++)
    kept.push(
      lineAt(lines, next)
        .replace(/^[>\s]+/, '')
        .replace(BULLET, '$1'),
    );
  return { block: { kind: 'quote', lines: joinLines(kept) }, next };
}

function readList(lines: readonly string[], at: number): Read {
  const items: string[][] = [];
  let next = at;
  for (; next < lines.length; next++) {
    const line = lineAt(lines, next);
    if (line === '') {
      // Items may stand apart; whatever else is not indented ends the list.
      let below = next + 1;
      while (below < lines.length && lineAt(lines, below) === '') below++;
      if (!isItem(lineAt(lines, below)) && !/^(?:\t| {2})/.test(lines[below] ?? '')) break;
      next = below - 1;
    } else if (isItem(line) && !RULE.test(line)) items.push([line.replace(BULLET, '$1')]);
    else if (endsBlock(lines, next) || isNumberedPart(line)) break;
    else items.at(-1)?.push(line);
  }
  return { block: { kind: 'list', lines: items.map((item) => joinLines(item).join('')).filter((item) => item !== '') }, next };
}

function readParagraph(lines: readonly string[], at: number): Read {
  const underline = /^(?:(=+)|-+)$/.exec(lineAt(lines, at + 1));
  if (underline && UNDERLINED.test(lineAt(lines, at)))
    return { block: headingOf(underline[1] === undefined ? 2 : 1, lineAt(lines, at)), next: at + 2 };
  const kept = [lines[at] ?? ''];
  let next = at + 1;
  for (; next < lines.length; next++) {
    const line = lineAt(lines, next);
    if (endsBlock(lines, next) || isItem(line) || isNumberedPart(line)) break;
    kept.push(lines[next] ?? '');
  }
  return { block: { kind: 'text', lines: joinLines(kept).flatMap((line) => line.split(ITEM_WITHIN)) }, next };
}

/**
 * Lines of one paragraph run on, without a space between Chinese; one that ends a sentence, or breaks on purpose, ends there:
 * pasted text has its paragraphs one a line.
 */
function joinLines(lines: readonly string[]): string[] {
  const joined: string[][] = [];
  let isOpen = false;
  for (const raw of lines) {
    const line = raw.trim().replace(/\\$/, '');
    if (line === '') continue;
    const last = joined.at(-1);
    if (isOpen && last) last.push(/[\w,.;:!?)]$/.test(last.at(-1) ?? '') && /^[\w(]/.test(line) ? ' ' : '', line);
    else joined.push([line]);
    isOpen = !/[。！？；：]["”’）」』]?$/.test(line) && !/(?: {2}|\\)$/.test(raw);
  }
  return joined.map((parts) => inline(parts.join(''))).filter((line) => line !== '');
}

const cells = (line: string): string[] =>
  line
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

const isTable = (lines: readonly string[], at: number) => {
  const below = lineAt(lines, at + 1);
  return lineAt(lines, at).includes('|') && /^[-:|\s]+$/.test(below) && cells(below).every((cell) => /^:?-+:?$/.test(cell));
};

/** Each row as a line that can be read alone: `column: value` after `column: value`, with Chinese marks. */
function readTable(lines: readonly string[], at: number): Read {
  const columns = cells(lineAt(lines, at)).map(inline);
  const rows: string[] = [];
  let next = at + 2;
  for (; lineAt(lines, next).includes('|'); next++) {
    const row = cells(lineAt(lines, next)).map(inline);
    const said = row.flatMap((value, column) => (value === '' ? [] : [columns[column] ? `${columns[column]}：${value}` : value]));
    if (said.length > 0) rows.push(said.join('；'));
  }
  return { block: { kind: 'list', lines: rows }, next };
}

const ENTITIES: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

/** The words of a line. */
function inline(text: string): string {
  return text
    .replace(/!\[[^[\]\n]*\](?:\([^()\n]*\)|\[[^[\]\n]*\])?/g, '')
    .replace(/\[\^[^[\]\n]*\]/g, '')
    .replace(/\[([^[\]\n]*)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^[\]\n]*\])/g, '$1')
    .replace(/(?<!\\)(?:\*\*|~~|`+)|(?<!\\)__(?=\S)|(?<=\S)(?<!\\)__/g, '')
    .replace(/(?<![\w*\\])\*(?=[^\s*])([^*\n]*)\*(?!\w)/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(nbsp|lt|gt|amp|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/[ \t\u3000\u00a0]+/g, ' ')
    .trim();
}

/** One kind of line end, nothing invisible. */
const readable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/[\p{Cf}]|(?![\n\t])\p{Cc}/gu, '');

const BLOCK_TAG = /^<\/?(?:p|div|br|hr|tr|td|th|li|ul|ol|table|h[1-6]|section|blockquote)\b/i;

function withoutHtml(text: string): string {
  let out = without(text, /<!--/g, /-->/g);
  for (const tag of ['script', 'style', 'svg'])
    out = without(out, new RegExp(`<${tag}\\b`, 'gi'), new RegExp(`</${tag}\\s{0,9}>`, 'gi'));
  return out.replace(/<\/?[a-zA-Z][^<>]*>/g, (tag) => (BLOCK_TAG.test(tag) ? '\n' : ''));
}

/** What stands from `opening` to `closing` taken out; all that follows where it is never closed. */
function without(text: string, opening: RegExp, closing: RegExp): string {
  const parts: string[] = [];
  let at = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    parts.push(text.slice(at, found.index));
    closing.lastIndex = found.index;
    if (!closing.test(text)) return parts.join('');
    at = opening.lastIndex = closing.lastIndex;
  }
  return parts.join('') + text.slice(at);
}
