import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Station, stationSchema } from '../../src/core/station.ts';
import { openStore } from '../../src/store/index.ts';
import {
  fileAdapter,
  inspectFile,
  inspectRow,
  openStationSettings,
  rowAdapter,
  stationsDocument,
} from '../../src/store/settings/index.ts';

let folder: string;
let path: string;
let logged: string[];
const log = {
  info: (_: object, message: string) => void logged.push(`info ${message}`),
  warn: (_: object, message: string) => void logged.push(`warn ${message}`),
  error: (_: object, message: string) => void logged.push(`error ${message}`),
};
const clock = { now: () => Date.parse('2026-11-22T20:05:00+08:00') };
const station = (id: string, more: Partial<Station> = {}): Station => stationSchema.parse({ id, name: `驿站${id}`, ...more });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaofeng-stations-'));
  path = join(folder, 'stations.json');
  logged = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openStationSettings({ adapter: fileAdapter(stationsDocument, { path, clock, log }), log });
const write = (value: unknown) => writeFileSync(path, JSON.stringify(value, null, 2));

describe('the table of stations in a file', () => {
  it('is empty where there is none, and nothing is written for it', async () => {
    const settings = await open();
    expect(settings.current()).toEqual([]);
    expect(await settings.reload()).toBe('unchanged');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is the same array until it changes, and nobody can change it behind its back', async () => {
    write([station('a')]);
    const settings = await open();
    const first = settings.current();
    expect(first).toEqual([station('a')]);
    expect(await settings.reload()).toBe('unchanged');
    expect(settings.current()).toBe(first);
    expect(() => (first as Station[]).push(station('b'))).toThrow(TypeError);
    expect(() => first[0]!.facilities.push('water')).toThrow(TypeError);
    write([station('a'), { id: 'b', name: '乙' }]);
    expect(await settings.reload()).toBe('changed');
    expect(settings.current()).toEqual([station('a'), station('b', { name: '乙' })]);
  });

  it('stays the same array when it was written by ourselves', async () => {
    const settings = await open();
    await settings.update((draft) => draft.push(station('a')));
    const written = settings.current();
    expect(await settings.reload()).toBe('unchanged');
    expect(settings.current()).toBe(written);
    expect(readdirSync(join(folder, 'copies'))).toEqual(['stations.000001.20261122-200500.json']);
    expect(logged).toEqual([]);
  });

  it.each([
    ['a wrong value', [station('a'), { ...station('b'), latitude: 'x' }], /line 25: \[1\]\.latitude: /],
    ['an unknown name', [{ ...station('a'), telephone: '1' }], /line 15: \[0\]\.telephone: /],
    ['a missing name', [{ id: 'a' }], /line 2: \[0\]\.name: /],
    ['one id twice', [station('a'), station('a')], /line 17: \[1\]\.id: the same as \[0\]\.id/],
    ['an object', {}, /the whole: /],
  ])('that was broken by hand keeps its last good state and names the line: %s', async (_, broken, reason) => {
    write([station('good')]);
    const settings = await open();
    const good = settings.current();
    write(broken);
    expect(await settings.reload()).toBe('refused');
    expect(await settings.reload()).toBe('refused');
    expect(settings.current()).toBe(good);
    expect(logged.filter((line) => line.startsWith('error'))).toEqual([expect.stringMatching(reason)]);
    await expect(settings.update((draft) => draft.pop())).rejects.toMatchObject({ code: 'settings' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(broken);
    write([station('mended')]);
    expect(await settings.reload()).toBe('changed');
  });

  it('names line and column where it is no JSON', async () => {
    writeFileSync(path, '[\n  {"id": "a"，"name": "甲"}\n]');
    const settings = await open();
    expect(settings.current()).toEqual([]);
    expect(logged).toEqual([expect.stringContaining('line 2, column 13: expected a comma')]);
    expect(await inspectFile(stationsDocument, path)).toMatchObject({
      reading: { kind: 'broken', faults: [{ line: 2, column: 13 }] },
    });
  });

  it('that is broken or gone at the start stops nothing: its newest good copy is in force', async () => {
    const settings = await open();
    await settings.update((draft) => draft.push(station('kept')));
    for (const spoil of [() => writeFileSync(path, '[{'), () => rmSync(path)]) {
      spoil();
      logged = [];
      const again = await open();
      expect(again.current()).toEqual([station('kept')]);
      expect(logged).toEqual([expect.stringMatching(/^error .*cp ".*stations\.000001/)]);
    }
  });

  it('of 10,000 rows is read while others have their turn', async () => {
    const many = (word: string) =>
      Array.from({ length: 10_000 }, (_, at) =>
        station(`s-${at}`, {
          name: `驿站${at}`,
          address: `${word}路${at}号`,
          aliases: [`甲${at}`],
          facilities: ['water', 'rest'],
        }),
      );
    write(many('东'));
    const settings = await open();
    expect(settings.current()).toHaveLength(10_000);
    write(many('西'));
    let turns = 0;
    const reload = settings.reload();
    const isDone = reload.then(() => true);
    while (!(await Promise.race([isDone, nextTurn(false)]))) turns += 1;
    expect(await reload).toBe('changed');
    // Whole, it takes a third of a second; a portion of it takes some milliseconds.
    expect(turns).toBeGreaterThan(50);
  });
});

describe('the table of stations in the store', () => {
  it('is shared by instances, and not fetched again while its mark is the same', async () => {
    const store = await openStore();
    let reads = 0;
    const counted: typeof store = {
      ...store,
      transaction: (work) =>
        store.transaction((tx) =>
          work({
            ...tx,
            collection: (name, schema) => {
              const rows = tx.collection(name, schema);
              return {
                ...rows,
                get(key) {
                  if (key === 'stations') reads += 1;
                  return rows.get(key);
                },
              };
            },
          }),
        ),
    };
    const openTable = () => openStationSettings({ adapter: rowAdapter(stationsDocument, counted, clock), log });
    const [one, two] = [await openTable(), await openTable()];
    expect(await inspectRow(stationsDocument, store)).toBeNull();
    await one.update((draft) => draft.push(station('a')));
    expect(await two.reload()).toBe('changed');
    const [seen, before] = [two.current(), reads];
    expect(seen).toEqual([station('a')]);
    expect(await two.reload()).toBe('unchanged');
    expect(await one.reload()).toBe('unchanged');
    expect([two.current(), reads]).toEqual([seen, before]);
    expect(two.current()).toBe(seen);
    await two.update((draft) => draft.push(station('b')));
    expect(await one.reload()).toBe('changed');
    expect(one.current()).toHaveLength(2);
    await store.close();
  });
});
