import { describe, expect, test, vi } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { defineHandler, defineIntent, type Handler } from '../../src/core/handler.ts';
import { phrases } from '../../src/core/phrases.ts';
import { noSlots } from '../../src/core/slots.ts';
import type { Store } from '../../src/core/store.ts';
import { openStore } from '../../src/store/index.ts';
import { type Bench, bench, NOON, said, useBenches } from '../support/bot.ts';

const make = useBenches();

/** Answers small talk as the test says. */
const talker = (run: () => Promise<string>): Handler =>
  defineHandler({
    name: 'smalltalk',
    title: '',
    help: null,
    text: {},
    intents: {
      smalltalk: defineIntent({
        keywords: [],
        examples: [],
        slots: noSlots,
        run: async (ctx) => ctx.reply(await run()),
      }),
    },
  });

const attendanceOf = ({ store }: Bench) => store.transaction((tx) => tx.attendance.list());

describe('receiving', () => {
  test('answers into the open request, and nothing leaves by another way', async () => {
    const it = await make();
    const received = await it.bot.receiver.receive(said('签到'), { waitMs: 1_000 });
    expect(received.reply?.text).toBe('签到记下了，12:00。');
    received.settle(true);
    await it.bot.settle();
    expect(it.delivered).toEqual([]);
    expect(await it.store.transaction((tx) => tx.outbox.count())).toMatchObject({ done: 1, ready: 0, leased: 0 });
  });

  test('four copies at once have one effect and one answer', async () => {
    const it = await make();
    const message = said('签到');
    const answers = await Promise.all([1, 2, 3, 4].map(() => it.bot.receiver.receive(message, { waitMs: 1_000 })));
    expect(answers.map((answer) => answer.reply?.text)).toEqual(Array(4).fill('签到记下了，12:00。'));
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
    expect(await attendanceOf(it)).toHaveLength(1);
  });

  test('a repeat days later still gets the first answer and changes nothing', async () => {
    const it = await make();
    const message = said('签到');
    (await it.bot.receiver.receive(message, { waitMs: 1_000 })).settle(true);
    await it.bot.settle();
    it.clock.at += 95 * 3_600_000;
    const again = await it.bot.receiver.receive(message, { waitMs: 1_000 });
    expect(again).toMatchObject({ duplicate: true, reply: { text: '签到记下了，12:00。' } });
    expect(await attendanceOf(it)).toHaveLength(1);
  });

  test('an answer that comes too late leaves by the reply address, once', async () => {
    let speak: (text: string) => void = () => {};
    const it = await make({
      handlers: [
        talker(
          () =>
            new Promise((resolve) => {
              speak = resolve;
            }),
        ),
      ],
    });
    const received = await it.bot.receiver.receive(said('在吗'), { waitMs: 5 });
    expect(received.reply).toBeNull();
    speak('晚了一点');
    await it.bot.settle();
    expect(it.delivered).toEqual([{ text: '晚了一点', handles: 1 }]);
  });

  test('an answer the platform did not take leaves by the reply address', async () => {
    const it = await make();
    const received = await it.bot.receiver.receive(said('签到'), { waitMs: 1_000 });
    received.settle(false);
    await it.bot.settle();
    await vi.waitFor(() => expect(it.delivered).toEqual([{ text: '签到记下了，12:00。', handles: 1 }]));
  });

  test('a store that cannot write is an error, and nothing is answered from memory', async () => {
    const it = await make();
    const failing: Store = { ...it.store, transaction: () => Promise.reject(new BotError('store', 'disk full')) };
    const broken = await make({ store: failing });
    await expect(broken.bot.receiver.receive(said('签到'), { waitMs: 1_000 })).rejects.toMatchObject({
      code: 'store',
      retryable: true,
    });
    expect(await attendanceOf(it)).toEqual([]);
  });

  test('a message the store will never take is refused alone', async () => {
    const it = await make();
    const picky: Store = {
      ...it.store,
      transaction: (work) =>
        it.store.transaction((tx) =>
          work({
            ...tx,
            inbox: {
              ...tx.inbox,
              add: (items, now) => {
                if (items.some(({ key }) => key === 'bad')) throw new BotError('store_rejected', 'a character it cannot hold');
                return tx.inbox.add(items, now);
              },
            },
          }),
        ),
    };
    const { bot } = await make({ store: picky });
    const results = await Promise.allSettled(
      [said('签到'), said('签到', { key: 'bad' })].map((message) => bot.receiver.receive(message, { waitMs: 1_000 })),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await attendanceOf(it)).toHaveLength(1);
  });

  test('a commit that takes too long is refused; the repeat finds the message stored', async () => {
    const it = await make();
    let letGo: () => void = () => {};
    const held = it.store.transaction(() => new Promise<void>((resolve) => (letGo = resolve)));
    const message = said('签到');
    await expect(it.bot.receiver.receive(message, { waitMs: 1_000, durableWithinMs: 5 })).rejects.toMatchObject({
      code: 'overloaded',
    });
    letGo();
    await held;
    const again = await it.bot.receiver.receive(message, { waitMs: 1_000 });
    expect(again.reply?.text).toBe('签到记下了，12:00。');
    expect(await attendanceOf(it)).toHaveLength(1);
  });
});

