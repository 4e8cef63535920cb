// Many ask, decide and take back at once: on two instances of one PostgreSQL, and on SQLite. Never beyond a balance, never beyond the stock.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { branchSchema } from '../../src/core/branch.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Member } from '../../src/core/member.ts';
import { exchangeStatuses } from '../../src/core/points.ts';
import type { Store } from '../../src/core/store.ts';
import { askExchange, cancelExchange, decideExchange } from '../../src/domain/points/exchanging.ts';
import { offerGoods, restock } from '../../src/domain/points/goods.ts';
import { earn } from '../../src/domain/points/index.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { openStore } from '../../src/store/index.ts';
import { calendar } from '../support/calendar.ts';
import { quietDoing } from '../support/parts.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const PEOPLE = 30;
const STOCK = 12;
const COST = 10;
/** Enough for one, and a half. */
const EARNED = 15;

const names = Array.from({ length: PEOPLE }, (_, index) => `rider${String(index).padStart(2, '0')}`);
const person = (id: string, role = 'member') => ({ id, name: id, role, occupation: 'courier', simulator: id });
const branch = branchSchema.parse({
  people: [...names.map((name) => person(name)), person('li', 'secretary'), person('wang', 'secretary')],
  points: { rules: { party_day: EARNED } },
});
const planner = createPlanner({ calendar });

let postgres: TestPostgres;
let folder: string;
beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'xiaofeng-exchange-'));
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const runOn = (store: Store) => {
  return <T>(work: (doing: Doing) => Promise<T>): Promise<T> =>
    store.transaction((tx) => work({ ...quietDoing(), tx, branch, planner, reach: () => 'always', now: NOW }));
};

async function race(stores: readonly Store[]): Promise<void> {
  const runs = stores.map(runOn);
  const [first] = runs as [ReturnType<typeof runOn>];
  const anywhere = (index: number) => runs[index % runs.length]!;
  const goods = await first(async (doing) => {
    await doing.tx.members.syncRoster(rosterOf(branch, []), NOW);
    for (const memberId of names) await earn(doing, { memberId, rule: 'party_day', source: `test:${memberId}`, at: NOW });
    return (await offerGoods(doing, { name: '洗车券', cost: COST, stock: STOCK })).goods;
  });
  const secretaries = await first(({ tx }) => tx.members.byIds(['li', 'wang']));

  // Everybody asks twice, on both instances at once, though the points are enough for one.
  const asked = await Promise.all(
    [...names, ...names].map((id, index) =>
      anywhere(index + Math.floor(index / PEOPLE))((doing) => askExchange(doing, { id }, goods.id, `message-${index}`, COST)),
    ),
  );
  const exchanges = asked.flatMap((outcome) => (outcome.kind === 'asked' ? [outcome.exchange] : []));
  expect(exchanges).toHaveLength(STOCK);
  expect(new Set(exchanges.map(({ memberId }) => memberId)).size).toBe(STOCK);

  // Both secretaries and the person at the same instant, while others ask again and the shelf is filled up.
  const [one, other] = secretaries as [Member, Member];
  const ends = exchanges.flatMap(({ id, memberId }, index) => [
    anywhere(index)((doing) => decideExchange(doing, id, one, 'granted')),
    anywhere(index + 1)((doing) => decideExchange(doing, id, other, 'declined')),
    anywhere(index)((doing) => cancelExchange(doing, id, { id: memberId })),
  ]);
  const again = names.map((id, index) =>
    anywhere(index)((doing) => askExchange(doing, { id }, goods.id, `again-${index}`, COST)),
  );
  const [decided] = await Promise.all([
    Promise.all(ends),
    Promise.all(again),
    anywhere(1)((doing) => restock(doing, goods.id, 3)),
  ]);
  expect(decided.filter(({ kind }) => kind === 'decided')).toHaveLength(STOCK);
  expect(decided.filter(({ kind }) => kind === 'already')).toHaveLength(2 * STOCK);

  await first(async ({ tx }) => {
    const all = (await Promise.all(names.map((id) => tx.exchanges.ofMember(id, exchangeStatuses)))).flat();
    const standing = all.filter(({ status }) => status === 'asked' || status === 'granted');
    const left = await tx.exchanges.lockGoods(goods.id);
    expect(left!.stock).toBeGreaterThanOrEqual(0);
    expect(left!.stock + standing.length).toBe(STOCK + 3);
    for (const id of names) {
      const own = standing.filter(({ memberId }) => memberId === id).length;
      expect(own).toBeLessThanOrEqual(1);
      expect(await tx.points.balance(id)).toBe(EARNED - COST * own);
    }
  });
}

test('two instances on one PostgreSQL', async () => {
  const url = await postgres.createDatabase('xiaofeng_exchange_test');
  const stores = [await openStore({ url }), await openStore({ url })];
  await race(stores);
  for (const store of stores) await store.close();
});

test('one instance on SQLite', async () => {
  const store = await openStore({ file: join(folder, 'exchange.sqlite') });
  await race([store]);
  await store.close();
});
