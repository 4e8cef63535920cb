import type { Acknowledgement, AcknowledgementRecords } from '../../core/store.ts';
import { type Session, statement, touched } from '../statement.ts';

const COLUMNS = ['id', 'member_id as memberId', 'conversation', 'subject', 'at', 'source'] as const;

const insert = statement<Omit<Acknowledgement, 'id'>, { id: number }>((db, slot) =>
  db
    .insertInto('acknowledgements')
    .values({
      member_id: slot.memberId,
      conversation: slot.conversation,
      subject: slot.subject,
      at: slot.at,
      source: slot.source,
    })
    .returning('id'),
);

const find = statement<{ memberId: string; subject: string }, Acknowledgement>((db, slot) =>
  db
    .selectFrom('acknowledgements')
    .select(COLUMNS)
    .where('member_id', '=', slot.memberId)
    .where('subject', '=', slot.subject)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .limit(1),
);

const ofSubject = statement<{ subject: string }, Acknowledgement>((db, slot) =>
  db
    .selectFrom('acknowledgements')
    .select(COLUMNS)
    .where('subject', '=', slot.subject)
    .where('withdrawn_at', 'is', null)
    .orderBy('at')
    .orderBy('id'),
);

const withdraw = statement<{ id: number; now: number }, unknown>((db, slot) =>
  db.updateTable('acknowledgements').set({ withdrawn_at: slot.now }).where('id', '=', slot.id).where('withdrawn_at', 'is', null),
);

export function acknowledgementRecords(session: Session): AcknowledgementRecords {
  return {
    async add(entry) {
      const { rows } = await insert(session, entry);
      return (rows[0] as { id: number }).id;
    },
    async find(memberId, subject) {
      const [row] = (await find(session, { memberId, subject })).rows;
      return row && { ...row };
    },
    ofSubject: async (subject) => (await ofSubject(session, { subject })).rows.map((row) => ({ ...row })),
    withdraw: async (id, now) => touched(await withdraw(session, { id, now })) === 1,
  };
}
