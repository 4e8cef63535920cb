// The contract of the four durable queues: inbox, outbox, scheduled work, photos to be fetched. Every store passes `test/contracts/queue.ts`.

/**
 * - `ready`: waits for its `dueAt` and its turn · `leased`: somebody works on it until `leasedUntil`
 * - `parked`: cannot be done now, nobody retries it until it is readied again (a message with no way out)
 * - `done` · `dead`: given up after its attempts (dead letter) · `dropped`: given up on purpose, with a reason
 */
export type QueueState = 'ready' | 'leased' | 'parked' | 'done' | 'dead' | 'dropped';

export interface NewItem<Body> {
  /** Idempotency key: a second item with it is not added, for as long as the first is kept (at least 96 h). */
  key: string;
  /** Items with the same ordering key are worked one after the other, in the order they were added. */
  orderingKey: string;
  body: Body;
  /** ms; not leased before. */
  dueAt: number;
  /** Key of what caused it (an inbox key for outbox items). */
  cause?: string;
  /** Leased from birth by its maker, who hands it over at once; falls back to `ready` when `until` passes. */
  lease?: { owner: string; until: number };
}

export interface Item<Body> {
  id: number;
  key: string;
  orderingKey: string;
  body: Body;
  state: QueueState;
  dueAt: number;
  /** How many times it has been leased. */
  attempts: number;
  cause: string | null;
  createdAt: number;
  finishedAt: number | null;
  /** Why it failed, waits or was dropped; content-free. */
  reason: string | null;
}

export interface LeaseRequest {
  owner: string;
  now: number;
  leaseMs: number;
  limit: number;
  /** At most one item of each ordering key: where one item may take long, the others must not wait under its lease. */
  isOnePerKey?: boolean;
  /** Keys that begin with one of these are left to others (with or without `URGENT` or `ANSWER` in front). */
  exceptPrefixes?: readonly string[];
}

/** Ordering keys that begin with this go before all others, however long these have waited. */
export const URGENT = '!';
/** Of these, keys that begin with this go behind the rest: somebody waits for it, but nobody is in danger. */
export const ANSWER = `${URGENT}~`;

export interface Queue<Body> {
  /** Adds what is new; answers the keys that were added (the others are duplicates), with their ids. */
  add(items: readonly NewItem<Body>[], now: number): Promise<Map<string, number>>;
  /**
   * Leases due items in the order of their ids, urgent keys first, then answers, at most `limit`. Of one ordering key only the
   * earliest unfinished item and the due ones right behind it are given, all to one owner, so that order holds across instances.
   * An item leased before (its worker died or it is retried) is given alone: should it kill the process again, no other is blamed.
   */
  lease(request: LeaseRequest): Promise<Item<Body>[]>;
  /** Leases one waiting item (`ready` or `parked`) by its id, whatever its due instant; false when it is not waiting. */
  claim(id: number, owner: string, until: number): Promise<boolean>;
  /** The worker's word on leased items. Each answers false when the item is no longer leased by `owner` (the lease ran out). */
  complete(id: number, owner: string, now: number, reason?: string): Promise<boolean>;
  retry(id: number, owner: string, dueAt: number, reason: string): Promise<boolean>;
  bury(id: number, owner: string, now: number, reason: string): Promise<boolean>;
  drop(id: number, owner: string, now: number, reason: string): Promise<boolean>;
  park(id: number, owner: string, now: number, reason: string): Promise<boolean>;
  /** Takes back items nobody works on yet (`ready` or `parked`): dropped with a reason. Answers how many. */
  withdraw(keys: readonly string[], now: number, reason: string): Promise<number>;
  /** A leased item back to `ready` for another instant; its attempts start over. False: no longer leased by `owner`. */
  postpone(id: number, owner: string, dueAt: number, reason: string): Promise<boolean>;
  /** Leased items back to `ready`, without counting the attempt. */
  release(ids: readonly number[], owner: string): Promise<void>;
  /**
   * Puts expired leases back to `ready`; `exceptOwner` given: all leases of others too (SQLite at start: nobody else can be alive).
   * Where the wall clock was set back, what was due at once or soon is due now: nobody waits for the length of the step.
   */
  reclaim(now: number, exceptOwner?: string): Promise<number>;
  /**
   * Puts another body (and ordering key) in the place of an item's own, whatever its state: what it said is not kept any more. False:
   * no such item.
   */
  rewrite(key: string, body: Body, orderingKey: string): Promise<boolean>;
  find(key: string): Promise<Item<Body> | undefined>;
  byId(id: number): Promise<Item<Body> | undefined>;
  causedBy(cause: string): Promise<Item<Body>[]>;
  /** Earliest `dueAt` of a ready item that is first of its ordering key, or `leasedUntil` of a leased one; undefined when there is none. */
  nextDueAt(): Promise<number | undefined>;
  /** Items in any of the states, newest last, at most `limit`. */
  list(states: readonly QueueState[], limit: number): Promise<Item<Body>[]>;
  count(): Promise<Record<QueueState, number>>;
  /** Forgets finished items (done, dead, dropped) that ended before `finishedBefore`, at most `limit`. Answers how many. */
  purge(finishedBefore: number, limit: number): Promise<number>;
}

/** Keys are kept at least this long: the longest published redelivery schedule is 75 h 35 min. */
export const KEEP_KEYS_MS = 96 * 3_600_000;
