import type { Received } from '../core/channel.ts';
import { SECOND_MS } from '../core/clock.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
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
      intake.mark({
        write: (tx) => (taken ? tx.outbox.complete(outboxId, owner, clock.now(), PASSIVE) : tx.outbox.release([outboxId], owner)),
        written: () => {
          if (!taken) wakeOutbox();
        },
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
      if (reply.state === 'done' && reply.reason === PASSIVE) return received(true, handed, noSettling);
      // Ours while another copy of the request holds it; what the outbox is delivering or has delivered is not said twice.
      await tx.outbox.release([reply.id], owner);
      const isOurs = await tx.outbox.claim(reply.id, owner, clock.now() + HANDED_MS);
      return isOurs ? received(true, handed, settleOf(reply.id)) : received(true, null, noSettling);
    });
  }

  /** A repeat gets what the first copy got, unless that leaves by another way. Another instance may be at work on it. */
  async function repeat(key: string, deadline: Deadline): Promise<Received> {
    while (!deadline.isPassed()) {
      const waiter = waiters.open(key);
      const poll = createDeadline(POLL_MS);
      try {
        const found = await lookUp(key);
        if (found !== 'unfinished') return found;
        const reply = await waiter.reply(Promise.race([poll.passed, deadline.passed]));
        if (reply) return received(true, reply, settleOf(reply.outboxId));
      } catch (error) {
        // The message is stored; only its answer cannot be found now.
        services.log.warn({ error: messageOf(error) }, 'a repeat could not be answered');
        break;
      } finally {
        poll.cancel();
        waiter.close();
      }
    }
    return received(true, null, noSettling);
  }

  /** True = new. A commit that comes too late is refused, though the message may be stored: sent again it is a repeat. */
  async function durable(message: Message, withinMs: number): Promise<boolean> {
    const late = createDeadline(withinMs);
    const refused = late.passed.then(() => {
      throw new BotError('overloaded', `Not stored within ${withinMs} ms.`);
    });
    try {
      return await Promise.race([intake.add(message), refused]);
    } finally {
      late.cancel();
    }
  }

  return {
    isOverloaded: intake.isOverloaded,
    /** A reply that was meant for a request nobody holds open any more: another way, at once. */
    release: (outboxId: number) => settleOf(outboxId)(false),
    async receive(message: Message, waitMs: number, durableWithinMs = DURABLE_WITHIN_MS): Promise<Received> {
      if (waitMs <= 0) return received(!(await durable(message, durableWithinMs)), null, noSettling);
      // One budget for the commit and the answer: the platform's patience began with the request.
      const deadline = createDeadline(waitMs);
      const waiter = waiters.open(message.key);
      try {
        if (!(await durable(message, durableWithinMs))) return await repeat(message.key, deadline);
        const reply = await waiter.reply(deadline.passed);
        return reply ? received(false, reply, settleOf(reply.outboxId)) : received(false, null, noSettling);
      } finally {
        deadline.cancel();
        waiter.close();
      }
    },
  };
}

interface Deadline {
  passed: Promise<void>;
  isPassed(): boolean;
  cancel(): void;
}

/** Counts by a timer, not by a clock that may be set. */
function createDeadline(ms: number): Deadline {
  let isPassed = false;
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      isPassed = true;
      resolve();
    }, ms);
  });
  return { passed, isPassed: () => isPassed, cancel: () => clearTimeout(timer) };
}

const noSettling = () => {};
