// The door by which anything nobody asked for leaves.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Branch, branchSchema } from '../../src/core/branch.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Member } from '../../src/core/member.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { Item } from '../../src/core/queue.ts';
import { shanghaiInstant, shanghaiIso } from '../../src/core/shanghai.ts';
import type { RosterEntry, Store } from '../../src/core/store.ts';
import { budgetLeft, type Push, pushToGroup, pushToMember, pushToMembers } from '../../src/domain/pushes/index.ts';
import { DIGEST, runDigest } from '../../src/scheduling/digest.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { openStore } from '../../src/store/index.ts';
import { calendar } from '../support/calendar.ts';
import { quietDoing } from '../support/parts.ts';
import { type Carried, reachOver } from '../support/reach.ts';

const at = (hour: number, minute = 0, day = '2026-11-23') => shanghaiInstant(day, hour, minute);
const planner = createPlanner({ calendar });

const person = (id: string, over: Partial<RosterEntry> = {}): RosterEntry => ({
  id,
  name: id,
  role: 'member',
  occupation: 'courier',
  level: null,
  area: null,
  accounts: [`wecom:${id}`],
  groups: [],
  ...over,
});
const roster = [
  person('zhou'),
  person('both', { accounts: ['dingtalk:both', 'wecom:both'] }),
  person('ding', { accounts: ['dingtalk:ding'] }),
  person('nowhere', { accounts: [] }),
  person('li', { role: 'secretary', occupation: 'courier' }),
];

const settings = (over: object = {}): Branch =>
  branchSchema.parse({
    groups: [
      { id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: { courier: 5 } },
      { id: 'g2', title: '夜班骑手群', channel: 'dingtalk', occupations: { rider: 5 } },
    ],
    ...over,
  });

let store: Store;
let branch: Branch;
let now: number;
let reaches: Record<string, Carried>;
const everywhere = { direct: true, group: true };
const groupOnly = { direct: false, group: true };
const nothing = { direct: false, group: false };

beforeEach(async () => {
  store = await openStore();
  branch = settings();
  now = at(12, 45);
  reaches = { wecom: everywhere, dingtalk: everywhere };
  await store.transaction((tx) => tx.members.syncRoster(roster, now));
});
afterEach(() => store.close());

const doing = <T>(work: (doing: Doing) => Promise<T>): Promise<T> =>
  store.transaction((tx) =>
    work({ ...quietDoing(), tx, branch, planner, reach: (name, to) => reachOver(() => reaches[name] ?? nothing)(to), now }),
  );
const member = (id: string) => doing(async ({ tx }) => (await tx.members.byId(id)) as Member);
const outbox = (): Promise<Item<Outgoing>[]> =>
  doing(({ tx }) => tx.outbox.list(['ready', 'leased', 'parked', 'done', 'dead', 'dropped'], 20_000));
const push = (key: string, over: Partial<Push> = {}): Push => ({
  key,
  text: `${key}。`,
  kind: 'announcement',
  usefulUntil: now + 10 * DAY_MS,
  ...over,
});
const toGroup = (key: string, over: Partial<Push> = {}, group = 'g1') => doing((it) => pushToGroup(it, group, push(key, over)));
const toMember = async (id: string, key: string, over: Partial<Push> & { viaGroup?: string } = {}) => {
  const somebody = await member(id);
  return doing((it) => pushToMember(it, somebody, { ...push(key, over), ...over }));
};

