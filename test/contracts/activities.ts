// What every store must do for activities and their sessions; part of the store's contract.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/core/activity.ts';
import type { Store } from '../../src/core/store.ts';
import { activity, benchOf, HOUR, heldAt, me, NOW, signUp } from './bench.ts';

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);

export function activityContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: activities`, () => {
    const { run, meet } = benchOf(open);
    beforeEach(() => meet());

    const add = (changes: Parameters<typeof activity>[0] = {}) => run((tx) => tx.activities.add(activity(changes)));
    const find = (id: string) => run((tx) => tx.activities.byId(id));

    it('gives back what was written, with ids of activity and sessions', async () => {
      const full = activity({
        theme: '骑行安全',
        groups: ['city-east', 'city-west'],
        capacity: null,
        mode: 'both',
        signUpUntil: NOW - HOUR,
        notes: ['骑手晚高峰在路上，改到下午。', '快递员另开一场。'],
        insisted: true,
        seriesId: 's1',
        sessions: [heldAt(NOW), heldAt(NOW + HOUR, { mode: 'online', occupations: ['rider', 'driver'] })],
      });
      const added = await run((tx) => tx.activities.add(full));
      const id = expect.stringMatching(/^\d+$/);
      expect(added).toEqual({ ...full, id, revision: 0, sessions: full.sessions.map((session) => ({ ...session, id })) });
      expect(await find(added.id)).toEqual(added);
      expect(await run((tx) => tx.activities.lock(added.id))).toEqual(added);
    });

    it('gives the sessions in the order of their starts, whatever order they came in', async () => {
      const { sessions } = await add({ sessions: [heldAt(NOW + 2 * HOUR), heldAt(NOW), heldAt(NOW + HOUR)] });
      expect(sessions.map(({ start }) => start)).toEqual([NOW, NOW + HOUR, NOW + 2 * HOUR]);
    });

    it('finds nothing by an id that is none', async () => {
      await add();
      for (const id of ['', '0', '-1', '1.5', '1e0', ' 1', 'abc', 'NaN', '9'.repeat(30), '99', "1' or 1=1"]) {
        expect(await find(id)).toBeUndefined();
        expect(await run((tx) => tx.activities.lock(id))).toBeUndefined();
      }
    });

    it('saves everything but the sessions', async () => {
      const added = await add();
      const untouched = await add();
      const changed: Activity = {
        ...added,
        title: '志愿服务',
        kind: 'volunteer',
        groups: [],
        place: null,
        capacity: 5,
        mode: 'online',
        status: 'closed',
        signUpUntil: NOW,
        notes: ['改到线上。'],
        insisted: true,
        revision: 3,
      };
      await run((tx) => tx.activities.save({ ...changed, sessions: [] }));
      expect(await find(added.id)).toEqual(changed);
      expect(await find(untouched.id)).toEqual(untouched);
    });

    it('changes the sessions that have an id, adds the others and removes what is left out', async () => {
      const { id, sessions } = await add({ sessions: [heldAt(NOW), heldAt(NOW + HOUR)] });
      const elsewhere = await add();
      const [first, second] = sessions as [Activity['sessions'][0], Activity['sessions'][0]];
      const moved = { ...second, start: NOW + 5 * HOUR, end: NOW + 6 * HOUR, mode: 'online' as const, occupations: [] };
      const now = await run((tx) => tx.activities.setSessions(id, [moved, heldAt(NOW + 2 * HOUR)]));
      expect(now).toEqual([{ ...heldAt(NOW + 2 * HOUR), id: expect.any(String) }, moved]);
      expect(idsOf(now)).not.toContain(first.id);
      expect((await find(id))?.sessions).toEqual(now);
      expect(await find(elsewhere.id)).toEqual(elsewhere);
    });

    it('changes no session of another activity, and makes all of them new where none has an id', async () => {
      const [one, another] = [await add(), await add()];
      const stranger = { ...heldAt(NOW + HOUR), id: another.sessions[0]?.id ?? '' };
      expect(await run((tx) => tx.activities.setSessions(one.id, [stranger]))).toEqual([]);
      expect(await find(another.id)).toEqual(another);
      expect(await run((tx) => tx.activities.setSessions(one.id, [heldAt(NOW)]))).toHaveLength(1);
      expect(idsOf((await run((tx) => tx.activities.setSessions(one.id, [heldAt(NOW)]))) ?? [])).not.toEqual(idsOf(one.sessions));
    });

    it('removes a draft with its sessions, and never uses its id again', async () => {
      const draft = await add({ status: 'draft' });
      await run((tx) => tx.activities.remove(draft.id));
      expect(await find(draft.id)).toBeUndefined();
      expect(await run((tx) => tx.activities.between(0, NOW * 2, ['draft']))).toEqual([]);
      const next = await add();
      expect(Number(next.id)).toBeGreaterThan(Number(draft.id));
      expect(Number(next.sessions[0]?.id)).toBeGreaterThan(Number(draft.sessions[0]?.id));
    });

    it('does not remove what somebody has signed up to', async () => {
      const added = await add();
      await run((tx) => tx.signUps.add(signUp(added, me)));
      await expect(run((tx) => tx.activities.remove(added.id))).rejects.toMatchObject({ code: 'store_rejected' });
      expect(await find(added.id)).toEqual(added);
    });

    it('gives those with a session that ends after the one instant and begins before the other, nearest first', async () => {
      const later = await add({ sessions: [heldAt(NOW + 3 * HOUR)] });
      const both = await add({ sessions: [heldAt(NOW - 9 * HOUR), heldAt(NOW + HOUR), heldAt(NOW + 2 * HOUR)] });
      await add({ sessions: [heldAt(NOW - HOUR)] });
      await add({ sessions: [heldAt(NOW + 4 * HOUR)] });
      await add({ sessions: [heldAt(NOW + HOUR)], status: 'cancelled' });
      const running = await add({ sessions: [heldAt(NOW - HOUR, { end: NOW + 1 })], status: 'closed' });
      const between = (from: number, to: number) => run((tx) => tx.activities.between(from, to, ['open', 'closed']));
      expect(await between(NOW, NOW + 4 * HOUR)).toEqual([both, running, later]);
      expect(idsOf(await between(NOW + 4 * HOUR, NOW + 4 * HOUR))).toEqual([]);
      expect(await run((tx) => tx.activities.between(0, NOW * 2, []))).toEqual([]);
    });

    it('lists by state, oldest first', async () => {
      const draft = await add({ status: 'draft' });
      const cancelled = await add({ status: 'cancelled' });
      const closed = await add({ status: 'closed', sessions: [heldAt(NOW - HOUR)] });
      const list = (...statuses: Activity['status'][]) => run((tx) => tx.activities.list(statuses));
      expect(await list('closed', 'draft')).toEqual([draft, closed]);
      expect(await list('cancelled')).toEqual([cancelled]);
      expect(await list('open')).toEqual([]);
      expect(await list()).toEqual([]);
    });

    it('lists hundreds, each with its own sessions', async () => {
      await run(async (tx) => {
        for (let index = 0; index < 150; index += 1) {
          await tx.activities.add(activity({ sessions: [heldAt(NOW + index), heldAt(NOW + HOUR + index)] }));
        }
      });
      const all = await run((tx) => tx.activities.list(['open']));
      const starts = all.map(({ sessions }) => sessions.map(({ start }) => start - NOW));
      expect(starts).toEqual(Array.from({ length: 150 }, (_, index) => [index, HOUR + index]));
    });
  });
}
