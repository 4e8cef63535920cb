// Whose hours somebody keeps of whom nobody has written down what he works as.
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';
import { presumedOccupation } from './pushes/off-peak.ts';

/** The person with the occupation of his group's people where his own is not known. */
export async function inOwnHours({ tx, branch }: Pick<Doing, 'tx' | 'branch'>, member: Member): Promise<Member> {
  if (member.occupation !== null) return member;
  return { ...member, occupation: presumedOccupation(branch, await tx.members.groupsOf(member.id)) };
}
