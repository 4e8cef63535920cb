// What leaves together, what waits, what nobody knows the end of, and what goes before all else.
import { describe, expect, test } from 'vitest';
import type { Channel, Delivery, Sending } from '../../src/core/channel.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { NewItem } from '../../src/core/queue.ts';
import { doingIn } from '../../src/core/services.ts';
import { pushToGroup, sealOutgoing } from '../../src/domain/pushes/index.ts';
import { type Bench, NOON, said, useBenches } from '../support/bot.ts';

const make = useBenches();
const SENT: Delivery = { kind: 'sent', via: 'app' };

const body = (account: string, over: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'wecom',
  to: { kind: 'direct', account: `wecom:${account}` },
  text: '今晚七点上课。',
  mentions: [],
  buttons: [],
  ...over,
});
const item = (key: string, over: Partial<Outgoing> = {}): NewItem<Outgoing> => ({
  key,
  orderingKey: `wecom/direct/wecom:${key}`,
  body: body(key, over),
  dueAt: NOON,
});
const add = (it: Bench, items: readonly NewItem<Outgoing>[]) => it.store.transaction((tx) => tx.outbox.add(items, it.clock.at));
const find = (it: Bench, key: string) => it.store.transaction((tx) => tx.outbox.find(key));
const names = (count: number, prefix = 'p') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** A channel that takes 20 people in a call, and remembers its calls. */
function together(calls: Sending[][], answer: (sending: Sending) => Delivery = () => SENT): Partial<Channel> {
  const take = (sendings: readonly Sending[]) => {
    calls.push([...sendings]);
    return sendings.map(answer);
  };
  return {
    deliver: async (sending) => take([sending])[0]!,
    together: { most: 20, deliver: async (sendings) => take(sendings) },
  };
}
const sizes = (calls: readonly Sending[][]) => calls.map(({ length }) => length).sort((a, b) => b - a);

describe('what says the same to many people', () => {
  test('leaves as few calls; what says something else goes alone', async () => {
    const calls: Sending[][] = [];
    const it = await make({ channel: together(calls) });
    await add(it, [...names(45).map((name) => item(name)), item('other', { text: '你的材料齐了。' })]);
    await it.bot.settle();
    expect(sizes(calls)).toEqual([20, 20, 5, 1]);
    expect(new Set(calls.flat().map(({ id }) => id)).size).toBe(46);
    expect(await it.store.transaction((tx) => tx.outbox.count())).toMatchObject({ done: 46, ready: 0, leased: 0 });
  });

  test('is told to one person once in a call', async () => {
    const calls: Sending[][] = [];
    const it = await make({ channel: together(calls) });
    await add(it, [item('zhou'), { ...item('again'), body: body('zhou') }, item('wang')]);
    await it.bot.settle();
    expect(sizes(calls)).toEqual([2, 1]);
  });

  test.each<[string, Partial<Outgoing>]>([
    ['buttons', { buttons: [{ id: 'a/b/1', label: '收到' }] }],
    ['pictures', { photos: ['d1'] }],
    ['a group', { to: { kind: 'group', id: 'g1' } }],
  ])('goes one by one with %s', async (_name, over) => {
    const calls: Sending[][] = [];
    const it = await make({ channel: together(calls) });
    await add(it, [item('zhou', over), item('wang', over)]);
    await it.bot.settle();
    expect(sizes(calls)).toEqual([1, 1]);
  });

  test('may be sealed in its rows', async () => {
    const calls: Sending[][] = [];
    const it = await make({ channel: together(calls) });
    const sealed = names(3).map((name) => ({ ...item(name), body: sealOutgoing(it.services.sealer!, body(name)) }));
    await add(it, sealed);
    await it.bot.settle();
    expect(calls.map((call) => call.map(({ outgoing }) => outgoing.to))).toEqual([
      names(3).map((name) => ({ kind: 'direct', account: `wecom:${name}` })),
    ]);
  });

  test('becomes of each what the platform says of it', async () => {
    const fates: Record<string, Delivery> = {
      p1: { kind: 'refused', reason: 'app_errcode_81013' },
      p2: { kind: 'no_way', reason: 'not_opened' },
    };
    const fateOf = ({ outgoing: { to } }: Sending) => (to.kind === 'direct' ? fates[to.account.slice(6)] : undefined) ?? SENT;
    const it = await make({ channel: together([], fateOf) });
    await add(
      it,
      names(3).map((name) => item(name)),
    );
    await it.bot.settle();
    const states = await Promise.all(names(3).map(async (name) => (await find(it, name))?.state));
    expect(states).toEqual(['done', 'dead', 'parked']);
  });

  test('is not said of somebody the platform has no word for: nobody knows, and nobody hears it twice', async () => {
    const it = await make({ channel: { together: { most: 20, deliver: async () => [SENT] } } });
    await add(
      it,
      names(2).map((name) => item(name)),
    );
    await it.bot.settle();
    expect(await find(it, 'p1')).toMatchObject({ state: 'done', reason: 'unknown:together:no_word' });
  });

  test('goes together again once it may have left, and apart from what has not', async () => {
    const calls: Sending[][] = [];
    const it = await make({
      channel: together(calls, () => (calls.length === 1 ? { kind: 'retry', reason: 'app?timeout' } : SENT)),
    });
    await add(
      it,
      names(20).map((name) => item(name)),
    );
    await it.bot.settle();
    it.clock.at += 2 * MINUTE_MS;
    await add(it, [item('late')]);
    await it.bot.settle();
    expect(sizes(calls)).toEqual([20, 20, 1]);
    const reasons = calls.slice(1).map((call) => [...new Set(call.map(({ lastReason }) => lastReason))]);
    expect(reasons).toHaveLength(2);
    expect(reasons).toEqual(expect.arrayContaining([['app?timeout'], [null]]));
  });

  test('waits under no lease for a lane', async () => {
    let letGo: () => void = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const calls: Sending[][] = [];
    const it = await make({
      hasTimers: true,
      channel: {
        ...together(calls),
        async deliver() {
          await held;
          return SENT;
        },
      },
    });
    await add(
      it,
      names(100).map((name) => item(name, { text: `${name}，你好。` })),
    );
    it.bot.wake();
    await expect.poll(() => it.store.transaction((tx) => tx.outbox.count())).toMatchObject({ leased: 32, ready: 68 });
    expect((await it.store.transaction((tx) => tx.outbox.list(['ready'], 100))).map(({ attempts }) => attempts)).toEqual(
      Array(68).fill(0),
    );
    letGo();
  });
});

