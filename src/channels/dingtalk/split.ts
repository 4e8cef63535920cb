import { cutBytes, neutralise } from '../../core/text.ts';

/** Of the words alone, so that heads, a link and what wraps them still fit the 15,000 bytes of a call and the 20,000 of a webhook. */
const PART_LIMIT_BYTES = 10_000;
/** More would be a wall of words; what is beyond is cut. */
const PARTS_MAX = 3;

/** Splits words that are too long for one message, at line borders where there are any, never within a character. Pure. */
export function splitWords(text: string): string[] {
  if (weigh(text) <= PART_LIMIT_BYTES) return [text];
  const parts: string[] = [];
  let part: string[] = [];
  let weight = 0;
  for (const line of text.split('\n').flatMap(pieces)) {
    const more = weigh(line) + weigh('\n');
    if (part.length > 0 && weight + more > PART_LIMIT_BYTES) {
      parts.push(part.join('\n'));
      if (parts.length === PARTS_MAX) return parts;
      [part, weight] = [[], 0];
    }
    part.push(line);
    weight += more;
  }
  return [...parts, part.join('\n')];
}

/** One line, or its pieces where it is too long itself. */
function pieces(line: string): string[] {
  const found: string[] = [];
  for (let rest = line; found.length <= PARTS_MAX; ) {
    if (weigh(rest) <= PART_LIMIT_BYTES) return [...found, rest];
    const piece = cutWeight(rest);
    found.push(piece);
    rest = rest.slice(piece.length);
  }
  return found;
}

function cutWeight(text: string): string {
  let limit = PART_LIMIT_BYTES;
  for (;;) {
    const piece = cutBytes(text, limit);
    const excess = weigh(piece) - PART_LIMIT_BYTES;
    if (excess <= 0) return piece;
    limit = Math.floor((limit * PART_LIMIT_BYTES) / (PART_LIMIT_BYTES + excess)) - 1;
  }
}

/** Bytes it takes within JSON, made harmless. */
const weigh = (text: string): number => Buffer.byteLength(JSON.stringify(neutralise(text))) - 2;
