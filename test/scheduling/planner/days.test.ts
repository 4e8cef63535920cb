import { describe, expect, it } from 'vitest';
import { noCalendar } from '../../../src/core/calendar.ts';
import type { PlanRequest } from '../../../src/core/planner.ts';
import { createPlanner } from '../../../src/scheduling/planner/index.ts';
import { at, daysOf, planned, request, settings } from './requests.ts';

describe('the double eleven', () => {
  const now = at('2026-11-02T10:00');

  it('moves couriers to the nearest day of the month outside it, and everybody with them', () => {
    expect(planned({ now, wish: { date: '2026-11-11' } })).toEqual({
      sessions: ['2026-11-16 20:05–21:05 onsite courier'],
      notes: [{ kind: 'moved_from_season', season: '双11', wished: '2026-11-11', date: '2026-11-16' }],
    });
    expect(daysOf({ now, occupations: { courier: 9, rider: 9 }, wish: { date: '2026-11-11' } })).toEqual([
      '2026-11-16',
      '2026-11-16',
    ]);
  });

  it('goes back to the days before it where they are nearer, or as near', () => {
    expect(daysOf({ now: at('2026-10-10T10:00'), wish: { date: '2026-10-25' } })).toEqual(['2026-10-19']);
    expect(daysOf({ now: at('2026-12-01T10:00'), wish: { date: '2026-12-11' } })).toEqual(['2026-12-07']);
  });

  it('finds the first day after it in a stretch of days', () => {
    expect(planned({ now, wish: { from: '2026-11-09', to: '2026-11-30' } })).toMatchObject({
      sessions: ['2026-11-16 20:05–21:05 onsite courier'],
      notes: [{ kind: 'moved_from_season', wished: '2026-11-09' }],
    });
  });

  it('does not matter to riders, nor to what is held online, nor where couriers are few', () => {
    const wish = { date: '2026-11-11' };
    expect(daysOf({ now, wish, occupations: { rider: 9 } })).toEqual(['2026-11-11']);
    expect(daysOf({ now, wish, occupations: { rider: 9, courier: 2 } })).toEqual(['2026-11-11']);
    expect(planned({ now, wish, mode: 'online' })).toEqual({ sessions: ['2026-11-11 20:05–21:05 online courier'], notes: [] });
  });

  it('makes it online where the month has no other day left', () => {
    expect(planned({ now: at('2026-10-25T10:00'), wish: { date: '2026-10-30' } })).toEqual({
      sessions: ['2026-10-30 20:05–21:05 online courier'],
      notes: [{ kind: 'online_instead', season: '双11', date: '2026-10-30' }],
    });
  });
});

describe('seasons', () => {
  const seasons = (...all: PlanRequest['settings']['seasons']) => ({ settings: { ...settings, seasons: all } });

  it('may take a whole month', () => {
    expect(planned({ ...seasons({ name: '忙月', from: '11-01', to: '11-30' }), wish: { date: '2026-11-20' } })).toMatchObject({
      sessions: ['2026-11-20 20:05–21:05 online courier'],
      notes: [{ kind: 'online_instead', season: '忙月' }],
    });
  });

  it('may span the turn of the year', () => {
    const some = { ...seasons({ name: '年底', from: '12-20', to: '01-10' }), now: at('2026-12-01T10:00') };
    expect(daysOf({ ...some, wish: { date: '2026-12-28' } })).toEqual(['2026-12-19']);
    expect(daysOf({ ...some, wish: { date: '2027-01-05' } })).toEqual(['2027-01-11']);
  });

  it('of the Spring Festival are the fifteen days before New Year’s Eve, and the Eve', () => {
    const now = at('2027-01-05T10:00');
    expect(daysOf({ now, wish: { date: '2027-01-20' } })).toEqual(['2027-01-20']);
    expect(planned({ now, wish: { date: '2027-01-21' } })).toMatchObject({
      notes: [
        { kind: 'moved_from_season', season: '春节', date: '2027-01-20' },
        { kind: 'calendar_unknown', year: 2027 },
      ],
    });
    expect(daysOf({ now, wish: { date: '2027-02-04' } })).toEqual(['2027-02-09']);
    // A December day may lie in the season of the next year's Eve.
    const early = seasons({ name: '早', daysBeforeNewYearsEve: 45 });
    expect(daysOf({ ...early, now: at('2026-12-01T10:00'), wish: { date: '2026-12-25' } })).toEqual(['2026-12-21']);
  });
});

