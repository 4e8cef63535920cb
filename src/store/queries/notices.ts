import type { NewNotice, Notice } from '../../core/notice.ts';
import type { NoticeRecords } from '../../core/store.ts';
import { forUpdate } from '../exclusion.ts';
import { rowId } from '../row-id.ts';
import { type Session, statement } from '../statement.ts';

type Content = Omit<NewNotice, 'groups' | 'requireAck' | 'urgent'> & { groups: string; requireAck: number; urgent: number };
type Row = Content & { id: number };

const COLUMNS = [
  'id',
  'audience',
  'groups',
  'require_ack as requireAck',
  'urgent',
  'status',
  'created_by as createdBy',
  'confirmed_by as confirmedBy',
  'people',
  'send_at as sendAt',
  'sent_at as sentAt',
  'created_at as createdAt',
  'body',
] as const;

const columns = (slot: Content) => ({
  audience: slot.audience,
  groups: slot.groups,
  require_ack: slot.requireAck,
  urgent: slot.urgent,
  status: slot.status,
  created_by: slot.createdBy,
  confirmed_by: slot.confirmedBy,
  people: slot.people,
  send_at: slot.sendAt,
  sent_at: slot.sentAt,
  created_at: slot.createdAt,
  body: slot.body,
});

const insert = statement<Content, { id: number }>((db, slot) => db.insertInto('notices').values(columns(slot)).returning('id'));

const update = statement<Row, unknown>((db, slot) => db.updateTable('notices').set(columns(slot)).where('id', '=', slot.id));

const byId = statement<{ id: number }, Row>((db, slot) => db.selectFrom('notices').select(COLUMNS).where('id', '=', slot.id));

const lock = statement<{ id: number }, Row>((db, slot, _, dialect) =>
  forUpdate(db.selectFrom('notices').select(COLUMNS).where('id', '=', slot.id), dialect),
);

const since = statement<{ createdAt: number; limit: number }, Row>((db, slot) =>
  db
    .selectFrom('notices')
    .select(COLUMNS)
    .where('created_at', '>=', slot.createdAt)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(slot.limit),
);

export function noticeRecords(session: Session): NoticeRecords {
  return {
    async add(notice) {
      const { rows } = await insert(session, content(notice));
      return { ...notice, id: String((rows[0] as { id: number }).id) };
    },
    async byId(id) {
      const [row] = (await byId(session, { id: rowId(id) })).rows;
      return row && toNotice(row);
    },
    async lock(id) {
      const [row] = (await lock(session, { id: rowId(id) })).rows;
      return row && toNotice(row);
    },
    async save(notice) {
      await update(session, { ...content(notice), id: rowId(notice.id) });
    },
    since: async (createdAt, limit) => (await since(session, { createdAt, limit })).rows.map(toNotice),
  };
}

function content(notice: NewNotice): Content {
  const { groups, requireAck, urgent } = notice;
  return { ...notice, groups: JSON.stringify(groups), requireAck: Number(requireAck), urgent: Number(urgent) };
}

function toNotice(row: Row): Notice {
  const { id, groups, requireAck, urgent } = row;
  return { ...row, id: String(id), groups: JSON.parse(groups), requireAck: requireAck === 1, urgent: urgent === 1 };
}
