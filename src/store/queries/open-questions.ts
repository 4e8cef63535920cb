import type { OpenQuestion, OpenQuestionRecords } from '../../core/store.ts';
import { type Session, statement, touched } from '../statement.ts';

/** So many at once; more go with the next call. */
const PURGE_LIMIT = 1_000;

type Row = Omit<OpenQuestion, 'state' | 'choices'> & { state: string; choices: string };

const set = statement<Row, unknown>((db, slot) => {
  const content = {
    handler: slot.handler,
    question: slot.question,
    state: slot.state,
    asking: slot.asking,
    choices: slot.choices,
    asked_at: slot.askedAt,
    expires_at: slot.expiresAt,
  };
  return db
    .insertInto('open_questions')
    .values({ member_id: slot.memberId, conversation: slot.conversation, ...content })
    .onConflict((conflict) => conflict.columns(['member_id', 'conversation']).doUpdateSet(content));
});

const get = statement<{ memberId: string; conversation: string; now: number }, Row>((db, slot) =>
  db
    .selectFrom('open_questions')
    .select([
      'member_id as memberId',
      'conversation',
      'handler',
      'question',
      'state',
      'asking',
      'choices',
      'asked_at as askedAt',
      'expires_at as expiresAt',
    ])
    .where('member_id', '=', slot.memberId)
    .where('conversation', '=', slot.conversation)
    .where('expires_at', '>', slot.now),
);

const clear = statement<{ memberId: string; conversation: string }, unknown>((db, slot) =>
  db.deleteFrom('open_questions').where('member_id', '=', slot.memberId).where('conversation', '=', slot.conversation),
);

// The instant stands in both parts: one that is asked anew while the rows are being chosen stays.
const purge = statement<{ now: number; limit: number }, unknown>((db, slot) =>
  db
    .deleteFrom('open_questions')
    .where('expires_at', '<=', slot.now)
    .where(({ eb, refTuple }) =>
      eb(
        refTuple('member_id', 'conversation'),
        'in',
        eb
          .selectFrom('open_questions')
          .select(['member_id', 'conversation'])
          .where('expires_at', '<=', slot.now)
          .limit(slot.limit)
          .$asTuple('member_id', 'conversation'),
      ),
    ),
);

export function openQuestionRecords(session: Session): OpenQuestionRecords {
  return {
    async set(question) {
      await set(session, { ...question, state: JSON.stringify(question.state), choices: JSON.stringify(question.choices) });
    },
    async get(memberId, conversation, now) {
      const [row] = (await get(session, { memberId, conversation, now })).rows;
      return row && { ...row, state: JSON.parse(row.state), choices: JSON.parse(row.choices) };
    },
    async clear(memberId, conversation) {
      await clear(session, { memberId, conversation });
    },
    purge: async (now, limit = PURGE_LIMIT) => touched(await purge(session, { now, limit })),
  };
}
