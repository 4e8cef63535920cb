// Who holds which office after hand-overs, and after the settings were edited by hand.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../src/core/member.ts';
import type { RosterEntry, Store, Transaction } from '../../src/core/store.ts';
import { findNext, handOver, itemsOf, withHandOvers } from '../../src/domain/hand-over.ts';
import { openStore } from '../../src/store/index.ts';
import { openActivity } from '../support/activities.ts';

const NOW = Date.parse('2026-11-22T12:00:00+08:00');

let store: Store;
beforeEach(async () => {
  store = await openStore();
});
afterEach(() => store.close());

const entry = (id: string, role: Role = 'member', over: Partial<RosterEntry> = {}): RosterEntry => ({
  id,
  name: id,
  role,
  occupation: 'office',
  level: null,
  area: null,
  accounts: [`wecom:${id}`],
  groups: [],
  ...over,
});
/** Who is listed as what: `listed('a', 'secretary', 'b', 'member')`. */
const listed = (a: Role, b: Role, c: Role): RosterEntry[] => [entry('a', a), entry('b', b), entry('c', c)];
const AS_ELECTED = listed('secretary', 'member', 'member');

const run = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => store.transaction(work);
const sync = (roster: readonly RosterEntry[]) => run(async (tx) => tx.members.syncRoster(await withHandOvers(tx, roster), NOW));
const roles = () => run(async (tx) => Object.fromEntries((await tx.members.list()).map(({ id, role }) => [id, role] as const)));
/** All at one instant: their order must not depend on the clock. */
const give = (from: string, to: string) =>
  run(async (tx) => {
    const [old, next] = [await tx.members.byId(from), await tx.members.byId(to)];
    await handOver(tx, old!, next!, NOW);
  });

describe('the office', () => {
  beforeEach(() => sync(AS_ELECTED));

  test.each([
    ['one step', ['ab'], 'b'],
    ['on and on', ['ab', 'bc'], 'c'],
    ['back again', ['ab', 'ba'], 'a'],
    ['in a circle', ['ab', 'bc', 'ca'], 'a'],
    ['there, back and there', ['ab', 'ba', 'ab'], 'b'],
    ['back, then to another', ['ab', 'ba', 'ac'], 'c'],
    ['round and on', ['ab', 'bc', 'ca', 'ab'], 'b'],
    ['back one step', ['ab', 'bc', 'cb'], 'b'],
    ['against the alphabet', ['ac', 'cb', 'ba', 'ac', 'cb'], 'b'],
  ])('%s: at once, and after every start with the old settings', async (_name, steps, holder) => {
    for (const [from, to] of steps.map((step) => step.split(''))) await give(from!, to!);
    const expected = { a: 'member', b: 'member', c: 'member', [holder]: 'secretary' };
    expect(await roles()).toEqual(expected);
    for (let start = 0; start < 3; start += 1) {
      await sync(AS_ELECTED);
      expect(await roles()).toEqual(expected);
    }
  });

  test('stays where it is when the settings catch up, then somebody is elected anew', async () => {
    await give('a', 'b');
    await sync(listed('member', 'secretary', 'member'));
    expect(await roles()).toEqual({ a: 'member', b: 'secretary', c: 'member' });
    await sync(listed('secretary', 'member', 'member'));
    expect(await roles()).toEqual({ a: 'secretary', b: 'member', c: 'member' });
  });

  test('goes on from where the settings caught up', async () => {
    await give('a', 'b');
    await sync(listed('member', 'secretary', 'member'));
    await give('b', 'c');
    await sync(listed('member', 'secretary', 'member'));
    expect(await roles()).toEqual({ a: 'member', b: 'member', c: 'secretary' });
    await give('c', 'a');
    await sync(listed('member', 'secretary', 'member'));
    expect(await roles()).toEqual({ a: 'secretary', b: 'member', c: 'member' });
  });

  test('is lost by the first also where the next one had it before', async () => {
    await sync(listed('secretary', 'secretary', 'member'));
    await give('a', 'b');
    await sync(listed('secretary', 'secretary', 'member'));
    expect(await roles()).toEqual({ a: 'member', b: 'secretary', c: 'member' });
  });

  test('is the list again once the next one is listed no more', async () => {
    await give('a', 'b');
    await sync([entry('a', 'secretary'), entry('c')]);
    expect(await roles()).toEqual({ a: 'secretary', b: 'guest', c: 'member' });
  });

  test('goes with level and area', async () => {
    const street = entry('a', 'coordinator', { level: 'street', area: '江溪街道' });
    await sync([street, entry('b')]);
    await give('a', 'b');
    await sync([street, entry('b')]);
    const members = await run((tx) => tx.members.list());
    expect(members.find(({ id }) => id === 'b')).toMatchObject({ role: 'coordinator', level: 'street', area: '江溪街道' });
    expect(members.find(({ id }) => id === 'a')).toMatchObject({ role: 'member', level: null, area: null });
  });
});

