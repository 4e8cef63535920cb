// What secretaries do to the ledger: take an entry back, and say that a suggestion was adopted. Points by word alone there are none:
// each line names the record that earned it.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { pointPhrases } from '../../core/phrases-points.ts';
import type { HourEntry, PointEntry } from '../../core/points.ts';
import { pushToMember } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';
import { undecidedUntil } from '../tickets/appealing.ts';
import { ticketFor } from '../tickets/finding.ts';
import { record } from '../tickets/history.ts';
import { maySeeTo } from './deciders.ts';
import { earn, hoursSources, pendingHours, takeBack, takeBackHours, ticketSource } from './index.ts';
import { explain } from './statement.ts';

/** Somebody away for the weekend still wants to know. */
const USEFUL_MS = 7 * DAY_MS;

export type Reversed =
  /** `points`: all that was given for the record. */
  | { kind: 'reversed'; points: number; hours: HourEntry | null }
  | { kind: 'unknown' }
  | { kind: 'already' }
  | { kind: 'not_yours' }
  /** An exchange, or a correction: these have ways of their own. */
  | { kind: 'not_earned'; entry: PointEntry };

/**
 * Takes back what an entry gave, and the hours of the same record, by opposite entries with the reason; tells its owner alone.
 * @param reason as its owner will read it
 */
export async function reverseEntry(doing: Doing, id: number, by: Member, reason: string): Promise<Reversed> {
  const { tx } = doing;
  const entry = await tx.points.byId(id);
  if (!entry) return { kind: 'unknown' };
  if (!(await maySeeTo(doing, by, entry.memberId))) return { kind: 'not_yours' };
  if (entry.kind !== 'earned') return { kind: 'not_earned', entry };
  await tx.points.lock(entry.memberId);
  if ((await tx.points.ofSource(entry.source)).some(({ reverses }) => reverses === id)) return { kind: 'already' };
  const correction = { by: by.id, reason };
  const sources = [entry.source, ...(await voidCheckIn(doing, entry))];
  let points = 0;
  let hours: HourEntry | null = null;
  for (const source of sources) {
    const reversed = await takeBack(doing, source, correction);
    hours = (await takeBackHours(doing, source, correction)) ?? hours;
    const given = reversed?.reverses == null ? undefined : await tx.points.byId(reversed.reverses);
    if (!given) continue;
    points += given.points;
    // Thanks that have not left yet would come together with this.
    await tx.outbox.withdraw([outboxKey(adoptedKey(given.id))], doing.now, 'outdated');
    const told = pointPhrases.reversed(await explain(doing, given), reason);
    await pushAlone(doing, entry.memberId, `points:${given.id}:reversed`, told);
  }
  return { kind: 'reversed', points, hours };
}

/**
 * A check-in that was none counts as withdrawn, as if its doer had taken it back: it can neither be corrected nor taken back again,
 * fills no day, and what waits of it waits no more.
 * @returns what else it has earned; empty for what is no check-in, or for hours that were confirmed beside those that count at once
 */
async function voidCheckIn({ tx, now }: Doing, { source, memberId }: PointEntry): Promise<string[]> {
  const id = Number(/^attendance:(\d+)$/.exec(source)?.[1] ?? Number.NaN);
  if (Number.isNaN(id)) return [];
  // Locked first, as where its doer takes it back.
  await pendingHours(tx).lock(String(id));
  await pendingHours(tx).remove(String(id));
  await tx.attendance.withdraw(id, now);
  const act = await tx.acts.latest(memberId, 0);
  if (act?.kind === 'check_in' && act.recordId === id && act.undoneAt === null) await tx.acts.markUndone(act.id, now);
  return [hoursSources(id).confirmed];
}

const adoptedKey = (id: number): string => `points:${id}:adopted`;

export type Adopted =
  | { kind: 'adopted'; entry: PointEntry }
  /** No such number, or none of his. */
  | { kind: 'unknown' }
  /** A hazard: it earns by being confirmed. */
  | { kind: 'hazard' }
  | { kind: 'not_yours' }
  | { kind: 'anonymous' }
  | { kind: 'own' }
  /** Taken back by its reporter, or turned down. */
  | { kind: 'over' }
  | { kind: 'already' }
  /** Its reporter may still choose to stay unknown: the ledger, which would name him for good, waits until then. */
  | { kind: 'held'; until: number }
  /** The rules give none for it. */
  | { kind: 'no_points' };

/**
 * A secretary says that an appeal's suggestion is adopted: its reporter, where known, gets the points and is told alone. Of an anonymous
 * one nobody is looked for.
 */
export async function adopt(doing: Doing, number: string, by: Member): Promise<Adopted> {
  const found = await ticketFor(doing, by, number);
  if (found.kind !== 'found' || found.standing === 'anyone' || found.standing === 'follower') return { kind: 'unknown' };
  // Locked: its reporter may be making it anonymous at this moment, and then nothing may name him any more.
  const ticket = (await doing.tx.tickets.lock(found.ticket.id)) ?? found.ticket;
  if (ticket.kind === 'hazard') return { kind: 'hazard' };
  if (!(await maySeeTo(doing, by, ticket.reporterId))) return { kind: 'not_yours' };
  if (ticket.reporterId === by.id) return { kind: 'own' };
  if (ticket.status === 'rejected' || ticket.end === 'withdrawn') return { kind: 'over' };
  if (!(await doing.tx.tickets.events(ticket.id)).some(({ action }) => action === 'adopt'))
    await record(doing, ticket, 'adopt', { member: by });
  if (ticket.anonymous || ticket.reporterId === null) return { kind: 'anonymous' };
  const until = await undecidedUntil(doing, ticket);
  if (until !== null) return { kind: 'held', until };
  const source = ticketSource(ticket.id);
  const { reporterId: memberId, createdAt: at } = ticket;
  const entry = await earn(doing, { memberId, rule: 'suggestion_adopted', source, at, about: number, confirmedBy: by.id });
  if (!entry) return { kind: (await doing.tx.points.ofSource(source)).length > 0 ? 'already' : 'no_points' };
  await pushAlone(doing, memberId, adoptedKey(entry.id), pointPhrases.adopted(number, entry.points));
  return { kind: 'adopted', entry };
}

/** In the person's free hours; the outbox row does not tell whom it is for. */
export async function pushAlone(doing: Doing, memberId: string, key: string, text: string): Promise<void> {
  const member = await doing.tx.members.byId(memberId);
  if (!member) return;
  await pushToMember(doing, member, { key, text, kind: 'notice', usefulUntil: doing.now + USEFUL_MS, isSealed: true });
}
