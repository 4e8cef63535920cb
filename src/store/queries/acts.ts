import type { Act, ActRecords } from '../../core/store.ts';
import { type Session, statement, touched } from '../statement.ts';

const insert = statement<Omit<Act, 'id' | 'undoneAt'>, { id: number }>((db, slot) =>
  db
    .insertInto('acts')
    .values({ member_id: slot.memberId, kind: slot.kind, record_id: slot.recordId, at: slot.at })
    .returning('id'),
);

const recent = statement<{ memberId: string; since: number; limit: number }, Act>((db, slot) =>
  db
    .selectFrom('acts')
    .select(['id', 'member_id as memberId', 'kind', 'record_id as recordId', 'at', 'undone_at as undoneAt'])
    .where('member_id', '=', slot.memberId)
    .where('at', '>=', slot.since)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(slot.limit),
);

const markUndone = statement<{ id: number; now: number }, unknown>((db, slot) =>
  db.updateTable('acts').set({ undone_at: slot.now }).where('id', '=', slot.id).where('undone_at', 'is', null),
);

export function actRecords(session: Session): ActRecords {
  return {
    async add(act) {
      const { rows } = await insert(session, act);
      return (rows[0] as { id: number }).id;
    },
    async latest(memberId, since) {
      const [row] = (await recent(session, { memberId, since, limit: 1 })).rows;
      return row && { ...row };
    },
    recent: async (memberId, since, limit) => (await recent(session, { memberId, since, limit })).rows.map((row) => ({ ...row })),
    markUndone: async (id, now) => touched(await markUndone(session, { id, now })) === 1,
  };
}
