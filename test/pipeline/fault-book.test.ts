// What is wrong between us and the platforms, as it is told, kept and read by the operator.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import type { Fault } from '../../src/core/fault.ts';
import type { Store } from '../../src/core/store.ts';
import { createFaultBook, readFaults } from '../../src/pipeline/fault-book.ts';
import { openStore } from '../../src/store/index.ts';

const START = 1_800_000_000_000;

let store: Store;
let now: number;
let told: Fault[];
let warnings: string[];
let running: { stop(): Promise<void> }[];
let written: number;

/** The book of one process. */
function open(on: Store = store, onNew = (fault: Fault) => void told.push(fault)) {
  const note = (_: object, message: string) => void warnings.push(message);
  const log = { info() {}, warn: note, error: note };
  const book = createFaultBook({ store: on, clock: { now: () => now }, log, onNew });
  running.push(book);
  return book;
}
const stored = () => store.transaction(readFaults);

/** What stands once everybody has written down what he knows. */
async function standing() {
  for (let turns = 0; turns < 4; turns += 1) {
    await vi.advanceTimersByTimeAsync(0);
    await stored();
  }
  return await stored();
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const opened = await openStore();
  written = 0;
  store = {
    ...opened,
    transaction: (work) => {
      written += 1;
      return opened.transaction(work);
    },
  };
  now = START;
  told = [];
  warnings = [];
  running = [];
});
afterEach(async () => {
  for (const book of running) await book.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  await store.close();
});

describe('a fault', () => {
  it('stands from its first report to its last, and is told once', async () => {
    const book = open();
    book.report('wecom_bot_not_in_group', 'g1');
    now += 5 * SECOND_MS;
    book.report('wecom_bot_not_in_group', 'g1');
    book.report('dingtalk_secret_wrong');
    expect(await standing()).toEqual([
      { code: 'wecom_bot_not_in_group', subject: 'g1', since: START, lastAt: START + 5 * SECOND_MS },
      { code: 'dingtalk_secret_wrong', subject: null, since: START + 5 * SECOND_MS, lastAt: START + 5 * SECOND_MS },
    ]);
    expect(told).toEqual([
      { code: 'wecom_bot_not_in_group', subject: 'g1' },
      { code: 'dingtalk_secret_wrong', subject: null },
    ]);
  });

  it('is over when it is cleared, by subject or whatever its subject, and is told again when it comes back', async () => {
    const book = open();
    for (const group of ['g1', 'g2', 'g3']) book.report('wecom_webhook_gone', group);
    book.report('wecom_unreachable');
    book.clear('wecom_webhook_gone', 'g2');
    expect((await standing()).map(({ subject }) => subject ?? '').sort()).toEqual(['', 'g1', 'g3']);
    book.clear('wecom_webhook_gone');
    expect(await standing()).toMatchObject([{ code: 'wecom_unreachable' }]);
    told = [];
    now += HOUR_MS;
    book.report('wecom_webhook_gone', 'g2');
    book.report('wecom_unreachable');
    expect(told).toEqual([{ code: 'wecom_webhook_gone', subject: 'g2' }]);
    expect(await standing()).toMatchObject([{ since: START }, { since: START + HOUR_MS }]);
  });

  it('whose subject is a measure stands once, with the newest', async () => {
    const book = open();
    book.report('clock_wrong', '61');
    book.report('clock_wrong', '-75');
    expect(await standing()).toMatchObject([{ code: 'clock_wrong', subject: '-75' }]);
    expect(told).toHaveLength(1);
    book.clear('clock_wrong');
    expect(await standing()).toEqual([]);
  });

  it('is not written anew with every report, nor cleared with every word that it is over', async () => {
    const book = open();
    await standing();
    written = 0;
    for (let index = 0; index < 500; index += 1) {
      book.report('wecom_unreachable');
      book.clear('dingtalk_unreachable');
      now += 100;
    }
    await vi.advanceTimersByTimeAsync(SECOND_MS);
    expect(written).toBe(1);
    now = START + MINUTE_MS;
    book.report('wecom_unreachable');
    await book.stop();
    expect(await stored()).toMatchObject([{ since: START, lastAt: START + MINUTE_MS }]);
  });

  it('that somebody fails to be told of is no failure of whoever reports it', async () => {
    const book = open(store, () => {
      throw new Error('nobody there');
    });
    expect(() => book.report('wecom_unreachable')).not.toThrow();
    expect(warnings).toHaveLength(1);
    expect(await standing()).toHaveLength(1);
  });
});

