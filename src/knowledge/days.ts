import type { Basis, KnownDocument } from '../core/knowledge.ts';
import { yearOf } from './titles.ts';

/** The day a document holds from; where only a month or a year is known, its first day. Null = nothing is known. */
export function firstDay({ inForce, issued, number }: Pick<Basis, 'inForce' | 'issued' | 'number'>): string | null {
  const known = inForce ?? issued ?? (number === null ? null : yearOf(number));
  return known === null ? null : known + '-01-01'.slice(known.length - 4);
}

/**
 * True when it can be told how it was on a day that is over: the document held then, and so did all it rests on. Of what nobody knows the
 * first day, nobody knows how it was.
 */
export function heldOn(document: KnownDocument, day: string): boolean {
  const firsts = [document, ...document.also].map(firstDay);
  return firsts[0] !== null && firsts.every((first) => first === null || first <= day) && holdsOn(document, day);
}

/** True when the document holds on the day: in force, not expired, not replaced. */
export function holdsOn(document: KnownDocument, day: string): boolean {
  const { expires, replacedOn } = document;
  const first = firstDay(document);
  return (first === null || first <= day) && (expires === null || expires >= day) && (replacedOn === null || replacedOn > day);
}
