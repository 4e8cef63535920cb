// What happens to tickets by itself: the one next step of each, and the look for what was forgotten.
import { HOUR_MS, MINUTE_MS } from '../core/clock.ts';
import { shanghaiIso } from '../core/shanghai.ts';
import type { Transaction } from '../core/store.ts';
import { TICKET, ticketWorkSchema } from '../domain/tickets/arming.ts';
import { takeStep } from '../domain/tickets/by-itself.ts';
import { rearmForgotten } from '../domain/tickets/watch.ts';
import type { Runner } from './runner.ts';

export { TICKET };
export const TICKET_WATCH = 'ticket-watch';

/** Not on the hour, when everything else begins. */
const LOOKS_AT_MS = 17 * MINUTE_MS;

export const runTicket: Runner = async (doing, payload) => {
  const { ticketId, turn } = ticketWorkSchema.parse(payload);
  await takeStep(doing, ticketId, turn);
};

/** Plans the next hour's look; one per hour however often it is called. */
export async function planTicketWatch(tx: Transaction, now: number): Promise<void> {
  const thisHour = Math.floor(now / HOUR_MS) * HOUR_MS + LOOKS_AT_MS;
  await planLook(tx, thisHour > now ? thisHour : thisHour + HOUR_MS, now);
}

export const runTicketWatch: Runner = async (doing) => {
  const { tx, now } = doing;
  await planTicketWatch(tx, now);
  if (await rearmForgotten(doing)) await planLook(tx, now + MINUTE_MS, now);
};

async function planLook(tx: Transaction, dueAt: number, now: number): Promise<void> {
  const key = `${TICKET_WATCH}:${shanghaiIso(dueAt)}`;
  await tx.scheduled.add([{ key, orderingKey: key, body: { kind: TICKET_WATCH, payload: {} }, dueAt }], now);
}
