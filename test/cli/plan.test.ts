import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { answerPlan } from '../../src/cli/plan.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { projectRoot } from '../support/source.ts';

const planner = createPlanner({ calendar: createCalendar() });
const base = { now: '2026-11-16T10:00:00+08:00', occupations: { courier: 30 }, wish: { date: '2026-11-18' } };

const answer = (some: object) => answerPlan(JSON.stringify({ ...base, ...some }), planner);

function plan(some: object) {
  const answered = answer(some);
  if (answered.kind === 'refused') throw new Error(answered.say);
  return answered.json;
}

describe('a plan', () => {
  it('has sessions, reminders with the session they are for, and reasons', () => {
    const { sessions, reminders, notes } = plan({ occupations: { courier: 30, rider: 12 } });
    expect(sessions).toEqual([
      { start: '2026-11-18T14:05:00+08:00', end: '2026-11-18T15:05:00+08:00', mode: 'onsite', occupations: ['rider'] },
      { start: '2026-11-18T20:05:00+08:00', end: '2026-11-18T21:05:00+08:00', mode: 'onsite', occupations: ['courier'] },
    ]);
    const expected = { at: expect.stringMatching(/^2026-11-1[678]T\d\d:\d\d:00\+08:00$/), for: [expect.any(String)] };
    expect(reminders.length).toBeGreaterThanOrEqual(4);
    for (const reminder of reminders) expect(reminder).toEqual({ ...expected, session: expect.any(Number) });
    expect(reminders).toEqual(expect.arrayContaining([expect.objectContaining({ for: ['rider'], session: 0 })]));
    expect(reminders).toEqual(expect.arrayContaining([expect.objectContaining({ for: ['courier'], session: 1 })]));
    expect(notes).toEqual(['快递员、骑手空的时间凑不到一起，分2场开']);
  });

  it('reads instants of any zone, as days or as part of one', () => {
    const morning = { from: '2026-11-18T01:00:00Z', to: '2026-11-18T12:00:00+08:00' };
    expect(plan({ wish: morning }).notes).toEqual(['09:00–12:00快递员都在派件，改到20:05']);
    const month = { from: '2026-11-18T00:00:00+08:00', to: '2026-11-30T23:59:59+08:00' };
    expect(plan({ wish: month }).sessions).toMatchObject([{ start: '2026-11-18T20:05:00+08:00' }]);
    expect(plan({ now: '2026-11-16T02:00:00Z' }).sessions).toHaveLength(1);
  });

  it('uses the windows and seasons it is given, the defaults for the rest', () => {
    const windows = { courier: { meetings: [{ from: '15:00', to: '16:30' }] } };
    expect(plan({ windows }).sessions).toMatchObject([{ start: '2026-11-18T15:05:00+08:00' }]);
    const seasons = [{ name: '店庆', from: '11-18', to: '11-19' }];
    expect(plan({ seasons, now: '2026-11-02T10:00:00+08:00' }).sessions).toMatchObject([{ start: '2026-11-17T20:05:00+08:00' }]);
    expect(plan({ seasons: [], wish: { date: '2026-11-11' }, now: '2026-11-02T10:00:00+08:00' }).notes).toEqual([]);
  });

  it('takes length, hours, mode, insistence and pause', () => {
    expect(plan({ durationMinutes: 45 }).sessions).toMatchObject([{ end: '2026-11-18T20:50:00+08:00' }]);
    expect(plan({ wish: { date: '2026-11-18', start: '20:15', end: '21:00' } }).sessions).toMatchObject([
      { start: '2026-11-18T20:15:00+08:00', end: '2026-11-18T21:00:00+08:00' },
    ]);
    expect(plan({ mode: 'online' }).sessions).toMatchObject([{ mode: 'online' }]);
    expect(plan({ insist: true, wish: { date: '2026-11-18', start: '10:00' } }).sessions).toMatchObject([
      { start: '2026-11-18T10:00:00+08:00' },
    ]);
    expect(plan({ pause: { reason: 'storm', until: '2026-11-18' } }).sessions).toMatchObject([
      { start: '2026-11-19T20:05:00+08:00' },
    ]);
  });

  it('takes null for what is not said', () => {
    const silent = { durationMinutes: null, seasons: null, windows: null, mode: null, insist: null, pause: null };
    expect(plan({ ...silent, wish: { date: '2026-11-18', from: null, to: null } })).toEqual(plan({}));
    expect(plan({ wish: null })).toEqual(plan({ wish: {} }));
  });
});

