// What every durable queue must do; part of the store's contract.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewItem, Queue } from '../../src/core/queue.ts';
import type { Store, Work } from '../../src/core/store.ts';

const NOW = 1_800_000_000_000;

function item(key: string, changes: Partial<NewItem<Work>> = {}): NewItem<Work> {
  return { key, orderingKey: 'g1', body: { kind: 'test', payload: { key } }, dueAt: NOW, ...changes };
}

const keysOf = (items: readonly { key: string }[]) => items.map(({ key }) => key);

export function queueContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: queues`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const run = <T>(work: (queue: Queue<Work>) => Promise<T>) => store.transaction((tx) => work(tx.scheduled));
    const add = (...items: NewItem<Work>[]) => run((queue) => queue.add(items, NOW));
    const lease = (owner = 'a', changes: { now?: number; limit?: number; isOnePerKey?: boolean } = {}) =>
      run((queue) => queue.lease({ owner, now: NOW, leaseMs: 60_000, limit: 10, ...changes }));
    const find = (key: string) => run((queue) => queue.find(key));
    const idOf = async (key: string) => (await find(key))?.id ?? -1;

    describe('adding', () => {
      it('adds a key once and says which were new', async () => {
        const first = await add(item('k1'), item('k2'));
        expect([...first.keys()].sort()).toEqual(['k1', 'k2']);
        const again = await add(item('k2'), item('k3'), item('k3'));
        expect([...again.keys()]).toEqual(['k3']);
        expect((await find('k2'))?.id).toBe(first.get('k2'));
        expect(await add()).toEqual(new Map());
      });

      it('keeps the given order within one call, whatever the keys', async () => {
        const keys = ['z', 'm', 'a', 'q', 'b'];
        await add(...keys.map((key) => item(key)));
        expect(keysOf(await lease())).toEqual(keys);
      });

      it('takes hundreds at once in order', async () => {
        const keys = Array.from({ length: 300 }, (_, index) => `k${(index * 7919) % 1000}`);
        expect((await add(...keys.map((key) => item(key)))).size).toBe(300);
        expect(keysOf(await lease('a', { limit: 300 }))).toEqual(keys);
      });

      it('keeps what it was given', async () => {
        await add(item('k1', { cause: 'm1', dueAt: NOW + 5 }));
        expect(await find('k1')).toEqual({
          id: expect.any(Number),
          key: 'k1',
          orderingKey: 'g1',
          body: { kind: 'test', payload: { key: 'k1' } },
          state: 'ready',
          dueAt: NOW + 5,
          attempts: 0,
          cause: 'm1',
          createdAt: NOW,
          finishedAt: null,
          reason: null,
        });
        expect(await find('k2')).toBeUndefined();
      });

      it('leases an item from birth to its maker, until the lease runs out', async () => {
        await add(item('k1', { lease: { owner: 'a', until: NOW + 1_000 } }));
        expect(await lease('b')).toEqual([]);
        expect(await run((queue) => queue.reclaim(NOW + 999))).toBe(0);
        expect(await run((queue) => queue.reclaim(NOW + 1_000))).toBe(1);
        expect(await lease('b')).toMatchObject([{ key: 'k1', attempts: 2 }]);
      });

      it('gives what one cause brought about, in order', async () => {
        await add(item('k2', { cause: 'm1' }), item('k1', { cause: 'm1' }), item('k3', { cause: 'm2' }), item('k4'));
        expect(keysOf(await run((queue) => queue.causedBy('m1')))).toEqual(['k2', 'k1']);
      });
    });

    describe('leasing', () => {
      it('leases due items in the order they were added, at most the limit', async () => {
        await add(
          item('k1'),
          item('k2', { orderingKey: 'g2' }),
          item('k3'),
          item('later', { orderingKey: 'g3', dueAt: NOW + 1 }),
        );
        const leased = await lease('a', { limit: 2 });
        expect(leased).toMatchObject([
          { key: 'k1', state: 'leased', attempts: 1 },
          { key: 'k2', state: 'leased', attempts: 1 },
        ]);
        expect(await find('k1')).toEqual(leased[0]);
      });

      it('gives no second owner anything of a key that is being worked on', async () => {
        await add(item('k1'), item('k2'), item('k3', { orderingKey: 'g2' }));
        expect(keysOf(await lease('a', { limit: 1 }))).toEqual(['k1']);
        expect(keysOf(await lease('b'))).toEqual(['k3']);
        expect(await lease('c')).toEqual([]);
        await run(async (queue) => queue.complete((await queue.find('k1'))?.id ?? -1, 'a', NOW));
        expect(keysOf(await lease('b'))).toEqual(['k2']);
      });

      it('lets an item that is not due hold back those behind it', async () => {
        await add(item('k1'), item('k2', { dueAt: NOW + 10 }), item('k3'));
        expect(keysOf(await lease())).toEqual(['k1']);
        await run(async (queue) => queue.complete((await queue.find('k1'))?.id ?? -1, 'a', NOW));
        expect(await lease()).toEqual([]);
        expect(keysOf(await lease('a', { now: NOW + 10 }))).toEqual(['k2', 'k3']);
      });

      it('is not held back by parked, dead and dropped items', async () => {
        await add(item('parked'), item('dead'), item('dropped'), item('next'));
        const [parked, dead, dropped] = await lease('a', { limit: 3 });
        await run(async (queue) => {
          expect(await queue.park(parked?.id ?? -1, 'a', NOW, 'no way')).toBe(true);
          expect(await queue.bury(dead?.id ?? -1, 'a', NOW, 'refused')).toBe(true);
          expect(await queue.drop(dropped?.id ?? -1, 'a', NOW, 'too late')).toBe(true);
        });
        expect(keysOf(await lease('b'))).toEqual(['next']);
        expect(await find('parked')).toMatchObject({ state: 'parked', reason: 'no way', finishedAt: null });
        expect(await find('dead')).toMatchObject({ state: 'dead', reason: 'refused', finishedAt: NOW });
        expect(await find('dropped')).toMatchObject({ state: 'dropped', reason: 'too late', finishedAt: NOW });
      });

      it('does not give the front of a key whose later item is in somebody’s hands', async () => {
        await add(
          item('k1', { dueAt: NOW + 10 }),
          item('k2', { lease: { owner: 'a', until: NOW + 60_000 } }),
          item('k3', { orderingKey: 'g2' }),
        );
        expect(keysOf(await lease('b', { now: NOW + 10, limit: 1 }))).toEqual(['k3']);
      });

      it('gives an item that was leased before alone', async () => {
        await add(item('k1'), item('k2'), item('k3', { orderingKey: 'g2' }));
        await lease('a', { limit: 1 });
        await run((queue) => queue.reclaim(NOW, 'b'));
        expect(keysOf(await lease('b'))).toEqual(['k1']);
        expect(keysOf(await lease('b'))).toEqual(['k3']);
      });

      it('leaves a retried item out when others come before it', async () => {
        await add(item('k1'), item('k2', { orderingKey: 'g2' }), item('k3', { orderingKey: 'g2' }));
        await run(async (queue) => {
          const id = (await queue.find('k2'))?.id ?? -1;
          await queue.claim(id, 'a', NOW + 1);
          await queue.retry(id, 'a', NOW, 'again');
        });
        expect(keysOf(await lease())).toEqual(['k1']);
        expect(keysOf(await lease())).toEqual(['k2']);
        expect(await lease()).toEqual([]);
      });
    });

    describe('claiming', () => {
      it('leases one waiting item, due or not, parked or ready', async () => {
        await add(item('k1', { dueAt: NOW + 10_000 }));
        const id = await idOf('k1');
        expect(await run((queue) => queue.claim(id, 'a', NOW + 1_000))).toBe(true);
        expect(await run((queue) => queue.claim(id, 'b', NOW + 1_000))).toBe(false);
        await run((queue) => queue.park(id, 'a', NOW, 'no way'));
        expect(await run((queue) => queue.claim(id, 'b', NOW + 1_000))).toBe(true);
        await run((queue) => queue.complete(id, 'b', NOW));
        expect(await run((queue) => queue.claim(id, 'c', NOW + 1_000))).toBe(false);
        expect(await find('k1')).toMatchObject({ state: 'done', attempts: 2 });
      });
    });

    describe('the worker’s word', () => {
      it('counts only from the owner, and only once', async () => {
        await add(item('k1'));
        await lease('a');
        const id = await idOf('k1');
        expect(await run((queue) => queue.complete(id, 'b', NOW))).toBe(false);
        expect(await run((queue) => queue.complete(id, 'a', NOW + 1, 'late'))).toBe(true);
        expect(await run((queue) => queue.complete(id, 'a', NOW))).toBe(false);
        expect(await run((queue) => queue.retry(id, 'a', NOW, 'x'))).toBe(false);
        expect(await find('k1')).toMatchObject({ state: 'done', finishedAt: NOW + 1, reason: 'late' });
      });

      it('brings a retried item back when it is due, before those behind it', async () => {
        await add(item('k1'), item('k2'));
        const [first, second] = await lease();
        await run(async (queue) => {
          expect(await queue.retry(first?.id ?? -1, 'a', NOW + 1_000, 'unreachable')).toBe(true);
          await queue.release([second?.id ?? -1], 'a');
        });
        expect(await find('k1')).toMatchObject({ state: 'ready', reason: 'unreachable', attempts: 1, dueAt: NOW + 1_000 });
        expect(await lease()).toEqual([]);
        expect(await lease('a', { now: NOW + 1_000 })).toMatchObject([{ key: 'k1', attempts: 2 }]);
      });

      it('does not count a released attempt', async () => {
        await add(item('k1'), item('k2'), item('k3'));
        const leased = await lease();
        await run((queue) => queue.release([...leased.map(({ id }) => id), 9_999], 'b'));
        expect(await find('k1')).toMatchObject({ state: 'leased' });
        await run((queue) =>
          queue.release(
            leased.map(({ id }) => id),
            'a',
          ),
        );
        expect(await lease('b')).toMatchObject([{ attempts: 1 }, { attempts: 1 }, { attempts: 1 }]);
      });
    });

    describe('postponing', () => {
      it('brings a leased item back at another instant, without counting the attempt', async () => {
        await add(item('k1'), item('k2'));
        const [first] = await lease('a', { limit: 1 });
        const id = first?.id ?? -1;
        expect(await run((queue) => queue.postpone(id, 'b', NOW + 5, 'closed'))).toBe(false);
        expect(await run((queue) => queue.postpone(id, 'a', NOW + 5, 'closed'))).toBe(true);
        expect(await run((queue) => queue.postpone(id, 'a', NOW + 5, 'closed'))).toBe(false);
        expect(await find('k1')).toMatchObject({
          state: 'ready',
          dueAt: NOW + 5,
          attempts: 0,
          reason: 'closed',
          finishedAt: null,
        });
        expect(await lease('b')).toEqual([]);
        expect(await lease('b', { now: NOW + 5 })).toMatchObject([{ key: 'k1', attempts: 1 }, { key: 'k2' }]);
      });

      it('holds where the item had been tried before: it is not taken for due when leases are taken back', async () => {
        await add(item('k1'));
        const id = await idOf('k1');
        await lease('a');
        await run((queue) => queue.retry(id, 'a', NOW, 'busy'));
        await lease('a');
        await run((queue) => queue.postpone(id, 'a', NOW + 86_400_000, 'closed'));
        await run((queue) => queue.reclaim(NOW));
        expect(await find('k1')).toMatchObject({ state: 'ready', dueAt: NOW + 86_400_000 });
      });
    });

    describe('withdrawing', () => {
      it('takes back what nobody works on, and nothing else', async () => {
        await add(item('leased'), item('parked', { orderingKey: 'g2' }), item('done', { orderingKey: 'g3' }));
        await lease('a');
        await run(async (queue) => {
          await queue.park((await queue.find('parked'))?.id ?? -1, 'a', NOW, 'no way');
          await queue.complete((await queue.find('done'))?.id ?? -1, 'a', NOW);
        });
        await add(item('ready', { dueAt: NOW + 5 }), item('behind'));
        const keys = ['leased', 'parked', 'done', 'ready', 'unknown'];
        expect(await run((queue) => queue.withdraw(keys, NOW + 1, 'stopped'))).toBe(2);
        expect(await run((queue) => queue.withdraw(keys, NOW + 2, 'again'))).toBe(0);
        expect(await find('parked')).toMatchObject({ state: 'dropped', reason: 'stopped', finishedAt: NOW + 1 });
        expect(await find('ready')).toMatchObject({ state: 'dropped', reason: 'stopped', finishedAt: NOW + 1 });
        expect(await find('leased')).toMatchObject({ state: 'leased' });
        expect(await find('done')).toMatchObject({ state: 'done', finishedAt: NOW });
        await run(async (queue) => queue.complete((await queue.find('leased'))?.id ?? -1, 'a', NOW));
        expect(keysOf(await lease('b'))).toEqual(['behind']);
      });

      it('takes hundreds back at once, and none of none', async () => {
        const keys = Array.from({ length: 150 }, (_, index) => `k${index}`);
        await add(...keys.map((key) => item(key)), item('stays'));
        expect(await run((queue) => queue.withdraw(keys, NOW, 'stopped'))).toBe(150);
        expect(await run((queue) => queue.withdraw([], NOW, 'stopped'))).toBe(0);
        expect(keysOf(await lease('a'))).toEqual(['stays']);
      });
    });

    describe('rewriting', () => {
      it('puts another body and ordering key in the place of the item’s own, and leaves the rest', async () => {
        await add(item('k1', { cause: 'm1' }), item('k2'), item('k3'));
        const before = await find('k1');
        const body: Work = { kind: 'test', payload: { sealed: '…' } };
        expect(await run((queue) => queue.rewrite('k1', body, 'g9'))).toBe(true);
        expect(await find('k1')).toEqual({ ...before, body, orderingKey: 'g9' });
        expect(await find('k2')).toMatchObject({ body: item('k2').body, orderingKey: 'g1' });
        expect(await run((queue) => queue.rewrite('k9', body, 'g9'))).toBe(false);
      });

      it('takes items that are worked on or have ended, without ending anybody’s lease', async () => {
        await add(item('k1'), item('k2', { orderingKey: 'g2' }));
        const [first, second] = await lease('a');
        await run((queue) => queue.complete(second?.id ?? -1, 'a', NOW));
        const body: Work = { kind: 'test', payload: {} };
        for (const key of ['k1', 'k2']) expect(await run((queue) => queue.rewrite(key, body, 'g9'))).toBe(true);
        expect(await find('k1')).toMatchObject({ state: 'leased', body, attempts: 1 });
        expect(await find('k2')).toMatchObject({ state: 'done', body, finishedAt: NOW });
        expect(await lease('b')).toEqual([]);
        expect(await run((queue) => queue.complete(first?.id ?? -1, 'a', NOW))).toBe(true);
      });

      it('lets the item wait behind those of its new key', async () => {
        await add(item('k1', { orderingKey: 'g9', dueAt: NOW + 5 }), item('k2'), item('k3'));
        await run((queue) => queue.rewrite('k2', item('k2').body, 'g9'));
        expect(keysOf(await lease())).toEqual(['k3']);
      });
    });

    describe('leases', () => {
      it('are taken back when they have run out', async () => {
        await add(item('k1'));
        await lease('a');
        expect(await run((queue) => queue.reclaim(NOW + 59_999))).toBe(0);
        expect(await run((queue) => queue.reclaim(NOW + 60_000))).toBe(1);
        expect(await run(async (queue) => queue.complete((await queue.find('k1'))?.id ?? -1, 'a', NOW))).toBe(false);
        expect(await lease('b')).toMatchObject([{ key: 'k1', attempts: 2 }]);
      });

      it('of all others are taken back on demand', async () => {
        await add(item('k1'), item('k2', { orderingKey: 'g2' }));
        await lease('a', { limit: 1 });
        await lease('b', { limit: 1 });
        expect(await run((queue) => queue.reclaim(NOW, 'b'))).toBe(1);
        expect(await find('k1')).toMatchObject({ state: 'ready', attempts: 1 });
        expect(await find('k2')).toMatchObject({ state: 'leased' });
      });
    });

    it('says when there will be something to do', async () => {
      const next = () => run((queue) => queue.nextDueAt());
      expect(await next()).toBeUndefined();
      await add(item('k1', { dueAt: NOW + 5 }), item('k2', { orderingKey: 'g2', dueAt: NOW + 3 }));
      expect(await next()).toBe(NOW + 3);
      await lease('a', { now: NOW + 3 });
      expect(await next()).toBe(NOW + 5);
      await lease('a', { now: NOW + 5 });
      expect(await next()).toBe(NOW + 3 + 60_000);
    });

    it('gives one item of each key where that is asked for', async () => {
      await add(item('k1'), item('k2'), item('k3', { orderingKey: 'g2' }));
      expect((await lease('a', { isOnePerKey: true })).map(({ key }) => key)).toEqual(['k1', 'k3']);
      expect(await lease('a', { isOnePerKey: true })).toEqual([]);
    });

    it('forgets in portions', async () => {
      await add(item('k1'), item('k2'), item('k3'));
      for (const { id } of await lease('a')) await run((queue) => queue.complete(id, 'a', NOW));
      expect(await run((queue) => queue.purge(NOW + 1, 2))).toBe(2);
      expect(await run((queue) => queue.purge(NOW + 1, 2))).toBe(1);
    });

    it('does not wait for the length of a step when the clock is set back', async () => {
      await add(item('k1'), item('k2', { orderingKey: 'g2' }), item('k3', { orderingKey: 'g3', dueAt: NOW + 86_400_000 }));
      const [first] = await lease('a', { limit: 1 });
      await run((queue) => queue.retry(first?.id ?? -1, 'a', NOW + 30_000, 'busy'));
      const earlier = NOW - 3_600_000;
      expect(await lease('a', { now: earlier })).toEqual([]);
      await run((queue) => queue.reclaim(earlier));
      expect((await lease('a', { now: earlier })).map(({ key }) => key)).toEqual(['k1']);
      expect((await lease('a', { now: earlier })).map(({ key }) => key)).toEqual(['k2']);
      expect(await run((queue) => queue.nextDueAt())).toBeLessThan(NOW + 86_400_000);
    });

    it('names no instant of what waits behind another', async () => {
      await add(item('k1', { dueAt: NOW + 50 }), item('k2', { dueAt: NOW }));
      expect(await run((queue) => queue.nextDueAt())).toBe(NOW + 50);
    });

    it('counts and lists by state, newest last', async () => {
      await add(...['k1', 'k2', 'k3', 'k4'].map((key) => item(key)));
      const [first] = await lease('a', { limit: 2 });
      await run((queue) => queue.complete(first?.id ?? -1, 'a', NOW));
      expect(await run((queue) => queue.count())).toEqual({ ready: 2, leased: 1, parked: 0, done: 1, dead: 0, dropped: 0 });
      expect(keysOf(await run((queue) => queue.list(['ready', 'leased'], 2)))).toEqual(['k3', 'k4']);
      expect(keysOf(await run((queue) => queue.list(['done'], 10)))).toEqual(['k1']);
      expect(await run((queue) => queue.list([], 10))).toEqual([]);
    });

    it('forgets what ended before an instant, and nothing else', async () => {
      await add(...['done', 'parked', 'dead', 'recent', 'ready'].map((key) => item(key)));
      const [done, parked, dead, recent] = await lease('a', { limit: 4 });
      await run(async (queue) => {
        await queue.complete(done?.id ?? -1, 'a', NOW);
        await queue.park(parked?.id ?? -1, 'a', NOW, 'no way');
        await queue.bury(dead?.id ?? -1, 'a', NOW, 'refused');
        await queue.complete(recent?.id ?? -1, 'a', NOW + 10);
      });
      expect(await run((queue) => queue.purge(NOW + 10, 100))).toBe(2);
      expect(keysOf(await run((queue) => queue.list(['ready', 'parked', 'done', 'dead'], 10)))).toEqual([
        'parked',
        'recent',
        'ready',
      ]);
      expect((await add(item('done'))).size).toBe(1);
    });

    it('never uses an id twice', async () => {
      await add(item('k1'));
      const [{ id } = { id: -1 }] = await lease();
      await run((queue) => queue.complete(id, 'a', NOW));
      await run((queue) => queue.purge(NOW + 1, 100));
      expect((await add(item('k2'))).get('k2')).toBeGreaterThan(id);
    });
  });
}
