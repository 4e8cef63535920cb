// Which letters a text is written in. Programs in China still write GB18030; nothing in the file says so.

const ENCODINGS = ['utf-8', 'gb18030'] as const;
const BINARY = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F]/;
/** What text of another encoding becomes when it is read as GB18030: letters nobody uses in a document. */
const ODD = /[\p{Co}\p{Cn}\uFFFD]/gu;

/** Text in UTF-8, UTF-16 (with its mark) or GB18030; null when it is none of them. */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be');
  for (const encoding of ENCODINGS) {
    const text = decode(bytes, encoding);
    if (text !== null) return text;
  }
  return null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return BINARY.test(text) || (text.match(ODD)?.length ?? 0) * 100 > text.length ? null : text;
  } catch {
    return null;
  }
}
