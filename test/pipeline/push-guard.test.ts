// What nobody asked for is looked at again when it leaves: a late outbox wakes nobody.
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/clock.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import { shanghaiInstant, shanghaiIso } from '../../src/core/shanghai.ts';
import { type Bench, useBenches } from '../support/bot.ts';

const make = useBenches();
const at = (hour: number, minute = 0, day = '2026-11-23') => shanghaiInstant(day, hour, minute);

async function wait(it: Bench, key: string, dueAt: number, push: Partial<Outgoing['push']> = {}, account = 'wecom:zhou') {
  const body: Outgoing = {
    channel: 'wecom',
    to: { kind: 'direct', account },
    text: key,
    mentions: [],
    buttons: [],
    push: { occupations: ['courier'], group: null, urgent: false, usefulUntil: dueAt + 3 * DAY_MS, ...push },
  };
  await it.store.transaction((tx) => tx.outbox.add([{ key, orderingKey: key, body, dueAt }], it.clock.at));
}
const find = (it: Bench, key: string) => it.store.transaction((tx) => tx.outbox.find(key));

describe('a push that waited too long', () => {
  test('over its window is postponed to the next planned instant, and leaves then', async () => {
    const it = await make();
    await wait(it, 'a', at(20, 4));
    it.clock.at = at(23, 0);
    await it.bot.settle();
    expect(it.delivered).toEqual([]);
    const held = (await find(it, 'a'))!;
    expect(held).toMatchObject({ state: 'ready', attempts: 0, reason: 'outside_hours' });
    expect(shanghaiIso(held.dueAt)).toMatch(/^2026-11-24T12:3[2-9]:00/);
    it.clock.at = held.dueAt;
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toEqual(['a']);
  });

  test('to be of use is dropped, now or where the next window is too late', async () => {
    const it = await make();
    await wait(it, 'over', at(20, 4), { usefulUntil: at(20, 30) });
    await wait(it, 'tonight only', at(20, 4), { usefulUntil: at(23, 59) });
    it.clock.at = at(21, 0);
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toEqual(['tonight only']);
    expect(await find(it, 'over')).toMatchObject({ state: 'dropped', reason: 'too_late' });

    await wait(it, 'again', at(21, 10), { usefulUntil: at(23, 59) });
    it.clock.at = at(22, 0);
    await it.bot.settle();
    expect(await find(it, 'again')).toMatchObject({ state: 'dropped', reason: 'too_late' });
    expect(it.delivered).toHaveLength(1);
  });

  test('with hundreds of others keeps the pace of the platform', async () => {
    const it = await make();
    for (let index = 0; index < 150; index += 1) await wait(it, `p${index}`, at(20, 4), {}, `wecom:p${index}`);
    it.clock.at = at(23, 0);
    await it.bot.settle();
    const instants = await Promise.all(Array.from({ length: 150 }, async (_, index) => (await find(it, `p${index}`))!.dueAt));
    const counts = [...Map.groupBy(instants, (dueAt) => dueAt).values()].map((each) => each.length);
    expect(counts.toSorted((a, b) => a - b)).toEqual([50, 100]);
  });
});

describe('at three in the morning', () => {
  test('an urgent push leaves, and so does an answer', async () => {
    const it = await make();
    it.clock.at = at(3, 0);
    await wait(it, 'fire', it.clock.at, { urgent: true, usefulUntil: it.clock.at + HOUR_MS });
    await wait(it, 'chat', it.clock.at);
    const { push: _, ...answer } = (await find(it, 'chat'))!.body;
    await it.store.transaction((tx) =>
      tx.outbox.add(
        [{ key: 'answer', orderingKey: 'answer', body: { ...answer, text: 'answer' }, dueAt: it.clock.at }],
        it.clock.at,
      ),
    );
    await it.bot.settle();
    expect(it.delivered.map(({ text }) => text)).toEqual(['fire', 'answer']);
    expect((await find(it, 'chat'))!.dueAt).toBeGreaterThan(it.clock.at + 9 * HOUR_MS);
  });

  test('a push that is tried again does not slip through', async () => {
    const it = await make({ deliver: async () => ({ kind: 'retry', reason: 'busy' }) });
    it.clock.at = at(21, 29);
    await wait(it, 'a', it.clock.at);
    await it.bot.settle();
    expect(await find(it, 'a')).toMatchObject({ state: 'ready', attempts: 1, reason: 'busy' });
    it.clock.at = at(21, 30) + 10 * MINUTE_MS;
    await it.bot.settle();
    expect(await find(it, 'a')).toMatchObject({ state: 'ready', reason: 'outside_hours' });
  });

  test.each(['webhook?timeout', 'paused_step1'])(
    'a push of which something may stand there keeps that in mind: %s',
    async (reason) => {
      const seen: (string | null)[] = [];
      const it = await make({
        deliver: async ({ lastReason }) => {
          seen.push(lastReason);
          return seen.length === 1 ? { kind: 'wait', until: at(23, 0), reason } : { kind: 'accepted', via: 'webhook' };
        },
      });
      it.clock.at = at(21, 29);
      await wait(it, 'a', it.clock.at);
      await it.bot.settle();
      it.clock.at = at(23, 0);
      await it.bot.settle();
      expect(seen).toEqual([null]);
      it.clock.at = (await find(it, 'a'))!.dueAt;
      await it.bot.settle();
      expect(seen).toEqual([null, reason]);
    },
  );
});
