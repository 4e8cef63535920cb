// One row of a table of stations.
import { type Facility, type Station, stationSchema } from '../core/station.ts';
import { isReadableHours } from '../domain/stations/index.ts';
import type { Cell, TableRow } from './cells.ts';
import { type ColumnMatch, titleOf } from './columns.ts';
import {
  between,
  facilityOf,
  isLacking,
  isNothing,
  type StationColumn,
  saysCharged,
  saysNo,
  saysYes,
} from './lexicon-stations.ts';
import { numberOf, phoneOf, textOf } from './plain-cells.ts';
import type { RowFault, RowProblem } from './row-faults.ts';

/** The header of a table of stations. */
export interface StationHeader {
  cells: readonly Cell[];
  match: ColumnMatch<StationColumn>;
  /** Columns with a facility's name, ticked where there is one. */
  ticked: { column: number; facility: Facility }[];
}

export interface StationRow {
  /** Without an id: `''`. */
  station: Station;
  line: number;
  faults: RowFault[];
  warnings: RowFault[];
}

/** South to north, west to east: China with all its islands, in degrees. */
const NORTH = { least: 3, most: 54 };
const EAST = { least: 73, most: 136 };
const isNorth = (degrees: number) => degrees >= NORTH.least && degrees <= NORTH.most;
const isEast = (degrees: number) => degrees >= EAST.least && degrees <= EAST.most;

