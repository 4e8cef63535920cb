import { type ColumnDataType, type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

/** The first schema: queues, people, attendance, acknowledgements, acts, open questions, collections. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const id = idColumn(db);

  for (const queue of ['inbox', 'outbox', 'scheduled']) {
    await id(db.schema.createTable(queue))
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('ordering_key', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('lease_owner', 'text')
      .addColumn('leased_until', 'bigint')
      .addColumn('cause', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('finished_at', 'bigint')
      .addColumn('reason', 'text')
      // Last, so that SQLite reads the columns before it without the pages of a long body.
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    const index = (name: string) => db.schema.createIndex(`${queue}_${name}`).on(queue);
    // What waits, in order: leasing reads this index alone, however many finished items are kept.
    await index('unfinished')
      .columns(['ordering_key', 'id'])
      .where(sql<boolean>`state not in ('parked', 'done', 'dead', 'dropped')`)
      .execute();
    await index('due').columns(['state', 'due_at']).execute();
    await index('finished').column('finished_at').where('finished_at', 'is not', null).execute();
    if (queue === 'outbox') await index('cause').column('cause').where('cause', 'is not', null).execute();
  }

  await db.schema
    .createTable('members')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('occupation', 'text')
    .addColumn('level', 'text')
    .addColumn('area', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await member(
    db.schema.createTable('accounts').addColumn('account', 'text', (column) => column.primaryKey().notNull()),
  ).execute();
  await db.schema.createIndex('accounts_member').on('accounts').column('member_id').execute();

  await member(id(db.schema.createTable('attendance')))
    .addColumn('activity_id', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('mode', 'text')
    .addColumn('hours', 'double precision')
    .addColumn('place', 'text')
    .addColumn('half', 'text')
    .addColumn('items', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('recorded_at', 'bigint', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('withdrawn_at', 'bigint')
    .execute();
  await db.schema.createIndex('attendance_member').on('attendance').columns(['member_id', 'at']).execute();

  await member(id(db.schema.createTable('acknowledgements')))
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('withdrawn_at', 'bigint')
    .execute();
  await db.schema.createIndex('acknowledgements_member').on('acknowledgements').columns(['member_id', 'subject']).execute();

  await member(id(db.schema.createTable('acts')))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('record_id', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('undone_at', 'bigint')
    .execute();
  await db.schema.createIndex('acts_member').on('acts').columns(['member_id', 'at']).execute();

  await member(db.schema.createTable('open_questions'))
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('handler', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('asking', 'text', (column) => column.notNull())
    .addColumn('choices', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('open_questions_key', ['member_id', 'conversation'])
    .execute();

  await db.schema
    .createTable('collections')
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('collections_key', ['collection', 'key'])
    .execute();

  await db.schema
    .createTable('heartbeat')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('beats', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into heartbeat (id, beats) values (1, 0)`.execute(db);
}

type Table = CreateTableBuilder<string, string>;

/** Never used twice, also after the newest row was deleted: outbox ids are the platforms' deduplication ids. */
function idColumn(db: Kysely<unknown>): (table: Table) => Table {
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    return (table) => table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement());
  }
  return (table) =>
    table.addColumn('id', 'bigint' satisfies ColumnDataType, (column) => column.primaryKey().generatedByDefaultAsIdentity());
}

/** Every column that holds a member id is called so and points there; `queries/roster.ts` re-points them when people are merged. */
function member(table: Table): Table {
  return table.addColumn('member_id', 'text', (column) => column.notNull().references('members.id'));
}
