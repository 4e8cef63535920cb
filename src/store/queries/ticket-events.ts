// What is told of a ticket: its history, who follows it, who looked at what was masked.
import type { TicketRecords } from '../../core/store.ts';
import type { NewTicketEvent } from '../../core/ticket.ts';
import { rowId } from '../row-id.ts';
import { type Session, statement, touched } from '../statement.ts';

type NewRow = Omit<NewTicketEvent, 'ticketId' | 'isReporter'> & { ticketId: number; isReporter: number };
type Row = NewRow & { id: number };

const addEvent = statement<NewRow, { id: number }>((db, slot) =>
  db
    .insertInto('ticket_events')
    .values({
      ticket_id: slot.ticketId,
      at: slot.at,
      done_by: slot.by,
      is_reporter: slot.isReporter,
      action: slot.action,
      note: slot.note,
    })
    .returning('id'),
);

const events = statement<{ ticketId: number }, Row>((db, slot) =>
  db
    .selectFrom('ticket_events')
    .select(['id', 'ticket_id as ticketId', 'at', 'done_by as by', 'is_reporter as isReporter', 'action', 'note'])
    .where('ticket_id', '=', slot.ticketId)
    .orderBy('id'),
);

interface Deed {
  ticketId: number;
  memberId: string;
  at: number;
}

const addFollower = statement<Deed, unknown>((db, slot) =>
  db
    .insertInto('ticket_followers')
    .values({ ticket_id: slot.ticketId, member_id: slot.memberId, at: slot.at })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'member_id']).doNothing()),
);

const followers = statement<{ ticketId: number }, { memberId: string }>((db, slot) =>
  db.selectFrom('ticket_followers').select('member_id as memberId').where('ticket_id', '=', slot.ticketId).orderBy('id'),
);

const addAccess = statement<Deed & { what: string }, unknown>((db, slot) =>
  db.insertInto('ticket_accesses').values({ ticket_id: slot.ticketId, member_id: slot.memberId, at: slot.at, what: slot.what }),
);

const accesses = statement<{ ticketId: number }, { memberId: string; at: number; what: string }>((db, slot) =>
  db
    .selectFrom('ticket_accesses')
    .select(['member_id as memberId', 'at', 'what'])
    .where('ticket_id', '=', slot.ticketId)
    .orderBy('id'),
);

type History = Pick<TicketRecords, 'addEvent' | 'events' | 'addFollower' | 'followers' | 'addAccess' | 'accesses'>;

export function ticketHistory(session: Session): History {
  return {
    async addEvent(event) {
      const entry = { ...event, ticketId: rowId(event.ticketId), isReporter: Number(event.isReporter) };
      return ((await addEvent(session, entry)).rows[0] as { id: number }).id;
    },
    events: async (ticketId) =>
      (await events(session, { ticketId: rowId(ticketId) })).rows.map((row) => ({
        ...row,
        ticketId: String(row.ticketId),
        isReporter: row.isReporter === 1,
      })),
    addFollower: async (ticketId, memberId, at) =>
      touched(await addFollower(session, { ticketId: rowId(ticketId), memberId, at })) === 1,
    followers: async (ticketId) => (await followers(session, { ticketId: rowId(ticketId) })).rows.map(({ memberId }) => memberId),
    async addAccess(access) {
      await addAccess(session, { ...access, ticketId: rowId(access.ticketId) });
    },
    accesses: async (ticketId) => (await accesses(session, { ticketId: rowId(ticketId) })).rows.map((row) => ({ ...row })),
  };
}
