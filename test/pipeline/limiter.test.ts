// What the platforms allow is kept by the second, across instances and restarts, whatever the clock does.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Store } from '../../src/core/store.ts';
import { createLimiter } from '../../src/pipeline/limiter.ts';
import { openStore } from '../../src/store/index.ts';

const START = 1_800_000_000_000;
const LANE = 'wecom_webhook:digest';
const minute = [{ ms: MINUTE_MS, most: 18 }];
const minuteAndHour = [
  { ms: MINUTE_MS, most: 28 },
  { ms: HOUR_MS, most: 100 },
];

let store: Store;
let now: number;
const clock = { now: () => now };
const another = (on: Store = store) => createLimiter(on, clock);
let limiter: ReturnType<typeof another>;

beforeEach(async () => {
  store = await openStore();
  now = START;
  limiter = another();
});
afterEach(() => store.close());

/** How many of these are let through now. */
async function through(count: number, limits = minute, by = limiter): Promise<number> {
  let taken = 0;
  while (taken < count && (await by.take(LANE, limits)) === null) taken += 1;
  return taken;
}

describe('a limit', () => {
  it('lets through what it allows, and says when there may be room', async () => {
    expect(await through(40)).toBe(18);
    const room = (await limiter.take(LANE, minute))!;
    expect(room).toBe(START + MINUTE_MS + SECOND_MS);
    now = room - 1;
    expect(await through(1)).toBe(0);
    now = room;
    expect(await through(40)).toBe(18);
  });

  it('is never passed in any stretch, wherever it begins', async () => {
    const left: number[] = [];
    for (; now < START + 5 * MINUTE_MS; now += 370) if ((await limiter.take(LANE, minute)) === null) left.push(now);
    for (const at of left) expect(left.filter((each) => each >= at && each < at + MINUTE_MS).length).toBeLessThanOrEqual(18);
    expect(left.length).toBeGreaterThan(80);
  });

  it('of one second does not cost half of what it allows', async () => {
    const left: number[] = [];
    const second = [{ ms: SECOND_MS, most: 16 }];
    for (; now < START + 20 * SECOND_MS; now += 20) if ((await limiter.take(LANE, second)) === null) left.push(now);
    for (const at of left) expect(left.filter((each) => each >= at && each < at + SECOND_MS).length).toBeLessThanOrEqual(16);
    expect(left.length).toBeGreaterThan(20 * 13);
  });

  it('is kept by all instances together, and after a restart', async () => {
    expect(await through(10)).toBe(10);
    expect(await through(40, minute, another())).toBe(8);
    const taken = await Promise.all(Array.from({ length: 30 }, () => another().take('other', minute)));
    expect(taken.filter((until) => until === null)).toHaveLength(18);
  });

  it('holds beside others, and the longest tells when', async () => {
    for (let index = 0; index < 4; index += 1) {
      expect(await through(40, minuteAndHour)).toBe([28, 28, 28, 16][index]);
      now += 2 * MINUTE_MS;
    }
    expect(await limiter.take(LANE, minuteAndHour)).toBe(START + HOUR_MS + SECOND_MS);
    now = START + HOUR_MS + SECOND_MS;
    expect(await through(40, minuteAndHour)).toBe(28);
    expect(await limiter.take(LANE, minuteAndHour)).toBe(START + 2 * MINUTE_MS + HOUR_MS + SECOND_MS);
  });

  it('takes several places or none', async () => {
    expect(await limiter.take(LANE, minute, 10)).toBeNull();
    expect(await limiter.take(LANE, minute, 9)).toBeGreaterThan(now);
    expect(await limiter.take(LANE, minute, 8)).toBeNull();
  });

  it('gives all there is to whoever wants more at once than there ever is', async () => {
    expect(await limiter.take(LANE, minute, 500)).toBeNull();
    expect(await limiter.take(LANE, minute, 500)).toBe(START + MINUTE_MS + SECOND_MS);
    now = START + MINUTE_MS + SECOND_MS;
    expect(await limiter.take(LANE, minute, 500)).toBeNull();
  });

  it('lets everything through where there is none', async () => {
    expect(await limiter.take(LANE, [])).toBeNull();
  });

  it('asks nobody again within the second', async () => {
    const second = [{ ms: SECOND_MS, most: 1 }];
    await limiter.take(LANE, second);
    now += 999;
    expect(await limiter.take(LANE, second)).toBe(now + SECOND_MS);
  });

  it.each([30 * SECOND_MS, HOUR_MS, DAY_MS])('mutes nobody for the length of a step back of %i ms', async (step) => {
    expect(await through(40)).toBe(18);
    now -= step;
    expect(await through(1)).toBe(0);
    const room = (await limiter.take(LANE, minute))!;
    expect(room).toBeLessThanOrEqual(now + MINUTE_MS + SECOND_MS);
    now = room;
    // A step that is shorter than the limit's stretch costs at most that much more.
    while ((await limiter.take(LANE, minute)) !== null) now += SECOND_MS;
    expect(now - (START - step)).toBeLessThanOrEqual(2 * MINUTE_MS + SECOND_MS);
    expect(await through(40)).toBe(17);
  });
});

