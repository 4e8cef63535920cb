import type { Session } from '../core/activity.ts';
import type { Branch } from '../core/branch.ts';
import { DAY_MS, HOUR_MS } from '../core/clock.ts';
import type { Member } from '../core/member.ts';
import type { Clicked, Message } from '../core/message.ts';
import { mayPress } from '../core/outgoing.ts';
import type { Sealer } from '../core/sealer.ts';
import type { Transaction } from '../core/store.ts';
import { isRunning, type Ticket, ticketStatuses } from '../core/ticket.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { concerning } from '../domain/activities/finding.ts';
import { presumedOccupation } from '../domain/pushes/off-peak.ts';
import { reporterKeys } from '../domain/tickets/reporter.ts';

/**
 * Who speaks. Whoever speaks in a group is in it; whose occupation nobody has written down has that of the group's people, so that the
 * right session and the right hours are chosen.
 */
export async function speakerOf(
  tx: Transaction,
  branch: Branch,
  { sender, conversation }: Message,
  now: number,
): Promise<Member> {
  const member = await tx.members.recognise(sender, now);
  if (conversation.kind === 'group') await tx.members.joinGroup(member.id, conversation.id);
  if (member.occupation !== null) return member;
  const groups = conversation.kind === 'group' ? [conversation.id] : await tx.members.groupsOf(member.id);
  return { ...member, occupation: presumedOccupation(branch, groups) };
}

/** A check-in may still speak of what has just ended; a sign-up of what is two months away. */
const BACK_MS = DAY_MS / 2;
const AHEAD_MS = 60 * DAY_MS;
/** So long after its end a session still goes before the next one. */
const LINGERS_MS = HOUR_MS / 2;

/**
 * What is open where somebody speaks: in a group what was published to it, in a direct chat what was published to the person's groups,
 * or what he has signed up to.
 * @returns each activity with the start of its session that is held now or next, else of its last one; the nearest first
 */
export async function activitiesFor(
  tx: Transaction,
  member: Member,
  { conversation }: Message,
  now: number,
): Promise<UnderstandingContext['activities']> {
  const near = await tx.activities.between(now - BACK_MS, now + AHEAD_MS, ['open', 'closed', 'done']);
  if (near.length === 0) return [];
  const concerns = await concerning({ tx }, { member, conversation });
  return near.filter(concerns).map(({ title, sessions }) => ({ title, start: spokenOf(sessions, now).start }));
}

function spokenOf(sessions: readonly Session[], now: number): Session {
  return sessions.find(({ end }) => end > now - LINGERS_MS) ?? (sessions.at(-1) as Session);
}

/** More than anybody has open at once. */
const OWN_TICKETS = 20;
const LATELY_MS = 7 * DAY_MS;

/**
 * The speaker's own tickets that are not over, or ended a short while ago (people find that it is broken again), newest first; in a
 * group what nobody there may learn is not among them.
 */
export async function ticketsOf(
  tx: Transaction,
  sealer: Sealer | null,
  { id }: Member,
  { conversation }: Message,
  now: number,
): Promise<Ticket[]> {
  // Hidden ones are none of a group's business; elsewhere they are his from whichever platform he speaks.
  const keys = conversation.kind === 'group' ? { memberId: id, digests: [] } : await reporterKeys({ tx, sealer }, { id });
  const known = await tx.tickets.ofReporter(keys, ticketStatuses, OWN_TICKETS);
  const own = known.filter((ticket) => isRunning(ticket) || ticket.statusAt > now - LATELY_MS);
  return conversation.kind === 'group' ? own.filter(({ kind, anonymous }) => kind === 'hazard' && !anonymous) : own;
}

/** A press on a card that a whole group sees. */
export const isGroupPress = ({ kind, conversation }: Message): boolean => kind === 'clicked' && conversation.kind === 'group';

/** The outbox item a card was made of is in its name; simulator: the name. */
const CARD_ITEM = /^m?(\d{1,15})(?:-|$)/;

/** Whether the question on the card was asked of whoever pressed it; a card that is not known says nothing else. */
export async function isAskedOf(tx: Transaction, { card, button, sender }: Clicked): Promise<boolean> {
  const id = CARD_ITEM.exec(card)?.[1];
  const item = id === undefined ? undefined : await tx.outbox.byId(Number(id));
  return !item || mayPress(item.body, button, sender.account);
}