describe('the national calendar', () => {
  it('keeps days off free', () => {
    expect(planned({ now: at('2026-09-20T10:00'), wish: { date: '2026-10-02' } })).toMatchObject({
      sessions: ['2026-10-08 20:05–21:05 onsite courier'],
      notes: [{ kind: 'moved_from_holiday', wished: '2026-10-02', date: '2026-10-08' }],
    });
  });

  it('lets the office meet on a Saturday that is worked, and on no other', () => {
    const some = { now: at('2026-10-01T10:00'), occupations: { office: 8 } };
    expect(planned({ ...some, wish: { date: '2026-10-10' } })).toMatchObject({
      sessions: ['2026-10-10 09:05–10:05 onsite office'],
      notes: [],
    });
    expect(planned({ ...some, wish: { date: '2026-10-17' } })).toMatchObject({
      sessions: ['2026-10-16 09:05–10:05 onsite office'],
      notes: [{ kind: 'moved_from_rest_day', wished: '2026-10-17', date: '2026-10-16' }],
    });
  });

  it('of a year without a decree is weekdays and the days off by law', () => {
    const some = { now: at('2027-01-18T10:00'), occupations: { rider: 9 } };
    expect(planned({ ...some, wish: { date: '2027-02-06' } })).toMatchObject({
      sessions: ['2027-02-04 14:05–15:05 onsite rider'],
      notes: [{ kind: 'moved_from_holiday' }, { kind: 'calendar_unknown', year: 2027 }],
    });
  });

  it('may be missing altogether', () => {
    const plan = createPlanner({ calendar: noCalendar }).plan(request({ wish: { date: '2026-11-18' } }));
    expect(plan).toMatchObject({ kind: 'planned', notes: [{ kind: 'calendar_unknown', year: 2026 }] });
  });
});

describe('a pause', () => {
  it('moves what is on site behind its last day', () => {
    expect(
      planned({ occupations: { rider: 9 }, wish: { date: '2026-11-18' }, pause: { reason: 'heat', until: '2026-11-19' } }),
    ).toMatchObject({
      sessions: ['2026-11-20 14:05–15:05 onsite rider'],
      notes: [{ kind: 'moved_from_pause', reason: 'heat', wished: '2026-11-18', date: '2026-11-20' }],
    });
  });

  it('without an end makes it online', () => {
    expect(
      planned({ occupations: { rider: 9 }, wish: { date: '2026-11-18' }, pause: { reason: 'other', until: null } }),
    ).toMatchObject({
      sessions: ['2026-11-18 14:05–15:05 online rider'],
      notes: [{ kind: 'online_instead', season: null }],
    });
  });
});

describe('today', () => {
  it('is taken when an hour lies between now and the start', () => {
    expect(planned({ now: at('2026-11-18T14:32'), occupations: { rider: 9 }, wish: { date: '2026-11-18' } })).toMatchObject({
      sessions: ['2026-11-18 15:35–16:35 onsite rider'],
      notes: [],
    });
  });

  it('gives way to the next day, in the next month too, when too little of it is left', () => {
    expect(planned({ now: at('2026-11-18T20:10'), wish: { date: '2026-11-18' } })).toMatchObject({
      sessions: ['2026-11-19 20:05–21:05 onsite courier'],
      notes: [{ kind: 'day_too_short', wished: '2026-11-18', date: '2026-11-19' }],
    });
    expect(daysOf({ now: at('2026-11-30T22:00'), wish: { date: '2026-11-30' } })).toEqual(['2026-12-01']);
  });

  it('holds an hour wished for that is still to come', () => {
    expect(planned({ now: at('2026-11-18T19:50'), wish: { date: '2026-11-18', start: '20:00' } })).toMatchObject({
      sessions: ['2026-11-18 20:00–21:00 onsite courier'],
    });
  });
});

describe('a wish without a day', () => {
  it('is the first possible day three days ahead', () => {
    expect(daysOf({})).toEqual(['2026-11-19']);
    expect(daysOf({ occupations: { office: 4 }, now: at('2026-11-18T10:00') })).toEqual(['2026-11-23']);
  });

  it('is the first time of what comes again', () => {
    expect(daysOf({ wish: { every: { kind: 'monthly_weekday', nth: 5, weekday: 5 } } })).toEqual(['2026-11-27']);
    expect(daysOf({ wish: { every: { kind: 'monthly_day', day: 18 } } })).toEqual(['2026-12-18']);
  });

  it('begins where the stretch begins within a day', () => {
    expect(daysOf({ wish: { from: '2026-11-20T21:00', to: '2026-11-24' } })).toEqual(['2026-11-21']);
    expect(daysOf({ wish: { from: '2026-11-20T00:00', to: '2026-11-21T00:00' } })).toEqual(['2026-11-20']);
    expect(daysOf({ wish: { to: '2026-11-20' } })).toEqual(['2026-11-18']);
    expect(daysOf({ wish: { from: '2026-11-20' } })).toEqual(['2026-11-20']);
  });
});
