// Word documents: the entries under a limit, mammoth's HTML of them, blocks. Runs in the child process.
import mammoth from 'mammoth';
import type { Block } from './blocks.ts';
import { LIMITS } from './guard.ts';
import { blocksOfHtml } from './html-blocks.ts';
import { writeNumbers } from './word-numbers.ts';
import { inflateEntry, readDirectory } from './zip.ts';

/** Pictures, fonts and embedded files are never unpacked. */
const READ = /^(?:\[Content_Types\]\.xml|_rels\/|word\/(?!media\/|embeddings\/|fonts\/)).*$/;

/** @returns null when the entries are not what the directory says, or are more than the limit when they are inflated */
function unpack(bytes: Buffer): Map<string, Buffer> | null {
  const parts = new Map<string, Buffer>();
  let left: number = LIMITS.unpacked;
  for (const entry of readDirectory(bytes) ?? []) {
    if (!READ.test(entry.name)) continue;
    const part = inflateEntry(bytes, entry, left);
    // Two entries of one name: which one counts differs from reader to reader.
    if (part === null || parts.has(entry.name)) return null;
    left -= part.length;
    parts.set(entry.name, part);
  }
  return parts;
}

/** @returns null when the file is not what it says it is */
export async function blocksOfWord(bytes: Buffer): Promise<Block[] | null> {
  const parts = unpack(bytes);
  if (!parts?.has('word/document.xml')) return null;
  writeNumbers(parts);
  // mammoth unzips a buffer without limits; it also takes an open archive, so that what was counted is what is read.
  const file = {
    exists: (name: string) => parts.has(name),
    read: async (name: string, encoding?: string) => {
      const part = parts.get(name) ?? Buffer.alloc(0);
      return encoding ? new TextDecoder(encoding).decode(part) : new Uint8Array(part);
    },
  };
  const { value } = await mammoth.convertToHtml({ file } as unknown as { buffer: Buffer }, {
    styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
  });
  return blocksOfHtml(value);
}
