// What holds for every plan of four years, two with a decree of days off and two without.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/clock.ts';
import { occupations } from '../../../src/core/member.ts';
import { sayPlanNote } from '../../../src/core/phrases-plan-notes.ts';
import type { PlannedSession, PlanRequest } from '../../../src/core/planner.ts';
import { shanghaiDate, shanghaiHourMinute, shanghaiTime, startOfDay } from '../../../src/core/shanghai.ts';
import { anyRequest, calendar, planner, settings } from './requests.ts';

/** As the product says, with nothing of the planner's own. */
function isPeak(date: string): boolean {
  const monthDay = date.slice(5);
  const fixed = [
    ['06-01', '06-20'],
    ['10-20', '11-15'],
    ['12-08', '12-14'],
  ];
  const eve = Date.parse(calendar.festivalOn('new_years_eve', Number(date.slice(0, 4)))!);
  const before = (eve - Date.parse(date)) / DAY_MS;
  return fixed.some(([from, to]) => from! <= monthDay && monthDay <= to!) || (before >= 0 && before <= 15);
}

function checkPlans(check: (request: PlanRequest, sessions: PlannedSession[], notes: string[]) => void, numRuns = 400): void {
  let count = 0;
  fc.assert(
    fc.property(anyRequest, (request) => {
      const plan = planner.plan(request);
      if (plan.kind !== 'planned') return;
      count += 1;
      check(request, plan.sessions, plan.notes.map(sayPlanNote));
    }),
    { numRuns },
  );
  expect(count).toBeGreaterThan(numRuns / 2);
}

it('holds every session inside the windows of all it is for, in one piece', () => {
  checkPlans((_, sessions) => {
    for (const { start, end, occupations: who } of sessions) {
      expect(end).toBeGreaterThan(start);
      for (const occupation of who) {
        const isInside = settings.windows[occupation].meetings.some(
          ({ from, to }) => from <= shanghaiHourMinute(start) && shanghaiHourMinute(end) <= to,
        );
        expect(isInside, `${occupation} ${shanghaiHourMinute(start)}–${shanghaiHourMinute(end)}`).toBe(true);
      }
    }
  });
});

it('brings everybody who makes up a fifth to exactly one session, all on one day', () => {
  checkPlans((request, sessions) => {
    const total = Object.values(request.occupations).reduce((sum, count) => sum + count, 0);
    const expected = occupations.filter(
      (each) => (request.occupations[each] ?? 0) > 0 && request.occupations[each]! * 5 >= total,
    );
    expect(sessions.flatMap((session) => session.occupations).sort()).toEqual([...expected].sort());
    expect(new Set(sessions.map(({ start }) => startOfDay(start))).size).toBe(1);
    expect(sessions.map(({ start }) => start)).toEqual(sessions.map(({ start }) => start).sort((a, b) => a - b));
  });
});

it('keeps couriers off the site in their seasons, everybody in a storm, and all days off free', () => {
  checkPlans((request, sessions) => {
    const who = sessions.flatMap((session) => session.occupations);
    for (const { start, mode } of sessions) {
      const date = shanghaiDate(start);
      expect(calendar.statusOf(date).kind).not.toBe('day_off');
      if (mode === 'onsite' && who.includes('courier')) expect(isPeak(date), date).toBe(false);
      if (mode === 'onsite' && request.pause?.until) expect(date > request.pause.until).toBe(true);
      if (request.mode === 'online') expect(mode).toBe('online');
      const isWorkday = calendar.statusOf(date).kind === 'moved_workday' || shanghaiTime(start).weekday <= 5;
      if (who.includes('office')) expect(isWorkday, date).toBe(true);
    }
  });
});

it('never begins in the past, nor within the hour where nobody asked for that hour', () => {
  checkPlans(({ now, wish }, sessions) => {
    for (const { start } of sessions) {
      expect(start).toBeGreaterThan(now);
      if (shanghaiHourMinute(start) !== wish.start) expect(start - now).toBeGreaterThanOrEqual(HOUR_MS);
      expect(start % MINUTE_MS).toBe(0);
    }
  });
});

it('says each reason in one short line', () => {
  checkPlans((_request, _sessions, notes) => {
    for (const note of notes) {
      expect([...note].length).toBeLessThanOrEqual(60);
      expect(note).not.toMatch(/undefined|NaN|\n|[A-Za-z]{3}/);
    }
  });
});

it('has an answer for every wish that is not past', () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      const { kind } = planner.plan(request);
      const total = Object.values(request.occupations).reduce((sum, count) => sum + count, 0);
      expect(total === 0 ? ['nobody'] : ['planned', 'past']).toContain(kind);
    }),
    { numRuns: 300 },
  );
});
