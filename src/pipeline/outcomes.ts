// What becomes of an outbox item after an attempt to deliver it.
import { type Delivery, hasOpenEnd } from '../core/channel.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Item, Queue } from '../core/queue.ts';
import { backoffMs } from './backoff.ts';

const MAX_ATTEMPTS = 12;
/** However long a way is shut: a clock, a limit or an outage may end sooner than was thought. */
const LONGEST_WAIT_MS = 10 * MINUTE_MS;
/** Nobody waits for an answer any longer. */
const ANSWER_MS = 24 * HOUR_MS;

/** Those whose one call was lost come back at one instant, so that one call repeats it: no jitter. */
const TOGETHER_AGAIN_MS = 1.5 * SECOND_MS;

/** Whether it is no use any more to whoever was to get it. */
export function isTooLate({ body, createdAt }: Item<Outgoing>, now: number): boolean {
  return now > (body.push ? body.push.usefulUntil : createdAt + ANSWER_MS);
}

/** @returns false when the item is no longer the owner's */
export async function noteDelivery(
  outbox: Queue<Outgoing>,
  item: Item<Outgoing>,
  delivery: Delivery,
  { owner, now }: { owner: string; now: number },
): Promise<boolean> {
  switch (delivery.kind) {
    case 'sent':
      return await outbox.complete(item.id, owner, now);
    case 'accepted':
      return await outbox.complete(item.id, owner, now, 'accepted');
    case 'unknown':
      // Not sent again, and found by its reason.
      return await outbox.complete(item.id, owner, now, `unknown:${delivery.via}:${delivery.reason}`);
    case 'wait': {
      if (isTooLate(item, now)) return await outbox.drop(item.id, owner, now, 'too_late');
      const until = Math.min(Math.max(delivery.until, now + SECOND_MS), now + LONGEST_WAIT_MS);
      return await outbox.postpone(item.id, owner, until, delivery.reason);
    }
    case 'no_way':
      return await outbox.park(item.id, owner, now, delivery.reason);
    case 'refused':
      return await outbox.bury(item.id, owner, now, delivery.reason);
    case 'retry':
      // What is retried is leased alone, in case it ends the process; this has lost its answer and nothing else.
      if (hasJustLostItsAnswer(item, delivery.reason))
        return await outbox.postpone(item.id, owner, now + TOGETHER_AGAIN_MS, delivery.reason);
      return item.attempts < MAX_ATTEMPTS
        ? await outbox.retry(item.id, owner, now + backoffMs(item.attempts, Math.random()), delivery.reason)
        : await outbox.bury(item.id, owner, now, delivery.reason);
  }
}

/** Once for each push; answers go alone anyway. */
function hasJustLostItsAnswer({ cause, attempts, reason }: Item<Outgoing>, newReason: string): boolean {
  return cause === null && attempts === 1 && hasOpenEnd(newReason) && !hasOpenEnd(reason);
}
