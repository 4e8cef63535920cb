import type { Member } from '../../core/member.ts';
import type { Sender } from '../../core/message.ts';
import type { MemberRecords } from '../../core/store.ts';
import { type Session, statement, touched } from '../statement.ts';
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

const list = statement<object, Member>((db) => db.selectFrom('members').select(COLUMNS));

export function memberRecords(session: Session): MemberRecords {
  async function known(account: string): Promise<Member | undefined> {
    const [row] = (await byAccount(session, { account })).rows;
    return row && { ...row };
  }

  /** What another instance has written meanwhile stays; afterwards both read the same. */
  async function welcome({ account, userId, name }: Sender, now: number): Promise<Member> {
    const role = userId === null ? 'external' : 'guest';
    const isNew = touched(await addMember(session, { id: account, name, role, now })) === 1;
    const isOurs = touched(await addAccount(session, { account, memberId: account })) === 1;
    if (isNew && isOurs) return { id: account, name, role, occupation: null, level: null, area: null };
    return (await known(account)) as Member;
  }

  return {
    async recognise(sender, now) {
      const member = (await known(sender.account)) ?? (await welcome(sender, now));
      const listed = member.role !== 'guest' && member.role !== 'external';
      if (listed || sender.name === null || sender.name === member.name) return member;
      await rename(session, { id: member.id, name: sender.name, now });
      return { ...member, name: sender.name };
    },
    async byId(id) {
      const [row] = (await byId(session, { id })).rows;
      return row && { ...row };
    },
    accountsOf: async (memberId) => (await accountsOf(session, { memberId })).rows.map((row) => row.account).sort(),
    syncRoster: (roster, now) => syncRoster(session, roster, now),
    list: async () => (await list(session, {})).rows.map((row) => ({ ...row })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
