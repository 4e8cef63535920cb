// Who holds a lease, by a wall clock that may be set and a monotonic one that may not.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOUR_MS } from '../../src/core/clock.ts';
import type { Store } from '../../src/core/store.ts';
import { createLeaseKeeper } from '../../src/pipeline/lease-keeper.ts';
import { openStore } from '../../src/store/index.ts';

const START = 1_800_000_000_000;

let store: Store;
let wallNow: number;
let monotonicNow: number;
const pass = (ms: number) => {
  wallNow += ms;
  monotonicNow += ms;
};
const keeper = (instance: string, on: Store = store) =>
  createLeaseKeeper({
    store: on,
    name: 'wecom-link',
    instance,
    clock: { now: () => wallNow },
    monotonicNow: () => monotonicNow,
  });
const holder = () => store.transaction((tx) => tx.leases.holder('wecom-link', wallNow));

beforeEach(async () => {
  store = await openStore();
  wallNow = START;
  monotonicNow = 5_000;
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

test('belongs to one, who is sure of it for a second less than it lasts', async () => {
  const [one, other] = [keeper('one'), keeper('other')];
  expect(one.msLeft()).toBe(0);
  expect([await one.take(), await other.take()]).toEqual([true, false]);
  expect([one.msLeft(), other.msLeft()]).toEqual([5_000, 0]);
  pass(2_000);
  expect(await one.take()).toBe(true);
  expect(one.msLeft()).toBe(5_000);
  pass(5_000);
  expect(one.msLeft()).toBe(0);
  expect(await other.take()).toBe(false);
  pass(1_000);
  expect(await other.take()).toBe(true);
  expect(await one.take()).toBe(false);
});

test('goes to the other at once when it is given back', async () => {
  const [one, other] = [keeper('one'), keeper('other')];
  await one.take();
  const giving = one.give();
  expect(one.msLeft()).toBe(0);
  await giving;
  expect(await other.take()).toBe(true);
  await one.give();
  expect(await holder()).toBe('other');
});

test('is given after a taking that was asked for before', async () => {
  const one = keeper('one');
  expect(await Promise.all([one.take(), one.give()])).toEqual([true, undefined]);
  expect(one.msLeft()).toBe(0);
  expect(await holder()).toBeUndefined();
});

test('is taken no more once it was stopped', async () => {
  const one = keeper('one');
  await one.take();
  await one.stop();
  expect(await holder()).toBeUndefined();
  expect(await one.take()).toBe(false);
});

test('is believed in from before the store was asked', async () => {
  const slow: Store = {
    ...store,
    async transaction(work) {
      const result = await store.transaction(work);
      pass(1_400);
      return result;
    },
  };
  const one = keeper('one', slow);
  expect(await one.take()).toBe(true);
  expect(one.msLeft()).toBe(3_600);
});

test.each([-HOUR_MS, HOUR_MS])('is neither lost nor believed in for longer where the clock is set by %i ms', async (step) => {
  const [one, other] = [keeper('one'), keeper('other')];
  await one.take();
  wallNow += step;
  pass(2_000);
  expect(one.msLeft()).toBe(3_000);
  expect(await one.take()).toBe(true);
  expect(await other.take()).toBe(false);
  pass(6_000);
  expect(one.msLeft()).toBe(0);
  expect(await other.take()).toBe(true);
});

test('is not taken where the store fails, and what was held runs out', async () => {
  let isAway = false;
  const one = keeper('one', {
    ...store,
    transaction: (work) => (isAway ? Promise.reject(new Error('the store is away')) : store.transaction(work)),
  });
  await one.take();
  isAway = true;
  pass(2_000);
  expect(await one.take()).toBe(false);
  expect(one.msLeft()).toBe(3_000);
  pass(3_000);
  expect(one.msLeft()).toBe(0);
  await one.give();
  isAway = false;
  expect(await one.take()).toBe(true);
});

test('is not taken where the store says nothing in time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const one = keeper('one', { ...store, transaction: () => new Promise(() => {}) });
  const taking = one.take();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await taking).toBe(false);
  expect(one.msLeft()).toBe(0);
  const giving = one.give();
  await vi.advanceTimersByTimeAsync(1_500);
  await giving;
  expect(vi.getTimerCount()).toBe(0);
});
