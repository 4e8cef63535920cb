import { describe, expect, it } from 'vitest';
import {
  dateSpan,
  futureInstant,
  futureRange,
  type InstantReading,
  monthPeriod,
  pastInstant,
  shift,
} from '../../../src/understanding/times/index.ts';
import { calendar, instantOf, minute, NOW } from './shown.ts';

const shownInstant = (reading: InstantReading | null): string | null =>
  reading === null
    ? null
    : reading.kind === 'instant'
      ? minute(reading.at)
      : `${reading.doubt}: ${reading.candidates.map(minute).join(' | ')}`;

describe('the start of something planned', () => {
  const start = (text: string, now = NOW) => shownInstant(futureInstant(text, instantOf(now), calendar));

  it.each([
    ['明晚八点半在长江路驿站开主题党日', '2026-11-24 20:30'],
    ['3月12号植树节嘛，上午九点到十一点半去栽树', '2027-03-12 09:00'],
    ['明晚开党日，八点半开始', '2026-11-24 20:30'],
    ['晚上八点群发：周日前交党费', '2026-11-23 20:00'],
    ['周三晚上八点半搞培训，不对，是周四', '2026-11-26 20:30'],
    ['原来说五号上午，改到六号上午十点', '2026-12-06 10:00'],
    ['昨天没来的看下，晚上八点补一场', '2026-11-23 20:00'],
    ['半小时后提醒大家', '2026-11-23 09:55'],
    ['十分钟前发过了，下午三点再发一遍', '2026-11-23 15:00'],
    ['25号前交表，晚上八点开会', '2026-11-23 20:00'],
    ['周三还是周四晚上八点', 'choice'],
    ['晚上七八点吧', 'vague: 2026-11-23 19:00 | 2026-11-23 20:00'],
  ])('reads “%s”', (text, expected) => {
    expect(start(text)?.startsWith(expected) ?? null).toBe(true);
  });

  it.each(['明晚开党日', '周五', '下午有空', '开两个小时', '到现在没人来', '十分钟前发的'])('finds no start in “%s”', (text) => {
    expect(start(text)).toBeNull();
  });

  it('keeps a weekday of this week that is over, and says so', () => {
    const reading = futureInstant('周三晚上八点开会', instantOf('2026-11-27 09:00'), calendar);
    expect(reading).toMatchObject({ kind: 'instant', at: instantOf('2026-11-25 20:00'), isPast: true });
    expect(futureInstant('周日晚上八点开会', instantOf('2026-11-27 09:00'), calendar)).toMatchObject({ isPast: false });
  });
});

describe('start and end of something planned', () => {
  const range = (text: string) => {
    const reading = futureRange(text, instantOf(NOW), calendar);
    return reading?.kind === 'range' ? `${minute(reading.startAt)}…${reading.endAt === null ? '' : minute(reading.endAt)}` : null;
  };

  it.each([
    ['下午两点半到四点', '2026-11-23 14:30…2026-11-23 16:00'],
    ['七点开到八点半', '2026-11-23 19:00…2026-11-23 20:30'],
    ['明晚八点主题党日，开一个半小时', '2026-11-24 20:00…2026-11-24 21:30'],
    ['周六下午三点 到五点结束', '2026-11-28 15:00…2026-11-28 17:00'],
    ['八号上午九点开会，两小时，线下', '2026-12-08 09:00…2026-12-08 11:00'],
    ['明晚八点半', '2026-11-24 20:30…'],
  ])('reads “%s”', (text, expected) => {
    expect(range(text)).toBe(expected);
  });
});

