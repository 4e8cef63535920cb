// What people do to a ticket. Each step: the row locked, rights and state checked, history written, clocks armed, everybody told.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { HandlingAction, Ticket } from '../../core/ticket.ts';
import { earnForHazard, takeBackForHazard } from '../points/index.ts';
import { arm } from './arming.ts';
import { isAbove, raise } from './escalating.ts';
import { followUp } from './follow-up.ts';
import { mayHandle, settlesAt } from './handlers-of.ts';
import { maskedNote, record } from './history.ts';
import { tellFollowers, tellNew, tellPeople, tellReporter } from './telling.ts';

export { type Added, supplement, type WithdrawOutcome, withdraw } from './adding.ts';
export { answerCall, type CallAnswered } from './answering.ts';

/** A remark is read on a telephone. */
export const NOTE_MAX = 300;

/** Why nothing was done. */
export type Refusal =
  | { kind: 'unknown'; number: string }
  | { kind: 'not_yours'; ticket: Ticket }
  | { kind: 'wrong_state'; ticket: Ticket }
  | { kind: 'too_long'; length: number };

export type HandleOutcome =
  | { kind: 'done'; action: HandlingAction; ticket: Ticket }
  /** Accepted in place of somebody else. */
  | { kind: 'taken_over'; ticket: Ticket; from: string | null }
  | { kind: 'already_yours'; ticket: Ticket }
  /** It stands at that level or above. */
  | { kind: 'already_there'; ticket: Ticket }
  | { kind: 'needs_reason'; ticket: Ticket }
  /** No ticket it could be the same as. */
  | { kind: 'no_such_other'; ticket: Ticket; other: string }
  | Refusal;

/**
 * Does one thing to a running ticket. Nothing is changed where the answer is a refusal.
 * @param note remark, reason or outcome, as it was said
 * @param other number of the ticket a rejected one is the same as
 */
export async function handle(
  doing: Doing,
  by: Member,
  number: string,
  action: HandlingAction,
  note: string | null,
  other: string | null = null,
): Promise<HandleOutcome> {
  const length = [...(note ?? '')].length;
  if (length > NOTE_MAX) return { kind: 'too_long', length };
  const found = await doing.tx.tickets.byNumber(number);
  const ticket = found && (await doing.tx.tickets.lock(found.id));
  if (!ticket) return { kind: 'unknown', number };
  if (!(await mayHandle(doing, by, ticket))) return { kind: 'not_yours', ticket };
  if (ticket.status !== 'open' && ticket.status !== 'accepted') return { kind: 'wrong_state', ticket };

  // Whoever does anything with it has answered the call.
  const answered = { ...ticket, answeredAt: ticket.answeredAt ?? doing.now };
  const masked = await maskedNote(doing, note, action === 'resolve' && ticket.kind === 'appeal');
  const step: Step = { doing, by, before: ticket, ticket: answered, note: masked };
  switch (action) {
    case 'accept':
      return await accept(step);
    case 'assign_branch':
      return await assignBranch(step);
    case 'escalate_street':
      return await escalate(step, 'street');
    case 'escalate_county':
      return await escalate(step, 'county');
    case 'resolve':
      return await resolve(step);
    case 'reject':
      return await reject(step, other);
  }
}

interface Step {
  doing: Doing;
  by: Member;
  /** As it was, and as it is changed. */
  before: Ticket;
  ticket: Ticket;
  note: string | null;
}

async function accept({ doing, by, before, ticket, note }: Step): Promise<HandleOutcome> {
  const isRunning = before.status === 'accepted';
  if (isRunning && before.handlerId === by.id) return { kind: 'already_yours', ticket: before };
  const step = await record(doing, ticket, 'accept', { member: by }, note);
  const statusAt = isRunning ? ticket.statusAt : doing.now;
  const accepted = await arm(doing, { ...ticket, status: 'accepted', statusAt, handlerId: by.id });
  await earnForHazard(doing, accepted, by);
  const { toReporter } = ticketPhrases;
  const { briefly } = toReporter;
  const isTakenOver = isRunning && before.handlerId !== null;
  const said = isTakenOver
    ? { text: toReporter.takenOver(accepted, by.name), brief: briefly.takenOver(by.name) }
    : {
        text: (told: Ticket) => toReporter.accepted(doing.branch, told, by.name),
        brief: briefly.accepted(doing.branch, accepted),
      };
  await tellReporter(doing, accepted, { step, ...said, by: by.id, ...atOnce(before) });
  if (!isTakenOver) return { kind: 'done', action: 'accept', ticket: accepted };
  await tellFormer(doing, before, by, { step, action: 'accept', ticket: accepted });
  return { kind: 'taken_over', ticket: accepted, from: before.handlerId };
}

/** Who reported a danger nobody has answered yet waits at the spot. */
const atOnce = ({ urgent, answeredAt }: Ticket) => (urgent && answeredAt === null ? ({ kind: 'emergency' } as const) : {});

