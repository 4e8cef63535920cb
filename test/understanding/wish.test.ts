import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { noCalendar } from '../../src/core/calendar.ts';
import { createWishReader, readShift } from '../../src/understanding/index.ts';
import { shown } from './shown-wish.ts';
import * as wishes from './wishes.ts';

/** A Monday morning. */
const NOW = '2026-11-23 09:25';
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const readWish = createWishReader(createCalendar());
const read = (words: string, now = NOW) => shown(readWish(words, at(now)));

describe.each([
  ['one day', wishes.days],
  ['a stretch of days', wishes.stretches],
  ['hours', wishes.hours],
  ['days and hours together', wishes.together],
  ['what is held again and again', wishes.rhythms],
  ['a time that cannot be', wishes.impossible],
  ['a day that is over', wishes.past],
  ['where something is moved to', wishes.moved],
  ['a time as people say it', wishes.voices],
])('%s', (_, table) => {
  it.each(table)('is read in “%s”: %s', (words, expected) => {
    expect(read(words)).toBe(expected);
  });
});

describe('no time', () => {
  it.each(wishes.nothing)('is read in “%s”', (words) => {
    expect(read(words)).toBe('nothing');
  });
});

describe('the same words at another time', () => {
  it.each([
    ['2026-12-29 20:00', '下个月', '2027-01-01…2027-01-31'],
    ['2026-12-29 20:00', '一月', '2027-01-01…2027-01-31'],
    ['2026-12-29 20:00', '下周三', '2027-01-06'],
    ['2026-12-29 20:00', '这个月', '2026-12-29…2026-12-31'],
    ['2026-12-29 20:00', '今晚九点', '2026-12-29 21:00'],
    ['2027-02-27 10:00', '30号', '2027-03-30'],
    ['2027-02-27 10:00', '这个月30号', 'impossible: 这个月30号'],
    ['2027-02-27 10:00', '2月', '2027-02-27…2027-02-28'],
    ['2027-02-27 10:00', '清明节', '2027-04-05'],
    ['2028-02-01 10:00', '2月29号', '2028-02-29'],
    ['2028-02-01 10:00', '下旬', '2028-02-21…2028-02-29'],
    ['2026-11-27 18:30', '周一', '2026-11-23'],
    ['2026-11-27 18:30', '下周一', '2026-11-30'],
    ['2026-11-27 18:30', '这周', '2026-11-27…2026-11-29'],
    ['2026-11-27 18:30', '八点', '20:00'],
    ['2026-11-27 21:30', '八点', '08:00'],
    ['2026-11-29 09:00', '周末', '2026-11-29'],
    ['2026-09-15 10:00', '国庆', '2026-10-01'],
    ['2026-09-15 10:00', '国庆期间', '2026-10-01…2026-10-07'],
    ['2026-09-15 10:00', '国庆后', '2026-10-08…'],
    ['2026-09-15 10:00', '国庆前', '…2026-09-30'],
    ['2026-09-15 10:00', '国庆后第一个周三晚上', '2026-10-14 evening'],
    ['2026-11-30 09:00', '12月的党日周五晚上开', '2026-12-04 evening'],
    ['2026-11-10 09:00', '下个月的党日放在15号', '2026-12-15'],
    ['2026-11-28 09:00', '11月的党日补在5号', '2026-12-05'],
  ])('at %s: “%s” is %s', (now, words, expected) => {
    expect(read(words, now)).toBe(expected);
  });
});

describe('without a calendar', () => {
  const plain = (words: string) => shown(createWishReader(noCalendar)(words, at(NOW)));

  it.each([
    ['下周三晚上八点', '2026-12-02 20:00'],
    ['每月第三个周三', 'each month on weekday 3 no. 3'],
    ['2月30日', 'impossible: 2月30日'],
    ['12月的第一个周三', '2026-12-02'],
  ])('reads “%s” all the same', (words, expected) => {
    expect(plain(words)).toBe(expected);
  });

  it.each(['国庆', '国庆后', '国庆后第一个周三', '农历腊月二十三'])(
    'knows no day for “%s”, but does not call it impossible',
    (words) => {
      expect(plain(words)).toBe('nothing');
    },
  );
});

