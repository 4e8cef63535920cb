// A cell as whoever reads a table gets it, and its short form between the two processes.

/** Why a cell has no value although something was meant to stand there. */
export type Lost =
  /** It is covered by a merged cell, whose value stands in its first one. */
  | 'merged'
  /** A formula whose value was never saved. */
  | 'uncalculated'
  /** `#REF!` and the like. */
  | 'error';

export type Cell =
  | { kind: 'empty'; lost?: Lost }
  /** Never blank, without blanks at its ends. */
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  /** `2026-11-22` or `2026-11-22T08:00:00`, without a zone. The epoch day (1900, 1904) is what a small number or a time of day becomes. */
  | { kind: 'date'; iso: string; isEpochDay: boolean }
  | { kind: 'yes_no'; value: boolean };

export interface TableRow {
  /** As people see it beside the row, from 1. */
  line: number;
  /** As many in every row. */
  cells: Cell[];
}

export type PackedCell = string | number | boolean | null | ['date', string, boolean] | ['lost', Lost];
/** A line and its cells, without the empty ones at the end. */
export type PackedRow = [number, PackedCell[]];

export const EMPTY: Cell = { kind: 'empty' };

/** A cell that is not there is empty. */
export function unpackCell(packed: PackedCell | undefined): Cell {
  if (packed === null || packed === undefined) return EMPTY;
  if (typeof packed === 'string') return { kind: 'text', text: packed };
  if (typeof packed === 'number') return { kind: 'number', value: packed };
  if (typeof packed === 'boolean') return { kind: 'yes_no', value: packed };
  if (packed[0] === 'lost') return { kind: 'empty', lost: packed[1] };
  return { kind: 'date', iso: packed[1], isEpochDay: packed[2] };
}

/** Drops what is empty at the end of a row. */
export function trimEnd(cells: PackedCell[]): PackedCell[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === null) end -= 1;
  return cells.slice(0, end);
}
