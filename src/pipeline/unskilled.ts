// What is said where no handler has learnt the intent yet.
import { allowances, type Frame, isAllowed } from '../core/intent.ts';
import type { Member } from '../core/member.ts';
import { phrases } from '../core/phrases.ts';

export function sayNotYet({ intent, slots }: Frame, member: Member): string[] {
  if (intent === 'report_hazard') {
    if (slots.despair === true) return [phrases.despair];
    if (slots.urgent === true) return [phrases.emergency(slots.category), phrases.hazardNotYet];
    return [...(slots.category === 'public_order' ? [phrases.police] : []), phrases.hazardCalm];
  }
  const isOwnDuty = allowances[intent] === 'staff' && isAllowed(member.role, 'staff');
  return [isOwnDuty ? phrases.notYetForStaff(intent) : phrases.notYet(intent)];
}

/** A part was added to what was said before: calm, unless it tells of a danger that is new. */
export function sayJoined({ slots }: Frame, { slots: before }: Frame): string[] {
  if (slots.despair === true && before.despair !== true) return [phrases.despair];
  const isNewDanger = slots.urgent === true && (before.urgent !== true || before.category !== slots.category);
  return [...(isNewDanger ? [phrases.emergency(slots.category)] : []), phrases.joined];
}
