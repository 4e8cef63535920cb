// A text as the guessing of names reads it: with the words of the dictionary that comes with the engine.
export interface Prose {
  text: string;
  /** Begin and end of the dictionary's word at each position. */
  words: { startOf: Uint32Array; endOf: Uint32Array };
  /** Where the next character of a name may stand: behind at most one blank or dot. */
  skipGap(at: number): number;
}

/** Words by their first and by their last character, longest first. */
export interface WordList {
  byFirst: ReadonlyMap<string, readonly string[]>;
  byLast: ReadonlyMap<string, readonly string[]>;
}

const GAPS = new Set(' .·•_-*/');
let segmenter: Intl.Segmenter | undefined;

/** A text with the dictionary's cut into words; made once for all that look for people in it. */
export function proseOf(text: string): Prose {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const startOf = new Uint32Array(text.length);
  const endOf = new Uint32Array(text.length);
  for (const { segment, index } of segmenter.segment(text)) {
    startOf.fill(index, index, index + segment.length);
    endOf.fill(index + segment.length, index, index + segment.length);
  }
  return { text, words: { startOf, endOf }, skipGap: (at) => (GAPS.has(text[at] ?? '') ? at + 1 : at) };
}

/** Made ready to be found at a place of a text, the longest first. */
export function wordList(words: readonly string[]): WordList {
  const sorted = words.toSorted((a, b) => b.length - a.length);
  return { byFirst: Map.groupBy(sorted, (word) => word.charAt(0)), byLast: Map.groupBy(sorted, (word) => word.slice(-1)) };
}

/** Length of the longest word of the list that stands at `at`; 0 when none does. */
export function startsWithOne(text: string, at: number, { byFirst }: WordList): number {
  return byFirst.get(text[at] ?? '')?.find((word) => text.startsWith(word, at))?.length ?? 0;
}

/** The same for what ends before `at`. */
export function endsWithOne(text: string, at: number, { byLast }: WordList): number {
  return (
    byLast.get(text[at - 1] ?? '')?.find((word) => at >= word.length && text.startsWith(word, at - word.length))?.length ?? 0
  );
}

export const isHan = (character: string | undefined): boolean =>
  character !== undefined && character >= '\u3400' && character <= '\u9fff';

/** The characters of the first level of GB 2312, the 3,755 everybody writes; one that is not among them is rare, as in names. */
let ordinary: Set<string> | undefined;
/** Everybody writes it; in a name it tells little. */
export function isOrdinary(character: string): boolean {
  ordinary ??= new Set(
    Array.from({ length: 40 }, (_, row) =>
      new TextDecoder('gbk').decode(Uint8Array.from({ length: 188 }, (_, unit) => (unit % 2 ? 0xa1 + (unit >> 1) : 0xb0 + row))),
    ).join(''),
  );
  return ordinary.has(character);
}