/** Reads one row; where it has a fault, the station is not to be used. */
export function readStationRow({ line, cells }: TableRow, { cells: header, match, ticked }: StationHeader): StationRow {
  const faults: RowFault[] = [];
  const warnings: RowFault[] = [];
  const columnOf = (key: StationColumn) => titleOf(header[match.at[key] ?? -1]) || null;
  const cellAt = (key: StationColumn) => cells[match.at[key] ?? -1];

  function taken<T>(key: StationColumn, read: T | RowProblem, instead: T): T {
    if (typeof read !== 'object' || read === null || !('kind' in read)) return read as T;
    faults.push({ line, column: columnOf(key), ...read });
    return instead;
  }
  const text = (key: StationColumn, isProse = false) => {
    const said = taken<string>(key, textOf(cellAt(key), isProse), '');
    return isNothing.test(said) ? '' : said;
  };
  const phone = (key: StationColumn) => {
    const cell = cellAt(key);
    return cell?.kind === 'text' && isNothing.test(cell.text) ? '' : taken<string>(key, phoneOf(cell), '');
  };
  const joined = (...parts: string[]) => [...new Set(parts.filter((part) => part !== ''))].join('、');

  const name = text('name');
  if (name === '' && faults.length === 0) faults.push({ line, column: columnOf('name'), kind: 'missing' });
  const address = text('address');
  const area = joined(text('area', true), text('community', true), text('street', true), text('district', true));
  const place = readPlace();
  const remarks = [text('notes')];
  const facilities = readFacilities();
  const free = readFree();
  const station: Station = {
    id: text('id'),
    name,
    area,
    aliases: [...new Set(words('aliases'))],
    address,
    hours: text('hours', true),
    phone: joined(phone('phone'), phone('mobile')),
    facilities,
    ...place,
    free,
    notes: [...new Set(remarks.filter((remark) => remark !== ''))].join('；'),
  };
  if (name !== '' && faults.length === 0 && address === '' && area === '' && place.latitude === null) {
    faults.push({ line, column: null, kind: 'nowhere' });
  }
  if (faults.length === 0) faults.push(...tooLong(station));
  if (station.hours !== '' && !isReadableHours(station.hours))
    warnings.push({ line, column: columnOf('hours'), kind: 'unclear_hours', word: station.hours });
  return { station, line, faults, warnings };

  function words(key: StationColumn): string[] {
    const said = taken<string>(key, textOf(cellAt(key)), '');
    // Line breaks separate, too: `textOf` makes one line of them.
    const cell = cellAt(key);
    return (cell?.kind === 'text' && said !== '' ? cell.text : said)
      .split(between)
      .map((word) => word.trim())
      .filter((word) => word !== '' && !isNothing.test(word));
  }

  function readFacilities(): Facility[] {
    const found = new Set<Facility>();
    for (const word of words('facilities')) {
      const facility = facilityOf(word);
      if (isLacking.test(word)) continue;
      if (facility) found.add(facility);
      else {
        remarks.push(word);
        warnings.push({ line, column: columnOf('facilities'), kind: 'unknown_facility', word });
      }
    }
    for (const { column, facility } of ticked) {
      const cell = cells[column];
      const isThere =
        cell?.kind === 'yes_no' || cell?.kind === 'number'
          ? Boolean(cell.value)
          : cell?.kind === 'text' && !saysNo.test(cell.text);
      if (isThere) found.add(facility);
      if (cell?.kind === 'empty' && cell.lost) faults.push({ line, column: titleOf(header[column]), kind: cell.lost });
    }
    return [...found];
  }

  function readFree(): boolean | null {
    const cell = cellAt('free');
    const isTurned = saysCharged.test(columnOf('free') ?? '');
    const answer = cell?.kind === 'number' ? Boolean(cell.value) : cell?.kind === 'yes_no' ? cell.value : null;
    if (answer !== null) return answer !== isTurned;
    const said = text('free');
    const [isYes, isNo] = [saysYes.test(said), saysNo.test(said)];
    // 免费 and 收费 say it themselves, whatever the column asks.
    if (isYes || isNo) return /\p{Script=Han}{2}/u.test(said) ? isYes : isYes !== isTurned;
    if (said !== '') {
      remarks.push(said);
      warnings.push({ line, column: columnOf('free'), kind: 'unclear_free', word: said });
    }
    return null;
  }

  function readPlace(): Pick<Station, 'latitude' | 'longitude'> {
    const nowhere = { latitude: null, longitude: null };
    const before = faults.length;
    const both =
      text('place')
        .normalize('NFKC')
        .match(/[+-]?\d+(?:\.\d+)?/g)
        ?.map(Number) ?? [];
    // In one cell either may come first; in China they cannot be mistaken for one another.
    const [one, other] = both.length === 2 && isNorth(both[0]!) ? [both[1]!, both[0]!] : [both[0] ?? null, both[1] ?? null];
    const longitude = taken<number | null>('longitude', numberOf(cellAt('longitude')), null) ?? one;
    const latitude = taken<number | null>('latitude', numberOf(cellAt('latitude')), null) ?? other;
    if (faults.length > before || (longitude === null && latitude === null)) return nowhere;
    const fault = (key: StationColumn, problem: RowProblem) => {
      faults.push({ line, column: columnOf(key) ?? columnOf('place'), ...problem });
      return nowhere;
    };
    if (longitude === null || latitude === null)
      return fault(longitude === null ? 'longitude' : 'latitude', { kind: 'half_place' });
    if (isNorth(longitude) && isEast(latitude)) return fault('longitude', { kind: 'swapped' });
    if (!isEast(longitude)) return fault('longitude', { kind: 'far_away' });
    if (!isNorth(latitude)) return fault('latitude', { kind: 'far_away' });
    return { latitude, longitude };
  }

  /** The schema knows how much fits; it has nothing else against such a station. */
  function tooLong(read: Station): RowFault[] {
    const parsed = stationSchema.safeParse({ ...read, id: read.id || 'x' });
    return (parsed.error?.issues ?? []).map((issue): RowFault => {
      const key = String(issue.path[0]) as StationColumn;
      const most = issue.code === 'too_big' ? Number(issue.maximum) : 0;
      return { line, column: columnOf(key) ?? (key === 'area' ? areaTitle() : null), kind: 'too_long', most };
    });
  }
  function areaTitle(): string | null {
    return columnOf('community') ?? columnOf('street') ?? columnOf('district');
  }
}
