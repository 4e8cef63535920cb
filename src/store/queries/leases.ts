import { MINUTE_MS } from '../../core/clock.ts';
import type { LeaseRecords } from '../../core/store.ts';
import { type Session, statement, touched } from '../statement.ts';

/**
 * Leases last seconds. One that ends farther ahead was written by a clock that has been set back since, and holds nobody up for the
 * length of the step; so far apart the clocks of two instances never are without somebody being told.
 */
const FARTHEST_MS = 10 * MINUTE_MS;

// One statement: of two at the same instant the second finds what the first has written.
const take = statement<{ name: string; owner: string; now: number; until: number; farthest: number }, unknown>((db, slot) =>
  db
    .insertInto('leases')
    .values({ name: slot.name, owner: slot.owner, until: slot.until })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ owner: slot.owner, until: slot.until })
        .where((eb) =>
          eb.or([
            eb('leases.until', '<=', slot.now),
            eb('leases.owner', '=', slot.owner),
            eb('leases.until', '>', slot.farthest),
          ]),
        ),
    ),
);

const give = statement<{ name: string; owner: string }, unknown>((db, slot) =>
  db.deleteFrom('leases').where('name', '=', slot.name).where('owner', '=', slot.owner),
);

const holder = statement<{ name: string; now: number }, { owner: string }>((db, slot) =>
  db.selectFrom('leases').select('owner').where('name', '=', slot.name).where('until', '>', slot.now),
);

export function leaseRecords(session: Session): LeaseRecords {
  return {
    take: async (name, owner, now, until) =>
      touched(await take(session, { name, owner, now, until, farthest: Math.max(until, now + FARTHEST_MS) })) === 1,
    async give(name, owner) {
      await give(session, { name, owner });
    },
    async holder(name, now) {
      const [row] = (await holder(session, { name, now })).rows;
      return row?.owner;
    },
  };
}
