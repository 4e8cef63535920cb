// The two lists (what was raised, what is being done about it), the ledger of unsatisfactory outcomes, what keeps coming up, the figures
// of a month: for the chat, the tables and the board. Who reported an appeal is in none of them.
import type { Branch } from '../../core/branch.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { TicketTopic } from '../../core/store.ts';
import {
  runningStatuses,
  type TicketFilter,
  type TicketKind,
  type TicketLevel,
  type TicketStatus,
  ticketKinds,
  ticketLevels,
} from '../../core/ticket.ts';
import type { Month } from '../months.ts';
import { namesIn, rowOf, rowsOf, type TicketRow } from './rows.ts';

/** What is asked for; what is left out does not matter. */
export interface Wanted {
  kinds?: readonly TicketKind[];
  levels?: readonly TicketLevel[];
  /** Made in `from <= createdAt < to`; ms. */
  from?: number;
  to?: number;
}

/** `reporter`: hazards only, by name; null where it is anonymous. */
export type RaisedRow = TicketRow & { reporter: string | null };

export interface Page<Row> {
  rows: Row[];
  /** All there are, beyond the limit too. */
  total: number;
}

const UNSETTLED = ['open', 'accepted'] as const satisfies readonly TicketStatus[];
const ENDED = ['closed', 'rejected'] as const satisfies readonly TicketStatus[];

/** Levels whose tickets the person may see listed; all three for secretaries, none for most. */
export function levelsSeenBy({ tickets }: Branch, { id, role, level: own }: Member): readonly TicketLevel[] {
  if (role === 'secretary') return ticketLevels;
  if (role === 'guest' || role === 'external' || role === 'operator') return [];
  return ticketLevels.filter((level) => (role === 'coordinator' && own === level) || tickets.levels[level].people.includes(id));
}

/** List one (诉求事项): all that was raised, newest first. */
export async function raisedMatters(doing: Doing, wanted: Wanted, limit: number): Promise<Page<RaisedRow>> {
  const { tx } = doing;
  const filter = filterOf(wanted);
  const tickets = await tx.tickets.list(filter, 'newest', limit);
  const nameOf = namesIn(doing);
  const rows: RaisedRow[] = [];
  for (const ticket of tickets) {
    const isNamed = ticket.kind === 'hazard' && !ticket.anonymous;
    const row = rowOf(ticket, await nameOf(ticket.handlerId));
    rows.push({ ...row, reporter: isNamed ? await nameOf(ticket.reporterId) : null });
  }
  return { rows, total: await totalOf(doing, filter, rows.length, limit) };
}

export interface Handled extends Page<TicketRow> {
  /** Of `total`: not ended yet. */
  running: number;
}

/** List two (办理事项): what somebody took on, that runs by its clock, then what has ended, newest first. */
export async function handledMatters(doing: Doing, wanted: Wanted, limit: number): Promise<Handled> {
  const { tx } = doing;
  const running = { ...filterOf(wanted), statuses: ['accepted', 'resolved'] as const };
  const ended = { ...filterOf(wanted), statuses: ENDED };
  const first = await tx.tickets.list(running, 'due', limit);
  const then = first.length < limit ? await tx.tickets.list(ended, 'newest', limit - first.length) : [];
  const runs = await totalOf(doing, running, first.length, limit);
  return { rows: await rowsOf(doing, [...first, ...then]), total: runs + (await tx.tickets.count(ended)), running: runs };
}

/** What should have been taken on or settled by now, the longest ago first. */
export async function overdueMatters(doing: Doing, wanted: Wanted, limit: number): Promise<Page<TicketRow>> {
  const filter = { ...filterOf(wanted), statuses: UNSETTLED, dueBefore: doing.now };
  const tickets = await doing.tx.tickets.list(filter, 'due', limit);
  return { rows: await rowsOf(doing, tickets), total: await totalOf(doing, filter, tickets.length, limit) };
}

export interface UnsatisfiedLedger extends Page<TicketRow> {
  /** Ended without the word that it is good now: nobody was reached, or it was rejected. Part of `total`. */
  unproven: number;
  /** Settled since then to the reporter's satisfaction: no longer listed. */
  settled: number;
}

