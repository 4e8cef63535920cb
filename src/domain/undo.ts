import { DAY_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';
import type { Act, Attendance } from '../core/store.ts';
import { type SignUpTakenBack, takeBackSignUp } from './sign-ups/undo.ts';

/** Older deeds are for the secretary to correct. */
const UNDO_WITHIN_MS = DAY_MS;

export type UndoOutcome =
  | { kind: 'undone'; act: Act; attendance: Attendance | null }
  /** About a sign-up; what could not be taken back may be tried again. */
  | { kind: 'sign_up'; act: Act; outcome: SignUpTakenBack }
  /** The last deed has been taken back before: a repeated "撤销" never eats an earlier one. */
  | { kind: 'already_undone' }
  | { kind: 'nothing' };

/** Takes back the member's own last deed; the record stays on file as withdrawn. */
export async function undoLast(doing: Doing, member: Member): Promise<UndoOutcome> {
  const { tx, now } = doing;
  const act = await tx.acts.latest(member.id, now - UNDO_WITHIN_MS);
  if (!act) return { kind: 'nothing' };
  if (act.undoneAt !== null) return { kind: 'already_undone' };
  if (act.kind === 'sign_up' || act.kind === 'cancel_sign_up') {
    const outcome = await takeBackSignUp(doing, member, act);
    if (!outcome) return { kind: 'nothing' };
    const isDone = outcome.kind === 'signed_off' || outcome.kind === 'as_before';
    if (isDone) await tx.acts.markUndone(act.id, now);
    return { kind: 'sign_up', act, outcome };
  }
  if (!(await tx.acts.markUndone(act.id, now))) return { kind: 'already_undone' };
  switch (act.kind) {
    case 'check_in': {
      const attendance = await tx.attendance.byId(act.recordId);
      await tx.attendance.withdraw(act.recordId, now);
      return { kind: 'undone', act, attendance: attendance ?? null };
    }
    case 'acknowledge':
      await tx.acknowledgements.withdraw(act.recordId, now);
      return { kind: 'undone', act, attendance: null };
  }
}
