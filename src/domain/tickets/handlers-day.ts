// What waits for somebody who settles tickets.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { startOfDay } from '../../core/shanghai.ts';
import { type Ticket, type TicketLevel, ticketLevels } from '../../core/ticket.ts';
import { isHandler, spokenToAt } from './handlers-of.ts';
import { rowsOf, type TicketRow } from './rows.ts';

/** Why it waits, the most pressing first: people are called and nobody answers; too late; due today; to be taken on; taken on. */
const pressing = ['call', 'overdue', 'today', 'accept', 'running'] as const;
export type Pressing = (typeof pressing)[number];

export interface HandlersDay {
  rows: (TicketRow & { why: Pressing })[];
  /** Nobody has taken them on yet. */
  toAccept: number;
  /** Taken on by the person, not settled. */
  running: number;
  /** Of both. */
  overdue: number;
}

/** So many are looked through for the most pressing ones; those with the nearest clocks. */
const LOOKED_AT = 100;

/** What somebody has to take on or to settle, most pressing first. Nothing for those who handle no tickets. */
export async function handlersDay(doing: Doing, member: Member, limit: number): Promise<HandlersDay> {
  const { tx, now } = doing;
  const levels = isHandler(doing, member) ? await levelsOf(doing, member) : [];
  const open = { statuses: ['open'] as const, levels };
  const own = { statuses: ['accepted'] as const, handlerId: member.id };
  const toAccept = levels.length === 0 ? [] : await tx.tickets.list(open, 'due', LOOKED_AT);
  const running = await tx.tickets.list(own, 'due', LOOKED_AT);
  const count = async (isAny: boolean, filter: Parameters<typeof tx.tickets.count>[0]) =>
    isAny ? await tx.tickets.count(filter) : 0;

  const waiting = [...toAccept, ...running]
    .map((ticket) => ({ ticket, why: whyOf(ticket, now) }))
    .sort((a, b) => pressing.indexOf(a.why) - pressing.indexOf(b.why) || dueOf(a.ticket) - dueOf(b.ticket))
    .slice(0, limit);
  const rows = await rowsOf(
    doing,
    waiting.map(({ ticket }) => ticket),
  );
  return {
    rows: rows.map((row, index) => ({ ...row, why: waiting[index]!.why })),
    toAccept: await count(toAccept.length > 0, open),
    running: await count(running.length > 0, own),
    overdue:
      (await count(toAccept.length > 0, { ...open, dueBefore: now })) +
      (await count(running.length > 0, { ...own, dueBefore: now })),
  };
}

/** Levels whose new tickets go to the person, as one of its people or in their stead. */
async function levelsOf(doing: Doing, member: Member): Promise<TicketLevel[]> {
  const levels: TicketLevel[] = [];
  for (const level of ticketLevels) {
    const { people } = await spokenToAt(doing, level);
    if (people.some(({ id }) => id === member.id)) levels.push(level);
  }
  return levels;
}

function whyOf({ urgent, answeredAt, status, dueAt }: Ticket, now: number): Pressing {
  if (urgent && status === 'open' && answeredAt === null) return 'call';
  if (dueAt !== null && dueAt <= now) return 'overdue';
  if (dueAt !== null && dueAt < startOfDay(now) + DAY_MS) return 'today';
  return status === 'open' ? 'accept' : 'running';
}

const dueOf = ({ dueAt }: Ticket): number => dueAt ?? Number.POSITIVE_INFINITY;