/** What somebody was not satisfied with, until he is: the running ones by their clocks, then those that ended otherwise. */
export async function unsatisfiedLedger(doing: Doing, wanted: Wanted, limit: number): Promise<UnsatisfiedLedger> {
  const { tx } = doing;
  const filter = { ...filterOf(wanted), isUnsatisfied: true };
  const running = { ...filter, statuses: runningStatuses };
  const others: TicketFilter[] = [
    { ...filter, statuses: ['rejected'] },
    { ...filter, end: 'unreached' },
  ];
  const tickets = await tx.tickets.list(running, 'due', limit);
  const runs = await totalOf(doing, running, tickets.length, limit);
  let unproven = 0;
  for (const other of others) {
    unproven += await tx.tickets.count(other);
    if (tickets.length < limit) tickets.push(...(await tx.tickets.list(other, 'newest', limit - tickets.length)));
  }
  const settled = await tx.tickets.count({ ...filter, end: 'satisfied' });
  return { rows: await rowsOf(doing, tickets), total: runs + unproven, unproven, settled };
}

/** Settled, but twice asked the reporter said nothing (未回访到). */
export async function unreachedCount(doing: Doing, wanted: Wanted): Promise<number> {
  return await doing.tx.tickets.count({ ...filterOf(wanted), end: 'unreached' });
}

export interface RepeatedTopics {
  /** The same at the same place, most often first. */
  places: TicketTopic[];
  /** The same wherever, most often first. */
  categories: Omit<TicketTopic, 'place'>[];
}

/** From so often on it is no single matter any more. */
const REPEATED = 2;
/** So many kinds of matters and places do not come up in a month. */
const TOPICS_MAX = 5_000;

/** What came up more than once in a month: from settling one matter to settling its kind. */
export async function repeatedTopics({ tx }: Doing, { from, to }: Month): Promise<RepeatedTopics> {
  const topics = await tx.tickets.topics(from, to, TOPICS_MAX);
  const byCategory = new Map<string, Omit<TicketTopic, 'place'>>();
  for (const { kind, category, count } of topics) {
    const key = `${kind}/${category}`;
    byCategory.set(key, { kind, category, count: count + (byCategory.get(key)?.count ?? 0) });
  }
  return {
    places: topics.filter(({ place, count }) => place !== '' && count >= REPEATED),
    categories: [...byCategory.values()].filter(({ count }) => count >= REPEATED).sort((a, b) => b.count - a.count),
  };
}

/** Of those made in the month, as they stand now. */
export interface KindFigures {
  raised: number;
  /** Closed by the reporter's word, or after two tries. */
  settled: number;
  satisfied: number;
  unreached: number;
  /** Somebody was not satisfied at least once. */
  unsatisfied: number;
  overdue: number;
  /** From being raised to the reporter's yes; null where there is none. */
  averageDays: number | null;
}
export type MonthFigures = Record<TicketKind, KindFigures>;

/** Of more than so many the newest are measured: reading them must not hold the store up. */
const MEASURED_MAX = 500;

/** How a month stands, by kind, of what was made in it; `levels`: only what is at one of them. */
export async function monthFigures(doing: Doing, { from, to }: Month, levels?: readonly TicketLevel[]): Promise<MonthFigures> {
  const [hazard, appeal] = ticketKinds;
  const figures = (kind: TicketKind) =>
    figuresOf(doing, filterOf({ kinds: [kind], from, to, ...(levels !== undefined && { levels }) }));
  return { hazard: await figures(hazard), appeal: await figures(appeal) };
}

async function figuresOf({ tx, now }: Doing, made: TicketFilter): Promise<KindFigures> {
  const count = (filter: TicketFilter) => tx.tickets.count({ ...made, ...filter });
  const satisfied = await count({ end: 'satisfied' });
  const unreached = await count({ end: 'unreached' });
  const measured = satisfied === 0 ? [] : await tx.tickets.list({ ...made, end: 'satisfied' }, 'newest', MEASURED_MAX);
  const lasted = measured.reduce((sum, { createdAt, statusAt }) => sum + statusAt - createdAt, 0);
  return {
    raised: await count({}),
    settled: satisfied + unreached,
    satisfied,
    unreached,
    unsatisfied: await count({ isUnsatisfied: true }),
    overdue: await count({ statuses: UNSETTLED, dueBefore: now }),
    averageDays: measured.length === 0 ? null : Math.round((lasted / measured.length / DAY_MS) * 10) / 10,
  };
}

/** A filter names nothing where all is wanted: the store has its best ways for that. */
function filterOf({ kinds, levels, from, to }: Wanted): TicketFilter {
  const [kind, another] = kinds ?? [];
  return {
    ...(kind !== undefined && another === undefined && { kind }),
    ...(levels !== undefined && levels.length < ticketLevels.length && { levels }),
    ...(from !== undefined && { createdFrom: from }),
    ...(to !== undefined && { createdTo: to }),
  };
}

/** Counted only where the page does not hold them all. */
async function totalOf({ tx }: Doing, filter: TicketFilter, shown: number, limit: number): Promise<number> {
  return shown < limit ? shown : await tx.tickets.count(filter);
}
