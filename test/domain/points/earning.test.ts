// What deeds earn: once each, no more than the month's cap, taken back as they were given.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Branch } from '../../../src/core/branch.ts';
import type { PointEntry } from '../../../src/core/points.ts';
import { type Correction, type Deed, earn, rulesInForce, takeBack } from '../../../src/domain/points/index.ts';
import { at, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const NOVEMBER = at('2026-11-20 09:00');

const earns = (over: Partial<Deed> = {}): Promise<PointEntry | null> =>
  bench.run((doing) => earn(doing, { memberId: 'zhou', rule: 'party_day', source: 'attendance:1', at: NOVEMBER, ...over }));
const loses = (source = 'attendance:1', correction?: Correction) => bench.run((doing) => takeBack(doing, source, correction));
const balance = () => bench.run(({ tx }) => tx.points.balance('zhou'));
const lines = () =>
  bench.run(async ({ tx }) =>
    (await tx.points.list(99)).map(({ source, kind, points, full }) => `${source} ${kind} ${points}/${full}`),
  );
const setRules = (points: Partial<Branch['points']>) => Object.assign(bench.branch.points, points);

describe('a deed', () => {
  test('earns what the rule gives, with the version of the rules and the record that shows it', async () => {
    const entry = await earns({ about: '十一月主题党日', confirmedBy: 'li' });
    expect(entry).toEqual({
      id: entry?.id,
      memberId: 'zhou',
      kind: 'earned',
      points: 2,
      full: 2,
      rule: 'party_day',
      ruleVersion: 1,
      source: 'attendance:1',
      turn: 0,
      reverses: null,
      about: '十一月主题党日',
      confirmedBy: 'li',
      at: NOVEMBER,
      recordedAt: bench.clock.at,
    });
    expect(await balance()).toBe(2);
  });

  test('earns once, however often it is told', async () => {
    await earns();
    expect(await earns()).toBeNull();
    expect(await earns({ rule: 'patrol' })).toBeNull();
    expect(await balance()).toBe(2);
  });

  test('told twice at once earns once', async () => {
    const both = await Promise.all([earns(), earns()]);
    expect(both.filter((entry) => entry !== null)).toHaveLength(1);
  });

  test.each([
    [1.5, 3],
    [1.2, 2],
    [0.4, null],
    [0, null],
    [-3, null],
    [Number.NaN, null],
  ])('done %s times earns whole points: %s', async (times, points) => {
    expect((await earns({ rule: 'volunteer_hour', times }))?.points ?? null).toBe(points);
  });

  test('a hundredth is not lost to how computers count', async () => {
    setRules({ rules: { volunteer_hour: 100 } });
    expect(await earns({ rule: 'volunteer_hour', times: 0.29 })).toMatchObject({ points: 29 });
  });

  test('earns nothing by a rule the branch does not have, and leaves no trace', async () => {
    setRules({ rules: { patrol: 0 } });
    expect([await earns(), await earns({ rule: 'patrol' })]).toEqual([null, null]);
    expect(await bench.run(({ tx }) => tx.points.rules())).toBeUndefined();
  });
});

describe('the month’s cap', () => {
  beforeEach(() => setRules({ monthlyCap: 5 }));

  test('cuts the deed that passes it, and leaves nothing of those behind it', async () => {
    for (const source of ['a:1', 'a:2', 'a:3', 'a:4']) await earns({ source });
    expect(await lines()).toEqual(['a:1 earned 2/2', 'a:2 earned 2/2', 'a:3 earned 1/2', 'a:4 earned 0/2']);
    expect(await balance()).toBe(5);
  });

  test('counts the month of the deed in Shanghai, whenever it is told of', async () => {
    const last = at('2026-11-30 23:59');
    for (const source of ['a:1', 'a:2', 'a:3']) await earns({ source, at: last });
    await earns({ source: 'a:4', at: at('2026-12-01 00:00') });
    await earns({ source: 'a:5', at: at('2026-10-31 23:59') });
    expect((await lines()).slice(2)).toEqual(['a:3 earned 1/2', 'a:4 earned 2/2', 'a:5 earned 2/2']);
  });

  test('is everybody’s own', async () => {
    for (const source of ['a:1', 'a:2', 'a:3']) await earns({ source });
    expect(await earns({ source: 'a:4', memberId: 'wu' })).toMatchObject({ points: 2 });
  });

  test('what it left is what is taken back, and makes room again', async () => {
    for (const source of ['a:1', 'a:2', 'a:3', 'a:4']) await earns({ source });
    expect(await loses('a:3')).toMatchObject({ points: -1, full: -1 });
    expect(await loses('a:4')).toMatchObject({ points: 0, full: 0 });
    await earns({ source: 'a:5' });
    expect((await lines()).at(-1)).toBe('a:5 earned 1/2');
    expect(await balance()).toBe(5);
  });

  test('lowered below what was earned takes nothing away', async () => {
    await earns({ source: 'a:1' });
    setRules({ monthlyCap: 1 });
    expect(await earns({ source: 'a:2' })).toMatchObject({ points: 0, full: 2, ruleVersion: 2 });
    expect(await balance()).toBe(2);
  });
});

describe('taking back', () => {
  test('is an opposite entry in the month of the deed, under the same rule; nothing goes away', async () => {
    const earned = await earns({ about: '十一月主题党日', confirmedBy: 'li' });
    bench.clock.at = at('2026-12-03 09:00');
    const back = await loses();
    const { id, kind, points, full, confirmedBy, recordedAt, reverses, ...same } = back!;
    expect({ kind, points, full, confirmedBy, recordedAt, reverses }).toEqual({
      kind: 'reversed',
      points: -2,
      full: -2,
      confirmedBy: null,
      recordedAt: at('2026-12-03 09:00'),
      reverses: earned!.id,
    });
    expect(earned).toMatchObject(same);
    expect(await lines()).toEqual(['attendance:1 earned 2/2', 'attendance:1 reversed -2/-2']);
    expect(await balance()).toBe(0);
  });

  test('happens once, and not at all where nothing was earned', async () => {
    await earns();
    await loses();
    expect([await loses(), await loses('attendance:2')]).toEqual([null, null]);
  });

  test('may say why', async () => {
    await earns({ about: '十一月主题党日' });
    expect(await loses('attendance:1', { by: 'li', reason: '签错了' })).toMatchObject({ about: '签错了', confirmedBy: 'li' });
  });

  test('lets the deed be earned again, and taken back again', async () => {
    for (const turn of [0, 1, 2]) {
      expect(await earns()).toMatchObject({ turn });
      expect(await loses()).toMatchObject({ turn });
    }
    expect(await balance()).toBe(0);
  });

  test('follows somebody who was merged into another since', async () => {
    await bench.run(({ tx, now }) => tx.members.recognise({ account: 'wecom:new', userId: 'new', name: '新人' }, now));
    await earns({ memberId: 'wecom:new' });
    await bench.run(async ({ tx, now }) => {
      const listed = (await tx.members.list()).filter(({ role }) => role !== 'guest');
      const roster = listed.map((member) => ({ ...member, accounts: member.id === 'zhou' ? ['wecom:new'] : [], groups: [] }));
      await tx.members.syncRoster(roster, now);
    });
    expect(await loses()).toMatchObject({ memberId: 'zhou', points: -2 });
  });
});

describe('the rules', () => {
  const inForce = () => bench.run((doing) => rulesInForce(doing));

  test('have one version for as long as they stay the same, in whatever order they are written', async () => {
    const first = await inForce();
    expect(first).toMatchObject({ version: 1, monthlyCap: 60, since: bench.clock.at });
    setRules({ rules: Object.fromEntries(Object.entries(bench.branch.points.rules).reverse()) });
    bench.clock.at += 1;
    expect(await inForce()).toEqual(first);
  });

  test('have another one when a number, a deed or the cap changes; back again is another one, too', async () => {
    const before = bench.branch.points.rules;
    await earns();
    setRules({ rules: { ...before, party_day: 3 } });
    expect(await earns({ source: 'a:2' })).toMatchObject({ points: 3, ruleVersion: 2 });
    const { patrol: _, ...fewer } = before;
    setRules({ rules: fewer });
    expect(await inForce()).toMatchObject({ version: 3 });
    setRules({ monthlyCap: 10 });
    expect(await inForce()).toMatchObject({ version: 4, monthlyCap: 10 });
    setRules({ rules: before, monthlyCap: 60 });
    expect(await inForce()).toMatchObject({ version: 5 });
    expect((await lines())[0]).toBe('attendance:1 earned 2/2');
  });
});
