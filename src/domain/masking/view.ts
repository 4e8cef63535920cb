// A text as rules read it, and the way back to what was written: what is not masked leaves exactly as somebody typed it.
export interface View {
  text: string;
  /** Where in the original each unit of the view comes from; one more for the end. */
  origin: Uint32Array;
}

const INVISIBLE = /[\p{Cf}\u034F\u180E\uFE00-\uFE0F]/u;
const WHITE = /[\s\p{Cc}]/u;

/** Each character after NFKC, without invisible ones, white space as single blanks. */
export function viewOf(original: string): View {
  let text = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of original) {
    const plain = character < '\u0080' ? character : character.normalize('NFKC');
    const seen = INVISIBLE.test(plain) ? '' : WHITE.test(plain) ? ' ' : plain;
    if (seen !== '' && !(seen === ' ' && text.endsWith(' '))) {
      text += seen;
      for (let unit = 0; unit < seen.length; unit += 1) origin.push(at);
    }
    at += character.length;
  }
  origin.push(at);
  return { text, origin: Uint32Array.from(origin) };
}
