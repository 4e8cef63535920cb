// FNV-1a over UTF-16 units: how the trained reader names what it looks at.
const PRIME = 0x01000193;
export const START = 0x811c9dc5;

/** One unit more; the result is signed, `>>> 0` makes it the hash. */
export const hashStep = (value: number, unit: number): number => Math.imul(value ^ unit, PRIME);

/** The hash of a text, begun at `from`: the same text under another beginning has another hash. */
export function hash(text: string, from: number = START): number {
  let value = from;
  for (let at = 0; at < text.length; at += 1) value = hashStep(value, text.charCodeAt(at));
  return value >>> 0;
}

/** The hash of some numbers, begun at `from`. */
export function hashOf(from: number, ...numbers: readonly number[]): number {
  let value = from;
  for (const number of numbers) value = hashStep(hashStep(value, number & 0xffff), (number >>> 16) + 1);
  return value >>> 0;
}
