// Cards of new tickets to one person: two come by themselves, what comes within minutes of them is one list.
import { z } from 'zod';
import { MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { Push } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';

/** So many within `WITHIN_MS` interrupt nobody. */
const ALONE_MAX = 2;
const WITHIN_MS = 5 * MINUTE_MS;
/** So long a list waits for more. */
const LIST_WAITS_MS = 3 * MINUTE_MS;

export const TICKET_CARDS = 'ticket-cards';

/** By member: when his last cards leave, listed ones too, and the list that has not left yet. */
const cardsSchema = z.object({
  at: z.array(z.number()),
  list: z.object({ key: z.string(), lines: z.array(z.string()), leavesAt: z.number() }).nullable(),
});
const cards = (tx: Doing['tx']) => tx.collection(TICKET_CARDS, cardsSchema);

/**
 * The push by which a person hears of a new ticket that is not urgent: its own, or a list in place of the one that waits for him.
 * @param line of it in a list
 * @param from when it would leave by itself; of cards kept for the morning all leave together
 */
export async function gathered(doing: Doing, member: Member, push: Push, line: string, from: number): Promise<Push> {
  const { tx, now } = doing;
  const before = await cards(tx).get(member.id);
  const near = (before?.at ?? []).filter((at) => Math.abs(from - at) < WITHIN_MS);
  const at = [...near, from];
  if (near.length < ALONE_MAX) {
    await cards(tx).put(member.id, { at, list: before?.list ?? null }, now);
    return push;
  }
  const waiting = before?.list ?? null;
  const isTaken = waiting !== null && (await tx.outbox.withdraw([outboxKey(waiting.key)], now, 'merged')) > 0;
  const lines = [...(isTaken ? waiting.lines : []), line];
  // It waits from its first line on: who gets many hears of them in time.
  const leavesAt = isTaken ? waiting.leavesAt : from + LIST_WAITS_MS;
  await cards(tx).put(member.id, { at, list: { key: push.key, lines, leavesAt } }, now);
  if (lines.length === 1) return { ...push, notBefore: leavesAt };
  return { ...push, notBefore: leavesAt, text: ticketPhrases.newOnes(lines), buttons: [] };
}
