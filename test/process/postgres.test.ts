// The store on a real PostgreSQL: the common contract, and what only several instances on one database can show.
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity, Session } from '../../src/core/activity.ts';
import type { Store, Work } from '../../src/core/store.ts';
import { openStore, type RecordStore } from '../../src/store/index.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { activity, hours, me, points, rules, signUp, ticket, writeLedgers } from '../contracts/bench.ts';
import { migrationContract } from '../contracts/migrations.ts';
import { photoContract } from '../contracts/photos.ts';
import { storeContract } from '../contracts/store.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const NOW = 1_800_000_000_000;
const TABLES = [
  'inbox, outbox, scheduled, members, accounts, memberships, attendance, acknowledgements, acts, open_questions, collections',
  'activities, sessions, sign_ups, reminders, notices',
  'tickets, ticket_numbers, ticket_events, ticket_followers, ticket_accesses, ticket_photos, photos, fetches',
  'leases, tallies',
  'point_entries, hour_entries, point_rules, goods, exchanges',
].join(', ');

let postgres: TestPostgres;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase('xiaofeng_store_test');
});
afterAll(() => postgres?.stop());

async function openEmpty(): Promise<RecordStore> {
  const store = await openStore({ url });
  // The ledgers refuse to be emptied, but for who owns the server.
  const empty = `truncate ${TABLES} restart identity cascade`;
  await postgres.query('xiaofeng_store_test', `set session_replication_role = replica; ${empty}`);
  return store;
}

storeContract('PostgreSQL', openEmpty);

describe('pictures', () => {
  let store: RecordStore;
  beforeAll(async () => {
    store = await openEmpty();
  });
  afterAll(() => store?.close());
  photoContract('PostgreSQL', () => store.photos);
});

migrationContract('PostgreSQL', migrations, async () => {
  const fresh = await postgres.createDatabase('xiaofeng_migration_test');
  return (upTo) => openStore({ url: fresh, migrations: upTo });
});

describe('the ledgers', () => {
  const run = (sql: string) => postgres.query('xiaofeng_store_test', sql);
  beforeEach(async () => {
    const store = await openEmpty();
    await store.transaction(writeLedgers);
    await store.close();
  });

  it.each(['point_entries', 'hour_entries', 'point_rules'])('%s refuses every change but of whose an entry is', async (table) => {
    const before = (await run(`select * from ${table} order by 1`)).rows;
    expect(before).toHaveLength(2);
    const refusal = /what stands is never changed/;
    for (const [column, value] of Object.entries(before[0] as object)) {
      if (column === 'member_id' || column === 'confirmed_by') continue;
      const changed = Number.isNaN(Number(value)) ? `'x' || ${column}` : `coalesce(${column}, 0) + 1`;
      const change = column === 'about' || column === 'rule' || column === 'source' ? `coalesce(${column}, '') || 'x'` : changed;
      await expect(run(`update ${table} set ${column} = ${change}`), column).rejects.toThrow(refusal);
    }
    await expect(run(`delete from ${table}`)).rejects.toThrow(refusal);
    await expect(run(`truncate ${table} cascade`)).rejects.toThrow(refusal);
    await expect(run('truncate members cascade')).rejects.toThrow(refusal);
    expect((await run(`select * from ${table} order by 1`)).rows).toEqual(before);
  });

  it('let whose an entry is follow people, but a confirmation neither come nor go', async () => {
    await run(`update point_entries set member_id = '${me}', confirmed_by = '${me}' where confirmed_by is not null`);
    for (const change of [`'${me}' where confirmed_by is null`, 'null where confirmed_by is not null']) {
      await expect(run(`update point_entries set confirmed_by = ${change}`)).rejects.toThrow(/what stands is never changed/);
    }
  });
});

