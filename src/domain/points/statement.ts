// A person's points and hours, line by line, with why each line stands there.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { StatementLine, Why } from '../../core/phrases-points.ts';
import type { HourEntry, PointEntry } from '../../core/points.ts';
import type { Month } from '../months.ts';
import { HOURS_WAIT_MS, pendingHours, ticketSource } from './index.ts';

const PAGE = 100;
/** Of `ticketSource`. */
const TICKET = ticketSource('');
/** A day is told of later, or a little ahead, by no more. */
const TOLD_AHEAD_MS = DAY_MS;
/** Service is told of on the day after at the latest; a day is reckoned in. */
const TOLD_LATE_MS = 3 * DAY_MS;

export interface Statement {
  balance: number;
  /** Newest first. */
  lines: StatementLine[];
  /** Of the month, or of all lines shown. */
  sum: number;
  /** There are more than are shown. */
  hasMore: boolean;
}

/**
 * The newest lines of a person's ledger, or those of the deeds of one month.
 * @param limit lines that are shown; the sum of a month is of all its lines
 */
export async function statementOf(doing: Doing, memberId: string, limit: number, month: Month | null = null): Promise<Statement> {
  const { points } = doing.tx;
  const found = month === null ? await points.statement(memberId, limit + 1) : await ofMonth(doing, memberId, month);
  const lines: StatementLine[] = [];
  for (const entry of found.slice(0, limit)) lines.push(await explain(doing, entry));
  return {
    balance: await points.balance(memberId),
    lines,
    sum: found.reduce((total, entry) => total + entry.points, 0),
    hasMore: found.length > limit,
  };
}

async function ofMonth({ tx }: Doing, memberId: string, { from, to }: Month): Promise<PointEntry[]> {
  const found: PointEntry[] = [];
  for (let beforeId: number | undefined; ; ) {
    const page = await tx.points.statement(memberId, PAGE, beforeId);
    found.push(...page.filter(({ at }) => from <= at && at < to));
    const last = page.at(-1);
    if (!last || page.length < PAGE || last.recordedAt < from - TOLD_AHEAD_MS) return found;
    beforeId = last.id;
  }
}

/** One line as its owner reads it: what took points back is dated by when it did. */
export async function explain(doing: Doing, entry: PointEntry): Promise<StatementLine> {
  const { id, points, rule, kind, at, recordedAt } = entry;
  const original = entry.reverses === null ? undefined : await doing.tx.points.byId(entry.reverses);
  return {
    id,
    at: kind === 'reversed' || kind === 'returned' ? recordedAt : at,
    points,
    rule,
    about: (original ?? entry).about,
    why: await whyOf(doing, entry),
  };
}

async function whyOf({ tx }: Doing, entry: PointEntry): Promise<Why> {
  const { kind, points, full, about, source, confirmedBy } = entry;
  switch (kind) {
    case 'earned':
      return points < full ? { kind: 'capped', full } : { kind: 'earned' };
    case 'reversed':
      if (confirmedBy !== null) {
        return { kind: 'corrected', by: (await tx.members.byId(confirmedBy))?.name ?? null, reason: about ?? '' };
      }
      // What is taken back by itself keeps what it was for.
      if (!source.startsWith(TICKET)) return { kind: 'check_in_withdrawn' };
      return {
        kind: (await tx.tickets.byId(source.slice(TICKET.length)))?.end === 'withdrawn' ? 'report_withdrawn' : 'not_confirmed',
      };
    case 'exchanged':
      return { kind: 'exchanged' };
    case 'returned': {
      const exchange = await tx.exchanges.byId(Number(source.slice(source.indexOf(':') + 1)));
      return { kind: 'returned', by: exchange?.status === 'cancelled' ? 'cancelled' : 'declined' };
    }
  }
}

export interface Hours {
  minutes: number;
  /** Reported, and not confirmed yet. */
  waitingMinutes: number;
  /** Newest first. */
  entries: HourEntry[];
}

/** What a person has in the ledger of hours (时间银行), and what waits in front of it. */
export async function hoursOf(doing: Doing, memberId: string, limit: number): Promise<Hours> {
  const { points } = doing.tx;
  return {
    minutes: await points.minutes(memberId),
    waitingMinutes: await waitingMinutes(doing, memberId),
    entries: await points.hourStatement(memberId, limit),
  };
}

/** By the check-ins that are his now, whoever he was then: what waits of everybody is not read for one. */
async function waitingMinutes({ tx, now }: Doing, memberId: string): Promise<number> {
  let sum = 0;
  for (const { id, kind } of await tx.attendance.between(memberId, now - HOURS_WAIT_MS - TOLD_LATE_MS, now + TOLD_AHEAD_MS)) {
    if (kind === 'volunteer') sum += (await pendingHours(tx).get(String(id)))?.minutes ?? 0;
  }
  return sum;
}
