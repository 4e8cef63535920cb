import { HOUR_MS, MINUTE_MS } from '../core/clock.ts';
import { targetKey } from '../core/conversation.ts';
import { reachOf } from '../core/doing.ts';
import type { Outgoing } from '../core/outgoing.ts';
import { ANSWER, type Item, URGENT } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { canReach } from '../domain/opened.ts';
import { openOutgoing } from '../domain/pushes/index.ts';
import { isTooLate } from './outcomes.ts';

const LOOK_EVERY_MS = MINUTE_MS;
/** Of one look: what has waited for long leaves in portions. */
const READIED = 200;
/** The latest of them. What is older has its turn when these have left, or are of no use any more. */
const LOOKED_AT = 2_000;
/** What is parked by somebody who takes it up himself. */
const OTHERS_WAIT = new Set(['in_digest']);
/** A way that is open and takes it all the same not is tried less and less often, after half as long as it has failed. */
const PAUSE_GROWTH = 1.5;
const LONGEST_PAUSE_MS = HOUR_MS;
const OWNER = 'parked';

/**
 * What was parked because no way was open leaves when one is: looked at every minute, and at once for a chat that has been opened. What
 * nobody needs any more is dropped.
 */
export function createParked({ store, clock, channels, sealer }: Services) {
  let lookedAt = 0;
  /** Chats that have just been opened. */
  const opened = new Set<string>();
  /** Readied before, and parked again. */
  const tried = new Map<number, { pauseMs: number; until: number }>();

  /** As they are leased: urgent ones first, then answers, each in the order they came in. */
  const inTurn = (one: Item<Outgoing>, other: Item<Outgoing>) => classOf(one) - classOf(other) || one.id - other.id;

  /** Each place is looked up once. */
  function reachIn(tx: Transaction) {
    const known = new Map<string, Promise<boolean>>();
    const doing = { tx, sealer, reach: reachOf(channels) };
    return async (outgoing: Outgoing): Promise<boolean> => {
      if (channels[outgoing.channel]?.isElsewhere?.()) return false;
      const key = targetKey(outgoing);
      const reached = known.get(key) ?? canReach(doing, outgoing.channel, outgoing.to);
      known.set(key, reached);
      return await reached;
    };
  }

  async function ready({ outbox }: Transaction, { id, reason }: Item<Outgoing>, now: number): Promise<boolean> {
    if (!(await outbox.claim(id, OWNER, now + MINUTE_MS))) return false;
    const before = tried.get(id);
    const pauseMs = before ? Math.min(before.pauseMs * PAUSE_GROWTH, LONGEST_PAUSE_MS) : MINUTE_MS;
    tried.set(id, { pauseMs, until: now + pauseMs });
    return await outbox.postpone(id, OWNER, now, reason ?? 'parked');
  }

  /** @param only the places that are looked at; null = all, as far as it is time to try them again */
  async function readyIn(tx: Transaction, parked: readonly Item<Outgoing>[], now: number, only: ReadonlySet<string> | null) {
    const isReached = reachIn(tx);
    let readied = 0;
    for (const item of parked.toSorted(inTurn)) {
      if (readied === READIED) return;
      const outgoing = openOutgoing(sealer, item.body);
      const isMeant = outgoing && (only ? only.has(targetKey(outgoing)) : (tried.get(item.id)?.until ?? 0) <= now);
      if (isMeant && (await isReached(outgoing)) && (await ready(tx, item, now))) readied += 1;
    }
  }

  async function lookIn(tx: Transaction, now: number, only: ReadonlySet<string> | null): Promise<void> {
    const parked = (await tx.outbox.list(['parked'], LOOKED_AT)).filter(({ reason }) => !OTHERS_WAIT.has(reason ?? ''));
    const late = parked.filter((item) => isTooLate(item, now)).map(({ key }) => key);
    if (late.length > 0) await tx.outbox.withdraw(late, now, 'too_late');
    const useful = parked.filter((item) => !isTooLate(item, now));
    await readyIn(tx, useful, now, only);
    const waiting = new Set(useful.map(({ id }) => id));
    for (const id of tried.keys()) if (!waiting.has(id)) tried.delete(id);
  }

  return {
    /** Somebody has spoken where nobody had: what waits there leaves at once. */
    opened(keys: readonly string[]): void {
      for (const key of keys) opened.add(key);
    },
    /** Readies what can leave now, if it is time to look. */
    async look(): Promise<void> {
      const now = clock.now();
      // A clock set back is no reason to wait longer.
      const isTime = Math.abs(now - lookedAt) >= LOOK_EVERY_MS;
      if (!isTime && opened.size === 0) return;
      const only = isTime ? null : new Set(opened);
      opened.clear();
      await store.transaction((tx) => lookIn(tx, now, only));
      if (isTime) lookedAt = now;
    },
  };
}

function classOf({ orderingKey }: Item<Outgoing>): number {
  if (orderingKey.startsWith(ANSWER)) return 1;
  return orderingKey.startsWith(URGENT) ? 0 : 2;
}
