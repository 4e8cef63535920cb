// What is out of order at stations, as people have reported and nobody has settled yet.
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Station } from '../../core/station.ts';
import { stationMeant } from './shapes.ts';
import { type Want, wantsIn } from './wants.ts';

export interface Fault {
  station: Station;
  /** What does not work; none = the station itself. */
  wants: readonly Want[];
  /** Of the ticket. */
  number: string;
  /** The person who asks has reported it a moment ago. */
  isJustTold: boolean;
}

const BACK_MS = 30 * DAY_MS;
const LOOKED_AT = 40;
const JUST_TOLD_MS = 10 * MINUTE_MS;

/** Of the open hazards those at a station of the table, the newest first. */
export async function openFaults({ tx, now }: Doing, stations: readonly Station[], member: Member): Promise<Fault[]> {
  if (stations.length === 0) return [];
  const filter = { kind: 'hazard', statuses: ['open', 'accepted'], category: 'facility', createdFrom: now - BACK_MS } as const;
  const tickets = await tx.tickets.list(filter, 'newest', LOOKED_AT);
  return tickets.flatMap(({ place, words, number, reporterId, createdAt }) => {
    const station = place === null ? null : stationMeant(stations, place);
    const isJustTold = reporterId === member.id && now - createdAt <= JUST_TOLD_MS;
    return station ? [{ station, wants: wantsIn(words), number, isJustTold }] : [];
  });
}

/** What is reported of one. @param want null = whatever it is */
export const faultsAt = (faults: readonly Fault[], { id }: Station, want: Want | null): Fault[] =>
  faults.filter(({ station, wants }) => station.id === id && (want === null || wants.length === 0 || wants.includes(want)));

/** Ids of those where the thing does not work. */
export const isOutOfOrder = (faults: readonly Fault[], want: Want | null): ReadonlySet<string> =>
  new Set(
    want === null ? [] : faults.filter(({ station }) => faultsAt(faults, station, want).length > 0).map((one) => one.station.id),
  );
