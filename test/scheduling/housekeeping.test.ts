// What the night forgets of the platforms' limits, and what it keeps.
import { beforeEach, expect, test } from 'vitest';
import { DAY_MS, SECOND_MS } from '../../src/core/clock.ts';
import { shanghaiInstant } from '../../src/core/shanghai.ts';
import type { Store, Transaction } from '../../src/core/store.ts';
import { HOUSEKEEPING, runHousekeeping } from '../../src/scheduling/housekeeping.ts';
import { openStore } from '../../src/store/index.ts';
import { ticketDoing } from '../support/tickets.ts';

const NIGHT = shanghaiInstant('2026-11-20', 3, 43);

let store: Store;
beforeEach(async () => {
  store = await openStore();
  return () => store.close();
});

const clean = (now: number) => store.transaction((tx) => runHousekeeping(ticketDoing(tx, {}, now), {}));
const sum = (name: string) => store.transaction((tx) => tx.tallies.sum(name, 0));
const planned = () =>
  store.transaction(async (tx) => (await tx.scheduled.list(['ready'], 10)).map(({ key, dueAt }) => ({ key, dueAt })));

async function count(ages: readonly number[], ...names: string[]): Promise<void> {
  await store.transaction(async (tx: Transaction) => {
    for (const name of names) for (const age of ages) await tx.tallies.add(name, NIGHT - age, 1);
  });
}

test('forgets what was used of minutes and hours after two days, of months after more than a year', async () => {
  await count([0, 2 * DAY_MS, 2 * DAY_MS + 1, 390 * DAY_MS, 401 * DAY_MS], 'wecom_webhook:digest', 'quota:dingtalk_calls');
  await clean(NIGHT);
  expect(await sum('wecom_webhook:digest')).toBe(2);
  expect(await sum('quota:dingtalk_calls')).toBe(4);
});

test('forgets a portion at a time, and comes back for the rest in a moment', async () => {
  await count(
    Array.from({ length: 1_500 }, (_, index) => 3 * DAY_MS + index * SECOND_MS),
    'wecom_webhook:digest',
  );
  await clean(NIGHT);
  expect(await sum('wecom_webhook:digest')).toBe(500);
  expect(await planned()).toContainEqual({ key: `${HOUSEKEEPING}:more:${NIGHT}`, dueAt: NIGHT + 2 * SECOND_MS });
  await clean(NIGHT + 2 * SECOND_MS);
  expect(await sum('wecom_webhook:digest')).toBe(0);
  expect(await planned()).toHaveLength(2);
});
