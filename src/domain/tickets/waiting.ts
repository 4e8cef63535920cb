// What waits for somebody's next free hour: of one ticket each person gets one message then, that says what holds when it leaves.
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import type { Button } from '../../core/outgoing.ts';
import type { Ticket } from '../../core/ticket.ts';
import { openOutgoing } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';

const waitingSchema = z.object({
  /** Of the push. */
  key: z.string(),
  dueAt: z.number(),
  /** The state it speaks of, and is not worth saying without; null = whatever comes. */
  holdsFor: z.string().nullable(),
  /** What it tells, in a few words each: in front of what comes later. */
  briefs: z.array(z.string()),
});
export type Waiting = z.infer<typeof waitingSchema>;

export const TICKET_WAITING = 'ticket-waiting';
/** By ticket: whom it is for → what waits. Forgotten at night, when it is old. */
const entriesSchema = z.record(z.string(), waitingSchema);
const waiting = (tx: Doing['tx']) => tx.collection(TICKET_WAITING, entriesSchema);

/** What a message that speaks of the present state depends on. */
export const stateOf = ({ status, level, handlerId, dueAt }: Ticket): string => [status, level, handlerId, dueAt].join('/');

export interface TakenBack {
  text: string;
  buttons: readonly Button[];
  waiting: Waiting;
}

/** Takes back what still waits for the person about the ticket, to be said with what comes now; null = nothing does. */
export async function takeBack({ tx, now, sealer }: Doing, ticketId: string, whom: string): Promise<TakenBack | null> {
  const waits = (await waiting(tx).get(ticketId))?.[whom];
  if (!waits || waits.dueAt <= now) return null;
  const key = outboxKey(waits.key);
  const item = await tx.outbox.find(key);
  const said = item?.state === 'ready' ? openOutgoing(sealer, item.body) : null;
  if (!said || (await tx.outbox.withdraw([key], now, 'merged')) === 0) return null;
  return { text: said.text, buttons: said.buttons, waiting: waits };
}

/** Puts down what waits now. */
export async function keepWaiting({ tx, now }: Doing, ticketId: string, entries: ReadonlyMap<string, Waiting>): Promise<void> {
  const late = [...entries].filter(([, { dueAt }]) => dueAt > now);
  if (late.length === 0) return;
  const before = await waiting(tx).get(ticketId);
  await waiting(tx).put(ticketId, { ...before, ...Object.fromEntries(late) }, now);
}

/** The ticket has changed: what spoke of its state before is not said any more, and nothing once its reporter has taken it back. */
export async function dropOutdated({ tx, now }: Doing, ticket: Ticket): Promise<void> {
  const waits = await waiting(tx).get(ticket.id);
  if (waits === undefined) return;
  const state = stateOf(ticket);
  const isOver = ticket.end === 'withdrawn';
  const outdated = Object.entries(waits).filter(([, { holdsFor }]) => isOver || (holdsFor !== null && holdsFor !== state));
  if (outdated.length === 0) return;
  const keys = outdated.map(([, { key }]) => outboxKey(key));
  await tx.outbox.withdraw(keys, now, 'outdated');
  const gone = new Set(outdated.map(([whom]) => whom));
  const rest = Object.fromEntries(Object.entries(waits).filter(([whom]) => !gone.has(whom)));
  await waiting(tx).put(ticket.id, rest, now);
}