describe('order', () => {
  test('messages of one conversation are handled in the order they came', async () => {
    const it = await make();
    const texts = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? '志愿服务一小时' : '撤销'));
    await Promise.all(texts.map((text) => it.bot.receiver.receive(said(text), { waitMs: 0 })));
    await it.bot.settle();
    expect(it.delivered).toHaveLength(40);
    expect(await attendanceOf(it)).toEqual([]);
    expect(it.delivered[0]?.text).toBe('志愿服务 1 小时记下了。');
    expect(it.delivered[39]?.text).toBe('撤了，志愿服务 1 小时不算了。');
  });
});

describe('failures', () => {
  test('a handler that throws is tried again later, and nothing half done stays', async () => {
    let calls = 0;
    const it = await make({
      handlers: [
        talker(async () => {
          calls += 1;
          if (calls === 1) throw new Error('for once');
          return '好了';
        }),
      ],
    });
    await it.bot.receiver.receive(said('在吗'), { waitMs: 0 });
    await it.bot.settle();
    expect(it.delivered).toEqual([]);
    it.clock.at = (await it.bot.nextDueAt())!;
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toEqual(['好了']);
  });

  test('trouble of the store passes: the message waits for it longer than for a handler that throws', async () => {
    let calls = 0;
    const it = await make({
      handlers: [
        talker(async () => {
          calls += 1;
          if (calls <= 5) throw new BotError('store', 'the disk is away');
          return '好了';
        }),
      ],
    });
    await it.bot.receiver.receive(said('在吗'), { waitMs: 0 });
    for (let look = 0; look < 5; look += 1) {
      await it.bot.settle();
      expect(it.delivered).toEqual([]);
      it.clock.at = (await it.bot.nextDueAt())!;
    }
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toEqual(['好了']);
  });

  test('one that throws for ever ends in a dead letter and one apology, and holds nobody up', async () => {
    const it = await make({
      handlers: [
        talker(async () => {
          throw new Error('always');
        }),
      ],
    });
    await it.bot.receiver.receive(said('在吗'), { waitMs: 0 });
    await it.bot.receiver.receive(said('帮助'), { waitMs: 0 });
    for (let round = 0; round < 10; round += 1) {
      await it.bot.settle();
      it.clock.at = (await it.bot.nextDueAt()) ?? it.clock.at;
    }
    expect(it.delivered.map(({ text }) => text)).toEqual([phrases.apology, expect.stringContaining('帮助')]);
    expect(await it.store.transaction((tx) => tx.inbox.count())).toMatchObject({ dead: 1, done: 1, ready: 0 });
  });

  test('one that brings the process down is set aside after a few lives', async () => {
    const store = await openStore();
    const never = new Promise<string>(() => {});
    // Each life leases the message, begins, and dies without another word.
    for (let life = 1; life <= 8; life += 1) {
      const { services } = await bench({ store, instance: `life${life}`, handlers: [talker(() => never)] });
      await store.transaction((tx) => tx.inbox.reclaim(NOON, services.instance));
      if (life === 1)
        await store.transaction((tx) =>
          tx.inbox.add([{ key: 'poison', orderingKey: 'a', body: said('在吗'), dueAt: NOON }], NOON),
        );
      const leased = await store.transaction((tx) =>
        tx.inbox.lease({ owner: services.instance, now: NOON, leaseMs: 1, limit: 9 }),
      );
      expect(leased.map((item) => item.attempts)).toEqual([life]);
    }
    const it = await make({ store, instance: 'last' });
    await it.bot.start();
    await it.bot.settle();
    expect(await store.transaction((tx) => tx.inbox.find('poison'))).toMatchObject({ state: 'dead' });
    expect(it.delivered.map(({ text }) => text)).toEqual([phrases.apology]);
  });
});