describe('the instant somebody tells of', () => {
  const told = (text: string, now = '2026-11-23 20:10') => shownInstant(pastInstant(text, instantOf(now), calendar));

  it.each([
    ['今早八点十分巡的', '2026-11-23 08:10'],
    ['昨晚十点看到的', '2026-11-22 22:00'],
    ['刚才七点半就到了', '2026-11-23 19:30'],
    ['十分钟前冒烟', '2026-11-23 20:00'],
    ['半小时前到的', '2026-11-23 19:40'],
    ['七点五十就来了', '2026-11-23 19:50'],
    ['昨天下班，晚上十点看到的', '2026-11-22 22:00'],
    ['前天下午三点', '2026-11-21 15:00'],
    ['晚上九点二十巡的', '2026-11-22 21:20'],
  ])('reads “%s”', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each(['昨儿巡的', '早上巡完了', '昨晚看到的', '刚才到的', '到现在没人管', '明早八点', '今晚十点'])(
    'finds none in “%s”',
    (text) => {
      expect(told(text)).toBeNull();
    },
  );
});

describe('days asked for', () => {
  const span = (text: string, now = NOW) => {
    const found = dateSpan(text, instantOf(now), calendar);
    return found && `${found.from}…${found.to ?? ''}${found.isCertain ? '' : '?'}`;
  };

  it.each([
    ['这周有啥活动', '2026-11-23…2026-11-29'],
    ['下周有没有培训', '2026-11-30…2026-12-06'],
    ['下个月呢', '2026-12-01…2026-12-31'],
    ['明天有活动吗', '2026-11-24…2026-11-24'],
    ['周末有安排没', '2026-11-28…2026-11-29'],
    ['26号那天晚上有课吗', '2026-11-26…2026-11-26'],
    ['明晚八点有课吗', '2026-11-24…2026-11-24'],
    ['这两天有啥', '2026-11-23…2026-11-24'],
    ['月底有活动没', '2026-11-25…2026-11-30'],
    ['周五前有啥', '2026-11-23…2026-11-27'],
    ['周五之后有啥', '2026-11-27…'],
    ['国庆有活动吗', '2027-10-01…2027-10-03?'],
    ['周三还是周四有课', '2026-11-25…2026-11-26'],
  ])('reads “%s”', (text, expected) => {
    expect(span(text)).toBe(expected);
  });

  it('takes the days off of a festival where they are known', () => {
    expect(span('国庆有活动吗', '2026-09-15 10:00')).toBe('2026-10-01…2026-10-07');
  });

  it.each(['有啥活动', '晚上有课吗', '活动开多久，两个小时？', '每周三都有吗', '3号楼那边有活动吗'])(
    'finds no day in “%s”',
    (text) => {
      expect(span(text)).toBeNull();
    },
  );
});

describe('the month of a report', () => {
  it.each([
    ['上个月的考勤', '2026-10'],
    ['本月积分', '2026-11'],
    ['这个月的表', '2026-11'],
    ['10月份工单', '2026-10'],
    ['十一月的', '2026-11'],
    ['十二月的表', '2025-12'],
    ['去年十二月', '2025-12'],
    ['六月', '2026-06'],
    ['今年九月', '2026-09'],
    ['昨天没来的列一下，十月考勤也导出来', '2026-10'],
  ])('reads “%s” as %s', (text, expected) => {
    expect(monthPeriod(text, instantOf(NOW), calendar)).toBe(expected);
  });

  it.each(['考勤表', '今年的表', '干了三个月', '上周的'])('finds none in “%s”', (text) => {
    expect(monthPeriod(text, instantOf(NOW), calendar)).toBeNull();
  });
});

describe('moving what was to be on Wednesday at 20:00', () => {
  const moved = (text: string) => shownInstant(shift(text, instantOf('2026-11-25 20:00'), instantOf(NOW), calendar));

  it.each([
    ['提早半小时', '2026-11-25 19:30'],
    ['推迟一个小时', '2026-11-25 21:00'],
    ['往后挪一天', '2026-11-26 20:00'],
    ['往后挪一天，还是下午三点', '2026-11-26 15:00'],
    ['推迟到八点半', '2026-11-25 20:30'],
    ['提前到七点', '2026-11-25 19:00'],
    ['改到周四', '2026-11-26 20:00'],
    ['改到周四下午三点', '2026-11-26 15:00'],
    ['改到下午三点', '2026-11-25 15:00'],
    ['周三的党日改到下周五晚八点', '2026-12-04 20:00'],
    ['顺延一周', '2026-12-02 20:00'],
  ])('reads “%s”', (text, expected) => {
    expect(moved(text)).toBe(expected);
  });

  it.each(['换个地方', '取消了', '改线上'])('moves nothing for “%s”', (text) => {
    expect(moved(text)).toBeNull();
  });
});
