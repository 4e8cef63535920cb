// What the reading process answers, and how much of it there may be.
import { type PackedCell, type PackedRow, trimEnd } from './cells.ts';

/** A city has about 7,000 stations. */
export const ROWS_MAX = 20_000;
export const COLUMNS_MAX = 100;

export type Answer =
  /** Rows that hold something. */
  | { kind: 'table'; sheet: string | null; rows: PackedRow[]; others?: string[] }
  | { kind: 'no_sheet'; sheets: string[] }
  | { kind: 'too_many_rows' }
  | { kind: 'too_many_columns' }
  /** A quotation mark in this line is never closed. */
  | { kind: 'quotes'; line: number }
  | { kind: 'broken' };

const isNothing = (cell: PackedCell) => cell === null || (Array.isArray(cell) && cell[1] === 'merged');

/** @param lines all of them in order, the first is line 1 */
export function answerOf(sheet: string | null, lines: readonly PackedCell[][]): Answer {
  const rows = lines.flatMap((cells, index): PackedRow[] => {
    // A row of nothing but merged cells belongs to the one above it.
    return cells.every(isNothing) ? [] : [[index + 1, trimEnd(cells)]];
  });
  if (rows.length > ROWS_MAX) return { kind: 'too_many_rows' };
  if (rows.some(([, cells]) => cells.length > COLUMNS_MAX)) return { kind: 'too_many_columns' };
  return { kind: 'table', sheet, rows };
}
