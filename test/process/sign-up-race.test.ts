// Two hundred people want twenty places at once: on two bots on one PostgreSQL, and on one bot on SQLite.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import { openStore } from '../../src/store/index.ts';
import { openActivity, sessionAt } from '../support/activities.ts';
import { type Bench, NOON, said, useBenches } from '../support/bot.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const PEOPLE = 200;
const PLACES = 20;

const newBench = useBenches();
let postgres: TestPostgres;
let folder: string;
beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'xiaofeng-race-'));
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const open = (store: Store) =>
  store.transaction(async (tx) => {
    await tx.members.recognise({ account: 'li', userId: 'li', name: null }, NOON);
    return await openActivity(tx, { capacity: PLACES, sessions: [sessionAt('2026-11-26T20:05')] });
  });

/** Everybody for himself, in a chat of his own: nothing but the activity's lock keeps them apart. */
function signUp(index: number) {
  const from = `rider${String(index).padStart(3, '0')}`;
  return said('报名', { from, conversation: { kind: 'direct', id: `wecom:${from}` } });
}

async function race(stores: readonly Store[]): Promise<void> {
  const benches: Bench[] = [];
  for (const [index, store] of stores.entries()) benches.push(await newBench({ store, instance: `bot${index}` }));
  const activity = await open(stores[0]!);
  const messages = Array.from({ length: PEOPLE }, (_, index) => signUp(index));
  await Promise.all(
    messages.map((message, index) => benches[index % benches.length]!.bot.receiver.receive(message, { waitMs: 0 })),
  );
  await Promise.all(benches.map(({ bot }) => bot.settle()));
  // What one of them had in its hands when the other looked.
  for (const { bot } of benches) await bot.settle();

  const signUps = await stores[0]!.transaction((tx) => tx.signUps.ofActivity(activity.id));
  expect(signUps).toHaveLength(PEOPLE);
  expect(new Set(signUps.map(({ memberId }) => memberId)).size).toBe(PEOPLE);
  // The first twenty by id are in, the others wait in the order of their ids.
  expect(signUps.map(({ status }) => status)).toEqual([
    ...Array.from({ length: PLACES }, () => 'in'),
    ...Array.from({ length: PEOPLE - PLACES }, () => 'waiting'),
  ]);
  const answers = benches.flatMap(({ delivered }) => delivered.map(({ text }) => text));
  expect(answers.filter((text) => text.startsWith('报上了'))).toHaveLength(PLACES);
  const places = answers.flatMap((text) => /候补第 (\d+)/.exec(text)?.[1] ?? []).map(Number);
  expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: PEOPLE - PLACES }, (_, index) => index + 1));
}

test('two bots on one PostgreSQL give twenty places to twenty people', async () => {
  const url = await postgres.createDatabase('xiaofeng_race_test');
  await race([await openStore({ url }), await openStore({ url })]);
});

test('one bot on SQLite gives twenty places to twenty people', async () => {
  await race([await openStore({ file: join(folder, 'race.sqlite') })]);
});
