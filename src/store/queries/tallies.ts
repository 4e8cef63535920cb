import { SECOND_MS } from '../../core/clock.ts';
import type { TallyRecords } from '../../core/store.ts';
import { exclusivelyNamed } from '../exclusion.ts';
import { beginsWith } from '../prefix.ts';
import { type Session, statement, touched } from '../statement.ts';

/** Clocks of instances differ by less. A bucket farther ahead was counted by a clock that has been set back since. */
const AHEAD_MS = 10 * SECOND_MS;

const add = statement<{ name: string; at: number; count: number }, unknown>((db, slot) =>
  db
    .insertInto('tallies')
    .values({ name: slot.name, at: slot.at, count: slot.count })
    .onConflict((conflict) =>
      conflict.columns(['name', 'at']).doUpdateSet((eb) => ({ count: eb('tallies.count', '+', eb.ref('excluded.count')) })),
    ),
);

const counted = statement<{ name: string; since: number }, { sum: number; earliest: number | null }>((db, slot) =>
  db
    .selectFrom('tallies')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<number>('count'), eb.lit(0)).as('sum'),
      eb.fn.min<number | null>('at').as('earliest'),
    ])
    .where('name', '=', slot.name)
    .where('at', '>=', slot.since),
);

const removeSince = statement<{ name: string; since: number }, unknown>((db, slot) =>
  db.deleteFrom('tallies').where('name', '=', slot.name).where('at', '>=', slot.since),
);

const purge = statement<{ before: number; limit: number }, unknown, string>((db, slot, prefixes) =>
  db.deleteFrom('tallies').where(({ eb, refTuple }) =>
    eb(
      refTuple('name', 'at'),
      'in',
      prefixes
        .reduce(
          (query, prefix) => query.where((name) => name.not(beginsWith('name', prefix))),
          eb.selectFrom('tallies').select(['name', 'at']).where('at', '<', slot.before),
        )
        .limit(slot.limit)
        .$asTuple('name', 'at'),
    ),
  ),
);

export function tallyRecords(session: Session): TallyRecords {
  async function countedSince(name: string, since: number) {
    const [row] = (await counted(session, { name, since })).rows;
    return { sum: row?.sum ?? 0, earliest: row?.earliest ?? null };
  }

  /** What was counted ahead of now counts as of now: nothing is forgotten, and nobody waits for the length of the step. */
  async function pullBack(name: string, at: number): Promise<void> {
    const since = at + AHEAD_MS + 1;
    const { sum, earliest } = await countedSince(name, since);
    if (earliest === null) return;
    await removeSince(session, { name, since });
    await add(session, { name, at, count: sum });
  }

  return {
    async add(name, at, count) {
      await add(session, { name, at, count });
    },

    async take(name, at, count, limits) {
      await exclusivelyNamed(session, 'tallies', name);
      await pullBack(name, at);
      for (const { since, most } of limits) {
        const { sum, earliest } = await countedSince(name, since);
        if (sum + count > most) return earliest ?? at;
      }
      await add(session, { name, at, count });
      return null;
    },

    sum: async (name, since) => (await countedSince(name, since)).sum,
    purge: async (before, limit, exceptPrefixes) => touched(await purge(session, { before, limit }, exceptPrefixes)),
  };
}
