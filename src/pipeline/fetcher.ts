import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { PhotoFetch } from '../core/photo.ts';
import { type PhotoFailure, photoPhrases } from '../core/phrases-photos.ts';
import type { Item } from '../core/queue.ts';
import { doingIn, type Services } from '../core/services.ts';
import type { Transaction } from '../core/store.ts';
import { pushToReporter } from '../domain/tickets/reporter.ts';
import { createReclaimer } from './reclaimer.ts';

const LEASE_MS = 60 * SECOND_MS;
/** Photos in memory at once: one comes in while the other is made harmless. */
const LANES = 2;
/** Links die five minutes after the message (WeCom's robot; the other ways live longer). */
const PATIENCE_MS = 4.5 * MINUTE_MS;
/** Between the attempts; the last one again and again. */
const PAUSES_MS = [2, 5, 15, 30, 60].map((seconds) => seconds * SECOND_MS);
/** More than fit into the patience: this picture takes the process down with it. */
const MAX_ATTEMPTS = 12;
/** Later it is no answer any more to what the reporter has just done. */
const NEWS_MS = HOUR_MS;

type Outcome =
  | { kind: 'kept'; digest: string }
  | { kind: 'failed'; reason: PhotoFailure }
  /** `end`: what it fails of when there is no time left. */
  | { kind: 'retry'; reason: string; end: PhotoFailure };

/**
 * Gets the photos that belong to reports: from their platform, through the re-encoder, into the photo store. A crash in between makes
 * all of it happen again, which changes nothing: pictures are kept by their digest.
 * @param wake called when a photo is done with: there may be more, and something to say
 */
export function createFetcher(services: Services, wake: () => void) {
  const { store, clock, instance, log, channels, photos, reencode } = services;
  const underWay = new Set<Promise<void>>();
  const reclaim = createReclaimer(clock);
  let isStopping = false;

  function lease(limit: number): Promise<Item<PhotoFetch>[]> {
    return store.transaction(async ({ fetches }) => {
      await reclaim(fetches);
      return await fetches.lease({ owner: instance, now: clock.now(), leaseMs: LEASE_MS, limit });
    });
  }

  /** What was sent is not held on to longer than this takes. */
  async function fetchJpeg({ channel, media }: PhotoFetch): Promise<Uint8Array | Exclude<Outcome, { kind: 'kept' }>> {
    // It never throws; should it, its words might hold the link.
    const fetched = await channels[channel]?.fetchMedia(media).catch(() => ({ kind: 'retry' as const, reason: 'internal' }));
    if (!fetched) return { kind: 'retry', reason: 'channel_off', end: 'gone' };
    if (fetched.kind === 'refused') return { kind: 'failed', reason: fetched.reason };
    if (fetched.kind === 'retry') return { ...fetched, end: 'gone' };
    return (await reencode(fetched.bytes)) ?? { kind: 'failed', reason: 'unreadable' };
  }

  async function attempt(item: Item<PhotoFetch>): Promise<Outcome> {
    if (item.attempts > MAX_ATTEMPTS) return { kind: 'failed', reason: 'unreadable' };
    try {
      const jpeg = await fetchJpeg(item.body);
      return jpeg instanceof Uint8Array ? { kind: 'kept', digest: await photos.put(jpeg) } : jpeg;
    } catch (error) {
      log.error({ fetchId: item.id, error: messageOf(error) }, 'a photo could not be worked on');
      return { kind: 'retry', reason: 'internal', end: 'not_stored' };
    }
  }

  function note(item: Item<PhotoFetch>, outcome: Outcome): Promise<void> {
    return store.transaction(async (tx) => {
      const now = clock.now();
      if (outcome.kind !== 'retry') return await finish(tx, item, outcome, now);
      const lastAt = item.createdAt + PATIENCE_MS;
      if (now >= lastAt) return await finish(tx, item, { kind: 'failed', reason: outcome.end }, now);
      const pauseMs = PAUSES_MS[Math.min(item.attempts, PAUSES_MS.length) - 1]!;
      await tx.fetches.retry(item.id, instance, Math.min(now + pauseMs, lastAt), outcome.reason);
    });
  }

  type Ended = Exclude<Outcome, { kind: 'retry' }>;
  async function finish(tx: Transaction, item: Item<PhotoFetch>, ended: Ended, now: number): Promise<void> {
    const { photoId, media } = item.body;
    const reason = ended.kind === 'failed' ? ended.reason : undefined;
    if (!(await tx.fetches.complete(item.id, instance, now, reason))) return;
    // The row stays for its key; the way to the picture as it was sent does not.
    await tx.fetches.rewrite(item.key, { ...item.body, media: { ...media, reference: '', name: null } }, item.orderingKey);
    if (ended.kind === 'kept') return await tx.photos.keep(photoId, ended.digest);
    await tx.photos.fail(photoId, ended.reason);
    try {
      await tx.savepoint(() => tell(tx, photoId, ended.reason, now));
    } catch (error) {
      if (error instanceof BotError && error.code === 'store') throw error;
      log.error({ fetchId: item.id, error: messageOf(error) }, 'nobody could be told of a photo that was not kept');
    }
  }

  /** Once for each ticket. At any hour: it answers what the reporter has just done. */
  async function tell(tx: Transaction, photoId: number, reason: PhotoFailure, now: number): Promise<void> {
    const photo = await tx.photos.byId(photoId);
    const ticket = photo && (await tx.tickets.byId(photo.ticketId));
    if (!ticket || ticket.status === 'closed') return;
    await pushToReporter(doingIn(services, tx, now), ticket, {
      key: `ticket:${ticket.id}:photo`,
      text: photoPhrases.notKept(ticket.number, reason),
      kind: 'change',
      urgent: true,
      usefulUntil: now + NEWS_MS,
    });
  }

  async function work(item: Item<PhotoFetch>): Promise<void> {
    const outcome = await attempt(item);
    const { id, attempts, body } = item;
    if (outcome.kind !== 'kept') {
      const fields = { fetchId: id, channel: body.channel, attempts, outcome: outcome.kind, reason: outcome.reason };
      log.warn(fields, 'a photo was not kept');
    }
    try {
      await note(item, outcome);
    } catch (error) {
      // Its lease runs out, and it is done again.
      log.error({ fetchId: id, error: messageOf(error) }, 'the end of a photo could not be noted');
    }
  }

  return {
    /** Begins what is due, as far as there are lanes; true when it began something. */
    async round(): Promise<boolean> {
      if (isStopping || underWay.size >= LANES) return false;
      const items = await lease(LANES - underWay.size);
      for (const item of items) {
        const done: Promise<void> = work(item).finally(() => {
          underWay.delete(done);
          wake();
        });
        underWay.add(done);
      }
      return items.length > 0;
    },
    isBusy: () => underWay.size > 0,
    /** Resolves when the photos under way now are done with. */
    idle: async (): Promise<void> => void (await Promise.all(underWay)),
    /** Begins nothing more. */
    close(): void {
      isStopping = true;
    },
  };
}
