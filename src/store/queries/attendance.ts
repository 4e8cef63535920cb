import type { Attendance, AttendanceRecords, NewAttendance } from '../../core/store.ts';
import { type Session, statement, touched } from '../statement.ts';

type Row = Omit<NewAttendance, 'items'> & { id: number; items: string | null };

const COLUMNS = [
  'id',
  'member_id as memberId',
  'activity_id as activityId',
  'kind',
  'mode',
  'hours',
  'place',
  'half',
  'items',
  'at',
  'recorded_at as recordedAt',
  'source',
] as const;

const insert = statement<Omit<Row, 'id'>, { id: number }>((db, slot) =>
  db
    .insertInto('attendance')
    .values({
      member_id: slot.memberId,
      activity_id: slot.activityId,
      kind: slot.kind,
      mode: slot.mode,
      hours: slot.hours,
      place: slot.place,
      half: slot.half,
      items: slot.items,
      at: slot.at,
      recorded_at: slot.recordedAt,
      source: slot.source,
    })
    .returning('id'),
);

const between = statement<{ memberId: string; from: number; to: number }, Row>((db, slot) =>
  db
    .selectFrom('attendance')
    .select(COLUMNS)
    .where('member_id', '=', slot.memberId)
    .where('at', '>=', slot.from)
    .where('at', '<', slot.to)
    .where('withdrawn_at', 'is', null)
    .orderBy('at')
    .orderBy('id'),
);

const setItems = statement<{ id: number; items: string | null }, unknown>((db, slot) =>
  db.updateTable('attendance').set({ items: slot.items }).where('id', '=', slot.id),
);

const withdraw = statement<{ id: number; now: number }, unknown>((db, slot) =>
  db.updateTable('attendance').set({ withdrawn_at: slot.now }).where('id', '=', slot.id).where('withdrawn_at', 'is', null),
);

const byId = statement<{ id: number }, Row>((db, slot) => db.selectFrom('attendance').select(COLUMNS).where('id', '=', slot.id));

const list = statement<object, Row>((db) =>
  db.selectFrom('attendance').select(COLUMNS).where('withdrawn_at', 'is', null).orderBy('at').orderBy('id'),
);

const ofActivity = statement<{ activityId: string }, Row>((db, slot) =>
  db
    .selectFrom('attendance')
    .select(COLUMNS)
    .where('activity_id', '=', slot.activityId)
    .where('withdrawn_at', 'is', null)
    .orderBy('at')
    .orderBy('id'),
);

export function attendanceRecords(session: Session): AttendanceRecords {
  return {
    async add(entry) {
      const { rows } = await insert(session, { ...entry, items: packItems(entry.items) });
      return (rows[0] as { id: number }).id;
    },
    between: async (memberId, from, to) => (await between(session, { memberId, from, to })).rows.map(toAttendance),
    async setItems(id, items) {
      await setItems(session, { id, items: packItems(items) });
    },
    withdraw: async (id, now) => touched(await withdraw(session, { id, now })) === 1,
    async byId(id) {
      const [row] = (await byId(session, { id })).rows;
      return row && toAttendance(row);
    },
    list: async () => (await list(session, {})).rows.map(toAttendance),
    ofActivity: async (activityId) => (await ofActivity(session, { activityId })).rows.map(toAttendance),
  };
}

function packItems(items: Attendance['items']): string | null {
  return items && JSON.stringify(items);
}

function toAttendance(row: Row): Attendance {
  return { ...row, items: row.items === null ? null : JSON.parse(row.items) };
}
