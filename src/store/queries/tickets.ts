import { sql } from 'kysely';
import type { TicketRecords } from '../../core/store.ts';
import { type TicketKind, ticketNumber } from '../../core/ticket.ts';
import { forUpdate } from '../exclusion.ts';
import { rowId } from '../row-id.ts';
import { type Session, statement } from '../statement.ts';
import { ticketHistory } from './ticket-events.ts';
import { ticketLists } from './ticket-lists.ts';
import { COLUMNS, type Content, columns, contentOf, type Row, toTicket } from './ticket-rows.ts';

/** Whoever takes a number holds its row until the transaction ends: the next one waits, and what is undone leaves no gap. */
const nextNumber = statement<{ kind: TicketKind }, { last: number }>((db, slot) =>
  db
    .insertInto('ticket_numbers')
    .values({ kind: slot.kind, last: 1 })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet((eb) => ({ last: eb('ticket_numbers.last', '+', 1) })))
    .returning('last'),
);

const insert = statement<Content & { number: string; placeKey: string }, { id: number }>((db, slot) =>
  db
    .insertInto('tickets')
    .values({ ...columns(slot), number: slot.number, source: slot.source, place_key: slot.placeKey })
    .returning('id'),
);

const update = statement<Content & { id: number; placeKey: string | null }, unknown>((db, slot) =>
  db
    .updateTable('tickets')
    .set({ ...columns(slot), place_key: sql<string>`coalesce(${slot.placeKey}, place_key)` })
    .where('id', '=', slot.id),
);

const byId = statement<{ id: number }, Row>((db, slot) => db.selectFrom('tickets').select(COLUMNS).where('id', '=', slot.id));

const lock = statement<{ id: number }, Row>((db, slot, _, dialect) =>
  forUpdate(db.selectFrom('tickets').select(COLUMNS).where('id', '=', slot.id), dialect),
);

const byNumber = statement<{ number: string }, Row>((db, slot) =>
  db.selectFrom('tickets').select(COLUMNS).where('number', '=', slot.number),
);

/** One message may have made several: what it said last. Most have made none, and a single column is asked for in a fifth of the time. */
const idBySource = statement<{ source: string }, { id: number }>((db, slot) =>
  db.selectFrom('tickets').select('id').where('source', '=', slot.source).orderBy('id', 'desc').limit(1),
);

export function ticketRecords(session: Session): TicketRecords {
  return {
    async add(ticket, placeKey) {
      const [counted] = (await nextNumber(session, { kind: ticket.kind })).rows;
      const number = ticketNumber(ticket.kind, (counted as { last: number }).last);
      const { rows } = await insert(session, { ...contentOf(ticket), number, placeKey });
      return { ...ticket, id: String((rows[0] as { id: number }).id), number };
    },
    byId: async (id) => first((await byId(session, { id: rowId(id) })).rows),
    byNumber: async (number) => first((await byNumber(session, { number })).rows),
    async bySource(source) {
      const [found] = (await idBySource(session, { source })).rows;
      return found && first((await byId(session, found)).rows);
    },
    lock: async (id) => first((await lock(session, { id: rowId(id) })).rows),
    async save(ticket, placeKey) {
      const { id, number: _, ...rest } = ticket;
      await update(session, { ...contentOf(rest), id: rowId(id), placeKey: placeKey ?? null });
    },
    ...ticketLists(session),
    ...ticketHistory(session),
  };
}

const first = ([row]: Row[]) => row && toTicket(row);
