import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { shanghaiDate, shanghaiTime } from '../../../src/core/shanghai.ts';
import {
  dateSpan,
  findTimes,
  futureInstant,
  futureRange,
  monthPeriod,
  pastInstant,
  shift,
} from '../../../src/understanding/times/index.ts';
import { calendar, instantOf, NOW } from './shown.ts';

const DIGITS = '零一二三四五六七八九';
/** A number up to 59 as it is said. */
function spoken(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const tail = ones === 0 ? '' : DIGITS[ones];
  return tens === 0 ? (DIGITS[value] ?? '') : `${tens === 1 ? '' : DIGITS[tens]}十${tail}`;
}

const nows = fc
  .integer({ min: instantOf('2024-01-01 00:00') / 60_000, max: instantOf('2029-12-31 00:00') / 60_000 })
  .map((n) => n * 60_000);
const wordings = fc.constantFrom<(n: number) => string>(String, spoken);

interface Half {
  words: readonly string[];
  from: number;
  to: number;
}
const halves: readonly Half[] = [
  { words: ['凌晨'], from: 1, to: 5 },
  { words: ['早上', '清早', '一早', '早'], from: 5, to: 9 },
  { words: ['上午', '早上'], from: 8, to: 11 },
  { words: ['中午'], from: 12, to: 13 },
  { words: ['下午', '午后', '后晌', '下昼'], from: 13, to: 18 },
  { words: ['晚上', '晚', '夜里'], from: 18, to: 23 },
];
const clocks = fc.constantFrom(...halves).chain((half) =>
  fc.record({
    word: fc.constantFrom(...half.words),
    hour: fc.integer({ min: half.from, max: half.to }),
    minute: fc.integer({ min: 0, max: 59 }),
  }),
);

function clockWords(hour: number, minute: number, say: (n: number) => string, style: number): string {
  const twelve = hour > 12 ? hour - 12 : hour;
  if (style === 0) return `${twelve}:${String(minute).padStart(2, '0')}`;
  const head = `${twelve === 2 && say === spoken ? '两' : say(twelve)}点`;
  if (minute === 0) return head;
  if (minute === 30 && style === 1) return `${head}半`;
  if (minute % 15 === 0 && minute !== 30 && style === 1) return `${head}${spoken(minute / 15)}刻`;
  return minute < 10
    ? `${head}${say === spoken ? '零' : '0'}${say(minute)}分`
    : `${head}${say(minute)}${style === 1 ? '分' : ''}`;
}

const addDays = (now: number, days: number): string => shanghaiDate(now + days * 86_400_000);

/** A day ahead, and how it may be said. */
const saidDays = fc.record({ days: fc.integer({ min: 1, max: 300 }), style: fc.integer({ min: 0, max: 4 }), say: wordings });

function dayWords(now: number, { days, style, say }: { days: number; style: number; say: (n: number) => string }): string {
  const at = now + days * 86_400_000;
  const t = shanghaiTime(at);
  if (days <= 3 && style === 0) return ['', '明天', '后天', '大后天'][days] ?? '';
  if (style === 1) return `${t.year}年${say(t.month)}月${say(t.day)}号`;
  if (style === 2) return shanghaiDate(at);
  if (style === 3) return `${t.month}/${t.day}`;
  return `${say(t.month)}月${say(t.day)}日`;
}

