// Whether a station is open, as its hours and its notes say.
import type { Calendar } from '../../core/calendar.ts';
import { HOUR_MS } from '../../core/clock.ts';
import type { Station } from '../../core/station.ts';
import { closedForNow } from '../words/stations.ts';
import { type Opening, openingOf } from './opening-hours.ts';

export interface StationFound {
  station: Station;
  /** From where the person is, or from the place that was named; null = not known. */
  metres: number | null;
  opening: Opening;
}

/** Its notes say that it is closed for the time being, or may be: what is written on the door is not judged. */
export const isShutForNow = ({ notes }: Station): boolean => closedForNow.test(notes);

/** As its hours say. */
export const openingOfStation = (station: Station, at: number, calendar?: Calendar): Opening =>
  isShutForNow(station) ? { kind: 'unknown' } : openingOf(station.hours, at, calendar);

/** At some hour of the day; `unknown` where it cannot be told, as of office days on a day off by statute. @param day its beginning; ms */
export function openingOn(station: Station, day: number, calendar: Calendar): Opening['kind'] {
  const kinds = Array.from({ length: 48 }, (_, half) => openingOfStation(station, day + (half * HOUR_MS) / 2, calendar).kind);
  return (['open', 'unknown', 'closed'] as const).find((kind) => kinds.includes(kind)) as Opening['kind'];
}

/** One that is told of where it lies from nobody. */
export const foundAlone = (station: Station, at: number, calendar?: Calendar): StationFound => ({
  station,
  metres: null,
  opening: openingOfStation(station, at, calendar),
});
