import type { Context } from 'koa';
import type { BranchSettings } from '../core/branch.ts';
import type { Received, Receiver } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import { SECOND_MS } from '../core/clock.ts';
import type { Parsed } from '../core/message.ts';
import type { Log, Meter } from '../core/services.ts';

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

/** Everything parsed that is no message: counted, told to the operator, never stored. */
export function noteOther(parsed: Exclude<Parsed, { kind: 'message' }>, { meter, log }: DoorServices): void {
  if (parsed.kind !== 'alert') return;
  meter.count('platform_alerts', { code: parsed.code });
  log.warn({ code: parsed.code }, 'the platform tells the operator something');
}

/** Tells the pipeline whether the platform took the answer: the reply is done, or leaves by another way. */
export function settleWith(ctx: Context, received: Received): void {
  if (received.reply === null) return;
  // Whoever hung up while we thought gets no event any more.
  if (ctx.res.destroyed || ctx.res.closed) return received.settle(false);
  ctx.res.once('finish', () => received.settle(true));
  ctx.res.once('close', () => received.settle(ctx.res.writableFinished));
}

/** A reply address in a signed payload that led elsewhere was left out: somebody tries, or the platform moved. */
export function noteSecurity({ meter, log }: DoorServices): (code: string) => void {
  return (code) => {
    meter.count('security_events', { code });
    log.warn({ code }, 'a reply address led elsewhere and was left out');
  };
}
