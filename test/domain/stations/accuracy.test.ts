// Ten thousand stations, and questions in other words than the table's.
import { describe, expect, it } from 'vitest';
import { type StationSearch, searchStations } from '../../../src/domain/stations/index.ts';
import { createReader } from '../../../src/understanding/index.ts';
import { calendar } from '../../support/calendar.ts';
import { stationQueries, tenThousand } from './queries.ts';

const NOW = Date.parse('2026-11-25T10:00:00+08:00');
const stations = tenThousand();
const read = createReader({ calendar });

/** Nothing that is wanted is there: the place is the right one all the same. */
const firstOf = (search: StationSearch): string | undefined =>
  search.kind === 'found' ? search.found[0]?.station.id : search.kind === 'lacks' ? search.there[0]?.station.id : undefined;

/** @param hasSlots with what the reader takes for the place and the thing, as the bot has it */
function shareRight(half: 'open' | 'held-out', hasSlots: boolean): number {
  const queries = stationQueries(half);
  const right = queries.filter(({ words, expect: ids }) => {
    const context = { now: NOW, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets: [] } as const;
    const frame = hasSlots ? read(words, context).find(({ intent }) => intent === 'find_station') : undefined;
    const slots = (frame?.slots ?? {}) as { area?: string; facility?: 'water' };
    const first = firstOf(searchStations(stations, { words, ...slots, at: NOW, calendar }, 3));
    return first !== undefined && ids.includes(first);
  });
  return right.length / queries.length;
}

describe('the station that is meant comes first', () => {
  it('two hundred times, half of them held out, in ten voices', () => {
    const halves = [stationQueries('open'), stationQueries('held-out')];
    expect(halves.map((half) => half.length)).toEqual([100, 100]);
    expect(new Set(halves.flat().map(({ voice }) => voice)).size).toBe(10);
  });

  it.each([
    ['open', false],
    ['open', true],
    ['held-out', false],
    ['held-out', true],
  ] as const)('in the %s half, with the reader’s slots: %s', (half, hasSlots) => {
    expect(shareRight(half, hasSlots)).toBeGreaterThanOrEqual(0.95);
  });
});
