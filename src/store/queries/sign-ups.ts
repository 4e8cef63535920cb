import { sql } from 'kysely';
import type { NewSignUp, SignUp } from '../../core/activity.ts';
import type { SignUpRecords } from '../../core/store.ts';
import { rowId } from '../row-id.ts';
import { type Session, statement } from '../statement.ts';

type NewRow = Omit<NewSignUp, 'activityId' | 'sessionId'> & { activityId: number; sessionId: number };
type Row = NewRow & { id: number };

const COLUMNS = [
  'sign_ups.id',
  'sign_ups.activity_id as activityId',
  'sign_ups.session_id as sessionId',
  'sign_ups.member_id as memberId',
  'sign_ups.party_size as partySize',
  'sign_ups.status',
  'sign_ups.at',
  'sign_ups.source',
] as const;

/** Word for word the condition of the partial index, else SQLite does not use it. */
const STANDING = sql<boolean>`sign_ups.status <> 'cancelled'`;

const insert = statement<NewRow, { id: number }>((db, slot) =>
  db
    .insertInto('sign_ups')
    .values({
      activity_id: slot.activityId,
      session_id: slot.sessionId,
      member_id: slot.memberId,
      party_size: slot.partySize,
      status: slot.status,
      at: slot.at,
      source: slot.source,
    })
    .returning('id'),
);

/** Whose it is, and for what, stays. */
const update = statement<Row, unknown>((db, slot) =>
  db
    .updateTable('sign_ups')
    .set({ session_id: slot.sessionId, party_size: slot.partySize, status: slot.status, at: slot.at, source: slot.source })
    .where('id', '=', slot.id),
);

const byId = statement<{ id: number }, Row>((db, slot) => db.selectFrom('sign_ups').select(COLUMNS).where('id', '=', slot.id));

const standing = statement<{ activityId: number; memberId: string }, Row>((db, slot) =>
  db
    .selectFrom('sign_ups')
    .select(COLUMNS)
    .where('activity_id', '=', slot.activityId)
    .where('member_id', '=', slot.memberId)
    .where(STANDING),
);

const ofActivity = statement<{ activityId: number }, Row>((db, slot) =>
  db.selectFrom('sign_ups').select(COLUMNS).where('activity_id', '=', slot.activityId).where(STANDING).orderBy('id'),
);

const ofMember = statement<{ memberId: string }, Row>((db, slot) =>
  db
    .selectFrom('sign_ups')
    .innerJoin('activities', 'activities.id', 'sign_ups.activity_id')
    .select(COLUMNS)
    .where('sign_ups.member_id', '=', slot.memberId)
    .where(STANDING)
    .where('activities.status', 'in', ['open', 'closed'])
    .orderBy('sign_ups.id'),
);

const list = statement<object, Row>((db) => db.selectFrom('sign_ups').select(COLUMNS).orderBy('id'));

export function signUpRecords(session: Session): SignUpRecords {
  return {
    async add(entry) {
      const { rows } = await insert(session, withRowIds(entry));
      return (rows[0] as { id: number }).id;
    },
    async save(entry) {
      await update(session, withRowIds(entry));
    },
    async byId(id) {
      const [row] = (await byId(session, { id })).rows;
      return row && toSignUp(row);
    },
    async standing(activityId, memberId) {
      const [row] = (await standing(session, { activityId: rowId(activityId), memberId })).rows;
      return row && toSignUp(row);
    },
    ofActivity: async (activityId) => (await ofActivity(session, { activityId: rowId(activityId) })).rows.map(toSignUp),
    ofMember: async (memberId) => (await ofMember(session, { memberId })).rows.map(toSignUp),
    list: async () => (await list(session, {})).rows.map(toSignUp),
  };
}

function withRowIds<Entry extends NewSignUp>(entry: Entry) {
  return { ...entry, activityId: rowId(entry.activityId), sessionId: rowId(entry.sessionId) };
}

function toSignUp(row: Row): SignUp {
  return { ...row, activityId: String(row.activityId), sessionId: String(row.sessionId) };
}
