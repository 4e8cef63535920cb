import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recurrence } from '../../../src/core/planner.ts';
import { calendar, planner, settings } from './requests.ts';

const onThe = (day: number, year: number, month: number, occupations: object = { courier: 10 }, own = settings) =>
  planner.regularDay({ year, month, rule: { kind: 'monthly_day', day }, occupations, settings: own });

describe('the regular day', () => {
  it('is its own day in a quiet month, the last one in a short month', () => {
    expect(onThe(20, 2026, 3)).toEqual({ date: '2026-03-20', mode: 'onsite' });
    expect(onThe(31, 2026, 4)).toEqual({ date: '2026-04-30', mode: 'onsite' });
  });

  it('moves out of seasons and days off, never out of the month', () => {
    expect(onThe(5, 2026, 11)).toEqual({ date: '2026-11-16', mode: 'onsite' });
    expect(onThe(1, 2026, 10)).toEqual({ date: '2026-10-08', mode: 'onsite' });
    expect(onThe(31, 2026, 10, { office: 3 })).toEqual({ date: '2026-10-30', mode: 'onsite' });
  });

  it('is online where the whole month is taken', () => {
    const own = { ...settings, seasons: [{ name: '忙月', from: '11-01', to: '11-30' }] };
    expect(onThe(5, 2026, 11, { courier: 10 }, own)).toEqual({ date: '2026-11-05', mode: 'online' });
  });

  it('is one day of each month, whatever the rule', () => {
    const rules: fc.Arbitrary<Recurrence> = fc.oneof(
      fc.record({ kind: fc.constant('monthly_day' as const), day: fc.integer({ min: 1, max: 31 }) }),
      fc.record({
        kind: fc.constant('monthly_weekday' as const),
        nth: fc.integer({ min: 1, max: 5 }),
        weekday: fc.integer({ min: 1, max: 7 }),
      }),
      fc.record({ kind: fc.constant('weekly' as const), weekday: fc.integer({ min: 1, max: 7 }) }),
    );
    const people = fc.record({ courier: fc.nat(20), rider: fc.nat(20), driver: fc.nat(20), office: fc.nat(20) });
    fc.assert(
      fc.property(rules, people, fc.integer({ min: 2025, max: 2028 }), (rule, occupations, year) => {
        for (let month = 1; month <= 12; month += 1) {
          const { date, mode } = planner.regularDay({ year, month, rule, occupations, settings });
          expect(date.slice(0, 7)).toBe(`${year}-${String(month).padStart(2, '0')}`);
          expect(['onsite', 'online']).toContain(mode);
          expect(calendar.statusOf(date).kind).not.toBe('day_off');
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what comes again', () => {
  it.each([
    [{ kind: 'monthly_day', day: 31 }, ['2026-11-30', '2026-12-31', '2027-01-31']],
    [{ kind: 'monthly_day', day: 10 }, ['2026-12-10', '2027-01-10', '2027-02-10']],
    [{ kind: 'monthly_weekday', nth: 1, weekday: 3 }, ['2026-12-02', '2027-01-06', '2027-02-03']],
    [{ kind: 'monthly_weekday', nth: 5, weekday: 5 }, ['2026-11-27', '2026-12-25', '2027-01-29']],
    [{ kind: 'weekly', weekday: 1 }, ['2026-11-16', '2026-11-23', '2026-11-30']],
  ] as const)('falls by %j on %j', (rule, days) => {
    expect(planner.occurrences(rule, '2026-11-16', 3)).toEqual(days);
  });

  it('falls on nothing from a day that is none', () => {
    expect(planner.occurrences({ kind: 'weekly', weekday: 1 }, '2026-02-30', 3)).toEqual([]);
    expect(planner.occurrences({ kind: 'weekly', weekday: 1 }, '2026-11-16', 0)).toEqual([]);
  });
});
