import { describe, expect, it } from 'vitest';
import { findTimes } from '../../../src/understanding/times/index.ts';
import { days, doubts, instants, lengths, notTimes, ranges, spans } from './expressions.ts';
import { calendar, instantOf, NOW, read } from './shown.ts';

describe('what is planned, said on a Monday morning', () => {
  it.each([...instants, ...ranges, ...days, ...spans, ...lengths, ...doubts])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([...instants, ...ranges, ...days, ...spans, ...lengths, ...doubts])('reads %s within a sentence', (text, expected) => {
    expect(read(`小蜂，咱们${text}，在驿站见`)).toBe(expected);
  });

  it.each(notTimes)('finds no time in “%s”', (text) => {
    expect(read(text)).toBe('');
  });

  it.each(['每周三晚上八点', '每天早上七点', '每个月25号'])('knows “%s” for no single time', (text) => {
    expect(read(text)).toBe('recurring');
  });
});

describe('the half of the day nobody says', () => {
  it.each([
    ['2026-11-23 09:25', '8点半', '2026-11-23 20:30'],
    ['2026-11-23 18:00', '八点', '2026-11-23 20:00'],
    ['2026-11-23 06:30', '八点', '2026-11-23 08:00'],
    ['2026-11-23 21:00', '八点', '2026-11-24 08:00'],
    ['2026-11-23 21:00', '三点', '2026-11-24 15:00'],
    ['2026-11-23 13:00', '十一点', '2026-11-24 11:00'],
    ['2026-11-23 18:30', '六点', '2026-11-24 18:00'],
    ['2026-11-23 00:30', '半夜两点', '2026-11-23 02:00'],
  ])('at %s reads %s as %s', (now, text, expected) => {
    expect(read(text, now)).toBe(expected);
  });

  it.each([
    ['2026-11-23 20:10', '刚才七点半', '2026-11-23 19:30'],
    ['2026-11-23 09:25', '七点五十', '2026-11-23 07:50'],
    ['2026-11-23 07:58', '八点', '2026-11-23 08:00'],
    ['2026-11-23 08:00', '晚上十点', '2026-11-22 22:00'],
    ['2026-11-23 08:00', '周五晚上八点', '2026-11-20 20:00'],
    ['2026-11-23 08:00', '25号下午三点', '2026-10-25 15:00'],
    ['2026-11-23 08:00', '昨晚十二点', '2026-11-23 00:00'],
    ['2026-11-23 08:00', '昨晚一点', '2026-11-23 01:00'],
    ['2026-11-23 08:00', '12月1号早上九点', '2025-12-01 09:00'],
  ])('told at %s reads %s as %s', (now, text, expected) => {
    expect(read(text, now, 'past')).toBe(expected);
  });
});

describe('what is known of the days off', () => {
  it.each([
    ['2026-09-15 10:00', '国庆期间', '2026-10-01…2026-10-07'],
    ['2026-09-15 10:00', '国庆后第一天', '2026-10-08'],
    ['2026-09-15 10:00', '国庆后第一个周三', '2026-10-14'],
    ['2026-09-15 10:00', '国庆前最后一个工作日', '2026-09-30'],
    ['2026-09-28 10:00', '节后第一天', '2026-10-08'],
    ['2026-09-28 10:00', '节后第一个周六', '2026-10-10'],
    ['2026-09-28 10:00', '国庆后第三个工作日', '2026-10-10'],
    ['2026-10-03 10:00', '国庆假期', '2026-10-01…2026-10-07'],
    ['2026-04-20 10:00', '五一假期', '2026-05-01…2026-05-05'],
    ['2026-01-20 10:00', '春节放假', '2026-02-15…2026-02-23'],
    ['2026-01-20 10:00', '年前最后一个周五', '2026-02-13'],
  ])('at %s reads %s as %s', (now, text, expected) => {
    expect(read(text, now)).toBe(expected);
  });
});

describe('what is told beside the value', () => {
  const first = (text: string, now = NOW) => findTimes(text, { now: instantOf(now), calendar })[0];

  it('says whether a day, a part and a clock were said', () => {
    expect(first('明晚八点半')?.said).toEqual({ day: true, part: 'night', clock: { hour: 8, minute: 30 } });
    expect(first('8点半')?.said).toEqual({ day: false, part: null, clock: { hour: 8, minute: 30 } });
    expect(first('周五')?.said).toEqual({ day: true, part: null, clock: null });
  });

  it('says where it points', () => {
    expect(first('昨天')?.points).toBe('past');
    expect(first('这周')?.points).toBe('present');
    expect(first('明天')?.points).toBe('future');
    expect(first('40分钟')?.points).toBeNull();
  });

  it('says before and after', () => {
    expect(first('周五之前交齐')?.edge).toBe('before');
    expect(first('最晚周五')?.edge).toBe('before');
    expect(first('晚上十点以后别堆货')?.edge).toBe('after');
    expect(first('周五晚上')?.edge).toBeNull();
  });

  it('says about, and offers the other half of the day only where it makes sense', () => {
    expect(first('大概八点')?.isApproximate).toBe(true);
    expect(first('八点左右')?.isApproximate).toBe(true);
    expect(first('明天八点')?.value).toEqual({
      kind: 'instant',
      at: instantOf('2026-11-24 08:00'),
      otherAt: instantOf('2026-11-24 20:00'),
    });
    expect(first('八点')?.value).toEqual({ kind: 'instant', at: instantOf('2026-11-23 20:00'), otherAt: null });
    expect(first('明晚八点')?.value).toMatchObject({ otherAt: null });
  });

  it('finds several, in order, with their places', () => {
    const text = '今儿先巡查，明晚八点党日，周五前交党费';
    const found = findTimes(text, { now: instantOf(NOW), calendar });
    expect(found.map((time) => time.text)).toEqual(['今儿', '明晚八点', '周五']);
    for (const time of found) expect(text.slice(time.start, time.end)).toBe(time.text);
  });
});