describe('a push to a group', () => {
  test('leaves at once while its people may be disturbed, with whom it is for', async () => {
    expect(await toGroup('a', { mentions: [await member('both'), await member('ding')] })).toEqual({
      kind: 'queued',
      dueAt: now,
    });
    const [item] = await outbox();
    expect(item).toMatchObject({ key: 'push:a', state: 'ready', dueAt: now, cause: null });
    expect(item!.body).toEqual({
      channel: 'wecom',
      to: { kind: 'group', id: 'g1' },
      text: 'a。',
      mentions: [{ account: 'wecom:both', userId: 'both', name: 'both', memberId: 'both' }],
      buttons: [],
      push: { occupations: ['courier'], group: 'g1', urgent: false, usefulUntil: now + 10 * DAY_MS },
    });
  });

  test('waits for the next window, and does not leave when it would be no use then', async () => {
    now = at(22, 30);
    const waiting = await toGroup('a');
    expect(waiting.kind === 'queued' && shanghaiIso(waiting.dueAt)).toMatch(/^2026-11-24T12:3/);
    expect(await toGroup('b', { usefulUntil: now + DAY_MS / 4 })).toEqual({ kind: 'dropped', reason: 'too_late' });
    expect((await outbox()).at(-1)).toMatchObject({ key: 'push:b', state: 'dropped', reason: 'too_late' });
    expect(await toGroup('c', { kind: 'emergency' })).toEqual({ kind: 'queued', dueAt: now });
    expect(await toGroup('d', { notBefore: at(20, 30, '2026-11-25') })).toEqual({
      kind: 'queued',
      dueAt: at(20, 31, '2026-11-25'),
    });
  });

  test('is one push however often it is asked for, and none where there is no such group', async () => {
    await toGroup('a');
    expect(await toGroup('a', { text: '别的' })).toEqual({ kind: 'dropped', reason: 'already' });
    expect(await toGroup('b', {}, 'nowhere')).toEqual({ kind: 'dropped', reason: 'no_such_group' });
    expect(await outbox()).toHaveLength(1);
    expect(await doing((it) => budgetLeft(it, 'g1', now))).toEqual({ used: 1, limit: 120 });
  });

  test('that waits holds up neither an answer nor an earlier push', async () => {
    await toGroup('later', { notBefore: now + DAY_MS });
    await toGroup('now');
    const answer = { channel: 'wecom', to: { kind: 'group', id: 'g1' }, text: '答', mentions: [], buttons: [] } as const;
    const leased = await doing(async ({ tx }) => {
      const body: Outgoing = { ...answer, mentions: [], buttons: [] };
      await tx.outbox.add([{ key: 'answer', orderingKey: 'wecom/group/g1', body, dueAt: now }], now);
      return tx.outbox.lease({ owner: 'me', now, leaseMs: 1_000, limit: 9, isOnePerKey: true });
    });
    expect(leased.map((item) => item.key)).toEqual(['push:now', 'answer']);
  });
});

describe('a push to a person', () => {
  test('goes direct, on the platform of the group first', async () => {
    await toMember('both', 'a');
    await toMember('both', 'b', { viaGroup: 'g2' });
    expect((await outbox()).map(({ body }) => body.to)).toEqual([
      // DingTalk's month is soon used up.
      { kind: 'direct', account: 'wecom:both' },
      { kind: 'direct', account: 'dingtalk:both' },
    ]);
    expect(await doing((it) => budgetLeft(it, 'g2', now))).toMatchObject({ used: 0 });
  });

  test('goes by a mention in the group where no direct way is open', async () => {
    reaches = { wecom: groupOnly };
    expect(await toMember('zhou', 'a', { viaGroup: 'g1' })).toEqual({ kind: 'queued', dueAt: now });
    const [item] = await outbox();
    expect(item!.body).toMatchObject({ to: { kind: 'group', id: 'g1' }, mentions: [{ memberId: 'zhou' }] });
    expect(await doing((it) => budgetLeft(it, 'g1', now))).toMatchObject({ used: 1 });
    expect(await toMember('zhou', 'private')).toEqual({ kind: 'dropped', reason: 'unreachable' });
    expect(await toMember('nowhere', 'c')).toEqual({ kind: 'dropped', reason: 'unreachable' });
  });

  test('is queued all the same where no platform carries pushes, so that the channel says so', async () => {
    reaches = {};
    expect(await toMember('ding', 'a')).toMatchObject({ kind: 'queued' });
    expect(await toMember('nowhere', 'b', { viaGroup: 'g1' })).toMatchObject({ kind: 'queued' });
    expect((await outbox()).map(({ body }) => body.to)).toEqual([
      { kind: 'direct', account: 'dingtalk:ding' },
      { kind: 'group', id: 'g1' },
    ]);
  });

  test('is one push however often it is asked for, also within one batch', async () => {
    const zhou = await member('zhou');
    const entries = ['a', 'a', 'b'].map((key) => ({ member: zhou, push: push(key) }));
    const kinds = async () => (await doing((it) => pushToMembers(it, entries))).map((outcome) => outcome.kind);
    expect(await kinds()).toEqual(['queued', 'dropped', 'queued']);
    expect(await kinds()).toEqual(['dropped', 'dropped', 'dropped']);
    expect(await outbox()).toHaveLength(2);
  });
});

