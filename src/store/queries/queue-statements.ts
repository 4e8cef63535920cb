// The queries of the durable queues. Four tables of one shape, one set of queries.
import { type ExpressionBuilder, type SelectType, sql } from 'kysely';
import { ANSWER, type QueueState, URGENT } from '../../core/queue.ts';
import { exclusively, type QueueName } from '../exclusion.ts';
import { beginsWith } from '../prefix.ts';
import type { QueueTable, Schema } from '../schema.ts';
import { statement } from '../statement.ts';

export type Row = { [Column in keyof QueueTable]: SelectType<QueueTable[Column]> };
export type NewRow = Omit<Row, 'id' | 'finished_at' | 'reason'>;

const LEASED = sql.lit<QueueState>('leased');
const READY = sql.lit<QueueState>('ready');
/**
 * `ready` or `leased`, word for word the condition of the partial index, else SQLite does not use it. Negated, because SQLite would
 * rather search the index on `state` for the two states, and read every row behind it.
 */
const UNFINISHED = sql<boolean>`state not in ('parked', 'done', 'dead', 'dropped')`;
/** Word for word the condition of the partial index on what is urgent. */
const IS_URGENT = sql<boolean>`substr(ordering_key, 1, ${sql.lit(URGENT.length)}) = ${sql.lit(URGENT)}`;
/** Part of what is urgent, so that its index serves both. */
const IS_ANSWER = sql<boolean>`substr(ordering_key, 1, ${sql.lit(ANSWER.length)}) = ${sql.lit(ANSWER)}`;

type Table = ExpressionBuilder<Schema, 'inbox'>;

const leasedKeys = (table: 'inbox') => (eb: Table) => eb.selectFrom(table).select('ordering_key').where('state', '=', LEASED);

/** Whose turn it is first: somebody in danger, somebody who waits for an answer, everybody else. */
type Class = 'urgent' | 'answer' | 'other';

/**
 * The first items of their keys that are due and in nobody's hands, by id; keys that begin with one of `items` are left out.
 * Each class is a query of its own: SQLite has an index for what is urgent and one for all, and would read all that waits to order it
 * by class.
 */
function heads(name: QueueName, of: Class) {
  const isUrgent = of !== 'other';
  const table = name as 'inbox';
  return statement<{ now: number; limit: number }, { id: number; ordering_key: string }, string>((db, slot, prefixes, dialect) =>
    exclusively(
      db,
      name,
      db
        .selectFrom(table)
        .select(['id', 'ordering_key'])
        // Not `= 'ready'`: SQLite would begin with all that is ready instead of the heads.
        .where(UNFINISHED)
        .where('state', '!=', LEASED)
        .where('due_at', '<=', slot.now)
        .where((eb) => (isUrgent ? IS_URGENT : eb.not(IS_URGENT)))
        .$if(isUrgent, (query) => query.where((eb) => (of === 'answer' ? IS_ANSWER : eb.not(IS_ANSWER))))
        .where('id', 'in', (eb) =>
          prefixes.reduce(
            (query, prefix) => query.where((head) => head.not(beginsWith('ordering_key', prefix))),
            eb
              .selectFrom(table)
              .select((head) => head.fn.min('id').as('id'))
              .where(UNFINISHED)
              .$if(isUrgent, (query) => query.where(IS_URGENT))
              .groupBy('ordering_key'),
          ),
        )
        .where('ordering_key', 'not in', leasedKeys(table))
        .orderBy('id')
        .limit(slot.limit),
      dialect,
    ),
  );
}

