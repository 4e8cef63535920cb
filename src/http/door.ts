import type { Context } from 'koa';
import type { BranchSettings } from '../core/branch.ts';
import type { Received, Receiver } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import { SECOND_MS } from '../core/clock.ts';
import type { Log, Meter } from '../core/services.ts';

export { noteOther, noteSecurity } from '../channels/notes.ts';

/** A reply may stretch a platform's HTTP answer this long; then it leaves by another way (contract "Routes"). */
export const REPLY_WITHIN_MS = 1.5 * SECOND_MS;

/** What every platform's door needs. */
export interface DoorServices {
  clock: Clock;
  log: Log;
  meter: Meter;
  branch: BranchSettings;
  receiver: Receiver;
}

/** Answers with a status and a fixed body: the same for every reason behind it, so that nothing can be learnt from it. */
export function refuse(ctx: Context, services: DoorServices, status: number, reason: string): void {
  ctx.status = status;
  ctx.body = '';
  services.meter.count('callbacks', { route: ctx.path, outcome: String(status) });
  services.log.warn({ path: ctx.path, status, reason }, 'callback refused');
}

/** Tells the pipeline whether the platform took the answer: the reply is done, or leaves by another way. */
export function settleWith(ctx: Context, received: Received): void {
  if (received.reply === null) return;
  // Whoever hung up while we thought gets no event any more.
  if (ctx.res.destroyed || ctx.res.closed) return received.settle(false);
  ctx.res.once('finish', () => received.settle(true));
  ctx.res.once('close', () => received.settle(ctx.res.writableFinished));
}
