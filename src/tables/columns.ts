// Which column holds what: by the words in the header, in any order.
import type { Cell, TableRow } from './cells.ts';

export interface ColumnMatch<Key extends string> {
  /** From what it holds to where it stands, from 0. */
  at: Partial<Record<Key, number>>;
  /** Two columns that say they hold the same: their titles. */
  twice: { key: Key; titles: [string, string] }[];
  /** Those of no meaning to us. */
  unknown: { column: number; title: string }[];
}

/** Without blanks, marks and remarks in brackets. */
const plain = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');

/** What a title says, in one line. */
export const titleOf = (cell: Cell | undefined): string => (cell?.kind === 'text' ? cell.text.replace(/\s+/g, ' ') : '');

/**
 * Matches titles with the words for each key: the same word, or else a title that ends with it (the longest counts).
 * @param columns words as people write them
 */
export function matchColumns<Key extends string>(
  header: readonly Cell[],
  columns: Readonly<Record<Key, readonly string[]>>,
): ColumnMatch<Key> {
  const words = (Object.entries(columns) as [Key, readonly string[]][])
    .flatMap(([key, all]) => all.map((word): [string, Key] => [plain(word), key]))
    .sort(([a], [b]) => b.length - a.length);
  const exact = new Map(words);
  const match: ColumnMatch<Key> = { at: {}, twice: [], unknown: [] };
  header.forEach((cell, column) => {
    const title = titleOf(cell);
    const said = plain(title);
    if (said === '') return;
    const key = exact.get(said) ?? words.find(([word]) => said.endsWith(word))?.[1];
    const first = key && match.at[key];
    if (key === undefined) match.unknown.push({ column, title });
    else if (first === undefined) match.at[key] = column;
    else match.twice.push({ key, titles: [titleOf(header[first]), title] });
  });
  return match;
}

/** A row of the table itself, some words of which end like a title (`江畔驿站`): it holds numbers, and hardly a title as it is written. */
function isData<Key extends string>(cells: readonly Cell[], columns: Readonly<Record<Key, readonly string[]>>): boolean {
  const hasNumbers = cells.some((cell) => cell.kind === 'number' || cell.kind === 'date' || /\d{2}/.test(plain(titleOf(cell))));
  return hasNumbers && exactIn(cells, columns) < 2;
}

function exactIn<Key extends string>(cells: readonly Cell[], columns: Readonly<Record<Key, readonly string[]>>): number {
  const words = new Set((Object.values(columns) as (readonly string[])[]).flat().map(plain));
  return cells.filter((cell) => words.has(plain(titleOf(cell)))).length;
}

/** The line of what looks like a header, and lacks the column that is needed; null = none does. */
export function headerLacking<Key extends string>(
  rows: readonly TableRow[],
  columns: Readonly<Record<Key, readonly string[]>>,
): number | null {
  return rows.slice(0, HEADER_WITHIN).find(({ cells }) => exactIn(cells, columns) >= 2)?.line ?? null;
}

/** A table often has a title and a date above its header. */
const HEADER_WITHIN = 10;

/**
 * The header: the first of the upper rows that names the `needed` column and, where there is more than one column, another one.
 * @returns null = no row does
 */
export function findHeader<Key extends string>(
  rows: readonly TableRow[],
  columns: Readonly<Record<Key, readonly string[]>>,
  needed: NoInfer<Key>,
): { header: TableRow; match: ColumnMatch<Key>; rows: readonly TableRow[] } | null {
  for (const [index, header] of rows.slice(0, HEADER_WITHIN).entries()) {
    const match = matchColumns(header.cells, columns);
    const isAlone = header.cells.length > 1 && Object.keys(match.at).length < 2;
    if (match.at[needed] !== undefined && !isAlone && !isData(header.cells, columns))
      return { header, match, rows: rows.slice(index + 1) };
  }
  return null;
}
