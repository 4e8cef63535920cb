import type { Context } from 'koa';
import type { BranchSettings } from '../core/branch.ts';
import type { Received, Receiver } from '../core/channel.ts';
import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import type { FaultCode, Faults } from '../core/fault.ts';
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

/** So many refusals in a row, in so short a time: whoever has the wrong setting gets that far with one message, which is sent again. */
const SEVERAL = 3;
const WITHIN_MS = 10 * MINUTE_MS;
/** Whoever was understood a moment ago has the right setting: what is refused meanwhile is a stranger's. */
const PROVED_MS = HOUR_MS;

/** Whether what comes to a door fits one of our settings. Both may be said as often as one likes. */
export interface FitWatch {
  misfit(): void;
  fit(): void;
}

/**
 * Tells rubbish, which anybody may send to a public address, from a wrong setting. At most one fault an hour comes of rubbish beside
 * good messages, and nothing of what was sent is kept.
 * @param code reported when nothing fits any more, cleared by what does. What an earlier process noted was by its settings: it is cleared too
 * @param several how many misfits in a row it takes
 */
export function watchFit({ clock, faults }: { clock: Clock; faults: Faults }, code: FaultCode, several = SEVERAL): FitWatch {
  let misfitsAt: number[] = [];
  let provedAt: number | null = null;
  faults.clear(code);
  const isWithin = (at: number, ms: number): boolean => Math.abs(clock.now() - at) < ms;

  return {
    misfit() {
      if (provedAt !== null && isWithin(provedAt, PROVED_MS)) return;
      misfitsAt = [...misfitsAt.filter((at) => isWithin(at, WITHIN_MS)), clock.now()].slice(-several);
      if (misfitsAt.length >= several) faults.report(code);
    },
    fit() {
      misfitsAt = [];
      provedAt = clock.now();
      faults.clear(code);
    },
  };
}
