// What is used of the platforms' monthly quotas, over restarts, several instances and a store that comes and goes.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import type { QuotaName } from '../../src/core/limiter.ts';
import { shanghaiInstant } from '../../src/core/shanghai.ts';
import type { Store } from '../../src/core/store.ts';
import { createQuotas } from '../../src/pipeline/quotas.ts';
import { openStore } from '../../src/store/index.ts';

const START = shanghaiInstant('2026-11-20', 10, 30);
const limits = { dingtalk_calls: 1_000, dingtalk_messages: 100 };

let store: Store;
let now: number;
let marks: [QuotaName, number][];
let running: { stop(): Promise<void> }[];

function instance(on: Store = store) {
  const quotas = createQuotas({
    store: on,
    clock: { now: () => now },
    limits,
    onMark: (name, percent) => marks.push([name, percent]),
  });
  running.push(quotas);
  return quotas;
}
const written = (name: QuotaName, since: number) => store.transaction((tx) => tx.tallies.sum(`quota:${name}`, since));

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  store = await openStore();
  now = START;
  marks = [];
  running = [];
});
afterEach(async () => {
  for (const quotas of running) await quotas.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  await store.close();
});

test('counts at once, and writes in a second', async () => {
  const quotas = instance();
  quotas.count('dingtalk_calls');
  quotas.count('dingtalk_calls', 9);
  expect(quotas.usedShare('dingtalk_calls')).toBe(0.01);
  expect(quotas.usedShare('dingtalk_messages')).toBe(0);
  expect(await written('dingtalk_calls', 0)).toBe(0);
  await vi.advanceTimersByTimeAsync(SECOND_MS);
  expect(await written('dingtalk_calls', 0)).toBe(10);
  expect(quotas.usedShare('dingtalk_calls')).toBe(0.01);
});

test('writes sooner where much is counted', async () => {
  const quotas = instance();
  await quotas.flush();
  for (let index = 0; index < 60; index += 1) quotas.count(index % 2 ? 'dingtalk_calls' : 'dingtalk_messages');
  await vi.waitFor(async () => expect(await written('dingtalk_calls', 0)).toBe(30), { interval: 1 });
  expect(await written('dingtalk_messages', 0)).toBe(30);
  expect(quotas.usedShare('dingtalk_messages')).toBe(0.3);
});

test('knows after a restart, and within a minute, what others have used', async () => {
  const one = instance();
  one.count('dingtalk_calls', 100);
  await one.flush();
  const other = instance();
  await other.flush();
  expect(other.usedShare('dingtalk_calls')).toBe(0.1);
  other.count('dingtalk_calls', 50);
  await other.flush();
  expect(one.usedShare('dingtalk_calls')).toBe(0.1);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  await one.flush();
  expect(one.usedShare('dingtalk_calls')).toBe(0.15);
});

test('counts by the day of Shanghai, and begins anew with its month', async () => {
  const quotas = instance();
  now = shanghaiInstant('2026-11-30', 23, 59);
  quotas.count('dingtalk_messages', 60);
  await quotas.flush();
  expect(await written('dingtalk_messages', shanghaiInstant('2026-11-30'))).toBe(60);
  expect(await written('dingtalk_messages', shanghaiInstant('2026-11-30') + 1)).toBe(0);
  quotas.count('dingtalk_messages', 5);
  now = shanghaiInstant('2026-12-01');
  expect(quotas.usedShare('dingtalk_messages')).toBe(0);
  quotas.count('dingtalk_messages', 7);
  expect(quotas.usedShare('dingtalk_messages')).toBe(0.07);
  await quotas.flush();
  expect(quotas.usedShare('dingtalk_messages')).toBe(0.07);
  expect(await written('dingtalk_messages', shanghaiInstant('2026-11-01'))).toBe(72);
});

test('leaves out what a clock counted that showed a later month', async () => {
  const quotas = instance();
  now = START + 60 * DAY_MS;
  quotas.count('dingtalk_calls', 500);
  await quotas.flush();
  now = START;
  quotas.count('dingtalk_calls', 20);
  await quotas.flush();
  expect(quotas.usedShare('dingtalk_calls')).toBe(0.02);
});

test('tells of each mark once a month, whoever passes it', async () => {
  const [one, other] = [instance(), instance()];
  one.count('dingtalk_messages', 49);
  await one.flush();
  expect(marks).toEqual([]);
  one.count('dingtalk_messages');
  await Promise.all([one.flush(), other.flush()]);
  expect(marks).toEqual([['dingtalk_messages', 50]]);
  other.count('dingtalk_messages', 45);
  await Promise.all([other.flush(), one.flush()]);
  await instance().flush();
  expect(marks.slice(1)).toEqual([
    ['dingtalk_messages', 80],
    ['dingtalk_messages', 95],
  ]);
  one.count('dingtalk_messages', 400);
  one.count('dingtalk_calls', 500);
  await one.flush();
  await one.flush();
  expect(marks.slice(3)).toEqual([
    ['dingtalk_calls', 50],
    ['dingtalk_messages', 100],
  ]);
  expect(one.usedShare('dingtalk_messages')).toBeCloseTo(4.95);
  now = shanghaiInstant('2026-12-03', 8);
  one.count('dingtalk_messages', 50);
  await one.flush();
  expect(marks.slice(5)).toEqual([['dingtalk_messages', 50]]);
});

test('loses nothing while the store is away, and doubles nothing', async () => {
  let isAway = true;
  let tried = 0;
  const quotas = instance({
    ...store,
    transaction: (work) => {
      tried += 1;
      return isAway ? Promise.reject(new Error('the store is away')) : store.transaction(work);
    },
  });
  await quotas.flush();
  for (let index = 0; index < 200; index += 1) quotas.count('dingtalk_calls');
  await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
  expect(quotas.usedShare('dingtalk_calls')).toBe(0.2);
  expect(tried).toBeLessThan(10);
  now += HOUR_MS;
  isAway = false;
  const flushing = quotas.flush();
  quotas.count('dingtalk_calls', 3);
  await flushing;
  await quotas.flush();
  expect(quotas.usedShare('dingtalk_calls')).toBe(0.203);
  expect(await written('dingtalk_calls', 0)).toBe(203);
});

test('writes what is left when it stops', async () => {
  const quotas = instance();
  quotas.count('dingtalk_calls', 4);
  await quotas.stop();
  expect(await written('dingtalk_calls', 0)).toBe(4);
});
