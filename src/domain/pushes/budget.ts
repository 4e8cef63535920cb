// Pushes are scarce: each group has so many a month (product rule "Platforms").
import { z } from 'zod';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { shanghaiDate } from '../../core/shanghai.ts';
import type { Transaction } from '../../core/store.ts';

/** From this part of the budget on, what can wait is merged. */
const SCARCE_FROM = 0.8;
/** Months that are over are of no use here; what was sent stands in the outbox. */
const KEPT_MS = 62 * DAY_MS;

export interface Budget {
  used: number;
  limit: number;
}

/** `told`: the last of the two marks, in percent, that the secretaries were told of. */
const monthSchema = z.object({ used: z.int(), told: z.union([z.literal(0), z.literal(80), z.literal(100)]) });
const months = (tx: Transaction) => tx.collection('push-budget', monthSchema);

/** `2026-11`, of the instant in Shanghai. */
const monthOf = (at: number): string => shanghaiDate(at).slice(0, 7);

/** What the group has used of the month that holds `at`, as far as it is planned now. Direct messages are not counted. */
export async function budgetLeft({ tx, branch }: Doing, groupId: string, at: number): Promise<Budget> {
  const month = await months(tx).get(`${groupId}/${monthOf(at)}`);
  return { used: month?.used ?? 0, limit: branch.pushes.perGroupPerMonth };
}

/** Pushes the group may still get this month. */
export async function pushesLeft(doing: Doing, groupId: string): Promise<number> {
  const { used, limit } = await budgetLeft(doing, groupId, doing.now);
  return Math.max(0, limit - used);
}

export const isSpent = ({ used, limit }: Budget): boolean => used >= limit;
export const isScarce = ({ used, limit }: Budget): boolean => used >= limit * SCARCE_FROM;

export interface Mark {
  percent: 80 | 100;
  /** `2026-11` */
  month: string;
  budget: Budget;
}

/** Counts one push. @returns the mark that was reached by it and the secretaries do not know of yet */
export async function countPush({ tx, branch, now }: Doing, groupId: string, at: number): Promise<Mark | null> {
  const month = monthOf(at);
  const key = `${groupId}/${month}`;
  const before = await months(tx).get(key);
  const told = before?.told ?? 0;
  const budget = { used: (before?.used ?? 0) + 1, limit: branch.pushes.perGroupPerMonth };
  const percent = isSpent(budget) ? 100 : isScarce(budget) ? 80 : 0;
  await months(tx).put(key, { used: budget.used, told: percent > told ? percent : told }, now);
  if (before === undefined) await months(tx).purge(now - KEPT_MS);
  return percent > told && percent !== 0 ? { percent, month, budget } : null;
}
