// Hand-over (换届): one step gives a secretary's role and open items to the next (product rule "Rights").
import { z } from 'zod';
import type { Member } from '../core/member.ts';
import { roles } from '../core/member.ts';
import type { RosterEntry, Transaction } from '../core/store.ts';
import { runningStatuses } from '../core/ticket.ts';
import { handOverSeries } from './activities/series.ts';

const handOverSchema = z.object({
  from: z.string(),
  to: z.string(),
  role: z.enum(roles),
  at: z.number(),
});
export type HandOver = z.infer<typeof handOverSchema>;

const handOvers = (tx: Transaction) => tx.collection('hand-overs', handOverSchema);

/** Statuses of what is not over yet. */
const OPEN = ['draft', 'open', 'closed'] as const;
/** Notices older than this are nobody's business any more. */
const NOTICES = 1_000;
/** More than one person can have in hand. */
const TICKETS = 10_000;

export type NextOutcome =
  | { kind: 'found'; next: Member }
  /** Nobody listed has that name. */
  | { kind: 'unknown' }
  | { kind: 'several'; count: number }
  | { kind: 'oneself' };

/** The listed person of that name; guests hold no office. */
export async function findNext(tx: Transaction, member: Member, name: string): Promise<NextOutcome> {
  const named = (await tx.members.list()).filter(
    (other) => other.name === name && other.role !== 'guest' && other.role !== 'external',
  );
  const [next, another] = named;
  if (!next) return { kind: 'unknown' };
  if (another) return { kind: 'several', count: named.length };
  return next.id === member.id ? { kind: 'oneself' } : { kind: 'found', next };
}

/** How many of each. */
export interface Items {
  activities: number;
  notices: number;
  tickets: number;
}

/** What would go along: activities that are not over, notices that have not left, tickets the person has taken on. */
export async function itemsOf(tx: Transaction, memberId: string): Promise<Items> {
  const activities = (await tx.activities.list(OPEN)).filter((activity) => activity.createdBy === memberId);
  const tickets = await tx.tickets.count({ handlerId: memberId, statuses: runningStatuses });
  return { activities: activities.length, notices: (await noticesOf(tx, memberId)).length, tickets };
}

/** Clocks run on: only whose ticket it is changes. */
async function handOverTickets(tx: Transaction, from: Member, to: Member, now: number): Promise<void> {
  const taken = await tx.tickets.list({ handlerId: from.id, statuses: runningStatuses }, 'oldest', TICKETS);
  for (const { id } of taken) {
    const ticket = await tx.tickets.lock(id);
    if (ticket?.handlerId !== from.id) continue;
    await tx.tickets.save({ ...ticket, handlerId: to.id });
    await tx.tickets.addEvent({ ticketId: id, at: now, by: from.id, isReporter: false, action: 'hand_over', note: to.name });
  }
}

async function noticesOf(tx: Transaction, memberId: string) {
  const notices = await tx.notices.since(0, NOTICES);
  return notices.filter(
    ({ createdBy, status }) => createdBy === memberId && (status === 'scheduled' || status === 'awaiting_second'),
  );
}

/** Role and open items, at once; the old account can do nothing a member may not. */
export async function handOver(tx: Transaction, from: Member, to: Member, now: number): Promise<void> {
  for (const activity of await tx.activities.list(OPEN)) {
    if (activity.createdBy === from.id) await tx.activities.save({ ...activity, createdBy: to.id });
  }
  for (const notice of await noticesOf(tx, from.id)) await tx.notices.save({ ...notice, createdBy: to.id });
  await handOverTickets(tx, from, to, now);
  await handOverSeries(tx, from.id, to.id, now);
  await tx.members.handOver(from.id, to.id, now);
  // Two within one instant are still one after the other.
  const latest = Math.max(0, ...(await handOversDone(tx)).map(({ at }) => at));
  await handOvers(tx).put(from.id, { from: from.id, to: to.id, role: from.role, at: Math.max(now, latest + 1) }, now);
}

/** The last of each person, in the order they were done. */
async function handOversDone(tx: Transaction): Promise<HandOver[]> {
  return (await handOvers(tx).list()).map(({ value }) => value).sort((a, b) => a.at - b.at);
}

/**
 * The roster as listed, with the hand-overs since then: until somebody writes them into the settings, they hold. One that moves nothing
 * any more, because the list has caught up with it, is forgotten: whoever is given the office anew by the list keeps it.
 */
export async function withHandOvers(tx: Transaction, listed: readonly RosterEntry[]): Promise<RosterEntry[]> {
  let roster = [...listed];
  for (const done of await handOversDone(tx)) {
    const moved = applyHandOver(roster, done);
    if (moved) roster = moved;
    else await handOvers(tx).remove(done.from);
  }
  return roster;
}

/** @returns null when there is nothing to be moved: one of them is listed no more, or the first without the role */
function applyHandOver(roster: readonly RosterEntry[], { from, to, role }: HandOver): RosterEntry[] | null {
  const old = roster.find((entry) => entry.id === from);
  const next = roster.find((entry) => entry.id === to);
  if (!old || !next || old.role !== role) return null;
  return roster.map((entry) => {
    if (entry === old) return { ...old, role: 'member', level: null, area: null };
    return entry === next ? { ...next, role: old.role, level: old.level, area: old.area } : entry;
  });
}
