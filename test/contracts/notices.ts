// What every store must do for notices; part of the store's contract.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import { aNotice, benchOf, me, NOW } from './bench.ts';

export function noticeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: notices`, () => {
    const { run, meet } = benchOf(open);
    beforeEach(() => meet());

    it('gives back what was written', async () => {
      const notice = await run((tx) => tx.notices.add(aNotice));
      expect(notice).toEqual({ ...aNotice, id: expect.stringMatching(/^\d+$/) });
      await run(async (tx) => {
        expect(await tx.notices.byId(notice.id)).toEqual(notice);
        expect(await tx.notices.lock(notice.id)).toEqual(notice);
        for (const id of ['', '99', 'abc']) expect(await tx.notices.lock(id)).toBeUndefined();
      });
    });

    it('saves all of one, and no other', async () => {
      const [one, another] = await run(async (tx) => [await tx.notices.add(aNotice), await tx.notices.add(aNotice)] as const);
      const sent = { ...one, status: 'sent' as const, confirmedBy: me, requireAck: false, urgent: true, groups: [], sentAt: NOW };
      await run((tx) => tx.notices.save(sent));
      expect(await run((tx) => tx.notices.byId(one.id))).toEqual(sent);
      expect(await run((tx) => tx.notices.byId(another.id))).toEqual(another);
    });

    it('gives those made since an instant, newest first, at most the limit', async () => {
      await run(async (tx) => {
        for (const createdAt of [NOW, NOW + 2, NOW + 1, NOW - 1]) await tx.notices.add({ ...aNotice, createdAt });
        const since = async (limit: number) => (await tx.notices.since(NOW, limit)).map(({ createdAt }) => createdAt - NOW);
        expect(await since(10)).toEqual([2, 1, 0]);
        expect(await since(2)).toEqual([2, 1]);
      });
    });
  });
}