describe('after a crash', () => {
  test('a reply that was on its way into an answer leaves by the reply address', async () => {
    const store = await openStore();
    const first = await bench({ store, instance: 'first' });
    const received = await first.bot.receiver.receive(said('签到'), { waitMs: 1_000 });
    expect(received.reply).not.toBeNull();
    first.bot.close();
    const second = await make({ store, instance: 'second' });
    await second.bot.start();
    await second.bot.settle();
    expect(second.delivered).toEqual([{ text: '签到记下了，12:00。', handles: 1 }]);
  });

  test('a message that was stored and not handled is handled', async () => {
    const store = await openStore();
    const message = said('签到');
    await store.transaction((tx) => tx.inbox.add([{ key: message.key, orderingKey: 'a', body: message, dueAt: NOON }], NOON));
    const it = await make({ store });
    await it.bot.start();
    await it.bot.settle();
    expect(it.delivered).toHaveLength(1);
    expect(await attendanceOf(it)).toHaveLength(1);
  });
});

describe('who may what', () => {
  test('somebody outside the organisation gets help, but cannot check in', async () => {
    const it = await make();
    const sender = { account: 'wecom:other:x', userId: null, name: '外面的' };
    await it.bot.receiver.receive(said('签到', { sender }), { waitMs: 0 });
    await it.bot.receiver.receive(said('帮助', { sender }), { waitMs: 0 });
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toEqual([
      '签到要先加入单位的通讯录，找书记加一下就行。',
      expect.stringContaining('小蜂'),
    ]);
    expect(await attendanceOf(it)).toEqual([]);
  });

  test('a reserved command whose words nobody signed is refused even for a secretary', async () => {
    const it = await make({ channel: { reach: () => 'never' } });
    const roster = {
      id: 'li',
      name: '李书记',
      role: 'secretary',
      occupation: 'office',
      level: null,
      area: null,
      accounts: ['wecom:li'],
      groups: [],
    } as const;
    await it.store.transaction((tx) => tx.members.syncRoster([{ ...roster, accounts: [...roster.accounts], groups: [] }], NOON));
    await it.bot.receiver.receive(said('群发通知：今晚大风停工', { from: 'li', proof: 'header' }), { waitMs: 0 });
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toEqual([phrases.unprovenTitle('发通知')]);
  });

  test('one person on two platforms is one person', async () => {
    const it = await make();
    const accounts = ['wecom:zhou', 'dingtalk:9'];
    const entry = { id: 'zhou', name: '老周', role: 'member', occupation: 'courier', level: null, area: null, accounts } as const;
    await it.store.transaction((tx) => tx.members.syncRoster([{ ...entry, accounts, groups: [] }], NOON));
    await it.bot.receiver.receive(said('签到', { from: 'zhou' }), { waitMs: 0 });
    await it.bot.receiver.receive(said('签到', { sender: { account: 'dingtalk:9', userId: '9', name: 'nick' } }), { waitMs: 0 });
    await it.bot.settle();
    expect(await attendanceOf(it)).toHaveLength(1);
    expect(it.delivered[1]?.text).toBe('签到今天 12:00 记过了，不用再记。');
  });
});

describe('what comes late', () => {
  test('counts from when it was sent, and says so', async () => {
    const it = await make();
    await it.bot.receiver.receive(said('签到', { sentAt: NOON - 40 * 60_000 }), { waitMs: 0 });
    await it.bot.settle();
    expect(it.delivered[0]?.text).toBe('签到记下了，11:20。按你 11:20 发的算。');
  });
});

describe('scheduled work', () => {
  test('runs at its instant, once, with what it writes in one transaction', async () => {
    const ran: number[] = [];
    const it = await make({
      runners: {
        remind: async ({ tx, now }) => {
          ran.push(now);
          await tx.collection('notes', noSlots).put(`n${now}`, {}, now);
        },
      },
    });
    const work = { key: 'r1', orderingKey: 'r', body: { kind: 'remind', payload: {} }, dueAt: NOON + 60_000 };
    await it.store.transaction((tx) => tx.scheduled.add([work], NOON));
    await it.store.transaction((tx) => tx.scheduled.add([work], NOON));
    await it.bot.settle();
    expect(ran).toEqual([]);
    it.clock.at = NOON + 60_000;
    await it.bot.settle();
    await it.bot.settle();
    expect(ran).toEqual([NOON + 60_000]);
  });
});
