// How a step of who settles tickets turned out, in words for him.
import type { Doing } from '../../core/doing.ts';
import { handlingPhrases as say } from '../../core/phrases-handling.ts';
import type { HandlingAction, Ticket } from '../../core/ticket.ts';
import { spokenToAt } from './handlers-of.ts';
import { type CallAnswered, type HandleOutcome, NOTE_MAX } from './steps.ts';
import type { TakeBackOutcome } from './taking-back.ts';

/** What is answered to who took the step, or wanted to. */
export async function sayOutcome(
  doing: Doing,
  number: string,
  outcome: Exclude<HandleOutcome, { kind: 'needs_reason' }>,
): Promise<string> {
  const { branch, now, tx } = doing;
  switch (outcome.kind) {
    case 'done':
      return await sayDone(doing, outcome.action, outcome.ticket);
    case 'taken_over': {
      const from = outcome.from === null ? undefined : await tx.members.byId(outcome.from);
      return say.takenOver(outcome.ticket, from?.name ?? null, now);
    }
    case 'already_yours':
      return say.alreadyYours(outcome.ticket, now);
    case 'already_there':
      return say.alreadyThere(branch, number, outcome.ticket.level);
    case 'no_such_other':
      return say.noSuchOther(outcome.other);
    case 'too_long':
      return say.tooLong(outcome.length, NOTE_MAX);
    default:
      return sayRefusal(number, outcome);
  }
}

/** Somebody else's appeal is as unknown as a number that was never given. */
export function sayRefusal(
  number: string,
  outcome: Extract<CallAnswered, { kind: 'unknown' | 'not_yours' | 'wrong_state' }>,
): string {
  switch (outcome.kind) {
    case 'unknown':
      return say.unknown(number);
    case 'not_yours':
      return number.startsWith('A') ? say.unknown(number) : say.notYours(number);
    case 'wrong_state':
      return say.wrongState(outcome.ticket);
  }
}

async function sayDone(doing: Doing, action: HandlingAction, ticket: Ticket): Promise<string> {
  const { branch, now } = doing;
  const { number, level, status } = ticket;
  switch (action) {
    case 'accept':
      return say.accepted(ticket, now);
    case 'assign_branch':
      return status === 'accepted' ? say.accepted(ticket, now) : say.sentDown(branch, ticket);
    case 'escalate_street':
    case 'escalate_county':
      return say.escalated(branch, ticket, now, (await spokenToAt(doing, level)).areStandIns);
    case 'resolve':
      return say.settled(number);
    case 'reject':
      return say.rejected(number);
  }
}

/** What is answered to who wanted a step of his undone. */
export async function sayTakenBack({ tx, now }: Doing, number: string, outcome: TakeBackOutcome): Promise<string> {
  const { notBroughtBack } = say;
  switch (outcome.kind) {
    case 'taken_back':
      return say.takenBack(outcome.ticket, outcome.isTold, now);
    case 'of_others':
      return notBroughtBack.others(number, (outcome.by === null ? undefined : await tx.members.byId(outcome.by))?.name ?? null);
    case 'too_late':
      return notBroughtBack.tooLate(number);
    case 'answered':
      return notBroughtBack.answered(number);
    case 'running':
      return notBroughtBack.running(outcome.ticket);
    default:
      return sayRefusal(number, outcome);
  }
}
