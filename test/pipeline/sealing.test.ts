// Confidences: what the records hold of them, and what becomes of them without the key.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HOUR_MS } from '../../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler } from '../../src/core/handler.ts';
import { doingIn } from '../../src/core/services.ts';
import type { Transaction } from '../../src/core/store.ts';
import { openOutgoing, pushToMember } from '../../src/domain/pushes/index.ts';
import { openMessage, SEALED_KEY } from '../../src/pipeline/sealing.ts';
import { openStore } from '../../src/store/index.ts';
import { createSealer } from '../../src/store/sealing.ts';
import { type Bench, NOON, said, useBenches } from '../support/bot.ts';

const make = useBenches();
const OTHER_KEY = createSealer('0ff5'.repeat(16));

const confidant = defineHandler({
  name: 'confidant',
  title: '',
  help: null,
  text: {},
  intents: {},
  answers: {
    what: defineAnswer({
      state: z.object({}),
      async run(ctx) {
        ctx.reply('知道了');
        return true;
      },
    }),
  },
  commands: {
    confide: defineCommand({
      allow: 'anyone',
      examples: [],
      hears: (words) => (words === '悄悄话' ? {} : null),
      async run(ctx) {
        ctx.keepSealed();
        ctx.reply('好');
        if (!ctx.askAlone({ name: 'what', text: '什么事？', choices: ['算了'] })) ctx.reply('私聊说');
      },
    }),
  },
});

const ask = async (it: Bench, over: Parameters<typeof said>[1] = {}) => {
  const message = said('悄悄话', over);
  await it.bot.receiver.receive(message, { waitMs: 0 });
  await it.bot.settle();
  return message;
};
const inTx = <T>(it: Bench, work: (tx: Transaction) => Promise<T>) => it.store.transaction(work);

const DIRECT = { conversation: { kind: 'direct', id: 'wecom:zhou' } } as const;

describe('a confidence in a group', () => {
  test('is answered without a name, and asked about alone', async () => {
    const it = await make({ handlers: [confidant] });
    const message = await ask(it);
    expect(it.delivered.map(({ text }) => text).sort()).toEqual(['什么事？', '好']);
    const [row, answer] = await inTx(it, async (tx) => [
      await tx.inbox.find(message.key),
      (await tx.outbox.causedBy(message.key))[0],
    ]);
    expect(row).toMatchObject({ orderingKey: SEALED_KEY, state: 'done' });
    expect(JSON.stringify(row)).not.toMatch(/zhou|悄悄/);
    expect(answer?.body.mentions).toEqual([]);
  });

  test('is opened with the key, and with no other', async () => {
    const it = await make({ handlers: [confidant] });
    const message = await ask(it);
    const body = (await inTx(it, (tx) => tx.inbox.find(message.key)))!.body;
    expect(openMessage(it.services.sealer, body)).toMatchObject({ text: '悄悄话', sender: { account: 'wecom:zhou' } });
    expect(openMessage(OTHER_KEY, body)).toBeNull();
    expect(openMessage(null, body)).toBeNull();
  });
});

test('the same message again gets its answer and has no second effect', async () => {
  const it = await make({ handlers: [confidant] });
  const message = await ask(it, DIRECT);
  const again = await it.bot.receiver.receive(message, { waitMs: 1_000 });
  expect(again).toMatchObject({ duplicate: true });
  await it.bot.settle();
  expect(it.delivered).toHaveLength(1);
});

test('a question asked in confidence stands in no row under a name, and is answered', async () => {
  const it = await make({ handlers: [confidant] });
  await ask(it, DIRECT);
  expect(await inTx(it, (tx) => tx.openQuestions.get('wecom:zhou', 'wecom/direct/wecom:zhou', 0))).toBeUndefined();
  await it.bot.receiver.receive(said('算了', DIRECT), { waitMs: 0 });
  await it.bot.settle();
  expect(it.delivered.at(-1)?.text).toBe('知道了');
});

describe('a push in confidence', () => {
  const push = { key: 'k', text: '有回音了', kind: 'change', usefulUntil: NOON + 9 * HOUR_MS, isSealed: true } as const;

  test('does not tell in its row whom it is for, keeps his hours, and reaches him', async () => {
    const it = await make();
    await ask(it, { text: '签到' } as never);
    await inTx(it, async (tx) => {
      const zhou = (await tx.members.byAccount('wecom:zhou'))!;
      await pushToMember(doingIn(it.services, tx, NOON), { ...zhou, occupation: 'rider' }, push);
    });
    const [item] = await inTx(it, (tx) => tx.outbox.list(['ready'], 10));
    expect(JSON.stringify(item)).not.toMatch(/zhou|rider/);
    expect(openOutgoing(it.services.sealer, item!.body)).toMatchObject({ push: { occupations: ['rider'] } });
    // A rider is free from two o'clock on.
    it.clock.at = NOON + HOUR_MS;
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).not.toContain('有回音了');
    it.clock.at = NOON + 2.2 * HOUR_MS;
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toContain('有回音了');
  });

  test('sealed with another key is given up aloud, and holds nobody up', async () => {
    const store = await openStore();
    const first = await make({ store });
    await ask(first, { text: '签到' } as never);
    await inTx(first, async (tx) => {
      const zhou = (await tx.members.byAccount('wecom:zhou'))!;
      const doing = { ...doingIn(first.services, tx, NOON), sealer: OTHER_KEY };
      await pushToMember(doing, zhou, { ...push, urgent: true });
    });
    await first.bot.settle();
    const dead = await inTx(first, (tx) => tx.outbox.list(['dead'], 10));
    expect(dead.map(({ reason }) => reason)).toEqual(['sealed_with_another_key']);
  });
});

test('whatever is said directly is kept sealed, by everybody alike; what a group heard is not', async () => {
  const it = await make();
  const direct = said('签到', DIRECT);
  const open = said('签到', { from: 'wang' });
  for (const message of [direct, open]) await it.bot.receiver.receive(message, { waitMs: 0 });
  await it.bot.settle();
  const rows = await inTx(it, (tx) => Promise.all([direct, open].map(({ key }) => tx.inbox.find(key))));
  expect(rows.map((row) => row?.orderingKey === SEALED_KEY)).toEqual([true, false]);
});
