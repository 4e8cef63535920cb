// The connections we hold open, in moved time: how often we knock where nobody lets us in, and who holds the one there may be.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { branchSchema } from '../../src/core/branch.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/services.ts';
import type { Store } from '../../src/core/store.ts';
import { openStore, type RecordStore } from '../../src/store/index.ts';
import { mostWithin, pass, stopTime } from '../channels/moved-time.ts';
import { type FakeDingtalk, startDingtalk } from '../support/platforms/dingtalk/index.ts';
import { type FakeWecom, startWecom } from '../support/platforms/wecom/index.ts';
import { type House, openHouse, wordsOf } from '../support/storm-house.ts';

const MINUTE_MS = 60_000;
const clock = { now: () => Date.now() };

let wecom: FakeWecom;
let dingtalk: FakeDingtalk;
let store: RecordStore;
let houses: House[];

beforeEach(async () => {
  stopTime('2026-03-10T12:31:00+08:00');
  wecom = await startWecom({ now: clock.now });
  dingtalk = await startDingtalk({ now: clock.now });
  store = await openStore();
  houses = [];
});
afterEach(async () => {
  // What waits for a timer in its end waits no longer.
  vi.useRealTimers();
  await Promise.all(houses.map((house) => house.close()));
  await Promise.all([wecom.close(), dingtalk.close()]);
  await store.close();
});

async function openOne(instance: string, log: Partial<Log> = {}, on: Store = store): Promise<House> {
  const house = await openHouse({
    config: readConfig({ ...wecom.environment('link'), ...dingtalk.environment('stream') }),
    clock,
    store: on,
    branch: branchSchema.parse({}),
    instance,
    hasTimers: true,
    log: { info() {}, warn() {}, error() {}, ...log },
  });
  houses.push(house);
  house.platforms.connect(house.bot.receiver);
  return house;
}

describe('a gateway that lets nobody in is asked ten times a minute at most', () => {
  const SUBSCRIBE = 'aibot_subscribe';
  const OPEN = '/v1.0/gateway/connections/open';

  test.each([
    [
      'the application is not published',
      () => {
        dingtalk.gateway.isPublished = false;
      },
      OPEN,
    ],
    [
      'the gateway is out',
      () => {
        dingtalk.gateway.isGatewayDown = true;
      },
      OPEN,
    ],
    [
      'the secret is wrong',
      () => {
        dingtalk.app.secret = 'another';
      },
      OPEN,
    ],
    ['the platform is busy', () => dingtalk.fail({ share: 1, kinds: ['busy'] }), OPEN],
    [
      'the bot has another secret',
      () => {
        wecom.bot.secret = 'another';
      },
      SUBSCRIBE,
    ],
    [
      'subscribing is over its limit',
      () => {
        wecom.bot.subscriptionsPerMinute = 0;
      },
      SUBSCRIBE,
    ],
  ])('%s', async (_why, refuse, path) => {
    refuse();
    const knocks: number[] = [];
    await openOne('only');
    const { calls } = path === OPEN ? dingtalk : wecom;
    for (let seconds = 0; seconds < 600; seconds += 1) {
      await pass(1_000, 1_000);
      while (knocks.length < (calls[path] ?? 0)) knocks.push(Date.now());
    }
    const most = mostWithin(knocks, MINUTE_MS);
    console.log(`${_why}: ${knocks.length} attempts in ten minutes, ${most} in the busiest`);
    expect(knocks.length).toBeGreaterThan(2);
    expect(most).toBeLessThanOrEqual(10);
  });

  test('nobody listens', async () => {
    const knocks: Record<string, number[]> = { wecom: [], dingtalk: [] };
    await Promise.all([wecom.outage(true), dingtalk.outage(true)]);
    await openOne('only', {
      warn(_fields, message) {
        if (/^WeCom could not be reached/.test(message)) knocks.wecom!.push(Date.now());
        if (message === 'the stream could not be opened') knocks.dingtalk!.push(Date.now());
      },
    });
    await pass(10 * MINUTE_MS, 1_000);
    for (const [platform, instants] of Object.entries(knocks)) {
      const most = mostWithin(instants, MINUTE_MS);
      console.log(`${platform}, nobody listens: ${instants.length} attempts in ten minutes, ${most} in the busiest`);
      expect(instants.length).toBeGreaterThan(10);
      expect(most).toBeLessThanOrEqual(10);
    }
    // Both come back by themselves within the longest pause.
    await Promise.all([wecom.outage(false), dingtalk.outage(false)]);
    await pass(MINUTE_MS + 5_000, 1_000);
    expect([wecom.isLinkUp(), dingtalk.isStreamUp()]).toEqual([true, true]);
  });
});

