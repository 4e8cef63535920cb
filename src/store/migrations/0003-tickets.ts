import { type ColumnDataType, type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

/** Tickets with their history, followers, accesses and photos; the queue that fetches photos, and a table that may keep them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const id = idColumn(db);

  // What is long comes last, so that SQLite reads the columns before it without the pages of a long text.
  await id(db.schema.createTable('tickets'))
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('urgent', 'integer', (column) => column.notNull())
    .addColumn('anonymous', 'integer', (column) => column.notNull())
    .addColumn('reporter_id', 'text', (column) => column.references('members.id'))
    .addColumn('reporter_digest', 'text')
    .addColumn('group_id', 'text')
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('handler_id', 'text', (column) => column.references('members.id'))
    .addColumn('unsatisfied', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('ended_as', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('level_at', 'bigint', (column) => column.notNull())
    .addColumn('status_at', 'bigint', (column) => column.notNull())
    .addColumn('next_step', 'text')
    .addColumn('next_at', 'bigint')
    .addColumn('turn', 'integer', (column) => column.notNull())
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('answered_at', 'bigint')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('place', 'text')
    .addColumn('place_key', 'text', (column) => column.notNull())
    .addColumn('reporter_seal', 'text')
    .addColumn('outcome', 'text')
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('original', 'text')
    .execute();
  const index = (name: string) => db.schema.createIndex(`tickets_${name}`).on('tickets');
  await index('source').column('source').execute();
  await index('reporter').columns(['reporter_id', 'created_at', 'id']).where('reporter_id', 'is not', null).execute();
  await index('digest').columns(['reporter_digest', 'created_at', 'id']).where('reporter_digest', 'is not', null).execute();
  await index('handler').columns(['handler_id', 'status', 'due_at', 'id']).where('handler_id', 'is not', null).execute();
  await index('next').columns(['next_at', 'id']).where('next_at', 'is not', null).execute();
  // Whatever lists and counts may ask for stands in one of these two: rows are read only of what is answered, however rare it is.
  await index('running')
    .columns(['due_at', 'id', 'level', 'status', 'kind', 'category', 'handler_id', 'unsatisfied', 'created_at'])
    .where(sql<boolean>`status in ('open', 'accepted', 'resolved')`)
    .execute();
  await index('made')
    .columns(['created_at', 'id', 'kind', 'category', 'status', 'level', 'ended_as', 'unsatisfied', 'handler_id', 'due_at'])
    .execute();

  await index('unsatisfied')
    .columns(['created_at', 'id', 'kind', 'category', 'status', 'level', 'ended_as', 'unsatisfied', 'handler_id', 'due_at'])
    .where(sql<boolean>`unsatisfied > 0`)
    .execute();

  // Whoever settles tickets is asked for at each of them.
  await db.schema.createIndex('members_role').on('members').column('role').execute();

  // One row for each kind. It is locked until the transaction that takes a number ends, so that none is left out.
  await db.schema
    .createTable('ticket_numbers')
    .addColumn('kind', 'text', (column) => column.primaryKey().notNull())
    .addColumn('last', 'bigint', (column) => column.notNull())
    .execute();

  await ticket(id(db.schema.createTable('ticket_events')))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('done_by', 'text', (column) => column.references('members.id'))
    .addColumn('is_reporter', 'integer', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .execute();
  await db.schema.createIndex('ticket_events_ticket').on('ticket_events').columns(['ticket_id', 'id']).execute();
  await db.schema
    .createIndex('ticket_events_doer')
    .on('ticket_events')
    .column('done_by')
    .where('done_by', 'is not', null)
    .execute();

  await member(ticket(id(db.schema.createTable('ticket_followers'))))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('ticket_followers_key', ['ticket_id', 'member_id'])
    .execute();
  await db.schema.createIndex('ticket_followers_member').on('ticket_followers').column('member_id').execute();

  await member(ticket(id(db.schema.createTable('ticket_accesses'))))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('ticket_accesses_ticket').on('ticket_accesses').columns(['ticket_id', 'id']).execute();
  await db.schema.createIndex('ticket_accesses_member').on('ticket_accesses').column('member_id').execute();

  await ticket(id(db.schema.createTable('ticket_photos')))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('digest', 'text')
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('ticket_photos_ticket').on('ticket_photos').columns(['ticket_id', 'id']).execute();

  await db.schema
    .createTable('photos')
    .addColumn('digest', 'text', (column) => column.primaryKey().notNull())
    .addColumn('bytes', isSqlite(db) ? 'blob' : 'bytea', (column) => column.notNull())
    .execute();

  await fetches(id(db.schema.createTable('fetches'))).execute();
  const queueIndex = (name: string) => db.schema.createIndex(`fetches_${name}`).on('fetches');
  await queueIndex('unfinished')
    .columns(['ordering_key', 'id'])
    .where(sql<boolean>`state not in ('parked', 'done', 'dead', 'dropped')`)
    .execute();
  await queueIndex('due').columns(['state', 'due_at']).execute();
  await queueIndex('finished').column('finished_at').where('finished_at', 'is not', null).execute();
}

type Table = CreateTableBuilder<string, string>;

const isSqlite = (db: Kysely<unknown>): boolean => db.getExecutor().adapter instanceof SqliteAdapter;

/** Never used twice, also after the newest row was deleted: buttons and work that is planned carry them. */
function idColumn(db: Kysely<unknown>): (table: Table) => Table {
  if (isSqlite(db)) return (table) => table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement());
  return (table) =>
    table.addColumn('id', 'bigint' satisfies ColumnDataType, (column) => column.primaryKey().generatedByDefaultAsIdentity());
}

/** Whose row it is. Every column that holds a member id points there; `queries/roster.ts` re-points them when people are merged. */
function member(table: Table): Table {
  return table.addColumn('member_id', 'text', (column) => column.notNull().references('members.id'));
}

function ticket(table: Table): Table {
  return table.addColumn('ticket_id', 'bigint', (column) => column.notNull().references('tickets.id'));
}

/** A queue, as the first migration made the others. */
function fetches(table: Table): Table {
  return table
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
    .addColumn('body', 'text', (column) => column.notNull());
}
