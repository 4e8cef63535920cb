// Finding many tickets: by whose they are, by what they are, by what comes next.
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { TicketPlace, TicketRecords, TicketTopic } from '../../core/store.ts';
import {
  runningStatuses,
  type Ticket,
  type TicketFilter,
  type TicketLevel,
  type TicketStatus,
  ticketStatuses,
} from '../../core/ticket.ts';
import type { Schema } from '../schema.ts';
import { padded, type Session, type Statement, statement } from '../statement.ts';
import { COLUMNS, type Row, toTicket } from './ticket-rows.ts';

/** Word for word the conditions of the partial indexes, else SQLite does not use them. */
const RUNNING = sql<boolean>`status in ('open', 'accepted', 'resolved')`;
const UNSATISFIED = sql<boolean>`unsatisfied > 0`;

const literal = <T extends TicketStatus | TicketLevel>(value: T) => sql.lit(value);

type Builder = ExpressionBuilder<Schema, 'tickets'>;
type OwnIds = Statement<{ memberId: string; limit: number }, string, { id: number }>;
const ownIds = new Map<string, OwnIds>();

/** Ids first: most people have no ticket, and a row of so many columns takes five times as long to ask for. */
function ownIdsIn(statuses: readonly TicketStatus[]): OwnIds {
  const wanted = ticketStatuses.filter((status) => statuses.includes(status));
  const key = wanted.join();
  const known = ownIds.get(key);
  if (known) return known;
  const made: OwnIds = statement((db, slot, digests) => {
    const newest = (isOwn: (eb: Builder) => Expression<SqlBool>) => {
      const all = db.selectFrom('tickets').select(['id', 'created_at']).where(isOwn);
      const some = wanted.length === ticketStatuses.length ? all : all.where('status', 'in', wanted.map(literal));
      const own = some.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(slot.limit);
      return db.selectFrom(own.as('own')).select('id');
    };
    const plain = newest((eb) => eb('reporter_id', '=', slot.memberId));
    return digests.length === 0 ? plain : plain.unionAll(newest((eb) => eb('reporter_digest', 'in', digests)));
  });
  ownIds.set(key, made);
  return made;
}

const byIds = statement<object, Row, number>((db, _, ids) => db.selectFrom('tickets').select(COLUMNS).where('id', 'in', ids));

const topics = statement<{ from: number; to: number; limit: number }, TicketTopic>((db, slot) =>
  db
    .selectFrom('tickets')
    .select((eb) => ['kind', 'category', 'place_key as place', eb.fn.countAll<number>().as('count')])
    .where('created_at', '>=', slot.from)
    .where('created_at', '<', slot.to)
    .groupBy(['kind', 'category', 'place_key'])
    .orderBy('count', 'desc')
    .orderBy('kind')
    .orderBy('category')
    .orderBy('place_key')
    .limit(slot.limit),
);

const overdue = statement<{ before: number; limit: number }, Row>((db, slot) =>
  db.selectFrom('tickets').select(COLUMNS).where('next_at', '<', slot.before).orderBy('next_at').orderBy('id').limit(slot.limit),
);

/** Nothing is due last of all, on both databases. */
const ORDERS = {
  due: { key: sql`due_at asc nulls last`, id: sql`id` },
  newest: { key: sql`created_at desc`, id: sql`id desc` },
  oldest: { key: sql`created_at`, id: sql`id` },
};

type Order = keyof typeof ORDERS;
/** The values of a filter; its states, levels and yes and no stand in the statement itself. */
type Values = Required<Pick<TicketFilter, 'kind' | 'category' | 'handlerId' | 'end' | 'createdFrom' | 'createdTo' | 'dueBefore'>>;
type Asked<Row> = Statement<Partial<Values> & { limit: number }, never, Row>;

/** One statement for each kind of filter that is asked with: code asks with few. */
function byShape<Row>(build: (filter: TicketFilter, order: Order) => Asked<Row>): typeof build {
  const known = new Map<string, Asked<Row>>();
  return (filter, order) => {
    const { statuses, levels, isUnsatisfied, ...values } = filter;
    const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    const key = [order, statuses, '', levels, '', isUnsatisfied, given.sort()].join();
    const statement = known.get(key) ?? build(filter, order);
    known.set(key, statement);
    return statement;
  };
}

