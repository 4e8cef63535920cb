// Where several instances share a database they must not take the same work; SQLite has one process and needs none of this.
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { type Dialect, type Session, statement } from './statement.ts';

export type QueueName = 'inbox' | 'outbox' | 'scheduled' | 'fetches';
interface Head {
  id: number;
  ordering_key: string;
}

/**
 * Makes a choice of queue heads exclusive until the end of the transaction.
 *
 * The row locks keep two instances from choosing one head. They are not enough: ids are drawn before their transactions commit, so
 * the item behind a head may have become visible first and be in the hands of an instance that has not committed its lease. The
 * advisory lock on the ordering key covers that; whoever does not get it leaves the key to the other. It is taken outside of the
 * materialised choice, because inside it would also be taken for rows that the limit drops.
 */
export function exclusively(
  db: Kysely<Schema>,
  table: QueueName,
  heads: SelectQueryBuilder<Schema, QueueName, Head>,
  dialect: Dialect,
) {
  if (dialect === 'sqlite') return heads;
  return db
    .with(
      (cte) => cte('heads').materialized(),
      () => heads.forUpdate().skipLocked(),
    )
    .selectFrom('heads')
    .select(['id', 'ordering_key'])
    .where(sql<boolean>`pg_try_advisory_xact_lock(hashtext(${sql.lit(table)}), hashtext(ordering_key))`);
}

/** Makes the chosen rows exclusive until the end of the transaction. SQLite has one transaction at a time, and no word for it. */
export function forUpdate<Tables extends keyof Schema, Row>(query: SelectQueryBuilder<Schema, Tables, Row>, dialect: Dialect) {
  return dialect === 'sqlite' ? query : query.forUpdate();
}

const lockName = statement<{ room: string; name: string }, unknown>((db, slot) =>
  db.selectNoFrom(sql`pg_advisory_xact_lock(hashtext(${slot.room}), hashtext(${slot.name}))`.as('locked')),
);

/** Waits until nobody else is at this name, and keeps it until the end of the transaction. */
export async function exclusivelyNamed(session: Session, room: string, name: string): Promise<void> {
  if (session.dialect === 'postgres') await lockName(session, { room, name });
}

const drawIds = {
  inbox: drawFrom('inbox'),
  outbox: drawFrom('outbox'),
  scheduled: drawFrom('scheduled'),
  fetches: drawFrom('fetches'),
};

function drawFrom(table: QueueName) {
  return statement<{ count: number }, { id: number }>((db, slot) =>
    db
      .selectFrom(sql`generate_series(1, ${slot.count}::integer)`.as('row'))
      .select(sql<number>`nextval(pg_get_serial_sequence(${sql.lit(table)}, 'id'))`.as('id')),
  );
}

/**
 * The rows in the order in which they may be inserted. Two instances that insert the same keys (the same messages, delivered to both)
 * in different orders would wait for each other, so on PostgreSQL rows go in by key. Their ids are drawn first and follow the given
 * order: it is the order of work. (Running into the deadlock and trying again would cost a second of `deadlock_timeout`, more than a
 * platform waits.)
 */
export async function insertable<Row extends { key: string }>(session: Session, table: QueueName, rows: Row[]): Promise<Row[]> {
  if (session.dialect === 'sqlite' || rows.length < 2) return rows;
  const { rows: drawn } = await drawIds[table](session, { count: rows.length });
  const ids = drawn.map((row) => row.id).sort((a, b) => a - b);
  return rows.map((row, index) => ({ id: ids[index], ...row })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
