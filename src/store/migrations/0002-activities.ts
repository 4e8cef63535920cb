import { type ColumnDataType, type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

/** Activities with sessions, sign-ups and reminders; notices; who is in which group. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const id = idColumn(db);

  await id(db.schema.createTable('activities'))
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('theme', 'text')
    .addColumn('groups', 'text', (column) => column.notNull())
    .addColumn('place', 'text')
    .addColumn('capacity', 'integer')
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('sign_up_until', 'bigint')
    .addColumn('notes', 'text', (column) => column.notNull())
    .addColumn('insisted', 'integer', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull().references('members.id'))
    .addColumn('series_id', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('activities_status').on('activities').columns(['status', 'id']).execute();
  await db.schema.createIndex('activities_creator').on('activities').column('created_by').execute();

  await activity(id(db.schema.createTable('sessions')))
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('end_at', 'bigint', (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('occupations', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_activity').on('sessions').columns(['activity_id', 'start_at']).execute();
  // The end first: one asks for what is still to come, or for a short while ago. All three, so that the rows need not be read.
  await db.schema.createIndex('sessions_span').on('sessions').columns(['end_at', 'start_at', 'activity_id']).execute();

  // No reference to the session: one that is no longer held is removed, and who had come to it stays on file.
  await member(activity(id(db.schema.createTable('sign_ups'))))
    .addColumn('session_id', 'bigint', (column) => column.notNull())
    .addColumn('party_size', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('sign_ups_standing')
    .unique()
    .on('sign_ups')
    .columns(['activity_id', 'member_id'])
    .where(sql<boolean>`status <> 'cancelled'`)
    .execute();
  await db.schema.createIndex('sign_ups_member').on('sign_ups').column('member_id').execute();

  // `planned_at` names it for ever, `due_at` may move: what is planned twice is found again after a move.
  await activity(id(db.schema.createTable('reminders')))
    .addColumn('session_id', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('occupation', 'text', (column) => column.notNull())
    .addColumn('planned_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addUniqueConstraint('reminders_key', ['session_id', 'revision', 'occupation', 'planned_at'])
    .execute();
  await db.schema.createIndex('reminders_activity').on('reminders').column('activity_id').execute();
  await db.schema
    .createIndex('reminders_due')
    .on('reminders')
    .columns(['due_at', 'id'])
    .where(sql<boolean>`state = 'planned'`)
    .execute();

  await id(db.schema.createTable('notices'))
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('groups', 'text', (column) => column.notNull())
    .addColumn('require_ack', 'integer', (column) => column.notNull())
    .addColumn('urgent', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull().references('members.id'))
    .addColumn('confirmed_by', 'text', (column) => column.references('members.id'))
    .addColumn('people', 'integer', (column) => column.notNull())
    .addColumn('send_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('notices_created').on('notices').columns(['created_at', 'id']).execute();
  await db.schema.createIndex('notices_creator').on('notices').column('created_by').execute();
  await db.schema
    .createIndex('notices_confirmer')
    .on('notices')
    .column('confirmed_by')
    .where('confirmed_by', 'is not', null)
    .execute();

  await member(db.schema.createTable('memberships'))
    .addColumn('group_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('memberships_key', ['member_id', 'group_id'])
    .execute();
  await db.schema.createIndex('memberships_group').on('memberships').column('group_id').execute();

  await db.schema
    .createIndex('attendance_activity')
    .on('attendance')
    .columns(['activity_id', 'at'])
    .where('activity_id', 'is not', null)
    .execute();
  await db.schema.createIndex('acknowledgements_subject').on('acknowledgements').columns(['subject', 'at']).execute();
}

type Table = CreateTableBuilder<string, string>;

/** Never used twice, also after the newest row was deleted: buttons on old cards carry them. */
function idColumn(db: Kysely<unknown>): (table: Table) => Table {
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    return (table) => table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement());
  }
  return (table) =>
    table.addColumn('id', 'bigint' satisfies ColumnDataType, (column) => column.primaryKey().generatedByDefaultAsIdentity());
}

/** Whose row it is. Every column that holds a member id points there; `queries/roster.ts` re-points them when people are merged. */
function member(table: Table): Table {
  return table.addColumn('member_id', 'text', (column) => column.notNull().references('members.id'));
}

function activity(table: Table): Table {
  return table.addColumn('activity_id', 'bigint', (column) => column.notNull().references('activities.id'));
}
