// What every store must do. Each calls this with a way to open an empty one.
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { PhotoFetch } from '../../src/core/photo.ts';
import type { Store, Work } from '../../src/core/store.ts';
import { activityContract } from './activities.ts';
import { attendance, benchOf, me, NOW, other, question, somebody, somebodyElse } from './bench.ts';
import { leaseContract } from './leases.ts';
import { memberContract } from './members.ts';
import { noticeContract } from './notices.ts';
import { pointContract } from './points.ts';
import { queueContract } from './queue.ts';
import { queueChoiceContract } from './queue-choice.ts';
import { reminderContract } from './reminders.ts';
import { signUpContract } from './sign-ups.ts';
import { tallyContract } from './tallies.ts';
import { ticketContract } from './tickets.ts';

/**
 * @param open answers an empty store; the suite closes it
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  queueContract(name, open);
  queueChoiceContract(name, open);
  memberContract(name, open);
  activityContract(name, open);
  signUpContract(name, open);
  reminderContract(name, open);
  noticeContract(name, open);
  ticketContract(name, open);
  pointContract(name, open);
  leaseContract(name, open);
  tallyContract(name, open);

  describe(`${name}: records`, () => {
    const { run, check, meet } = benchOf(open);

    it('can be written to, and says so', async () => {
      await check();
      await check();
    });

    describe('transactions', () => {
      it('writes nothing when the work throws, and hands the error on as it is', async () => {
        const mishap = new Error('a rule was broken');
        const attempt = run(async (tx) => {
          await tx.members.recognise(somebody, NOW);
          throw mishap;
        });
        await expect(attempt).rejects.toBe(mishap);
        expect(await run((tx) => tx.members.list())).toEqual([]);
      });

      it('undoes a savepoint that throws, and only that', async () => {
        await run(async (tx) => {
          await tx.members.recognise(somebody, NOW);
          const inner = tx.savepoint(async () => {
            await tx.savepoint(() => tx.members.recognise({ ...somebody, account: 'wecom:lisi' }, NOW));
            throw new Error('undone');
          });
          await expect(inner).rejects.toThrow('undone');
          await tx.savepoint(() => tx.members.recognise({ ...somebody, account: 'wecom:wangwu' }, NOW));
        });
        const members = await run((tx) => tx.members.list());
        expect(members.map((member) => member.id)).toEqual(['wecom:wangwu', 'wecom:zhangsan']);
      });

      it('goes on after a refused statement inside of a savepoint', async () => {
        await run(async (tx) => {
          await expect(tx.savepoint(() => tx.attendance.add(attendance('nobody')))).rejects.toMatchObject({
            code: 'store_rejected',
          });
          await tx.members.recognise(somebody, NOW);
        });
        expect(await run((tx) => tx.members.list())).toHaveLength(1);
      });

      it('runs many at the same time, each whole', async () => {
        const names = Array.from({ length: 20 }, (_, index) => `wecom:rider${index}`);
        await Promise.all(names.map((account) => meet({ ...somebody, account })));
        expect(await run((tx) => tx.members.list())).toHaveLength(20);
      });

      it('answers the failure of a statement as BotError without what was to be written', async () => {
        const error = await run((tx) => tx.attendance.add(attendance('nobody', { place: '保密' }))).catch((thrown) => thrown);
        expect(error).toMatchObject({ name: 'BotError', code: 'store_rejected', retryable: false });
        expect(error.message).not.toContain('保密');
        expect(error.message).not.toContain('nobody');
      });
    });

    describe('attendance', () => {
      beforeEach(() => meet());

      it('gives a member’s entries of a span, the end excluded, oldest first', async () => {
        await run(async (tx) => {
          await tx.members.recognise(somebodyElse, NOW);
          for (const at of [NOW + 10, NOW, NOW + 20]) await tx.attendance.add(attendance(me, { at }));
          await tx.attendance.add(attendance(other));
        });
        const entries = await run((tx) => tx.attendance.between(me, NOW, NOW + 20));
        expect(entries.map((entry) => entry.at)).toEqual([NOW, NOW + 10]);
      });

      it('gives back what was written', async () => {
        const entry = attendance(me, { activityId: 'a1', mode: 'online', items: { passage: 'ok', fire_gear: 'wrong' } });
        const id = await run((tx) => tx.attendance.add(entry));
        expect(await run((tx) => tx.attendance.byId(id))).toEqual({ id, ...entry });
        await run((tx) => tx.attendance.setItems(id, { passage: 'wrong' }));
        expect((await run((tx) => tx.attendance.byId(id)))?.items).toEqual({ passage: 'wrong' });
        await run((tx) => tx.attendance.setItems(id, null));
        expect((await run((tx) => tx.attendance.byId(id)))?.items).toBeNull();
      });

      it('keeps a withdrawn entry on file and out of the lists', async () => {
        const id = await run((tx) => tx.attendance.add(attendance(me)));
        expect(await run((tx) => tx.attendance.withdraw(id, NOW))).toBe(true);
        expect(await run((tx) => tx.attendance.withdraw(id, NOW))).toBe(false);
        expect(await run((tx) => tx.attendance.between(me, 0, NOW + 1))).toEqual([]);
        expect(await run((tx) => tx.attendance.list())).toEqual([]);
        expect(await run((tx) => tx.attendance.byId(id))).toMatchObject({ id });
      });

      it('gives the standing entries of an activity, oldest first', async () => {
        await meet(somebodyElse);
        await run(async (tx) => {
          await tx.attendance.add(attendance(me, { activityId: '7', at: NOW + 5 }));
          await tx.attendance.add(attendance(other, { activityId: '7' }));
          await tx.attendance.add(attendance(other, { activityId: '8' }));
          await tx.attendance.add(attendance(other));
          await tx.attendance.withdraw(await tx.attendance.add(attendance(me, { activityId: '7' })), NOW);
          expect((await tx.attendance.ofActivity('7')).map((entry) => entry.memberId)).toEqual([other, me]);
          expect(await tx.attendance.ofActivity('9')).toEqual([]);
        });
      });
    });

    it('finds a standing acknowledgement, and none that was withdrawn', async () => {
      await meet();
      const entry = { memberId: 'wecom:zhangsan', conversation: 'g1', subject: 'n1', at: NOW, source: 'm1' };
      const id = await run((tx) => tx.acknowledgements.add(entry));
      expect(await run((tx) => tx.acknowledgements.find(entry.memberId, 'n1'))).toEqual({ id, ...entry });
      expect(await run((tx) => tx.acknowledgements.find(entry.memberId, 'n2'))).toBeUndefined();
      expect(await run((tx) => tx.acknowledgements.withdraw(id, NOW))).toBe(true);
      expect(await run((tx) => tx.acknowledgements.withdraw(id, NOW))).toBe(false);
      expect(await run((tx) => tx.acknowledgements.find(entry.memberId, 'n1'))).toBeUndefined();
    });

    it('gives the standing acknowledgements of a subject, oldest first', async () => {
      await meet();
      await meet(somebodyElse);
      const entry = { memberId: me, conversation: 'g1', subject: 'notice:1', at: NOW + 5, source: 'm1' };
      await run(async (tx) => {
        const id = await tx.acknowledgements.add(entry);
        await tx.acknowledgements.add({ ...entry, memberId: other, at: NOW });
        await tx.acknowledgements.add({ ...entry, subject: 'notice:2' });
        expect((await tx.acknowledgements.ofSubject('notice:1')).map(({ memberId }) => memberId)).toEqual([other, me]);
        expect((await tx.acknowledgements.ofSubject('notice:1'))[1]).toEqual({ id, ...entry });
        await tx.acknowledgements.withdraw(id, NOW);
        expect(await tx.acknowledgements.ofSubject('notice:1')).toHaveLength(1);
      });
    });

    it('gives a member’s latest act since an instant, undone or not', async () => {
      await meet();
      const act = { memberId: 'wecom:zhangsan', kind: 'check_in' as const, recordId: 1, at: NOW };
      const second = await run(async (tx) => {
        await tx.acts.add(act);
        return tx.acts.add({ ...act, recordId: 2 });
      });
      expect(await run((tx) => tx.acts.latest(act.memberId, NOW))).toEqual({ id: second, ...act, recordId: 2, undoneAt: null });
      expect(await run((tx) => tx.acts.latest(act.memberId, NOW + 1))).toBeUndefined();
      expect(await run((tx) => tx.acts.markUndone(second, NOW + 5))).toBe(true);
      expect(await run((tx) => tx.acts.markUndone(second, NOW + 6))).toBe(false);
      expect(await run((tx) => tx.acts.latest(act.memberId, NOW))).toMatchObject({ id: second, undoneAt: NOW + 5 });
    });

    it('keeps one open question per member and conversation, until it expires', async () => {
      await meet();
      const asked = question('wecom:zhangsan');
      await run((tx) => tx.openQuestions.set({ ...asked, question: 'which_one', state: {}, choices: [] }));
      await run((tx) => tx.openQuestions.set(asked));
      const get = (conversation: string, now: number) => run((tx) => tx.openQuestions.get(asked.memberId, conversation, now));
      expect(await get('g1', NOW)).toEqual(asked);
      expect(await get('g2', NOW)).toBeUndefined();
      expect(await get('g1', asked.expiresAt)).toBeUndefined();
      await run((tx) => tx.openQuestions.clear(asked.memberId, 'g1'));
      expect(await get('g1', NOW)).toBeUndefined();
    });

    it('keeps collections apart, checks what comes out, lists by key', async () => {
      const point = z.object({ x: z.number() });
      await run(async (tx) => {
        const points = tx.collection('points', point);
        await points.put('b', { x: 1 }, NOW);
        await points.put('a', { x: 2 }, NOW);
        await points.put('b', { x: 3 }, NOW);
        await tx.collection('words', z.string()).put('a', '好', NOW);
      });
      await run(async (tx) => {
        const points = tx.collection('points', point);
        expect(await points.get('b')).toEqual({ x: 3 });
        expect(await points.get('c')).toBeUndefined();
        expect(await points.list()).toEqual([
          { key: 'a', value: { x: 2 } },
          { key: 'b', value: { x: 3 } },
        ]);
        await points.remove('b');
        expect(await points.list()).toHaveLength(1);
      });
      await expect(run((tx) => tx.collection('words', z.number()).get('a'))).rejects.toMatchObject({ code: 'store_rejected' });
    });

    it('forgets questions that have expired and records of a collection that are old, a portion at a time', async () => {
      await meet();
      const asked = question('wecom:zhangsan');
      await run(async (tx) => {
        for (const [index, conversation] of ['g1', 'g2', 'g3', 'g4'].entries()) {
          await tx.openQuestions.set({ ...asked, conversation, expiresAt: NOW + index });
          await tx.collection('words', z.string()).put(conversation, '好', NOW + index);
        }
        await tx.collection('others', z.string()).put('g1', '好', NOW);
      });
      await run(async (tx) => {
        expect(await tx.openQuestions.purge(NOW + 2, 2)).toBe(2);
        expect(await tx.openQuestions.purge(NOW + 2)).toBe(1);
        expect(await tx.openQuestions.purge(NOW + 2)).toBe(0);
        expect(await tx.openQuestions.get(asked.memberId, 'g4', NOW)).toMatchObject({ expiresAt: NOW + 3 });
        const words = tx.collection('words', z.string());
        expect(await words.purge(NOW + 3, 2)).toBe(2);
        expect(await words.purge(NOW + 3)).toBe(1);
        expect(await words.list()).toEqual([{ key: 'g4', value: '好' }]);
        expect(await tx.collection('others', z.string()).list()).toHaveLength(1);
      });
    });

    it('keeps the four queues apart', async () => {
      const outgoing: Outgoing = { channel: 'wecom', to: { kind: 'group', id: 'g1' }, text: '好', mentions: [], buttons: [] };
      const fetch: PhotoFetch = {
        channel: 'wecom',
        media: { kind: 'photo', via: 'wecom_url', reference: 'https://media.test/1', name: null },
        photoId: 1,
      };
      const work: Work = { kind: 'remind', payload: { activity: 'a1' } };
      await run(async (tx) => {
        await tx.outbox.add([{ key: 'k', orderingKey: 'g1', body: outgoing, dueAt: NOW }], NOW);
        await tx.scheduled.add([{ key: 'k', orderingKey: 'g1', body: work, dueAt: NOW }], NOW);
        await tx.fetches.add([{ key: 'k', orderingKey: 'k', body: fetch, dueAt: NOW }], NOW);
      });
      await run(async (tx) => {
        expect((await tx.outbox.find('k'))?.body).toEqual(outgoing);
        expect((await tx.scheduled.find('k'))?.body).toEqual(work);
        expect((await tx.fetches.find('k'))?.body).toEqual(fetch);
        expect(await tx.inbox.find('k')).toBeUndefined();
      });
    });
  });
}
