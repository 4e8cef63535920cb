import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Station } from '../../../src/core/station.ts';
import { makeStations } from '../../support/stations.ts';
import { city } from '../../support/stations-city.ts';

const querySchema = z.object({ words: z.string(), expect: z.array(z.string()).min(1), voice: z.string() });
export type StationQuery = z.infer<typeof querySchema>;

/**
 * What people say where the table says it otherwise, with the stations that are right first. `open`: what the search was made with.
 * `held-out`: what it is measured with, and nothing is changed for.
 */
export function stationQueries(half: 'open' | 'held-out'): StationQuery[] {
  return readFileSync(new URL(`./queries/${half}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => querySchema.parse(JSON.parse(line)));
}

/** A metropolis that has the small city in it. */
export const tenThousand = (): readonly Station[] => [...city, ...makeStations(10_000 - city.length)];
