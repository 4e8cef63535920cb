import { describe, expect, it } from 'vitest';
import { at, planned, settings } from './requests.ts';

describe('an hour', () => {
  it.each([
    ['courier', '20:05–21:05'],
    ['rider', '14:05–15:05'],
    ['driver', '14:05–15:05'],
    ['office', '09:05–10:05'],
  ])('is five minutes into the first window of a %s', (occupation, hours) => {
    expect(planned({ occupations: { [occupation]: 9 }, wish: { date: '2026-11-18' } })).toEqual({
      sessions: [`2026-11-18 ${hours} onsite ${occupation}`],
      notes: [],
    });
  });

  it('is exactly the one wished for when it lies inside the windows', () => {
    const { sessions, notes } = plannedOn({ start: '20:20' });
    expect(sessions).toEqual(['2026-11-18 20:20–21:20 onsite courier']);
    expect(notes).toEqual([]);
  });

  it('moves into the window, and says so', () => {
    const { sessions, notes } = plannedOn({ start: '10:00' });
    expect(sessions).toEqual(['2026-11-18 20:05–21:05 onsite courier']);
    expect(notes).toEqual([{ kind: 'moved_to_window', occupation: 'courier', wished: '10:00', start: '20:05' }]);
  });

  it('comes earlier when the session would not end within the window', () => {
    const { sessions, notes } = plannedOn({ start: '21:00' });
    expect(sessions).toEqual(['2026-11-18 20:30–21:30 onsite courier']);
    expect(notes).toEqual([{ kind: 'moved_earlier', occupation: 'courier', wished: '21:00', start: '20:30' }]);
  });

  it('lasts from start to end when both are said', () => {
    expect(plannedOn({ start: '20:00', end: '20:45' }).sessions).toEqual(['2026-11-18 20:00–20:45 onsite courier']);
  });

  it('keeps to a part of the day that overlaps the windows', () => {
    const office = { occupations: { office: 5 } };
    expect(plannedOn({ part: 'afternoon' }, office).sessions).toEqual(['2026-11-18 13:00–14:00 onsite office']);
    expect(plannedOn({ end: '10:00' }, office).sessions).toEqual(['2026-11-18 09:00–10:00 onsite office']);
    expect(planned({ ...office, wish: { from: '2026-11-18T15:00', to: '2026-11-18T18:00' } })).toEqual({
      sessions: ['2026-11-18 15:00–16:00 onsite office'],
      notes: [],
    });
  });

  it('leaves a part of the day that does not, with a note', () => {
    expect(planned({ wish: { from: '2026-11-18T09:00', to: '2026-11-18T12:00' } })).toEqual({
      sessions: ['2026-11-18 20:05–21:05 onsite courier'],
      notes: [{ kind: 'moved_to_window', occupation: 'courier', wished: '09:00–12:00', start: '20:05' }],
    });
    expect(plannedOn({ part: 'morning' }).notes).toMatchObject([{ kind: 'moved_to_window', wished: 'morning' }]);
  });

  it('is cut to the stretch that was named, if that leaves half an hour', () => {
    expect(planned({ wish: { from: '2026-11-18T19:00', to: '2026-11-18T20:45' } })).toEqual({
      sessions: ['2026-11-18 20:00–20:45 onsite courier'],
      notes: [{ kind: 'shortened', occupation: 'courier', minutes: 45 }],
    });
    expect(planned({ wish: { from: '2026-11-18T19:00', to: '2026-11-18T20:15' } })).toMatchObject({
      sessions: ['2026-11-18 20:05–21:05 onsite courier'],
    });
  });

  it('is cut to the window when it is longer', () => {
    expect(planned({ wish: { date: '2026-11-18', durationMinutes: 180 } })).toEqual({
      sessions: ['2026-11-18 20:00–21:30 onsite courier'],
      notes: [{ kind: 'shortened', occupation: 'courier', minutes: 90 }],
    });
  });

  function plannedOn(wish: object, some: object = {}) {
    const plan = planned({ ...some, wish: { date: '2026-11-18', ...wish } });
    if (!('sessions' in plan)) throw new Error(plan.kind);
    return plan;
  }
});

