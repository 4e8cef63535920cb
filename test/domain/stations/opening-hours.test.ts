import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../src/core/clock.ts';
import { shanghaiDate, shanghaiHourMinute, shanghaiTime, startOfDay } from '../../../src/core/shanghai.ts';
import { isReadableHours, openingOf, openingOnDaysOff } from '../../../src/domain/stations/index.ts';
import { calendar } from '../../support/calendar.ts';

const instant = (time: string) => Date.parse(`${time}:00+08:00`);
const WEDNESDAY = instant('2026-11-25T10:00');
const SATURDAY_NIGHT = instant('2026-11-28T23:30');
const NATIONAL_DAY = instant('2026-10-01T10:00');

/** `open 22:00`, `closed 11-29 07:00`, `unknown` */
function said(hours: string, at: number): string {
  const opening = openingOf(hours, at, calendar);
  const show = (then: number | null) => (then === null ? '' : ` ${shanghaiDate(then).slice(5)} ${shanghaiHourMinute(then)}`);
  if (opening.kind === 'unknown') return 'unknown';
  return opening.kind === 'open' ? `open${show(opening.until)}` : `closed${show(opening.opensAt)}`;
}

describe('hours as they stand in tables', () => {
  test.each([
    ['07:00-22:00', 'open 11-25 22:00', 'closed 11-29 07:00'],
    ['08：00—21：30', 'open 11-25 21:30', 'closed 11-29 08:00'],
    ['8点到晚10点', 'open 11-25 22:00', 'closed 11-29 08:00'],
    ['早八晚十', 'open 11-25 22:00', 'closed 11-29 08:00'],
    ['十点到二十二点', 'open 11-25 22:00', 'closed 11-29 10:00'],
    ['早七点到晚上十一点半', 'open 11-25 23:30', 'closed 11-29 07:00'],
    ['每天 9:00-21:00', 'open 11-25 21:00', 'closed 11-29 09:00'],
    ['9-17:30', 'open 11-25 17:30', 'closed 11-29 09:00'],
    ['24小时', 'open', 'open'],
    ['全天开放', 'open', 'open'],
    ['7*24小时', 'open', 'open'],
    ['7*24', 'open', 'open'],
    ['7×24h', 'open', 'open'],
    ['0900-1800', 'open 11-25 18:00', 'closed 11-29 09:00'],
    ['8:00AM-8:00PM', 'open 11-25 20:00', 'closed 11-29 08:00'],
    ['00:00-24:00', 'open', 'open'],
    ['5:30-23:59', 'open 11-26 00:00', 'open 11-29 00:00'],
    ['周一至周五 9:00-17:30 周末休息', 'open 11-25 17:30', 'closed 11-30 09:00'],
    ['周一至周五 8:30-17:30；周六 9:00-16:00', 'open 11-25 17:30', 'closed 11-30 08:30'],
    ['工作日 9:00-17:00', 'open 11-25 17:00', 'closed 11-30 09:00'],
    ['周六日 10:00-16:00 工作日 8:00-20:00', 'open 11-25 20:00', 'closed 11-29 10:00'],
    ['9:00-20:30 周一闭馆', 'open 11-25 20:30', 'closed 11-29 09:00'],
    ['周一、三、五 9:00-11:00', 'open 11-25 11:00', 'closed 11-30 09:00'],
    ['上午9:00-11:30，下午2:00-5:30', 'open 11-25 11:30', 'closed 11-29 09:00'],
    ['星期一至星期五：上午8:30-12:00，下午13:30-17:30', 'open 11-25 12:00', 'closed 11-30 08:30'],
    ['7:00-9:00 15:00-18:00', 'closed 11-25 15:00', 'closed 11-29 07:00'],
    ['17:00-次日2:00', 'closed 11-25 17:00', 'open 11-29 02:00'],
    ['20:00-8:00', 'closed 11-25 20:00', 'open 11-29 08:00'],
    ['晚上6点到凌晨2点', 'closed 11-25 18:00', 'open 11-29 02:00'],
    ['周末及法定节假日休息，其余时间9:00-17:00', 'open 11-25 17:00', 'closed 11-30 09:00'],
  ])('“%s”', (hours, onWednesday, onSaturdayNight) => {
    expect([said(hours, WEDNESDAY), said(hours, SATURDAY_NIGHT)]).toEqual([onWednesday, onSaturdayNight]);
  });

  test.each([
    ['8:30-17:30（法定节假日休息）', 'closed 10-08 08:30'],
    ['周一至周五9:00-17:30，节假日除外', 'closed 10-08 09:00'],
    ['8:00-22:00（节假日9:00-21:00）', 'open 10-01 21:00'],
    ['每天 9:00-21:00', 'open 10-01 21:00'],
    // Nobody has said so, and an office is hardly open on such a day.
    ['周一至周五 9:00-17:30', 'unknown'],
  ])('“%s” on a day off by statute', (hours, expected) => {
    expect(said(hours, NATIONAL_DAY)).toBe(expected);
  });

  it('is worked on a moved workday', () => {
    // A Saturday that is worked for the National Day holiday.
    expect(said('工作日 9:00-17:00', instant('2026-10-10T10:00'))).toBe('open 10-10 17:00');
  });

  test.each([
    '',
    '看店主时间',
    '展会期间开放',
    '首班6:00-末班18:30',
    '夏季7:00-22:00',
    '8:00-6:00',
    '25:00-26:00',
    '8:75-9:00',
    '周日不开',
    '9:00',
    '下午',
    '8:00-8:00',
    '电话联系',
    '10:00-22:00后凭码进',
  ])('“%s” is not judged', (hours) => {
    expect(openingOf(hours, WEDNESDAY, calendar)).toEqual({ kind: 'unknown' });
  });

  it('is not judged by a calendar it does not have', () => {
    expect(openingOf('工作日 9:00-17:00', WEDNESDAY)).toEqual({ kind: 'unknown' });
    expect(openingOf('9:00-17:00', WEDNESDAY)).toMatchObject({ kind: 'open' });
  });
});

