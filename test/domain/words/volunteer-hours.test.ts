import { describe, expect, test } from 'vitest';
import { hoursIn } from '../../../src/core/numerals.ts';
import {
  asksForHours,
  asksForWaitingHours,
  asksForWorth,
  correctedHoursIn,
  daysSinceServedIn,
  movedHoursIn,
  namedHoursAnswerIn,
  namedHoursIn,
} from '../../../src/domain/words/volunteer-hours.ts';

describe('what waits', () => {
  test.each([
    '谁的时长要我确认',
    '哪些工时等我确认',
    '谁的工时还没确认',
    '几个工时没定',
    '要我确认的时长有哪些',
    '我这有没有工时要批',
  ])('“%s”', (words) => {
    expect(asksForWaitingHours(words)).toBe(true);
  });

  test.each(['谁的时长最多', '我的时长没确认吗', '谁的时长不对', '谁要确认收到', '有多少时长', '工时怎么算'])(
    '“%s” is not asked',
    (words) => {
      expect(asksForWaitingHours(words)).toBe(false);
    },
  );
});

describe('hours of one’s own', () => {
  test.each(['我存了几个钟', '我的时长', '我的工时', '我存了好多小时', '我做了多少义工了', '俺做了几个小时义工'])(
    '“%s” asks for them',
    (words) => {
      expect(asksForHours(words)).toBe(true);
    },
  );

  test.each(['我做了义工', '我做了2小时义工', '我等了几个钟', '我的时间不够', '我的工时费'])('“%s” does not', (words) => {
    expect(asksForHours(words)).toBe(false);
  });

  test.each(['志愿时长能换啥', '时长能换积分吗', '时间银行有啥用'])('“%s” asks what they are good for', (words) => {
    expect(asksForWorth(words)).toBe(true);
  });

  test.each(['时长多少', '小时工能换班吗', '工时费能换钱吗'])('“%s” does not', (words) => {
    expect(asksForWorth(words)).toBe(false);
  });
});

describe('hours of service named as such', () => {
  test.each([
    ['刚才志愿是4小时', '4小时', 0],
    ['志愿服务应该是两小时', '两小时', 0],
    ['昨天志愿改成1小时', '1小时', 1],
  ])('“%s”', (words, said, daysAgo) => {
    expect(namedHoursIn(words)).toEqual({ said, daysAgo });
  });

  test.each(['志愿服务2小时', '志愿是好事', '明天志愿是3小时'])('“%s” names none', (words) => {
    expect(namedHoursIn(words)).toBeNull();
  });

  test('that were yesterday’s', () => {
    expect(movedHoursIn('上午那个志愿1小时不是今天的，是昨天的')).toBe('1小时');
    expect(movedHoursIn('志愿不是今天 是昨天')).toBe('');
    expect(movedHoursIn('活动不是今天 是昨天')).toBeNull();
  });
});

describe('hours that were others', () => {
  test.each([
    ['不对 是3小时', 3],
    ['弄错了 是2小时', 2],
    ['说错了 应该是2个半小时', 2.5],
    ['改成3小时', 3],
    ['不是9小时是3小时', 3],
    ['记错了是两个钟头', 2],
    ['打错了 3小时不是9小时', 3],
    ['多报了 只有2小时', 2],
    ['更正 志愿服务4小时', 4],
    ['把志愿1小时改成2小时', 2],
    ['志愿2小时 不是1小时', 2],
    ['说多了，一个半小时', 1.5],
    ['刚才说的1小时 其实是2小时', 2],
  ])('“%s” are %s', (words, hours) => {
    expect(hoursIn(correctedHoursIn(words) ?? '')).toBe(hours);
  });

  test.each([
    '不是3小时',
    '工作3小时',
    '还要3小时',
    '不对',
    '是3小时',
    '改成3小时后',
    '改成三点',
    '活动改成3小时',
    '等了3小时了',
    '少报了1小时',
    '说多了半小时',
    '其实骑了3小时',
  ])('“%s” is told of something else', (words) => {
    expect(correctedHoursIn(words)).toBeNull();
  });

  test('hours of something else are none', () => {
    expect(hoursIn(correctedHoursIn('不对 堵了3小时') ?? '')).toBeNull();
  });
});

test.each([
  ['老周的工时确认', true],
  ['确认老周的工时', true],
  ['老周工时不对', false],
])('“%s” answers by name', (words, isRight) => {
  expect(namedHoursAnswerIn(words)).toEqual({ name: '老周', isRight });
});

test.each(['老周的工时确认了吗', '我的工时不对'])('“%s” answers nothing', (words) => {
  expect(namedHoursAnswerIn(words)).toBeNull();
});

// A Friday.
test.each([
  ['11月5号志愿服务8小时', 15],
  ['19号志愿服务2小时', 1],
  ['周三志愿服务3小时', 2],
  ['10月30日做志愿服务', 21],
  ['11月25号志愿服务', -5],
  ['周五志愿服务', 0],
  ['在3号楼志愿服务5小时', null],
  ['1号棚志愿服务', null],
  ['上周三', 9],
  ['上个月', 30],
  ['每周三志愿服务', null],
  ['志愿服务2.5小时', null],
])('“%s” was %s days ago', (words, days) => {
  expect(daysSinceServedIn(words, Date.parse('2026-11-20T09:40:00+08:00'))).toBe(days);
});
