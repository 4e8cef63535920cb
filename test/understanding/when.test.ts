import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import type { Intent } from '../../src/core/intent.ts';
import { slotsSchema } from '../../src/core/labels.ts';
import type { UnderstandingContext } from '../../src/core/understanding.ts';
import { readEvidence } from '../../src/understanding/evidence.ts';
import type { Stretch } from '../../src/understanding/tagger.ts';
import { readTimes, timesIn } from '../../src/understanding/when.ts';

const calendar = createCalendar();
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const iso = (text: string) => `${text.replace(' ', 'T')}:00+08:00`;

/** A Friday evening. */
const NOW = at('2026-11-20 20:10');
const context = (over: Partial<UnderstandingContext> = {}): UnderstandingContext => ({
  now: NOW,
  role: 'member',
  activities: [],
  quoted: null,
  hasPhoto: false,
  tickets: [],
  ...over,
});

/** The times of one intent that the whole message speaks for. */
function times(intent: Intent, text: string, over: Partial<UnderstandingContext> = {}, stretches: readonly Stretch[] = []) {
  const reading = readEvidence(text, context(over));
  const owners = new Map([[intent, new Set(reading.clauses.keys())]]);
  return readTimes(intent, { ...reading, owners }, stretches, calendar);
}

describe('when something was done or seen', () => {
  it.each([
    ['七点四十就到了，补签一下', '2026-11-20 19:40'],
    ['昨晚十点一刻巡的', '2026-11-19 22:15'],
    ['十分钟前到的', '2026-11-20 20:00'],
  ])('is told in “%s”', (text, expected) => {
    expect(times('check_in', text)).toEqual({ at: iso(expected) });
    expect(times('report_hazard', text)).toEqual({ observed_at: iso(expected) });
  });

  it.each(['昨儿巡的', '早上巡完了', '昨晚看见冒烟', '今天到了', '签到', '四个点位巡完了', '明早八点来签到'])(
    'is not told in “%s”',
    (text) => {
      expect(times('check_in', text)).toEqual({ at: null });
      expect(times('report_hazard', text)).toEqual({ observed_at: null });
    },
  );
});

describe('the session signed up for', () => {
  const title = '免费体检';
  const saturday = { title, start: at('2026-11-21 09:00') };
  const afternoon = { title, start: at('2026-11-21 14:30') };
  const sunday = { title, start: at('2026-11-22 19:00') };
  const partyDay = { title: '11月主题党日', start: at('2026-11-24 20:30') };
  const session = (text: string, ...activities: { title: string; start: number }[]) =>
    times('sign_up', text, { activities }).session;

  it.each([
    ['体检我报九点那场', '2026-11-21 09:00'],
    ['体检我报两点半的', '2026-11-21 14:30'],
    ['体检报名，下午那场', '2026-11-21 14:30'],
    ['体检报名，上午的', '2026-11-21 09:00'],
    ['体检算我一个，晚上那场', '2026-11-22 19:00'],
    ['体检周日晚上七点那场', '2026-11-22 19:00'],
  ])('is one of several: “%s”', (text, expected) => {
    expect(session(text, saturday, afternoon, sunday)).toBe(iso(expected));
  });

  it('is looked for among the sessions of the activity that is named', () => {
    const other = { title: '消防培训', start: at('2026-11-21 15:00') };
    expect(session('体检报名，下午那场', saturday, afternoon, other)).toBe(iso('2026-11-21 14:30'));
  });

  it.each(['体检报名', '明天的体检算我一个', '体检周日我去', '明天体检报名'])('is not chosen by “%s”', (text) => {
    expect(session(text, saturday, afternoon, sunday)).toBeNull();
  });

  it.each(['今晚的党日我报名', '下午党日算我一个', '周二的党日报名', '党日报名，带我对象一起'])(
    'is not chosen where there is only one: “%s”',
    (text) => {
      expect(session(text, partyDay)).toBeNull();
    },
  );

  it('is on the day that was said', () => {
    const [first, second] = [
      { title, start: at('2026-11-21 14:30') },
      { title, start: at('2026-11-22 14:30') },
    ];
    expect(session('体检报名，周日下午两点半那场', first, second)).toBe(iso('2026-11-22 14:30'));
    expect(session('体检报名，明天下午两点半那场', first, second)).toBe(iso('2026-11-21 14:30'));
    expect(session('体检报名，周日下午那场', first, second)).toBe(iso('2026-11-22 14:30'));
    expect(session('体检报名，明晚七点那场', first, sunday)).toBe(iso('2026-11-21 19:00'));
  });

  it('is none on another day than was said', () => {
    expect(session('体检报名，明晚那场', saturday, sunday)).toBeNull();
  });

  it('is taken from the words when nothing is known', () => {
    expect(session('我报明天上午九点那场体检')).toBe(iso('2026-11-21 09:00'));
  });
});