describe('two instances on one database', () => {
  let instances: Store[];
  beforeEach(async () => {
    instances = [await openEmpty(), await openStore({ url })];
  });
  afterEach(() => Promise.all(instances.map((store) => store.close())));

  const items = (count: number, orderingKeys: number) =>
    Array.from({ length: count }, (_, index) => ({
      key: `k${index}`,
      orderingKey: `g${index % orderingKeys}`,
      body: { kind: 'test', payload: { index } } satisfies Work,
      dueAt: NOW,
    }));

  it('work on each item once, in order, one key in one pair of hands', async () => {
    await (instances[0] as Store).transaction((tx) => tx.scheduled.add(items(200, 20), NOW));
    const done: { key: string; index: number }[] = [];
    const busy = new Map<string, string>();
    let clashes = 0;

    async function work(store: Store, owner: string): Promise<void> {
      for (;;) {
        const leased = await store.transaction((tx) => tx.scheduled.lease({ owner, now: NOW, leaseMs: 60_000, limit: 7 }));
        for (const item of leased) {
          const other = busy.get(item.orderingKey);
          if (other !== undefined && other !== owner) clashes += 1;
          busy.set(item.orderingKey, owner);
        }
        for (const item of leased) {
          done.push({ key: item.orderingKey, index: Number(item.body.payload.index) });
          // What the other sees of the key is decided by the commit; so the hands are free before it.
          if (leased.findLast((last) => last.orderingKey === item.orderingKey) === item) busy.delete(item.orderingKey);
          expect(await store.transaction((tx) => tx.scheduled.complete(item.id, owner, NOW))).toBe(true);
        }
        if (leased.length === 0 && (await store.transaction((tx) => tx.scheduled.nextDueAt())) === undefined) return;
      }
    }

    await Promise.all(['a', 'b', 'c', 'd'].map((owner, index) => work(instances[index % 2] as Store, owner)));
    expect(clashes).toBe(0);
    expect(new Set(done.map(({ index }) => index)).size).toBe(200);
    expect(done).toHaveLength(200);
    for (let key = 0; key < 20; key += 1) {
      const order = done.filter((entry) => entry.key === `g${key}`).map((entry) => entry.index);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it('add the same items at once without waiting for each other for ever', async () => {
    const forwards = items(64, 8);
    const added = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (instances[index % 2] as Store).transaction((tx) => tx.scheduled.add(index % 2 ? forwards : forwards.toReversed(), NOW)),
      ),
    );
    expect(added.reduce((sum, keys) => sum + keys.size, 0)).toBe(64);
  });

  it('leave a key alone that the other has leased and not yet committed, whatever became visible first', async () => {
    const [one, other] = instances as [Store, Store];
    const [early, late] = items(2, 1) as [ReturnType<typeof items>[0], ReturnType<typeof items>[0]];
    const lease = { owner: 'b', now: NOW, leaseMs: 60_000, limit: 10 };
    await one.transaction(async (tx) => {
      // Draws the lower id, and commits last.
      await tx.scheduled.add([early], NOW);
      await other.transaction((tx2) => tx2.scheduled.add([late], NOW));
      await other.transaction(async (tx2) => {
        expect(await tx2.scheduled.lease(lease)).toMatchObject([{ key: late.key }]);
        expect(await tx.scheduled.lease({ ...lease, owner: 'a' })).toEqual([]);
      });
      expect(await tx.scheduled.lease({ ...lease, owner: 'a' })).toEqual([]);
    });
    expect(await one.transaction((tx) => tx.scheduled.lease({ ...lease, owner: 'a' }))).toEqual([]);
  });

  it('change an activity one after the other, and nobody comes to it meanwhile', async () => {
    const [one, other] = instances as [Store, Store];
    const { id, sessions } = await one.transaction(async (tx) => {
      await tx.members.recognise({ account: me, userId: 'ZhangSan', name: null }, NOW);
      return tx.activities.add(activity({ capacity: 1 }));
    });
    const order: string[] = [];
    let waiting: Promise<unknown>[] = [];
    await one.transaction(async (tx) => {
      const held = await tx.activities.lock(id);
      waiting = [
        other.transaction(async (tx2) => {
          const seen = await tx2.activities.lock(id);
          order.push(`${seen?.status} ${seen?.sessions[0]?.start}`);
        }),
        other.transaction(async (tx2) => {
          await tx2.signUps.add(signUp({ ...activity(), id, sessions, revision: 0 }, me));
          order.push('signed up');
        }),
      ];
      // Until the server has both of them waiting.
      const blocked = "select pid from pg_stat_activity where datname = 'xiaofeng_store_test' and wait_event_type = 'Lock'";
      while ((await postgres.query('postgres', blocked)).rows.length < 2);
      await tx.activities.save({ ...(held as Activity), status: 'closed' });
      await tx.activities.setSessions(id, [{ ...(sessions[0] as Session), start: NOW + 1 }]);
      order.push('committed');
    });
    await Promise.all(waiting);
    expect(order[0]).toBe('committed');
    expect(order.slice(1).sort()).toEqual([`closed ${NOW + 1}`, 'signed up']);
  });

  it('withdraw nothing that the other has just begun', async () => {
    const [one, other] = instances as [Store, Store];
    await one.transaction((tx) => tx.scheduled.add(items(2, 2), NOW));
    let withdrawing: Promise<number> | undefined;
    await one.transaction(async (tx) => {
      await tx.scheduled.lease({ owner: 'a', now: NOW, leaseMs: 60_000, limit: 1 });
      withdrawing = other.transaction((tx2) => tx2.scheduled.withdraw(['k0', 'k1'], NOW, 'stopped'));
    });
    expect(await withdrawing).toBe(1);
    expect(await one.transaction((tx) => tx.scheduled.find('k0'))).toMatchObject({ state: 'leased' });
  });

  it('number tickets one after the other, without a gap, in the order of their commits', async () => {
    const [one] = instances as [Store, Store];
    await one.transaction((tx) => tx.members.recognise({ account: me, userId: 'ZhangSan', name: null }, NOW));
    const committed: string[] = [];
    const report = async (store: Store, isUndone: boolean): Promise<void> => {
      const adding = store.transaction(async (tx) => {
        const { number } = await tx.tickets.add(ticket(), '');
        if (isUndone) throw new Error('undone');
        return number;
      });
      await adding.then(
        (number) => committed.push(number),
        (error: Error) => expect(error.message).toBe('undone'),
      );
    };
    const work = async (store: Store) => {
      const lanes = Array.from({ length: 4 }, async () => {
        for (let index = 0; index < 25; index += 1) {
          await report(store, false);
          if (index % 5 === 0) await report(store, true);
        }
      });
      await Promise.all(lanes);
    };
    await Promise.all(instances.map(work));
    const expected = Array.from({ length: 200 }, (_, index) => `H-${String(index + 1).padStart(4, '0')}`);
    expect([...committed].sort()).toEqual(expected);
    expect((await one.transaction((tx) => tx.tickets.list({}, 'oldest', 300))).map(({ number }) => number).sort()).toEqual(
      expected,
    );
  });

  it('change a ticket one after the other', async () => {
    const [one, other] = instances as [Store, Store];
    const { id } = await one.transaction(async (tx) => {
      await tx.members.recognise({ account: me, userId: 'ZhangSan', name: null }, NOW);
      return tx.tickets.add(ticket(), '');
    });
    const raise = (store: Store) =>
      store.transaction(async (tx) => {
        const held = (await tx.tickets.lock(id))!;
        await tx.tickets.save({ ...held, turn: held.turn + 1 });
      });
    await Promise.all(Array.from({ length: 20 }, (_, index) => raise(index % 2 ? one : other)));
    expect(await one.transaction((tx) => tx.tickets.byId(id))).toMatchObject({ turn: 20 });
  });

  it('spend what one person has one after the other, and record one version of the rules', async () => {
    const [one, other] = instances as [Store, Store];
    await one.transaction(async (tx) => {
      await tx.members.recognise({ account: me, userId: 'ZhangSan', name: null }, NOW);
      await tx.points.addRules(rules);
      await tx.points.add(points({ points: 5, full: 5 }));
    });
    const spend = (store: Store, source: string) =>
      store.transaction(async (tx) => {
        await tx.points.lock(me);
        if ((await tx.points.balance(me)) < 2) return false;
        const taken = points({ kind: 'exchanged', points: -2, full: -2, rule: null, ruleVersion: null, source });
        return (await tx.points.add(taken)) !== undefined;
      });
    const spent = await Promise.all(
      Array.from({ length: 12 }, (_, index) => spend(index % 2 ? one : other, `exchange:${index}`)),
    );
    expect(spent.filter(Boolean)).toHaveLength(2);
    expect(await one.transaction((tx) => tx.points.balance(me))).toBe(1);

    const next = { ...rules, version: 2 };
    const added = await Promise.all(instances.map((store) => store.transaction((tx) => tx.points.addRules(next))));
    expect(added.sort()).toEqual([false, true]);
    // The same source at once: whoever comes second hears that it stands.
    const twice = () => Promise.all(instances.map((store) => store.transaction((tx) => tx.points.addHours(hours()))));
    expect((await twice()).filter((entry) => entry !== undefined)).toHaveLength(1);
  });

  it('make one guest of somebody both meet for the first time', async () => {
    const sender = { account: 'wecom:zhangsan', userId: 'ZhangSan', name: '张三' };
    const met = await Promise.all(instances.map((store) => store.transaction((tx) => tx.members.recognise(sender, NOW))));
    expect(met[0]).toEqual(met[1]);
    expect(await (instances[0] as Store).transaction((tx) => tx.members.list())).toHaveLength(1);
  });
});

it('lets four instances start at once on an empty database', async () => {
  const empty = await postgres.createDatabase('xiaofeng_start_test');
  const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ url: empty })));
  for (const store of stores) await store.check();
  await Promise.all(stores.map((store) => store.close()));
});

