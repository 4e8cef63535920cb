// What every store must do for points, hours and exchanges: what stands is kept as it is; part of the store's contract.
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewExchange, NewHourEntry, NewPointEntry } from '../../src/core/points.ts';
import type { Store } from '../../src/core/store.ts';
import { benchOf, HOUR, hours, listed, me, NOW, other, points, rules, somebodyElse } from './bench.ts';

const rejected = { code: 'store_rejected' };

export function pointContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: points`, () => {
    const { run, meet } = benchOf(open);
    beforeEach(async () => {
      await meet();
      await meet(somebodyElse);
      await run((tx) => tx.points.addRules(rules));
    });

    const add = (changes: Partial<NewPointEntry> = {}) => run((tx) => tx.points.add(points(changes)));
    const takenBack = { kind: 'reversed', points: -2, full: -2 } as const;

    it('gives back what was written', async () => {
      const entry = points({ points: 0, full: 5, about: '十一月主题党日', confirmedBy: other, turn: 3 });
      const added = await add(entry);
      expect(added).toEqual({ id: added?.id, ...entry });
      await run(async (tx) => {
        expect(await tx.points.byId(added!.id)).toEqual(added);
        expect(await tx.points.byId(added!.id + 1)).toBeUndefined();
        expect(await tx.points.ofSource('attendance:1')).toEqual([added]);
        expect(await tx.points.ofSource('attendance:2')).toEqual([]);
      });
    });

    it('takes each source, kind and turn once, and says so', async () => {
      const first = await add();
      expect(await add({ points: 1 })).toBeUndefined();
      const back = await add({ ...takenBack, reverses: first!.id });
      expect(await add({ ...takenBack, reverses: first!.id })).toBeUndefined();
      expect(await run((tx) => tx.points.ofSource('attendance:1'))).toEqual([first, back]);
      expect((await add({ turn: 1 }))?.turn).toBe(1);
    });

    it('takes nothing back twice', async () => {
      const first = await add();
      await add({ ...takenBack, reverses: first!.id });
      await expect(add({ ...takenBack, turn: 1, reverses: first!.id })).rejects.toMatchObject(rejected);
    });

    it('sums all of a person, and what was earned and taken back of a span', async () => {
      const first = await add({ at: NOW + HOUR });
      await add({ source: 'attendance:2' });
      await add({ ...takenBack, at: NOW + HOUR, reverses: first!.id });
      await add({ source: 'attendance:3', points: 5, full: 5 });
      const spent = await add({ source: 'exchange:1', kind: 'exchanged', points: -3, full: -3, rule: null, ruleVersion: null });
      await add({ ...spent!, kind: 'returned', points: 3, full: 3, reverses: spent!.id });
      await add({ source: 'exchange:2', kind: 'exchanged', points: -4, full: -4, rule: null, ruleVersion: null });
      await add({ source: 'attendance:4', memberId: other, points: 1, full: 1 });
      await run(async (tx) => {
        expect(await tx.points.balance(me)).toBe(3);
        expect(await tx.points.balance('nobody')).toBe(0);
        expect(await tx.points.earned(me, NOW, NOW + 1)).toBe(7);
        expect(await tx.points.earned(me, NOW + 1, NOW + HOUR)).toBe(0);
        expect(await tx.points.earned(me, NOW + 1, NOW + HOUR + 1)).toBe(0);
        expect(await tx.points.balances([me, other, 'nobody', me])).toEqual(
          new Map([
            [me, 3],
            [other, 1],
          ]),
        );
        expect(await tx.points.balances([])).toEqual(new Map());
      });
    });

    it('gives a person’s statement, newest first, page by page, and everybody’s in the order it was written', async () => {
      const ids = await run(async (tx) => {
        const added: number[] = [];
        for (let index = 0; index < 5; index += 1)
          added.push((await tx.points.add(points({ source: `attendance:${index}` })))!.id);
        await tx.points.add(points({ source: 'attendance:9', memberId: other }));
        return added;
      });
      await run(async (tx) => {
        const idsOf = (entries: readonly { id: number }[]) => entries.map(({ id }) => id);
        expect(idsOf(await tx.points.statement(me, 2))).toEqual([ids[4], ids[3]]);
        expect(idsOf(await tx.points.statement(me, 9, ids[3]))).toEqual([ids[2], ids[1], ids[0]]);
        expect(await tx.points.statement('nobody', 9)).toEqual([]);
        const all = await tx.points.list(4);
        expect(idsOf(all)).toEqual(ids.slice(0, 4));
        expect((await tx.points.list(9, all.at(-1)!.id)).map(({ memberId }) => memberId)).toEqual([me, other]);
      });
    });

    it.each<[string, Partial<NewPointEntry>]>([
      ['earned, and taken away', { points: -1 }],
      ['earned more than the rule gives', { points: 3 }],
      ['earned by no rule', { rule: null }],
      ['earned by no version of the rules', { ruleVersion: null }],
      ['earned by a version that is not there', { ruleVersion: 2 }],
      ['taken back, and given', { kind: 'reversed', points: 2, full: 2, reverses: 1 }],
      ['taken back of nothing', { kind: 'reversed', points: -2, full: -2 }],
      ['taken back of an entry that is not there', { kind: 'reversed', points: -2, full: -2, reverses: 999 }],
      ['exchanged, and given', { kind: 'exchanged', points: 2, full: 2 }],
      ['given back, and taken', { kind: 'returned', points: -2, full: -2, reverses: 1 }],
      ['of an unknown kind', { kind: 'lent' as 'earned' }],
      ['half a point', { points: 1.5, full: 1.5 }],
      ['a word', { points: '2; drop' as unknown as number }],
      ['more than anybody could mean', { points: 100_001, full: 100_001 }],
      ['before the first turn', { turn: -1 }],
      ['of nobody', { memberId: 'nobody' }],
    ])('refuses what cannot be: %s', async (_, changes) => {
      await expect(add({ source: 'attendance:7', ...changes })).rejects.toMatchObject(rejected);
      expect(await run((tx) => tx.points.list(9))).toEqual([]);
    });

    it('keeps every version of the rules, each once', async () => {
      const next = { version: 2, rules: { patrol: 3 }, monthlyCap: 80, since: NOW + HOUR };
      await run(async (tx) => {
        expect(await tx.points.rules()).toEqual(rules);
        expect(await tx.points.addRules(next)).toBe(true);
        expect(await tx.points.addRules({ ...next, monthlyCap: 1 })).toBe(false);
        expect(await tx.points.rules()).toEqual(next);
      });
    });

    describe('hours', () => {
      const addHours = (changes: Partial<NewHourEntry> = {}) => run((tx) => tx.points.addHours(hours(changes)));

      it('gives back what was written, takes each source and turn once each way, and sums', async () => {
        const first = await addHours({ confirmedBy: other, about: '社区清扫' });
        expect(first).toEqual({ id: first?.id, ...hours({ confirmedBy: other, about: '社区清扫' }) });
        expect(await addHours()).toBeUndefined();
        const back = await addHours({ minutes: -90, reverses: first!.id });
        expect(await addHours({ minutes: -90, reverses: first!.id })).toBeUndefined();
        const again = await addHours({ turn: 1, minutes: 45 });
        await addHours({ source: 'attendance:5', memberId: other });
        await run(async (tx) => {
          expect(await tx.points.hoursOfSource('attendance:1')).toEqual([first, back, again]);
          expect(await tx.points.minutes(me)).toBe(45);
          expect(await tx.points.minutes('nobody')).toBe(0);
          expect(await tx.points.hourStatement(me, 2)).toEqual([again, back]);
          expect(await tx.points.hourStatement(me, 2, back!.id)).toEqual([first]);
        });
      });

      it.each<[string, Partial<NewHourEntry>]>([
        ['none', { minutes: 0 }],
        ['more than a day', { minutes: 1_441 }],
        ['half a minute', { minutes: 0.5 }],
        ['taken back of nothing', { minutes: -90 }],
        ['given to undo something', { minutes: 90, reverses: 1 }],
        ['of nobody', { memberId: 'nobody' }],
      ])('refuses what cannot be: %s', async (_, changes) => {
        await expect(addHours(changes)).rejects.toMatchObject(rejected);
      });
    });

    it('follows people who are merged, and their sums are those of both', async () => {
      await run((tx) => tx.members.syncRoster([{ ...listed, accounts: [] }], NOW));
      await add({ memberId: 'zhang', source: 'attendance:1' });
      await add({ source: 'attendance:2', confirmedBy: me });
      await run(async (tx) => {
        await tx.points.addHours(hours({ confirmedBy: me }));
        const goods = await tx.exchanges.addGoods({ name: '毛巾', cost: 3, stock: 1, status: 'offered' });
        const asked = await tx.exchanges.add({
          memberId: me,
          goodsId: goods.id,
          name: '毛巾',
          cost: 3,
          askedAt: NOW,
          source: 'm1',
        });
        await tx.exchanges.save({ ...asked, status: 'granted', decidedBy: me, decidedAt: NOW });
      });
      const before = await run((tx) => tx.points.list(9));
      await run((tx) => tx.members.syncRoster([listed], NOW));
      await run(async (tx) => {
        expect(await tx.members.byId(me)).toBeUndefined();
        expect(await tx.points.balance('zhang')).toBe(4);
        expect(await tx.points.balance(me)).toBe(0);
        expect(await tx.points.minutes('zhang')).toBe(90);
        const moved = (who: string | null) => (who === me ? 'zhang' : who);
        const expected = before.map((entry) => ({ ...entry, memberId: 'zhang', confirmedBy: moved(entry.confirmedBy) }));
        expect(await tx.points.list(9)).toEqual(expected);
        expect(await tx.exchanges.ofMember('zhang', ['granted'])).toMatchObject([{ decidedBy: 'zhang' }]);
      });
    });
  });

  describe(`${name}: goods and exchanges`, () => {
    const { run, meet } = benchOf(open);
    beforeEach(async () => {
      await meet();
      await meet(somebodyElse);
    });

    const towel = { name: '毛巾', cost: 10, stock: 5, status: 'offered' } as const;
    const exchange = (goodsId: number, changes: Partial<NewExchange> = {}): NewExchange => {
      return { memberId: me, goodsId, name: '毛巾', cost: 10, askedAt: NOW, source: 'm1', ...changes };
    };

    it('keeps goods, and finds those of a name that are offered before those that are not', async () => {
      await run(async (tx) => {
        const first = await tx.exchanges.addGoods(towel);
        const cup = await tx.exchanges.addGoods({ ...towel, name: '水杯' });
        const again = await tx.exchanges.addGoods({ ...towel, status: 'withdrawn' });
        expect(await tx.exchanges.goodsNamed('毛巾')).toEqual(first);
        await tx.exchanges.saveGoods({ ...first, status: 'withdrawn', stock: 0, cost: 12, name: '旧毛巾' });
        expect(await tx.exchanges.goodsNamed('毛巾')).toEqual(again);
        expect(await tx.exchanges.goodsNamed('伞')).toBeUndefined();
        expect(await tx.exchanges.lockGoods(first.id)).toMatchObject({ name: '旧毛巾', cost: 12, stock: 0 });
        expect(await tx.exchanges.lockGoods(99)).toBeUndefined();
        expect((await tx.exchanges.goods()).map(({ id }) => id)).toEqual([first.id, cup.id, again.id]);
      });
    });

    it.each([
      ['a stock below nothing', { stock: -1 }],
      ['a part of one', { stock: 0.5 }],
      ['for nothing', { cost: 0 }],
      ['for half a point', { cost: 1.5 }],
      ['for more than anybody has', { cost: 100_001 }],
    ])('refuses goods that cannot be: %s', async (_, changes) => {
      await expect(run((tx) => tx.exchanges.addGoods({ ...towel, ...changes }))).rejects.toMatchObject(rejected);
      const kept = await run((tx) => tx.exchanges.addGoods(towel));
      await expect(run((tx) => tx.exchanges.saveGoods({ ...kept, ...changes }))).rejects.toMatchObject(rejected);
    });

    it('keeps exchanges, and of one that was asked for changes only what becomes of it', async () => {
      await run(async (tx) => {
        const { id: goodsId } = await tx.exchanges.addGoods(towel);
        const asked = await tx.exchanges.add(exchange(goodsId));
        expect(asked).toEqual({ id: asked.id, ...exchange(goodsId), status: 'asked', decidedBy: null, decidedAt: null });
        expect(await tx.exchanges.byId(asked.id)).toEqual(asked);
        const granted = { ...asked, status: 'granted', decidedBy: other, decidedAt: NOW + 1 } as const;
        await tx.exchanges.save({ ...granted, cost: 1, name: '别的' });
        expect(await tx.exchanges.lock(asked.id)).toEqual(granted);
        const second = await tx.exchanges.add(exchange(goodsId, { source: 'm2' }));
        const third = await tx.exchanges.add(exchange(goodsId, { source: 'm3', memberId: other }));
        expect(await tx.exchanges.ofMember(me, ['asked', 'granted'])).toEqual([granted, second]);
        expect(await tx.exchanges.ofMember(me, [])).toEqual([]);
        expect(await tx.exchanges.list(['asked'], 9)).toEqual([second, third]);
        expect(await tx.exchanges.list(['asked'], 1)).toEqual([second]);
        expect(await tx.exchanges.byId(99)).toBeUndefined();
      });
    });
  });
}
