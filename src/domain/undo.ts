import { DAY_MS } from '../core/clock.ts';
import type { Member } from '../core/member.ts';
import type { Act, Attendance, Transaction } from '../core/store.ts';

/** Older deeds are for the secretary to correct. */
const UNDO_WITHIN_MS = DAY_MS;

export type UndoOutcome =
  | { kind: 'undone'; act: Act; attendance: Attendance | null }
  /** The last deed has been taken back before: a repeated "撤销" never eats an earlier one. */
  | { kind: 'already_undone' }
  | { kind: 'nothing' };

/** Takes back the member's own last deed; the record stays on file as withdrawn. */
export async function undoLast(tx: Transaction, member: Member, now: number): Promise<UndoOutcome> {
  const act = await tx.acts.latest(member.id, now - UNDO_WITHIN_MS);
  if (!act) return { kind: 'nothing' };
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