async function assignBranch(step: Step): Promise<HandleOutcome> {
  const { doing, by, before, ticket, note } = step;
  const isHis = settlesAt(doing, by, 'branch');
  if (before.level === 'branch') return isHis ? await accept(step) : { kind: 'already_there', ticket: before };
  const { now, branch } = doing;
  const event = await record(doing, ticket, 'assign_branch', { member: by }, note);
  const assigned = await arm(doing, {
    ...ticket,
    level: 'branch',
    levelAt: now,
    statusAt: now,
    ...(isHis ? { status: 'accepted', handlerId: by.id } : { status: 'open', handlerId: null }),
  });
  if (isHis) await earnForHazard(doing, assigned, by);
  else await tellNew(doing, assigned, by.id);
  await tellFormer(doing, before, by, { step: event, action: 'assign_branch', ticket: assigned });
  const { sentDown, briefly } = ticketPhrases.toReporter;
  await tellReporter(doing, assigned, {
    step: event,
    text: (told) => sentDown(branch, told),
    brief: briefly.sentDown(branch, assigned),
    by: by.id,
  });
  return { kind: 'done', action: 'assign_branch', ticket: assigned };
}

async function escalate({ doing, by, before, ticket, note }: Step, to: 'street' | 'county'): Promise<HandleOutcome> {
  if (!isAbove(to, before.level)) return { kind: 'already_there', ticket: before };
  const { ticket: raised, step } = await raise(doing, ticket, to, { member: by }, note);
  await tellFormer(doing, before, by, { step, action: to === 'street' ? 'escalate_street' : 'escalate_county', ticket: raised });
  const { escalated, briefly } = ticketPhrases.toReporter;
  await tellReporter(doing, raised, {
    step,
    text: (told) => escalated(doing.branch, told),
    brief: briefly.escalated(doing.branch, raised),
    by: by.id,
  });
  return { kind: 'done', action: to === 'street' ? 'escalate_street' : 'escalate_county', ticket: raised };
}

async function resolve({ doing, by, before, ticket, note }: Step): Promise<HandleOutcome> {
  const step = await record(doing, ticket, 'resolve', { member: by }, note);
  // Whoever settled it hears how it turned out, and has it again where it was not.
  const settled: Ticket = { ...ticket, status: 'resolved', statusAt: doing.now, handlerId: by.id, outcome: note, next: null };
  const asked = await followUp(doing, settled, 'follow_up');
  await earnForHazard(doing, asked, by);
  await tellFormer(doing, before, by, { step, action: 'resolve', ticket: asked });
  const { settled: say } = ticketPhrases.toFollower;
  await tellFollowers(doing, asked, { step, text: say(asked), aloud: say({ ...asked, outcome: null }), by: by.id });
  return { kind: 'done', action: 'resolve', ticket: asked };
}

async function reject({ doing, by, before, ticket, note }: Step, other: string | null): Promise<HandleOutcome> {
  const { tx, now } = doing;
  if (note === null && other === null) return { kind: 'needs_reason', ticket: before };
  const same = other === null ? undefined : await tx.tickets.byNumber(other);
  if (other !== null && !isSameAs(same, before)) return { kind: 'no_such_other', ticket: before, other };
  const reason = same ? ticketPhrases.sameAs(same.number) : note;
  const step = await record(doing, ticket, 'reject', { member: by }, reason);
  const end = same ? 'duplicate' : null;
  const rejected = await arm(doing, { ...ticket, status: 'rejected', statusAt: now, outcome: reason, end });
  await takeBackForHazard(doing, rejected);
  if (same) await follow(doing, rejected, same);
  await tellFormer(doing, before, by, { step, action: 'reject', ticket: rejected });
  const { toReporter, toFollower } = ticketPhrases;
  const unsaid = { ...rejected, outcome: null };
  const isFollowing = same !== undefined && rejected.reporterId !== null;
  await tellReporter(doing, rejected, {
    step,
    text: isFollowing ? toReporter.merged(rejected, same.number) : toReporter.rejected(rejected),
    aloud: isFollowing ? toReporter.merged(rejected, same.number) : toReporter.rejected(unsaid),
    by: by.id,
    kind: 'change',
    isEnd: true,
  });
  await tellFollowers(doing, rejected, {
    step,
    text: toFollower.rejected(rejected),
    aloud: toFollower.rejected(unsaid),
    by: by.id,
  });
  return { kind: 'done', action: 'reject', ticket: rejected };
}

/** It leads on to another one that somebody settles or has settled; never to itself. */
function isSameAs(other: Ticket | undefined, { id, kind }: Ticket): other is Ticket {
  return other !== undefined && other.id !== id && other.kind === kind && other.status !== 'rejected';
}

/** Appeals are private: nobody follows another one's, and who is not to be named is not put down as a follower. */
async function follow(doing: Doing, { kind, reporterId }: Ticket, other: Ticket): Promise<void> {
  if (kind !== 'hazard' || reporterId === null || reporterId === other.reporterId) return;
  if (!(await doing.tx.tickets.addFollower(other.id, reporterId, doing.now))) return;
  await record(doing, other, 'follow', { member: { id: reporterId } });
}

interface Done {
  /** Id of its event. */
  step: number;
  action: HandlingAction;
  ticket: Ticket;
}

/** Somebody else had it. */
async function tellFormer(doing: Doing, before: Ticket, by: Member, done: Done): Promise<void> {
  const { handlerId } = before;
  const former = handlerId === null ? undefined : await doing.tx.members.byId(handlerId);
  const text = ticketPhrases.takenOver(doing.branch, done.ticket, by.name, done.action);
  if (former) await tellPeople(doing, before, [former], { step: `${done.step}-former`, text, by: by.id });
}
