// Makes people, roles and accounts what the branch's roster says.
import { BotError } from '../../core/errors.ts';
import type { RosterEntry } from '../../core/store.ts';
import type { Schema } from '../schema.ts';
import { chunks, padded, type Session, statement } from '../statement.ts';
import { join } from './memberships.ts';

/** Every column that holds a member id. Whoever is merged into somebody else is re-pointed in each. */
export const MEMBER_COLUMNS = [
  ['accounts', 'member_id'],
  ['attendance', 'member_id'],
  ['acknowledgements', 'member_id'],
  ['acts', 'member_id'],
  ['open_questions', 'member_id'],
  ['memberships', 'member_id'],
  ['sign_ups', 'member_id'],
  ['activities', 'created_by'],
  ['notices', 'created_by'],
  ['notices', 'confirmed_by'],
  ['tickets', 'reporter_id'],
  ['tickets', 'handler_id'],
  ['ticket_events', 'done_by'],
  ['ticket_followers', 'member_id'],
  ['ticket_accesses', 'member_id'],
  ['point_entries', 'member_id'],
  ['point_entries', 'confirmed_by'],
  ['hour_entries', 'member_id'],
  ['hour_entries', 'confirmed_by'],
  ['exchanges', 'member_id'],
  ['exchanges', 'decided_by'],
] as const satisfies [keyof Schema, string][];

type Entry = Omit<RosterEntry, 'accounts' | 'groups'> & { created_at: number; updated_at: number };

const upsert = statement<object, unknown, Entry>((db, _, entries) =>
  db
    .insertInto('members')
    .values(entries)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        role: eb.ref('excluded.role'),
        occupation: eb.ref('excluded.occupation'),
        level: eb.ref('excluded.level'),
        area: eb.ref('excluded.area'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);

const roleHolders = statement<object, { id: string }>((db) =>
  db.selectFrom('members').select('id').where('role', 'not in', ['guest', 'external']).orderBy('id'),
);

const demote = statement<{ now: number }, unknown, string>((db, slot, ids) =>
  db
    .updateTable('members')
    .set({ role: 'guest', occupation: null, level: null, area: null, updated_at: slot.now })
    .where('id', 'in', ids),
);

interface Holding {
  account: string;
  member_id: string;
}

const holdersOf = statement<object, Holding, string>((db, _, accounts) =>
  db.selectFrom('accounts').select(['account', 'member_id']).where('account', 'in', accounts),
);

const heldBy = statement<object, Holding, string>((db, _, ids) =>
  db.selectFrom('accounts').select(['account', 'member_id']).where('member_id', 'in', ids),
);

const give = statement<Holding, unknown>((db, slot) =>
  db
    .insertInto('accounts')
    .values({ account: slot.account, member_id: slot.member_id })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ member_id: slot.member_id })),
);

const takeAway = statement<object, unknown, string>((db, _, accounts) =>
  db.deleteFrom('accounts').where('account', 'in', accounts),
);

/** One question per person and conversation: of two, the one asked of the listed person stays. */
const dropClashingQuestions = statement<{ from: string; to: string }, unknown>((db, slot) =>
  db
    .deleteFrom('open_questions')
    .where('member_id', '=', slot.from)
    .where('conversation', 'in', (eb) => eb.selectFrom('open_questions').select('conversation').where('member_id', '=', slot.to)),
);

const dropClashingMemberships = statement<{ from: string; to: string }, unknown>((db, slot) =>
  db
    .deleteFrom('memberships')
    .where('member_id', '=', slot.from)
    .where('group_id', 'in', (eb) => eb.selectFrom('memberships').select('group_id').where('member_id', '=', slot.to)),
);

/** Of two, the one who followed first keeps the place in the order they came; which of them it was does not matter. */
const dropClashingFollowers = statement<{ from: string; to: string }, unknown>((db, slot) =>
  db
    .deleteFrom('ticket_followers')
    .where('member_id', 'in', [slot.from, slot.to])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('ticket_followers as earlier')
          .select('earlier.id')
          .where('earlier.member_id', 'in', [slot.from, slot.to])
          .whereRef('earlier.ticket_id', '=', 'ticket_followers.ticket_id')
          .whereRef('earlier.id', '<', 'ticket_followers.id'),
      ),
    ),
);

