// The clocks of tickets, by working days and without; pure, and the same wherever the machine stands.
import { afterEach, describe, expect, test } from 'vitest';
import { branchSchema } from '../../../src/core/branch.ts';
import type { Ticket } from '../../../src/core/ticket.ts';
import { CALLS_MAX, dueAtOf, isWorkday, nextOf, nothingYet, type Past } from '../../../src/domain/tickets/clocks.ts';
import { calendar } from '../../support/calendar.ts';
import { newTicket } from '../../support/new-ticket.ts';
import { at, shown } from '../../support/ticket-bench.ts';

const branch = branchSchema.parse({});

const ticketAt = (when: string, over: Partial<Ticket> = {}): Ticket => ({
  id: '1',
  number: 'H-0001',
  ...newTicket(at(when), { reporterId: 'zhou' }),
  ...over,
});

const due = (ticket: Ticket, expiredAt: number | null = null) => {
  const until = dueAtOf(branch, calendar, ticket, expiredAt);
  return until === null ? null : shown(until);
};
const next = (ticket: Ticket, past: Partial<Past> = {}) => {
  const step = nextOf(branch, calendar, ticket, { ...nothingYet, ...past });
  return step && `${step.step} ${shown(step.at)}`;
};
const street = { level: 'street' } as const;
const county = { level: 'county' } as const;

const ownZone = process.env.TZ;
afterEach(() => {
  process.env.TZ = ownZone;
});

describe.each(['Asia/Shanghai', 'America/New_York'])('under TZ %s', (zone) => {
  test.each<[string, string, Partial<Ticket>, string]>([
    ['the branch takes it on within a day', '2026-11-23 10:00', {}, '2026-11-24 10:00'],
    ['and settles it within seven, weekends too', '2026-11-23 10:00', { status: 'accepted' }, '2026-11-30 10:00'],
    ['the street by the end of the seventh workday', '2026-11-23 10:00', street, '2026-12-02 18:00'],
    ['whether somebody has taken it on or not', '2026-11-23 10:00', { ...street, status: 'accepted' }, '2026-12-02 18:00'],
    ['the county by the end of the fifteenth', '2026-11-23 10:00', county, '2026-12-14 18:00'],
    ['what comes on a Saturday begins on Monday', '2026-11-21 10:00', street, '2026-12-01 18:00'],
    // Mid-autumn is off from Friday 25 to Sunday 27 September, National Day from Thursday 1 to Wednesday 7 October; worked on Sunday 20 September and Saturday 10 October.
    ['National Day is not counted, the moved Saturday is', '2026-09-29 10:00', street, '2026-10-14 18:00'],
    ['nor from within the holidays', '2026-10-03 09:00', street, '2026-10-15 18:00'],
    ['a moved Sunday counts', '2026-09-18 15:00', { ...street, status: 'accepted' }, '2026-09-29 18:00'],
    ['fifteen days across them', '2026-09-25 10:00', county, '2026-10-22 18:00'],
    ['urgent ones within half an hour, at every level', '2026-10-01 03:00', { ...street, urgent: true }, '2026-10-01 03:30'],
    ['and are settled within a day', '2026-10-01 03:00', { ...county, urgent: true, status: 'accepted' }, '2026-10-02 03:00'],
  ])('%s', (_rule, when, over, until) => {
    process.env.TZ = zone;
    expect(due(ticketAt(when, over))).toBe(until);
  });

  test('hours at a level of working days pass on working days only', () => {
    process.env.TZ = zone;
    const levels = { street: { acceptHours: 24, workdaysOnly: true } };
    const hurried = branchSchema.parse({ tickets: { levels } });
    const until = (when: string) => shown(dueAtOf(hurried, calendar, ticketAt(when, street)) ?? 0);
    expect(until('2026-11-27 15:00')).toBe('2026-11-30 15:00');
    expect(until('2026-09-30 15:00')).toBe('2026-10-08 15:00');
    expect(until('2026-10-03 15:00')).toBe('2026-10-09 00:00');
  });

  test('the warning comes at three quarters of the time that counts', () => {
    process.env.TZ = zone;
    expect(next(ticketAt('2026-11-23 10:00'))).toBe('warn 2026-11-24 04:00');
    expect(next(ticketAt('2026-11-23 10:00', { status: 'accepted' }))).toBe('warn 2026-11-28 16:00');
    // Of 176 hours of working days, 132.
    expect(next(ticketAt('2026-11-23 10:00', street))).toBe('warn 2026-11-30 22:00');
    expect(next(ticketAt('2026-11-23 10:00', { urgent: true, answeredAt: 1 }))).toBe('warn 2026-11-23 10:20');
  });
});

