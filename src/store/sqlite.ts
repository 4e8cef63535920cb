// SQLite behind kysely: `node:sqlite` in the shape kysely's dialect expects, durable at every commit, owned by one process.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { BotError } from '../core/errors.ts';
import { storeFailure } from './failures.ts';
import type { Schema } from './schema.ts';
import {
  assertSound,
  BUSY_TIMEOUT_MS,
  configure,
  IN_MEMORY,
  isDistrusted,
  openFailure,
  prepareFile,
  writeWhole,
} from './sqlite-file.ts';

const KEPT_STATEMENTS = 256;

/** Opens the driver's connection; tests hand in one that fails. */
export type Connect = (file: string) => DatabaseSync;

const connectDriver: Connect = (file) => new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });

export interface Sqlite {
  db: Kysely<Schema>;
  /** Writes a consistent copy. */
  copy(to: string): void;
}

/**
 * Opens a record file (created with its folder when missing) and checks it.
 * @param file path, or undefined for a store in memory
 * @throws BotError store_locked (another process has it), store_damaged, store
 */
export function openSqlite(file: string = IN_MEMORY, connect: Connect = connectDriver): Sqlite {
  const connection = new Connection(file, connect);
  return { db: new Kysely({ dialect: new DurableDialect(connection) }), copy: (to) => connection.copy(to) };
}

/**
 * One connection for the life of the store. After a failed commit or an I/O error SQLite's memory and the disk may have parted ways:
 * then the next transaction begins on a fresh connection.
 */
class Connection implements SqliteDatabase {
  readonly #file: string;
  readonly #connect: Connect;
  readonly #statements = new Map<string, SqliteStatement>();
  #driver: DatabaseSync | undefined;
  #inTransaction = false;
  #suspect = false;

  constructor(file: string, connect: Connect) {
    this.#file = file;
    this.#connect = connect;
    if (file !== IN_MEMORY) prepareFile(file);
    this.#driver = this.#open({ checked: true });
  }

  prepare(sql: string): SqliteStatement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#wrap(this.#run((driver) => driver.prepare(sql)));
      if (this.#statements.size === KEPT_STATEMENTS) this.#statements.delete(this.#statements.keys().next().value as string);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  begin(): void {
    if (this.#suspect || this.#driver === undefined) this.#reopen();
    this.prepare('begin immediate').run([]);
    this.#inTransaction = true;
  }

  commit(): void {
    try {
      this.prepare('commit').run([]);
      this.#inTransaction = false;
    } catch (error) {
      this.#suspect = true;
      throw error;
    }
  }

  /** SQLite rolls back by itself after some errors; then there is nothing left to do. */
  rollback(): void {
    this.#inTransaction = false;
    if (!this.#driver?.isTransaction) return;
    try {
      this.prepare('rollback').run([]);
    } catch (error) {
      this.#suspect = true;
      throw error;
    }
  }

  copy(to: string): void {
    writeWhole(to, (part) => this.prepare('vacuum into ?').run([part]));
  }

  close(): void {
    this.#statements.clear();
    this.#driver?.close();
    this.#driver = undefined;
  }

  #wrap(statement: StatementSync): SqliteStatement {
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => this.#run(() => statement.all(...(parameters as null[]))),
      run: (parameters) => this.#run(() => statement.run(...(parameters as null[]))),
      iterate: (parameters) => this.#run(() => statement.iterate(...(parameters as null[]))),
    };
  }

  #run<T>(work: (driver: DatabaseSync) => T): T {
    if (this.#driver === undefined) throw new BotError('store', 'The record store is closed.');
    // Without this check, whatever follows a transaction that SQLite gave up would be committed statement by statement.
    if (this.#inTransaction && !this.#driver.isTransaction) {
      throw new BotError('store', 'SQLite gave the transaction up after an error; nothing of it was written.');
    }
    try {
      return work(this.#driver);
    } catch (error) {
      if (isDistrusted(error)) this.#suspect = true;
      throw storeFailure(error);
    }
  }

  #reopen(): void {
    try {
      this.close();
    } catch {
      // What cannot be closed properly is what we are leaving.
      this.#driver = undefined;
    }
    this.#driver = this.#open({ checked: false });
    this.#suspect = false;
  }

  #open({ checked }: { checked: boolean }): DatabaseSync {
    let driver: DatabaseSync | undefined;
    try {
      driver = this.#connect(this.#file);
      configure(driver, this.#file);
      if (checked) assertSound(driver, this.#file);
      return driver;
    } catch (error) {
      if (driver?.isOpen) driver.close();
      throw openFailure(error, this.#file);
    }
  }
}

/** kysely's own dialect says SQLite cannot undo DDL; it can, and migrations rest on it. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class DurableDialect extends SqliteDialect {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    super({ database: connection });
    this.#connection = connection;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }

  override createDriver(): DurableDriver {
    return new DurableDriver(this.#connection);
  }
}

/** kysely hands its one connection to one transaction at a time (`supportsMultipleConnections` is false), so no mutex here. */
class DurableDriver extends SqliteDriver {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    super({ database: connection });
    this.#connection = connection;
  }

  override async beginTransaction(_: DatabaseConnection): Promise<void> {
    this.#connection.begin();
  }

  override async commitTransaction(_: DatabaseConnection): Promise<void> {
    this.#connection.commit();
  }

  override async rollbackTransaction(_: DatabaseConnection): Promise<void> {
    this.#connection.rollback();
  }
}
