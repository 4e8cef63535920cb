import type { Member, Role } from '../../core/member.ts';
import type { Sender } from '../../core/message.ts';
import { startOfDay } from '../../core/shanghai.ts';
import type { MemberRecords } from '../../core/store.ts';
import type { KnownNames } from '../known-names.ts';
import { chunks, padded, type Session, statement, touched } from '../statement.ts';
import { groupsOf, join } from './memberships.ts';
import { syncRoster } from './roster.ts';

const COLUMNS = ['members.id', 'members.name', 'members.role', 'members.occupation', 'members.level', 'members.area'] as const;

const byAccount = statement<{ account: string }, Member>((db, slot) =>
  db
    .selectFrom('accounts')
    .innerJoin('members', 'members.id', 'accounts.member_id')
    .select(COLUMNS)
    .where('accounts.account', '=', slot.account),
);

const addMember = statement<Pick<Member, 'id' | 'name' | 'role'> & { now: number }, unknown>((db, slot) =>
  db
    .insertInto('members')
    .values({
      id: slot.id,
      name: slot.name,
      role: slot.role,
      occupation: null,
      level: null,
      area: null,
      created_at: slot.now,
      updated_at: slot.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

const addAccount = statement<{ account: string; memberId: string }, unknown>((db, slot) =>
  db
    .insertInto('accounts')
    .values({ account: slot.account, member_id: slot.memberId })
    .onConflict((conflict) => conflict.column('account').doNothing()),
);

const rename = statement<{ id: string; name: string; now: number }, unknown>((db, slot) =>
  db.updateTable('members').set({ name: slot.name, updated_at: slot.now }).where('id', '=', slot.id),
);

const byId = statement<{ id: string }, Member>((db, slot) => db.selectFrom('members').select(COLUMNS).where('id', '=', slot.id));

const accountsOf = statement<{ memberId: string }, { account: string }>((db, slot) =>
  db.selectFrom('accounts').select('account').where('member_id', '=', slot.memberId),
);

const byIds = statement<object, Member, string>((db, _, ids) => db.selectFrom('members').select(COLUMNS).where('id', 'in', ids));

const withRoles = statement<object, Member, Role>((db, _, roles) =>
  db.selectFrom('members').select(COLUMNS).where('role', 'in', roles),
);

const list = statement<object, Member>((db) => db.selectFrom('members').select(COLUMNS));

const inGroup = statement<{ groupId: string }, Member>((db, slot) =>
  db
    .selectFrom('memberships')
    .innerJoin('members', 'members.id', 'memberships.member_id')
    .select(COLUMNS)
    .where('memberships.group_id', '=', slot.groupId),
);

const takeOver = statement<{ from: string; to: string; now: number }, unknown>((db, slot) =>
  db
    .updateTable('members')
    .set(({ selectFrom }) => {
      const giver = selectFrom('members as giver').where('giver.id', '=', slot.from);
      return {
        // Nobody has no role: where there is no giver, the column refuses.
        role: giver.select('giver.role').$castTo<Member['role']>(),
        level: giver.select('giver.level'),
        area: giver.select('giver.area'),
        updated_at: slot.now,
      };
    })
    .where('id', '=', slot.to),
);

const stepDown = statement<{ id: string; now: number }, unknown>((db, slot) =>
  db.updateTable('members').set({ role: 'member', level: null, area: null, updated_at: slot.now }).where('id', '=', slot.id),
);

/** `forget`: what was read may be undone. */
export function memberRecords(session: Session, names: KnownNames): { records: MemberRecords; forget(): void } {
  /** Rules ask for everybody again and again; within a transaction they stay who they are until we write. */
  let everybody: Promise<Member[]> | null = null;
  const inRoles = new Map<string, Promise<Member[]>>();
  const forget = () => {
    everybody = null;
    inRoles.clear();
  };

  async function known(account: string): Promise<Member | undefined> {
    const [row] = (await byAccount(session, { account })).rows;
    return row && { ...row };
  }

  /** What another instance has written meanwhile stays; afterwards both read the same. */
  async function welcome({ account, userId, name }: Sender, now: number): Promise<Member> {
    const role = userId === null ? 'external' : 'guest';
    forget();
    names.add(name);
    // Only the day: to the millisecond it would tell whose first message made an anonymous ticket.
    const isNew = touched(await addMember(session, { id: account, name, role, now: startOfDay(now) })) === 1;
    const isOurs = touched(await addAccount(session, { account, memberId: account })) === 1;
    if (isNew && isOurs) return { id: account, name, role, occupation: null, level: null, area: null };
    return (await known(account)) as Member;
  }

  const records: MemberRecords = {
    async recognise(sender, now) {
      const member = (await known(sender.account)) ?? (await welcome(sender, now));
      const listed = member.role !== 'guest' && member.role !== 'external';
      if (listed || sender.name === null || sender.name === member.name) return member;
      forget();
      names.add(sender.name);
      await rename(session, { id: member.id, name: sender.name, now: startOfDay(now) });
      return { ...member, name: sender.name };
    },
    async byId(id) {
      const [row] = (await byId(session, { id })).rows;
      return row && { ...row };
    },
    byAccount: known,
    async byIds(ids) {
      const rows: Member[] = [];
      for (const chunk of chunks([...new Set(ids)])) rows.push(...(await byIds(session, {}, padded(chunk))).rows);
      return sorted(rows);
    },
    async withRoles(roles) {
      if (roles.length === 0) return [];
      const key = roles.join();
      const known = inRoles.get(key) ?? withRoles(session, {}, padded(roles)).then(({ rows }) => sorted(rows));
      inRoles.set(key, known);
      return [...(await known)];
    },
    names: (now) => names.all(session, now),
    accountsOf: async (memberId) => (await accountsOf(session, { memberId })).rows.map((row) => row.account).sort(),
    async syncRoster(roster, now) {
      forget();
      for (const { name } of roster) names.add(name);
      await syncRoster(session, roster, now);
    },
    async list() {
      everybody ??= list(session, {}).then(({ rows }) => sorted(rows));
      return [...(await everybody)];
    },
    async joinGroup(memberId, groupId) {
      await join(session, {}, [{ member_id: memberId, group_id: groupId }]);
    },
    groupsOf: async (memberId) => (await groupsOf(session, { memberId })).rows.map((row) => row.group).sort(),
    inGroup: async (groupId) => sorted((await inGroup(session, { groupId })).rows),
    async handOver(fromId, toId, now) {
      if (fromId === toId) return;
      forget();
      await takeOver(session, { from: fromId, to: toId, now });
      await stepDown(session, { id: fromId, now });
    },
  };
  return { records, forget };
}

/** By id, here: the databases order text in ways of their own. */
function sorted(rows: readonly Member[]): Member[] {
  return rows.map((row) => ({ ...row })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
