// Whose turn it is in a durable queue, beyond the order of arrival: what is urgent, and what is left to others.
import { describe, expect, it } from 'vitest';
import type { LeaseRequest, NewItem } from '../../src/core/queue.ts';
import type { Store, Work } from '../../src/core/store.ts';
import { benchOf, NOW } from './bench.ts';

function item(key: string, orderingKey: string, changes: Partial<NewItem<Work>> = {}): NewItem<Work> {
  return { key, orderingKey, body: { kind: 'test', payload: { key } }, dueAt: NOW, ...changes };
}

const names = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `a${from + index}`);

export function queueChoiceContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: whose turn it is`, () => {
    const { run } = benchOf(open);
    const add = (...items: NewItem<Work>[]) => run((tx) => tx.scheduled.add(items, NOW));
    const leased = (changes: Partial<LeaseRequest> = {}) =>
      run((tx) => tx.scheduled.lease({ owner: 'a', now: NOW, leaseMs: 60_000, limit: 10, ...changes }));
    const lease = async (changes: Partial<LeaseRequest> = {}) => (await leased(changes)).map(({ key }) => key);

    it('finds an item by its id, whatever became of it', async () => {
      const ids = await add(item('k1', 'g1'), item('k2', 'g1'));
      const id = ids.get('k2')!;
      expect(await run((tx) => tx.scheduled.byId(id))).toEqual(await run((tx) => tx.scheduled.find('k2')));
      for (const { id: each } of await leased()) await run((tx) => tx.scheduled.complete(each, 'a', NOW));
      expect(await run((tx) => tx.scheduled.byId(id))).toMatchObject({ key: 'k2', state: 'done' });
      expect(await run((tx) => tx.scheduled.byId(id + 1))).toBeUndefined();
    });

    describe('urgent keys', () => {
      it('go before all others, each kind by id', async () => {
        await add(item('k1', 'g1'), item('u1', '!g2'), item('k2', 'g2'), item('u2', '!g1'), item('u3', '!g2'));
        expect(await lease()).toEqual(['u1', 'u2', 'u3', 'k1', 'k2']);
      });

      it('of answers go behind the rest of them and before all others, however many wait', async () => {
        await add(
          item('k1', 'g1'),
          ...Array.from({ length: 40 }, (_, index) => item(`a${index}`, `!~g${index % 20}`)),
          item('u1', '!g1'),
          item('u2', '!~', { dueAt: NOW + 5 }),
        );
        expect(await lease({ limit: 3 })).toEqual(['u1', 'a0', 'a1']);
        await add(item('u3', '!g3'));
        expect(await lease({ limit: 100, isOnePerKey: true })).toEqual(['u3', ...names(2, 20), 'k1']);
      });

      it('are not cut off by the limit, however much waits before them', async () => {
        await add(...Array.from({ length: 300 }, (_, index) => item(`k${index}`, `g${index % 150}`)), item('u1', '!g1'));
        expect(await lease({ limit: 3 })).toEqual(['u1', 'k0', 'k1']);
        await add(item('u2', '!g2'), item('u3', '!g3'), item('u4', '!g4'));
        expect(await lease({ limit: 2 })).toEqual(['u2', 'u3']);
        expect(await lease({ limit: 2 })).toEqual(['u4', 'k2']);
      });

      it('wait for their own instant and their own turn like others', async () => {
        await add(
          item('u1', '!g1', { dueAt: NOW + 5 }),
          item('u2', '!g1'),
          item('k1', 'g1'),
          item('u3', '!g2'),
          item('u4', '!g2'),
        );
        expect(await lease({ isOnePerKey: true })).toEqual(['u3', 'k1']);
        expect(await lease({ now: NOW + 5, owner: 'b' })).toEqual(['u1', 'u2']);
      });

      it('are given alone when they were leased before', async () => {
        await add(item('k1', 'g1'), item('u1', '!g1'));
        const [first] = await leased({ limit: 1 });
        await run((tx) => tx.scheduled.retry(first!.id, 'a', NOW, 'busy'));
        expect(await lease()).toEqual(['u1']);
        expect(await lease()).toEqual(['k1']);
      });

      it('are told from keys that begin with any other letter', async () => {
        await add(item('k1', '#g'), item('k2', ' g'), item('k3', 'g!'), item('k4', '"g'), item('u1', '!'));
        expect(await lease()).toEqual(['u1', 'k1', 'k2', 'k3', 'k4']);
      });

      it('say when there will be something to do like others', async () => {
        await add(item('k1', 'g1', { dueAt: NOW + 5 }), item('u1', '!g1', { dueAt: NOW + 9 }));
        expect(await run((tx) => tx.scheduled.nextDueAt())).toBe(NOW + 5);
      });
    });

    describe('keys with a prefix', () => {
      it('are left to others, urgent or not, and hold nobody up', async () => {
        for (const first of ['', '!', '!~'])
          await add(item(`w${first}`, `${first}wecom:g1`), item(`d${first}`, `${first}dingtalk:g1`));
        expect(await lease({ exceptPrefixes: ['wecom:'] })).toEqual(['d!', 'd!~', 'd']);
        expect(await lease({ exceptPrefixes: ['wecom:'] })).toEqual([]);
        expect(await lease({ owner: 'b' })).toEqual(['w!', 'w!~', 'w']);
      });

      it('may be of several kinds', async () => {
        await add(item('w1', 'wecom:g1'), item('d1', 'dingtalk:g1'), item('s1', 'simulator:g1'));
        expect(await lease({ exceptPrefixes: ['wecom:', 'dingtalk:'] })).toEqual(['s1']);
        expect(await lease({ exceptPrefixes: ['x:', 'y:', 'wecom:'] })).toEqual(['d1']);
        expect(await lease({ exceptPrefixes: [] })).toEqual(['w1']);
      });

      it('are meant letter by letter', async () => {
        await add(item('k1', 'a%c:1'), item('k2', 'abc:1'), item('k3', 'a_c:1'), item('k4', 'A%C:1'), item('k5', 'xa%c:1'));
        expect(await lease({ exceptPrefixes: ['a%c:', 'a_c:'] })).toEqual(['k2', 'k4', 'k5']);
      });

      it('do not take the room of those behind them', async () => {
        await add(...Array.from({ length: 200 }, (_, index) => item(`w${index}`, `wecom:${index}`)), item('d1', 'dingtalk:g1'));
        expect(await lease({ limit: 1, exceptPrefixes: ['wecom:'] })).toEqual(['d1']);
      });
    });
  });
}
