// PDF documents for tests, written by hand: Chinese text in an encoding that only the reader's own tables know (UniGB-UCS2-H).

/** A line of text and where it begins, in points from the lower left corner of a page of 595 × 842. */
export interface PdfLine {
  text: string;
  x: number;
  y: number;
  size?: number;
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** Lines below one another; a line that begins with a full-width blank is set in by two characters. */
export const linesDown = (texts: readonly string[], top = 780): PdfLine[] =>
  texts.map((text, index) => ({ text: text.trim(), x: text.startsWith('\u3000') ? 96 : 72, y: top - index * 22 }));

/** @param pages the lines of each page; without lines it is a page as a scanner makes them */
export function pdfFile(pages: readonly (readonly PdfLine[])[], { isLocked = false } = {}): Buffer {
  const objects: string[] = [];
  const add = (content: string) => objects.push(content);
  const firstPage = 6;
  const kids = pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>');
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>',
  );
  add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  );
  for (const [index, lines] of pages.entries()) {
    const stream = lines.length === 0 ? '100 100 300 400 re f' : lines.map(drawLine).join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${firstPage + 1 + index * 2} 0 R >>`,
    );
    add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  }
  const secret = 'ab'.repeat(32);
  if (isLocked) add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${secret}> /U <${secret}> >>`);
  return assemble(objects, isLocked ? ` /Encrypt ${objects.length} 0 R /ID [<${secret}> <${secret}>]` : '');
}

const drawLine = ({ text, x, y, size = 12 }: PdfLine) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${utf16(text)}> Tj ET`;

function assemble(objects: readonly string[], trailer: string): Buffer {
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [index, content] of objects.entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${content}\nendobj\n`;
  }
  const start = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
