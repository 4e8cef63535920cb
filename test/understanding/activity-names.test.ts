import { describe, expect, it } from 'vitest';
import type { UnderstandingContext } from '../../src/core/understanding.ts';
import { readEvidence } from '../../src/understanding/evidence.ts';
import { createReader } from '../../src/understanding/index.ts';

const read = createReader();
const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function open(titles: readonly string[], inMs = 4 * DAY_MS, role: UnderstandingContext['role'] = 'member'): UnderstandingContext {
  const activities = titles.map((title, at) => ({ title, start: NOW + inMs + at * DAY_MS }));
  return { now: NOW, role, activities, quoted: null, hasPhoto: false, tickets: [] };
}

const PATROL = '社区巡逻志愿服务';
const MANY = [PATROL, '消防演练', '驿站开放日', '绿地养护志愿服务', '充电安全培训'];

describe('words that stand only in the title of an open activity', () => {
  describe.each([
    ['days ahead', open([PATROL])],
    ['among others', open(MANY)],
    ['in an hour', open([PATROL], HOUR_MS)],
  ])('%s', (_, context) => {
    it.each([
      [`我参加${PATROL}`, 'sign_up'],
      [`${PATROL}我报名`, 'sign_up'],
      [`${PATROL}，算我一个`, 'sign_up'],
      [`${PATROL}我不来了`, 'cancel_sign_up'],
      [`取消报名${PATROL}`, 'cancel_sign_up'],
      [`${PATROL}还能报名吗`, 'query_activity'],
    ])('are no patrol in “%s”', (text, intent) => {
      expect(read(text, context)).toEqual([
        { intent, slots: { activity: PATROL, ...(intent === 'sign_up' && { party_size: 1 }) } },
      ]);
    });
  });

  it.each([
    ['我报名党员双报到', '党员双报到'],
    ['签到墙彩绘我参加', '签到墙彩绘'],
    ['巡查收工宴我去', '巡查收工宴'],
  ])('are no evidence of a check-in in “%s”', (text, title) => {
    expect([...readEvidence(text, open([title])).owners.keys()]).not.toContain('check_in');
  });

  it.each([
    ['夜间巡逻收工', '夜间巡逻'],
    ['巡查完了', '社区巡查'],
    ['巡查打卡', '社区巡查'],
    ['党员双报到了', '党员双报到'],
    [`${PATROL}两小时`, PATROL],
    [`签到 ${PATROL}`, PATROL],
    ['双报到完成，双报到了', '双报到'],
  ])('do not hide the deed in “%s”', (text, title) => {
    expect([...readEvidence(text, open([title])).owners.keys()]).toContain('check_in');
    expect(read(text, open([title])).map(({ intent }) => intent)).toEqual(['check_in']);
  });

  it.each(['巡逻完了，一切正常', '早巡打卡', `到了，${PATROL}`, `${PATROL}签到`])('leave “%s” a check-in', (text) => {
    expect(read(text, open([PATROL], HOUR_MS)).map(({ intent }) => intent)).toEqual(['check_in']);
  });
});

describe('activities', () => {
  it.each([
    ['报名体检，带家属，两个人', { activity: '体检', party_size: 2 }],
    ['加我一个，我带俩孩子', { party_size: 3 }],
    ['算我一个，带上我媳妇', { party_size: 2 }],
    ['报名，我一个人，不带家属', { party_size: 1 }],
    ['我改主意了 还是报名吧', { party_size: 1 }],
  ])('are joined by “%s”', (text, slots) => {
    expect(read(text, open(['冬季体检']))).toEqual([{ intent: 'sign_up', slots }]);
  });

  it.each([
    ['报名下午那场', {}],
    ['讲座改到下午那场', { activity: '讲座' }],
  ])('are joined at one of several times by “%s”', (text, slots) => {
    const at = (start: string) => ({ title: '健康讲座', start: Date.parse(start) });
    const context = { ...open([]), activities: [at('2026-11-25T14:00:00+08:00'), at('2026-11-25T19:00:00+08:00')] };
    const session = '2026-11-25T14:00:00+08:00';
    expect(read(text, context)).toEqual([{ intent: 'sign_up', slots: { ...slots, party_size: 1, session } }]);
  });

  it.each([
    ['安排视力检查', { intent: 'plan_activity', slots: { title: '视力检查', kind: 'health_check' } }],
    ['消防演练人数', { intent: 'list_attendance', slots: { what: 'signed_up', activity: '消防演练' } }],
    [
      '通知大家：10月起驿站晚上开到十点',
      { intent: 'broadcast_notice', slots: { body: '10月起驿站晚上开到十点', audience: 'all', require_ack: false } },
    ],
  ])('are read right where a secretary says “%s”', (text, frame) => {
    expect(read(text, open(MANY, 4 * DAY_MS, 'secretary'))).toEqual([frame]);
  });

  it('leave a station its whole name', () => {
    expect(read('饿了么惠安站门口的井盖翻了', open([]))[0]?.slots.place).toBe('饿了么惠安站门口');
  });
});
