// The eye of test/process/ledger-kills.test.ts sees what it is there to see: each fault is planted, past all that forbids it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../src/store/index.ts';
import { prepare } from '../../support/ledger/operations.ts';
import { play } from '../../support/ledger/player.ts';
import { digestOf, type Read, reckon } from '../../support/ledger/reckoning.ts';

let folder: string;
let database: DatabaseSync;
const read: Read = (sql) => database.prepare(sql).iterate() as ReturnType<Read>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaofeng-eye-'));
  const file = join(folder, 'records.sqlite');
  const store = await openStore({ file });
  await prepare(store);
  await play(store, { lane: 'a', until: 8_000, together: 500 }, () => {});
  await store.close();
  database = new DatabaseSync(file);
  database.exec('pragma foreign_keys = off; pragma ignore_check_constraints = on; drop index point_entries_reverses');
  for (const { name } of database.prepare("select name from sqlite_schema where type = 'trigger'").all())
    database.exec(`drop trigger ${name}`);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('finds no fault where there is none, in a ledger that holds all there may be', async () => {
  const { faults, entries, balances } = await reckon(read);
  expect(faults).toEqual([]);
  expect(entries).toBeGreaterThan(1_000);
  expect(balances.size).toBeGreaterThan(150);
  const kinds = database.prepare('select kind, count(*) as count from point_entries group by kind order by kind').all();
  expect(kinds.map(({ kind }) => kind)).toEqual(['earned', 'exchanged', 'returned', 'reversed']);
  const cut = database
    .prepare("select count(*) as count from point_entries where kind = 'earned' and points < full_points")
    .get();
  expect(cut?.count).toBeGreaterThan(0);
});

const some = (kind: string) => `(select min(id) from point_entries where kind = '${kind}')`;

test.each([
  ['points that were raised', `update point_entries set points = points + 1 where id = ${some('earned')}`],
  ['an entry that is gone', `delete from point_entries where id = ${some('reversed')}`],
  [
    'an earned one that is gone',
    `delete from point_entries where id = (select min(reverses) from point_entries where kind = 'reversed')`,
  ],
  ['an exchange without its entry', `delete from point_entries where id = ${some('exchanged')}`],
  [
    'one given back twice',
    `insert into point_entries select (select max(id) + 1 from point_entries), member_id, source, 1, about,
    confirmed_by, at, recorded_at, kind, points, full_points, rule, rule_version, reverses from point_entries where id = ${some('returned')}`,
  ],
  [
    'another rule',
    `update point_entries set rule = 'hazard_confirmed' where id = (select min(id) from point_entries where rule = 'patrol')`,
  ],
  ['a rule changed afterwards', `update point_rules set rules = replace(rules, '"hazard_confirmed":5', '"hazard_confirmed":6')`],
  ['a cap changed afterwards', 'update point_rules set monthly_cap = 2'],
  ['somebody else’s', `update point_entries set member_id = 'wecom:px' where id = (select min(reverses) from point_entries)`],
  ['minutes taken back that nobody gave', 'delete from hour_entries where id = (select min(reverses) from hour_entries)'],
  [
    'an exchange that was decided, and nothing given back',
    `update exchanges set status = 'declined' where id = (select min(id) from exchanges where status = 'granted')`,
  ],
])('sees %s', async (_, plant) => {
  const before = await digestOf(read, true);
  database.exec('begin');
  try {
    expect(database.prepare(plant).run().changes).toBeGreaterThan(0);
    expect((await reckon(read)).faults).not.toEqual([]);
    const isOfLedgers = !/update (point_rules|exchanges)/.test(plant);
    if (isOfLedgers) expect(await digestOf(read, true)).not.toEqual(before);
  } finally {
    database.exec('rollback');
  }
  expect(await digestOf(read, true, before)).toEqual(before);
});
