// The ledger of points. Nothing here changes or removes an entry; the database would not let it (migration 0005).
import { sql } from 'kysely';
import type { NewPointEntry, PointEntry, PointRecords, PointRules } from '../../core/points.ts';
import { exclusivelyNamed } from '../exclusion.ts';
import { chunks, padded, type Session, statement, touched } from '../statement.ts';
import { hourRecords } from './hours.ts';

const COLUMNS = [
  'id',
  'member_id as memberId',
  'kind',
  'points',
  'full_points as full',
  'rule',
  'rule_version as ruleVersion',
  'source',
  'turn',
  'reverses',
  'about',
  'confirmed_by as confirmedBy',
  'at',
  'recorded_at as recordedAt',
] as const;

const insert = statement<NewPointEntry, { id: number }>((db, slot) =>
  db
    .insertInto('point_entries')
    .values({
      member_id: slot.memberId,
      kind: slot.kind,
      points: slot.points,
      full_points: slot.full,
      rule: slot.rule,
      rule_version: slot.ruleVersion,
      source: slot.source,
      turn: slot.turn,
      reverses: slot.reverses,
      about: slot.about,
      confirmed_by: slot.confirmedBy,
      at: slot.at,
      recorded_at: slot.recordedAt,
    })
    .onConflict((conflict) => conflict.columns(['source', 'kind', 'turn']).doNothing())
    .returning('id'),
);

const byId = statement<{ id: number }, PointEntry>((db, slot) =>
  db.selectFrom('point_entries').select(COLUMNS).where('id', '=', slot.id),
);

const ofSource = statement<{ source: string }, PointEntry>((db, slot) =>
  db.selectFrom('point_entries').select(COLUMNS).where('source', '=', slot.source).orderBy('id'),
);

const sum = sql<number>`coalesce(sum(points), 0)`.as('sum');

const balance = statement<{ memberId: string }, { sum: number }>((db, slot) =>
  db.selectFrom('point_entries').select(sum).where('member_id', '=', slot.memberId),
);

const earned = statement<{ memberId: string; from: number; to: number }, { sum: number }>((db, slot) =>
  db
    .selectFrom('point_entries')
    .select(sum)
    .where('member_id', '=', slot.memberId)
    .where('at', '>=', slot.from)
    .where('at', '<', slot.to)
    .where('kind', 'in', ['earned', 'reversed']),
);

const page = statement<{ memberId: string; beforeId: number; limit: number }, PointEntry>((db, slot) =>
  db
    .selectFrom('point_entries')
    .select(COLUMNS)
    .where('member_id', '=', slot.memberId)
    .where('id', '<', slot.beforeId)
    .orderBy('id', 'desc')
    .limit(slot.limit),
);

const list = statement<{ afterId: number; limit: number }, PointEntry>((db, slot) =>
  db.selectFrom('point_entries').select(COLUMNS).where('id', '>', slot.afterId).orderBy('id').limit(slot.limit),
);

const balances = statement<object, { memberId: string; sum: number }, string>((db, _, memberIds) =>
  db.selectFrom('point_entries').select(['member_id as memberId', sum]).where('member_id', 'in', memberIds).groupBy('member_id'),
);

type RulesRow = Omit<PointRules, 'rules'> & { rules: string };

const newestRules = statement<object, RulesRow>((db) =>
  db
    .selectFrom('point_rules')
    .select(['version', 'rules', 'monthly_cap as monthlyCap', 'since'])
    .orderBy('version', 'desc')
    .limit(1),
);

const insertRules = statement<RulesRow, unknown>((db, slot) =>
  db
    .insertInto('point_rules')
    .values({ version: slot.version, rules: slot.rules, monthly_cap: slot.monthlyCap, since: slot.since })
    .onConflict((conflict) => conflict.column('version').doNothing()),
);

/** Behind every page that can be asked for. */
const FIRST = Number.MAX_SAFE_INTEGER;

/** See `PointRecords` of core/points.ts. */
export function pointRecords(session: Session): PointRecords {
  return {
    lock: (memberId) => exclusivelyNamed(session, 'points', memberId),
    async add(entry) {
      const [row] = (await insert(session, entry)).rows;
      return row && { id: row.id, ...entry };
    },
    byId: async (id) => (await byId(session, { id })).rows[0],
    ofSource: async (source) => (await ofSource(session, { source })).rows,
    balance: async (memberId) => sumIn(await balance(session, { memberId })),
    earned: async (memberId, from, to) => sumIn(await earned(session, { memberId, from, to })),
    statement: async (memberId, limit, beforeId = FIRST) => (await page(session, { memberId, beforeId, limit })).rows,
    list: async (limit, afterId = 0) => (await list(session, { afterId, limit })).rows,
    async balances(memberIds) {
      const found = new Map<string, number>();
      for (const ids of chunks(memberIds)) {
        for (const { memberId, sum } of (await balances(session, {}, padded(ids))).rows) found.set(memberId, sum);
      }
      return found;
    },
    async rules() {
      const [row] = (await newestRules(session, {})).rows;
      return row && { ...row, rules: JSON.parse(row.rules) };
    },
    addRules: async (rules) => touched(await insertRules(session, { ...rules, rules: JSON.stringify(rules.rules) })) === 1,
    ...hourRecords(session),
  };
}

const sumIn = ({ rows }: { rows: { sum: number }[] }): number => rows[0]?.sum ?? 0;
