// Looking up stations in a city's table: as people ask, half of it as they were never heard before.
import { performance } from 'node:perf_hooks';
import { prepareStations, searchStations } from '../../src/domain/stations/index.ts';
import { stationQueries, tenThousand } from '../domain/stations/queries.ts';
import { calendar } from '../support/calendar.ts';
import { percentile } from './load.ts';

const NOW = Date.parse('2026-11-25T10:00:00+08:00');
const ROUNDS = 20;

export interface StationFigures {
  rows: number;
  buildMs: number;
  p50Ms: number;
  p99Ms: number;
  /** Of a hundred each, the right station first: by the words alone. */
  right: { open: number; heldOut: number };
}

export async function measureStations(): Promise<StationFigures> {
  const stations = tenThousand();
  const startedAt = performance.now();
  await prepareStations(stations);
  const buildMs = performance.now() - startedAt;
  const [open, heldOut] = [stationQueries('open'), stationQueries('held-out')];
  const tookMs: number[] = [];
  const ask = (words: string): string | undefined => {
    const askedAt = performance.now();
    const search = searchStations(stations, { words, at: NOW, calendar }, 3);
    tookMs.push(performance.now() - askedAt);
    return search.kind === 'found'
      ? search.found[0]?.station.id
      : search.kind === 'lacks'
        ? search.there[0]?.station.id
        : undefined;
  };
  const rightOf = (queries: typeof open) => queries.filter(({ words, expect }) => expect.includes(ask(words) ?? '')).length;
  const right = { open: rightOf(open), heldOut: rightOf(heldOut) };
  for (let round = 1; round < ROUNDS; round += 1) for (const { words } of [...open, ...heldOut]) ask(words);
  tookMs.sort((a, b) => a - b);
  return { rows: stations.length, buildMs, p50Ms: percentile(tookMs, 0.5), p99Ms: percentile(tookMs, 0.99), right };
}