describe('the days asked for', () => {
  it.each([
    ['明天有活动吗', '2026-11-21', '2026-11-21'],
    ['下周有啥活动', '2026-11-23', '2026-11-29'],
    ['周末有安排没', '2026-11-21', '2026-11-22'],
    ['25号那天晚上有课吗', '2026-11-25', '2026-11-25'],
    ['下个月有培训不', '2026-12-01', '2026-12-31'],
    ['23号到25号有啥活动', '2026-11-23', '2026-11-25'],
  ])('in “%s” are from and to', (text, from, to) => {
    expect(times('query_activity', text)).toEqual({ from, to });
  });

  it.each(['有啥活动', '党日几点开始', '晚上有课吗'])('are none in “%s”', (text) => {
    expect(times('query_activity', text)).toEqual({ from: null, to: null });
  });
});

describe('when a notice is to be sent', () => {
  const body = (text: string, said: string): Stretch[] => [
    { kind: 'body', start: text.indexOf(said), end: text.indexOf(said) + said.length },
  ];

  it.each([
    ['明早八点通知大家：晚上九点停电', '晚上九点停电', '2026-11-21 08:00'],
    ['晚上九点发个通知，明天下午三点驿站开会', '明天下午三点驿站开会', '2026-11-20 21:00'],
    ['通知骑手：东桥封了，半小时后发', '东桥封了', '2026-11-20 20:40'],
  ])('stands outside its words: “%s”', (text, said, expected) => {
    expect(times('broadcast_notice', text, { role: 'secretary' }, body(text, said))).toEqual({ send_at: iso(expected) });
  });

  it.each([
    ['通知大家：明早九点驿站开会，收到请回复', '明早九点驿站开会'],
    ['通知骑手晚上十点后东桥封路', '晚上十点后东桥封路'],
  ])('is not taken from them: “%s”', (text, said) => {
    expect(times('broadcast_notice', text, { role: 'secretary' }, body(text, said))).toEqual({ send_at: null });
  });

  it('is not the start of an activity made in the same breath', () => {
    const text = '明晚八点开个党日。通知大家别迟到';
    const reading = readEvidence(text, context({ role: 'secretary' }));
    const owners = new Map<Intent, Set<number>>([
      ['plan_activity', new Set([0])],
      ['broadcast_notice', new Set([1])],
    ]);
    expect(readTimes('broadcast_notice', { ...reading, owners }, [], calendar)).toEqual({ send_at: null });
    expect(readTimes('plan_activity', { ...reading, owners }, [], calendar)).toEqual({
      start: iso('2026-11-21 20:00'),
      end: null,
    });
  });
});