describe('what goes along', () => {
  beforeEach(() => sync(AS_ELECTED));

  const noticeBy = (createdBy: string, status: 'scheduled' | 'awaiting_second' | 'sent') =>
    run((tx) =>
      tx.notices.add({
        body: '明天大风',
        audience: 'all',
        groups: [],
        requireAck: false,
        urgent: false,
        status,
        createdBy,
        confirmedBy: null,
        people: 3,
        sendAt: NOW,
        sentAt: null,
        createdAt: NOW,
      }),
    );

  test('activities that are not over and notices that have not left, and nobody else’s', async () => {
    const [draft, open, over, others] = await run(async (tx) => [
      await openActivity(tx, { createdBy: 'a', status: 'draft' }),
      await openActivity(tx, { createdBy: 'a' }),
      await openActivity(tx, { createdBy: 'a', status: 'done' }),
      await openActivity(tx, { createdBy: 'c' }),
    ]);
    const waiting = [await noticeBy('a', 'scheduled'), await noticeBy('a', 'awaiting_second')];
    const sent = await noticeBy('a', 'sent');
    expect(await run((tx) => itemsOf(tx, 'a'))).toEqual({ activities: 2, notices: 2, tickets: 0 });

    await give('a', 'b');
    const owner = async (id: string) => (await run((tx) => tx.activities.byId(id)))?.createdBy;
    expect(await Promise.all([draft, open, over, others].map(({ id }) => owner(id)))).toEqual(['b', 'b', 'a', 'c']);
    const author = async (id: string) => (await run((tx) => tx.notices.byId(id)))?.createdBy;
    expect(await Promise.all([...waiting, sent].map(({ id }) => author(id)))).toEqual(['b', 'b', 'a']);
    expect(await run((tx) => itemsOf(tx, 'a'))).toEqual({ activities: 0, notices: 0, tickets: 0 });
  });
});

describe('the next one', () => {
  const find = (name: string) =>
    run(async (tx) => {
      const member = await tx.members.byId('a');
      return await findNext(tx, member!, name);
    });

  test('is listed, by a name nobody else has', async () => {
    await sync([entry('a', 'secretary', { name: '李书记' }), entry('b', 'member', { name: '王姐' }), entry('c')]);
    await run((tx) => tx.members.recognise({ account: 'wecom:x', userId: 'x', name: '赵姐' }, NOW));
    expect(await find('王姐')).toMatchObject({ kind: 'found', next: { id: 'b' } });
    expect(await find('李书记')).toEqual({ kind: 'oneself' });
    expect(await find('赵姐')).toEqual({ kind: 'unknown' });
    await sync([entry('a', 'secretary'), entry('b', 'member', { name: '王姐' }), entry('c', 'member', { name: '王姐' })]);
    expect(await find('王姐')).toEqual({ kind: 'several', count: 2 });
  });
});
