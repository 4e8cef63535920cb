// A city's table is made ready in steps, and is in force once it can be searched.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Station } from '../../../src/core/station.ts';
import { preparedStations, prepareStations, searchStations } from '../../../src/domain/stations/index.ts';
import { indexOf } from '../../../src/domain/stations/station-index.ts';
import { stationQueries, tenThousand } from './queries.ts';

/** A table somebody edits. */
function edited(first: readonly Station[]) {
  let inForce = first;
  const listeners: ((stations: readonly Station[]) => void)[] = [];
  return {
    current: () => inForce,
    onChange: (listener: (stations: readonly Station[]) => void) => listeners.push(listener),
    change(next: readonly Station[]) {
      inForce = next;
      for (const listener of listeners) listener(next);
    },
  };
}
const neverFails = (error: unknown) => {
  throw error;
};
const part = (from: number, to: number): readonly Station[] => tenThousand().slice(from, to);

test('others have their turn while it is made ready', async () => {
  let turns = 0;
  let isReady = false;
  const others = (async () => {
    while (!isReady) {
      await nextTurn();
      turns += 1;
    }
  })();
  await prepareStations(part(0, 2_000));
  isReady = true;
  await others;
  expect(turns).toBeGreaterThan(50);
});

test('it finds what it finds when it is made at once', async () => {
  const [one, other] = [part(0, 600), part(0, 600)];
  await prepareStations(one);
  indexOf(other);
  for (const { words } of stationQueries('open').slice(0, 30)) {
    expect(searchStations(one, { words, at: 0 }, 3)).toEqual(searchStations(other, { words, at: 0 }, 3));
  }
});

test('the table before is in force until the new one can be searched', async () => {
  const [first, second] = [part(0, 10), part(10, 1_010)];
  const table = edited(first);
  const prepared = await preparedStations(table, neverFails);
  expect(prepared.current()).toBe(first);
  table.change(second);
  expect(prepared.current()).toBe(first);
  await expect.poll(() => prepared.current()).toBe(second);
});

test('of two that follow one another the later one stays', async () => {
  const [first, slow, quick] = [part(0, 10), part(10, 2_010), part(20, 30)];
  const table = edited(first);
  const prepared = await preparedStations(table, neverFails);
  table.change(slow);
  table.change(quick);
  await expect.poll(() => prepared.current()).toBe(quick);
  await prepareStations(slow);
  await nextTurn();
  expect(prepared.current()).toBe(quick);
});

test('what changes while it is opened is in force when it is open', async () => {
  const table = edited(part(0, 500));
  const opening = preparedStations(table, neverFails);
  const next = part(500, 600);
  table.change(next);
  expect((await opening).current()).toBe(next);
});
