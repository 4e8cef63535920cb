// A file as it comes from outside: guarded, converted, as blocks or as the Markdown that somebody wrote.
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { inspectFile, LIMITS } from '../../files/guard.ts';
import { readMarkdown } from '../markdown.ts';
import { type Block, paragraph } from './blocks.ts';
import { type ConversionLimits, convertFile } from './convert.ts';
import type { Fault, FaultKind } from './faults.ts';
import { blocksOfText } from './plain.ts';

export interface Source {
  /** As the person who gives it calls it: a path, or the name of an upload. */
  name: string;
  bytes: Buffer;
}

export interface Contents {
  /** As blocks, for what the document says of itself. */
  blocks: Block[];
  /** Markdown stays as it was written; null = it is made of the blocks. */
  markdown: string | null;
}

/** Reads a file, at most as much as is allowed. */
export async function readSource(path: string): Promise<Source | Fault> {
  const fault = (kind: FaultKind): Fault => ({ name: path, ...kind });
  try {
    const file = await open(path);
    try {
      const seen = await file.stat();
      if (!seen.isFile()) return fault({ kind: 'no_file' });
      if (seen.size > LIMITS.bytes) return fault({ kind: 'too_large' });
      return { name: path, bytes: await file.readFile() };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return fault(code === 'ENOENT' || code === 'EISDIR' ? { kind: 'no_file' } : { kind: 'unreadable', code });
  }
}

/** What is in it, or why it cannot be taken. Word and PDF are opened in a process of their own. */
export async function contentsOf({ name, bytes }: Source, limits?: ConversionLimits): Promise<Contents | FaultKind> {
  const inspection = inspectFile(bytes);
  if (inspection.kind === 'text') return textContents(inspection.text, extname(name).toLowerCase() === '.md');
  if (inspection.kind === 'xlsx') return { kind: 'foreign', is: 'sheet' };
  if (inspection.kind !== 'docx' && inspection.kind !== 'pdf') return inspection;
  const conversion = await convertFile(inspection.kind, bytes, limits);
  if (conversion.kind !== 'read') return conversion;
  const { blocks } = conversion;
  return blocks.length === 0 ? { kind: 'empty' } : { blocks, markdown: null };
}

function textContents(text: string, isMarkdown: boolean): Contents {
  if (!isMarkdown) return { blocks: blocksOfText(text), markdown: null };
  const body = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const blocks = readMarkdown(body.replace(/^\s*---\n.*?\n---\n/s, '')).flatMap((block): Block[] =>
    block.kind === 'heading' ? [{ kind: 'heading', level: block.depth, text: block.text }] : block.lines.map(paragraph),
  );
  return { blocks, markdown: body };
}

/** Without its folder, whichever system it comes from. */
export const baseOf = (name: string): string => basename(name.replaceAll('\\', '/'));
