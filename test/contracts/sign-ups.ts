// What every store must do for sign-ups; part of the store's contract.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Activity, SignUp } from '../../src/core/activity.ts';
import type { Store } from '../../src/core/store.ts';
import { activity, benchOf, me, NOW, other, signUp, somebodyElse } from './bench.ts';

export function signUpContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: sign-ups`, () => {
    const { run, meet } = benchOf(open);
    let held: Activity;
    beforeEach(async () => {
      await meet();
      await meet(somebodyElse);
      held = await run((tx) => tx.activities.add(activity()));
    });

    it('gives back what was written', async () => {
      const entry = signUp(held, me, { partySize: 3, status: 'waiting' });
      const id = await run((tx) => tx.signUps.add(entry));
      await run(async (tx) => {
        expect(await tx.signUps.byId(id)).toEqual({ id, ...entry });
        expect(await tx.signUps.standing(held.id, me)).toEqual({ id, ...entry });
        expect(await tx.signUps.standing(held.id, other)).toBeUndefined();
        expect(await tx.signUps.byId(id + 1)).toBeUndefined();
      });
    });

    it('saves session, party, state and instant', async () => {
      const id = await run((tx) => tx.signUps.add(signUp(held, me)));
      const changed: SignUp = {
        ...signUp(held, me),
        id,
        sessionId: '77',
        partySize: 2,
        status: 'waiting',
        at: NOW + 5,
        source: 'm2',
      };
      await run((tx) => tx.signUps.save(changed));
      expect(await run((tx) => tx.signUps.byId(id))).toEqual(changed);
    });

    it('takes one that is not cancelled for each activity and member', async () => {
      const id = await run((tx) => tx.signUps.add(signUp(held, me)));
      const again = () => run((tx) => tx.signUps.add(signUp(held, me, { status: 'waiting' })));
      await expect(again()).rejects.toMatchObject({ code: 'store_rejected' });
      await run((tx) => tx.signUps.save({ ...signUp(held, me), id, status: 'cancelled' }));
      const second = await again();
      expect(second).toBeGreaterThan(id);
      await run(async (tx) => {
        expect(await tx.signUps.standing(held.id, me)).toMatchObject({ id: second });
        expect((await tx.signUps.list()).map(({ status }) => status)).toEqual(['cancelled', 'waiting']);
      });
    });

    it('takes none to an activity that is not there', async () => {
      for (const activityId of ['99', 'abc']) {
        await expect(run((tx) => tx.signUps.add(signUp(held, me, { activityId })))).rejects.toMatchObject({
          code: 'store_rejected',
        });
      }
    });

    it('gives those of an activity that are not cancelled, in the order of the waiting list', async () => {
      await run(async (tx) => {
        const elsewhere = await tx.activities.add(activity());
        await tx.signUps.add(signUp(held, other, { at: NOW + 5 }));
        await tx.signUps.add(signUp(held, me, { status: 'cancelled' }));
        await tx.signUps.add(signUp(elsewhere, me));
        await tx.signUps.add(signUp(held, me, { status: 'waiting' }));
        expect((await tx.signUps.ofActivity(held.id)).map(({ memberId, status }) => [memberId, status])).toEqual([
          [other, 'in'],
          [me, 'waiting'],
        ]);
      });
    });

    it('gives a member’s own, of activities that are open or closed', async () => {
      await run(async (tx) => {
        for (const status of ['closed', 'draft', 'open', 'cancelled', 'done'] as const) {
          await tx.signUps.add(signUp(await tx.activities.add(activity({ status, title: status })), me));
        }
        await tx.signUps.add(signUp(held, me, { status: 'cancelled' }));
        await tx.signUps.add(signUp(held, other));
        const own = await tx.signUps.ofMember(me);
        const titles = await Promise.all(own.map(async ({ activityId }) => (await tx.activities.byId(activityId))?.title));
        expect(titles).toEqual(['closed', 'open']);
      });
    });
  });
}
