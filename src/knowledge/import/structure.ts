// Headings as passages know them, without a table of contents. Chapters and articles that are only written as such are found later.
import type { Block } from './blocks.ts';
import { contentsLine, contentsTitle } from './lexicon-structure.ts';

/** Passages know three levels. */
const DEEPEST = 3;

/** The blocks without a table of contents, the topmost headings there are as level 1. */
export function structured(blocks: readonly Block[]): Block[] {
  const kept = blocks.filter(
    (block) =>
      block.kind === 'list' || block.kind === 'table' || !(contentsLine.test(block.text) || contentsTitle.test(block.text)),
  );
  const top = Math.min(DEEPEST, ...kept.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])));
  return kept.map((block) => (block.kind === 'heading' ? { ...block, level: Math.min(DEEPEST, block.level - top + 1) } : block));
}