describe('a mixed group', () => {
  it('gets one session for each who make up a fifth', () => {
    expect(planned({ occupations: { courier: 30, rider: 12, driver: 4 }, wish: { date: '2026-11-18' } })).toEqual({
      sessions: ['2026-11-18 14:05–15:05 onsite rider', '2026-11-18 20:05–21:05 onsite courier'],
      notes: [{ kind: 'separate_sessions', occupations: ['courier', 'rider'] }],
    });
  });

  it('meets together where all have an hour in common that holds it', () => {
    const occupations = { rider: 10, driver: 10, office: 5 };
    expect(planned({ occupations, wish: { date: '2026-11-18' } })).toEqual({
      sessions: ['2026-11-18 14:05–15:05 onsite rider+driver+office'],
      notes: [{ kind: 'joint_session', occupations: ['rider', 'driver', 'office'] }],
    });
    expect(planned({ occupations: { rider: 1, driver: 1 }, wish: { date: '2026-11-18', durationMinutes: 150 } })).toEqual({
      sessions: ['2026-11-18 14:00–16:00 onsite driver', '2026-11-18 14:05–16:35 onsite rider'],
      notes: [
        { kind: 'separate_sessions', occupations: ['rider', 'driver'] },
        { kind: 'shortened', occupation: 'driver', minutes: 120 },
      ],
    });
  });

  it('says because of whom a joint session is not at the hour wished for', () => {
    expect(planned({ occupations: { rider: 9, office: 9 }, wish: { date: '2026-11-18', start: '10:00' } })).toMatchObject({
      sessions: ['2026-11-18 14:05–15:05 onsite rider+office'],
      notes: [{ kind: 'joint_session' }, { kind: 'moved_to_window', occupation: 'rider', wished: '10:00', start: '14:05' }],
    });
  });
});

describe('an hour insisted on', () => {
  it('is kept, for all together, whatever the windows and seasons say', () => {
    const occupations = { courier: 20, rider: 20 };
    expect(
      planned({ now: at('2026-11-02T10:00'), occupations, insist: true, wish: { date: '2026-11-11', start: '15:00' } }),
    ).toEqual({
      sessions: ['2026-11-11 15:00–16:00 onsite courier+rider'],
      notes: [{ kind: 'insisted', occupations: ['courier'] }],
    });
  });

  it('is held online while a storm keeps everybody in', () => {
    expect(
      planned({
        occupations: { rider: 20 },
        insist: true,
        wish: { date: '2026-11-18', start: '15:00' },
        pause: { reason: 'storm', until: null },
      }),
    ).toEqual({
      sessions: ['2026-11-18 15:00–16:00 online rider'],
      notes: [
        { kind: 'insisted', occupations: [] },
        { kind: 'online_instead', season: null, date: '2026-11-18' },
      ],
    });
  });
});

describe('what cannot be planned', () => {
  it.each([
    ['past', { wish: { date: '2026-11-15' } }],
    ['past', { wish: { date: '2026-11-16', start: '09:00' } }],
    ['past', { wish: { date: '2026-11-16', start: '10:00' }, insist: true }],
    ['past', { wish: { from: '2026-11-01', to: '2026-11-15' } }],
    ['past', { wish: { from: '2026-11-16T08:00', to: '2026-11-16T10:00' } }],
    ['end_before_start', { wish: { from: '2026-11-20', to: '2026-11-19' } }],
    ['end_before_start', { wish: { from: '2026-11-20T20:00', to: '2026-11-20T19:00' } }],
    ['end_before_start', { wish: { date: '2026-11-20', start: '20:00', end: '20:00' } }],
    ['too_far', { wish: { date: '2027-11-18' } }],
    ['nobody', { occupations: {} }],
    ['nobody', { occupations: { courier: 0 }, wish: { date: '2026-02-30' } }],
  ])('is %s: %j', (kind, some) => {
    expect(planned(some)).toEqual({ kind });
  });

  it.each(['2026-02-30', '2027-02-29', '2026-13-01', '2026-11', 'soon'])('is a day like %s', (day) => {
    expect(planned({ wish: { date: day } })).toEqual({ kind: 'no_such_day', day });
    expect(planned({ wish: { from: '2026-11-20', to: day } })).toEqual({ kind: 'no_such_day', day });
  });
});

it('takes the windows it is given, several of them too', () => {
  const courier = {
    ...settings.windows.courier,
    meetings: [
      { from: '12:00', to: '12:40' },
      { from: '15:00', to: '16:00' },
    ],
  };
  const some = { settings: { ...settings, windows: { ...settings.windows, courier } } };
  expect(planned({ ...some, wish: { date: '2026-11-18', durationMinutes: 30 } })).toMatchObject({
    sessions: ['2026-11-18 12:05–12:35 onsite courier'],
  });
  expect(planned({ ...some, wish: { date: '2026-11-18' } })).toMatchObject({
    sessions: ['2026-11-18 15:00–16:00 onsite courier'],
  });
});
