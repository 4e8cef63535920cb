// Blocks as the Markdown that documents are kept in: words stay words, whatever they look like.
import { stringify } from 'yaml';
import type { Block } from './blocks.ts';

/** Signs that mean something inside a line, and those that do at its beginning. */
const WITHIN = /[\\`*_[\]{|~#]/g;
const AT_START = /^(?=[>+=-])/;
const ENTITY_LIKE = /&(?=(?:nbsp|lt|gt|amp|quot|#39);)/g;

const escapeWords = (text: string): string =>
  text.replace(ENTITY_LIKE, '&amp;').replaceAll('<', '&lt;').replace(WITHIN, '\\$&').replace(AT_START, '\\');

/** A mark and what it marks. */
const escapeItem = (item: string): string => {
  const [, mark = '', words = ''] = /^(\s*(?:-|\d+\.) )(.*)$/s.exec(item) ?? [];
  return mark === '' ? escapeWords(item) : mark + escapeWords(words);
};

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeWords(block.text)}`;
    case 'paragraph':
      return escapeWords(block.text);
    case 'list':
      return block.items.map(escapeItem).join('\n');
    case 'table': {
      const [head = [], ...rows] = block.rows.map((row) => `| ${row.map(escapeWords).join(' | ')} |`);
      return [head, `|${' --- |'.repeat(block.rows[0]?.length ?? 1)}`, ...rows].join('\n');
    }
  }
}

export const markdownOf = (blocks: readonly Block[]): string => `${blocks.map(blockText).join('\n\n')}\n`;

/** @param fields in their order; those without a value are left out, but that there is no number is said */
export function withFrontMatter(
  fields: Readonly<Record<string, string | readonly string[] | null | undefined>>,
  body: string,
): string {
  const said = Object.fromEntries(Object.entries(fields).filter(([key, value]) => (value ?? null) !== null || key === 'number'));
  return `---\n${stringify(said, { lineWidth: 0 })}---\n\n${body.trim()}\n`;
}
