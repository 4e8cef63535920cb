import type { Station, Stations } from '../../core/station.ts';
import { prepareStations } from './station-index.ts';

/** Where the table is edited. */
interface Edited extends Stations {
  onChange(listener: (stations: readonly Station[]) => void): unknown;
}

/**
 * A table comes in force once its index stands, made in steps of some milliseconds: no message waits the seconds that takes for ten
 * thousand rows. Until then the table before is searched: a moment later than it was handed in is soon enough, a search without the
 * index would know only what is spelt as in the table, and one that waited would hold up all that comes behind it.
 */
export async function preparedStations(edited: Edited, failed: (error: unknown) => void): Promise<Stations> {
  let inForce: readonly Station[] = [];
  async function renew(): Promise<void> {
    const next = edited.current();
    await prepareStations(next);
    // Of several at once the last one stays.
    if (next === edited.current()) inForce = next;
  }
  edited.onChange(() => void renew().catch(failed));
  while (inForce !== edited.current()) await renew();
  return { current: () => inForce };
}