describe('one cause seen from two sides', () => {
  const REMOVED: Fault = { code: 'dingtalk_group_gone', subject: 'g1' };
  const ADDRESS: Fault = { code: 'dingtalk_webhook_wrong', subject: 'g1' };

  it.each([
    ['the address first', [ADDRESS, REMOVED]],
    ['the robot first', [REMOVED, ADDRESS]],
  ])('is told and listed once: %s', async (_, faults) => {
    const book = open();
    for (const { code, subject } of faults) book.report(code, subject);
    await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
    expect(told).toEqual([REMOVED]);
    expect(await standing()).toMatchObject([REMOVED]);
    // In again, and the address is still dead: that is news.
    book.clear('dingtalk_group_gone', 'g1');
    book.report(ADDRESS.code, ADDRESS.subject);
    await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
    expect(told).toEqual([REMOVED, ADDRESS]);
  });

  it('is two where it is of two groups', async () => {
    const book = open();
    book.report('dingtalk_webhook_wrong', 'g2');
    book.report('dingtalk_group_gone', 'g1');
    await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
    expect(told).toHaveLength(2);
    expect(await standing()).toHaveLength(2);
  });

  it('is not told where it was over in a moment', async () => {
    const book = open();
    book.report('dingtalk_webhook_wrong', 'g2');
    book.clear('dingtalk_webhook_wrong', 'g2');
    await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
    expect(told).toEqual([]);
  });
});

describe('a quota that is used up', () => {
  const LAST_DAY = Date.parse('2026-11-30T23:50:00+08:00');

  it('is over when the month turns, whoever noted it, and is told again in the next', async () => {
    now = LAST_DAY;
    const before = open();
    before.report('dingtalk_quota_spent', 'dingtalk_messages');
    before.report('dingtalk_quota_near', 'dingtalk_calls:80');
    before.report('wecom_unreachable');
    await before.stop();
    const book = open();
    book.report('dingtalk_quota_spent', 'dingtalk_messages');
    // The platform's month may begin a little later.
    now = Date.parse('2026-12-01T00:04:00+08:00');
    expect(await standing()).toHaveLength(3);
    now += 2 * MINUTE_MS;
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await standing()).toMatchObject([{ code: 'wecom_unreachable' }]);
    told = [];
    book.report('dingtalk_quota_spent', 'dingtalk_messages');
    expect(told).toHaveLength(1);
    expect(await standing()).toHaveLength(2);
  });
});

describe('after a restart', () => {
  it('stands since it was first reported, and is told once more', async () => {
    const before = open();
    before.report('wecom_ip_untrusted', '203.0.113.7');
    await before.stop();
    now += HOUR_MS;
    const after = open();
    expect(await standing()).toMatchObject([{ since: START, lastAt: START }]);
    after.report('wecom_ip_untrusted', '203.0.113.7');
    after.report('wecom_ip_untrusted', '203.0.113.7');
    expect(told).toHaveLength(2);
    await after.stop();
    expect(await stored()).toMatchObject([{ since: START, lastAt: START + HOUR_MS }]);
  });

  it('keeps its first report where it is reported before the store was read', async () => {
    const before = open();
    before.report('wecom_unreachable');
    await before.stop();
    now += HOUR_MS;
    const after = open();
    after.report('wecom_unreachable');
    expect(await standing()).toMatchObject([{ since: START, lastAt: START + HOUR_MS }]);
  });

  it('is over where that is said before the store was read, unless it is reported after', async () => {
    const before = open();
    before.report('wecom_bot_secret_wrong');
    before.report('wecom_unreachable');
    await before.stop();
    const after = open();
    after.clear('wecom_bot_secret_wrong');
    after.clear('wecom_unreachable');
    after.report('wecom_unreachable');
    await after.stop();
    expect(await stored()).toMatchObject([{ code: 'wecom_unreachable' }]);
  });
});

describe('two instances', () => {
  it('know of each other’s faults within a minute, and each may say that one is over', async () => {
    const [one, other] = [open(), open()];
    one.report('dingtalk_ip_untrusted');
    expect(await standing()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    other.clear('dingtalk_ip_untrusted');
    expect(await standing()).toEqual([]);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    one.report('dingtalk_ip_untrusted');
    expect(await standing()).toHaveLength(1);
    expect(told).toHaveLength(1);
  });
});

describe('a store that is away', () => {
  it('is told of once, and catches up', async () => {
    let isAway = true;
    const book = open({
      ...store,
      transaction: (work) => (isAway ? Promise.reject(new Error('the store is away')) : store.transaction(work)),
    });
    book.report('wecom_unreachable');
    book.report('dingtalk_unreachable');
    book.clear('dingtalk_unreachable');
    await vi.advanceTimersByTimeAsync(20 * SECOND_MS);
    expect(warnings).toHaveLength(1);
    isAway = false;
    await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
    expect(await standing()).toMatchObject([{ code: 'wecom_unreachable', since: START }]);
  });
});

describe('what is kept', () => {
  it('is forgotten when nobody has reported it for a month', async () => {
    const book = open();
    book.report('wecom_webhook_gone', 'g1');
    await standing();
    now += 30 * DAY_MS;
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await standing()).toHaveLength(1);
    now += 1;
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await standing()).toEqual([]);
  });

  it('may be of a version that knows other faults', async () => {
    await store.transaction((tx) => tx.collection('faults', z.unknown()).put('x', { code: 'of_tomorrow' }, now));
    const book = open();
    book.report('wecom_unreachable');
    expect(await standing()).toHaveLength(1);
  });
});