function statementsOf(name: QueueName) {
  // The four tables have one shape; kysely's types want one name.
  const table = name as 'inbox';
  const insert = () =>
    statement<object, { id: number; key: string }, NewRow>((db, _, rows) =>
      db
        .insertInto(table)
        .values(rows)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning(['id', 'key']),
    );
  return {
    insert: insert(),
    insertWithIds: insert(),
    /** By class, in the order of their turns. */
    heads: [heads(name, 'urgent'), heads(name, 'answer'), heads(name, 'other')],
    waiting: statement<{ limit: number }, Row, string>((db, slot, keys) =>
      db
        .selectFrom(table)
        .selectAll()
        // Ids first, so that only the rows that are wanted are read and sorted.
        .where('id', 'in', (eb) =>
          eb
            .selectFrom(table)
            .select('id')
            .where(UNFINISHED)
            .where('ordering_key', 'in', keys)
            .where('ordering_key', 'not in', leasedKeys(table)(eb))
            .orderBy('id')
            .limit(slot.limit),
        )
        .orderBy('id'),
    ),
    lease: statement<{ owner: string; until: number }, { id: number }, number>((db, slot, ids) =>
      db
        .updateTable(table)
        .set((eb) => ({
          state: 'leased',
          lease_owner: slot.owner,
          leased_until: slot.until,
          attempts: eb('attempts', '+', 1),
        }))
        .where('id', 'in', ids)
        .where('state', '=', READY)
        .returning('id'),
    ),
    claim: statement<{ id: number; owner: string; until: number }, unknown>((db, slot) =>
      db
        .updateTable(table)
        .set((eb) => ({
          state: 'leased',
          lease_owner: slot.owner,
          leased_until: slot.until,
          attempts: eb('attempts', '+', 1),
        }))
        .where('id', '=', slot.id)
        .where('state', 'in', ['ready', 'parked']),
    ),
    end: statement<{ id: number; owner: string; state: QueueState; finishedAt: number | null; reason: string | null }, unknown>(
      (db, slot) =>
        db
          .updateTable(table)
          .set({ state: slot.state, finished_at: slot.finishedAt, reason: slot.reason, lease_owner: null, leased_until: null })
          .where('id', '=', slot.id)
          .where('state', '=', LEASED)
          .where('lease_owner', '=', slot.owner),
    ),
    retry: statement<{ id: number; owner: string; dueAt: number; reason: string }, unknown>((db, slot) =>
      db
        .updateTable(table)
        .set({ state: 'ready', due_at: slot.dueAt, reason: slot.reason, lease_owner: null, leased_until: null })
        .where('id', '=', slot.id)
        .where('state', '=', LEASED)
        .where('lease_owner', '=', slot.owner),
    ),
    // From nought: what has been tried and is due far off looks like a retry of before the clock was set back (`pullForward`).
    postpone: statement<{ id: number; owner: string; dueAt: number; reason: string }, unknown>((db, slot) =>
      db
        .updateTable(table)
        .set({ state: 'ready', due_at: slot.dueAt, attempts: 0, reason: slot.reason, lease_owner: null, leased_until: null })
        .where('id', '=', slot.id)
        .where('state', '=', LEASED)
        .where('lease_owner', '=', slot.owner),
    ),
    withdraw: statement<{ now: number; reason: string }, unknown, string>((db, slot, keys) =>
      db
        .updateTable(table)
        .set({ state: 'dropped', finished_at: slot.now, reason: slot.reason })
        .where('key', 'in', keys)
        // `ready` or `parked`; negated, because SQLite would rather read all that is ready than look for the keys.
        .where('state', 'not in', ['leased', 'done', 'dead', 'dropped']),
    ),
    release: statement<{ owner: string }, unknown, number>((db, slot, ids) =>
      db
        .updateTable(table)
        .set((eb) => ({ state: 'ready', attempts: eb('attempts', '-', 1), lease_owner: null, leased_until: null }))
        .where('id', 'in', ids)
        .where('state', '=', LEASED)
        .where('lease_owner', '=', slot.owner),
    ),
    reclaimExpired: statement<{ now: number }, unknown>((db, slot) =>
      db
        .updateTable(table)
        .set({ state: 'ready', lease_owner: null, leased_until: null })
        .where('state', '=', LEASED)
        .where('leased_until', '<=', slot.now),
    ),
    reclaimForeign: statement<{ now: number; owner: string }, unknown>((db, slot) =>
      db
        .updateTable(table)
        .set({ state: 'ready', lease_owner: null, leased_until: null })
        .where('state', '=', LEASED)
        .where((eb) => eb.or([eb('leased_until', '<=', slot.now), eb('lease_owner', '!=', slot.owner)])),
    ),
    rewrite: statement<{ key: string; body: string; orderingKey: string }, unknown>((db, slot) =>
      db.updateTable(table).set({ body: slot.body, ordering_key: slot.orderingKey }).where('key', '=', slot.key),
    ),
    find: statement<{ key: string }, Row>((db, slot) => db.selectFrom(table).selectAll().where('key', '=', slot.key)),
    byId: statement<{ id: number }, Row>((db, slot) => db.selectFrom(table).selectAll().where('id', '=', slot.id)),
    causedBy: statement<{ cause: string }, Row>((db, slot) =>
      db.selectFrom(table).selectAll().where('cause', '=', slot.cause).orderBy('id'),
    ),
    next: statement<object, { ready: number | null; leased: number | null }>((db) =>
      db.selectNoFrom((eb) => [
        eb
          .selectFrom(table)
          .select((ready) => ready.fn.min('due_at').as('at'))
          .where('state', '=', READY)
          // What waits behind another is not due before that: else a worker would look again and again for nothing.
          .where('id', 'in', (heads) =>
            heads
              .selectFrom(table)
              .select((head) => head.fn.min('id').as('id'))
              .where(UNFINISHED)
              .groupBy('ordering_key'),
          )
          .as('ready'),
        eb
          .selectFrom(table)
          .select((leased) => leased.fn.min('leased_until').as('at'))
          .where('state', '=', LEASED)
          .as('leased'),
      ]),
    ),
    list: statement<{ limit: number }, Row, QueueState>((db, slot, states) =>
      db.selectFrom(table).selectAll().where('state', 'in', states).orderBy('id', 'desc').limit(slot.limit),
    ),
    count: statement<object, { state: QueueState; items: number }>((db) =>
      db
        .selectFrom(table)
        .select((eb) => ['state', eb.fn.countAll<number>().as('items')])
        .groupBy('state'),
    ),
    purge: statement<{ before: number; limit: number }, unknown>((db, slot) =>
      db.deleteFrom(table).where('id', 'in', (eb) =>
        // Only done, dead and dropped items have an end.
        eb.selectFrom(table).select('id').where('finished_at', '<', slot.before).limit(slot.limit),
      ),
    ),
    // Only what was due when it was made, or is retried within a minute: what is planned for later stays planned.
    pullForward: statement<{ now: number; far: number }, unknown>((db, slot) =>
      db
        .updateTable(table)
        .set({ due_at: slot.now })
        .where('state', '=', READY)
        .where('due_at', '>', slot.now)
        .where((eb) =>
          eb.or([
            eb.and([eb('created_at', '>', slot.far), eb('due_at', '<=', eb.ref('created_at'))]),
            eb.and([eb('attempts', '>', 0), eb('due_at', '>', slot.far)]),
          ]),
        ),
    ),
    pullLeases: statement<{ far: number }, unknown>((db, slot) =>
      db.updateTable(table).set({ leased_until: slot.far }).where('state', '=', LEASED).where('leased_until', '>', slot.far),
    ),
  };
}

export const statements = {
  inbox: statementsOf('inbox'),
  outbox: statementsOf('outbox'),
  scheduled: statementsOf('scheduled'),
  fetches: statementsOf('fetches'),
};