describe('start and end of an activity', () => {
  it.each([
    ['周六下午三点到五点在驿站搞培训', '2026-11-21 15:00', '2026-11-21 17:00'],
    ['明晚八点主题党日，开一个半小时', '2026-11-21 20:00', '2026-11-21 21:30'],
    ['下周三晚上八点半开党日', '2026-11-25 20:30', null],
  ])('are planned in “%s”', (text, start, end) => {
    expect(times('plan_activity', text)).toEqual({ start: iso(start), end: end && iso(end) });
  });

  it.each(['周六搞个体检', '明天下午开会', '25号党日', '下周弄次志愿服务'])('are open where only a day is said: “%s”', (text) => {
    expect(times('plan_activity', text)).toEqual({ start: null, end: null });
  });

  const activities = [
    { title: '11月主题党日', start: at('2026-11-25 20:00') },
    { title: '免费体检', start: at('2026-11-28 09:00') },
  ];

  it.each([
    ['主题党日推迟一个小时', '2026-11-25 21:00'],
    ['主题党日改到周四', '2026-11-19 20:00'],
    ['主题党日改到下周四', '2026-11-26 20:00'],
    ['主题党日提前到七点半', '2026-11-25 19:30'],
    ['体检往后挪一天', '2026-11-29 09:00'],
    ['体检改到下周日上午十点', '2026-11-29 10:00'],
  ])('move with the activity that is known: “%s”', (text, start) => {
    expect(times('plan_activity', text, { activities }).start).toBe(iso(start));
  });

  it('stay open when an activity is moved elsewhere', () => {
    expect(times('plan_activity', '主题党日换到长江路驿站', { activities })).toEqual({ start: null, end: null });
  });
});

describe('the month of a report', () => {
  it.each([
    ['导出上个月的考勤', '2026-10'],
    ['本月积分表发我', '2026-11'],
    ['导出十月份工单', '2026-10'],
    ['要去年十二月的考勤表', '2025-12'],
  ])('of “%s” is %s', (text, period) => {
    expect(times('export_report', text)).toEqual({ period });
  });

  it.each(['导出考勤表', '把这三个月干活的人列个表'])('of “%s” is open', (text) => {
    expect(times('export_report', text)).toEqual({ period: null });
  });
});

describe('times of any text', () => {
  const timed: Intent[] = [
    'check_in',
    'report_hazard',
    'sign_up',
    'query_activity',
    'broadcast_notice',
    'plan_activity',
    'export_report',
  ];
  const word = fc.constantFrom(
    '明天',
    '昨晚',
    '下周三',
    '25号',
    '八点半',
    '三点到五点',
    '下午',
    '两小时',
    '推迟',
    '改到',
    '上个月',
    '国庆',
    '党日',
    '体检',
    '，',
    '通知',
    '9:00',
    '31号',
    '零点',
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
    fc.string({ unit: 'grapheme' }),
  );
  const instant = fc.integer({ min: at('2024-01-01 00:00'), max: at('2029-12-31 00:00') });
  const activities = fc.array(fc.record({ title: fc.constantFrom('11月主题党日', '免费体检', '消防培训'), start: instant }), {
    maxLength: 4,
  });

  it('fit the label standard, an end never before its start', () => {
    fc.assert(
      fc.property(fc.constantFrom(...timed), text, instant, activities, (intent, said, now, open) => {
        const slots = times(intent, said, { now, activities: open });
        expect(slotsSchema(intent).safeParse(slots)).toMatchObject({ success: true });
        const { start, end, from, to, at: told, observed_at: seen } = slots as Record<string, string | null>;
        if (start && end) expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse(start));
        if (from && to) expect(to >= from).toBe(true);
        // People round: what was "just now at eight" may lie ten minutes ahead.
        for (const past of [told, seen]) if (past) expect(Date.parse(past)).toBeLessThanOrEqual(now + 600_000);
      }),
      { numRuns: 600 },
    );
  });

  it('are not asked for where an intent has none', () => {
    expect(times('ask_policy', '明天八点')).toEqual({});
    expect(times('acknowledge', '明天八点收到')).toEqual({});
  });

  it('stand where they are found', () => {
    fc.assert(
      fc.property(text, (said) => {
        let from = 0;
        for (const { start, end } of timesIn(readEvidence(said, context()), calendar)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(said.length);
      }),
    );
  });
});
