// What every store must do for people: accounts, roster, groups, hand-overs; part of the store's contract.
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import {
  activity,
  aNotice,
  attendance,
  benchOf,
  listed,
  me,
  NOW,
  other,
  question,
  signUp,
  somebody,
  somebodyElse,
} from './bench.ts';

export function memberContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: members`, () => {
    const { run, meet } = benchOf(open);

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
      const { accounts: _, groups: __, ...member } = listed;
      expect(await run((tx) => tx.members.byId('zhang'))).toEqual(member);
      expect(await run((tx) => tx.members.byId('li'))).toBeUndefined();
      expect(await run((tx) => tx.members.byAccount('dingtalk:zs01'))).toEqual(member);
      expect(await run((tx) => tx.members.byAccount('dingtalk:zs02'))).toBeUndefined();
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
        const later = await tx.acts.add({ memberId: 'zhang', kind: 'acknowledge', recordId: 1, at: NOW });
        expect((await tx.acts.recent('zhang', NOW, 9)).map(({ kind }) => kind)).toEqual(['acknowledge', 'check_in']);
        expect((await tx.acts.recent('zhang', NOW, 1)).map(({ id }) => id)).toEqual([later]);
        expect(await tx.acts.recent('zhang', NOW + 1, 9)).toEqual([]);
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

    it('finds people by their ids and by their roles, by id', async () => {
      const li = { ...listed, id: 'li', name: '李四', role: 'coordinator' as const, accounts: ['wecom:lisi'] };
      const wang = { ...listed, id: 'wang', name: '王五', accounts: ['wecom:wangwu'] };
      await run((tx) => tx.members.syncRoster([wang, listed, li], NOW));
      await meet({ account: 'wecom:zhao', userId: 'zhao', name: '赵六' });
      await run(async ({ members }) => {
        const idsOf = (people: readonly { id: string }[]) => people.map(({ id }) => id);
        expect(idsOf(await members.byIds(['zhang', 'nobody', 'wecom:zhao', 'zhang', 'li']))).toEqual([
          'li',
          'wecom:zhao',
          'zhang',
        ]);
        expect(await members.byIds([])).toEqual([]);
        expect(await members.byIds(['li'])).toEqual([await members.byId('li')]);
        expect(idsOf(await members.withRoles(['secretary']))).toEqual(['wang', 'zhang']);
        expect(idsOf(await members.withRoles(['coordinator', 'secretary', 'operator']))).toEqual(['li', 'wang', 'zhang']);
        expect(await members.withRoles([])).toEqual([]);
        await members.handOver('zhang', 'li', NOW);
        expect(idsOf(await members.withRoles(['secretary']))).toEqual(['li', 'wang']);
      });
    });

    it('knows every name, each once, in one list to which later ones are added', async () => {
      await run((tx) => tx.members.syncRoster([listed, { ...listed, id: 'li', accounts: ['wecom:lisi'] }], NOW));
      const names = await run((tx) => tx.members.names(NOW));
      expect(names).toEqual(['张三丰']);
      await meet({ account: 'wecom:zhao', userId: 'zhao', name: '赵六' });
      await meet({ account: 'wecom:qian', userId: 'qian', name: null });
      await meet({ account: 'wecom:zhao', userId: 'zhao', name: '赵七' });
      expect(await run((tx) => tx.members.names(NOW + 1))).toBe(names);
      expect([...names].sort()).toEqual(['张三丰', '赵七', '赵六'].sort());
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

    it('merges a guest’s groups, sign-ups, activities and notices too', async () => {
      await meet();
      const made = await run(async (tx) => {
        await tx.members.joinGroup(me, 'city-west');
        const added = await tx.activities.add(activity());
        const notice = await tx.notices.add({ ...aNotice, createdBy: me, confirmedBy: me });
        await tx.signUps.add(signUp(added, me));
        return { added, notice };
      });
      await run((tx) => tx.members.syncRoster([listed], NOW));
      await run(async (tx) => {
        expect(await tx.members.groupsOf('zhang')).toEqual(['city-east', 'city-west']);
        expect(await tx.signUps.standing(made.added.id, 'zhang')).toMatchObject({ memberId: 'zhang' });
        expect(await tx.activities.byId(made.added.id)).toMatchObject({ createdBy: 'zhang' });
        expect(await tx.notices.byId(made.notice.id)).toMatchObject({ createdBy: 'zhang', confirmedBy: 'zhang' });
      });
    });

    it('keeps the earlier of two sign-ups where one person had signed up as two', async () => {
      await meet();
      await meet({ account: 'dingtalk:zs01', userId: 'zs01', name: null });
      const [twice, once] = await run(async (tx) => {
        const both = [await tx.activities.add(activity()), await tx.activities.add(activity())] as const;
        const [first, second] = both;
        await tx.signUps.add(signUp(first, 'dingtalk:zs01'));
        await tx.signUps.add(signUp(first, me, { status: 'waiting' }));
        await tx.signUps.add(signUp(second, 'dingtalk:zs01', { status: 'cancelled' }));
        await tx.signUps.add(signUp(second, me, { status: 'waiting' }));
        for (const member of [me, 'dingtalk:zs01']) await tx.members.joinGroup(member, 'city-west');
        return both;
      });
      await run((tx) => tx.members.syncRoster([listed], NOW));
      await run(async (tx) => {
        expect((await tx.signUps.ofActivity(twice.id)).map(({ status }) => status)).toEqual(['in']);
        expect((await tx.signUps.ofActivity(once.id)).map(({ status }) => status)).toEqual(['waiting']);
        expect((await tx.signUps.list()).map(({ memberId }) => memberId)).toEqual(['zhang', 'zhang', 'zhang', 'zhang']);
        expect(await tx.members.groupsOf('zhang')).toEqual(['city-east', 'city-west']);
      });
    });

    describe('groups', () => {
      it('knows who is in which, however often it is told', async () => {
        await meet();
        await meet(somebodyElse);
        await run(async (tx) => {
          for (const group of ['west', 'east', 'west']) await tx.members.joinGroup(me, group);
          await tx.members.joinGroup(other, 'west');
          expect(await tx.members.groupsOf(me)).toEqual(['east', 'west']);
          expect((await tx.members.inGroup('west')).map(({ id }) => id)).toEqual([other, me]);
          expect(await tx.members.inGroup('east')).toEqual([await tx.members.byId(me)]);
          expect(await tx.members.inGroup('north')).toEqual([]);
        });
      });

      it('adds those the roster lists, and forgets none that was learnt', async () => {
        await run((tx) => tx.members.syncRoster([listed], NOW));
        await run((tx) => tx.members.joinGroup('zhang', 'west'));
        await run((tx) => tx.members.syncRoster([{ ...listed, groups: ['north', 'north'] }], NOW));
        expect(await run((tx) => tx.members.groupsOf('zhang'))).toEqual(['city-east', 'north', 'west']);
      });
    });

    describe('a hand-over', () => {
      const deputy = { ...listed, id: 'li', role: 'member' as const, area: null, accounts: ['wecom:lisi'], groups: [] };

      it('gives role, level and area to the other, and makes a member of the first', async () => {
        await run(async (tx) => {
          await tx.members.syncRoster([{ ...listed, role: 'coordinator', level: 'street' }, deputy], NOW);
          await tx.members.handOver('zhang', 'li', NOW + 1);
          expect(await tx.members.byId('li')).toMatchObject({ role: 'coordinator', level: 'street', area: '城东' });
          expect(await tx.members.byId('zhang')).toMatchObject({
            role: 'member',
            level: null,
            area: null,
            occupation: 'courier',
          });
        });
      });

      it('to oneself, or of nobody, changes nothing', async () => {
        await run((tx) => tx.members.syncRoster([listed, deputy], NOW));
        const before = await run((tx) => tx.members.list());
        await run((tx) => tx.members.handOver('zhang', 'zhang', NOW));
        await expect(run((tx) => tx.members.handOver('nobody', 'li', NOW))).rejects.toMatchObject({ code: 'store_rejected' });
        expect(await run((tx) => tx.members.list())).toEqual(before);
      });
    });
  });
}