describe('an attempt', () => {
  test.each<[Delivery, string | null]>([
    [{ kind: 'sent', via: 'app' }, null],
    [{ kind: 'accepted', via: 'app' }, 'accepted'],
    [{ kind: 'unknown', via: 'webhook', reason: 'timeout' }, 'unknown:webhook:timeout'],
  ])('that ended as %o is over, and its row says how', async (delivery, reason) => {
    let calls = 0;
    const it = await make({
      deliver: async () => {
        calls += 1;
        return delivery;
      },
    });
    await add(it, [item('a')]);
    await it.bot.settle();
    it.clock.at += HOUR_MS;
    await it.bot.settle();
    expect(await find(it, 'a')).toMatchObject({ state: 'done', reason });
    expect(calls).toBe(1);
  });

  test('of unknown end is counted and logged', async () => {
    const counted: unknown[] = [];
    const warned: unknown[] = [];
    const it = await make({ deliver: async () => ({ kind: 'unknown', via: 'webhook', reason: 'timeout' }) });
    it.services.meter.count = (_name, labels) => void counted.push(labels);
    it.services.log.warn = (fields) => void warned.push(fields);
    try {
      await add(it, [item('a')]);
      await it.bot.settle();
      expect(counted).toEqual([{ channel: 'wecom', outcome: 'unknown' }]);
      expect(warned).toEqual([expect.objectContaining({ outcome: 'unknown', reason: 'timeout' })]);
    } finally {
      it.services.log.warn = () => {};
    }
  });

  test('hears why the one before did not end it', async () => {
    const reasons: (string | null)[] = [];
    const it = await make({
      deliver: async ({ lastReason }) => {
        reasons.push(lastReason);
        return reasons.length < 3 ? { kind: 'retry', reason: `busy_${reasons.length}` } : SENT;
      },
    });
    await add(it, [item('a')]);
    for (let round = 0; round < 3; round += 1) {
      await it.bot.settle();
      it.clock.at += MINUTE_MS;
    }
    expect(reasons).toEqual([null, 'busy_1', 'busy_2']);
  });
});

describe('a way that is shut for now', () => {
  const shut = (until: () => number) => async (): Promise<Delivery> => ({
    kind: 'wait',
    until: until(),
    reason: 'webhook_limit',
  });

  test('uses no attempt up, however long it lasts', async () => {
    let calls = 0;
    const it = await make({
      deliver: async () => {
        calls += 1;
        return calls <= 40 ? { kind: 'wait', until: it.clock.at + 20 * SECOND_MS, reason: 'webhook_limit' } : SENT;
      },
    });
    await add(it, [item('a')]);
    for (let round = 0; round <= 40; round += 1) {
      await it.bot.settle();
      it.clock.at += 20 * SECOND_MS;
    }
    expect(await find(it, 'a')).toMatchObject({ state: 'done', attempts: 1, reason: null });
  });

  test('is looked at again after ten minutes at the latest, and not in the same moment', async () => {
    let until = NOON + DAY_MS;
    const it = await make({ deliver: shut(() => until) });
    await add(it, [item('a')]);
    await it.bot.settle();
    expect(await find(it, 'a')).toMatchObject({
      state: 'ready',
      attempts: 0,
      dueAt: NOON + 10 * MINUTE_MS,
      reason: 'webhook_limit',
    });
    until = NOON;
    it.clock.at = NOON + 10 * MINUTE_MS;
    await it.bot.settle();
    expect((await find(it, 'a'))?.dueAt).toBe(it.clock.at + SECOND_MS);
  });

  test('makes an answer too late after a day, and a push when it is of no use any more', async () => {
    const it = await make({ deliver: shut(() => it.clock.at + 10 * MINUTE_MS) });
    const push = { occupations: [], group: null, urgent: true, usefulUntil: NOON + HOUR_MS };
    await add(it, [item('answer'), item('push', { push })]);
    it.clock.at = NOON + 2 * HOUR_MS;
    await it.bot.settle();
    expect(await find(it, 'push')).toMatchObject({ state: 'dropped', reason: 'too_late' });
    expect(await find(it, 'answer')).toMatchObject({ state: 'ready' });
    it.clock.at = NOON + DAY_MS + HOUR_MS;
    await it.bot.settle();
    expect(await find(it, 'answer')).toMatchObject({ state: 'dropped', reason: 'too_late' });
  });
});