describe('a shift by a length', () => {
  it.each([
    ['推迟一天', { days: 1 }],
    ['推遲一天', { days: 1 }],
    ['推后两天', { days: 2 }],
    ['往后推一天', { days: 1 }],
    ['往后推两周', { days: 14 }],
    ['把培训往后挪两天', { days: 2 }],
    ['延后一周', { days: 7 }],
    ['后推一礼拜', { days: 7 }],
    ['顺延三天', { days: 3 }],
    ['缓两天', { days: 2 }],
    ['晚一天', { days: 1 }],
    ['周五的党日推迟一天', { days: 1 }],
    ['推迟一天，不对，两天', { days: 2 }],
    ['延期一个月', { days: 30 }],
    ['改到第二天', { days: 1 }],
    ['提前到前一天', { days: -1 }],
    ['改到前一天晚上八点', { days: -1 }],
    ['提前一天', { days: -1 }],
    ['往前提一天', { days: -1 }],
    ['提前一小时', { minutes: -60 }],
    ['提前半小时', { minutes: -30 }],
    ['往前挪半小时', { minutes: -30 }],
    ['早半小时', { minutes: -30 }],
    ['晚半小时开始', { minutes: 30 }],
    ['推迟一个小时', { minutes: 60 }],
    ['延后90分钟', { minutes: 90 }],
    ['周五的党日推迟一个半小时', { minutes: 90 }],
    ['推迟一天半', { days: 1, minutes: 720 }],
    ['党日推迟一天，改到晚上七点', { days: 1 }],
  ])('is read in “%s”', (words, expected) => {
    expect(readShift(words)).toEqual(expected);
  });

  it.each([
    '',
    '推迟几天',
    '推迟两三天',
    '往后挪一挪',
    '推迟到下周二',
    '改到下周二晚上八点',
    '一天后',
    '一个半小时',
    '延长半小时',
    '别推迟一天',
    '已经推迟了一天了',
    '比上次提前半小时',
    '大家提前半小时到',
    '提前十分钟到场',
    '提前半小时签到',
    '提前三天报名',
    '提前一天通知大家',
    '明晚一个小时',
    '周三晚一个小时',
  ])('is not read in “%s”', (words) => {
    expect(readShift(words)).toBeNull();
  });
});

describe('whatever is said', () => {
  const PIECES =
    '每 月 周 三 第 个 最后 号 日 十 二 25 30 13 点 半 : - 到 至 改到 推迟 提前 一天 小时 晚上 下午 上 下 不对 ， 不 前 后 国庆 哈 《 。'.split(
      ' ',
    );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((all) => all.join('')),
  );
  const nows = fc.integer({ min: at('2024-01-01 00:00'), max: at('2029-12-31 00:00') });
  const DATE = /^\d{4}-\d\d-\d\d$/;
  const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

  it('comes to days that exist, hours of the clock and an order that holds', () => {
    fc.assert(
      fc.property(texts, nows, (words, now) => {
        const said = readWish(words, now);
        if (said.kind === 'impossible') expect(words).toContain(said.words);
        if (said.kind !== 'said') return;
        const { date, from, to, start, end, durationMinutes } = said.wish;
        for (const day of [date, from, to]) if (day !== undefined) expect(day).toMatch(DATE);
        for (const clock of [start, end]) if (clock !== undefined) expect(clock).toMatch(CLOCK);
        if (date !== undefined) expect([from, to]).toEqual([undefined, undefined]);
        if (from !== undefined && to !== undefined) expect(from <= to).toBe(true);
        if (start !== undefined && end !== undefined) expect(start < end).toBe(true);
        if (durationMinutes !== undefined) expect(durationMinutes).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is none at an instant that is no number', () => {
    expect(readWish('下周三', Number.NaN)).toEqual({ kind: 'none' });
  });

  it.each([
    '每',
    '每月的',
    '每月1号、1号、',
    '周三',
    '改到',
    '推迟一天',
    '2026-02-30 ',
    '从五点到三点',
    '每个月最后一个',
    '的重要会议',
    '不要',
    '13812345678 ',
    '1',
    '一',
    '哈',
  ])('takes a blink, four thousand characters long: %s', (seed) => {
    const words = seed.repeat(4_000 / seed.length);
    const tries = Array.from({ length: 5 }, () => {
      const startedAt = performance.now();
      readWish(words, at(NOW));
      readShift(words);
      return performance.now() - startedAt;
    });
    expect(Math.min(...tries)).toBeLessThan(400);
  });
});
