import chineseDays from 'chinese-days';
import { afterEach, describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { isStatutory } from '../../src/core/calendar.ts';

const calendar = createCalendar();
const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** Every date of some years. */
function datesOf(from: number, to: number): string[] {
  const dates: string[] = [];
  for (let at = Date.UTC(from, 0, 1); at < Date.UTC(to + 1, 0, 1); at += 86_400_000)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}

describe('days off', () => {
  it('knows the years its data hold, and says so of the others', () => {
    expect(calendar.coveredYears).toContain(2026);
    expect(calendar.coveredYears).not.toContain(2027);
    expect(calendar.statusOf('2027-01-01')).toEqual({ kind: 'unknown' });
    expect(calendar.daysOff('new_year', 2027)).toEqual({ kind: 'unknown' });
    expect(calendar.daysOff('national_day', 1999)).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['2026-10-01', { kind: 'day_off', festival: 'national_day' }],
    ['2026-10-07', { kind: 'day_off', festival: 'national_day' }],
    ['2026-10-08', { kind: 'ordinary' }],
    ['2026-10-10', { kind: 'moved_workday', festival: 'national_day' }],
    ['2026-09-20', { kind: 'moved_workday', festival: 'national_day' }],
    ['2026-02-14', { kind: 'moved_workday', festival: 'spring_festival' }],
    ['2026-11-22', { kind: 'ordinary' }],
  ])('%s', (date, status) => {
    expect(calendar.statusOf(date)).toEqual(status);
  });

  it.each([
    ['new_year', '2026-01-01', '2026-01-03'],
    ['spring_festival', '2026-02-15', '2026-02-23'],
    ['tomb_sweeping', '2026-04-04', '2026-04-06'],
    ['labour_day', '2026-05-01', '2026-05-05'],
    ['dragon_boat', '2026-06-19', '2026-06-21'],
    ['mid_autumn', '2026-09-25', '2026-09-27'],
    ['national_day', '2026-10-01', '2026-10-07'],
  ] as const)('gives the days of %s in one piece', (festival, from, to) => {
    expect(calendar.daysOff(festival, 2026)).toEqual({ kind: 'known', from, to });
  });

  it('has 33 days off and 6 moved workdays in the decree of 2026', () => {
    const kinds = datesOf(2026, 2026).map((date) => calendar.statusOf(date).kind);
    expect(kinds.filter((kind) => kind === 'day_off')).toHaveLength(33);
    expect(kinds.filter((kind) => kind === 'moved_workday')).toHaveLength(6);
  });
});

describe('festivals', () => {
  it.each([
    ['spring_festival', 2027, '2027-02-06'],
    ['new_years_eve', 2027, '2027-02-05'],
    ['kitchen_god_north', 2027, '2027-01-30'],
    ['lantern', 2026, '2026-03-03'],
    ['tomb_sweeping', 2026, '2026-04-05'],
    ['dragon_boat', 2026, '2026-06-19'],
    ['mid_autumn', 2027, '2027-09-15'],
    ['winter_solstice', 2026, '2026-12-22'],
    ['winter_solstice', 2021, '2021-12-21'],
    ['mothers_day', 2026, '2026-05-10'],
    ['thanksgiving', 2026, '2026-11-26'],
    ['national_day', 2035, '2035-10-01'],
  ] as const)('%s %i', (festival, year, date) => {
    expect(calendar.festivalOn(festival, year)).toBe(date);
  });

  it('knows none outside its years', () => {
    for (const year of [1900, 2100, 2026.5, Number.NaN]) expect(calendar.festivalOn('spring_festival', year)).toBeNull();
  });

  it('keeps apart which festivals have days off', () => {
    expect(isStatutory('national_day')).toBe(true);
    expect(isStatutory('lantern')).toBe(false);
  });
});

describe('the lunar calendar', () => {
  it('agrees with the data on every day of a hundred years, forth and back', () => {
    process.env.TZ = 'Asia/Shanghai';
    for (const date of datesOf(1950, 2049)) {
      const theirs = chineseDays.getLunarDate(date);
      const ours = calendar.toLunar(date);
      expect(ours, date).toEqual({ year: theirs.lunarYear, month: theirs.lunarMon, day: theirs.lunarDay, isLeap: theirs.isLeap });
      if (ours) expect(calendar.fromLunar(ours)).toBe(date);
    }
  });

  it('agrees with the data on the solar terms it needs', () => {
    process.env.TZ = 'Asia/Shanghai';
    for (let year = 1990; year <= 2050; year += 1) {
      expect(calendar.festivalOn('tomb_sweeping', year), String(year)).toBe(
        chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
      );
      expect(calendar.festivalOn('winter_solstice', year), String(year)).toBe(
        chineseDays.getSolarTermDate(year, 12, 'the_winter_solstice'),
      );
    }
  });

  it('has no days that do not exist', () => {
    expect(calendar.fromLunar({ year: 2026, month: 12, day: 30, isLeap: false })).toBeNull();
    expect(calendar.fromLunar({ year: 2026, month: 6, day: 1, isLeap: true })).toBeNull();
    expect(calendar.fromLunar({ year: 2025, month: 6, day: 1, isLeap: true })).toBe('2025-07-25');
    expect(calendar.fromLunar({ year: 3000, month: 1, day: 1, isLeap: false })).toBeNull();
  });
});

describe('the zone of the process', () => {
  it('changes nothing', () => {
    const all = (name: string) => {
      process.env.TZ = name;
      const made = createCalendar();
      const years = [2024, 2025, 2026, 2027];
      return JSON.stringify([
        made.coveredYears,
        datesOf(2025, 2027).map((date) => [made.statusOf(date), made.toLunar(date)]),
        years.map((year) => [made.daysOff('spring_festival', year), made.festivalOn('winter_solstice', year)]),
      ]);
    };
    const here = all('Asia/Shanghai');
    for (const name of ['UTC', 'America/New_York', 'Pacific/Kiritimati']) expect(all(name)).toBe(here);
  });
});