test('a calendar that does not know the year goes by the weekday', () => {
  expect(isWorkday(calendar, at('2035-10-01 12:00'))).toBe(true);
  expect(isWorkday(calendar, at('2026-10-01 12:00'))).toBe(false);
  expect(isWorkday(calendar, at('2026-10-10 12:00'))).toBe(true);
  expect(isWorkday(calendar, at('2026-11-22 12:00'))).toBe(false);
});

describe('what happens next', () => {
  test('comes at a whole millisecond, whenever it began: records hold no parts of one', () => {
    for (const level of ['branch', 'street', 'county'] as const)
      for (const urgent of [false, true])
        for (let odd = 1; odd < 8; odd += 1) {
          const begun = ticketAt('2026-11-20 10:11', { level, urgent, answeredAt: 1 });
          const planned = nextOf(branch, calendar, { ...begun, levelAt: begun.levelAt + odd }, nothingYet);
          expect(Number.isInteger(planned?.at)).toBe(true);
        }
  });

  test('each clock warns once, then runs out', () => {
    const ticket = ticketAt('2026-11-23 10:00');
    expect(next(ticket, { warnedAt: at('2026-11-24 04:00') })).toBe('expire 2026-11-24 10:00');
  });

  test('a warning of the clock before does not count', () => {
    const ticket = ticketAt('2026-11-23 10:00', { status: 'accepted', statusAt: at('2026-11-24 05:00') });
    expect(next(ticket, { warnedAt: at('2026-11-24 04:00') })).toBe('warn 2026-11-28 16:00');
  });

  test('whoever takes it on late is not warned of what he knows', () => {
    const slow = branchSchema.parse({ tickets: { levels: { branch: { acceptHours: null } } } });
    const ticket = ticketAt('2026-11-23 10:00', { status: 'accepted', statusAt: at('2026-11-29 10:00') });
    expect(nextOf(slow, calendar, ticket, nothingYet)?.step).toBe('expire');
  });

  test('at the county another term begins where one has run out, also for urgent ones', () => {
    const expiredAt = at('2026-11-23 18:00');
    expect(due(ticketAt('2026-11-02 10:00', county), expiredAt)).toBe('2026-12-14 18:00');
    expect(due(ticketAt('2026-11-02 10:00', { ...county, urgent: true }), expiredAt)).toBe('2026-12-14 18:00');
    expect(due(ticketAt('2026-11-23 18:00', county), expiredAt)).toBe('2026-12-14 18:00');
  });

  test('people are called again every five minutes, until somebody answers or twelve times', () => {
    const calledAt = at('2026-11-23 10:00');
    const urgent = { urgent: true, calls: 1 } as const;
    expect(next(ticketAt('2026-11-23 10:00', { urgent: true }))).toBe('call 2026-11-23 10:00');
    expect(next(ticketAt('2026-11-23 10:00', urgent), { calledAt })).toBe('call 2026-11-23 10:05');
    expect(next(ticketAt('2026-11-23 10:00', { ...urgent, answeredAt: calledAt }), { calledAt })).toBe('warn 2026-11-23 10:20');
    expect(next(ticketAt('2026-11-23 10:00', { ...urgent, calls: CALLS_MAX }), { calledAt })).toBe('warn 2026-11-23 10:20');
  });

  test('what waits for its reporter goes on asking where it was; lost from sight, it asks now', () => {
    const resolved = ticketAt('2026-11-23 10:00', { status: 'resolved' });
    expect(next(resolved)).toBe('follow_up 2026-11-23 10:00');
    const close = { step: 'close', at: at('2026-12-02 12:36') } as const;
    expect(next({ ...resolved, next: close })).toBe('close 2026-12-02 12:36');
  });

  test.each(['closed', 'rejected'] as const)('nothing, where it is %s', (status) => {
    expect(next(ticketAt('2026-11-23 10:00', { status }))).toBeNull();
    expect(due(ticketAt('2026-11-23 10:00', { status }))).toBeNull();
  });
});