describe('the pace', () => {
  const bySecond = (items: Item<Outgoing>[]) => [...Map.groupBy(items, ({ dueAt }) => dueAt).values()].map((each) => each.length);

  test('puts ten thousand people at one instant within the platforms’ limits', async () => {
    const zhou = await member('zhou');
    const entries = Array.from({ length: 10_000 }, (_, index) => ({ member: zhou, push: push(`p${index}`) }));
    const startedAt = process.cpuUsage();
    await doing((it) => pushToMembers(it, entries));
    const { user, system } = process.cpuUsage(startedAt);
    expect((user + system) / 1_000).toBeLessThan(10_000);
    const items = await outbox();
    expect(items).toHaveLength(10_000);
    expect(Math.max(...bySecond(items))).toBe(100);
    expect(Math.max(...items.map((item) => item.dueAt))).toBe(now + 99 * SECOND_MS);
    await toMember('zhou', 'behind');
    expect((await outbox()).at(-1)!.dueAt).toBe(now + 100 * SECOND_MS);
  });

  test('keeps 18 a minute in a group, over calls and minutes, and leaves an empty instant to whoever comes first', async () => {
    await toGroup('later', { notBefore: now + 10 * MINUTE_MS });
    for (let index = 0; index < 40; index += 1) await toGroup(`p${index}`, { kind: 'change' });
    const instants = (await outbox()).map((item) => item.dueAt).sort((a, b) => a - b);
    expect(instants[0]).toBe(now);
    for (const from of instants) {
      expect(instants.filter((each) => each >= from && each < from + MINUTE_MS).length).toBeLessThanOrEqual(18);
    }
    expect(await toGroup('elsewhere', { urgent: true }, 'g2')).toEqual({ kind: 'queued', dueAt: now });
  });

  test('moves on to the next window when the pace leaves this one', async () => {
    now = at(13, 29);
    for (let index = 0; index < 18; index += 1) await toGroup(`p${index}`);
    const next = await toGroup('late');
    expect(next.kind === 'queued' && shanghaiIso(next.dueAt)).toMatch(/^2026-11-23T20:0/);
  });
});

