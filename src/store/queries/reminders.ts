import { sql } from 'kysely';
import type { Reminder } from '../../core/activity.ts';
import type { ReminderRecords } from '../../core/store.ts';
import { rowId } from '../row-id.ts';
import { chunks, type Session, statement, touched } from '../statement.ts';

type Row = Omit<Reminder, 'activityId' | 'sessionId'> & { activityId: number; sessionId: number };

interface NewRow {
  activity_id: number;
  session_id: number;
  revision: number;
  occupation: Reminder['occupation'];
  planned_at: number;
  due_at: number;
  state: Reminder['state'];
}

const COLUMNS = [
  'id',
  'activity_id as activityId',
  'session_id as sessionId',
  'revision',
  'occupation',
  'due_at as at',
  'state',
  'reason',
] as const;

/** Word for word the condition of the partial index, else SQLite does not use it. */
const PLANNED = sql<boolean>`state = 'planned'`;

const insert = statement<object, unknown, NewRow>((db, _, rows) =>
  db
    .insertInto('reminders')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['session_id', 'revision', 'occupation', 'planned_at']).doNothing()),
);

const due = statement<{ now: number; limit: number }, Row>((db, slot) =>
  db
    .selectFrom('reminders')
    .select(COLUMNS)
    .where(PLANNED)
    .where('due_at', '<=', slot.now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(slot.limit),
);

const finish = statement<{ id: number; state: Reminder['state']; reason: string | null }, unknown>((db, slot) =>
  db.updateTable('reminders').set({ state: slot.state, reason: slot.reason }).where('id', '=', slot.id).where(PLANNED),
);

const move = statement<{ id: number; at: number }, unknown>((db, slot) =>
  db.updateTable('reminders').set({ due_at: slot.at }).where('id', '=', slot.id).where(PLANNED),
);

const dropPlanned = statement<{ activityId: number; reason: string }, unknown>((db, slot) =>
  db
    .updateTable('reminders')
    .set({ state: 'dropped', reason: slot.reason })
    .where('activity_id', '=', slot.activityId)
    .where(PLANNED),
);

const ofActivity = statement<{ activityId: number }, Row>((db, slot) =>
  db.selectFrom('reminders').select(COLUMNS).where('activity_id', '=', slot.activityId).orderBy('due_at').orderBy('id'),
);

export function reminderRecords(session: Session): ReminderRecords {
  return {
    async plan(entries) {
      const rows = entries.map(({ activityId, sessionId, revision, occupation, at }): NewRow => {
        const named = { activity_id: rowId(activityId), session_id: rowId(sessionId), revision, occupation, planned_at: at };
        return { ...named, due_at: at, state: 'planned' };
      });
      for (const chunk of chunks(rows)) await insert(session, {}, chunk);
    },
    due: async (now, limit) => (await due(session, { now, limit })).rows.map(toReminder),
    finish: async (id, state, reason) => touched(await finish(session, { id, state, reason })) === 1,
    move: async (id, at) => touched(await move(session, { id, at })) === 1,
    async dropPlanned(activityId, reason) {
      await dropPlanned(session, { activityId: rowId(activityId), reason });
    },
    ofActivity: async (activityId) => (await ofActivity(session, { activityId: rowId(activityId) })).rows.map(toReminder),
  };
}

function toReminder(row: Row): Reminder {
  return { ...row, activityId: String(row.activityId), sessionId: String(row.sessionId) };
}
