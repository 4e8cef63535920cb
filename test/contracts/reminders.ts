// What every store must do for reminders; part of the store's contract.
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewReminder } from '../../src/core/activity.ts';
import type { Store } from '../../src/core/store.ts';
import { activity, benchOf, NOW } from './bench.ts';

export function reminderContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: reminders`, () => {
    const { run, meet } = benchOf(open);
    let first: NewReminder;
    beforeEach(async () => {
      await meet();
      const { id, sessions } = await run((tx) => tx.activities.add(activity()));
      first = { activityId: id, sessionId: sessions[0]?.id ?? '', revision: 0, occupation: 'courier', at: NOW };
    });

    const plan = (...entries: NewReminder[]) => run((tx) => tx.reminders.plan(entries));
    const all = () => run((tx) => tx.reminders.ofActivity(first.activityId));
    const due = (now: number, limit = 100) => run((tx) => tx.reminders.due(now, limit));
    const idOf = async (at: number) => (await all()).find((reminder) => reminder.at === at)?.id ?? -1;

    it('plans each once, by session, revision, occupation and instant', async () => {
      await plan(first, first);
      await plan(first, { ...first, revision: 1 }, { ...first, occupation: 'rider' }, { ...first, at: NOW + 5 });
      await plan();
      const reminders = await all();
      expect(reminders).toHaveLength(4);
      expect(reminders[0]).toEqual({ ...first, id: expect.any(Number), state: 'planned', reason: null });
      expect(await run((tx) => tx.reminders.ofActivity('99'))).toEqual([]);
    });

    it('plans hundreds at once', async () => {
      await plan(...Array.from({ length: 150 }, (_, index) => ({ ...first, at: NOW + index })));
      expect(await all()).toHaveLength(150);
    });

    it('gives those that are due, by instant, at most the limit', async () => {
      await plan({ ...first, at: NOW + 2 }, { ...first, at: NOW + 1 }, first, { ...first, at: NOW + 3 });
      expect((await due(NOW + 2)).map(({ at }) => at)).toEqual([NOW, NOW + 1, NOW + 2]);
      expect((await due(NOW + 2, 2)).map(({ at }) => at)).toEqual([NOW, NOW + 1]);
      expect(await due(NOW - 1)).toEqual([]);
    });

    it('ends a planned one once, with its reason', async () => {
      await plan(first);
      const id = await idOf(NOW);
      expect(await run((tx) => tx.reminders.finish(id, 'dropped', 'too_late'))).toBe(true);
      expect(await run((tx) => tx.reminders.finish(id, 'sent', null))).toBe(false);
      expect(await run((tx) => tx.reminders.move(id, NOW + 5))).toBe(false);
      expect(await due(NOW)).toEqual([]);
      expect(await all()).toEqual([{ ...first, id, state: 'dropped', reason: 'too_late' }]);
      await plan(first);
      expect(await due(NOW)).toEqual([]);
    });

    it('moves a planned one, also to an instant that another has, and knows it by the one it was planned for', async () => {
      await plan(first, { ...first, at: NOW + 5 });
      const id = await idOf(NOW);
      expect(await run((tx) => tx.reminders.move(id, NOW + 5))).toBe(true);
      expect(await due(NOW)).toEqual([]);
      expect((await due(NOW + 5)).map(({ at }) => at)).toEqual([NOW + 5, NOW + 5]);
      await plan(first);
      expect(await all()).toHaveLength(2);
    });

    it('drops what is planned for an activity, and keeps what was sent', async () => {
      await plan(first, { ...first, at: NOW + 5 });
      const id = await idOf(NOW);
      await run((tx) => tx.reminders.finish(id, 'sent', null));
      await run((tx) => tx.reminders.dropPlanned(first.activityId, 'moved'));
      expect((await all()).map(({ state, reason }) => [state, reason])).toEqual([
        ['sent', null],
        ['dropped', 'moved'],
      ]);
    });
  });
}
