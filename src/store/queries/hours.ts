// The ledger of volunteer hours, kept as the ledger of points is.
import { sql } from 'kysely';
import type { HourEntry, NewHourEntry, PointRecords } from '../../core/points.ts';
import { type Session, statement } from '../statement.ts';

const COLUMNS = [
  'id',
  'member_id as memberId',
  'minutes',
  'source',
  'turn',
  'reverses',
  'about',
  'confirmed_by as confirmedBy',
  'at',
  'recorded_at as recordedAt',
] as const;

/** Of one source and turn: one entry that gives, one that takes back. */
const insert = statement<NewHourEntry, { id: number }>((db, slot) =>
  db
    .insertInto('hour_entries')
    .values({
      member_id: slot.memberId,
      minutes: slot.minutes,
      source: slot.source,
      turn: slot.turn,
      reverses: slot.reverses,
      about: slot.about,
      confirmed_by: slot.confirmedBy,
      at: slot.at,
      recorded_at: slot.recordedAt,
    })
    .onConflict((conflict) => conflict.expression(sql`source, turn, (minutes > 0)`).doNothing())
    .returning('id'),
);

const ofSource = statement<{ source: string }, HourEntry>((db, slot) =>
  db.selectFrom('hour_entries').select(COLUMNS).where('source', '=', slot.source).orderBy('id'),
);

const minutes = statement<{ memberId: string }, { sum: number }>((db, slot) =>
  db.selectFrom('hour_entries').select(sql<number>`coalesce(sum(minutes), 0)`.as('sum')).where('member_id', '=', slot.memberId),
);

const page = statement<{ memberId: string; beforeId: number; limit: number }, HourEntry>((db, slot) =>
  db
    .selectFrom('hour_entries')
    .select(COLUMNS)
    .where('member_id', '=', slot.memberId)
    .where('id', '<', slot.beforeId)
    .orderBy('id', 'desc')
    .limit(slot.limit),
);

type Hours = Pick<PointRecords, 'addHours' | 'hoursOfSource' | 'minutes' | 'hourStatement'>;

/** The part of `PointRecords` (core/points.ts) that is about hours. */
export function hourRecords(session: Session): Hours {
  return {
    async addHours(entry) {
      const [row] = (await insert(session, entry)).rows;
      return row && { id: row.id, ...entry };
    },
    hoursOfSource: async (source) => (await ofSource(session, { source })).rows,
    minutes: async (memberId) => (await minutes(session, { memberId })).rows[0]?.sum ?? 0,
    hourStatement: async (memberId, limit, beforeId = Number.MAX_SAFE_INTEGER) =>
      (await page(session, { memberId, beforeId, limit })).rows,
  };
}