const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
const spoken = (minutes: number) => {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上';
  return `${part}${hour > 12 ? hour - 12 : hour}点${minute === 0 ? '' : minute === 30 ? '半' : `${minute}分`}`;
};
const join = fc.constantFrom('-', '—', '~', '至', '到', ' - ');
const minuteOfDay = fc.integer({ min: 1, max: 287 }).map((step) => step * 5);
const at = fc.integer({ min: instant('2026-01-01T00:00'), max: instant('2026-12-20T00:00') });

describe('whatever the hours', () => {
  test('a span of the day is open within it and closed outside, however it is written', () => {
    fc.assert(
      fc.property(minuteOfDay, minuteOfDay, join, fc.constantFrom(clock, spoken), at, (one, other, between, write, now) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        // Noon and midnight have words of their own.
        fc.pre(
          from < to && !(write === spoken && [from, to].some((minutes) => minutes < 60 || (minutes >= 720 && minutes < 780))),
        );
        const opening = openingOf(`${write(from)}${between}${write(to)}`, now);
        const minute = (now - startOfDay(now)) / MINUTE_MS;
        expect(opening.kind).toBe(from <= minute && minute < to ? 'open' : 'closed');
      }),
    );
  });

  test('over midnight it is open before the one and after the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 14, max: 23 }), fc.integer({ min: 1, max: 11 }), at, (from, to, now) => {
        const { hour } = shanghaiTime(now);
        expect(openingOf(`${from}:00-次日${to}:00`, now).kind).toBe(hour >= from || hour < to ? 'open' : 'closed');
      }),
    );
  });

  const someHours = fc.constantFrom(
    '07:00-22:00',
    '周一至周五 9:00-12:00 13:30-17:30',
    '工作日 8:30-17:00',
    '9:00-20:30 周一闭馆',
    '17:00-次日2:00',
    '20:00-8:00',
    '8:30-17:30（法定节假日休息）',
    '周六日 10:00-16:00',
  );

  test('it ends when it is said to end, and begins when it is said to begin', () => {
    fc.assert(
      fc.property(someHours, at, (hours, now) => {
        const opening = openingOf(hours, now, calendar);
        if (opening.kind === 'open' && opening.until !== null) {
          expect(opening.until).toBeGreaterThan(now);
          expect(openingOf(hours, opening.until - 1, calendar).kind).toBe('open');
          expect(openingOf(hours, opening.until, calendar).kind).not.toBe('open');
        }
        if (opening.kind === 'closed' && opening.opensAt !== null) {
          expect(opening.opensAt).toBeGreaterThan(now);
          expect(opening.opensAt).toBeLessThan(now + 16 * DAY_MS);
          expect(openingOf(hours, opening.opensAt, calendar).kind).toBe('open');
          expect(openingOf(hours, opening.opensAt - 1, calendar).kind).not.toBe('open');
        }
      }),
    );
  });

  test('nothing that is written makes it fail', () => {
    const piece = fc.constantFrom(
      ...'周一至五六日天末每天休息9点半到晚上次日24小时:：-、，；()节假工作除外全早8 '.split(''),
      '9:00-17:00',
    );
    const written = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(written, at, (hours, now) => {
        expect(['open', 'closed', 'unknown']).toContain(openingOf(hours, now, calendar).kind);
      }),
      { numRuns: 500 },
    );
  });
});

describe('days off by statute', () => {
  test.each([
    ['07:00-22:00', 'open'],
    ['24小时', 'open'],
    ['周一至周五 9:00-17:00', 'unknown'],
    ['8:00-20:00 (法定节假日除外)', 'closed'],
    ['工作日 9:00-17:00，节假日 10:00-16:00', 'open'],
    ['有人就开', 'unknown'],
  ])('%s: %s', (hours, kind) => {
    expect(openingOnDaysOff(hours)).toBe(kind);
  });

  it('that come do not hide how it is today', () => {
    expect(said('周一至周五 9:00-17:30', instant('2026-09-30T10:00'))).toBe('open 09-30 17:30');
  });
});

test.each([
  ['9:00-18:00', true],
  ['7*24', true],
  ['不定时', false],
  ['夏季8:00-20:00 冬季9:00-18:00', false],
])('%s can be read: %s', (hours, isReadable) => {
  expect(isReadableHours(hours)).toBe(isReadable);
});
