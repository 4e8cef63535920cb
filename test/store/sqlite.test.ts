import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Store } from '../../src/core/store.ts';
import { openStore, type StoreOptions } from '../../src/store/index.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { MEMBER_COLUMNS } from '../../src/store/queries/roster.ts';
import { migrationContract } from '../contracts/migrations.ts';
import { storeContract } from '../contracts/store.ts';

const NOW = 1_800_000_000_000;
const somebody = { account: 'wecom:zhangsan', userId: 'ZhangSan', name: '张三' };

let folder: string;
let file: string;
let opened: Store[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaofeng-store-'));
  file = join(folder, 'data', 'records.sqlite');
  opened = [];
});
afterEach(async () => {
  for (const store of opened) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: StoreOptions = {}): Promise<Store> {
  const store = await openStore({ file, ...options });
  opened.push(store);
  return store;
}

const meet = (store: Store, account = somebody.account) =>
  store.transaction((tx) => tx.members.recognise({ ...somebody, account }, NOW));
const members = (store: Store) => store.transaction((tx) => tx.members.list());

storeContract('SQLite', () => openStore({ file }));

migrationContract('SQLite', migrations, async () => (upTo) => openStore({ file, migrations: upTo }));

describe('a store in memory', () => {
  it('works like one on disk and leaves no file', async () => {
    const store = await open({ file: undefined });
    await meet(store);
    expect(await members(store)).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the record file', () => {
  it('is made with its folder, for its owner only', async () => {
    await meet(await open());
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    expect([modeOf(file), modeOf(`${file}-wal`), modeOf(join(folder, 'data'))]).toEqual([0o600, 0o600, 0o700]);
  });

  it('holds after a restart what was committed', async () => {
    const first = await open();
    await meet(first);
    await first.close();
    expect(await members(await open())).toMatchObject([{ id: 'wecom:zhangsan' }]);
  });

  it('refuses a second process at once, and names file and cure', async () => {
    await meet(await open());
    const startedAt = performance.now();
    await expect(openStore({ file })).rejects.toMatchObject({
      code: 'store_locked',
      message: expect.stringMatching(/records\.sqlite .*another process.*DATA_DIR/),
    });
    const child = runChild(`await openStore({ file }).then(() => console.log('opened'), (error) => console.log(error.code));`);
    expect(child.stdout.trim()).toBe('store_locked');
    expect(performance.now() - startedAt).toBeLessThan(4_500);
  });

  it('needs no clean-up after its process was killed', async () => {
    const child = runChild(`
      const store = await openStore({ file });
      await store.transaction((tx) => tx.members.recognise(${JSON.stringify(somebody)}, 1));
      store.transaction(async (tx) => {
        await tx.members.recognise({ account: 'wecom:half', userId: 'half', name: null }, 1);
        process.kill(process.pid, 'SIGKILL');
      });`);
    expect(child.signal).toBe('SIGKILL');
    expect(await members(await open())).toMatchObject([{ id: 'wecom:zhangsan' }]);
  });
});

describe('a damaged file', () => {
  async function written(): Promise<void> {
    const store = await openStore({ file });
    const body = { kind: 'test', payload: { words: '巡'.repeat(500) } };
    const items = Array.from({ length: 200 }, (_, index) => ({ key: `k${index}`, orderingKey: 'g1', body, dueAt: NOW }));
    await store.transaction((tx) => tx.scheduled.add(items, NOW));
    await store.close();
  }

  const damages: Record<string, () => void> = {
    'no database at all': () => writeFileSync(file, 'words words words '.repeat(1_000)),
    'cut in the middle': () => truncateSync(file, Math.floor(statSync(file).size / 2)),
    'with a page of zeros': () => {
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0, 4096 * 10, 4096 * 11));
    },
  };

  it.each(Object.keys(damages))('%s is refused with file and cure', async (name) => {
    await written();
    damages[name]?.();
    await expect(openStore({ file })).rejects.toMatchObject({
      code: 'store_damaged',
      message: expect.stringMatching(/records\.sqlite is damaged \(.+\).*good copy/s),
    });
  });
});

it('refuses to begin anew where the file was lost and its -wal is left', async () => {
  await (await openStore({ file })).close();
  writeFileSync(`${file}-wal`, 'x');
  rmSync(file);
  await expect(openStore({ file })).rejects.toMatchObject({ code: 'store_damaged' });
});

describe('migrations', () => {
  const second = {
    ...migrations,
    '9001-second': {
      up: async (db: Kysely<unknown>) => {
        await db.schema.createTable('second').addColumn('id', 'integer').execute();
      },
    },
  };

  it('leave a copy of the file as it was before', async () => {
    const before = await open();
    await meet(before);
    await before.close();
    await meet(await open({ migrations: second }), 'wecom:later');
    const copy = `${file}.before-9001-second`;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    copyFileSync(copy, join(folder, 'old.sqlite'));
    expect(await members(await open({ file: join(folder, 'old.sqlite') }))).toMatchObject([{ id: 'wecom:zhangsan' }]);
  });

  it('leave no copy of an empty file', async () => {
    await open({ migrations: second });
    expect(readdirSync(join(folder, 'data')).filter((name) => name.includes('before'))).toEqual([]);
  });

  it('refuse a file that a newer version wrote', async () => {
    await (await openStore({ file, migrations: second })).close();
    await expect(openStore({ file })).rejects.toMatchObject({ code: 'store', message: expect.stringContaining('9001-second') });
  });

  it('leave the old schema when one of them fails', async () => {
    const failing = {
      ...second,
      '9002-failing': {
        up: async () => {
          throw new Error('no');
        },
      },
    };
    const before = await openStore({ file });
    await meet(before);
    await before.close();
    await expect(openStore({ file, migrations: failing })).rejects.toMatchObject({ code: 'store' });
    expect(await members(await open())).toHaveLength(1);
  });

  it('leave the old schema when the process is killed amid them', async () => {
    await (await openStore({ file })).close();
    const child = runChild(`
      await openStore({ file, migrations: { ...migrations, '9001-second': { up: async (db) => {
        await db.schema.createTable('second').addColumn('id', 'integer').execute();
        await db.schema.dropTable('acts').execute();
        process.kill(process.pid, 'SIGKILL');
      } } } });`);
    expect(child.signal).toBe('SIGKILL');
    const store = await open();
    await meet(store);
    expect(await store.transaction((tx) => tx.acts.latest('wecom:zhangsan', 0))).toBeUndefined();
  });
});

describe('a disk that fails', () => {
  /** Fails once at the next statement that begins with `word`, the way SQLite reports it. */
  class Failing extends DatabaseSync {
    static word = '';
    static opened = 0;
    constructor(path: string) {
      super(path, { timeout: 250 });
      Failing.opened += 1;
    }
    override prepare(sql: string) {
      const statement = super.prepare(sql);
      const run = statement.run.bind(statement);
      const fail = <T>(work: () => T): T => {
        if (Failing.word === '' || !sql.startsWith(Failing.word)) return work();
        Failing.word = '';
        // SQLite itself rolls a transaction back on such errors: https://sqlite.org/lang_transaction.html
        if (sql !== 'commit') super.exec('rollback');
        throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 10, errstr: 'disk I/O error' });
      };
      const all = statement.all.bind(statement);
      return Object.assign(statement, {
        run: (...values: null[]) => fail(() => run(...values)),
        all: (...values: null[]) => fail(() => all(...values)),
      });
    }
  }
  const connect = (path: string) => new Failing(path);

  it('loses the transaction whose commit failed, and serves the next on a fresh connection', async () => {
    const store = await open({ connect });
    await meet(store);
    const before = Failing.opened;
    Failing.word = 'commit';
    await expect(meet(store, 'wecom:lost')).rejects.toMatchObject({ code: 'store', retryable: true });
    expect(await members(store)).toHaveLength(1);
    expect(Failing.opened).toBe(before + 1);
    await store.check();
  });

  it('writes nothing more of a transaction that SQLite gave up, even when the error is swallowed', async () => {
    const store = await open({ connect });
    const attempt = store.transaction(async (tx) => {
      await tx.members.recognise(somebody, NOW);
      Failing.word = 'insert into "collections"';
      await tx.savepoint(() => tx.collection('points', z.number()).put('a', 1, NOW)).catch(() => {});
      await tx.members.recognise({ ...somebody, account: 'wecom:after' }, NOW);
    });
    await expect(attempt).rejects.toMatchObject({ code: 'store' });
    expect(await members(store)).toEqual([]);
  });
});

it('knows every column that holds a member, so that merging people forgets none', async () => {
  await (await openStore({ file })).close();
  const database = new DatabaseSync(file);
  const columns = database
    .prepare("select m.name as t, c.name as c from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table'")
    .all() as { t: string; c: string }[];
  const references = database
    .prepare(
      "select m.name as t, f.[from] as c from sqlite_schema m, pragma_foreign_key_list(m.name) f where f.[table] = 'members'",
    )
    .all() as { t: string; c: string }[];
  database.close();
  const named = columns.filter(({ c }) => /member/.test(c)).map(({ t, c }) => `${t}.${c}`);
  const known = MEMBER_COLUMNS.map(([table, column]) => `${table}.${column}`).sort();
  expect(known).toEqual(expect.arrayContaining(named));
  expect(references.map(({ t, c }) => `${t}.${c}`).sort()).toEqual(known);
});

/** Another process on the same file. */
function runChild(script: string) {
  const source = new URL('../../src/store/', import.meta.url).href;
  const head = `
    import { openStore } from '${source}index.ts';
    import { migrations } from '${source}migrations/index.ts';
    const file = ${JSON.stringify(file)};`;
  return spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', head + script], {
    encoding: 'utf8',
    timeout: 20_000,
  });
}
