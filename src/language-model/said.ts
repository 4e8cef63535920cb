// What a text bears out: a model may only pass on what was said.
import { asHours, chineseNumber } from '../core/numerals.ts';

const HALF = /\u534a/;
/** Behind a spoken number these powers of ten may follow (a hundred, a thousand, ten thousand). */
const SCALES = [1, 100, 1_000, 10_000];
const TICKET = /(?<![a-z])([ha]) ?[-–—_] ?0*(\d{1,6})(?!\d)|(?<![a-z])([ha])0*(\d{3,6})(?!\d)/gi;
const TICKET_DIGITS = 4;

/** Ticket numbers written in a text, as `H-0012`. */
export function ticketsIn(text: string): string[] {
  return [...text.matchAll(TICKET)].map((match) => {
    const [letter, digits] = [match[1] ?? match[3] ?? '', match[2] ?? match[4] ?? ''];
    return `${letter.toUpperCase()}-${digits.padStart(TICKET_DIGITS, '0')}`;
  });
}

/** Numbers said in a text: `12`, `2.5`, spoken ones up to 99. */
export function numbersIn(text: string): number[] {
  const numbers = (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  let run = '';
  for (const one of `${text} `) {
    if (!/\d/.test(one) && chineseNumber(one) !== null) {
      run += one;
      continue;
    }
    const value = run === '' ? null : chineseNumber(run);
    if (value !== null) numbers.push(value);
    run = '';
  }
  return numbers;
}

/** An amount of things or places: a number of the text, or that many hundreds or thousands. */
export function isCountSaid(text: string, value: number): boolean {
  return numbersIn(text).some((number) => SCALES.some((scale) => number * scale === value));
}

/** Hours: a number of the text, halves, or minutes of it. */
export function isAmountSaid(text: string, value: number): boolean {
  const numbers = numbersIn(text);
  const isHalf = HALF.test(text) && (value === 0.5 || numbers.includes(value - 0.5));
  return isHalf || numbers.some((number) => number === value || asHours(number) === value);
}

/** People in all: alone or with one more is often said without a number; otherwise the number, or that many beside the sender. */
export function isPartySaid(text: string, value: number): boolean {
  const numbers = numbersIn(text);
  return value <= 2 || numbers.includes(value) || numbers.includes(value - 1);
}
