import type { Handler } from '../core/handler.ts';
import { type Allowance, allowances, type Intent, intentNames, isAllowed } from '../core/intent.ts';
import type { Member } from '../core/member.ts';
import type { Message } from '../core/message.ts';
import { intentTitles, phrases } from '../core/phrases.ts';

/** Whether something may be done. */
export interface Ruling {
  /** What to say instead; null = it may. */
  refusal: string | null;
  /**
   * As people call it, where whoever spoke has the right and needs to have proved that it was he; with a refusal, only the proof is
   * missing. Null = no proof is needed, or none would help.
   */
  reserved: string | null;
}

/** Rights come from the roster alone; a message whose body nobody signed cannot carry a reserved command. */
export function rule(intent: Intent, member: Member, message: Message): Ruling {
  return ruleAllowance(allowances[intent], intentTitles[intent], member, message);
}

/** As `rule`, for what has no intent: commands and buttons. @param title what it is called, in words for people */
export function ruleAllowance(allowance: Allowance, title: string, member: Member, message: Message): Ruling {
  if (isAllowed(member.role, allowance)) return allowance === 'staff' ? ruleProof(title, message) : FREE;
  const isForStaff = allowance === 'staff' && member.role !== 'external';
  return { refusal: isForStaff ? phrases.staffOnlyTitle(title) : phrases.outsiderOnlyTitle(title), reserved: null };
}

/** Reserved things need a message whose words were signed. */
export function ruleProof(title: string, { proof }: Pick<Message, 'proof'>): Ruling {
  return { refusal: proof === 'header' ? phrases.unprovenTitle(title) : null, reserved: title };
}

/** The strictest right among what the handler can be asked for also guards its answers. */
export function ruleAnswer(handler: Handler, member: Member, message: Message): Ruling {
  const intents = intentNames.filter((intent) => handler.intents[intent]);
  return strictest([
    ...intents.map((intent) => rule(intent, member, message)),
    ...Object.values(handler.commands ?? {}).map(({ allow }) => ruleAllowance(allow, handler.title, member, message)),
  ]);
}

/** The first that refuses, else the first that is reserved. */
export const strictest = (rulings: readonly Ruling[]): Ruling =>
  rulings.find(({ refusal }) => refusal !== null) ?? rulings.find(({ reserved }) => reserved !== null) ?? FREE;

const FREE: Ruling = { refusal: null, reserved: null };