describe('the budget of a group', () => {
  const limit = 10;
  const spend = async (count: number) => {
    for (let index = 0; index < count; index += 1) await toGroup(`change${index}`, { kind: 'change' });
  };
  const news = async () => (await outbox()).filter(({ key }) => key.startsWith('push:budget'));
  const flush = (group: string, day: string) => doing((it) => runDigest(it, { group, day }));
  beforeEach(() => {
    branch = settings({ pushes: { perGroupPerMonth: limit } });
  });

  test('counts by the month in which a push leaves', async () => {
    now = at(23, 0, '2026-11-30');
    await toGroup('a');
    expect(await doing((it) => budgetLeft(it, 'g1', now))).toEqual({ used: 0, limit });
    expect(await doing((it) => budgetLeft(it, 'g1', now + DAY_MS))).toEqual({ used: 1, limit });
  });

  test('merges what can wait from four fifths on, into one message a day', async () => {
    await spend(8);
    const merged = await toGroup('a', { buttons: [{ id: 'x', label: '报名' }], mentions: [await member('zhou')] });
    expect(merged.kind === 'merged' && shanghaiIso(merged.dueAt)).toMatch(/^2026-11-23T20:0/);
    expect(
      await toGroup('b', {
        kind: 'summary',
        text: '第一行\n第二行',
        buttons: [
          { id: 'y', label: '收到' },
          { id: 'z', label: '报名' },
        ],
      }),
    ).toEqual(merged);
    expect(await toGroup('b')).toEqual({ kind: 'dropped', reason: 'already' });
    expect(await toGroup('c', { kind: 'notice', urgent: true })).toMatchObject({ kind: 'queued' });
    expect(await doing((it) => budgetLeft(it, 'g1', now))).toEqual({ used: 10, limit });

    now = merged.kind === 'merged' ? merged.dueAt : 0;
    const [work] = await doing(({ tx }) => tx.scheduled.lease({ owner: 'me', now, leaseMs: 1_000, limit: 9 }));
    expect(work!.body.kind).toBe(DIGEST);
    await doing((it) => runDigest(it, work!.body.payload));
    await doing((it) => runDigest(it, work!.body.payload));
    const items = await outbox();
    const [digest, ...more] = items.filter(({ key }) => key.startsWith('push:digest'));
    expect(more).toEqual([]);
    expect(digest).toMatchObject({ state: 'ready', dueAt: now });
    expect(digest!.body.text).toBe('几件事放一起说：\n· a。\n· 第一行 第二行');
    expect(digest!.body.buttons).toEqual([{ id: 'y', label: '收到' }]);
    expect(digest!.body.mentions.map(({ memberId }) => memberId)).toEqual(['zhou']);
    expect(items.filter(({ reason }) => reason === 'merged').map(({ key }) => key)).toEqual(['push:a', 'push:b']);
    // That day has had its digest: the next one is the day after, for which nothing is left of the budget.
    expect(await toGroup('d')).toEqual({ kind: 'dropped', reason: 'budget_spent' });
  });

  test('leaves out of the digest what was taken back meanwhile', async () => {
    await spend(8);
    await toGroup('a');
    await toGroup('b', { text: '只剩这条' });
    expect(await doing(({ tx }) => tx.outbox.withdraw(['push:a'], now, 'stopped'))).toBe(1);
    now = at(20, 9);
    await flush('g1', '2026-11-23');
    expect((await outbox()).find(({ key }) => key.startsWith('push:digest'))!.body.text).toBe('只剩这条');
  });

  test('lets go alone what no digest brings in time', async () => {
    await spend(8);
    expect(await toGroup('a', { kind: 'reminder', usefulUntil: now + 30 * MINUTE_MS })).toEqual({ kind: 'queued', dueAt: now });
  });

  test('drops at its end what can wait; emergencies and changes go', async () => {
    await spend(10);
    for (const kind of ['announcement', 'notice', 'reminder', 'summary'] as const) {
      expect(await toGroup(kind, { kind }), kind).toEqual({ kind: 'dropped', reason: 'budget_spent' });
    }
    expect((await outbox()).at(-1)).toMatchObject({ key: 'push:summary', state: 'dropped', reason: 'budget_spent' });
    expect(await toGroup('change', { kind: 'change' })).toMatchObject({ kind: 'queued' });
    expect(await toGroup('emergency', { kind: 'emergency' })).toMatchObject({ kind: 'queued' });
    expect(await toMember('zhou', 'direct', { kind: 'reminder' })).toMatchObject({ kind: 'queued' });
  });

  test('is told to the secretaries at four fifths and at its end, once each, in office hours and in private', async () => {
    now = at(20, 10);
    await spend(7);
    expect(await news()).toEqual([]);
    await toGroup('eighth', { kind: 'change' });
    expect((await news()).map(({ body }) => body.to)).toEqual([{ kind: 'direct', account: 'wecom:li' }]);
    expect(shanghaiIso((await news())[0]!.dueAt)).toMatch(/^2026-11-24T09:0/);
    for (const key of ['ninth', 'tenth', 'eleventh']) await toGroup(key, { kind: 'change' });
    expect((await news()).map(({ body }) => body.text.length <= 60)).toEqual([true, true]);
  });
});