const helpers = [
  futureInstant,
  futureRange,
  pastInstant,
  dateSpan,
  monthPeriod,
  (text: string, now: number) => shift(text, now, now, calendar),
] as const;
const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('what is said comes back', () => {
  it('reads any date with any clock, however worded', () => {
    fc.assert(
      fc.property(nows, saidDays, clocks, wordings, fc.integer({ min: 0, max: 2 }), (now, day, clock, say, style) => {
        const text = `${dayWords(now, day)}${clock.word}${clockWords(clock.hour, clock.minute, say, style)}`;
        const reading = futureInstant(`咱们${text}集合`, now, calendar);
        const pad = (n: number) => String(n).padStart(2, '0');
        const expected = instantOf(`${addDays(now, day.days)} ${pad(clock.hour)}:${pad(clock.minute)}`);
        expect(reading, text).toMatchObject({ kind: 'instant', at: expected });
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never in the wrong half of the day, and after now', () => {
    fc.assert(
      fc.property(nows, clocks, wordings, fc.integer({ min: 0, max: 2 }), (now, clock, say, style) => {
        const text = `${clock.word}${clockWords(clock.hour, clock.minute, say, style)}`;
        const reading = futureInstant(text, now, calendar);
        expect(reading?.kind, text).toBe('instant');
        if (reading?.kind !== 'instant') return;
        expect([shanghaiTime(reading.at).hour, shanghaiTime(reading.at).minute], text).toEqual([clock.hour, clock.minute]);
        expect(reading.at > now && reading.at <= now + 86_400_000, text).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells of nothing that is still to come', () => {
    fc.assert(
      fc.property(nows, clocks, wordings, (now, clock, say) => {
        const reading = pastInstant(`${clock.word}${clockWords(clock.hour, clock.minute, say, 1)}`, now, calendar);
        expect(reading?.kind === 'instant' && reading.at <= now + 600_000 && reading.at > now - 86_400_000).toBe(true);
      }),
    );
  });

  it('puts a bare hour where a group can meet', () => {
    fc.assert(
      fc.property(nows, fc.integer({ min: 1, max: 12 }), (now, hour) => {
        const reading = futureInstant(`${spoken(hour)}点开会`, now, calendar);
        expect(reading?.kind === 'instant' && shanghaiTime(reading.at).hour >= 7 && shanghaiTime(reading.at).hour < 23).toBe(
          true,
        );
      }),
    );
  });
});

const PIECES = [
  '周',
  '三',
  '下',
  '上',
  '点',
  '半',
  '到',
  '12',
  '5',
  ':',
  '30',
  '号',
  '月',
  '年',
  '明',
  '晚',
  '天',
  '一',
  '个',
  '小时',
  '不对',
  '是',
  '第',
  '最后',
  '国庆',
  '后',
  '前',
  '节',
  '农历',
  '正月',
  '初',
  '廿',
  '差',
  '刻',
  '-',
  '/',
  '.',
  ' ',
  '，',
  '还是',
  '或',
  '开',
  '今',
  '早',
  '零',
  '分',
  '2026',
  '底',
  '末',
  '旬',
  '季度',
];
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
);

describe('whatever is said', () => {
  it('never throws, and every span lies in the text, in order, without overlap', () => {
    fc.assert(
      fc.property(texts, nows, fc.constantFrom('future' as const, 'past' as const), (text, now, purpose) => {
        let end = 0;
        for (const found of findTimes(text, { now, calendar, purpose })) {
          expect(found.start).toBeGreaterThanOrEqual(end);
          expect(found.end).toBeGreaterThan(found.start);
          expect(found.text).toBe(text.slice(found.start, found.end));
          end = found.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        for (const helper of helpers) helper(text, now, calendar);
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives instants and dates that exist', () => {
    fc.assert(
      fc.property(texts, nows, (text, now) => {
        for (const { value } of findTimes(text, { now, calendar })) {
          if (value.kind === 'instant') expect(Number.isFinite(value.at), text).toBe(true);
          if (value.kind === 'time_range' || value.kind === 'day_part') expect(value.endAt, text).toBeGreaterThan(value.startAt);
          if (value.kind === 'date') expect(value.date, text).toMatch(/^\d{4}-\d\d-\d\d$/);
          if (value.kind === 'date_range') expect(value.from <= value.to, text).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same whatever the zone of the process', () => {
    fc.assert(
      fc.property(texts, nows, saidDays, (text, now, day) => {
        const said = `${dayWords(now, day)}晚上八点，${text}`;
        const inZone = (name: string) => {
          process.env.TZ = name;
          return JSON.stringify(findTimes(said, { now, calendar }));
        };
        const here = inZone('Asia/Shanghai');
        for (const name of ['UTC', 'America/New_York', 'Pacific/Kiritimati']) expect(inZone(name)).toBe(here);
      }),
      { numRuns: 300 },
    );
  });

  it('survives a clock that is none', () => {
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY, -1e15, 1e18]) {
      expect(findTimes('明天八点', { now, calendar })).toEqual([]);
      expect(futureInstant('明天八点', now, calendar)).toBeNull();
    }
  });
});

/** How often patterns are tried, which no busy machine changes. */
function tries(text: string): number {
  const exec = RegExp.prototype.exec;
  let count = 0;
  RegExp.prototype.exec = function counted(this: RegExp, input: string) {
    count += 1;
    return exec.call(this, input);
  };
  try {
    findTimes(text, { now: instantOf(NOW), calendar });
  } finally {
    RegExp.prototype.exec = exec;
  }
  return count;
}

describe('long texts', () => {
  it('give their first hundred times', () => {
    expect(findTimes('节后第一天，'.repeat(600), { now: instantOf(NOW), calendar })).toHaveLength(100);
  });

  it.each([
    '一',
    '周',
    '下',
    '十月',
    '1:',
    '2026-',
    '半个',
    '三点到',
    '明天下午三点，',
    '不是周三是周四',
    '国庆',
    '第',
    '《',
    '八点还是',
    '零',
    '3号',
    '😀',
  ])('grow the work no faster than the text: %s', (seed) => {
    const of = (length: number) => tries(seed.repeat(length).slice(0, length));
    const [short, long] = [of(500), of(4_000)];
    expect(long / short).toBeLessThan(8.5);
  });
});
