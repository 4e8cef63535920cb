import { normaliseText } from '../../core/text.ts';
import { placeholders } from '../words/masking.ts';
import { nameFinder } from './names.ts';
import { findItems, type Item, joined, looksUnmasked } from './patterns.ts';

export { maskForGroup } from './for-group.ts';

export interface Masked {
  /** The text after NFKC and without invisible characters, placeholders such as `〔…1〕` where the items stood. */
  masked: string;
  /** False when something in it still looks like a personal item; it must not leave the house. */
  isSure: boolean;
  /** Puts the items back into the masked text or a part of it; placeholders it does not know stay. */
  unmask(text: string): string;
}

const PLACEHOLDER = /\u3014[^\u3014\u3015]{1,4}\u3015/g;

/**
 * Takes out what leads to a person: names of the roster and what people are called by them, telephone, identity and card
 * numbers, plates, e-mail addresses, messenger accounts, numbers of nine and more digits. Places, ticket numbers, house
 * numbers, times, prices and short codes stay. Pure; linear in the length of the text.
 */
export function maskPersonal(text: string, names: readonly string[]): Masked {
  const plain = normaliseText(text, []);
  const persons = nameFinder(names)(plain).map((stretch): Item => ({ ...stretch, kind: 'person' }));
  const numbers = new Map<Item['kind'], number>();
  const placeholderOf = new Map<string, string>();
  const itemOf = new Map<string, string>();
  let masked = '';
  let done = 0;
  for (const { kind, from, to } of joined([...findItems(plain), ...persons])) {
    const item = plain.slice(from, to);
    let placeholder = placeholderOf.get(item);
    // Somebody may have typed a placeholder: then that number is not used.
    while (placeholder === undefined || (itemOf.get(placeholder) !== item && plain.includes(placeholder))) {
      const number = (numbers.get(kind) ?? 0) + 1;
      numbers.set(kind, number);
      placeholder = `\u3014${placeholders[kind]}${number}\u3015`;
      if (!plain.includes(placeholder)) itemOf.set(placeholder, item);
    }
    placeholderOf.set(item, placeholder);
    masked += plain.slice(done, from) + placeholder;
    done = to;
  }
  masked += plain.slice(done);
  return {
    masked,
    isSure: !looksUnmasked(masked.replace(PLACEHOLDER, '\u3014\u3015')),
    unmask: (part) => part.replace(PLACEHOLDER, (placeholder) => itemOf.get(placeholder) ?? placeholder),
  };
}
