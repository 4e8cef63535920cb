// The second opinion of a language model: asked outside of any transaction, never in anybody's way, never trusted.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { defineHandler, defineIntent } from '../../src/core/handler.ts';
import type { Frame } from '../../src/core/intent.ts';
import type { Message } from '../../src/core/message.ts';
import { intentTitles, phrases } from '../../src/core/phrases.ts';
import { noSlots } from '../../src/core/slots.ts';
import type { AdviceRequest, Advise, Understand } from '../../src/core/understanding.ts';
import { ADVICE_WITHIN_MS } from '../../src/pipeline/advice.ts';
import { openStore } from '../../src/store/index.ts';
import { type Bench, type BenchOptions, NOON, said, useBenches } from '../support/bot.ts';
import { dialogue } from '../support/dialogue.ts';
import { plainReader } from '../support/plain-reader.ts';

const QUESTION = '你是要签到，还是查积分？回 1 或 2。';
const DONE = '志愿服务 2 小时记下了。';
const checkIn: Frame = { intent: 'check_in', slots: { kind: 'volunteer', hours: 2 } };
const points: Frame = { intent: 'query_points', slots: { scope: 'self' } };
const hazard: Frame = { intent: 'report_hazard', slots: { category: 'fire', urgent: true } };

const understand: Understand = (text, context) => {
  if (text === '好大烟') return [{ ...hazard, alternative: { intent: 'smalltalk', slots: {} } }];
  return text.startsWith('搬砖') ? [{ ...checkIn, alternative: points }] : plainReader(text, context);
};

const make = useBenches();
/** Points stand for what nobody has a skill for. */
const unskilled = handlers.filter(({ name }) => name !== 'points');
const start = (advise: Advise, options: BenchOptions = {}) => make({ understand, advise, handlers: unskilled, ...options });
const hear = (it: Bench, text: string, over: Parameters<typeof said>[1] = {}) =>
  it.bot.receiver.receive(said(text, over), { waitMs: 0 });
const texts = (it: Bench) => it.delivered.map(({ text }) => text);
const entries = (it: Bench) => it.store.transaction((tx) => tx.attendance.list());
const other = { conversation: { kind: 'group', id: 'g2' } } as const satisfies Partial<Message>;

