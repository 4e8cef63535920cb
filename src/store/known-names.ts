// The names of everybody, kept in mind: each report is searched for them, and a city has hundreds of thousands.
import { MINUTE_MS } from '../core/clock.ts';
import { type Session, statement } from './statement.ts';

/** On PostgreSQL other instances write as well. */
const READ_AGAIN_MS = MINUTE_MS;

const names = statement<object, { name: string | null }>((db) =>
  db.selectFrom('members').select('name').where('name', 'is not', null),
);

/** One for each store. A name that was written and undone again stays in it: one more word that is masked. */
export function createKnownNames() {
  const list: string[] = [];
  const known = new Set<string>();
  let readAt: number | null = null;

  function add(name: string | null): void {
    if (name === null || known.has(name)) return;
    known.add(name);
    list.push(name);
  }

  return {
    add,
    /** The contract is `MemberRecords.names`. */
    async all(session: Session, now: number): Promise<readonly string[]> {
      const isOurs = session.dialect === 'sqlite';
      if (readAt === null || (!isOurs && Math.abs(now - readAt) >= READ_AGAIN_MS)) {
        for (const { name } of (await names(session, {})).rows) add(name);
        readAt = now;
      }
      return list;
    },
  };
}

export type KnownNames = ReturnType<typeof createKnownNames>;
