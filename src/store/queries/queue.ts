// The durable queues: the contract is `core/queue.ts`.
import { ANSWER, type Item, type LeaseRequest, type NewItem, type Queue, type QueueState, URGENT } from '../../core/queue.ts';
import { insertable, type QueueName } from '../exclusion.ts';
import { chunks, padded, type Session, touched } from '../statement.ts';
import { type NewRow, type Row, statements } from './queue-statements.ts';

/** So many at once; more come with the next call. */
const LEASE_LIMIT = 512;

const STATES: readonly QueueState[] = ['ready', 'leased', 'parked', 'done', 'dead', 'dropped'];

/** No lease and no pause before a retry reaches farther than a minute; what does was written by a clock that has been set back. */
const FARTHEST_MS = 120_000;

/** One of the four queues, within one transaction. Bodies are not checked on the way out: only this file wrote them, as `Body`. */
export function createQueue<Body>(session: Session, table: QueueName): Queue<Body> {
  const run = statements[table];

  async function end(state: QueueState, id: number, owner: string, finishedAt: number | null, reason: string | null) {
    return touched(await run.end(session, { id, owner, state, finishedAt, reason })) === 1;
  }

  /** What waits under the keys whose first item is due and in nobody's hands, at most `limit`: by class of key, then by id. */
  async function waiting({ now, exceptPrefixes = [] }: LeaseRequest, limit: number): Promise<Row[]> {
    const left = exceptPrefixes.flatMap((prefix) => [prefix, URGENT + prefix, ANSWER + prefix]);
    const rows: Row[] = [];
    for (const heads of run.heads) {
      const room = limit - rows.length;
      if (room === 0) break;
      const keys = (await heads(session, { now, limit: room }, left)).rows.map((head) => head.ordering_key);
      // Read again, after the locks: only now is it certain that nobody else works on these keys.
      if (keys.length > 0) rows.push(...(await run.waiting(session, { limit: room }, padded(keys))).rows);
    }
    return rows;
  }

  return {
    async add(items, now) {
      const added = new Map<string, number>();
      const rows = await insertable(
        session,
        table,
        items.map((item) => newRow(item, now)),
      );
      for (const chunk of chunks(rows)) {
        const insert = 'id' in (chunk[0] as object) ? run.insertWithIds : run.insert;
        for (const row of (await insert(session, {}, chunk)).rows) added.set(row.key, row.id);
      }
      return added;
    },

    async lease(request) {
      const limit = Math.min(request.limit, LEASE_LIMIT);
      const rows = choose(await waiting(request, limit), request);
      if (rows.length === 0) return [];
      const until = request.now + request.leaseMs;
      const leased = await run.lease(session, { owner: request.owner, until }, padded(rows.map((row) => row.id)));
      // One of them may have been claimed by another instance at the same instant.
      const ours = new Set(leased.rows.map((row) => row.id));
      return rows
        .filter((row) => ours.has(row.id))
        .map((row) => ({ ...toItem<Body>(row), state: 'leased', attempts: row.attempts + 1 }));
    },

    claim: async (id, owner, until) => touched(await run.claim(session, { id, owner, until })) === 1,
    complete: (id, owner, now, reason) => end('done', id, owner, now, reason ?? null),
    bury: (id, owner, now, reason) => end('dead', id, owner, now, reason),
    drop: (id, owner, now, reason) => end('dropped', id, owner, now, reason),
    park: (id, owner, _now, reason) => end('parked', id, owner, null, reason),
    retry: async (id, owner, dueAt, reason) => touched(await run.retry(session, { id, owner, dueAt, reason })) === 1,
    postpone: async (id, owner, dueAt, reason) => touched(await run.postpone(session, { id, owner, dueAt, reason })) === 1,

    async withdraw(keys, now, reason) {
      let withdrawn = 0;
      for (const chunk of chunks(keys)) withdrawn += touched(await run.withdraw(session, { now, reason }, padded(chunk)));
      return withdrawn;
    },

    async release(ids, owner) {
      if (ids.length > 0) await run.release(session, { owner }, padded(ids));
    },

    async reclaim(now, exceptOwner) {
      const far = now + FARTHEST_MS;
      await run.pullForward(session, { now, far });
      await run.pullLeases(session, { far });
      if (exceptOwner === undefined) return touched(await run.reclaimExpired(session, { now }));
      return touched(await run.reclaimForeign(session, { now, owner: exceptOwner }));
    },

    async rewrite(key, body, orderingKey) {
      return touched(await run.rewrite(session, { key, body: JSON.stringify(body), orderingKey })) === 1;
    },

    async find(key) {
      const [row] = (await run.find(session, { key })).rows;
      return row && toItem(row);
    },

    async byId(id) {
      const [row] = (await run.byId(session, { id })).rows;
      return row && toItem(row);
    },

    causedBy: async (cause) => (await run.causedBy(session, { cause })).rows.map(toItem<Body>),

    async nextDueAt() {
      const [next] = (await run.next(session, {})).rows;
      const instants = [next?.ready, next?.leased].filter((at) => typeof at === 'number');
      return instants.length === 0 ? undefined : Math.min(...instants);
    },

    async list(states, limit) {
      if (states.length === 0) return [];
      return (await run.list(session, { limit }, states)).rows.map(toItem<Body>).reverse();
    },

    async count() {
      const counted = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<QueueState, number>;
      for (const { state, items } of (await run.count(session, {})).rows) counted[state] = items;
      return counted;
    },

    purge: async (finishedBefore, limit) => touched(await run.purge(session, { before: finishedBefore, limit })),
  };
}

/** The rows to lease, in the order of those that wait: of each key up to the first that is not due, retried ones alone. */
function choose(waiting: readonly Row[], { now, isOnePerKey }: LeaseRequest): Row[] {
  const chosen: Row[] = [];
  const stopped = new Set<string>();
  for (const row of waiting) {
    if (stopped.has(row.ordering_key)) continue;
    if (row.due_at > now) stopped.add(row.ordering_key);
    else if (row.attempts === 0) chosen.push(row);
    else if (chosen.length === 0) return [row];
    else stopped.add(row.ordering_key);
    if (isOnePerKey) stopped.add(row.ordering_key);
  }
  return chosen;
}

function newRow<Body>(item: NewItem<Body>, now: number): NewRow {
  return {
    key: item.key,
    ordering_key: item.orderingKey,
    state: item.lease ? 'leased' : 'ready',
    due_at: item.dueAt,
    attempts: item.lease ? 1 : 0,
    lease_owner: item.lease?.owner ?? null,
    leased_until: item.lease?.until ?? null,
    cause: item.cause ?? null,
    created_at: now,
    body: JSON.stringify(item.body),
  };
}

function toItem<Body>(row: Row): Item<Body> {
  return {
    id: row.id,
    key: row.key,
    orderingKey: row.ordering_key,
    body: JSON.parse(row.body),
    state: row.state,
    dueAt: row.due_at,
    attempts: row.attempts,
    cause: row.cause,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    reason: row.reason,
  };
}
