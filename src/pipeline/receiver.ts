import type { Received } from '../core/channel.ts';
import { SECOND_MS } from '../core/clock.ts';
import { BotError } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import { handedOwner } from './inbox.ts';
import type { Intake } from './intake.ts';
import type { HandedReply, Waiters } from './waiters.ts';

const POLL_MS = 100;
/** WeCom cuts a callback after 5 s and sends it again. */
const DURABLE_WITHIN_MS = 4 * SECOND_MS;
const HANDED_MS = 10 * SECOND_MS;
/** Why an outbox item is done when its text went into an HTTP answer. */
export const PASSIVE = 'passive';

/** The door for verified messages: durable first, then the answer if it comes in time. */
export function createReceiver(services: Services, intake: Intake, waiters: Waiters, wakeOutbox: () => void) {
  const { clock, instance, store } = services;
  const owner = handedOwner(instance);

  function settleOf(outboxId: number): (taken: boolean) => void {
    let isSettled = false;
    return (taken) => {
      if (isSettled) return;
      isSettled = true;
      intake.mark(async (tx) => {
        if (taken) await tx.outbox.complete(outboxId, owner, clock.now(), PASSIVE);
        else await tx.outbox.release([outboxId], owner);
        if (!taken) setImmediate(wakeOutbox);
      });
    };
  }

  const received = (duplicate: boolean, reply: HandedReply | null, settle: (taken: boolean) => void): Received => ({
    duplicate,
    reply: reply?.outgoing ?? null,
    replyId: reply?.outboxId ?? null,
    settle,
  });

  async function lookUp(key: string): Promise<Received | 'unfinished'> {
    return await store.transaction(async (tx) => {
      const item = await tx.inbox.find(key);
      if (item?.state === 'ready' || item?.state === 'leased') return 'unfinished';
      const [reply] = await tx.outbox.causedBy(key);
      if (!reply) return received(true, null, noSettling);
      const handed = { outboxId: reply.id, outgoing: reply.body };
      if (isWaiting(reply) && (await tx.outbox.claim(reply.id, owner, clock.now() + HANDED_MS))) {
        return received(true, handed, settleOf(reply.id));
      }
      const isPassive = reply.state === 'leased' || (reply.state === 'done' && reply.reason === PASSIVE);
      return received(true, isPassive ? handed : null, noSettling);
    });
  }

  /** A repeat gets what the first copy got, unless that has left by another way. Another instance may be at work on it. */
  async function repeat(key: string, waitMs: number): Promise<Received> {
    for (let leftMs = waitMs; leftMs > 0; leftMs -= POLL_MS) {
      const waiter = waiters.open(key);
      try {
        const found = await lookUp(key);
        if (found !== 'unfinished') return found;
        const reply = await waiter.reply(Math.min(POLL_MS, leftMs));
        if (reply) return received(true, reply, settleOf(reply.outboxId));
      } finally {
        waiter.close();
      }
    }
    return received(true, null, noSettling);
  }

  /** True = new. A commit that comes too late is refused, though the message may be stored: sent again it is a repeat. */
  async function durable(message: Message, withinMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new BotError('overloaded', `Not stored within ${withinMs} ms.`)), withinMs);
    });
    try {
      return await Promise.race([intake.add(message), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    isOverloaded: intake.isOverloaded,
    /** A reply that was meant for a request nobody holds open any more: another way, at once. */
    release: (outboxId: number) => settleOf(outboxId)(false),
    async receive(message: Message, waitMs: number, durableWithinMs = DURABLE_WITHIN_MS): Promise<Received> {
      if (waitMs <= 0) return received(!(await durable(message, durableWithinMs)), null, noSettling);
      const waiter = waiters.open(message.key);
      try {
        if (!(await durable(message, durableWithinMs))) return await repeat(message.key, waitMs);
        const reply = await waiter.reply(waitMs);
        return reply ? received(false, reply, settleOf(reply.outboxId)) : received(false, null, noSettling);
      } finally {
        waiter.close();
      }
    },
  };
}

const noSettling = () => {};

const isWaiting = (item: Item<Outgoing>) => item.state === 'ready' || item.state === 'parked';
