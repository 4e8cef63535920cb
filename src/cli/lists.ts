// `npm run match-lists -- A B [--out FILE]`: two lists of people side by side, for a person to decide.
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { BotError, messageOf } from '../core/errors.ts';
import { type ListRow, type Match, type MatchKind, matchLists } from '../domain/registration/matching.ts';
import { isTotal, listColumns, saysNothing } from '../domain/words/list-names.ts';
import { type Cell, findHeader, phoneOf, type RowFault, type RowProblem, readTable, textOf, titleOf } from '../tables/index.ts';
import type { Voice } from './terminal.ts';
import { listsText as text } from './text-lists.ts';

/** The names of people stand in it. */
const OWNER_ONLY = 0o600;
const FAULTS_SHOWN = 50;
const CELL_MAX = 100;
const BOM = '\uFEFF';
const OUT = 'matched.csv';

interface Arguments {
  files: [string, string];
  out: string;
}

/** @throws BotError config with a sentence for whoever typed them */
export function readArguments(args: readonly string[]): Arguments {
  const files: string[] = [];
  let out = OUT;
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] as string;
    if (!argument.startsWith('--')) files.push(argument);
    else if (argument === '--help') throw new BotError('config', text.usage);
    else if (argument === '--out' || argument.startsWith('--out=')) {
      const value = argument === '--out' ? args[++at] : argument.slice('--out='.length);
      if (!value) throw new BotError('config', text.noValue('--out'));
      out = value;
    } else throw new BotError('config', `${text.option(argument)}${text.usage}`);
  }
  const [a, b] = files;
  if (a === undefined || b === undefined || files.length > 2) throw new BotError('config', text.usage);
  return { files: [a, b], out };
}

export interface ListReading {
  rows: ListRow[];
  faults: RowFault[];
}

/** The rows of a table with a column of names; whole only where there is no fault. */
export function readListRows(rows: readonly { line: number; cells: Cell[] }[]): ListReading {
  const whole = (fault: RowFault): ListReading => ({ rows: [], faults: [fault] });
  const found = findHeader(rows, listColumns, 'name');
  if (!found) return whole({ line: null, column: null, kind: 'no_header' });
  const { header, match } = found;
  const [twice] = match.twice;
  if (twice) return whole({ line: header.line, column: null, kind: 'column_twice', titles: twice.titles });
  const filled = found.rows.filter(({ cells }) => Object.values(match.at).some((column) => cells[column]?.kind !== 'empty'));
  if (filled.length === 0) return whole({ line: null, column: null, kind: 'no_rows' });

  const reading: ListReading = { rows: [], faults: [] };
  for (const { line, cells } of filled) {
    const first = cells[match.at.name ?? -1];
    if (first?.kind === 'text' && isTotal(first.text)) continue;
    const take = (key: keyof typeof listColumns, read: (cell: Cell | undefined) => string | RowProblem): string => {
      const column = match.at[key];
      const cell = column === undefined ? undefined : cells[column];
      const said = cell?.kind === 'text' && saysNothing(cell.text) ? '' : read(cell);
      const problem: RowProblem | null =
        typeof said !== 'string'
          ? said
          : said.length > CELL_MAX
            ? { kind: 'too_long', most: CELL_MAX }
            : said === '' && key === 'name'
              ? { kind: 'missing' }
              : null;
      if (problem) reading.faults.push({ line, column: titleOf(header.cells[column ?? -1]) || null, ...problem });
      return typeof said === 'string' ? said : '';
    };
    reading.rows.push({
      line,
      name: take('name', textOf),
      phone: take('phone', phoneOf),
      idDigits: take('id', textOf),
      employer: take('employer', textOf),
      community: take('community', textOf),
    });
  }
  return reading;
}

/** A field as every program reads it; what begins like a formula is no formula. */
export function csvField(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Each row of both lists once; identity numbers stay where they are. */
export function csvOf(matches: readonly Match[]): string {
  const shown = (row: ListRow | undefined): string[] =>
    row ? [String(row.line), row.name, row.phone ?? '', row.employer ?? '', row.community ?? ''] : ['', '', '', '', ''];
  const lines = matches.flatMap(({ kind, a, b, reasons }, index) =>
    Array.from({ length: Math.max(a.length, b.length) }, (_, at) => [
      String(index + 1),
      text.kind(kind),
      text.reasons(reasons),
      ...shown(a[at]),
      ...shown(b[at]),
      '',
    ]),
  );
  return `${BOM}${[text.header, ...lines].map((line) => line.map(csvField).join(',')).join('\r\n')}\r\n`;
}

/** The whole command. Nothing is written where a list has a fault. @returns the exit code */
export async function runLists(args: readonly string[], { print, complain }: Voice): Promise<0 | 1> {
  let read: Arguments;
  try {
    read = readArguments(args);
  } catch (error) {
    complain(messageOf(error));
    return 1;
  }
  const lists: ListRow[][] = [];
  let isSound = true;
  for (const file of read.files) {
    const rows = await rowsOf(file, complain);
    isSound &&= rows !== null;
    lists.push(rows ?? []);
  }
  if (!isSound) {
    complain(text.nothing);
    return 1;
  }
  const matches = matchLists(lists[0] as ListRow[], lists[1] as ListRow[]);
  try {
    await writeFile(read.out, csvOf(matches), { mode: OWNER_ONLY, flag: 'wx' });
  } catch (error) {
    const code = codeOf(error);
    complain(
      code === 'EEXIST' ? text.exists(read.out) : code === 'ENOENT' ? text.noFolder(read.out) : text.notWritten(messageOf(error)),
    );
    return 1;
  }
  const counts: Record<MatchKind, number> = { same: 0, conflict: 0, only_a: 0, only_b: 0 };
  for (const { kind } of matches) counts[kind] += 1;
  print(text.counts(counts));
  print(text.written(read.out));
  return 0;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** @returns null when it has faults; they are said */
async function rowsOf(file: string, complain: Voice['complain']): Promise<ListRow[] | null> {
  const name = basename(file);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = codeOf(error);
    complain(code === 'ENOENT' || code === 'EISDIR' ? text.noFile(name) : text.unreadable(name, code));
    return null;
  }
  const table = await readTable(bytes, name);
  if (table.kind === 'broken') {
    complain(text.broken(name, table.reason));
    return null;
  }
  const { rows, faults } = readListRows(table.rows);
  for (const fault of faults.slice(0, FAULTS_SHOWN)) complain(text.fault(name, fault));
  if (faults.length > FAULTS_SHOWN) complain(text.moreFaults(faults.length - FAULTS_SHOWN));
  return faults.length === 0 ? rows : null;
}

if (import.meta.main) {
  process.exitCode = await runLists(process.argv.slice(2), {
    print: (line) => console.log(line),
    complain: (line) => console.error(line),
  });
}
