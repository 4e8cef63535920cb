import { sql } from 'kysely';
import type { z } from 'zod';
import { BotError } from '../../core/errors.ts';
import type { Collection } from '../../core/store.ts';
import { type Session, statement, touched } from '../statement.ts';

/** So many at once; more go with the next call. */
const PURGE_LIMIT = 1_000;

const get = statement<{ name: string; key: string }, { value: string }>((db, slot) =>
  db.selectFrom('collections').select('value').where('collection', '=', slot.name).where('key', '=', slot.key),
);

/** A row that is not there cannot be locked; its name can. SQLite has one transaction at a time, and no word for it. */
const lock = statement<{ name: string; key: string }, unknown>((db, slot) =>
  db.selectNoFrom(sql`pg_advisory_xact_lock(hashtext(${slot.name}), hashtext(${slot.key}))`.as('locked')),
);

const put = statement<{ name: string; key: string; value: string; now: number }, unknown>((db, slot) =>
  db
    .insertInto('collections')
    .values({ collection: slot.name, key: slot.key, value: slot.value, updated_at: slot.now })
    .onConflict((conflict) => conflict.columns(['collection', 'key']).doUpdateSet({ value: slot.value, updated_at: slot.now })),
);

const remove = statement<{ name: string; key: string }, unknown>((db, slot) =>
  db.deleteFrom('collections').where('collection', '=', slot.name).where('key', '=', slot.key),
);

const list = statement<{ name: string }, { key: string; value: string }>((db, slot) =>
  db.selectFrom('collections').select(['key', 'value']).where('collection', '=', slot.name),
);

// The instant stands in both parts: what is put again while the rows are being chosen stays.
const purge = statement<{ name: string; before: number; limit: number }, unknown>((db, slot) =>
  db
    .deleteFrom('collections')
    .where('collection', '=', slot.name)
    .where('updated_at', '<', slot.before)
    .where('key', 'in', (eb) =>
      eb
        .selectFrom('collections')
        .select('key')
        .where('collection', '=', slot.name)
        .where('updated_at', '<', slot.before)
        .orderBy('key')
        .limit(slot.limit),
    ),
);

/**
 * A handler's own records. The schema is checked on the way out: the handler may have changed since they were written.
 * @throws BotError store_rejected when a record no longer fits the schema
 */
export function collection<T>(session: Session, name: string, schema: z.ZodType<T>): Collection<T> {
  function read(json: string): T {
    const result = schema.safeParse(JSON.parse(json));
    if (result.success) return result.data;
    throw new BotError('store_rejected', `A record of the collection ${name} does not fit its schema.`, {
      cause: result.error,
      detail: 'collection_schema',
    });
  }
  async function find(key: string): Promise<T | undefined> {
    const [row] = (await get(session, { name, key })).rows;
    return row && read(row.value);
  }
  return {
    get: find,
    async lock(key) {
      if (session.dialect === 'postgres') await lock(session, { name, key });
      return await find(key);
    },
    async put(key, value, now) {
      await put(session, { name, key, value: JSON.stringify(value), now });
    },
    async remove(key) {
      await remove(session, { name, key });
    },
    purge: async (before, limit = PURGE_LIMIT) => touched(await purge(session, { name, before, limit })),
    async list() {
      const { rows } = await list(session, { name });
      // Sorted here: the collation of the database differs from one to the other.
      return rows.map(({ key, value }) => ({ key, value: read(value) })).sort((a, b) => (a.key < b.key ? -1 : 1));
    },
  };
}
