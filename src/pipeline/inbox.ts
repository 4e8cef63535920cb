import { SECOND_MS } from '../core/clock.ts';
import { targetOf } from '../core/conversation.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import { phrases } from '../core/phrases.ts';
import type { Item } from '../core/queue.ts';
import type { Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { sealOutgoing } from '../domain/pushes/index.ts';
import { ADVICE_WITHIN_MS, AdviceNeeded, type Consultation, type Leased, type Wanting } from './advice.ts';
import { backoffMs } from './backoff.ts';
import { createDispatch } from './dispatch.ts';
import { createOpenings, type Opening } from './openings.ts';
import { answerKey } from './saying.ts';
import { SEALED_KEY, sealMessage } from './sealing.ts';
import type { Waiters } from './waiters.ts';

/** Many times what a batch takes; when an instance dies, what it held waits this long for another. */
const LEASE_MS = 10 * SECOND_MS;
/** A reply handed to an open HTTP request belongs to it this long; then it leaves by another way. */
const HANDED_LEASE_MS = 10 * SECOND_MS;
export const BATCH = 64;
/** With the pauses between them a message whose handler throws holds its conversation up for seconds, not minutes. */
const MAX_FAILURES = 3;
/** So many processes died over it: hardly chance any more. Fewer would condemn innocent messages where somebody kills at random. */
const MAX_LIVES = 8;

/** What became of one message; announced once the transaction is committed. */
export interface Handled {
  cause: string;
  /** False when it will be tried again. */
  isFinished: boolean;
  reply: { outboxId: number; outgoing: Outgoing; isHanded: boolean } | null;
}

/** What became of a batch; all of it holds once it is committed. */
export interface Worked {
  handled: Handled[];
  /** Still leased, nothing done: they wait for advice. */
  wanting: Wanting[];
  /** Where people spoke; given back by `keep`. */
  openings: Opening[];
}

export const handedOwner = (instance: string) => `${instance}/handed`;

/**
 * How inbox items are worked: a batch per transaction, each message in a savepoint of its own.
 * @param isHeld true when an earlier message of the conversation waits for advice
 */
export function createInboxWork(services: Services, waiters: Waiters, isHeld: (item: Leased) => boolean) {
  const { clock, instance, log, meter, sealer } = services;
  const dispatch = createDispatch(services);
  const openings = createOpenings(services);

  const lease = (tx: Transaction) => tx.inbox.lease({ owner: instance, now: clock.now(), leaseMs: LEASE_MS, limit: BATCH });

  /** @param body the answer as it is kept; `outgoing` is what an open request gets */
  async function say(
    tx: Transaction,
    cause: string,
    outgoing: Outgoing,
    now: number,
    { body = outgoing, isEmergency = false } = {},
  ): Promise<Handled> {
    // Pictures go with no HTTP answer.
    const isHanded = waiters.has(cause) && !outgoing.photos?.length;
    const key = `reply:${cause}`;
    const added = await tx.outbox.add(
      [
        {
          key,
          orderingKey: answerKey(body, isEmergency),
          body,
          dueAt: now,
          cause,
          ...(isHanded && { lease: { owner: handedOwner(instance), until: now + HANDED_LEASE_MS } }),
        },
      ],
      now,
    );
    return { cause, isFinished: true, reply: { outboxId: added.get(key)!, outgoing, isHanded } };
  }

  async function handle(tx: Transaction, item: Leased): Promise<Handled> {
    const now = clock.now();
    const { outgoing, isSealed, isEmergency = false } = await dispatch(tx, item.body, now, item.advice ?? {});
    if (!(await tx.inbox.complete(item.id, instance, now))) throw new LeaseLost();
    // Everybody's direct chat, not only who has something to hide: the sealed rows alone must not tell who that is.
    const isPrivate = isSealed || isDirectWord(item.body);
    if (sealer && isPrivate) await tx.inbox.rewrite(item.key, sealMessage(sealer, item.body), SEALED_KEY);
    if (!outgoing) return silent(item.key);
    const body = sealer && isSealed ? sealOutgoing(sealer, outgoing) : outgoing;
    return await say(tx, item.key, outgoing, now, { body, isEmergency });
  }

  /** Our handler threw: try again later, or give up aloud with one apology. */
  async function fail(tx: Transaction, item: Item<Message>, error: unknown): Promise<Handled> {
    const now = clock.now();
    log.error({ inboxId: item.id, attempts: item.attempts, error: messageOf(error) }, 'a message could not be handled');
    meter.count('handler_failures');
    if (item.attempts < MAX_FAILURES) {
      await tx.inbox.retry(item.id, instance, now + backoffMs(item.attempts, Math.random()), messageOf(error));
      return { cause: item.key, isFinished: false, reply: null };
    }
    return await giveUp(tx, item, messageOf(error), now);
  }

  async function giveUp(tx: Transaction, item: Item<Message>, reason: string, now: number): Promise<Handled> {
    const { body } = item;
    if (!(await tx.inbox.bury(item.id, instance, now, reason)) || !body.addressed) return silent(item.key);
    const to = targetOf(body.conversation);
    return await say(tx, item.key, { channel: body.channel, to, text: phrases.apology, mentions: [], buttons: [] }, now);
  }

  /** The lease begins anew, so that it outlives the wait. False when the item is another's by now. */
  async function renew(tx: Transaction, item: Leased, { kind }: Consultation): Promise<boolean> {
    await tx.inbox.release([item.id], instance);
    return await tx.inbox.claim(item.id, instance, clock.now() + ADVICE_WITHIN_MS[kind] + LEASE_MS);
  }

  /** Works a batch inside one transaction. What it returns is to be announced after the commit. */
  async function work(tx: Transaction, items: readonly Leased[]): Promise<Worked> {
    const handled: Handled[] = [];
    const wanting: Wanting[] = [];
    const opened: Opening[] = [];
    const heldBack: number[] = [];
    for (const item of items) {
      if (isHeld(item) || wanting.some((each) => each.item.orderingKey === item.orderingKey)) {
        heldBack.push(item.id);
        continue;
      }
      if (item.attempts > MAX_LIVES) {
        // Leased that often and never finished: it takes the process down with it.
        handled.push(await giveUp(tx, item, 'it ended the process that worked on it', clock.now()));
        continue;
      }
      const opening = await openings.note(tx, item.body);
      if (opening) opened.push(opening);
      try {
        handled.push(await tx.savepoint(() => handle(tx, item)));
      } catch (error) {
        // The transaction is lost with all that others wrote in it: whoever began it works each of them alone.
        if (error instanceof BotError && error.code === 'store') throw error;
        if (error instanceof AdviceNeeded) {
          const { consultation } = error;
          if (await renew(tx, item, consultation)) wanting.push({ item, consultation });
        } else if (!(error instanceof LeaseLost)) handled.push(await fail(tx, item, error));
      }
    }
    await tx.inbox.release(heldBack, instance);
    return { handled, wanting, openings: opened };
  }

  /** The store failed over it alone: again after a pause, counted, so that it cannot go on for ever. */
  async function postpone(tx: Transaction, item: Item<Message>): Promise<void> {
    const now = clock.now();
    await tx.inbox.retry(item.id, instance, now + backoffMs(item.attempts, Math.random()), 'the store failed');
  }

  return { lease, work, postpone, keep: openings.keep };
}

const isDirectWord = ({ kind, conversation }: Message): boolean =>
  (kind === 'said' || kind === 'clicked') && conversation.kind === 'direct';

const silent = (cause: string): Handled => ({ cause, isFinished: true, reply: null });

/** Another worker has the item now; whatever was done here is undone. */
class LeaseLost extends Error {}
