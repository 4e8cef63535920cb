// What is said where no handler has learnt the intent yet.
import { allowances, type Frame, isAllowed } from '../core/intent.ts';
import type { Member } from '../core/member.ts';
import { phrases } from '../core/phrases.ts';

export function sayNotYet({ intent }: Frame, member: Member): string {
  const isOwnDuty = allowances[intent] === 'staff' && isAllowed(member.role, 'staff');
  return isOwnDuty ? phrases.notYetForStaff(intent) : phrases.notYet(intent);
}