const listed = byShape<Row>((filter, order) =>
  statement((db, slot) => {
    const { key, id } = ORDERS[order];
    const ids = db
      .selectFrom('tickets')
      .select('id')
      .where((eb) => matching(eb, filter, slot as Values))
      .orderBy(key)
      .orderBy(id)
      .limit(slot.limit);
    // The ids first, from an index alone; then the rows of these.
    return db.selectFrom('tickets').select(COLUMNS).where('id', 'in', ids).orderBy(key).orderBy(id);
  }),
);

const placed = byShape<Omit<TicketPlace, 'id' | 'urgent'> & { id: number; urgent: number }>((filter, order) =>
  statement((db, slot) =>
    db
      .selectFrom('tickets')
      .select(['id', 'place_key as placeKey', 'urgent', 'group_id as group'])
      .where((eb) => matching(eb, filter, slot as Values))
      .orderBy(ORDERS[order].key)
      .orderBy(ORDERS[order].id)
      .limit(slot.limit),
  ),
);

const counted = byShape<{ tickets: number }>((filter) =>
  statement((db, slot) =>
    db
      .selectFrom('tickets')
      .select((eb) => eb.fn.countAll<number>().as('tickets'))
      .where((eb) => matching(eb, filter, slot as Values)),
  ),
);

type Lists = Pick<TicketRecords, 'ofReporter' | 'list' | 'placed' | 'count' | 'topics' | 'overdue'>;

export function ticketLists(session: Session): Lists {
  return {
    async ofReporter({ memberId, digests }, statuses, limit) {
      if (statuses.length === 0) return [];
      const hidden = digests.length === 0 ? [] : padded(digests);
      const ids = (await ownIdsIn(statuses)(session, { memberId, limit }, hidden)).rows.map(({ id }) => id);
      if (ids.length === 0) return [];
      const { rows } = await byIds(session, {}, padded(ids));
      return rows
        .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
        .slice(0, limit)
        .map(toTicket);
    },

    async list(filter, order, limit) {
      return isVoid(filter) ? [] : (await listed(filter, order)(session, { ...filter, limit })).rows.map(toTicket);
    },

    async placed(filter, limit) {
      if (isVoid(filter)) return [];
      const { rows } = await placed(filter, 'newest')(session, { ...filter, limit });
      return rows.map(({ id, placeKey, urgent, group }) => ({ id: String(id), placeKey, urgent: urgent === 1, group }));
    },

    async count(filter) {
      if (isVoid(filter)) return 0;
      const [row] = (await counted(filter, 'newest')(session, { ...filter, limit: 1 })).rows;
      return (row as { tickets: number }).tickets;
    },

    topics: async (from, to, limit) => (await topics(session, { from, to, limit })).rows.map((row) => ({ ...row })),
    overdue: async (before, limit): Promise<Ticket[]> => (await overdue(session, { before, limit })).rows.map(toTicket),
  };
}

/** One of no states is none. */
const isVoid = ({ statuses, levels }: TicketFilter): boolean => statuses?.length === 0 || levels?.length === 0;

const running = new Set<TicketStatus>(runningStatuses);

function matching(eb: Builder, filter: TicketFilter, slot: Values): Expression<SqlBool> {
  const { kind, statuses, levels, category, handlerId, isUnsatisfied, end, createdFrom, createdTo, dueBefore } = filter;
  const conditions: Expression<SqlBool>[] = [];
  if (kind !== undefined) conditions.push(eb('kind', '=', slot.kind));
  if (statuses) conditions.push(eb('status', 'in', statuses.map(literal)));
  if (statuses?.every((status) => running.has(status))) conditions.push(RUNNING);
  if (levels) conditions.push(eb('level', 'in', levels.map(literal)));
  if (category !== undefined) conditions.push(eb('category', '=', slot.category as Ticket['category']));
  if (handlerId !== undefined) conditions.push(eb('handler_id', '=', slot.handlerId));
  if (isUnsatisfied !== undefined) conditions.push(isUnsatisfied ? UNSATISFIED : eb('unsatisfied', '=', 0));
  if (end !== undefined) conditions.push(eb('ended_as', '=', slot.end));
  if (createdFrom !== undefined) conditions.push(eb('created_at', '>=', slot.createdFrom));
  if (createdTo !== undefined) conditions.push(eb('created_at', '<', slot.createdTo));
  if (dueBefore !== undefined) conditions.push(eb('due_at', '<', slot.dueBefore));
  return eb.and(conditions);
}
