// What waits for a way out leaves when one opens, and not before.
import { describe, expect, test } from 'vitest';
import type { Reach } from '../../src/core/channel.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/clock.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import { doingIn } from '../../src/core/services.ts';
import type { Transaction } from '../../src/core/store.ts';
import { noteOpened } from '../../src/domain/opened.ts';
import { pushToMember, sealOutgoing } from '../../src/domain/pushes/index.ts';
import { type Bench, NOON, said, useBenches } from '../support/bot.ts';

const make = useBenches();

const body = (account: string, over: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'wecom',
  to: { kind: 'direct', account: `wecom:${account}` },
  text: account,
  mentions: [],
  buttons: [],
  ...over,
});
const inTx = <T>(it: Bench, work: (tx: Transaction) => Promise<T>) => it.store.transaction(work);
const find = (it: Bench, key: string) => inTx(it, (tx) => tx.outbox.find(key));

/** Items nobody found a way for. */
async function park(it: Bench, items: Record<string, Outgoing>, reason = 'no_open_way', urgent: readonly string[] = []) {
  await inTx(it, async ({ outbox }) => {
    for (const [key, body] of Object.entries(items)) {
      const orderingKey = `${urgent.includes(key) ? '!' : ''}wecom/direct/${key}`;
      const lease = { owner: 'test', until: it.clock.at + MINUTE_MS };
      const added = await outbox.add([{ key, orderingKey, body, dueAt: it.clock.at, lease }], it.clock.at);
      await outbox.park(added.get(key)!, 'test', it.clock.at, reason);
    }
  });
}

/** A platform whose reach may change; the clock stands a minute after the first look. */
async function open(reach: Reach, options: Parameters<typeof make>[0] = {}) {
  const state = { reach };
  const it = await make({ ...options, channel: { reach: () => state.reach, ...options.channel } });
  await it.bot.settle();
  const look = async (ms = MINUTE_MS) => {
    it.clock.at += ms;
    await it.bot.settle();
    return it.delivered.splice(0).map(({ text }) => text);
  };
  return { it, state, look };
}

describe('what is parked', () => {
  test('leaves within a minute of a way opening: urgent ones first, then in the order they came', async () => {
    const { it, state, look } = await open('never');
    await park(it, { a: body('a'), b: body('b'), fire: body('fire') }, 'no_open_way', ['fire']);
    expect(await look()).toEqual([]);
    state.reach = 'always';
    expect(await look(MINUTE_MS - 1)).toEqual([]);
    expect(await look(1)).toEqual(['fire', 'a', 'b']);
  });

  test('stays where its digest takes it up, and where another instance holds the way', async () => {
    const { it, look } = await open('always', { channel: { isElsewhere: () => true } });
    await park(it, { a: body('a') });
    expect(await look()).toEqual([]);
    const other = await open('always');
    await park(other.it, { merged: body('merged') }, 'in_digest');
    expect(await other.look()).toEqual([]);
    expect(await find(other.it, 'merged')).toMatchObject({ state: 'parked' });
  });

  test('is dropped when it is no use any more, whether or not there is a way', async () => {
    const { it, look } = await open('never');
    const push = { occupations: [], group: null, urgent: true, usefulUntil: NOON + 2 * HOUR_MS };
    await park(it, { push: body('push', { push }), answer: body('answer') });
    await look(3 * HOUR_MS);
    expect(await find(it, 'push')).toMatchObject({ state: 'dropped', reason: 'too_late' });
    expect(await find(it, 'answer')).toMatchObject({ state: 'parked' });
    await look(DAY_MS);
    expect(await find(it, 'answer')).toMatchObject({ state: 'dropped', reason: 'too_late' });
  });

  test('is tried less and less often where the way is open and takes it not', async () => {
    let tries = 0;
    const { it, look } = await open('always', {
      deliver: async () => {
        tries += 1;
        return { kind: 'no_way', reason: 'robot_gone' };
      },
    });
    await park(it, { a: body('a') });
    for (let minute = 0; minute < 10 * 60; minute += 1) await look();
    expect(tries).toBeGreaterThan(9);
    expect(tries).toBeLessThan(20);
    expect(await find(it, 'a')).toMatchObject({ state: 'parked', reason: 'robot_gone' });
  });

  test('leaves in portions of two hundred', async () => {
    const { it, look } = await open('always');
    await park(it, Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`k${index}`, body(`k${index}`)])));
    expect((await look()).length).toBe(200);
    expect((await look()).length).toBe(200);
    expect((await look()).length).toBe(50);
  });
});

describe('a chat that nobody has opened', () => {
  const direct = { conversation: { kind: 'direct', id: 'wecom:zhou' } } as const;

  test('gets what waits for it as soon as the person speaks there, and nobody else’s', async () => {
    const { it, look } = await open('opened');
    const sealed = sealOutgoing(it.services.sealer!, body('zhou', { text: '有回音了' }));
    await park(it, { a: body('zhou', { text: '你的材料齐了' }), sealed, other: body('wang') });
    expect(await look()).toEqual([]);
    await it.bot.receiver.receive(said('签到', direct), { waitMs: 0 });
    expect(await look(0)).toEqual(expect.arrayContaining(['你的材料齐了', '有回音了']));
    expect(await find(it, 'other')).toMatchObject({ state: 'parked' });
  });

  test('is where a push waits that no other way leads for', async () => {
    const { it, look } = await open('opened', {
      deliver: async ({ outgoing, replyHandles }) => {
        const isOpen = replyHandles.length > 0 || isOpened;
        if (!isOpen) return { kind: 'no_way', reason: 'nobody_spoke' };
        it.delivered.push({ text: outgoing.text, handles: 0 });
        return { kind: 'sent', via: 'link' };
      },
    });
    let isOpened = false;
    await inTx(it, async (tx) => {
      const zhou = await tx.members.recognise({ account: 'wecom:zhou', userId: 'zhou', name: null }, NOON);
      const push = { key: 'k', text: '你的诉求办好了', kind: 'change', usefulUntil: NOON + 9 * DAY_MS, urgent: true } as const;
      await pushToMember(doingIn(it.services, tx, NOON), zhou, push);
    });
    expect(await look()).toEqual([]);
    expect(await find(it, 'push:k')).toMatchObject({ state: 'parked' });
    isOpened = true;
    await it.bot.receiver.receive(said('在吗', direct), { waitMs: 0 });
    expect(await look(0)).toContain('你的诉求办好了');
  });

  test('is one once, whoever writes it down', async () => {
    const { it } = await open('opened');
    const note = () => inTx(it, (tx) => noteOpened({ tx, sealer: it.services.sealer }, 'wecom', body('zhou').to, NOON));
    expect([await note(), await note()]).toEqual([true, false]);
  });
});
