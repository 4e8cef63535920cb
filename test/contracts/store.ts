// What every store must do. Each calls this with a way to open an empty one.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Sender } from '../../src/core/message.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { NewAttendance, RosterEntry, Store, Transaction, Work } from '../../src/core/store.ts';
import { queueContract } from './queue.ts';

const NOW = 1_800_000_000_000;

const somebody: Sender = { account: 'wecom:zhangsan', userId: 'ZhangSan', name: '张三' };

const listed: RosterEntry = {
  id: 'zhang',
  name: '张三丰',
  role: 'secretary',
  occupation: 'courier',
  level: null,
  area: '城东',
  accounts: ['wecom:zhangsan', 'dingtalk:zs01'],
};

function attendance(memberId: string, changes: Partial<NewAttendance> = {}): NewAttendance {
  return {
    memberId,
    activityId: null,
    kind: 'volunteer',
    mode: null,
    hours: 1.5,
    place: '文化路',
    half: null,
    items: null,
    at: NOW,
    recordedAt: NOW,
    source: 'm1',
    ...changes,
  };
}

/**
 * @param open answers an empty store; the suite closes it
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  queueContract(name, open);

  describe(`${name}: records`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const run = <T>(work: (tx: Transaction) => Promise<T>) => store.transaction(work);
    const meet = (sender: Sender) => run((tx) => tx.members.recognise(sender, NOW));

    it('can be written to, and says so', async () => {
      await store.check();
      await store.check();
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

    describe('members', () => {
      it('makes a guest of somebody in the organisation it has not seen, once', async () => {
        const guest = { id: 'wecom:zhangsan', name: '张三', role: 'guest', occupation: null, level: null, area: null };
        expect(await meet(somebody)).toEqual(guest);
        expect(await meet(somebody)).toEqual(guest);
        expect(await run((tx) => tx.members.list())).toEqual([guest]);
        expect(await run((tx) => tx.members.accountsOf('wecom:zhangsan'))).toEqual(['wecom:zhangsan']);
      });

      it('makes an external of somebody without a user id', async () => {
        expect(await meet({ account: 'wecom:wo123', userId: null, name: null })).toMatchObject({ role: 'external', name: null });
      });

      it('follows the name of a guest, but keeps it when none is sent', async () => {
        await meet(somebody);
        expect(await meet({ ...somebody, name: '张叁' })).toMatchObject({ name: '张叁' });
        expect(await meet({ ...somebody, name: null })).toMatchObject({ name: '张叁' });
      });

      it('keeps the roster’s name whatever the platform sends', async () => {
        await run((tx) => tx.members.syncRoster([listed], NOW));
        expect(await meet({ ...somebody, name: '书记本人' })).toMatchObject({ id: 'zhang', name: '张三丰', role: 'secretary' });
      });

      it('knows one person by both platforms’ accounts', async () => {
        await run((tx) => tx.members.syncRoster([listed], NOW));
        expect(await meet({ account: 'dingtalk:zs01', userId: 'zs01', name: null })).toMatchObject({ id: 'zhang' });
        expect(await run((tx) => tx.members.accountsOf('zhang'))).toEqual(['dingtalk:zs01', 'wecom:zhangsan']);
        const { accounts: _, ...member } = listed;
        expect(await run((tx) => tx.members.byId('zhang'))).toEqual(member);
        expect(await run((tx) => tx.members.byId('li'))).toBeUndefined();
      });

      it('changes nothing when the same roster comes again', async () => {
        const roster = [listed, { ...listed, id: 'li', name: '李四', accounts: ['wecom:lisi'] }];
        await run((tx) => tx.members.syncRoster(roster, NOW));
        const before = await run((tx) => tx.members.list());
        await run((tx) => tx.members.syncRoster(roster, NOW + 1));
        expect(await run((tx) => tx.members.list())).toEqual(before);
      });

      it('merges a guest with all records into the person the roster names', async () => {
        await meet(somebody);
        await run(async (tx) => {
          const recordId = await tx.attendance.add(attendance('wecom:zhangsan'));
          await tx.acts.add({ memberId: 'wecom:zhangsan', kind: 'check_in', recordId, at: NOW });
          await tx.acknowledgements.add({ memberId: 'wecom:zhangsan', conversation: 'g1', subject: 'n1', at: NOW, source: 'm1' });
          await tx.openQuestions.set(question('wecom:zhangsan'));
        });
        await run((tx) => tx.members.syncRoster([listed], NOW));
        await run(async (tx) => {
          expect((await tx.members.list()).map((member) => member.id)).toEqual(['zhang']);
          expect(await tx.attendance.between('zhang', NOW, NOW + 1)).toHaveLength(1);
          expect(await tx.acts.latest('zhang', NOW)).toMatchObject({ kind: 'check_in' });
          expect(await tx.acknowledgements.find('zhang', 'n1')).toMatchObject({ memberId: 'zhang' });
          expect(await tx.openQuestions.get('zhang', 'g1', NOW)).toMatchObject({ memberId: 'zhang' });
        });
      });

      it('keeps the listed person’s question where the merged guest has one in the same conversation', async () => {
        await run((tx) => tx.members.syncRoster([{ ...listed, accounts: [] }], NOW));
        await meet(somebody);
        await run(async (tx) => {
          await tx.openQuestions.set({ ...question('wecom:zhangsan'), question: 'of_the_guest' });
          await tx.openQuestions.set({ ...question('zhang'), question: 'of_the_person' });
          await tx.members.syncRoster([listed], NOW);
          expect(await tx.openQuestions.get('zhang', 'g1', NOW)).toMatchObject({ question: 'of_the_person' });
        });
      });

      it('makes a guest of whoever the roster no longer lists', async () => {
        await run((tx) => tx.members.syncRoster([{ ...listed, role: 'coordinator', level: 'street' }], NOW));
        await run((tx) => tx.members.syncRoster([], NOW));
        expect(await meet(somebody)).toEqual({
          id: 'zhang',
          name: '张三',
          role: 'guest',
          occupation: null,
          level: null,
          area: null,
        });
      });

      it('carries the records along when the roster gives a person another id', async () => {
        await run((tx) => tx.members.syncRoster([listed], NOW));
        await run((tx) => tx.attendance.add(attendance('zhang')));
        await run((tx) => tx.members.syncRoster([{ ...listed, id: 'zhang-sanfeng' }], NOW));
        expect(await run((tx) => tx.attendance.list())).toMatchObject([{ memberId: 'zhang-sanfeng' }]);
        expect((await run((tx) => tx.members.list())).map((member) => member.id)).toEqual(['zhang-sanfeng']);
      });

      it('moves an account between two listed people without their records', async () => {
        const other = { ...listed, id: 'li', name: '李四', accounts: ['wecom:lisi'] };
        await run((tx) => tx.members.syncRoster([listed, other], NOW));
        await run((tx) => tx.attendance.add(attendance('zhang')));
        const moved = { ...other, accounts: ['wecom:lisi', 'dingtalk:zs01'] };
        await run((tx) => tx.members.syncRoster([{ ...listed, accounts: ['wecom:zhangsan'] }, moved], NOW));
        expect(await run((tx) => tx.members.accountsOf('li'))).toEqual(['dingtalk:zs01', 'wecom:lisi']);
        expect(await run((tx) => tx.members.accountsOf('zhang'))).toEqual(['wecom:zhangsan']);
        expect(await run((tx) => tx.attendance.list())).toMatchObject([{ memberId: 'zhang' }]);
      });

      it('takes an account away that is no longer listed', async () => {
        await run((tx) => tx.members.syncRoster([listed], NOW));
        await run((tx) => tx.members.syncRoster([{ ...listed, accounts: ['wecom:zhangsan'] }], NOW));
        expect(await meet({ account: 'dingtalk:zs01', userId: 'zs01', name: null })).toMatchObject({
          id: 'dingtalk:zs01',
          role: 'guest',
        });
      });

      it('refuses a roster that gives one account to two people', async () => {
        const other = { ...listed, id: 'li', accounts: ['wecom:zhangsan'] };
        await expect(run((tx) => tx.members.syncRoster([listed, other], NOW))).rejects.toMatchObject({ code: 'settings' });
        await expect(run((tx) => tx.members.syncRoster([listed, listed], NOW))).rejects.toMatchObject({ code: 'settings' });
        expect(await run((tx) => tx.members.list())).toEqual([]);
      });

      it('takes a roster of hundreds', async () => {
        const roster = Array.from({ length: 300 }, (_, index) => ({ ...listed, id: `p${index}`, accounts: [`wecom:p${index}`] }));
        await run((tx) => tx.members.syncRoster(roster, NOW));
        await run((tx) => tx.members.syncRoster(roster.slice(150), NOW));
        const members = await run((tx) => tx.members.list());
        expect(members.filter((member) => member.role === 'guest')).toHaveLength(150);
      });
    });

    describe('attendance', () => {
      beforeEach(() => meet(somebody));
      const me = 'wecom:zhangsan';

      it('gives a member’s entries of a span, the end excluded, oldest first', async () => {
        await run(async (tx) => {
          await tx.members.recognise({ ...somebody, account: 'wecom:lisi' }, NOW);
          for (const at of [NOW + 10, NOW, NOW + 20]) await tx.attendance.add(attendance(me, { at }));
          await tx.attendance.add(attendance('wecom:lisi'));
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
    });

    it('finds a standing acknowledgement, and none that was withdrawn', async () => {
      await meet(somebody);
      const entry = { memberId: 'wecom:zhangsan', conversation: 'g1', subject: 'n1', at: NOW, source: 'm1' };
      const id = await run((tx) => tx.acknowledgements.add(entry));
      expect(await run((tx) => tx.acknowledgements.find(entry.memberId, 'n1'))).toEqual({ id, ...entry });
      expect(await run((tx) => tx.acknowledgements.find(entry.memberId, 'n2'))).toBeUndefined();
      expect(await run((tx) => tx.acknowledgements.withdraw(id, NOW))).toBe(true);
      expect(await run((tx) => tx.acknowledgements.withdraw(id, NOW))).toBe(false);
      expect(await run((tx) => tx.acknowledgements.find(entry.memberId, 'n1'))).toBeUndefined();
    });

    it('gives a member’s latest act since an instant, undone or not', async () => {
      await meet(somebody);
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
      await meet(somebody);
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
      await meet(somebody);
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

    it('keeps the three queues apart', async () => {
      const outgoing: Outgoing = { channel: 'wecom', to: { kind: 'group', id: 'g1' }, text: '好', mentions: [], buttons: [] };
      const work: Work = { kind: 'remind', payload: { activity: 'a1' } };
      await run(async (tx) => {
        await tx.outbox.add([{ key: 'k', orderingKey: 'g1', body: outgoing, dueAt: NOW }], NOW);
        await tx.scheduled.add([{ key: 'k', orderingKey: 'g1', body: work, dueAt: NOW }], NOW);
      });
      await run(async (tx) => {
        expect((await tx.outbox.find('k'))?.body).toEqual(outgoing);
        expect((await tx.scheduled.find('k'))?.body).toEqual(work);
        expect(await tx.inbox.find('k')).toBeUndefined();
      });
    });
  });
}

function question(memberId: string) {
  return {
    memberId,
    conversation: 'g1',
    handler: 'attendance',
    question: 'which_kind',
    state: { at: NOW, place: '文化路' },
    asking: 'a1b2',
    choices: ['巡查', '志愿服务'],
    askedAt: NOW,
    expiresAt: NOW + 600_000,
  };
}
