import { expect, it } from 'vitest';
import { occupations } from '../../src/core/member.ts';
import { sayPlanNote } from '../../src/core/phrases-plan-notes.ts';
import type { PlanNote } from '../../src/core/planner.ts';

const move = { wished: '2026-11-11', date: '2026-11-16' };

const notes: [PlanNote, string][] = [
  [{ kind: 'moved_to_window', occupation: 'courier', wished: '10:00', start: '20:05' }, '10:00快递员都在派件，改到20:05'],
  [{ kind: 'moved_to_window', occupation: 'rider', wished: 'evening', start: '14:05' }, '晚上骑手都在跑单，改到14:05'],
  [
    { kind: 'moved_to_window', occupation: 'driver', wished: '09:00–12:00', start: '14:05' },
    '09:00–12:00司机都在路上，改到14:05',
  ],
  [{ kind: 'moved_to_window', occupation: 'office', wished: '18:00–24:00', start: '09:05' }, '18:00后站里抽不开身，改到09:05'],
  [{ kind: 'moved_to_window', occupation: 'courier', wished: '00:00–16:00', start: '20:05' }, '16:00前快递员都在派件，改到20:05'],
  [{ kind: 'moved_to_window', occupation: 'courier', wished: '23:00', start: '20:05' }, '23:00太晚，快递员要歇了，改到20:05'],
  [{ kind: 'moved_to_window', occupation: 'rider', wished: '05:30', start: '14:05' }, '05:30太早，骑手还在歇着，改到14:05'],
  [{ kind: 'moved_earlier', occupation: 'courier', wished: '21:00', start: '20:30' }, '21:00开始快递员来不及开完，提前到20:30'],
  [{ kind: 'separate_sessions', occupations: ['rider', 'courier'] }, '快递员、骑手空的时间凑不到一起，分2场开'],
  [{ kind: 'joint_session', occupations: ['rider', 'driver'] }, '骑手、司机这时候都有空，合成一场开'],
  [{ kind: 'moved_from_season', season: '双11', ...move }, '11月11日（周三）正是双11旺季，快递员走不开，改到11月16日（周一）'],
  [{ kind: 'moved_from_holiday', ...move }, '11月11日（周三）放假，不占大家的假，改到11月16日（周一）'],
  [{ kind: 'moved_from_rest_day', ...move }, '11月11日（周三）站里休息，改到11月16日（周一）'],
  [{ kind: 'moved_from_pause', reason: 'heat', ...move }, '11月11日（周三）天太热，改到11月16日（周一）'],
  [{ kind: 'day_too_short', ...move }, '11月11日（周三）剩下的空档不够开一场，改到11月16日（周一）'],
  [{ kind: 'online_instead', season: '双11', date: '2026-10-30' }, '这个月剩下的日子都是双11旺季，10月30日（周五）改成线上'],
  [{ kind: 'online_instead', season: null, date: '2026-10-30' }, '线下活动先停着，10月30日（周五）改成线上'],
  [{ kind: 'shortened', occupation: 'courier', minutes: 90 }, '快递员这段时间只抽得出90分钟，这场就开这么久'],
  [{ kind: 'insisted', occupations: ['rider', 'courier'] }, '时间按您定的来，这个点快递员、骑手多半走不开'],
  [{ kind: 'insisted', occupations: [] }, '时间按您定的来'],
  [{ kind: 'calendar_unknown', year: 2027 }, '2027年怎么放假调休还没公布，先按平常的周末排'],
];

it.each(notes)('says %j as %s', (note, said) => {
  expect(sayPlanNote(note)).toBe(said);
});

it('stays short with every occupation and the longest of names', () => {
  const longest: PlanNote[] = [
    { kind: 'insisted', occupations: [...occupations] },
    { kind: 'separate_sessions', occupations: [...occupations] },
    { kind: 'moved_from_season', season: '年'.repeat(80), ...move },
    { kind: 'online_instead', season: '年'.repeat(80), date: '2026-12-30' },
  ];
  for (const note of longest) expect([...sayPlanNote(note)].length).toBeLessThanOrEqual(60);
});
