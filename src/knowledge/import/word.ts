// Word documents: the entries under a limit, mammoth's HTML of them, blocks. Runs in the child process.
import mammoth from 'mammoth';
import { unpack } from '../../files/zip.ts';
import type { Block } from './blocks.ts';
import { blocksOfHtml } from './html-blocks.ts';
import { writeNumbers } from './word-numbers.ts';

/** Pictures, fonts and embedded files are never unpacked. */
const READ = /^(?:\[Content_Types\]\.xml|_rels\/|word\/(?!media\/|embeddings\/|fonts\/)).*$/;

/** @returns null when the file is not what it says it is */
export async function blocksOfWord(bytes: Buffer): Promise<Block[] | null> {
  const parts = unpack(bytes, READ);
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
