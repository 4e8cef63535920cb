// Who is known to be in which of the branch's groups.
import { statement } from '../statement.ts';

export interface Membership {
  member_id: string;
  group_id: string;
}

/** What is known already stays as it is. */
export const join = statement<object, unknown, Membership>((db, _, memberships) =>
  db
    .insertInto('memberships')
    .values(memberships)
    .onConflict((conflict) => conflict.columns(['member_id', 'group_id']).doNothing()),
);

export const groupsOf = statement<{ memberId: string }, { group: string }>((db, slot) =>
  db.selectFrom('memberships').select('group_id as group').where('member_id', '=', slot.memberId),
);
