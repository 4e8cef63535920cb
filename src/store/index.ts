import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { BotError } from '../core/errors.ts';
import type { PhotoStore } from '../core/photo.ts';
import type { Log } from '../core/services.ts';
import type { Store } from '../core/store.ts';
import { storeFailure } from './failures.ts';
import { createKnownNames } from './known-names.ts';
import { migrate } from './migrate.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import { tablePhotos } from './photos/table.ts';
import { openPostgres, POOL_SIZE, type PostgresOptions } from './postgres.ts';
import type { Schema } from './schema.ts';
import { type Connect, openSqlite } from './sqlite.ts';
import { type Dialect, type Session, statement } from './statement.ts';
import { createTransaction } from './transaction.ts';

export interface StoreOptions extends Partial<PostgresOptions> {
  /** SQLite file; with neither `url` nor `file` the store lives in memory. */
  file?: string | undefined;
  log?: Log | undefined;
  /** For tests: other migrations, another way to open SQLite's driver. */
  migrations?: Record<string, Migration> | undefined;
  connect?: Connect | undefined;
}

export interface RecordStore extends Store {
  /** Pictures kept among the records: for instances that share the database and no folder. */
  photos: PhotoStore;
}

const MIGRATION_TIMEOUT_MS = 600_000;

/**
 * Opens the record store and brings its schema up to date.
 * @param options `url` = PostgreSQL, `file` = SQLite, neither = memory
 * @throws BotError store_locked, store_damaged, store; config when `url` is no PostgreSQL address
 */
export async function openStore(options: StoreOptions = {}): Promise<RecordStore> {
  return options.url === undefined ? openEmbedded(options) : openServed({ ...options, url: options.url });
}

async function openEmbedded({ file, log, connect, migrations = allMigrations }: StoreOptions): Promise<RecordStore> {
  const { db, copy } = openSqlite(file, connect);
  try {
    const done = await migrate(db, migrations, async (migration) => copy(`${file}.before-${migration}`));
    if (done.length > 0 && file !== undefined) log?.info({ file, migrations: done }, 'the record file was brought up to date');
    return createStore('sqlite', db, 1);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function openServed(options: StoreOptions & { url: string }): Promise<RecordStore> {
  const { url, log, poolSize = POOL_SIZE, migrations = allMigrations } = options;
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new BotError('config', 'DATABASE_URL must begin with postgres:// or postgresql://.');
  // Apart from the store's own pool: waiting for another instance's migration takes longer than a statement may.
  const migrating = openPostgres({ ...options, url, poolSize: 2, statementTimeoutMs: MIGRATION_TIMEOUT_MS });
  try {
    const done = await migrate(migrating, migrations);
    if (done.length > 0) log?.info({ migrations: done }, 'the database was brought up to date');
  } finally {
    await migrating.destroy();
  }
  return createStore('postgres', openPostgres({ ...options, url, poolSize }), poolSize);
}

const beat = statement<object, unknown>((db) => db.updateTable('heartbeat').set((eb) => ({ beats: eb('beats', '+', 1) })));

function createStore(kind: Dialect, db: Kysely<Schema>, parallel: number): RecordStore {
  const names = createKnownNames();
  async function run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    // `work` may throw whatever it likes; everything else that comes out of here is the store's.
    let thrown: { error: unknown } | undefined;
    try {
      return await db.transaction().execute(async (trx) => {
        try {
          return await work({ dialect: kind, db: trx });
        } catch (error) {
          thrown = { error };
          throw error;
        }
      });
    } catch (error) {
      throw thrown?.error === error ? error : storeFailure(error);
    }
  }
  return {
    kind,
    parallel,
    transaction: (work) => run((session) => work(createTransaction(session, names))),
    check: async () => {
      await run((session) => beat(session, {}));
    },
    photos: tablePhotos(run),
    close: () => db.destroy(),
  };
}
