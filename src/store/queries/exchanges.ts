// Goods, and who exchanged points for them.
import type { Exchange, ExchangeRecords, ExchangeStatus, Goods, NewExchange } from '../../core/points.ts';
import { forUpdate } from '../exclusion.ts';
import { type Session, statement } from '../statement.ts';

const GOODS = ['id', 'name', 'cost', 'stock', 'status'] as const;

const COLUMNS = [
  'id',
  'member_id as memberId',
  'goods_id as goodsId',
  'name',
  'cost',
  'status',
  'asked_at as askedAt',
  'decided_by as decidedBy',
  'decided_at as decidedAt',
  'source',
] as const;

const goods = statement<object, Goods>((db) => db.selectFrom('goods').select(GOODS).orderBy('id'));

const lockGoods = statement<{ id: number }, Goods>((db, slot, _, dialect) =>
  forUpdate(db.selectFrom('goods').select(GOODS).where('id', '=', slot.id), dialect),
);

/** Of several that were called so, one that is offered, and the newest. */
const goodsNamed = statement<{ name: string }, Goods>((db, slot) =>
  db.selectFrom('goods').select(GOODS).where('name', '=', slot.name).orderBy('status').orderBy('id', 'desc').limit(1),
);

const insertGoods = statement<Omit<Goods, 'id'>, { id: number }>((db, slot) =>
  db.insertInto('goods').values({ name: slot.name, cost: slot.cost, stock: slot.stock, status: slot.status }).returning('id'),
);

const updateGoods = statement<Goods, unknown>((db, slot) =>
  db
    .updateTable('goods')
    .set({ name: slot.name, cost: slot.cost, stock: slot.stock, status: slot.status })
    .where('id', '=', slot.id),
);

const insert = statement<NewExchange, { id: number }>((db, slot) =>
  db
    .insertInto('exchanges')
    .values({
      member_id: slot.memberId,
      goods_id: slot.goodsId,
      name: slot.name,
      cost: slot.cost,
      status: 'asked',
      asked_at: slot.askedAt,
      decided_by: null,
      decided_at: null,
      source: slot.source,
    })
    .returning('id'),
);

const byId = statement<{ id: number }, Exchange>((db, slot) =>
  db.selectFrom('exchanges').select(COLUMNS).where('id', '=', slot.id),
);

const lock = statement<{ id: number }, Exchange>((db, slot, _, dialect) =>
  forUpdate(db.selectFrom('exchanges').select(COLUMNS).where('id', '=', slot.id), dialect),
);

/** What was asked for stays as it was: only what becomes of it changes. */
const update = statement<Exchange, unknown>((db, slot) =>
  db
    .updateTable('exchanges')
    .set({ status: slot.status, decided_by: slot.decidedBy, decided_at: slot.decidedAt })
    .where('id', '=', slot.id),
);

const ofMember = statement<{ memberId: string }, Exchange, ExchangeStatus>((db, slot, statuses) =>
  db.selectFrom('exchanges').select(COLUMNS).where('member_id', '=', slot.memberId).where('status', 'in', statuses).orderBy('id'),
);

const list = statement<{ limit: number }, Exchange, ExchangeStatus>((db, slot, statuses) =>
  db.selectFrom('exchanges').select(COLUMNS).where('status', 'in', statuses).orderBy('id').limit(slot.limit),
);

/** See `ExchangeRecords` of core/points.ts. */
export function exchangeRecords(session: Session): ExchangeRecords {
  return {
    goods: async () => (await goods(session, {})).rows,
    lockGoods: async (id) => (await lockGoods(session, { id })).rows[0],
    goodsNamed: async (name) => (await goodsNamed(session, { name })).rows[0],
    async addGoods(added) {
      const { rows } = await insertGoods(session, added);
      return { id: (rows[0] as { id: number }).id, ...added };
    },
    async saveGoods(changed) {
      await updateGoods(session, changed);
    },
    async add(exchange) {
      const { rows } = await insert(session, exchange);
      return { id: (rows[0] as { id: number }).id, ...exchange, status: 'asked', decidedBy: null, decidedAt: null };
    },
    byId: async (id) => (await byId(session, { id })).rows[0],
    lock: async (id) => (await lock(session, { id })).rows[0],
    async save(exchange) {
      await update(session, exchange);
    },
    ofMember: async (memberId, statuses) => (statuses.length === 0 ? [] : (await ofMember(session, { memberId }, statuses)).rows),
    list: async (statuses, limit) => (statuses.length === 0 ? [] : (await list(session, { limit }, statuses)).rows),
  };
}
