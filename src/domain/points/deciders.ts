// Who decides about somebody's points and hours: the secretary of the branch (product rule 9, "with the secretary's yes"). Nobody
// decides about his own, as long as there is somebody else.
import type { Doing } from '../../core/doing.ts';
import { isAllowed } from '../../core/intent.ts';
import type { Member } from '../../core/member.ts';

/** The secretaries but the person himself, else others of the staff, else whoever there is. */
export async function decidersFor({ tx }: Doing, memberId: string): Promise<Member[]> {
  const secretaries = await tx.members.withRoles(['secretary']);
  const others = secretaries.filter(({ id }) => id !== memberId);
  if (others.length > 0) return others;
  const staff = (await tx.members.withRoles(['coordinator', 'operator'])).filter(({ id }) => id !== memberId);
  return staff.length > 0 ? staff : secretaries;
}

/** Whether a person decides about this one. */
export async function mayDecide(doing: Doing, by: Pick<Member, 'id'>, memberId: string): Promise<boolean> {
  return (await decidersFor(doing, memberId)).some(({ id }) => id === by.id);
}

/**
 * Whether a person may look after points at all, as secretaries do: the shelf, the list of what waits, somebody's ledger. Coordinators
 * and operators where there is no secretary, or the only one is concerned himself.
 * @param memberId whom it concerns; null = nobody
 */
export async function maySeeTo(doing: Doing, by: Pick<Member, 'id' | 'role'>, memberId: string | null = null): Promise<boolean> {
  if (by.role === 'secretary') return true;
  return isAllowed(by.role, 'staff') && (await mayDecide(doing, by, memberId ?? NOBODY));
}

const NOBODY = '';

/** They are at a desk, whatever their trade was: what asks for a decision comes in office hours. */
export const atDesk = (member: Member): Member => ({ ...member, occupation: 'office' });
