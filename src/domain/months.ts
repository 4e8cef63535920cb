// Calendar months of Shanghai, as lists and reports are kept by them.
import { shanghaiInstant, shanghaiTime } from '../core/shanghai.ts';

export interface Month {
  year: number;
  /** 1–12 */
  month: number;
  /** `from <= at < to`; ms */
  from: number;
  to: number;
}

/** @param month may lie outside 1–12: 0 is December of the year before */
export function monthOf(year: number, month: number): Month {
  const index = year * 12 + month - 1;
  return { year: Math.floor(index / 12), month: (index % 12) + 1, from: firstOf(index), to: firstOf(index + 1) };
}

/** The month an instant lies in; `back` months earlier. */
export function monthAt(at: number, back = 0): Month {
  const { year, month } = shanghaiTime(at);
  return monthOf(year, month - back);
}

const firstOf = (index: number): number =>
  shanghaiInstant(`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`);