it('loses a transaction with its connection, and serves the next on another', async () => {
  const warnings: string[] = [];
  const log = { info() {}, warn: (_: object, message: string) => warnings.push(message), error() {} };
  await (await openEmpty()).close();
  const store = await openStore({ url, log });
  const attempt = store.transaction(async (tx) => {
    await tx.members.recognise({ account: 'wecom:lost', userId: 'lost', name: null }, NOW);
    await postgres.query(
      'postgres',
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'xiaofeng_store_test'",
    );
    await tx.members.recognise({ account: 'wecom:lost2', userId: 'lost2', name: null }, NOW);
  });
  await expect(attempt).rejects.toMatchObject({ code: 'store', retryable: true });
  expect(await store.transaction((tx) => tx.members.list())).toEqual([]);
  await store.close();
});

it('does not commit what follows a swallowed failure', async () => {
  const store = await openEmpty();
  const attempt = store.transaction(async (tx) => {
    await tx.members.recognise({ account: 'wecom:half', userId: 'half', name: null }, NOW);
    await tx.acts.add({ memberId: 'nobody', kind: 'check_in', recordId: 1, at: NOW }).catch(() => {});
  });
  await expect(attempt).rejects.toMatchObject({ code: 'store' });
  expect(await store.transaction((tx) => tx.members.list())).toEqual([]);
  await store.close();
});

it('gives up on a statement that waits too long', async () => {
  const store = await openEmpty();
  const patient = await openStore({ url, statementTimeoutMs: 100 });
  const sender = { account: 'wecom:zhangsan', userId: 'ZhangSan', name: '张三' };
  await store.transaction(async (tx) => {
    await tx.members.recognise(sender, NOW);
    await expect(patient.transaction((tx2) => tx2.members.recognise(sender, NOW))).rejects.toMatchObject({
      code: 'store',
      detail: '57014',
    });
  });
  await patient.close();
  await store.close();
});

it('gives up on a server that does not answer within the connect time-out', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  await expect(openStore({ url: `postgres://u@127.0.0.1:${port}/d`, connectTimeoutMs: 100 })).rejects.toMatchObject({
    code: 'store',
  });
  silent.close();
});

it('refuses an address that is none of PostgreSQL', async () => {
  await expect(openStore({ url: 'mysql://u@127.0.0.1/d' })).rejects.toMatchObject({ code: 'config' });
});
