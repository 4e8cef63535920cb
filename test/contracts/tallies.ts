// What every store must do with counts of what was used of a limit.
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import { benchOf, HOUR, NOW } from './bench.ts';

const MINUTE = 60_000;

export function tallyContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: tallies`, () => {
    const { run } = benchOf(open);
    const add = (at: number, count: number, tally = 'lane') => run((tx) => tx.tallies.add(tally, at, count));
    const sum = (since = 0, tally = 'lane') => run((tx) => tx.tallies.sum(tally, since));
    const take = (at: number, count: number, ...limits: [ms: number, most: number][]) =>
      run((tx) =>
        tx.tallies.take(
          'lane',
          at,
          count,
          limits.map(([ms, most]) => ({ since: at - ms + 1, most })),
        ),
      );

    it('sum what was counted since an instant, each name by itself', async () => {
      expect(await sum()).toBe(0);
      await add(NOW, 2);
      await add(NOW, 3);
      await add(NOW + 1_000, 10);
      await add(NOW, 100, 'other');
      expect(await sum()).toBe(15);
      expect(await sum(NOW)).toBe(15);
      expect(await sum(NOW + 1)).toBe(10);
      expect(await sum(NOW + 1_001)).toBe(0);
      expect(await sum(0, 'other')).toBe(100);
    });

    it('take what a limit has room for, and then nothing', async () => {
      expect(await take(NOW, 15, [MINUTE, 18])).toBeNull();
      expect(await take(NOW + 1_000, 4, [MINUTE, 18])).toBe(NOW);
      expect(await take(NOW + 1_000, 3, [MINUTE, 18])).toBeNull();
      expect(await take(NOW + 2_000, 1, [MINUTE, 18])).toBe(NOW);
      expect(await sum()).toBe(18);
    });

    it('have room again when the earliest bucket has left the stretch', async () => {
      await take(NOW, 18, [MINUTE, 18]);
      expect(await take(NOW + MINUTE - 1, 1, [MINUTE, 18])).toBe(NOW);
      expect(await take(NOW + MINUTE, 18, [MINUTE, 18])).toBeNull();
      expect(await sum()).toBe(36);
    });

    it('keep all limits, and name the first that would be passed', async () => {
      await take(NOW, 5);
      await take(NOW + 30 * MINUTE, 5);
      const limits: [number, number][] = [
        [HOUR, 12],
        [MINUTE, 5],
      ];
      expect(await take(NOW + 30 * MINUTE, 2, ...limits)).toBe(NOW + 30 * MINUTE);
      expect(await take(NOW + 30 * MINUTE, 3, ...limits)).toBe(NOW);
      expect(await take(NOW + 30 * MINUTE, 3, ...limits.toReversed())).toBe(NOW + 30 * MINUTE);
      expect(await take(NOW + 31 * MINUTE, 2, ...limits)).toBeNull();
      expect(await sum()).toBe(12);
    });

    it('answer their own instant where one asks for more than there ever is', async () => {
      expect(await take(NOW, 19, [MINUTE, 18])).toBe(NOW);
      expect(await sum()).toBe(0);
    });

    it('give exactly as much as there is to many that ask at the same time', async () => {
      const taken = await Promise.all(Array.from({ length: 40 }, () => take(NOW, 1, [MINUTE, 18])));
      expect(taken.filter((bucket) => bucket === null)).toHaveLength(18);
      expect(taken.filter((bucket) => bucket === NOW)).toHaveLength(22);
      expect(await sum()).toBe(18);
    });

    it('count as of now what a clock counted that has been set back since', async () => {
      await take(NOW + HOUR, 10, [MINUTE, 18]);
      await take(NOW + HOUR + 5_000, 7, [MINUTE, 18]);
      expect(await take(NOW, 2, [MINUTE, 18])).toBe(NOW);
      expect(await take(NOW + 1_000, 1, [MINUTE, 18])).toBeNull();
      expect(await take(NOW + MINUTE, 17, [MINUTE, 18])).toBeNull();
      expect(await sum(NOW + MINUTE + 1)).toBe(0);
      expect(await sum()).toBe(35);
    });

    it('leave be what another instance counted whose clock is a little ahead', async () => {
      await take(NOW + 5_000, 10, [MINUTE, 18]);
      expect(await take(NOW, 9, [MINUTE, 18])).toBe(NOW + 5_000);
      expect(await take(NOW, 8, [MINUTE, 18])).toBeNull();
      expect(await sum(NOW + 5_000)).toBe(10);
    });

    it('are forgotten when they are old, a portion at a time, but for names that begin with a prefix', async () => {
      for (const at of [NOW, NOW + 1, NOW + 2, NOW + 3]) {
        await add(at, 1);
        await add(at, 1, 'quota:calls');
      }
      await add(NOW, 1, 'quot_');
      const purge = (before: number, limit: number, prefixes?: string[]) =>
        run((tx) => tx.tallies.purge(before, limit, prefixes));
      expect(await purge(NOW + 3, 2, ['quota:', 'x'])).toBe(2);
      expect(await purge(NOW + 3, 100, ['quota:', 'x'])).toBe(2);
      expect([await sum(), await sum(0, 'quot_'), await sum(0, 'quota:calls')]).toEqual([1, 0, 4]);
      expect(await purge(NOW + 3, 100)).toBe(3);
      expect([await sum(), await sum(0, 'quota:calls')]).toEqual([1, 1]);
    });
  });
}
