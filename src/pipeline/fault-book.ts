import { z } from 'zod';
import { type Clock, DAY_MS, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { type Fault, type FaultCode, type Faults, faultCodes } from '../core/fault.ts';
import type { Log } from '../core/services.ts';
import type { Store, Transaction } from '../core/store.ts';
import { monthAt } from '../domain/months.ts';

/** How often a fault that goes on being reported is written down anew, and what other instances wrote is read. */
const REFRESH_MS = MINUTE_MS;
const WRITE_AGAIN_MS = 5 * SECOND_MS;
/** What nobody has reported for so long is over, though nobody said so: a group was removed, a platform switched off. */
const FORGET_AFTER_MS = 30 * DAY_MS;

/** Their subject measures what is wrong and does not tell one from another: the newest stands. */
const MEASURED: ReadonlySet<FaultCode> = new Set(['clock_wrong']);

/** Of a platform's calendar month, and over with it; the platform's may begin a little after ours. */
const MONTHLY: ReadonlySet<FaultCode> = new Set(['dingtalk_quota_near', 'dingtalk_quota_spent']);
const MONTH_TURNS_LATE_MS = 5 * MINUTE_MS;

/** One cause seen from several sides: while the first stands, the others of the same subject say nothing new. */
const COVERS: Partial<Record<FaultCode, readonly FaultCode[]>> = {
  dingtalk_group_gone: ['dingtalk_robot_not_in_group', 'dingtalk_webhook_wrong'],
  dingtalk_robot_not_in_group: ['dingtalk_webhook_wrong'],
  dingtalk_secret_wrong: ['dingtalk_callback_secret_wrong'],
};
/** Told a moment later: of the ways one message tries, the first that fails is not always the one that says why. */
const LATER: ReadonlySet<FaultCode> = new Set(['dingtalk_robot_not_in_group', 'dingtalk_webhook_wrong']);
const TOLD_LATER_MS = 5 * SECOND_MS;

const standingSchema = z.object({
  code: z.enum(faultCodes),
  subject: z.string().nullable(),
  /** First and last report. */
  since: z.number(),
  lastAt: z.number(),
});
export type StandingFault = z.infer<typeof standingSchema>;

// A fault of another version of this program is none we could tell anything about.
const records = (tx: Transaction) => tx.collection('faults', standingSchema.nullable().catch(null));

/** What is wrong, as all instances wrote it down, each cause once; the oldest first. */
export async function readFaults(tx: Transaction): Promise<StandingFault[]> {
  const faults = await readAll(tx);
  return faults.filter((fault) => !isCovered(fault, faults)).sort((a, b) => a.since - b.since);
}

/** Whether another of these faults says as much, and more. */
export function isCovered({ code, subject }: Fault, by: Iterable<Fault>): boolean {
  return [...by].some((other) => other.subject === subject && COVERS[other.code]?.includes(code));
}

const readAll = async (tx: Transaction) => (await records(tx).list()).flatMap(({ value }) => value ?? []);
const monthOf = (at: number): number => monthAt(at - MONTH_TURNS_LATE_MS).from;
const isOfPastMonth = ({ code, lastAt }: StandingFault, now: number): boolean =>
  MONTHLY.has(code) && monthOf(lastAt) < monthOf(now);
const isMeant = (fault: Fault, { code, subject }: Fault) =>
  fault.code === code && (subject === null || fault.subject === subject);
const keyOf = ({ code, subject }: Fault) => (subject === null || MEASURED.has(code) ? code : `${code}/${subject}`);

export interface FaultBookOptions {
  store: Store;
  clock: Clock;
  log: Log;
  /** Told once of each cause by the process that has it, and again when it comes back. */
  onNew(fault: Fault): void;
}

export interface FaultBook extends Faults {
  /** Writes down what is not yet. Never throws. */
  stop(): Promise<void>;
}

/**
 * What is wrong now, in memory and, a moment later, in the store. Reporting and clearing never wait and never throw; what changes
 * nothing writes nothing. While the store is away the memory counts, and is written down when it is back.
 */
export function createFaultBook({ store, clock, log, onNew }: FaultBookOptions): FaultBook {
  const book = new Map<string, StandingFault>();
  /** Those this process has told of, until it clears them itself: another instance may see them come and go. */
  const told = new Map<string, Fault>();
  const toldLater = new Map<string, NodeJS.Timeout>();
  /** What the store does not know yet: put where the book has it, removed where not. */
  const changed = new Set<string>();
  const writtenAt = new Map<string, number>();
  /** What was cleared before it is known what an earlier process left; null = that is known. */
  let clearedEarly: Map<string, Fault> | null = new Map();
  let isStoreAway = false;
  let isStopped = false;
  let retry: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function write(tx: Transaction, keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const fault = book.get(key);
      if (fault === undefined) {
        await records(tx).remove(key);
        continue;
      }
      const since = Math.min(fault.since, (await records(tx).get(key))?.since ?? fault.since);
      await records(tx).put(key, { ...fault, since }, fault.lastAt);
    }
  }

  /** The store's word counts, but for what has been said since. */
  function learn(rows: readonly StandingFault[]): void {
    const known = new Map(rows.map((fault) => [keyOf(fault), fault]));
    for (const key of book.keys()) if (!known.has(key) && !changed.has(key)) forget(key);
    for (const [key, fault] of known) {
      const ours = book.get(key);
      if (ours) ours.since = Math.min(ours.since, fault.since);
      else if (!changed.has(key)) book.set(key, fault);
    }
  }

  function forget(key: string): void {
    book.delete(key);
    writtenAt.delete(key);
  }

  function remove(cleared: Fault): void {
    for (const [key, fault] of told) if (isMeant(fault, cleared)) told.delete(key);
    for (const [key, fault] of book) {
      if (!isMeant(fault, cleared)) continue;
      forget(key);
      note(key);
    }
  }

  async function refresh(): Promise<void> {
    clearTimeout(retry);
    retry = undefined;
    const now = clock.now();
    for (const fault of [...book.values()].filter((each) => isOfPastMonth(each, now))) remove(fault);
    const keys = [...changed].sort();
    changed.clear();
    try {
      const rows = await store.transaction(async (tx) => {
        await write(tx, keys);
        await records(tx).purge(now - FORGET_AFTER_MS);
        const all = await readAll(tx);
        for (const fault of all) if (isOfPastMonth(fault, now)) await records(tx).remove(keyOf(fault));
        return all.filter((fault) => !isOfPastMonth(fault, now));
      });
      isStoreAway = false;
      learn(rows);
      for (const cleared of clearedEarly?.values() ?? []) remove(cleared);
      clearedEarly = null;
    } catch (error) {
      for (const key of keys) changed.add(key);
      if (!isStoreAway) log.warn({ error: messageOf(error) }, 'what is wrong with the platforms could not be written down');
      isStoreAway = true;
    }
    if (changed.size > 0 && !isStopped) retry ??= setTimeout(refreshInTurn, WRITE_AGAIN_MS).unref();
  }

  /** One after the other; whoever asks while one is waiting for its turn gets that one. */
  function refreshInTurn(): Promise<void> {
    next ??= last.then(() => {
      next = undefined;
      return refresh();
    });
    last = next;
    return next;
  }

  function note(key: string): void {
    changed.add(key);
    if (!isStoreAway) void refreshInTurn();
  }

  function tellOnce(fault: Fault): void {
    const key = keyOf(fault);
    if (told.has(key) || !book.has(key) || isCovered(fault, book.values())) return;
    told.set(key, fault);
    try {
      onNew(fault);
    } catch (error) {
      log.error({ fault: fault.code, error: messageOf(error) }, 'a fault could not be told');
    }
  }

  function tellSoon(fault: Fault): void {
    const key = keyOf(fault);
    if (told.has(key) || toldLater.has(key) || isStopped) return;
    const timer = setTimeout(() => {
      toldLater.delete(key);
      tellOnce(fault);
    }, TOLD_LATER_MS);
    toldLater.set(key, timer.unref());
  }

  const reading = setInterval(refreshInTurn, REFRESH_MS).unref();
  void refreshInTurn();

  return {
    report(code, subject = null) {
      const now = clock.now();
      const fault: Fault = { code, subject };
      const key = keyOf(fault);
      book.set(key, { ...fault, since: book.get(key)?.since ?? now, lastAt: now });
      if (Math.abs(now - (writtenAt.get(key) ?? 0)) >= REFRESH_MS) {
        writtenAt.set(key, now);
        note(key);
      }
      for (const [early, cleared] of clearedEarly ?? []) if (isMeant(fault, cleared)) clearedEarly?.delete(early);
      if (LATER.has(code)) tellSoon(fault);
      else tellOnce(fault);
    },

    clear(code, subject = null) {
      const fault: Fault = { code, subject };
      clearedEarly?.set(keyOf(fault), fault);
      remove(fault);
    },

    async stop() {
      isStopped = true;
      clearInterval(reading);
      clearTimeout(retry);
      for (const timer of toldLater.values()) clearTimeout(timer);
      await refreshInTurn();
      // What was cleared before the store was read is removed only now.
      if (changed.size > 0 && !isStoreAway) await refreshInTurn();
    },
  };
}
