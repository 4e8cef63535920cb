// PDF: pdf.js gives pieces of text and where they stand; lines and paragraphs are made of them. Runs in the child process.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Block } from './blocks.ts';
import { type Line, linesOfPage, type Piece } from './pdf-lines.ts';
import { blocksOfPages } from './pdf-paragraphs.ts';

export type PdfReading = { kind: 'read'; blocks: Block[] } | { kind: 'scanned' } | { kind: 'locked' } | { kind: 'broken' };

/** Fewer characters a page are a stamp or a page number on a picture. */
const LEAST_CHARACTERS = 10;

/** The text of a PDF as blocks, or why there is none: pictures of pages, a password, damage. Runs in the converter's process only. */
export async function readPdf(bytes: Buffer): Promise<PdfReading> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = getDocument({
    data: new Uint8Array(bytes),
    // Without its maps a PDF in UniGB or GBK encodings has no text, and no error says so.
    cMapUrl: join(home, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(home, 'standard_fonts/'),
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    // Neither pictures nor drawings matter; those too large are not even decoded.
    maxImageSize: 1,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    const pages: Line[][] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(linesOfPage(items.flatMap((item): Piece[] => ('str' in item ? [pieceOf(item)] : []))));
      page.cleanup();
    }
    const characters = pages.flat().reduce((sum, line) => sum + line.cells.join('').length, 0);
    if (characters < LEAST_CHARACTERS * Math.max(1, pages.length)) return { kind: 'scanned' };
    return { kind: 'read', blocks: blocksOfPages(pages) };
  } catch (error) {
    return { kind: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken' };
  } finally {
    await loading.destroy();
  }
}

function pieceOf({ str, transform, width }: { str: string; transform: unknown[]; width: number }): Piece {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform.map(Number);
  return {
    text: str,
    x,
    y,
    width,
    size: Math.hypot(c, d),
    isUpright: a > 0 && Math.abs(b) + Math.abs(c) < 0.1 * (Math.abs(a) + Math.abs(d)),
  };
}
