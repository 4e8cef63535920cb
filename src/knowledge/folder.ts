// A folder of documents as it is on disk. One bad file never hurts the others.
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { BotError, messageOf } from '../core/errors.ts';
import { MAX_DOCUMENT_BYTES, type ParsedDocument, parseDocument } from './document.ts';
import { findOrders } from './import/orders.ts';
import type { Problem } from './library.ts';

const MAX_FILES = 2_000;
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;

export interface FolderReading {
  parsed: ParsedDocument[];
  problems: Problem[];
  /** See `stampOf`; taken before the files were read, so that a change meanwhile shows. */
  stamp: string;
}

/**
 * All `*.md` of a folder, README.md and hidden files left out; a missing folder holds nothing. What cannot be read, is too large, leads out
 * of the folder or gives orders to a machine is a problem, not an error.
 */
export async function readFolder(path: string, origin: 'starter' | 'local'): Promise<FolderReading> {
  const files = await filesOf(path);
  const parsed: ParsedDocument[] = [];
  const problems: Problem[] = [];
  const refuse = (name: string, message: string) => problems.push({ name, message: `${name}: ${message}.` });
  let total = 0;
  for (const [index, { name, target, size }] of files.entries()) {
    if (index >= MAX_FILES) {
      refuse(name, `the folder holds ${files.length} documents, it and those after it are left out; keep at most ${MAX_FILES}`);
      break;
    }
    if (target === null) refuse(name, 'it is no file of this folder; put the document itself here');
    else if (size > MAX_DOCUMENT_BYTES)
      refuse(name, `it has ${size} bytes; at most ${MAX_DOCUMENT_BYTES} are read, cut it into several files`);
    else if (total + size > MAX_TOTAL_BYTES)
      refuse(name, `the folder's documents have more than ${MAX_TOTAL_BYTES} bytes together; take some out`);
    else {
      total += size;
      try {
        parsed.push(await readDocument(target, name, origin));
      } catch (error) {
        const message = error instanceof BotError ? error.message : `${name}: it cannot be read (${messageOf(error)}).`;
        problems.push({ name, message });
      }
    }
  }
  return { parsed, problems, stamp: digest(files) };
}

async function readDocument(path: string, name: string, origin: 'starter' | 'local'): Promise<ParsedDocument> {
  const bytes = await readFile(path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BotError('document', `${name}: it is not UTF-8 text; save it as UTF-8.`, { cause });
  }
  if (findOrders(text).length > 0)
    throw new BotError('document', `${name}: a sentence in it gives orders to a machine; take the sentence out.`);
  return parseDocument(text, name, origin);
}

/** Changes when a document of the folder is added, taken away or written; reads no file. */
export async function stampOf(path: string): Promise<string> {
  return digest(await filesOf(path));
}

interface FoundFile {
  name: string;
  /** Null = a link out of the folder, or no file at all. */
  target: string | null;
  size: number;
  changedAt: number;
}

async function filesOf(path: string): Promise<FoundFile[]> {
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new BotError('document', `The folder of documents ${path} cannot be read (${error.code}).`, { cause: error });
  });
  if (names.length === 0) return [];
  const home = (await realpath(path)) + sep;
  const documents = names.filter((name) => /^[^.].*\.md$/i.test(name) && name.toLowerCase() !== 'readme.md').sort();
  return Promise.all(
    documents.map(async (name) => {
      try {
        const target = await realpath(join(path, name));
        const info = await stat(target);
        const isOurs = target.startsWith(home) && info.isFile();
        return { name, target: isOurs ? target : null, size: info.size, changedAt: info.mtimeMs };
      } catch {
        // A link to nothing, or a file that went meanwhile.
        return { name, target: null, size: 0, changedAt: 0 };
      }
    }),
  );
}

const digest = (files: readonly FoundFile[]): string =>
  createHash('sha256')
    .update(files.map(({ name, target, size, changedAt }) => `${name}\n${target === null ? '-' : size}\n${changedAt}`).join('\n'))
    .digest('hex')
    .slice(0, 16);
