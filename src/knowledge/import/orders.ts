// Orders to a machine in a document. They would never be obeyed, but they would be said to people as policy, and tempt a language model.
import { asWritten, cutText } from '../../core/text.ts';
import { chineseOrders, englishOrders } from './lexicon-orders.ts';

const SENTENCE = /[^。！？!?；;\n]+[。！？!?；;]?/gu;
const INVISIBLE = /[\p{Cf}\p{Mn}]/gu;
/** What is put between characters so that nobody finds the words. */
const ORNAMENTS = /[\s*_~`.·•|/\\^+=-]+/gu;
/** What is longer is no sentence; its pieces overlap by the longest order. */
const PIECE = { length: 600, overlap: 80 };
const SHOWN = 24;

/** The beginnings of the sentences that give a machine orders, in their order; none in an honest document. */
export function findOrders(text: string): string[] {
  const found: string[] = [];
  let before = '';
  for (const sentence of sentencesOf(text)) {
    if (isOrder(sentence)) {
      found.push(beginningOf(sentence));
      before = '';
      continue;
    }
    // A line that ends within the order hides it from whoever reads line by line.
    if (before !== '' && isOrder(before + sentence)) found.push(beginningOf(before));
    before = sentence.slice(-PIECE.overlap);
  }
  return found;
}

function* sentencesOf(text: string): Generator<string> {
  for (const [sentence] of text.normalize('NFKC').replace(INVISIBLE, '').matchAll(SENTENCE)) {
    if (sentence.trim() === '') continue;
    for (let at = 0; at === 0 || at + PIECE.overlap < sentence.length; at += PIECE.length - PIECE.overlap)
      yield sentence.slice(at, at + PIECE.length);
  }
}

function isOrder(sentence: string): boolean {
  const lower = sentence.toLowerCase();
  const bare = lower.replace(ORNAMENTS, '');
  const spaced = lower.replace(/\s+/g, ' ').trim();
  return (
    chineseOrders.some((order) => order.test(bare)) ||
    (/[a-z|]/.test(spaced) && englishOrders.some((order) => order.test(spaced)))
  );
}

const beginningOf = (sentence: string): string => {
  const plain = asWritten(sentence.replace(/\s+/g, ' ').trim());
  return plain.length > SHOWN ? `${cutText(plain, SHOWN)}……` : plain;
};
