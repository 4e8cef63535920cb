// What a skill does by itself at an instant: planned here, run by the scheduler as the handler's `works` say.
import type { Transaction } from '../core/store.ts';

export interface PlannedWork {
  /** The handler's name and the work's name in its `works`. */
  handler: string;
  work: string;
  /** Names the effect: planned twice, it happens once. Works with one ordering key follow one another. */
  key: string;
  orderingKey?: string;
  payload: Record<string, unknown>;
  /** ms */
  dueAt: number;
}

/** The name a skill's work has in the store. */
export const workKind = (handler: string, work: string): string => `${handler}/${work}`;

const keyOf = (handler: string, work: string, key: string): string => `${workKind(handler, work)}:${key}`;

/** Plans it in this transaction; what is planned already by the same key stays as it is. */
export async function planWork(tx: Transaction, { handler, work, key, orderingKey, payload, dueAt }: PlannedWork, now: number) {
  const named = keyOf(handler, work, key);
  const body = { kind: workKind(handler, work), payload };
  await tx.scheduled.add([{ key: named, orderingKey: orderingKey ?? named, body, dueAt }], now);
}
