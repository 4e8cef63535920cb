// What a cell says where text is wanted, or why it cannot be trusted. Programs change what people type: dates, noughts, exponents.
import type { Cell } from './cells.ts';
import type { RowProblem } from './row-faults.ts';

const SCIENTIFIC = /^[+-]?\d(?:\.\d+)?e\+?\d+$/i;
const DATE = /^(\d{4})[-/]\d{1,2}[-/]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/;
const EXACT_MOST = 1e15;

/**
 * A cell as one line of text; an empty one as `''`.
 * @param isProse numbers are no answer (hours, areas): they come of something a program misread
 */
export function textOf(cell: Cell | undefined, isProse = false): string | RowProblem {
  switch (cell?.kind) {
    case undefined:
      return '';
    case 'empty':
      return cell.lost ? { kind: cell.lost } : '';
    case 'text': {
      const text = cell.text.replace(/\s+/g, ' ');
      const year = DATE.exec(text)?.[1];
      if (SCIENTIFIC.test(text)) return { kind: 'scientific' };
      return year === undefined ? text : { kind: 'date', isEpochDay: Number(year) <= 1900 };
    }
    case 'number':
      if (Math.abs(cell.value) >= EXACT_MOST) return { kind: 'long_number' };
      return isProse ? { kind: 'number' } : String(cell.value);
    case 'date':
      return { kind: 'date', isEpochDay: cell.isEpochDay };
    case 'yes_no':
      return { kind: 'yes_no' };
  }
}

/** A number, however it is typed; null = empty. */
export function numberOf(cell: Cell | undefined): number | null | RowProblem {
  if (cell?.kind === 'number') return cell.value;
  const text = textOf(cell);
  if (typeof text !== 'string') return text;
  const plain = text.normalize('NFKC').replace(/[°\s]/g, '');
  if (plain === '') return null;
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : { kind: 'not_a_number' };
}

const MOBILE = /^1[3-9]\d{9}$/;
/** 400 and 800 numbers, local numbers, 12345. */
const WHOLE = /^(?:[48]00\d{7}|\d{7,8}|\d{3,6})$/;
const WITHOUT_ZERO = /^(?:10|2\d|[3-9]\d{2})\d{7,8}$/;

/** A telephone as it is written; what is nothing but figures must be a whole number. */
export function phoneOf(cell: Cell | undefined): string | RowProblem {
  const text = textOf(cell);
  if (typeof text !== 'string' || text === '') return text;
  const plain = text.normalize('NFKC');
  if (/^\d+$/.test(plain)) {
    if (MOBILE.test(plain) || WHOLE.test(plain) || plain.startsWith('0')) return plain;
    return { kind: WITHOUT_ZERO.test(plain) ? 'zero_lost' : 'not_a_phone' };
  }
  return (plain.match(/\d/g)?.length ?? 0) >= 3 ? text : { kind: 'not_a_phone' };
}
