// PostgreSQL behind kysely: a pool whose failures are BotErrors and never kill the process.
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { BotError, messageOf } from '../core/errors.ts';
import type { Log } from '../core/services.ts';
import { storeFailure } from './failures.ts';
import type { Schema } from './schema.ts';

export interface PostgresOptions {
  /** `postgres://…` */
  url: string;
  /** Connections at most; as many transactions run side by side. */
  poolSize?: number | undefined;
  connectTimeoutMs?: number | undefined;
  /** Per statement; 0 = none. The way of a message is over by then: platforms wait 1.2 s (DingTalk). */
  statementTimeoutMs?: number | undefined;
  log?: Log | undefined;
}

export const POOL_SIZE = 8;
const CONNECT_TIMEOUT_MS = 1_000;
const STATEMENT_TIMEOUT_MS = 800;
/** A server that hangs answers no time-out of its own; ours comes a little later than its. */
const ANSWER_GRACE_MS = 400;
/** A stopped process must not keep others waiting for its locks. */
const IDLE_TRANSACTION_TIMEOUT_MS = 10_000;

/** Connects lazily: the first query finds out whether the server is there. */
export function openPostgres(options: PostgresOptions): Kysely<Schema> {
  const { url, log, poolSize = POOL_SIZE, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    ...(statementTimeoutMs > 0 && {
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + ANSWER_GRACE_MS,
    }),
    keepAlive: true,
    application_name: 'xiaofeng',
    types: { getTypeParser },
  });
  // Both may emit `error` outside of any query (server restart); without a listener Node ends the process.
  const lost = (error: unknown) => log?.warn({ error: messageOf(error) }, 'a connection to PostgreSQL was lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return new Kysely({ dialect: new PostgresDialect({ pool: bridge(pool) }) });
}

/** kysely keeps one connection object per client, so each client is wrapped once. */
function bridge(pool: pg.Pool): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch(fail);
      const known = wrapped.get(client) ?? wrap(client);
      wrapped.set(client, known);
      return known;
    },
  };
}

function wrap(client: pg.PoolClient): PostgresPoolClient {
  // kysely's second form of `query` takes cursors; this dialect is given none.
  const query = ((sql: string, parameters: unknown[]) => client.query(sql, parameters).catch(fail)) as unknown;
  return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
}

function fail(error: unknown): never {
  throw storeFailure(error);
}

const INT8 = 20;
const DATE = 1082;

// biome-ignore lint/suspicious/noExplicitAny: as the driver declares it; the parser of a type answers that type.
function getTypeParser(oid: number, format?: any): any {
  if (format !== 'binary' && oid === INT8) return checkedInteger;
  if (format !== 'binary' && oid === DATE) return String;
  return pg.types.getTypeParser(oid, format);
}

function checkedInteger(digits: string): number {
  const value = Number(digits);
  if (!Number.isSafeInteger(value))
    throw new BotError('store', `PostgreSQL answers ${digits}, which no JavaScript number can hold.`);
  return value;
}
