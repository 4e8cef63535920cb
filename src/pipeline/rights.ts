import type { Handler } from '../core/handler.ts';
import { type Allowance, allowances, type Intent, intentNames, isAllowed } from '../core/intent.ts';
import type { Member } from '../core/member.ts';
import type { Message } from '../core/message.ts';
import { intentTitles, phrases } from '../core/phrases.ts';

/**
 * Rights come from the roster alone; a message whose body nobody signed cannot carry a reserved command.
 * @returns what to say instead, or null when it is allowed
 */
export function refuse(intent: Intent, member: Member, message: Message): string | null {
  return refuseAllowance(allowances[intent], intentTitles[intent], member, message);
}

/** As `refuse`, for what has no intent: commands and buttons. @param title what it is called, in words for people */
export function refuseAllowance(allowance: Allowance, title: string, member: Member, message: Message): string | null {
  if (isAllowed(member.role, allowance)) return refuseUnproven(allowance, title, message);
  return allowance === 'staff' && member.role !== 'external' ? phrases.staffOnlyTitle(title) : phrases.outsiderOnlyTitle(title);
}

/** Reserved things need a message whose words were signed. */
export function refuseUnproven(allowance: Allowance, title: string, message: Message): string | null {
  return allowance === 'staff' && message.proof === 'header' ? phrases.unprovenTitle(title) : null;
}

/** The strictest right among what the handler can be asked for also guards its answers. */
export function refuseAnswer(handler: Handler, member: Member, message: Message): string | null {
  const intents = intentNames.filter((intent) => handler.intents[intent]);
  const refusals = [
    ...intents.map((intent) => refuse(intent, member, message)),
    ...Object.values(handler.commands ?? {}).map(({ allow }) => refuseAllowance(allow, handler.title, member, message)),
  ];
  return refusals.find((refusal) => refusal !== null) ?? null;
}
