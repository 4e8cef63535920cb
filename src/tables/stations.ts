// A table of stations: its header by the words in it, each row as a station or with what is wrong, line by line.
import { createHash } from 'node:crypto';
import { STATIONS_MAX, type Station } from '../core/station.ts';
import type { TableRow } from './cells.ts';
import { type ColumnMatch, findHeader, headerLacking, titleOf } from './columns.ts';
import { facilityOf, rowNumbers, type StationColumn, stationColumns } from './lexicon-stations.ts';
import type { TableReading } from './read.ts';
import type { RowFault } from './row-faults.ts';
import { readStationRow, type StationRow } from './station-row.ts';

export interface StationReading {
  /** Whole only where there is no fault. */
  stations: Station[];
  /** What the table has columns for; the rest it says nothing of. */
  fields: ReadonlySet<keyof Station>;
  faults: RowFault[];
  /** What was understood in part, or not used. */
  warnings: RowFault[];
}

/** The same for the same words, however they are spaced. */
const key = (words: string) =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');

/** What a station without an id of its own is known by. */
export const placeKey = ({ name, address }: Pick<Station, 'name' | 'address'>): string => `${key(name)}\n${key(address)}`;

/** The id of a station that has none: the same as long as name and address are. */
export const derivedId = (station: Pick<Station, 'name' | 'address'>): string =>
  `s-${createHash('sha256').update(placeKey(station)).digest('hex').slice(0, 12)}`;

/** Reads a whole table. Nothing of it is to be used where there is a fault. */
export function readStationRows({ rows }: Extract<TableReading, { kind: 'table' }>): StationReading {
  const whole = (problem: object): StationReading => ({
    stations: [],
    fields: new Set(),
    faults: [{ line: null, column: null, ...problem } as RowFault],
    warnings: [],
  });
  const found = findHeader(rows, stationColumns, 'name');
  if (!found) {
    const line = headerLacking(rows, stationColumns);
    return whole(line === null ? { kind: 'no_header' } : { line, kind: 'no_name_column' });
  }
  const { header, match } = found;
  if (match.twice.length > 0) {
    const faults = match.twice.map(({ titles }): RowFault => ({ line: header.line, column: null, kind: 'column_twice', titles }));
    return { stations: [], fields: new Set(), faults, warnings: [] };
  }
  const ticked = match.unknown.flatMap(({ column, title }) => {
    const facility = facilityOf(title);
    return facility ? [{ column, facility }] : [];
  });
  const unused = match.unknown
    .filter(({ column, title }) => !rowNumbers.test(title.trim()) && !ticked.some((tick) => tick.column === column))
    .map(({ title }) => title);
  // A row that holds nothing but its number is empty.
  const isUsed = (column: number) => !rowNumbers.test(titleOf(header.cells[column]).trim());
  const filled = found.rows.filter(({ cells }) => cells.some((cell, column) => cell.kind !== 'empty' && isUsed(column)));
  if (filled.length === 0) return whole({ kind: 'no_rows' });
  if (filled.length > STATIONS_MAX) return whole({ kind: 'too_many', most: STATIONS_MAX });
  const read = filled.map((row) => readStationRow(row, { cells: header.cells, match, ticked }));
  const idColumn = titleOf(header.cells[match.at.id ?? -1]) || null;
  return {
    stations: read.map(({ station }) => ({ ...station, id: station.id || derivedId(station) })),
    fields: fieldsOf(match, ticked.length > 0),
    faults: inOrder([...withoutRepeats(read.flatMap(({ faults }) => faults)), ...doubles(read, idColumn)], header),
    warnings: [
      ...(unused.length > 0 ? [{ line: header.line, column: null, kind: 'unused_columns' as const, titles: unused }] : []),
      ...read.flatMap(({ warnings }) => warnings),
    ],
  };
}

/** Several columns make up one field. */
const parts: Partial<Record<StationColumn, keyof Station>> = {
  district: 'area',
  street: 'area',
  community: 'area',
  mobile: 'phone',
};

function fieldsOf({ at }: ColumnMatch<StationColumn>, isTicked: boolean): Set<keyof Station> {
  const fields = (Object.keys(at) as StationColumn[]).flatMap((column): (keyof Station)[] =>
    column === 'place' ? ['latitude', 'longitude'] : [parts[column] ?? (column as keyof Station)],
  );
  return new Set([...fields, ...(isTicked ? (['facilities'] as const) : [])]);
}

/** As people read: line by line, from left to right. */
function inOrder(faults: RowFault[], { cells }: TableRow): RowFault[] {
  const titles = cells.map(titleOf);
  const place = ({ line, column }: RowFault) => (line ?? 0) * 1_000 + (column === null ? -1 : titles.indexOf(column));
  return faults.sort((a, b) => place(a) - place(b));
}

/** One merged cell covers many; the first one says it for all. */
function withoutRepeats(faults: readonly RowFault[]): RowFault[] {
  const merged = new Map<string | null, number>();
  return faults.filter(({ kind, line, column }) => {
    if (kind !== 'merged' || line === null) return true;
    const isRepeat = merged.get(column) === line - 1;
    merged.set(column, line);
    return !isRepeat;
  });
}

function doubles(rows: readonly StationRow[], idColumn: string | null): RowFault[] {
  const ids = new Map<string, number>();
  const places = new Map<string, number>();
  const first = (seen: Map<string, number>, what: string, line: number) => {
    const earlier = seen.get(what);
    if (earlier === undefined) seen.set(what, line);
    return earlier;
  };
  return rows.flatMap(({ station, line }): RowFault[] => {
    if (station.name === '') return [];
    const sameId = station.id === '' ? undefined : first(ids, station.id, line);
    if (sameId !== undefined) return [{ line, column: idColumn, kind: 'same_id', earlierLine: sameId }];
    const samePlace = first(places, placeKey(station), line);
    return samePlace === undefined ? [] : [{ line, column: null, kind: 'same_station', earlierLine: samePlace }];
  });
}
