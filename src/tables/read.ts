import { extname, join } from 'node:path';
import { type ApartLimits, runApart } from '../files/apart.ts';
import { type Foreign, inspectFile } from '../files/guard.ts';
import type { Answer } from './answer.ts';
import { type PackedRow, type TableRow, unpackCell } from './cells.ts';

/** Why there is no table; each has a cure of its own. */
export type BrokenReason =
  | { kind: 'empty' }
  /** Above 10 MB. */
  | { kind: 'too_large' }
  /** Small as a file, too much once it is unpacked. */
  | { kind: 'bomb' }
  | { kind: 'locked' }
  /** `sheet`: an older or another program's table (.xls, .et, .xlsb). */
  | { kind: 'foreign'; is: Foreign | 'docx' | 'pdf' }
  /** These there are. */
  | { kind: 'no_sheet'; sheets: string[] }
  | { kind: 'too_many_rows' }
  | { kind: 'too_many_columns' }
  | { kind: 'quotes'; line: number }
  | { kind: 'too_slow' }
  | { kind: 'too_much_memory' }
  | { kind: 'broken' };

export type TableReading =
  /** `rows`: those that hold something. `sheet`: null in a text. `others`: the sheets that were not read, where there are any. */
  { kind: 'table'; sheet: string | null; rows: TableRow[]; others?: string[] } | { kind: 'broken'; reason: BrokenReason };

export const TABLE_LIMITS: ApartLimits = {
  timeMs: 30_000,
  memoryBytes: 512 * 1024 * 1024,
  answerBytes: 40 * 1024 * 1024,
};

const READER = join(import.meta.dirname, 'reader.ts');

/**
 * The rows of an .xlsx, .csv or .tsv file. What it is shows in its bytes, not in its name. Never throws.
 * @param name of the file, as the person who gave it calls it
 * @param options.sheet its name; the first one people see, if left out
 */
export async function readTable(
  bytes: Uint8Array,
  name: string,
  { sheet, limits = TABLE_LIMITS }: { sheet?: string | undefined; limits?: ApartLimits } = {},
): Promise<TableReading> {
  const broken = (reason: BrokenReason): TableReading => ({ kind: 'broken', reason });
  const seen = inspectFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (seen.kind === 'docx' || seen.kind === 'pdf') return broken({ kind: 'foreign', is: seen.kind });
  if (seen.kind !== 'text' && seen.kind !== 'xlsx') return broken(seen);
  const isTabbed = /^\.(?:tsv|tab)$/i.test(extname(name));
  const kind = seen.kind === 'xlsx' ? 'xlsx' : isTabbed ? 'tabbed' : 'separated';
  const apart = await runApart(READER, sheet === undefined ? [kind] : [kind, sheet], bytes, limits);
  if (apart.kind === 'too_much_text') return broken({ kind: 'too_much_memory' });
  if (apart.kind !== 'answered') return broken(apart);
  // Our own program wrote it.
  const answer = apart.answer as Answer;
  if (answer.kind !== 'table') return broken(answer);
  if (answer.rows.length === 0) return broken({ kind: 'empty' });
  const { others } = answer;
  return { kind: 'table', sheet: answer.sheet, rows: unpackRows(answer.rows), ...(others && { others }) };
}

function unpackRows(rows: readonly PackedRow[]): TableRow[] {
  const width = rows.reduce((most, [, cells]) => Math.max(most, cells.length), 0);
  return rows.map(([line, cells]) => ({ line, cells: Array.from({ length: width }, (_, at) => unpackCell(cells[at])) }));
}
