// Past the store's own queries, straight at the file: what stands in the ledgers cannot be changed there either.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { writeLedgers } from '../contracts/bench.ts';

let folder: string;
let database: DatabaseSync;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaofeng-ledger-'));
  const file = join(folder, 'records.sqlite');
  const store = await openStore({ file });
  await store.transaction(writeLedgers);
  await store.close();
  database = new DatabaseSync(file);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const TABLES = ['point_entries', 'hour_entries', 'point_rules'];
const rowsOf = (table: string) => database.prepare(`select * from ${table} order by 1`).all();
const columnsOf = (table: string) => Object.keys(rowsOf(table)[0]!);

describe.each(TABLES)('%s', (table) => {
  it('refuses every change but of whose an entry is', () => {
    const before = rowsOf(table);
    expect(before).toHaveLength(2);
    for (const column of [...columnsOf(table), 'rowid', 'oid']) {
      if (column === 'member_id' || column === 'confirmed_by') continue;
      const change = () => database.exec(`update ${table} set ${column} = coalesce(${column}, 1) || '1'`);
      expect(change, column).toThrow(/what stands is never changed/);
    }
    expect(rowsOf(table)).toEqual(before);
  });

  it('refuses to be emptied, and to be written over', () => {
    const before = rowsOf(table);
    expect(() => database.exec(`delete from ${table}`)).toThrow(/what stands is never changed/);
    expect(() => database.exec(`delete from ${table} where rowid = 2`)).toThrow(/what stands is never changed/);
    const columns = columnsOf(table).join(', ');
    for (const word of ['insert or replace', 'replace', 'insert or ignore']) {
      try {
        database.exec(`${word} into ${table} (${columns}) select ${columns} from ${table}`);
      } catch (error) {
        expect(String(error)).toMatch(/what stands is never changed/);
      }
      expect(rowsOf(table)).toEqual(before);
    }
  });
});

it('lets nobody be written over an entry of another name, or over what takes one back', () => {
  const before = rowsOf('point_entries');
  const columns = columnsOf('point_entries');
  const copy = (over: Record<string, string>) =>
    database.exec(
      `replace into point_entries (${columns.join(', ')}) select ${columns.map((name) => over[name] ?? name).join(', ')} from point_entries`,
    );
  expect(() => copy({ source: "'other'" })).toThrow(/what stands is never changed/);
  expect(() =>
    copy({ id: 'id + 10', source: "'other'", reverses: '1', kind: "'reversed'", points: '-2', full_points: '-2' }),
  ).toThrow(/what stands is never changed/);
  expect(rowsOf('point_entries')).toEqual(before);
});

it('lets whose an entry is follow people, but a confirmation neither come nor go', () => {
  database.exec(
    `insert into members select 'zhang', name, role, occupation, level, area, created_at, updated_at from members limit 1`,
  );
  database.exec(`update point_entries set member_id = 'zhang'`);
  database.exec(`update point_entries set confirmed_by = 'zhang' where confirmed_by is not null`);
  for (const change of [
    "confirmed_by = 'zhang' where confirmed_by is null",
    'confirmed_by = null where confirmed_by is not null',
  ]) {
    expect(() => database.exec(`update point_entries set ${change}`)).toThrow(/what stands is never changed/);
  }
});

it('sums all of a person without a look at the rows', () => {
  const plan = (query: string) => database.prepare(`explain query plan ${query}`).all()[0]?.detail;
  const sum = "select coalesce(sum(points), 0) from point_entries where member_id = 'x'";
  expect(plan(sum)).toContain('USING COVERING INDEX');
  expect(plan(`${sum} and at >= 1 and at < 2 and kind in ('earned', 'reversed')`)).toContain('USING COVERING INDEX');
  expect(plan("select coalesce(sum(minutes), 0) from hour_entries where member_id = 'x'")).toContain('USING COVERING INDEX');
});
