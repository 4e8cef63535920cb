// What the suites of the records share: a store opened for each test, somebody in it, and a few records.
import { afterEach, beforeEach } from 'vitest';
import type { Activity, NewActivity, NewSession, NewSignUp } from '../../src/core/activity.ts';
import type { Sender } from '../../src/core/message.ts';
import type { NewNotice } from '../../src/core/notice.ts';
import type { NewHourEntry, NewPointEntry, PointRules } from '../../src/core/points.ts';
import type { NewAttendance, OpenQuestion, RosterEntry, Store, Transaction } from '../../src/core/store.ts';
import type { NewTicket } from '../../src/core/ticket.ts';
import { newTicket } from '../support/new-ticket.ts';

export const NOW = 1_800_000_000_000;
export const HOUR = 3_600_000;

/** Call within a `describe`: each of its tests gets an empty store. */
export function benchOf(open: () => Promise<Store>) {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());
  const run = <T>(work: (tx: Transaction) => Promise<T>) => store.transaction(work);
  return {
    run,
    check: () => store.check(),
    meet: (sender: Sender = somebody) => run((tx) => tx.members.recognise(sender, NOW)),
  };
}

export const somebody: Sender = { account: 'wecom:zhangsan', userId: 'ZhangSan', name: '张三' };
/** The member that `somebody` becomes, and another. */
export const me = 'wecom:zhangsan';
export const other = 'wecom:lisi';
export const somebodyElse: Sender = { account: other, userId: 'LiSi', name: '李四' };

export const listed: RosterEntry = {
  id: 'zhang',
  name: '张三丰',
  role: 'secretary',
  occupation: 'courier',
  level: null,
  area: '城东',
  accounts: ['wecom:zhangsan', 'dingtalk:zs01'],
  groups: ['city-east'],
};

export function attendance(memberId: string, changes: Partial<NewAttendance> = {}): NewAttendance {
  return {
    memberId,
    activityId: null,
    kind: 'volunteer',
    mode: null,
    hours: 1.5,
    place: '文化路',
    half: null,
    items: null,
    at: NOW,
    recordedAt: NOW,
    source: 'm1',
    ...changes,
  };
}

export function question(memberId: string): OpenQuestion {
  return {
    memberId,
    conversation: 'g1',
    handler: 'attendance',
    question: 'which_kind',
    state: { at: NOW, place: '文化路' },
    asking: 'a1b2',
    choices: ['巡查', '志愿服务'],
    askedAt: NOW,
    expiresAt: NOW + 600_000,
  };
}

export function heldAt(start: number, changes: Partial<NewSession> = {}): NewSession {
  return { start, end: start + HOUR, mode: 'onsite', occupations: ['courier'], ...changes };
}

export function activity(changes: Partial<NewActivity> = {}): NewActivity {
  return {
    title: '主题党日',
    kind: 'party_day',
    theme: null,
    groups: ['city-east'],
    place: '枫桥驿站',
    capacity: 30,
    mode: 'onsite',
    status: 'open',
    signUpUntil: null,
    notes: [],
    insisted: false,
    createdBy: me,
    seriesId: null,
    createdAt: NOW,
    sessions: [heldAt(NOW)],
    ...changes,
  };
}

/** To its first session. */
export function signUp({ id, sessions }: Activity, memberId: string, changes: Partial<NewSignUp> = {}): NewSignUp {
  const sessionId = sessions[0]?.id ?? '';
  return { activityId: id, sessionId, memberId, partySize: 1, status: 'in', at: NOW, source: 'm1', ...changes };
}

export const aNotice: NewNotice = {
  body: '明天大风，骑行慢一点。',
  audience: 'couriers',
  groups: ['city-east', 'city-west'],
  requireAck: true,
  urgent: false,
  status: 'scheduled',
  createdBy: me,
  confirmedBy: null,
  people: 42,
  sendAt: NOW + HOUR,
  sentAt: null,
  createdAt: NOW,
};

export const ticket = (changes: Partial<NewTicket> = {}): NewTicket =>
  newTicket(NOW, {
    category: 'charging',
    place: '文化路三号院',
    words: '楼道里停了三辆电动车在充电。',
    reporterId: me,
    ...changes,
  });

/** Version 1. */
export const rules: PointRules = { version: 1, rules: { party_day: 2, patrol: 1 }, monthlyCap: 60, since: NOW };

export function points(changes: Partial<NewPointEntry> = {}): NewPointEntry {
  return {
    memberId: me,
    kind: 'earned',
    points: 2,
    full: 2,
    rule: 'party_day',
    ruleVersion: 1,
    source: 'attendance:1',
    turn: 0,
    reverses: null,
    about: null,
    confirmedBy: null,
    at: NOW,
    recordedAt: NOW + 1,
    ...changes,
  };
}

export function hours(changes: Partial<NewHourEntry> = {}): NewHourEntry {
  return {
    memberId: me,
    minutes: 90,
    source: 'attendance:1',
    turn: 0,
    reverses: null,
    about: null,
    confirmedBy: null,
    at: NOW,
    recordedAt: NOW + 1,
    ...changes,
  };
}

/** Two entries in each ledger, one of each confirmed or taken back, and two versions of the rules. */
export async function writeLedgers(tx: Transaction): Promise<void> {
  await tx.members.recognise(somebody, NOW);
  await tx.members.recognise(somebodyElse, NOW);
  await tx.points.addRules(rules);
  await tx.points.addRules({ ...rules, version: 2, monthlyCap: 80 });
  const earned = await tx.points.add(points({ confirmedBy: other }));
  await tx.points.add(points({ kind: 'reversed', points: -2, full: -2, reverses: earned!.id }));
  const served = await tx.points.addHours(hours({ confirmedBy: other }));
  await tx.points.addHours(hours({ minutes: -90, reverses: served!.id }));
}