describe('a block', () => {
  it('shuts its lane, and no other, until it is over', async () => {
    limiter.block(LANE, START + 10 * MINUTE_MS);
    expect(await limiter.take(LANE, minute)).toBe(START + 10 * MINUTE_MS);
    expect(await limiter.take('other', minute)).toBeNull();
    now = START + 10 * MINUTE_MS;
    expect(await limiter.take(LANE, minute)).toBeNull();
  });

  it('is not shortened by a shorter one', async () => {
    limiter.block(LANE, START + 10 * MINUTE_MS);
    limiter.block(LANE, START + MINUTE_MS);
    limiter.block('over', START);
    expect(await limiter.take(LANE, minute)).toBe(START + 10 * MINUTE_MS);
    expect(await limiter.take('over', minute)).toBeNull();
  });

  it('is kept by other instances, and after a restart', async () => {
    limiter.block(LANE, START + 10 * MINUTE_MS);
    expect(await another().take(LANE, minute)).toBe(START + 10 * MINUTE_MS);
    now = START + 10 * MINUTE_MS;
    expect(await another().take(LANE, minute)).toBeNull();
  });

  it('takes no places meanwhile', async () => {
    limiter.block(LANE, START + MINUTE_MS);
    for (let index = 0; index < 5; index += 1) await another().take(LANE, minute);
    now = START + MINUTE_MS;
    expect(await through(40)).toBe(18);
  });

  it('lasts as long as it was meant to, where the clock is set back', async () => {
    limiter.block(LANE, START + 10 * MINUTE_MS);
    const restarted = another();
    now = START - HOUR_MS;
    for (const each of [limiter, restarted]) expect(await each.take(LANE, minute)).toBe(now + 10 * MINUTE_MS);
    now += 10 * MINUTE_MS;
    for (const each of [limiter, restarted, another()]) expect(await each.take(LANE, minute)).toBeNull();
  });

  it('is kept in memory while the store is away', async () => {
    const away = another({ ...store, transaction: () => Promise.reject(new BotError('store', 'The store is away.')) });
    away.block(LANE, START + 10 * MINUTE_MS);
    expect(await away.take(LANE, minute)).toBe(START + 10 * MINUTE_MS);
  });
});

describe('a store that is away', () => {
  it('has no room for a second', async () => {
    const away = another({ ...store, transaction: () => Promise.reject(new BotError('store', 'The store is away.')) });
    expect(await away.take(LANE, minute)).toBe(now + SECOND_MS);
  });

  it('is told from a mistake of ours', async () => {
    const broken = another({ ...store, transaction: () => Promise.reject(new TypeError('no such thing')) });
    await expect(broken.take(LANE, minute)).rejects.toThrow(TypeError);
  });
});
