import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { DAY_MS } from '../../src/core/clock.ts';
import type { ModelRequest } from '../../src/core/language-model.ts';
import type { Store } from '../../src/core/store.ts';
import { createTokenLedger, TOKENS } from '../../src/pipeline/token-ledger.ts';
import { openStore } from '../../src/store/index.ts';
import { BENCH_START, type ModelServer, modelAt, says, startModelServer } from '../support/model-server.ts';

const TODAY = '2026-11-20';

let store: Store;
let now: number;
const ledgerOf = (instance: string, on: Store = store) => createTokenLedger(on, instance, { now: () => now });
const lines = () => store.transaction((tx) => tx.collection(TOKENS, z.number()).list());

beforeEach(async () => {
  store = await openStore();
  now = BENCH_START;
});
afterEach(() => store.close());

test('sums the day over all instances, and other days apart', async () => {
  const [one, other] = [ledgerOf('one'), ledgerOf('other')];
  await one.add(TODAY, 100);
  await other.add(TODAY, 20);
  await one.add(TODAY, 3);
  await one.add('2026-11-21', 5_000);
  for (const ledger of [one, other, ledgerOf('started later')]) {
    expect(await ledger.spent(TODAY)).toBe(123);
    expect(await ledger.spent('2026-11-21')).toBe(5_000);
    expect(await ledger.spent('2026-11-22')).toBe(0);
  }
  expect(await lines()).toHaveLength(3);
});

test('loses nothing of what is added at the same time', async () => {
  const ledgers = [ledgerOf('one'), ledgerOf('other')];
  await Promise.all(Array.from({ length: 40 }, (_, index) => ledgers[index % 2]?.add(TODAY, index)));
  expect(await ledgers[0]?.spent(TODAY)).toBe(780);
});

test('tells of a store that fails, and goes on when it is back', async () => {
  let isAway = true;
  const ledger = ledgerOf('one', {
    ...store,
    transaction: (work) => (isAway ? Promise.reject(new Error('the disk is away')) : store.transaction(work)),
  });
  await expect(ledger.spent(TODAY)).rejects.toThrow('away');
  await expect(ledger.add(TODAY, 10)).rejects.toThrow('away');
  isAway = false;
  await ledger.add(TODAY, 7);
  expect(await ledger.spent(TODAY)).toBe(7);
});

test('forgets the days before yesterday', async () => {
  await ledgerOf('one').add(TODAY, 1);
  now += 3 * DAY_MS;
  await ledgerOf('one').add('2026-11-23', 2);
  expect(await lines()).toEqual([{ key: '2026-11-23/one', value: 2 }]);
});

test('bounds what two instances on one store use together', async () => {
  const server: ModelServer = await startModelServer(says({}));
  const question: ModelRequest<object> = {
    task: 'test',
    system: 'JSON',
    user: 'x',
    schema: z.object({}),
    schemaName: 'test',
    maxTokens: 100,
    asker: { member: 'm', conversation: 'c' },
  };
  const models = ['one', 'other'].map((name) => modelAt(server, { dailyTokens: 500, ledger: ledgerOf(name) }).model);
  const kinds: string[] = [];
  for (let time = 0; time < 8; time += 1) kinds.push((await models[time % 2]!.ask(question)).kind);
  // A hundred tokens each, and as many must be left.
  expect(kinds).toEqual([...Array(4).fill('answered'), ...Array(4).fill('spent')]);
  expect(await ledgerOf('third').spent(TODAY)).toBe(400);
  await server.close();
});
