import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/core/intent.ts';
import { type Candidate, checkFrames } from '../../src/language-model/check-frames.ts';
import { extractObject } from '../../src/language-model/extract.ts';
import { ticketsIn } from '../../src/language-model/said.ts';

const now = Date.parse('2026-11-20T09:12:00+08:00');
const context = {
  now,
  role: 'member',
  activities: [],
  quoted: '你的H-0031办好了',
  hasPhoto: false,
  tickets: ['H-0012'],
} as const;
const isTimeSaid = (text: string) => /[\d点明]/.test(text);

function slotsOf(text: string, intent: Intent, slots: Record<string, unknown>, candidates: Candidate[] = []) {
  const advised = [{ intent, slots: Object.entries(slots).map(([slot, value]) => ({ slot, value })) }];
  return checkFrames(advised, { text, context, candidates, isTimeSaid })?.[0]?.slots;
}

describe('slots', () => {
  it.each<[string, Intent, Record<string, unknown>, Record<string, unknown>]>([
    ['东门口冒烟', 'report_hazard', { place: '东门口' }, { place: '东门口' }],
    ['东门口冒烟', 'report_hazard', { place: '西门口' }, {}],
    ['东门口冒烟', 'report_hazard', { category: 'volcano', urgent: 'true', place: null }, { urgent: true }],
    ['东门口冒烟', 'report_hazard', { place: '', kind: 'patrol', constructor: 'x', __proto__: 'x' }, {}],
    ['明晚八点半那场', 'sign_up', { session: '2026-11-21T20:30:59+08:00' }, { session: '2026-11-21T20:30:00+08:00' }],
    ['那场我去', 'sign_up', { session: '2026-11-21T20:30:00+08:00' }, {}],
    ['明晚那场', 'sign_up', { session: '2026-02-30T20:30:00+08:00' }, {}],
    ['明晚那场', 'sign_up', { session: '2026-11-21T20:30:00Z' }, {}],
    ['明晚那场', 'sign_up', { session: '2036-11-21T20:30:00+08:00' }, {}],
    ['明天有啥', 'query_activity', { from: '2026-11-21', to: '2026-13-01' }, { from: '2026-11-21' }],
    ['我跟我妈', 'sign_up', { party_size: 2 }, { party_size: 2 }],
    ['我带三个人', 'sign_up', { party_size: '4' }, { party_size: 4 }],
    ['我带三个人', 'sign_up', { party_size: 40 }, {}],
    ['扫了两个半小时', 'check_in', { hours: 2.5 }, { hours: 2.5 }],
    ['扫了四十分钟', 'check_in', { hours: 0.67 }, { hours: 0.67 }],
    ['扫完了', 'check_in', { hours: 2 }, {}],
    ['换那个两百分的壶', 'redeem_points', { item: '壶', cost: 200 }, { item: '壶', cost: 200 }],
    ['换那个壶', 'redeem_points', { cost: 200 }, {}],
    ['那个咋样了', 'query_ticket', { ticket: 'H-0012' }, { ticket: 'H-0012' }],
    ['这个咋样了', 'query_ticket', { ticket: 'H-0031' }, { ticket: 'H-0031' }],
    ['a0008咋样了', 'query_ticket', { ticket: 'a-0008' }, { ticket: 'A-0008' }],
    ['3号楼的咋样了', 'query_ticket', { ticket: 'H-0003' }, {}],
    ['满意', 'rate_ticket', { satisfied: 'true', ticket: 'H-0099' }, { satisfied: true }],
  ])('of %s as %s', (text, intent, advised, expected) => {
    expect(slotsOf(text, intent, advised)).toEqual(expected);
  });

  it('keep what only the trained reader says of the same intent', () => {
    const candidates = [
      { frame: { intent: 'check_in', slots: { kind: 'patrol', days_ago: 1 } }, probability: 0.5 },
      { frame: { intent: 'check_in', slots: { kind: 'volunteer', companion: '老王' } }, probability: 0.3 },
    ] as const satisfies Candidate[];
    expect(slotsOf('昨天巡过了', 'check_in', { kind: 'patrol', days_ago: 0 }, [...candidates])).toEqual({
      kind: 'patrol',
      days_ago: 1,
    });
  });

  it('take a ticket the trained reader read', () => {
    const candidates: Candidate[] = [{ frame: { intent: 'query_ticket', slots: { ticket: 'H-0057' } }, probability: 0.4 }];
    expect(slotsOf('零零五七号咋样', 'query_ticket', { ticket: 'H-0057' }, candidates)).toEqual({ ticket: 'H-0057' });
  });
});

describe('frames', () => {
  const frames = (...intents: string[]) =>
    checkFrames(
      intents.map((intent) => ({ intent, slots: [] })),
      { text: 'x', context, candidates: [], isTimeSaid },
    )?.map(({ intent }) => intent) ?? null;

  it('are four at most, each once, and smalltalk only alone', () => {
    expect(frames('smalltalk', 'help', 'undo', 'help', 'check_in', 'sign_up', 'query_points')).toEqual([
      'help',
      'undo',
      'check_in',
      'sign_up',
    ]);
    expect(frames('smalltalk', 'smalltalk')).toEqual(['smalltalk']);
    expect(frames('plan_activity', 'nonsense')).toBeNull();
  });
});

describe('the first object of an answer', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['so: {"a":"}{"} and {"a":2}', { a: '}{' }],
    ['{not json} {"a":{"b":[]}}', { a: { b: [] } }],
    ['nothing', undefined],
    ['{"a":', undefined],
    ['<think>{"a":1}</think>', undefined],
  ])('of %s', (answer, expected) => {
    expect(extractObject(answer)).toEqual(expected);
  });
});

describe('tickets', () => {
  it.each([
    ['H-0012和a0008', ['H-0012', 'A-0008']],
    ['H - 12', ['H-0012']],
    ['电话H1 B-0012 H-12345678', []],
  ])('of %s', (text, expected) => {
    expect(ticketsIn(text)).toEqual(expected);
  });
});
