// A document's text as passages: a section each, in paragraphs short enough to be said.
import { ARTICLE, PARTS } from './lexicon-documents.ts';
import { type Block, readMarkdown } from './markdown.ts';
import { titleKey } from './titles.ts';

/** What one message says at once without being scrolled. */
const SAYABLE = 140;
/** A section is cut where it has more. */
const SECTION = 600;
/** A document without sections is cut into passages of this many characters. */
const UNMARKED = { least: 80, most: 400 };
/** A line that leads a list is repeated before each part of it up to this length. */
const LEAD = 60;

export interface Cut {
  heading: string;
  /** What makes it this section: its headings from the outermost, then the opening words of a part of it. */
  path: readonly string[];
  anchor: string | null;
  /** Number of the article it is; null = it is none. */
  article: string | null;
  paragraphs: string[];
  caution: string | null;
}

interface Section {
  path: string[];
  anchor: string | null;
  article: string | null;
  blocks: Exclude<Block, { kind: 'heading' }>[];
}

/** Sections in their order. `hasCautions`: a quote at the end of a section is what to mind beside it. */
export function cutPassages(body: string, title: string, { hasCautions }: { hasCautions: boolean }): Cut[] {
  const sections = sectionsOf(readMarkdown(body), title).filter((section) => section.blocks.length > 0);
  return sections.flatMap((section) => cutSection(section, title, hasCautions, sections.length === 1));
}

/** Depths below Markdown's own three: the parts of a law, then its articles. */
const ARTICLE_DEPTH = 4 + PARTS.length;

function sectionsOf(blocks: readonly Block[], title: string): Section[] {
  const sections: Section[] = [{ path: [], anchor: null, article: null, blocks: [] }];
  let above: { depth: number; text: string }[] = [];
  const begin = (depth: number, text: string, anchor: string | null) => {
    above = [...above.filter((heading) => heading.depth < depth), { depth, text }];
    const path = above.map((heading) => heading.text);
    // The document is named wherever its passages are: its title above all of them says nothing.
    if (path.length > 1 && titleKey(path[0] ?? '') === titleKey(title)) path.shift();
    sections.push({ path, anchor, article: ARTICLE.exec(text)?.[1] ?? null, blocks: [] });
  };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      begin(block.depth, block.text, block.anchor);
      continue;
    }
    const [first = '', ...rest] = block.lines;
    const part = PARTS.findIndex((pattern) => pattern.test(first));
    const article = block.kind === 'text' ? ARTICLE.exec(first) : null;
    if (article) {
      const [whole, number = '', caption = ''] = article;
      begin(ARTICLE_DEPTH, number + caption, null);
      block.lines = [first.slice(whole.length), ...rest].filter((line) => line !== '');
    } else if (block.kind === 'text' && part !== -1 && first.length <= 40 && !/[。；，：！？]/.test(first)) {
      begin(4 + part, first, null);
      block.lines = rest;
    }
    if (block.lines.length > 0) sections.at(-1)?.blocks.push(block);
  }
  return sections;
}

function cutSection(section: Section, title: string, hasCautions: boolean, isSole: boolean): Cut[] {
  const { path, anchor, article } = section;
  const blocks = [...section.blocks];
  const caution =
    hasCautions && blocks.length > 1 && blocks.at(-1)?.kind === 'quote' ? (blocks.pop()?.lines.join('') ?? null) : null;
  const paragraphs = ledLists(blocks).map(sayable);
  const isUnmarked = path.length === 0 && isSole;
  const parts =
    sizeOf(paragraphs.flat()) <= (isUnmarked ? UNMARKED.most : SECTION)
      ? [paragraphs.flat()]
      : gather(paragraphs, isUnmarked ? UNMARKED.most : SECTION);
  return parts.map((part, index) => {
    const opening = openingOf(part[0] ?? '');
    const own = path.length === 0 ? [parts.length > 1 ? opening : title] : index === 0 ? path : [...path, opening];
    return {
      heading: own.join(' / '),
      path: own,
      anchor: anchor !== null && index === 0 ? anchor : null,
      article,
      paragraphs: part,
      caution: index === parts.length - 1 ? caution : null,
    };
  });
}

/** Blocks as lines; a line that leads a list (it ends with a colon) becomes the list's first. */
function ledLists(blocks: Section['blocks']): string[][] {
  const led: string[][] = [];
  let isLeading = false;
  for (const { lines } of blocks) {
    const lead = isLeading ? (led.pop() ?? []) : [];
    led.push([...lead, ...lines]);
    isLeading = lines.length === 1 && /[：:]$/.test(lines[0] ?? '');
  }
  return led;
}

/** A paragraph in pieces that can each be said: cut between lines, else sentences, else clauses. */
function sayable(lines: readonly string[]): string[] {
  const whole = lines.join('\n');
  if (whole.length <= SAYABLE) return [whole];
  const [first = '', ...rest] = lines;
  const isLed = rest.length > 0 && first.length <= LEAD && /[：:]$/.test(first);
  const lead = isLed ? `${first}\n` : '';
  const pieces: string[] = [];
  let piece = '';
  for (const line of isLed ? rest : lines)
    for (const [index, text] of shorten(line, SAYABLE - lead.length).entries()) {
      const joined = piece === '' ? text : piece + (index === 0 ? '\n' : '') + text;
      if (lead.length + joined.length > SAYABLE) {
        pieces.push(lead + piece);
        piece = text;
      } else piece = joined;
    }
  pieces.push(lead + piece);
  return pieces.map((text) => text.trim()).filter((text) => text !== '');
}

const CUTS = [/(?<=[。！？!?]["”’）」』]{0,2})(?!["”’）」』])/, /(?<=[；;])/, /(?<=[，,、])/];

function shorten(text: string, limit: number, level = 0): string[] {
  if (text.length <= limit) return [text];
  const cut = CUTS[level];
  if (cut) return text.split(cut).flatMap((part) => shorten(part, limit, level + 1));
  // No mark in so many characters: no sentence, so it does not matter where.
  return text.match(new RegExp(`.{1,${Math.floor(limit / 2)}}`, 'gsu')) ?? [];
}

const sizeOf = (paragraphs: readonly string[]) => paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);

/** Paragraphs, kept whole where they fit, in parts of at most `limit` characters and, where it can be, at least UNMARKED.least. */
function gather(paragraphs: readonly string[][], limit: number): string[][] {
  const { least } = UNMARKED;
  const units = paragraphs.flatMap((pieces) => (sizeOf(pieces) <= limit - least ? [pieces] : pieces.map((piece) => [piece])));
  const parts: string[][] = [];
  let size = 0;
  for (const unit of units) {
    const added = sizeOf(unit);
    if (parts.length === 0 || (size >= least && size + added > limit - least)) {
      parts.push([...unit]);
      size = added;
    } else {
      parts.at(-1)?.push(...unit);
      size += added;
    }
  }
  const [before, last] = parts.slice(-2);
  if (before && last && sizeOf(last) < least && sizeOf(before) + sizeOf(last) <= limit) before.push(...(parts.pop() ?? []));
  return parts;
}

/** The first words of a part, as its heading. */
const openingOf = (text: string): string => /^[^。！？；，：,;:!?\n]{1,24}/.exec(text)?.[0] ?? text.slice(0, 12);
