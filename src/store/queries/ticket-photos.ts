import type { TicketPhotoRecords } from '../../core/store.ts';
import type { TicketPhoto } from '../../core/ticket.ts';
import { rowId } from '../row-id.ts';
import { type Session, statement } from '../statement.ts';

type Row = Omit<TicketPhoto, 'ticketId'> & { ticketId: number };

const COLUMNS = ['id', 'ticket_id as ticketId', 'state', 'digest', 'reason', 'at'] as const;

const insert = statement<{ ticketId: number; at: number }, { id: number }>((db, slot) =>
  db.insertInto('ticket_photos').values({ ticket_id: slot.ticketId, state: 'waiting', at: slot.at }).returning('id'),
);

const byId = statement<{ id: number }, Row>((db, slot) =>
  db.selectFrom('ticket_photos').select(COLUMNS).where('id', '=', slot.id),
);

const ofTicket = statement<{ ticketId: number }, Row>((db, slot) =>
  db.selectFrom('ticket_photos').select(COLUMNS).where('ticket_id', '=', slot.ticketId).orderBy('id'),
);

const settle = statement<Pick<Row, 'id' | 'state' | 'digest' | 'reason'>, unknown>((db, slot) =>
  db.updateTable('ticket_photos').set({ state: slot.state, digest: slot.digest, reason: slot.reason }).where('id', '=', slot.id),
);

export function ticketPhotoRecords(session: Session): TicketPhotoRecords {
  return {
    async add(ticketId, at) {
      const { rows } = await insert(session, { ticketId: rowId(ticketId), at });
      return (rows[0] as { id: number }).id;
    },
    async byId(id) {
      const [row] = (await byId(session, { id })).rows;
      return row && toPhoto(row);
    },
    ofTicket: async (ticketId) => (await ofTicket(session, { ticketId: rowId(ticketId) })).rows.map(toPhoto),
    async keep(id, digest) {
      await settle(session, { id, state: 'kept', digest, reason: null });
    },
    async fail(id, reason) {
      await settle(session, { id, state: 'failed', digest: null, reason });
    },
  };
}

function toPhoto(row: Row): TicketPhoto {
  return { ...row, ticketId: String(row.ticketId) };
}
