// The table of stations on a real PostgreSQL: one import, several instances.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examine } from '../../src/cli/doctor.ts';
import { runImport } from '../../src/cli/import.ts';
import { openStore } from '../../src/store/index.ts';
import { openStationSettings, rowAdapter, stationsDocument } from '../../src/store/settings/index.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const log = { info() {}, warn() {}, error() {} };
let postgres: TestPostgres;
let url: string;
let home: string;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase('xiaofeng_stations_test');
  home = mkdtempSync(join(tmpdir(), 'import-stations-'));
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(home, { recursive: true });
});

it('reaches an instance that runs, and the doctor counts them', async () => {
  const store = await openStore({ url, log });
  const settings = await openStationSettings({ adapter: rowAdapter(stationsDocument, store, { now: () => 0 }), log });
  writeFileSync(join(home, '驿站.csv'), '名称,地址\n江畔驿站,江畔路18号\n枫桥驿站,枫桥路66号\n');
  const printed: string[] = [];
  const terminal = { print: (line: string) => printed.push(line), complain: (line: string) => printed.push(line), ask: null };
  const env = { DATABASE_URL: url, DATA_DIR: join(home, 'data'), PORT: '0' };
  expect(await runImport(['--stations', join(home, '驿站.csv'), '--yes'], env, terminal)).toBe(0);
  expect(printed.at(-1)).toBe('导入好了，驿站表现在有 2 个驿站，放在 PostgreSQL，一分钟内生效。');
  expect(await settings.reload()).toBe('changed');
  expect(settings.current().map(({ name }) => name)).toEqual(['江畔驿站', '枫桥驿站']);
  expect(await settings.reload()).toBe('unchanged');
  await store.close();
  expect((await examine(env, Date.parse('2026-11-22T12:00:00Z'))).map(({ say }) => say)).toContain(
    '驿站表：没有问题，2 个驿站。',
  );
  expect(readdirSync(home)).not.toContain('data');
});