/** Advice that comes when the test says so. */
function held() {
  const asked: { request: AdviceRequest; give(frames: Frame[] | null): void; fail(): void }[] = [];
  const advise: Advise = (request) =>
    new Promise((resolve, reject) => asked.push({ request, give: resolve, fail: () => reject(new Error('no')) }));
  const isAsked = (times: number) => vi.waitFor(() => expect(asked).toHaveLength(times));
  return { asked, advise, isAsked };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

afterEach(() => {
  vi.useRealTimers();
});

describe('what it says', () => {
  test('takes the place of the reading in doubt', async () => {
    const asked: AdviceRequest[] = [];
    const it = await start(async (request) => {
      asked.push(request);
      return [checkIn];
    });
    await hear(it, '搬砖两小时');
    await it.bot.settle();
    expect(texts(it)).toEqual([DONE]);
    expect(await entries(it)).toHaveLength(1);
    expect(asked).toEqual([
      {
        text: '搬砖两小时',
        context: { now: NOON, role: 'guest', activities: [], quoted: null, hasPhoto: false, tickets: [] },
        frames: [{ ...checkIn, alternative: points }],
        asker: { member: 'wecom:zhou', conversation: 'wecom/group/g1' },
        people: [],
      },
    ]);
  });

  test('may be several things, or nothing at all', async () => {
    const it = await start(async () => [checkIn, points]);
    await hear(it, '搬砖两小时');
    await it.bot.settle();
    const quiet = await start(async () => [{ intent: 'smalltalk', slots: {} }]);
    await hear(quiet, '搬砖两小时');
    await quiet.bot.settle();
    expect(texts(it)).toEqual([`${DONE}\n${phrases.notYet('query_points')}`]);
    expect(texts(quiet)).toEqual([expect.stringContaining('在呢')]);
  });

  test.each<[string, Advise]>([
    ['none', async () => null],
    ['an empty list', async () => []],
    ['a failure', () => Promise.reject(new Error('away'))],
    [
      'a failure at once',
      () => {
        throw new Error('away');
      },
    ],
    ['an intent nobody knows', async () => [{ intent: 'pay_out', slots: {} } as unknown as Frame]],
    ['slots that do not fit', async () => [{ intent: 'check_in', slots: { hours: 'many' } }]],
    ['one that fits and one that does not', async () => [points, { intent: 'check_in', slots: { kind: 7 } }]],
    ['far too much', async () => Array.from({ length: 50 }, () => checkIn)],
    ['something else altogether', async () => 'rm -rf' as unknown as Frame[]],
  ])('%s: then the person is asked', async (_, advise) => {
    const it = await start(advise);
    await hear(it, '搬砖两小时');
    await it.bot.settle();
    expect(texts(it)).toEqual([QUESTION]);
    expect(await entries(it)).toEqual([]);
    await hear(it, '1');
    await it.bot.settle();
    expect(texts(it)).toEqual([QUESTION, DONE]);
  });

  test('gives nobody rights', async () => {
    const reserved = (['plan_activity', 'list_attendance', 'update_ticket', 'export_report'] as const).map((intent) => ({
      intent,
      slots: {},
    }));
    const run = vi.fn(async () => {});
    const planning = defineHandler({
      name: 'planning',
      title: '',
      help: null,
      text: {},
      intents: Object.fromEntries(
        reserved.map(({ intent }) => [intent, defineIntent({ keywords: [], examples: [], slots: noSlots, run })]),
      ),
    });
    const it = await start(async () => reserved, { handlers: [...handlers, planning] });
    await hear(it, '搬砖两小时');
    await it.bot.settle();
    expect(texts(it)).toEqual([reserved.map(({ intent }) => phrases.staffOnlyTitle(intentTitles[intent])).join('\n')]);
    expect(run).not.toHaveBeenCalled();
  });
});

describe('it is not asked', () => {
  test('about a danger, about what is clear, in a group that did not speak to the bot, or about an answer', async () => {
    const advise = vi.fn<Advise>(async () => null);
    const it = await start(advise);
    await hear(it, '好大烟');
    await hear(it, '签到');
    await hear(it, '搬砖两小时', { addressed: false });
    await it.bot.settle();
    expect(advise).not.toHaveBeenCalled();
    expect(texts(it)[0]).toMatch(/^先打 119|着火打 119/);
    await hear(it, '搬砖两小时');
    await hear(it, '2');
    await it.bot.settle();
    expect(advise).toHaveBeenCalledTimes(1);
  });
});

describe('while it thinks', () => {
  test('other conversations go on, several are asked at once, and the message stays in its place', async () => {
    const model = held();
    const it = await start(model.advise, { hasTimers: true });
    await hear(it, '搬砖两小时');
    await hear(it, '搬砖又两小时', { ...other, from: 'wang' });
    await model.isAsked(2);
    await hear(it, '签到', { conversation: { kind: 'group', id: 'g3' }, from: 'li' });
    await vi.waitFor(() => expect(texts(it)).toEqual(['签到记下了，12:00。']));
    expect(await it.store.transaction((tx) => tx.inbox.count())).toMatchObject({ leased: 2, done: 1 });
    model.asked[1]?.give([checkIn]);
    await vi.waitFor(() => expect(texts(it)).toHaveLength(2));
    model.asked[0]?.give([checkIn]);
    await it.bot.settle();
    expect(await entries(it)).toHaveLength(3);
  });

  test.each([
    ['with timers', true],
    ['with a clock moved by hand', false],
  ])('the same conversation waits in order, %s', async (_, hasTimers) => {
    const model = held();
    const it = await start(model.advise, { hasTimers });
    // Stored together, so that they are leased together.
    await Promise.all(['搬砖两小时', '签到', '撤销', '搬砖两小时'].map((text) => hear(it, text)));
    const settled = it.bot.settle();
    await model.isAsked(1);
    await hear(it, '双报到');
    expect(texts(it)).toEqual([]);
    expect(await it.store.transaction((tx) => tx.inbox.count())).toMatchObject({ leased: 1, ready: 4, done: 0 });
    model.asked[0]?.give([checkIn]);
    await model.isAsked(2);
    model.asked[1]?.give([points]);
    await settled;
    await it.bot.settle();
    expect(texts(it)).toEqual([
      DONE,
      '签到记下了，12:00。',
      expect.stringContaining('撤了'),
      phrases.notYet('query_points'),
      expect.stringContaining('双报到'),
    ]);
  });

  test('what waited behind it follows at once, not at the next look', async () => {
    const model = held();
    const it = await start(model.advise, { hasTimers: true });
    await Promise.all(['搬砖两小时', '签到'].map((text) => hear(it, text)));
    await model.isAsked(1);
    model.asked[0]?.give([checkIn]);
    await turns(100);
    expect(texts(it)).toEqual([DONE, '签到记下了，12:00。']);
  });

  test('a person is asked after three seconds, and what comes later is ignored', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const model = held();
    const it = await start(model.advise);
    await hear(it, '搬砖两小时');
    const settled = it.bot.settle();
    await model.isAsked(1);
    await vi.advanceTimersByTimeAsync(ADVICE_WITHIN_MS.reading);
    await settled;
    expect(texts(it)).toEqual([QUESTION]);
    model.asked[0]?.give([checkIn]);
    model.asked[0]?.fail();
    await it.bot.settle();
    expect(texts(it)).toEqual([QUESTION]);
    expect(await entries(it)).toEqual([]);
  });

  test('its lease is made to last, however long others took before it', async () => {
    const model = held();
    const slow = defineHandler({
      name: 'slow',
      title: '',
      help: null,
      text: {},
      intents: {
        undo: defineIntent({
          keywords: [],
          examples: [],
          slots: noSlots,
          async run() {
            it.clock.at += 9_000;
          },
        }),
      },
    });
    const it = await start(model.advise, { handlers: [slow] });
    const message = said('搬砖两小时', other);
    await Promise.all([hear(it, '撤销'), it.bot.receiver.receive(message, { waitMs: 0 })]);
    const settled = it.bot.settle();
    await model.isAsked(1);
    expect(it.clock.at).toBe(NOON + 9_000);
    expect(await it.store.transaction((tx) => tx.inbox.nextDueAt())).toBe(NOON + 22_000);
    model.asked[0]?.give(null);
    await settled;
    expect(await it.store.transaction((tx) => tx.inbox.find(message.key))).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('a message another took over meanwhile is not done twice', async () => {
    const model = held();
    const store = await openStore();
    const first = await start(model.advise, { store, instance: 'first' });
    await hear(first, '搬砖两小时');
    const settled = first.bot.settle();
    await model.isAsked(1);
    const second = await make({ store, understand, advise: async () => [checkIn], instance: 'second' });
    await second.bot.start();
    await second.bot.settle();
    model.asked[0]?.give([checkIn]);
    await settled;
    expect([...texts(first), ...texts(second)]).toEqual([DONE]);
    expect(await entries(second)).toHaveLength(1);
    await hear(first, '签到');
    await first.bot.settle();
    expect(await entries(second)).toHaveLength(2);
  });
});

describe('when the process ends meanwhile', () => {
  test('at once: the next one asks again, and all is done once', async () => {
    const store = await openStore();
    const model = held();
    const dying = await start(model.advise, { store, instance: 'dying', hasTimers: true });
    await hear(dying, '搬砖两小时');
    await model.isAsked(1);
    expect(await store.transaction((tx) => tx.inbox.count())).toMatchObject({ leased: 1 });
    const next = await make({ store, understand, advise: async () => [checkIn], instance: 'next' });
    await next.bot.start();
    await next.bot.settle();
    expect([...texts(dying), ...texts(next)]).toEqual([DONE]);
    expect(await entries(next)).toHaveLength(1);
    model.asked[0]?.give(null);
  });

  test('in order: stopping waits for it, finishes the message and gives the others back', async () => {
    const model = held();
    const store = await openStore();
    const it = await start(model.advise, { store: { ...store, close: async () => {} } });
    await Promise.all([hear(it, '搬砖两小时'), hear(it, '签到')]);
    await model.isAsked(1);
    const order: string[] = [];
    const stopped = it.bot.stop().then(() => order.push('stopped'));
    // More than it takes to stop when there is nothing to wait for.
    await turns(50);
    order.push('advised');
    model.asked[0]?.give([checkIn]);
    await stopped;
    expect(order).toEqual(['advised', 'stopped']);
    expect(await entries(it)).toMatchObject([{ kind: 'volunteer', hours: 2 }]);
    expect(await store.transaction((tx) => tx.inbox.count())).toMatchObject({ done: 1, ready: 1, leased: 0 });
    await store.close();
  });
});

test('an answer that is still being waited for goes into the open request', async () => {
  const it = await start(async () => [checkIn], { hasTimers: true });
  const { reply } = await it.bot.receiver.receive(said('搬砖两小时'), { waitMs: 1_400 });
  expect(reply?.text).toBe(DONE);
});

test('a store that fails while conversations are worked together keeps their order', async () => {
  const store = await openStore();
  let calls = 0;
  const it = await start(async () => [checkIn], {
    handlers,
    store: {
      ...store,
      transaction: (work) =>
        store.transaction(async (tx) => {
          const result = await work(tx);
          calls += 1;
          // The second transaction works them all.
          if (calls === 2) throw new Error('the disk is away for once');
          return result;
        }),
    },
  });
  await Promise.all(['搬砖两小时', '撤销', '签到'].map((text) => hear(it, text)));
  await it.bot.settle();
  expect(texts(it)).toEqual([DONE, expect.stringContaining('撤了，志愿服务'), '签到记下了，12:00。']);
});

test('the simulator waits for it', async () => {
  const talk = await dialogue({ understand, advise: async () => [checkIn] });
  expect(await talk.say('zhou', '搬砖两小时')).toEqual([DONE]);
  await talk.close();
});
