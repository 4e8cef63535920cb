import { type Clock, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import { QUOTA_TALLIES, type QuotaName, type Quotas, quotaNames } from '../core/limiter.ts';
import { startOfDay } from '../core/shanghai.ts';
import type { Store, Transaction } from '../core/store.ts';
import { type Month, monthAt } from '../domain/months.ts';

/** Shares of a month's quota, in percent, at which somebody is told. */
const MARKS = [50, 80, 95, 100] as const;
const WRITE_AFTER_MS = SECOND_MS;
const WRITE_AT = 50;
/** Other instances use the same quota. */
const READ_EVERY_MS = MINUTE_MS;

export interface QuotaOptions {
  store: Store;
  clock: Clock;
  /** What the platform allows in a calendar month of Shanghai. */
  limits: Readonly<Record<QuotaName, number>>;
  /** Told of each mark once per month, by one of the instances. */
  onMark(name: QuotaName, percent: number): void;
}

interface Count {
  name: QuotaName;
  /** Start of its day. */
  day: number;
  count: number;
}

const tallyOf = (name: QuotaName) => QUOTA_TALLIES + name;

/**
 * What is used of the platforms' monthly quotas. Counts stand in memory for a second, or until there are fifty; while the store is
 * away they wait. Where a commit succeeds without our learning of it they are counted twice: rather too much than too little.
 * @returns `flush` writes what waits and reads what all have used; it never throws
 */
export function createQuotas({ store, clock, limits, onMark }: QuotaOptions): Quotas & {
  flush(): Promise<void>;
  stop(): Promise<void>;
} {
  const waiting = new Map<string, Count>();
  /** What the store said, all instances together. */
  let read: { month: Month; used: Record<QuotaName, number> } | undefined;
  /** Marks that somebody was told of; others are asked for. */
  const told = new Set<string>();
  let isStoreAway = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  function usedIn(name: QuotaName, month: Month): number {
    const written = read?.month.from === month.from ? read.used[name] : 0;
    const ofMonth = [...waiting.values()].filter((each) => each.name === name && each.day >= month.from && each.day < month.to);
    return ofMonth.reduce((sum, { count }) => sum + count, written);
  }

  /** The marks passed of which nobody has been told this month; from now on we have. */
  async function newMarks(tx: Transaction, used: Record<QuotaName, number>, { from }: Month) {
    const passed = quotaNames.flatMap((name) =>
      MARKS.filter((percent) => used[name] * 100 >= limits[name] * percent).map((percent) => ({ name, percent })),
    );
    const isNew: typeof passed = [];
    for (const mark of passed) {
      const tally = `${tallyOf(mark.name)}:${mark.percent}`;
      if (told.has(`${tally}:${from}`)) continue;
      if ((await tx.tallies.take(tally, from, 1, [{ since: from, most: 1 }])) === null) isNew.push(mark);
    }
    return { passed, isNew };
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const month = monthAt(clock.now());
    // In one order for all instances, so that none waits for another that waits for it.
    const leaving = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, { ...each }] as const);
    try {
      const { used, passed, isNew } = await store.transaction(async (tx) => {
        for (const [, { name, day, count }] of leaving) await tx.tallies.add(tallyOf(name), day, count);
        const usedOf = async (name: QuotaName) =>
          (await tx.tallies.sum(tallyOf(name), month.from)) - (await tx.tallies.sum(tallyOf(name), month.to));
        const used = { dingtalk_calls: await usedOf('dingtalk_calls'), dingtalk_messages: await usedOf('dingtalk_messages') };
        return { used, ...(await newMarks(tx, used, month)) };
      });
      isStoreAway = false;
      read = { month, used };
      for (const [key, { count }] of leaving) subtract(key, count);
      for (const { name, percent } of passed) told.add(`${tallyOf(name)}:${percent}:${month.from}`);
      for (const { name, percent } of isNew) onMark(name, percent);
    } catch {
      isStoreAway = true;
    }
    if (waiting.size > 0) writeSoon();
  }

  /** More may have been counted while it was being written. */
  function subtract(key: string, written: number): void {
    const kept = waiting.get(key);
    if (kept && kept.count > written) kept.count -= written;
    else waiting.delete(key);
  }

  function writeSoon(): void {
    if (!isStopped) timer ??= setTimeout(flush, WRITE_AFTER_MS).unref();
  }

  /** One after the other; whoever asks while one is waiting for its turn gets that one. */
  function flush(): Promise<void> {
    next ??= last.then(() => {
      next = undefined;
      return write();
    });
    last = next;
    return next;
  }

  const reading = setInterval(flush, READ_EVERY_MS).unref();
  void flush();

  return {
    count(name, count = 1) {
      const day = startOfDay(clock.now());
      const key = `${name}/${day}`;
      const known = waiting.get(key);
      if (known) known.count += count;
      else waiting.set(key, { name, day, count });
      const sum = [...waiting.values()].reduce((all, each) => all + each.count, 0);
      if (sum >= WRITE_AT && !isStoreAway) void flush();
      else writeSoon();
    },
    usedShare: (name) => usedIn(name, monthAt(clock.now())) / limits[name],
    flush,
    stop() {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(reading);
      return flush();
    },
  };
}
