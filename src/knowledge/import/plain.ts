// Plain text: what in it is a paragraph.
import { type Block, paragraph } from './blocks.ts';
import { beginsAnew } from './lexicon-structure.ts';
import { tidy } from './tidy.ts';

/** A line of such a width is full: what follows it is the same paragraph. */
const WRAPPED_SLACK = 3;
const ENDS_SENTENCE = /[\u3002\uFF1B\uFF1A\uFF01\uFF1F;:!?\u201D\uFF09]$/;

/** A paragraph a line, as people type Chinese; lines that a program broke at one width are joined. */
export function blocksOfText(text: string): Block[] {
  const lines = text.split(/\r\n|[\n\r\f\u2028\u2029]/);
  const width = wrapWidth(lines);
  const blocks: string[] = [];
  let isOpen = false;
  for (const raw of lines) {
    const line = raw.trim();
    if (isOpen && line !== '' && !/^\s/.test(raw) && !beginsAnew.test(line))
      blocks.push(`${blocks.pop()}${needsBlank(blocks.at(-1), line) ? ' ' : ''}${line}`);
    else if (line !== '') blocks.push(line);
    isOpen = width !== null && line !== '' && raw.length >= width - WRAPPED_SLACK && !ENDS_SENTENCE.test(line);
  }
  return blocks.map((block) => paragraph(tidy(block))).filter((block) => block.kind === 'paragraph' && block.text !== '');
}

const needsBlank = (before: string | undefined, after: string) => /[A-Za-z]$/.test(before ?? '') && /^[A-Za-z]/.test(after);

/** The width at which the lines were broken; null when each is a paragraph of its own. */
function wrapWidth(lines: readonly string[]): number | null {
  const full = lines.filter((line) => line.trim() !== '');
  const width = Math.max(0, ...full.map((line) => line.length).filter((length) => length <= 120));
  const atWidth = full.filter((line) => line.length >= width - WRAPPED_SLACK && line.length <= width);
  const longer = full.filter((line) => line.length > width);
  return full.length >= 6 && width >= 20 && longer.length === 0 && atWidth.length * 2 > full.length ? width : null;
}