describe('two instances on one WeCom bot', () => {
  const answersTo = (mark: string) => wecom.delivered.filter(({ text }) => text.includes(wordsOf(mark)));
  const isUpAt = (house: House) => house.platforms.linked().wecom === 1;

  /** Somebody says it; false: nobody was there to hear it. */
  async function say(mark: string): Promise<boolean> {
    const { isAccepted } = await wecom.say({ from: `p${mark}`, text: wordsOf(mark) });
    await pass(500, 100);
    return isAccepted;
  }

  test('hold one connection; whoever stops hands it over at once, and every word is answered once', async () => {
    const one = await openOne('one');
    await pass(2_000, 100);
    expect(wecom.isLinkUp()).toBe(true);
    const other = await openOne('other');
    await pass(2 * MINUTE_MS, 1_000);
    expect([wecom.connections(), isUpAt(one), isUpAt(other)]).toEqual([1, true, false]);
    for (const mark of ['a0', 'a1', 'a2']) expect(await say(mark)).toBe(true);

    const from = Date.now();
    houses = [other];
    const stopped = one.close();
    await pass(3_000, 100);
    await stopped;
    let waitedMs = Date.now() - from;
    for (; !isUpAt(other) && waitedMs < 10_000; waitedMs = Date.now() - from) await pass(100, 100);
    expect([wecom.connections(), isUpAt(other)]).toEqual([1, true]);
    for (const mark of ['a3', 'a4']) expect(await say(mark)).toBe(true);
    await pass(5_000, 500);
    expect(['a0', 'a1', 'a2', 'a3', 'a4'].map((mark) => answersTo(mark).length)).toEqual([1, 1, 1, 1, 1]);
  });

  test('never hold two: who cannot reach the store lets go before the other takes over', async () => {
    let isAway = false;
    const away: Store = {
      ...store,
      async transaction(work) {
        if (isAway) throw new BotError('store', 'away');
        return await store.transaction(work);
      },
    };
    const errors: string[] = [];
    const log: Partial<Log> = { error: (_fields, message) => void errors.push(message) };
    const cutOff = await openOne('cut-off', log, away);
    await pass(2_000, 100);
    expect(wecom.isLinkUp()).toBe(true);
    const other = await openOne('other', log);
    await pass(10_000, 1_000);
    isAway = true;
    const from = Date.now();
    let most = 0;
    let downMs = 0;
    while (!isUpAt(other) && Date.now() - from < 30_000) {
      await pass(100, 100);
      most = Math.max(most, wecom.connections());
      if (!wecom.isLinkUp()) downMs += 100;
    }
    console.log(`store lost: the other holds it after ${Date.now() - from} ms, ${downMs} ms of them nobody did`);
    expect(Date.now() - from).toBeLessThanOrEqual(10_000);
    expect(most).toBe(1);
    expect(isUpAt(cutOff)).toBe(false);
    // Not pushed out by the other: gone before it came.
    expect(downMs).toBeGreaterThan(0);
    expect(errors.filter((message) => /somebody else/.test(message))).toEqual([]);
    expect(await say('b0')).toBe(true);
    await pass(3_000, 500);
    expect(answersTo('b0')).toHaveLength(1);
    // And when the store is back, nobody fights.
    isAway = false;
    await pass(2 * MINUTE_MS, 1_000);
    expect([wecom.connections(), isUpAt(other), isUpAt(cutOff)]).toEqual([1, true, false]);
  });
});