describe('a request that cannot be planned', () => {
  it.each([
    ['wish.date', { wish: { date: '2月30日' } }],
    ['2026-02-30', { wish: { date: '2026-02-30' } }],
    ['2026-02-30', { wish: { from: '2026-02-30T10:00:00+08:00' } }],
    ['2026-13-01', { now: '2026-13-01T10:00:00+08:00' }],
    ['2026-11-31', { pause: { reason: 'heat', until: '2026-11-31' } }],
    ['已经过去', { wish: { date: '2026-11-15' } }],
    ['已经过去', { wish: { date: '2026-11-16', start: '09:30' } }],
    ['前后换', { wish: { from: '2026-11-20', to: '2026-11-19' } }],
    ['前后换', { wish: { date: '2026-11-20', start: '20:00', end: '19:00' } }],
    ['一年以内', { wish: { date: '2030-01-01' } }],
    ['一个人也没有', { occupations: {} }],
    ['一个人也没有', { occupations: { courier: 0 } }],
    ['pilot', { occupations: { pilot: 3 } }],
    ['occupations.courier', { occupations: { courier: '30' } }],
    ['occupations.courier', { occupations: { courier: -1 } }],
    ['occupations.courier', { occupations: { courier: 1.5 } }],
    ['occupations', { occupations: [30] }],
    ['now', { now: 1_763_000_000_000 }],
    ['now', { now: '2026-11-16' }],
    ['now', { now: '1026-11-16T10:00:00+08:00' }],
    ['wish.start', { wish: { start: '25:00' } }],
    ['wish.to', { wish: { to: 'soon' } }],
    ['wish.date', { wish: { date: '2026-11-20', from: '2026-11-20' } }],
    ['durationMinutes', { durationMinutes: 0 }],
    ['durationMinutes', { durationMinutes: '60' }],
    ['mode', { mode: 'outside' }],
    ['insist', { insist: true }],
    ['seasons.0', { seasons: [{ name: 'x', from: '13-01', to: '01-01' }] }],
    ['windows.courier', { windows: { courier: { meetings: [{ from: '21:00', to: '20:00' }] } } }],
    ['windows.courier', { windows: { courier: { metings: [] } } }],
    ['pilot', { windows: { pilot: {} } }],
    ['daet', { wish: { daet: '2026-11-20' } }],
    ['season', { season: [] }],
    ['pause', { pause: { reason: 'rain' } }],
  ])('is answered with a sentence that names %s: %j', (name, some) => {
    const answered = answer(some);
    if (answered.kind !== 'refused') throw new Error('it was planned');
    expect(answered.say).toContain(name);
    expect(answered.say).toMatch(/\p{Script=Han}/u);
    expect(answered.say).not.toMatch(/\n|undefined|Invalid|expected/);
  });

  it.each(['', 'soon', '[]', '"x"', 'null', '{', '{}{}'])('is no JSON object: %s', (input) => {
    expect(answerPlan(input, planner)).toMatchObject({ kind: 'refused', say: expect.stringContaining('JSON') });
  });
});

describe('the command', () => {
  const run = (input: string) =>
    spawnSync(process.execPath, [join(projectRoot, 'src/cli/plan.ts')], {
      input,
      encoding: 'utf8',
      env: { TZ: 'America/New_York' },
    });

  it('prints the plan and nothing else', () => {
    const { status, stdout, stderr } = run(JSON.stringify(base));
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(plan({}));
  });

  it('prints one sentence and fails where there is none', () => {
    const { status, stdout, stderr } = run(JSON.stringify({ ...base, wish: { date: '2026-02-30' } }));
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^日历上没有 2026-02-30 .*\n$/);
  });
});
