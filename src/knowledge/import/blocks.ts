// What every kind of file becomes before it is Markdown. It crosses a process border, so it is a schema.
import { z } from 'zod';

const text = z.string();

export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.int().min(1).max(6), text }),
  z.object({ kind: z.literal('paragraph'), text }),
  /** Items carry their marks: `- `, `1. `, two blanks more for each level. */
  z.object({ kind: z.literal('list'), items: z.array(text) }),
  /** The first row is the head. */
  z.object({ kind: z.literal('table'), rows: z.array(z.array(text)) }),
]);
export type Block = z.infer<typeof blockSchema>;

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

/** All words of a block, line by line. */
export function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'list':
      return block.items;
    case 'table':
      return block.rows.map((row) => row.join(' '));
    default:
      return [block.text];
  }
}
