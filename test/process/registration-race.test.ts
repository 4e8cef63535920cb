// A person has his registration erased, or changes it, while the secretary writes to it: on two instances of one PostgreSQL.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { branchSchema } from '../../src/core/branch.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Member } from '../../src/core/member.ts';
import type { Collection, Store, Transaction } from '../../src/core/store.ts';
import { NOTHING_TOLD } from '../../src/domain/registration/details.ts';
import { REGISTRATIONS, registrationOf } from '../../src/domain/registration/records.ts';
import { answerDesk, askFor, erase, register, verify } from '../../src/domain/registration/verifying.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { openStore } from '../../src/store/index.ts';
import { calendar } from '../support/calendar.ts';
import { quietDoing } from '../support/parts.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const branch = branchSchema.parse({
  people: [
    { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', simulator: 'li' },
    { id: 'zhou', name: '老周', role: 'member', occupation: 'courier', simulator: 'zhou' },
  ],
});
const planner = createPlanner({ calendar });
const DETAILS = { ...NOTHING_TOLD, name: '周大山', community: '江畔社区' };

let postgres: TestPostgres;
let stores: [Store, Store];
let databases = 0;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  databases += 1;
  const url = await postgres.createDatabase(`xiaofeng_registration_${databases}`);
  stores = [await openStore({ url }), await openStore({ url })];
  await here(async (doing) => {
    await doing.tx.members.syncRoster(rosterOf(branch, []), NOW);
    await register(doing, await person(doing, 'zhou'), DETAILS);
  });
});
afterEach(async () => {
  for (const store of stores) await store.close();
});

const runOn = <T>(store: Store, work: (doing: Doing) => Promise<T>, around: (tx: Transaction) => Transaction = (tx) => tx) =>
  store.transaction((tx) => work({ ...quietDoing(), tx: around(tx), branch, planner, reach: () => 'always', now: NOW }));
const here = <T>(work: (doing: Doing) => Promise<T>) => runOn(stores[0], work);
const person = async ({ tx }: Doing, id: string): Promise<Member> => (await tx.members.byId(id))!;
const kept = () => here(async (doing) => (await registrationOf(doing, { id: 'zhou' }))?.registration ?? null);

/** Does `slow` on one instance up to its first write of a registration, begins `other` on the second, then lets both end. */
async function meanwhile<One, Other>(slow: (doing: Doing) => Promise<One>, other: (doing: Doing) => Promise<Other>) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const held = <T>(collection: Collection<T>): Collection<T> => ({
    ...collection,
    async put(key, value, now) {
      reached.resolve();
      await gate.promise;
      await collection.put(key, value, now);
    },
  });
  const around = (tx: Transaction): Transaction => ({
    ...tx,
    collection: (name, schema) => (name === REGISTRATIONS ? held(tx.collection(name, schema)) : tx.collection(name, schema)),
  });
  const first = runOn(stores[0], slow, around);
  await reached.promise;
  let hasEnded = false;
  const second = runOn(stores[1], other).finally(() => {
    hasEnded = true;
  });
  await expect.poll(async () => hasEnded || (await isWaiting())).toBe(true);
  const waited = !hasEnded;
  gate.resolve();
  const ends = await Promise.all([first, second]);
  expect(waited).toBe(true);
  return ends;
}

/** Somebody waits for a lock of somebody else. */
async function isWaiting(): Promise<boolean> {
  const { rows } = await postgres.query('postgres', 'select 1 from pg_locks where not granted');
  return rows.length > 0;
}

const verifies = async (doing: Doing) => (await verify(doing, 1, await person(doing, 'li'))).kind;
const asks = async (doing: Doing) => (await askFor(doing, 1, '差组织关系')).kind;
const erases = async (doing: Doing) => await erase(doing, await person(doing, 'zhou'));

test.each([
  ['is verified', verifies],
  ['is asked about', asks],
])('what is erased while it %s stays erased', async (_, write) => {
  expect(await meanwhile(write, erases)).toEqual(['done', true]);
  expect(await kept()).toBeNull();
});

test('what is changed while it is verified is changed, and waits again', async () => {
  const changes = async (doing: Doing) =>
    (await register(doing, await person(doing, 'zhou'), { ...DETAILS, community: '城南社区' })).kind;
  expect(await meanwhile(verifies, changes)).toEqual(['done', 'changed']);
  expect(await kept()).toMatchObject({ status: 'waiting', verifiedBy: null, details: { community: '城南社区' } });
});

test('what is answered while it is verified finds nothing asked any more', async () => {
  await here(asks);
  const answers = async (doing: Doing) => await answerDesk(doing, await person(doing, 'zhou'), '转来了');
  expect(await meanwhile(verifies, answers)).toEqual(['done', null]);
  expect(await kept()).toMatchObject({ status: 'verified', answers: [] });
});

test('two first ones at once are one', async () => {
  await here(erases);
  const registers = async (doing: Doing) => (await register(doing, await person(doing, 'zhou'), DETAILS)).kind;
  expect(await meanwhile(registers, registers)).toEqual(['registered', 'same']);
});

test('whoever verifies what was just erased and registered anew hears that its number is no more', async () => {
  const again = async (doing: Doing) => {
    await erases(doing);
    return (await register(doing, await person(doing, 'zhou'), DETAILS)).registration.number;
  };
  expect(await meanwhile(again, verifies)).toEqual([2, 'unknown']);
  expect(await kept()).toMatchObject({ number: 2, status: 'waiting' });
});
