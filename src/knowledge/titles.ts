import { EDITION, NUMBER_YEAR, STATE } from './lexicon-documents.ts';

/** A title as two editions of one document share it: no quotation marks, no spaces, no year or edition at its end. */
export function titleKey(title: string): string {
  const plain = title.normalize('NFKC').replace(/[《》〈〉"'“”‘’\s]/g, '');
  return plain.replace(EDITION, '').replace(STATE, '') || plain;
}

/** A document's number whatever brackets and spaces it is written with. */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[[【(]/g, '〔')
    .replace(/[\]】)]/g, '〕');

/** `2021` of `〔2021〕56号`; null = it names none. */
export function yearOf(number: string): string | null {
  const match = NUMBER_YEAR.exec(number);
  return match?.[1] ?? match?.[2] ?? null;
}
