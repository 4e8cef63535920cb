// What a file is, by its content, and whether it may be opened at all. Looks, never unpacks: this runs where the bot runs.
import { decodeText } from './encoding.ts';
import { readDirectory, UNPACKED_LIMIT } from './zip.ts';

export const LIMITS = {
  bytes: 10 * 1024 * 1024,
  entries: 1_000,
  unpacked: UNPACKED_LIMIT,
  ratio: 100,
} as const;

/** Nothing we open; each has a cure of its own. `sheet`: tables other than .xlsx. */
export type Foreign =
  | 'doc'
  | 'sheet'
  | 'numbers'
  | 'slides'
  | 'archive'
  | 'image'
  | 'rtf'
  | 'web_page'
  | 'open_document'
  | 'unknown';

export type Inspection =
  | { kind: 'text'; text: string }
  | { kind: 'docx' }
  | { kind: 'xlsx' }
  | { kind: 'pdf' }
  | { kind: 'empty' }
  | { kind: 'too_large' }
  /** Small as a file, too much once it is unpacked. */
  | { kind: 'bomb' }
  | { kind: 'locked' }
  | { kind: 'broken' }
  | { kind: 'foreign'; is: Foreign };

const IMAGES = ['89504e47', 'ffd8ff', '47494638', '424d', '49492a00', '4d4d002a'];
const ARCHIVES = ['52617221', '377abcaf', '1f8b', '425a68', 'fd377a58'];
const OLE = 'd0cf11e0';

/** @param bytes the whole file, at most `LIMITS.bytes` long or refused as too large */
export function inspectFile(bytes: Buffer): Inspection {
  if (bytes.length === 0) return { kind: 'empty' };
  if (bytes.length > LIMITS.bytes) return { kind: 'too_large' };
  const magic = bytes.toString('hex', 0, 8);
  if (magic.startsWith('504b')) return inspectZip(bytes);
  if (magic.startsWith(OLE)) return inspectOle(bytes);
  // Readers of PDF look for its mark in the first kilobyte.
  if (bytes.subarray(0, 1_024).includes('%PDF-')) return { kind: 'pdf' };
  if (IMAGES.some((mark) => magic.startsWith(mark)) || isBoxedImage(bytes)) return { kind: 'foreign', is: 'image' };
  if (ARCHIVES.some((mark) => magic.startsWith(mark))) return { kind: 'foreign', is: 'archive' };
  if (bytes.subarray(0, 5).toString('latin1') === '{\\rtf') return { kind: 'foreign', is: 'rtf' };
  const text = decodeText(bytes);
  if (text === null) return { kind: 'foreign', is: 'unknown' };
  if (text.trim() === '') return { kind: 'empty' };
  if (/^\s*<(?:!doctype\s+html|html|\?xml)/i.test(text)) return { kind: 'foreign', is: 'web_page' };
  return { kind: 'text', text };
}

/** WebP, HEIC and AVIF say what they are behind a length. */
const isBoxedImage = (bytes: Buffer): boolean =>
  /^(?:RIFF....WEBP|....ftyp(?:hei|mif|avi))/s.test(bytes.subarray(0, 16).toString('latin1'));

function inspectZip(bytes: Buffer): Inspection {
  const entries = readDirectory(bytes);
  if (entries === null) return { kind: 'broken' };
  if (entries.length > LIMITS.entries) return { kind: 'bomb' };
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (unpacked > LIMITS.unpacked || unpacked > LIMITS.ratio * bytes.length) return { kind: 'bomb' };
  const names = new Set(entries.map(({ name }) => name));
  const has = (folder: string) => entries.some(({ name }) => name.startsWith(folder));
  const ours = names.has('word/document.xml') ? 'docx' : names.has('xl/workbook.xml') ? 'xlsx' : null;
  if (ours) return { kind: entries.some((entry) => entry.isEncrypted) ? 'locked' : ours };
  const is = has('xl/')
    ? 'sheet'
    : has('ppt/')
      ? 'slides'
      : has('Index/') || names.has('Index.zip')
        ? 'numbers'
        : names.has('content.xml')
          ? 'open_document'
          : 'archive';
  return { kind: 'foreign', is };
}

/** The old Office container. A Word file with a password is one too: what is in it is called EncryptedPackage. */
function inspectOle(bytes: Buffer): Inspection {
  const holds = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) return { kind: 'locked' };
  if (holds('Workbook')) return { kind: 'foreign', is: 'sheet' };
  if (holds('PowerPoint Document')) return { kind: 'foreign', is: 'slides' };
  return { kind: 'foreign', is: 'doc' };
}
