import type { Activity, ActivityStatus, NewActivity } from '../../core/activity.ts';
import type { ActivityRecords } from '../../core/store.ts';
import { forUpdate } from '../exclusion.ts';
import { rowId } from '../row-id.ts';
import { type Session, statement } from '../statement.ts';
import { addSessions, removeSessions, replaceSessions, sessionsOf } from './sessions.ts';

type Content = Omit<Activity, 'id' | 'sessions' | 'groups' | 'notes' | 'insisted'> & {
  groups: string;
  notes: string;
  insisted: number;
};
type Row = Content & { id: number };

const COLUMNS = [
  'id',
  'title',
  'kind',
  'theme',
  'groups',
  'place',
  'capacity',
  'mode',
  'status',
  'sign_up_until as signUpUntil',
  'notes',
  'insisted',
  'created_by as createdBy',
  'series_id as seriesId',
  'revision',
  'created_at as createdAt',
] as const;

const columns = (slot: Content) => ({
  title: slot.title,
  kind: slot.kind,
  theme: slot.theme,
  groups: slot.groups,
  place: slot.place,
  capacity: slot.capacity,
  mode: slot.mode,
  status: slot.status,
  sign_up_until: slot.signUpUntil,
  notes: slot.notes,
  insisted: slot.insisted,
  created_by: slot.createdBy,
  series_id: slot.seriesId,
  revision: slot.revision,
  created_at: slot.createdAt,
});

const insert = statement<Content, { id: number }>((db, slot) =>
  db.insertInto('activities').values(columns(slot)).returning('id'),
);

const update = statement<Row, unknown>((db, slot) => db.updateTable('activities').set(columns(slot)).where('id', '=', slot.id));

const remove = statement<{ id: number }, unknown>((db, slot) => db.deleteFrom('activities').where('id', '=', slot.id));

const byId = statement<{ id: number }, Row>((db, slot) => db.selectFrom('activities').select(COLUMNS).where('id', '=', slot.id));

const lock = statement<{ id: number }, Row>((db, slot, _, dialect) =>
  forUpdate(db.selectFrom('activities').select(COLUMNS).where('id', '=', slot.id), dialect),
);

const between = statement<{ from: number; to: number }, Row, ActivityStatus>((db, slot, statuses) =>
  db
    .selectFrom('activities')
    .select(COLUMNS)
    .where('id', 'in', (eb) =>
      eb.selectFrom('sessions').select('activity_id').where('end_at', '>', slot.from).where('start_at', '<', slot.to),
    )
    .where('status', 'in', statuses),
);

const list = statement<object, Row, ActivityStatus>((db, _, statuses) =>
  db.selectFrom('activities').select(COLUMNS).where('status', 'in', statuses).orderBy('id'),
);

export function activityRecords(session: Session): ActivityRecords {
  async function whole(rows: readonly Row[]): Promise<Activity[]> {
    const sessions = await sessionsOf(
      session,
      rows.map((row) => row.id),
    );
    return rows.map((row) => ({
      ...row,
      id: String(row.id),
      groups: JSON.parse(row.groups),
      notes: JSON.parse(row.notes),
      insisted: row.insisted === 1,
      sessions: sessions.get(row.id) ?? [],
    }));
  }

  return {
    async add(activity) {
      const { rows } = await insert(session, content({ ...activity, revision: 0 }));
      const { id } = rows[0] as { id: number };
      await addSessions(session, id, activity.sessions);
      return (await whole((await byId(session, { id })).rows))[0] as Activity;
    },
    byId: async (id) => (await whole((await byId(session, { id: rowId(id) })).rows))[0],
    // The sessions are read after the lock: whoever held it before may have changed them.
    lock: async (id) => (await whole((await lock(session, { id: rowId(id) })).rows))[0],
    async save(activity) {
      await update(session, { ...content(activity), id: rowId(activity.id) });
    },
    async setSessions(activityId, sessions) {
      const id = rowId(activityId);
      await replaceSessions(session, id, sessions);
      return (await sessionsOf(session, [id])).get(id) ?? [];
    },
    async remove(id) {
      await removeSessions(session, rowId(id));
      await remove(session, { id: rowId(id) });
    },
    async between(from, to, statuses) {
      if (statuses.length === 0) return [];
      const found = await whole((await between(session, { from, to }, statuses)).rows);
      return found.sort((a, b) => firstStart(a) - firstStart(b) || Number(a.id) - Number(b.id));
    },
    list: async (statuses) => (statuses.length === 0 ? [] : whole((await list(session, {}, statuses)).rows)),
  };
}

const firstStart = ({ sessions }: Activity): number => sessions[0]?.start ?? 0;

function content(activity: Omit<NewActivity, 'sessions'> & { revision: number }): Content {
  const { groups, notes, insisted } = activity;
  return { ...activity, groups: JSON.stringify(groups), notes: JSON.stringify(notes), insisted: Number(insisted) };
}
