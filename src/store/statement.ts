// kysely takes 10–40 µs to build a query, SQLite 5 µs to run it. So a query is written in kysely, compiled once, and run with new values.
import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Store } from '../core/store.ts';
import type { Schema } from './schema.ts';

export type Dialect = Store['kind'];

/** What queries run on: one transaction. */
export interface Session {
  dialect: Dialect;
  db: Kysely<Schema>;
}

/** Stands in a query for a value that is known at each call. kysely takes any plain object for a parameter. */
class Slot {
  readonly read: (values: object, items: readonly unknown[]) => unknown;
  constructor(read: Slot['read']) {
    this.read = read;
  }
}

export type Statement<Values, Item, Row> = (
  session: Session,
  values: Values,
  items?: readonly Item[],
) => Promise<QueryResult<Row>>;

/**
 * A query compiled once per dialect and, when it takes a list (`items`: rows of an insert, members of an `in`), per length of it.
 * Callers keep the number of lengths small: `chunks` for rows, `padded` for `in`. All items have the same fields.
 * @param build writes the query; `slot.name` and `items` stand for the values, never look at them
 */
export function statement<Values extends object, Row, Item = never>(
  build: (db: Kysely<Schema>, slot: Values, items: Item[], dialect: Dialect) => Compilable<Row>,
): Statement<Values, Item, Row> {
  const compiled = { sqlite: new Map<number, CompiledQuery<Row>>(), postgres: new Map<number, CompiledQuery<Row>>() };
  const slots = new Proxy({}, { get: (_, name) => new Slot((values) => values[name as never]) }) as Values;
  return ({ db, dialect }, values, items = []) => {
    let query = compiled[dialect].get(items.length);
    if (query === undefined) {
      query = build(db, slots, slotsOf(items), dialect).compile();
      compiled[dialect].set(items.length, query);
    }
    const parameters = query.parameters.map((value) => (value instanceof Slot ? value.read(values, items) : value));
    return db.executeQuery<Row>({ sql: query.sql, query: query.query, queryId: query.queryId, parameters });
  };
}

function slotsOf<Item>(items: readonly Item[]): Item[] {
  return items.map((item, index) => {
    if (typeof item !== 'object' || item === null) return new Slot((_, now) => now[index]) as Item;
    const fields = Object.keys(item).map((field) => [field, new Slot((_, now) => (now[index] as never)[field])]);
    return Object.fromEntries(fields) as Item;
  });
}

/** Parts of at most `size`, in order. */
export function chunks<T>(items: readonly T[], size = 64): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** The list with its last item repeated up to a power of two: for `in`, where a repeat changes nothing. */
export function padded<T>(items: readonly T[]): readonly T[] {
  const length = 2 ** Math.ceil(Math.log2(items.length));
  return length === items.length ? items : Array.from({ length }, (_, index) => items[Math.min(index, items.length - 1)] as T);
}

/** How many rows an update or delete touched. */
export function touched(result: QueryResult<unknown>): number {
  return Number(result.numAffectedRows ?? 0n);
}
