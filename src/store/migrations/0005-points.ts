import { type ColumnDataType, type CreateTableBuilder, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';

/**
 * Points and volunteer hours: two ledgers, with the rules points were given by; goods and who exchanged points for them. The database
 * itself refuses to change or remove what the ledgers and the rules hold: only whose an entry is may change, when people are merged.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const id = idColumn(db);

  await db.schema
    .createTable('point_rules')
    .addColumn('version', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('rules', 'text', (column) => column.notNull())
    .addColumn('monthly_cap', 'integer', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addCheckConstraint('point_rules_version', sql`version > 0`)
    .addCheckConstraint('point_rules_cap', sql`monthly_cap >= 0`)
    .execute();

  await source(member(id(db.schema.createTable('point_entries'))))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('points', 'integer', (column) => column.notNull())
    .addColumn('full_points', 'integer', (column) => column.notNull())
    .addColumn('rule', 'text')
    .addColumn('rule_version', 'integer', (column) => column.references('point_rules.version'))
    .addColumn('reverses', 'bigint', (column) => column.references('point_entries.id'))
    .addUniqueConstraint('point_entries_key', ['source', 'kind', 'turn'])
    .addCheckConstraint(
      'point_entries_kind',
      sql`case kind
        when 'earned' then points between 0 and full_points and rule is not null and rule_version is not null
        when 'returned' then points >= 0 and points = full_points
        when 'reversed' then points <= 0 and points = full_points
        when 'exchanged' then points <= 0 and points = full_points
        else 1 = 0 end`,
    )
    .addCheckConstraint('point_entries_opposite', sql`(kind in ('reversed', 'returned')) = (reverses is not null)`)
    .addCheckConstraint('point_entries_whole', whole(db, 'points', 'full_points', 'turn'))
    .addCheckConstraint('point_entries_most', sql`full_points between -100000 and 100000 and turn >= 0`)
    .execute();
  const points = (name: string) => db.schema.createIndex(`point_entries_${name}`).on('point_entries');
  // Pages of a statement; the sum of all of a person without a look at the rows.
  await points('member').columns(['member_id', 'id', 'points']).execute();
  await points('month').columns(['member_id', 'at', 'kind', 'points']).execute();
  await points('reverses').unique().column('reverses').where('reverses', 'is not', null).execute();
  await points('confirmer').column('confirmed_by').where('confirmed_by', 'is not', null).execute();

  await source(member(id(db.schema.createTable('hour_entries'))))
    .addColumn('minutes', 'integer', (column) => column.notNull())
    .addColumn('reverses', 'bigint', (column) => column.references('hour_entries.id'))
    .addCheckConstraint('hour_entries_opposite', sql`(minutes < 0) = (reverses is not null)`)
    .addCheckConstraint('hour_entries_whole', whole(db, 'minutes', 'turn'))
    // No report holds more than a day.
    .addCheckConstraint('hour_entries_most', sql`minutes between -1440 and 1440 and minutes <> 0 and turn >= 0`)
    .execute();
  const hours = (name: string) => db.schema.createIndex(`hour_entries_${name}`).on('hour_entries');
  await hours('key').unique().columns(['source', 'turn']).expression(sql`(minutes > 0)`).execute();
  await hours('member').columns(['member_id', 'id', 'minutes']).execute();
  await hours('reverses').unique().column('reverses').where('reverses', 'is not', null).execute();
  await hours('confirmer').column('confirmed_by').where('confirmed_by', 'is not', null).execute();

  await id(db.schema.createTable('goods'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('cost', 'integer', (column) => column.notNull())
    .addColumn('stock', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addCheckConstraint('goods_cost', sql`cost between 1 and 100000`)
    .addCheckConstraint('goods_stock', sql`stock >= 0`)
    .addCheckConstraint('goods_status', sql`status in ('offered', 'withdrawn')`)
    .addCheckConstraint('goods_whole', whole(db, 'cost', 'stock'))
    .execute();
  await db.schema.createIndex('goods_name').on('goods').column('name').execute();

  await member(id(db.schema.createTable('exchanges')))
    .addColumn('goods_id', 'bigint', (column) => column.notNull().references('goods.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('cost', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.references('members.id'))
    .addColumn('decided_at', 'bigint')
    .addColumn('source', 'text', (column) => column.notNull())
    .addCheckConstraint('exchanges_cost', sql`cost between 1 and 100000`)
    .addCheckConstraint('exchanges_status', sql`status in ('asked', 'granted', 'declined', 'cancelled')`)
    .execute();
  const exchanges = (name: string) => db.schema.createIndex(`exchanges_${name}`).on('exchanges');
  await exchanges('member').columns(['member_id', 'id']).execute();
  await exchanges('status').columns(['status', 'id']).execute();
  await exchanges('decider').column('decided_by').where('decided_by', 'is not', null).execute();

  for (const statement of isSqlite(db) ? await sqliteGuards(db) : POSTGRES_GUARDS) await sql.raw(statement).execute(db);
}

type Table = CreateTableBuilder<string, string>;

const isSqlite = (db: Kysely<unknown>): boolean => db.getExecutor().adapter instanceof SqliteAdapter;

function idColumn(db: Kysely<unknown>): (table: Table) => Table {
  if (isSqlite(db)) return (table) => table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement());
  return (table) =>
    table.addColumn('id', 'bigint' satisfies ColumnDataType, (column) => column.primaryKey().generatedByDefaultAsIdentity());
}

/** Whose row it is; `queries/roster.ts` re-points it when people are merged. */
function member(table: Table): Table {
  return table.addColumn('member_id', 'text', (column) => column.notNull().references('members.id'));
}

/** What both ledgers say of an entry: what caused it, who confirmed it, when. */
function source(table: Table): Table {
  return table
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('turn', 'integer', (column) => column.notNull())
    .addColumn('about', 'text')
    .addColumn('confirmed_by', 'text', (column) => column.references('members.id'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('recorded_at', 'bigint', (column) => column.notNull());
}

/** To SQLite an integer column is a wish: it would keep 1.5, or a word. */
function whole(db: Kysely<unknown>, ...columns: string[]): RawBuilder<unknown> {
  if (!isSqlite(db)) return sql`1 = 1`;
  return sql.join(
    columns.map((column) => sql`typeof(${sql.ref(column)}) = 'integer'`),
    sql` and `,
  );
}

const LEDGERS = ['point_entries', 'hour_entries', 'point_rules'];
/** They hold member ids. */
const FOLLOW_PEOPLE = ['member_id', 'confirmed_by'];

/**
 * The row is compared, not the list of columns an update names: SQLite knows an id by other names, too. And `insert or replace` removes
 * what it clashes with without asking any trigger of deletes: a clash ends before it is one.
 */
async function sqliteGuards(db: Kysely<unknown>): Promise<string[]> {
  const clashes: Record<string, { leftOut: string; refused: string }> = {
    point_entries: {
      leftOut: 'source = new.source and kind = new.kind and turn = new.turn',
      refused: 'id = new.id or reverses = new.reverses',
    },
    hour_entries: {
      leftOut: 'source = new.source and turn = new.turn and (minutes > 0) = (new.minutes > 0)',
      refused: 'id = new.id or reverses = new.reverses',
    },
    point_rules: { leftOut: 'version = new.version', refused: '1 = 0' },
  };
  const guards = LEDGERS.map(async (table) => {
    const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db);
    const fixed = rows.map(({ name }) => name).filter((name) => !FOLLOW_PEOPLE.includes(name));
    const changed = [...fixed.map((name) => `new.${name} is not old.${name}`), ...(fixed.length < rows.length ? [WHO] : [])];
    const refuse = `select raise(abort, '${table}: what stands is never changed')`;
    const { leftOut, refused } = clashes[table]!;
    const stands = (which: string) => `exists (select 1 from ${table} where ${which})`;
    return [
      `create trigger ${table}_kept before delete on ${table} begin ${refuse}; end`,
      `create trigger ${table}_unchanged before update on ${table} when ${changed.join(' or ')} begin ${refuse}; end`,
      `create trigger ${table}_once before insert on ${table} begin
        select raise(ignore) where ${stands(leftOut)};
        ${refuse} where ${stands(refused)};
      end`,
    ];
  });
  return (await Promise.all(guards)).flat();
}

/** Somebody stays somebody, and nobody nobody. */
const WHO = '(new.confirmed_by is null) is not (old.confirmed_by is null)';

const POSTGRES_GUARDS = [
  `create function ledger_unchanged() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' then
      if to_jsonb(new) - '{member_id,confirmed_by}'::text[] = to_jsonb(old) - '{member_id,confirmed_by}'::text[]
        and (to_jsonb(new) ->> 'confirmed_by' is null) = (to_jsonb(old) ->> 'confirmed_by' is null)
      then return new; end if;
    end if;
    raise exception '%: what stands is never changed', tg_table_name using errcode = 'restrict_violation';
  end $$`,
  ...LEDGERS.flatMap((table) => [
    `create trigger ${table}_unchanged before update or delete on ${table} for each row execute function ledger_unchanged()`,
    `create trigger ${table}_not_emptied before truncate on ${table} for each statement execute function ledger_unchanged()`,
  ]),
];
