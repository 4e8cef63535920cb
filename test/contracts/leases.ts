// What every store must do where only one instance may do something at a time.
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import { benchOf, HOUR, NOW } from './bench.ts';

const FOR = 6_000;

export function leaseContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: leases`, () => {
    const { run } = benchOf(open);
    const take = (owner: string, now = NOW, lease = 'door') => run((tx) => tx.leases.take(lease, owner, now, now + FOR));
    const holder = (now = NOW) => run((tx) => tx.leases.holder('door', now));

    it('belong to one until they run out', async () => {
      expect(await holder()).toBeUndefined();
      expect(await take('a')).toBe(true);
      expect(await take('b')).toBe(false);
      expect(await take('b', NOW + FOR - 1)).toBe(false);
      expect(await holder(NOW + FOR - 1)).toBe('a');
      expect(await holder(NOW + FOR)).toBeUndefined();
      expect(await take('b', NOW + FOR)).toBe(true);
      expect(await take('a', NOW + FOR)).toBe(false);
      expect(await holder(NOW + FOR)).toBe('b');
    });

    it('are renewed by their owner, at any time', async () => {
      await take('a');
      expect(await take('a', NOW + 2_000)).toBe(true);
      expect(await take('b', NOW + FOR)).toBe(false);
      expect(await take('a', NOW + HOUR)).toBe(true);
    });

    it('are given back by their owner only', async () => {
      await take('a');
      await run((tx) => tx.leases.give('door', 'b'));
      expect(await holder()).toBe('a');
      await run((tx) => tx.leases.give('door', 'a'));
      expect(await holder()).toBeUndefined();
      expect(await take('b')).toBe(true);
    });

    it('are apart by name', async () => {
      await take('a');
      expect(await take('b', NOW, 'window')).toBe(true);
      expect(await holder()).toBe('a');
    });

    it('go to one of many that ask at the same instant', async () => {
      const asked = await Promise.all(Array.from({ length: 8 }, (_, index) => take(`instance-${index}`)));
      expect(asked.filter(Boolean)).toHaveLength(1);
      expect(await holder()).toBe(`instance-${asked.indexOf(true)}`);
    });

    it('of a clock that has been set back since hold nobody up for the length of the step', async () => {
      await take('a', NOW + HOUR);
      expect(await take('b')).toBe(true);
      expect(await holder()).toBe('b');
    });
  });
}
