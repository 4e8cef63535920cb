// Random operations on points and hours while the processes that do them are killed (promise S10): every balance is the sum of its
// entries, each line of the ledgers has its reason, and nothing that stood before a kill is different after it.
// OPERATIONS=1000000 LEDGER_KILLS=40 LEDGER_FIGURES=1 plays the release's figure.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import { createRandom } from '../../src/learning/random.ts';
import { openStore } from '../../src/store/index.ts';
import { endAll, killsOf, live } from '../support/ledger/lives.ts';
import { prepare } from '../support/ledger/operations.ts';
import { doneOf, play } from '../support/ledger/player.ts';
import { digestOf, type Read, type Reckoned, reckon, type Standing } from '../support/ledger/reckoning.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const OPERATIONS = Number(process.env.OPERATIONS ?? 20_000);
const KILLS = Number(process.env.LEDGER_KILLS ?? 10);
/** For two instances on one PostgreSQL together. */
const SHARED_OPERATIONS = Number(process.env.SHARED_OPERATIONS ?? 5_000);
const PATIENCE_MS = 200_000 + OPERATIONS * 3;

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaofeng-ledger-'));
  postgres = await startPostgres();
});
afterEach(endAll);
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The file as it lies there, read from a copy: whoever plays on finds it as the kill left it. */
async function looking<T>(file: string, look: (read: Read) => Promise<T>): Promise<T> {
  const aside = join(folder, 'aside');
  mkdirSync(aside);
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, join(aside, `ledger${end}`));
  const database = new DatabaseSync(join(aside, 'ledger'));
  try {
    return await look((sql) => database.prepare(sql).iterate() as ReturnType<Read>);
  } finally {
    database.close();
    rmSync(aside, { recursive: true });
  }
}

const digests = (standing: Standing) => standing.map(({ digest }) => digest);

/** What the store says of everybody is what the eye has reckoned. @returns how many lines of statements were read */
async function expectSame(store: Store, { balances, minutes }: Reckoned): Promise<number> {
  let lines = 0;
  for (const [memberId, points] of balances) {
    await store.transaction(async (tx) => {
      expect([await tx.points.balance(memberId), await tx.points.minutes(memberId)]).toEqual([
        points,
        minutes.get(memberId) ?? 0,
      ]);
      let told = 0;
      for (let page = await tx.points.statement(memberId, 500); page.length > 0; ) {
        told += page.reduce((sum, entry) => sum + entry.points, 0);
        lines += page.length;
        page = await tx.points.statement(memberId, 500, page.at(-1)!.id);
      }
      expect(told).toBe(points);
    });
  }
  return lines;
}

test(
  `${OPERATIONS} operations with ${KILLS} kills on SQLite leave what they leave without`,
  async () => {
    const file = join(folder, 'records.sqlite');
    const first = await openStore({ file });
    await prepare(first);
    await first.close();
    const startedAt = performance.now();
    const random = createRandom(8);
    const played = { lane: 'a', until: OPERATIONS, together: Math.max(8, OPERATIONS / 10_000) };
    let before: Standing = await looking(file, (read) => digestOf(read, true));
    let kills = 0;
    for (const kill of [...killsOf(KILLS, OPERATIONS, random), null]) {
      const { wasKilled } = await live(file, played, kill);
      kills += Number(wasKilled);
      await looking(file, async (read) => {
        expect(digests(await digestOf(read, true, before))).toEqual(digests(before));
        expect((await reckon(read)).faults).toEqual([]);
        before = await digestOf(read, true);
      });
    }
    const seconds = (performance.now() - startedAt) / 1_000;

    const reckoned = await looking(file, reckon);
    const store = await openStore({ file });
    expect(await doneOf(store, 'a')).toBe(OPERATIONS);
    expect(await expectSame(store, reckoned)).toBe(reckoned.entries);
    await store.close();

    const undisturbed = join(folder, 'undisturbed.sqlite');
    const other = await openStore({ file: undisturbed });
    await prepare(other);
    await play(other, { ...played, together: 5_000 }, () => {});
    await other.close();
    expect(digests(await looking(undisturbed, (read) => digestOf(read, true)))).toEqual(digests(before));
    expect(kills).toBe(KILLS);
    if (process.env.LEDGER_FIGURES) {
      const { entries, balances } = reckoned;
      const sums = `${balances.size} balances equal to their sums, 0 differences`;
      console.log(`${OPERATIONS} operations, ${entries} entries of points, ${kills} kills in ${seconds.toFixed(1)} s: ${sums}`);
    }
  },
  PATIENCE_MS,
);

test(
  `${SHARED_OPERATIONS} operations of two instances on one PostgreSQL, both killed, agree`,
  async () => {
    const name = 'xiaofeng_ledger_test';
    const url = await postgres.createDatabase(name);
    const store = await openStore({ url });
    await prepare(store);
    const read: Read = async function* (sql) {
      yield* (await postgres.query(name, sql)).rows;
    };
    const random = createRandom(9);
    const until = Math.ceil(SHARED_OPERATIONS / 2);
    const lanes = ['a', 'b'].map((lane) => ({ lane, kills: killsOf(4, until, random) }));
    const life = (lane: string, kill: Parameters<typeof live>[2]) => live(url, { lane, until, together: 1 }, kill);

    let kills = 0;
    for (let round = 0; round < 5; round += 1) {
      const before = await digestOf(read, false);
      // The second goes on while the first has been killed, and comes to its own end.
      const lives = await Promise.all(lanes.map(({ lane, kills: of }) => life(lane, of[round] ?? null)));
      kills += lives.filter(({ wasKilled }) => wasKilled).length;
      expect(digests(await digestOf(read, false, before))).toEqual(digests(before));
    }
    const reckoned = await reckon(read);
    expect(reckoned.faults).toEqual([]);
    expect(await expectSame(store, reckoned)).toBe(reckoned.entries);
    expect([await doneOf(store, 'a'), await doneOf(store, 'b')]).toEqual([until, until]);
    expect(kills).toBe(8);
    await store.close();
  },
  PATIENCE_MS,
);
