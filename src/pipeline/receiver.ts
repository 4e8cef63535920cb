import type { Received, Receiving } from '../core/channel.ts';
import { MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { openOutgoing } from '../domain/pushes/index.ts';
import { handedOwner } from './inbox.ts';
import type { Intake } from './intake.ts';
import type { HandedReply, Waiters } from './waiters.ts';

const POLL_MS = 100;
/** WeCom cuts a callback after 5 s and sends it again. */
const DURABLE_WITHIN_MS = 4 * SECOND_MS;
const HANDED_MS = 10 * SECOND_MS;
/** Whoever was told to ask again does so within seconds, or not at all. */
const EXPECTED_MS = MINUTE_MS;
/** Why an outbox item is done when its text went into an HTTP answer. */
export const PASSIVE = 'passive';

/** The door for verified messages: durable first, then the answer if it comes in time. */
export function createReceiver(services: Services, intake: Intake, waiters: Waiters, wakeOutbox: () => void) {
  const { clock, instance, store, sealer } = services;
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

  interface Found {
    duplicate: boolean;
    reply?: HandedReply;
    isPending?: boolean;
    storedAt?: number | undefined;
    settle?: (taken: boolean) => void;
  }

  const received = ({ duplicate, reply, isPending = false, storedAt, settle = noSettling }: Found): Received => ({
    duplicate,
    reply: reply?.outgoing ?? null,
    replyId: reply?.outboxId ?? null,
    isPending,
    ...(storedAt !== undefined && { storedAt }),
    settle,
  });

  const handed = (duplicate: boolean, reply: HandedReply): Received =>
    received({ duplicate, reply, settle: settleOf(reply.outboxId) });

  async function lookUp(key: string): Promise<{ isFinished: boolean; found: Received }> {
    return await store.transaction(async (tx) => {
      const item = await tx.inbox.find(key);
      const found = (over: Partial<Found> = {}) => received({ duplicate: true, storedAt: item?.createdAt, ...over });
      if (item?.state === 'ready' || item?.state === 'leased') return { isFinished: false, found: found({ isPending: true }) };
      const [reply] = await tx.outbox.causedBy(key);
      return { isFinished: true, found: found(reply && (await replyIn(tx, reply))) };
    });
  }

  /** Ours while another copy of the request holds it, or nobody; what the outbox is delivering or has delivered is not said twice. */
  async function replyIn({ outbox }: Transaction, { id, state, reason, body }: Item<Outgoing>): Promise<Partial<Found>> {
    const reply = { outboxId: id, outgoing: body };
    if (state === 'done' && reason === PASSIVE) return { reply };
    // Pictures go with no HTTP answer.
    if (body.photos?.length) return {};
    await outbox.release([id], owner);
    if (await outbox.claim(id, owner, clock.now() + HANDED_MS)) return { reply, settle: settleOf(id) };
    // Perhaps held by another instance for whoever asks there.
    return { isPending: state === 'leased' };
  }

  /**
   * A repeat, or somebody who asks again, gets what the first copy got, unless that leaves by another way. Another instance may be at
   * work on it.
   */
  async function repeat(key: string, deadline: Deadline, canResume: boolean): Promise<Received> {
    let last = received({ duplicate: true, isPending: true });
    while (!deadline.isPassed()) {
      const waiter = waiters.open(key);
      const poll = createDeadline(POLL_MS);
      try {
        const looking = lookUp(key);
        const looked = await Promise.race([looking, deadline.passed]);
        if (looked?.isFinished) return looked.found;
        // Too late for this request: whoever asks next gets it, or it leaves another way.
        if (!looked) looking.then(({ found }) => canResume || found.settle(false)).catch(() => {});
        last = looked?.found ?? last;
        const reply = await waiter.reply(Promise.race([poll.passed, deadline.passed]));
        if (reply !== null && reply !== 'late') return handed(true, reply);
        if (deadline.isPassed() && canResume) waiters.expect(key, EXPECTED_MS);
      } catch (error) {
        // The message is stored; only its answer cannot be found now.
        services.log.warn({ error: messageOf(error) }, 'a repeat could not be answered');
        break;
      } finally {
        poll.cancel();
        waiter.close();
      }
    }
    return last;
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
    async receive(message: Message, receiving: Receiving): Promise<Received> {
      const { waitMs, durableWithinMs = DURABLE_WITHIN_MS, canResume = false } = receiving;
      const storedAt = clock.now();
      if (waitMs <= 0) {
        return received({ duplicate: !(await durable(message, durableWithinMs)), isPending: true });
      }
      // One budget for the commit and the answer: the platform's patience began with the request.
      const deadline = createDeadline(waitMs);
      const waiter = waiters.open(message.key);
      try {
        if (!(await durable(message, durableWithinMs))) return await repeat(message.key, deadline, canResume);
        const reply = await waiter.reply(deadline.passed);
        if (reply === null) return received({ duplicate: false, storedAt });
        if (reply !== 'late') return handed(false, reply);
        if (canResume) waiters.expect(message.key, EXPECTED_MS);
        return received({ duplicate: false, isPending: true, storedAt });
      } finally {
        deadline.cancel();
        waiter.close();
      }
    },
    async resume(key: string, waitMs: number): Promise<Received> {
      const deadline = createDeadline(waitMs);
      try {
        return await repeat(key, deadline, true);
      } finally {
        deadline.cancel();
      }
    },
    async said(id: number): Promise<Outgoing | null> {
      const item = await store.transaction((tx) => tx.outbox.byId(id));
      return item ? openOutgoing(sealer, item.body) : null;
    },
    async storedAt(key: string): Promise<number | null> {
      return (await store.transaction((tx) => tx.inbox.find(key)))?.createdAt ?? null;
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
