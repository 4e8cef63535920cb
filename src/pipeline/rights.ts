import type { Handler } from '../core/handler.ts';
import { allowances, type Intent, intentNames, isAllowed } from '../core/intent.ts';
import type { Member } from '../core/member.ts';
import type { Message } from '../core/message.ts';
import { phrases } from '../core/phrases.ts';

/**
 * Rights come from the roster alone; a message whose body nobody signed cannot carry a reserved command.
 * @returns what to say instead, or null when it is allowed
 */
export function refuse(intent: Intent, member: Member, message: Message): string | null {
  const allowance = allowances[intent];
  if (!isAllowed(member.role, allowance)) {
    return allowance === 'staff' && member.role !== 'external' ? phrases.staffOnly(intent) : phrases.outsiderOnly(intent);
  }
  return allowance === 'staff' && message.proof === 'header' ? phrases.unproven(intent) : null;
}

/** The strictest right among what the handler can be asked for also guards its answers. */
export function refuseAnswer(handler: Handler, member: Member, message: Message): string | null {
  const refusals = intentNames.filter((intent) => handler.intents[intent]).map((intent) => refuse(intent, member, message));
  return refusals.find((refusal) => refusal !== null) ?? null;
}
