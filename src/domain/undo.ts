import { DAY_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';
import type { Act, Attendance } from '../core/store.ts';
import { type Ticket, ticketStatuses } from '../core/ticket.ts';
import { takeBackForAttendance } from './points/index.ts';
import { type SignUpTakenBack, takeBackSignUp } from './sign-ups/undo.ts';
import { ownTickets } from './tickets/reporter.ts';
import { type WithdrawOutcome, withdraw } from './tickets/steps.ts';

/** Older deeds are for the secretary to correct. */
const UNDO_WITHIN_MS = DAY_MS;

export type UndoOutcome =
  | { kind: 'undone'; act: Act; attendance: Attendance | null }
  /** About a sign-up; what could not be taken back may be tried again. */
  | { kind: 'sign_up'; act: Act; outcome: SignUpTakenBack }
  /** A hazard or an appeal; a deed of record stands undone only where it was withdrawn. */
  | { kind: 'report'; outcome: WithdrawOutcome }
  /** The last deed has been taken back before: a repeated "撤销" never eats an earlier one. */
  | { kind: 'already_undone' }
  | { kind: 'nothing' };

/**
 * Takes back the member's own last deed; the record stays on file as withdrawn.
 * @param isAlone nobody else hears what is answered: only there appeals are spoken of
 */
export async function undoLast(doing: Doing, member: Member, isAlone = false): Promise<UndoOutcome> {
  const { tx, now } = doing;
  const act = await tx.acts.latest(member.id, now - UNDO_WITHIN_MS);
  const appeal = isAlone ? await latestAppeal(doing, member, act?.at ?? now - UNDO_WITHIN_MS) : null;
  if (appeal)
    return appeal.end === 'withdrawn'
      ? { kind: 'already_undone' }
      : { kind: 'report', outcome: await withdraw(doing, member, appeal) };
  if (!act) return { kind: 'nothing' };
  if (act.undoneAt !== null) return { kind: 'already_undone' };
  if (act.kind === 'sign_up' || act.kind === 'cancel_sign_up') {
    const outcome = await takeBackSignUp(doing, member, act);
    if (!outcome) return { kind: 'nothing' };
    const isDone = outcome.kind === 'signed_off' || outcome.kind === 'as_before';
    if (isDone) await tx.acts.markUndone(act.id, now);
    return { kind: 'sign_up', act, outcome };
  }
  if (act.kind === 'report') {
    const ticket = await tx.tickets.byId(String(act.recordId));
    if (!ticket) return { kind: 'nothing' };
    const outcome = await withdraw(doing, member, ticket);
    if (outcome.kind === 'withdrawn') await tx.acts.markUndone(act.id, now);
    return { kind: 'report', outcome };
  }
  if (!(await tx.acts.markUndone(act.id, now))) return { kind: 'already_undone' };
  switch (act.kind) {
    case 'check_in': {
      const attendance = await tx.attendance.byId(act.recordId);
      await tx.attendance.withdraw(act.recordId, now);
      if (attendance) await takeBackForAttendance(doing, attendance);
      return { kind: 'undone', act, attendance: attendance ?? null };
    }
    case 'acknowledge':
      await tx.acknowledgements.withdraw(act.recordId, now);
      return { kind: 'undone', act, attendance: null };
  }
}

/** No record of deeds tells who made an appeal: it is found as its reporter finds it. */
async function latestAppeal(doing: Doing, member: Member, since: number): Promise<Ticket | null> {
  const [appeal] = (await ownTickets(doing, member, ticketStatuses)).filter(({ kind }) => kind === 'appeal');
  return appeal && appeal.createdAt > since ? appeal : null;
}
