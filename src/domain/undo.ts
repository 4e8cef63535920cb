import { DAY_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';
import type { Act, Attendance } from '../core/store.ts';
import { type Ticket, ticketStatuses } from '../core/ticket.ts';
import { takeBackForAttendance } from './points/index.ts';
import { type SignUpTakenBack, takeBackSignUp } from './sign-ups/undo.ts';
import { ownTickets } from './tickets/reporter.ts';
import { type WithdrawOutcome, withdraw } from './tickets/steps.ts';
import type { DeedNamed } from './words/undoing.ts';

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
  return act ? await takeBack(doing, member, act) : { kind: 'nothing' };
}

/** What a mere "wrong" may be about; `key` tells it from every other deed. */
export type LastDeed = { key: string; isUndone: boolean } & (
  | { kind: 'check_in'; attendance: Attendance }
  | { kind: 'sign_up' | 'cancel_sign_up' | 'acknowledge' }
  | { kind: 'report' | 'appeal'; number: string }
);

/** The member's own last deed, as `undoLast` would find it. */
export async function lastDeed(doing: Doing, member: Member, isAlone: boolean): Promise<LastDeed | null> {
  const { tx, now } = doing;
  const act = await tx.acts.latest(member.id, now - UNDO_WITHIN_MS);
  const appeal = isAlone ? await latestAppeal(doing, member, act?.at ?? now - UNDO_WITHIN_MS) : null;
  if (appeal) return { key: appeal.number, isUndone: appeal.end === 'withdrawn', kind: 'appeal', number: appeal.number };
  if (!act) return null;
  const deed = { key: String(act.id), isUndone: act.undoneAt !== null };
  if (act.kind === 'check_in') {
    const attendance = await tx.attendance.byId(act.recordId);
    return attendance ? { ...deed, kind: 'check_in', attendance } : null;
  }
  if (act.kind !== 'report') return { ...deed, kind: act.kind };
  const ticket = await tx.tickets.byId(String(act.recordId));
  return ticket ? { ...deed, kind: 'report', number: ticket.number } : null;
}

/** Takes back the member's own last deed of that name that still stands, whatever came after it. */
export async function undoNamed(doing: Doing, member: Member, name: DeedNamed): Promise<UndoOutcome> {
  const { tx, now } = doing;
  let isUndone = false;
  for (const act of await tx.acts.recent(member.id, now - UNDO_WITHIN_MS, DEEDS_MOST)) {
    if (!(await isCalled(doing, act, name))) continue;
    if (act.undoneAt === null) return await takeBack(doing, member, act);
    isUndone = true;
  }
  return { kind: isUndone ? 'already_undone' : 'nothing' };
}

/** The member's own last deed, where it is a check-in of less than so long ago that still stands. */
export async function checkInJustNow({ tx, now }: Doing, { id }: Member, withinMs: number): Promise<Attendance | null> {
  const act = await tx.acts.latest(id, now - withinMs);
  const attendance = act?.kind === 'check_in' && act.undoneAt === null ? await tx.attendance.byId(act.recordId) : undefined;
  return attendance ?? null;
}

/** More than anybody does in a day. */
const DEEDS_MOST = 40;

const NAMED_SO: Record<Act['kind'], readonly DeedNamed[]> = {
  check_in: ['check_in', 'volunteer', 'patrol'],
  sign_up: ['sign_up'],
  cancel_sign_up: ['sign_up'],
  acknowledge: ['acknowledge'],
  report: ['report'],
};

async function isCalled({ tx }: Doing, act: Act, name: DeedNamed): Promise<boolean> {
  if (!NAMED_SO[act.kind].includes(name)) return false;
  if (act.kind !== 'check_in') return true;
  const kind = (await tx.attendance.byId(act.recordId))?.kind;
  return name === 'check_in' ? kind !== 'volunteer' && kind !== 'patrol' : kind === name;
}

async function takeBack(doing: Doing, member: Member, act: Act): Promise<UndoOutcome> {
  const { tx, now } = doing;
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
