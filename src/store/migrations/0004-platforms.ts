import { type Kysely, sql } from 'kysely';

const QUEUES = ['inbox', 'outbox', 'scheduled', 'fetches'];

/** What instances share about the platforms: who does what only one can do, how much of which limit is used. Urgent items first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('tallies')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('tallies_key', ['name', 'at'])
    .execute();
  await db.schema.createIndex('tallies_at').on('tallies').columns(['at', 'name']).execute();

  // Next to nothing stands in them: whoever leases looks there first.
  for (const queue of QUEUES) {
    await db.schema
      .createIndex(`${queue}_urgent`)
      .on(queue)
      .columns(['ordering_key', 'id'])
      .where(sql<boolean>`state not in ('parked', 'done', 'dead', 'dropped') and substr(ordering_key, 1, 1) = '!'`)
      .execute();
  }
}
