// Numbers people give where only whole ones make sense: points, pieces, ids. What is wrong with one is named.
import { DIGITS } from '../../core/numerals.ts';

/** Source of a pattern: a number in any writing, with what may be wrong about it. */
export const NUMBER = '[-+负－]?(?:\\d{1,20}(?:[.点]\\d{1,6})?|[零〇一二两俩三仨四五六七八九十百千万亿半]{1,12})';

/** Ids are counted up one by one. */
export const ID_MOST = 1_000_000_000;

export type Whole =
  | { kind: 'whole'; value: number }
  /** `unclear`: no number anybody would write so. */
  | { kind: 'fault'; fault: 'negative' | 'fraction' | 'zero' | 'giant' | 'unclear'; said: string };

const SCALES: Record<string, number> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };
const MYRIAD = 10_000;

/** @param said what `NUMBER` found; @param most the largest that can be meant */
export function wholeIn(said: string, most: number): Whole {
  const fault = (why: Extract<Whole, { kind: 'fault' }>['fault']): Whole => ({ kind: 'fault', fault: why, said });
  if (/^[-负－]/.test(said)) return fault('negative');
  const bare = said.replace(/^\+/, '').replace('点', '.');
  if (bare.includes('半')) return fault('fraction');
  const value = /^\d/.test(bare) ? Number(bare) : spelt(bare);
  if (value === null) return fault('unclear');
  if (!Number.isInteger(value)) return fault('fraction');
  if (value === 0) return fault('zero');
  return value > most ? fault('giant') : { kind: 'whole', value };
}

/** `一百二` is a hundred and twenty, `两千零五十` has a gap; null for what is no number. */
function spelt(said: string): number | null {
  let [total, part, digit, scale] = [0, 0, null as number | null, 1];
  for (const sign of said) {
    const factor = SCALES[sign];
    if (factor === undefined) {
      const figure = DIGITS[sign];
      if (figure === undefined || (digit !== null && digit !== 0)) return null;
      digit = figure;
      if (figure === 0) scale = 10;
    } else if (factor >= MYRIAD) {
      total = (total + part + (digit ?? 0)) * factor;
      [part, digit, scale] = [0, null, factor];
    } else {
      part += (digit ?? 1) * factor;
      [digit, scale] = [null, factor];
    }
  }
  return total + part + (digit ?? 0) * (scale > 10 ? scale / 10 : 1);
}
