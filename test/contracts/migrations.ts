// What every store must do with records that an earlier version wrote.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Message } from '../../src/core/message.ts';
import type { Store, Transaction } from '../../src/core/store.ts';
import {
  activity,
  aNotice,
  attendance,
  hours,
  listed,
  me,
  NOW,
  other,
  points,
  question,
  rules,
  signUp,
  somebody,
  somebodyElse,
  ticket,
} from './bench.ts';

/**
 * @param migrations all there are, by name
 * @param prepare answers a way to open one store, which is empty at first, with the schema of some of the migrations
 */
export function migrationContract<Migration>(
  name: string,
  migrations: Record<string, Migration>,
  prepare: () => Promise<(upTo: Record<string, Migration>) => Promise<Store>>,
): void {
  const upTo = (last: string) => Object.fromEntries(Object.entries(migrations).filter(([migration]) => migration <= last));

  describe(`${name}: migrations`, () => {
    it('bring what the first version wrote to today’s schema, and lose nothing', async () => {
      const open = await prepare();
      const old = await open(upTo('0001-records'));
      await old.transaction(writeAsFirstVersion);
      const before = await old.transaction(readAll);
      await old.close();

      const store = await open(migrations);
      expect(await store.transaction(readAll)).toEqual(before);
      await store.transaction(async (tx) => {
        expect((await tx.attendance.ofActivity('a1')).map(({ memberId }) => memberId)).toEqual([other]);
        expect((await tx.acknowledgements.ofSubject('n1')).map(({ memberId }) => memberId)).toEqual([other]);
        expect(await tx.members.groupsOf(other)).toEqual([]);
        await tx.members.joinGroup(other, 'city-east');
        const held = await tx.activities.add(activity({ createdBy: 'zhang' }));
        await tx.signUps.add(signUp(held, other));
        await tx.notices.add({ ...aNotice, createdBy: other });
        const { id } = await tx.tickets.add(ticket({ reporterId: other }), '');
        expect(await tx.fetches.count()).toMatchObject({ ready: 0 });
        expect(await tx.leases.holder('door', NOW)).toBeUndefined();
        expect(await tx.tallies.sum('lane', 0)).toBe(0);
        await tx.points.addRules(rules);
        await tx.points.add(points({ memberId: other }));
        await tx.points.addHours(hours({ memberId: other }));
        expect(await tx.exchanges.goods()).toEqual([]);
        await tx.members.syncRoster([{ ...listed, accounts: [...listed.accounts, other] }], NOW + 1);
        expect(await tx.signUps.standing(held.id, 'zhang')).toMatchObject({ memberId: 'zhang' });
        expect(await tx.attendance.ofActivity('a1')).toMatchObject([{ memberId: 'zhang' }]);
        expect([await tx.points.balance('zhang'), await tx.points.minutes('zhang')]).toEqual([2, 90]);
        expect(await tx.tickets.byId(id)).toMatchObject({ number: 'H-0001', reporterId: 'zhang' });
      });
      await store.close();

      const again = await open(migrations);
      expect((await again.transaction((tx) => tx.members.list())).map(({ id }) => id)).toEqual(['zhang']);
      await again.close();
    });
  });
}

/** With nothing that needs a later schema: nobody is merged and nobody is in a group. */
async function writeAsFirstVersion(tx: Transaction): Promise<void> {
  await tx.members.syncRoster([{ ...listed, accounts: ['dingtalk:zs01'], groups: [] }], NOW);
  await tx.members.recognise(somebody, NOW);
  await tx.members.recognise(somebodyElse, NOW);
  const recordId = await tx.attendance.add(attendance(me, { kind: 'patrol', half: null, items: { passage: 'ok' } }));
  await tx.attendance.add(attendance(other, { activityId: 'a1', at: NOW + 1 }));
  await tx.attendance.withdraw(await tx.attendance.add(attendance(me, { activityId: 'a1' })), NOW);
  await tx.acts.add({ memberId: me, kind: 'check_in', recordId, at: NOW });
  await tx.acknowledgements.add({ memberId: other, conversation: 'g1', subject: 'n1', at: NOW, source: 'm1' });
  await tx.openQuestions.set(question(me));
  await tx.collection('points', z.number()).put('a', 1, NOW);
  await tx.inbox.add([{ key: 'm1', orderingKey: 'g1', body: { text: '到了' } as unknown as Message, dueAt: NOW }], NOW);
  await tx.scheduled.add([{ key: 'w1', orderingKey: 'w', body: { kind: 'test', payload: {} }, dueAt: NOW }], NOW);
  await tx.scheduled.lease({ owner: 'a', now: NOW, leaseMs: 60_000, limit: 1 });
}

async function readAll(tx: Transaction) {
  return {
    members: await tx.members.list(),
    accounts: [await tx.members.accountsOf('zhang'), await tx.members.accountsOf(me), await tx.members.accountsOf(other)],
    attendance: await tx.attendance.list(),
    act: await tx.acts.latest(me, 0),
    acknowledgement: await tx.acknowledgements.find(other, 'n1'),
    question: await tx.openQuestions.get(me, 'g1', NOW),
    points: await tx.collection('points', z.number()).list(),
    inbox: await tx.inbox.find('m1'),
    scheduled: await tx.scheduled.find('w1'),
  };
}
