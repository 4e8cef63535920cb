// So that no ticket is forgotten: whatever should have happened long ago is planned again.
import { HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { arm } from './arming.ts';

/** Work that is only slow comes by itself. */
const FORGOTTEN_AFTER_MS = HOUR_MS;
/** So many in one transaction. */
const PORTION = 200;

/** @returns whether there may be more */
export async function rearmForgotten(doing: Doing): Promise<boolean> {
  const { tx, now } = doing;
  const forgotten = await tx.tickets.overdue(now - FORGOTTEN_AFTER_MS, PORTION);
  for (const { id } of forgotten) {
    const ticket = await tx.tickets.lock(id);
    if (ticket?.next && ticket.next.at < now - FORGOTTEN_AFTER_MS) await arm(doing, ticket);
  }
  return forgotten.length === PORTION;
}
