// How long a ticket may take: pure functions of the ticket, the branch's settings and the calendar.
import type { Branch } from '../../core/branch.ts';
import type { Calendar } from '../../core/calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import { shanghaiDate, shanghaiTime, startOfDay } from '../../core/shanghai.ts';
import type { NewTicket, Ticket } from '../../core/ticket.ts';

type Settings = Pick<Branch, 'tickets'>;
type Days = Pick<Calendar, 'statusOf'>;
type Clocked = Pick<Ticket, 'level' | 'status' | 'urgent' | 'levelAt'>;

/** What has happened on the ticket's way so far, by its history; ms, null = never. */
export interface Past {
  calledAt: number | null;
  warnedAt: number | null;
  expiredAt: number | null;
}
export const nothingYet: Past = { calledAt: null, warnedAt: null, expiredAt: null };

/** People are called out so often, and then no more: the clocks have taken it to the county long ago. */
export const CALLS_MAX = 12;
/** People are called out to it, and will be again. */
export const isCalling = ({ urgent, answeredAt, calls }: Pick<Ticket, 'urgent' | 'answeredAt' | 'calls'>): boolean =>
  urgent && answeredAt === null && calls < CALLS_MAX;

/** Offices close; what must be done by a working day must be done by then. */
const OFFICE_CLOSES_MS = 18 * HOUR_MS;

/**
 * When the clock of the ticket's state runs out; ms, null where none runs. Open: when it must be taken on, where the level has such a
 * clock; else, and when accepted: when it must be settled. Where the county let its term pass, the next one runs from there.
 */
export function dueAtOf(branch: Settings, days: Days, ticket: Clocked, expiredAt: number | null = null): number | null {
  return clockOf(branch, days, ticket, expiredAt)?.until ?? null;
}

/**
 * What happens next by itself: the earliest of another call, a warning and the end of the clock. What waits for the reporter's word has
 * been given its next step when he was asked; where it has none, he is asked now.
 */
export function nextOf(branch: Settings, days: Days, ticket: NewTicket, past: Past): Ticket['next'] {
  if (ticket.status === 'resolved') return asksAgain(ticket.next) ? ticket.next : { step: 'follow_up', at: ticket.statusAt };
  const clock = clockOf(branch, days, ticket, past.expiredAt);
  if (!clock) return null;
  const { calls, levelAt, statusAt } = ticket;
  const steps: NonNullable<Ticket['next']>[] = [{ step: 'expire', at: clock.until }];
  // Whoever took it on after that instant knows how late it is.
  const began = Math.max(clock.from, levelAt, statusAt);
  const isWarned = past.warnedAt !== null && past.warnedAt > began;
  if (clock.warnAt > began && !isWarned) steps.push({ step: 'warn', at: clock.warnAt });
  if (isCalling(ticket)) {
    const again = branch.tickets.urgent.callAgainMinutes * MINUTE_MS;
    steps.push({ step: 'call', at: past.calledAt === null || calls === 0 ? levelAt : past.calledAt + again });
  }
  return steps.reduce((first, step) => (step.at < first.at ? step : first));
}

const asksAgain = (next: Ticket['next']): boolean => next?.step === 'follow_up_again' || next?.step === 'close';

interface Clock {
  from: number;
  until: number;
  warnAt: number;
}

function clockOf({ tickets }: Settings, days: Days, ticket: Clocked, expiredAt: number | null): Clock | null {
  const { level, status, urgent, levelAt } = ticket;
  if (status !== 'open' && status !== 'accepted') return null;
  const { acceptHours, settleDays, workdaysOnly } = tickets.levels[level];
  const isAgain = expiredAt !== null && expiredAt > levelAt;
  if (urgent && !isAgain) {
    const { acceptMinutes, settleHours } = tickets.urgent;
    const lasts = status === 'open' ? acceptMinutes * MINUTE_MS : settleHours * HOUR_MS;
    return { from: levelAt, until: levelAt + lasts, warnAt: levelAt + Math.round((lasts * 2) / 3) };
  }
  const from = isAgain ? expiredAt : levelAt;
  const counts = workdaysOnly ? (at: number) => isWorkday(days, at) : () => true;
  const isAccepting = status === 'open' && acceptHours !== null && !isAgain;
  const until = isAccepting ? afterTime(counts, from, acceptHours * HOUR_MS) : afterDays(counts, from, settleDays, workdaysOnly);
  return { from, until, warnAt: afterTime(counts, from, Math.round((timeBetween(counts, from, until) * 3) / 4)) };
}

type Counts = (at: number) => boolean;

/** Moved workdays are worked, days off are not; of all others the weekday is known. */
export function isWorkday(days: Days, at: number): boolean {
  switch (days.statusOf(shanghaiDate(at)).kind) {
    case 'day_off':
      return false;
    case 'moved_workday':
      return true;
    default:
      return shanghaiTime(at).weekday <= 5;
  }
}

/** The day it begins is not counted. */
function afterDays(counts: Counts, from: number, count: number, untilOfficeCloses: boolean): number {
  if (!untilOfficeCloses) return from + count * DAY_MS;
  let day = startOfDay(from);
  for (let left = count; left > 0; ) {
    day += DAY_MS;
    if (counts(day)) left -= 1;
  }
  return day + OFFICE_CLOSES_MS;
}

/** The instant when so much time has passed on days that count. */
function afterTime(counts: Counts, from: number, lasts: number): number {
  let left = lasts;
  for (let at = from; ; at = startOfDay(at) + DAY_MS) {
    const today = counts(at) ? startOfDay(at) + DAY_MS - at : 0;
    if (today >= left && today > 0) return at + left;
    left -= today;
  }
}

function timeBetween(counts: Counts, from: number, until: number): number {
  let sum = 0;
  for (let at = from; at < until; at = startOfDay(at) + DAY_MS) {
    if (counts(at)) sum += Math.min(until, startOfDay(at) + DAY_MS) - at;
  }
  return sum;
}