describe('another instance', () => {
  test('that holds the only way out has what is for that platform left to it, urgent or not', async () => {
    let isElsewhere = true;
    const it = await make({ channel: { isElsewhere: () => isElsewhere } });
    await add(it, [item('a'), { ...item('b'), orderingKey: '!wecom/direct/wecom:b/push/1' }]);
    await it.bot.settle();
    expect(it.delivered).toEqual([]);
    expect(await it.store.transaction((tx) => tx.outbox.count())).toMatchObject({ ready: 2 });
    isElsewhere = false;
    await it.bot.settle();
    expect(it.delivered).toHaveLength(2);
  });
});

describe('an answer', () => {
  test('does not wait behind what was pushed to the same group, however long that waits for room; answers keep their order', async () => {
    const order: string[] = [];
    const it = await make({
      deliver: async ({ outgoing }) => {
        if (outgoing.push) return { kind: 'wait', until: it.clock.at + HOUR_MS, reason: 'webhook_limit' };
        order.push(outgoing.text);
        return SENT;
      },
    });
    const push = { occupations: [], group: null, urgent: true, usefulUntil: NOON + DAY_MS };
    const to = { kind: 'group' as const, id: 'g1' };
    await add(
      it,
      names(3).map((name) => ({ ...item(name, { to, push }), orderingKey: 'wecom/group/g1' })),
    );
    await it.bot.settle();
    await it.bot.receiver.receive(said('签到'), { waitMs: 0 });
    await it.bot.receiver.receive(said('签到'), { waitMs: 0 });
    await it.bot.settle();
    expect(order.map((text) => text.includes('签到记下了'))).toEqual([true, false]);
  });
});

describe('a fire', () => {
  test('overtakes a broadcast of five thousand, and no pace holds it up', async () => {
    const order: string[] = [];
    const groups = [{ id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: { courier: 30 } }];
    const it = await make({
      branch: { groups },
      deliver: async ({ outgoing }) => {
        order.push(outgoing.text);
        return SENT;
      },
    });
    const usefulUntil = NOON + DAY_MS;
    const push = { occupations: [], group: null, urgent: false, usefulUntil };
    // A time at which people may be disturbed.
    it.clock.at = NOON + 45 * MINUTE_MS;
    for (let from = 0; from < 5_000; from += 500) {
      await add(
        it,
        names(500, `p${from}-`).map((name) => item(name, { push, text: `${name}，明天十点体检。` })),
      );
    }
    await it.store.transaction(async (tx) => {
      const doing = doingIn(it.services, tx, it.clock.at);
      for (let index = 0; index < 25; index += 1) {
        await pushToGroup(doing, 'g1', { key: `news-${index}`, text: `消息 ${index}`, kind: 'change', usefulUntil });
      }
      const fire = await pushToGroup(doing, 'g1', { key: 'fire', text: '着火了', kind: 'emergency', usefulUntil });
      expect(fire).toEqual({ kind: 'queued', dueAt: it.clock.at });
    });
    await it.bot.settle();
    expect(order[0]).toBe('着火了');
    expect(order.length).toBeGreaterThan(5_000);
  }, 60_000);

  test('is answered before all that waits, and who else waits for a word before what nobody asked for', async () => {
    const order: string[] = [];
    const it = await make({
      deliver: async ({ outgoing }) => {
        order.push(outgoing.text.split('\n')[0]!);
        return SENT;
      },
    });
    await add(
      it,
      names(100).map((name) => item(name, { text: name })),
    );
    const talk = names(40, 'q').map((name) => said('签到', { conversation: { kind: 'group', id: name }, from: name }));
    await Promise.all([...talk, said('着火了，东门在冒烟')].map((each) => it.bot.receiver.receive(each, { waitMs: 0 })));
    await it.bot.settle();
    expect(order[0]).toContain('119');
    expect(order.slice(1, 41).every((text) => text.includes('签到'))).toBe(true);
    expect(order.slice(41)).toEqual(names(100));
  });
});
