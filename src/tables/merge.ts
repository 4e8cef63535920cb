// What a table of stations would make of the one in force.
import { isDeepStrictEqual } from 'node:util';
import { STATIONS_MAX, type Station } from '../core/station.ts';
import { derivedId, placeKey, type StationReading } from './stations.ts';

export interface StationPlan {
  /** The table as it would be. */
  next: Station[];
  added: Station[];
  changed: { from: Station; to: Station }[];
  removed: Station[];
  /** As before, of those in the file. */
  unchanged: number;
}

/**
 * Adds and updates by id; a row without one is the station of the same name and address, if there is one. What the table has no
 * columns for stays as it is.
 * @param isWhole the table becomes exactly these, instead
 * @returns `too_many` when it would hold more than fit
 */
export function planStations(
  current: readonly Station[],
  { stations: given, fields }: Pick<StationReading, 'stations' | 'fields'>,
  { isWhole }: { isWhole: boolean },
): StationPlan | 'too_many' {
  const idsByPlace = new Map(current.map((station) => [placeKey(station), station.id]));
  const known = new Map(current.map((station) => [station.id, station]));
  const stated = new Set(given.map(({ id }) => id));
  const placed = given.map((station) => {
    const other = station.id === derivedId(station) ? idsByPlace.get(placeKey(station)) : undefined;
    const id = other === undefined || stated.has(other) ? station.id : other;
    const from = isWhole ? undefined : known.get(id);
    return from ? { ...updated(from, station, fields), id } : { ...station, id };
  });
  const byId = new Map(placed.map((station) => [station.id, station]));
  const rest = current.filter(({ id }) => !byId.has(id));
  const fresh = placed.filter(({ id }) => !known.has(id));
  // What was there keeps its place, so that a look at the file shows what has changed.
  const next = isWhole ? placed : [...current.map((station) => byId.get(station.id) ?? station), ...fresh];
  if (next.length > STATIONS_MAX) return 'too_many';
  const changed = placed.flatMap((to) => {
    const from = known.get(to.id);
    return from && !isDeepStrictEqual(from, to) ? [{ from, to }] : [];
  });
  return {
    next,
    added: fresh,
    changed,
    removed: isWhole ? rest : [],
    unchanged: placed.length - fresh.length - changed.length,
  };
}

function updated(from: Station, to: Station, fields: ReadonlySet<keyof Station>): Station {
  const said = (Object.keys(to) as (keyof Station)[]).filter((field) => fields.has(field));
  // What could not be understood is noted, also in a table without notes.
  const notes = fields.has('notes') || to.notes === '' ? {} : { notes: to.notes };
  return { ...from, ...Object.fromEntries(said.map((field) => [field, to[field]])), ...notes };
}
