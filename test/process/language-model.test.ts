// Several instances on one PostgreSQL share one day's budget.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTokenLedger } from '../../src/pipeline/token-ledger.ts';
import { openStore } from '../../src/store/index.ts';
import { advice, DONE, QUESTION, useModelBots } from '../support/model-bot.ts';
import type { ModelReply } from '../support/model-server.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

const make = useModelBots();

test('what one instance used, another cannot use, and a restart gives nothing back', async () => {
  const url = await postgres.createDatabase('xiaofeng_budget_test');
  const good = advice(['check_in', { kind: 'volunteer', hours: 2 }]) as Extract<ModelReply, { kind: 'says' }>;
  const env = { DATABASE_URL: url, OPENAI_DAILY_TOKENS: '7500' };
  const script = { ...good, tokens: 3_500 };
  const [one, other] = [await make({ script, env }), await make({ script, env })];
  expect(await one.say('zhou', '搬砖两小时')).toEqual([DONE]);
  expect(await other.say('zhou', '搬砖两小时')).toEqual([DONE]);
  for (const it of [one, other]) expect(await it.say('wang', '搬砖两小时')).toEqual([QUESTION]);
  await one.restart();
  expect(await one.say('li', '搬砖两小时')).toEqual([QUESTION]);
  expect(await one.calls()).toEqual({ spent: 1 });
  expect([one, other].map(({ server }) => server.asked.length)).toEqual([1, 1]);
});

test('nothing is lost of what is written down at the same time', async () => {
  const url = await postgres.createDatabase('xiaofeng_ledger_test');
  const stores = [await openStore({ url }), await openStore({ url })];
  const ledgers = stores.map((store, index) => createTokenLedger(store, `instance${index}`, { now: Date.now }));
  await Promise.all(Array.from({ length: 60 }, () => ledgers.map((ledger) => ledger.add('2026-11-20', 10))).flat());
  for (const ledger of ledgers) expect(await ledger.spent('2026-11-20')).toBe(1_200);
  for (const store of stores) await store.close();
});