/** One place per person and activity: of two, the earlier one stays, for it is the better one on the waiting list. */
const cancelClashingSignUps = statement<{ from: string; to: string }, unknown>((db, slot) =>
  db
    .updateTable('sign_ups')
    .set({ status: 'cancelled' })
    .where('member_id', 'in', [slot.from, slot.to])
    .where('status', '<>', 'cancelled')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('sign_ups as earlier')
          .select('earlier.id')
          .where('earlier.member_id', 'in', [slot.from, slot.to])
          .where('earlier.status', '<>', 'cancelled')
          .whereRef('earlier.activity_id', '=', 'sign_ups.activity_id')
          .whereRef('earlier.id', '<', 'sign_ups.id'),
      ),
    ),
);

const repoint = MEMBER_COLUMNS.map(([table, column]) =>
  statement<{ from: string; to: string }, unknown>((db, slot) =>
    db
      // Tables and columns differ, their type does not; kysely's types want one name.
      .updateTable(table as 'accounts')
      .set({ [column as 'member_id']: slot.to })
      .where(column as 'member_id', '=', slot.from),
  ),
);

const forget = statement<{ id: string }, unknown>((db, slot) => db.deleteFrom('members').where('id', '=', slot.id));

/** The contract is `MemberRecords.syncRoster`. */
export async function syncRoster(session: Session, roster: readonly RosterEntry[], now: number): Promise<void> {
  const owners = ownersOf(roster);
  const listed = new Set(roster.map((entry) => entry.id));
  const removed = (await roleHolders(session, {})).rows.map((row) => row.id).filter((id) => !listed.has(id));
  for (const ids of chunks(removed)) await demote(session, { now }, padded(ids));
  const entries = roster.map(({ accounts: _, groups: __, ...person }) => ({ ...person, created_at: now, updated_at: now }));
  for (const chunk of chunks(entries)) await upsert(session, {}, chunk);

  for (const accounts of chunks([...owners.keys()])) await settle(session, accounts, owners, listed);

  const strays: string[] = [];
  for (const ids of chunks([...listed])) {
    const { rows } = await heldBy(session, {}, padded(ids));
    strays.push(...rows.map((row) => row.account).filter((account) => !owners.has(account)));
  }
  for (const accounts of chunks(strays)) await takeAway(session, {}, padded(accounts));

  const memberships = roster.flatMap(({ id, groups }) => groups.map((group) => ({ member_id: id, group_id: group })));
  for (const chunk of chunks(memberships)) await join(session, {}, chunk);
}

/** Gives each account to its owner. A holder who is not listed is the same person under another id: merged, with all records. */
async function settle(
  session: Session,
  accounts: readonly string[],
  owners: Map<string, string>,
  listed: Set<string>,
): Promise<void> {
  const { rows } = await holdersOf(session, {}, padded(accounts));
  const holders = new Map(rows.map((row) => [row.account, row.member_id]));
  const gone = new Set<string>();
  for (const account of accounts) {
    const owner = owners.get(account) as string;
    const holder = holders.get(account);
    if (holder === owner) continue;
    if (holder !== undefined && !listed.has(holder) && !gone.has(holder)) {
      await merge(session, holder, owner);
      gone.add(holder);
    }
    await give(session, { account, member_id: owner });
  }
}

async function merge(session: Session, from: string, to: string): Promise<void> {
  await dropClashingQuestions(session, { from, to });
  await dropClashingMemberships(session, { from, to });
  await cancelClashingSignUps(session, { from, to });
  await dropClashingFollowers(session, { from, to });
  for (const update of repoint) await update(session, { from, to });
  await forget(session, { id: from });
}

/** Account → member id. */
function ownersOf(roster: readonly RosterEntry[]): Map<string, string> {
  const owners = new Map<string, string>();
  const ids = new Set<string>();
  for (const { id, accounts } of roster) {
    if (ids.has(id)) throw new BotError('settings', `The roster lists ${id} twice; give each person an id of their own.`);
    ids.add(id);
    for (const account of accounts) {
      const other = owners.get(account) ?? id;
      if (other !== id)
        throw new BotError('settings', `The roster gives ${account} to both ${other} and ${id}; leave it with one of them.`);
      owners.set(account, id);
    }
  }
  return owners;
}
