// Who may have the long connection: whoever surely holds the lease, for as long as that is sure.
import { SECOND_MS } from '../../core/clock.ts';
import type { Lease } from '../../core/lease.ts';

const RENEW_EVERY_MS = 2 * SECOND_MS;

/**
 * Takes the lease as soon as it is free, and renews it.
 * @param changed told when it became ours, and when it is not ours any more
 */
export function keepLease(lease: Lease, changed: (isHeld: boolean) => void) {
  let isRunning = false;
  let isHeld = false;
  let asked = 0;
  let asking: Promise<void> = Promise.resolve();
  let renewals: NodeJS.Timeout | undefined;
  let expiry: NodeJS.Timeout | undefined;

  /** Asks anew, after what is being asked already. */
  function renew(): Promise<void> {
    asked += 1;
    asking = asking.then(async () => {
      if (isRunning) await lease.take();
      asked -= 1;
      watch();
    });
    return asking;
  }

  /** What counts is what is surely left, not one failed renewal: a store that is slow for once ends no connection. */
  function watch(): void {
    clearTimeout(expiry);
    const msLeft = isRunning ? lease.msLeft() : 0;
    if (msLeft > 0) expiry = setTimeout(watch, msLeft);
    const wasHeld = isHeld;
    isHeld = msLeft > 0;
    if (isHeld !== wasHeld) changed(isHeld);
  }

  return {
    isHeld: () => isHeld,
    renew,
    start(): void {
      isRunning = true;
      renewals = setInterval(() => asked === 0 && void renew(), RENEW_EVERY_MS);
      void renew();
    },
    /** No longer ours for us; `give` gives it to the others. */
    stop(): void {
      isRunning = false;
      clearInterval(renewals);
      watch();
    },
    async give(): Promise<void> {
      await asking;
      await lease.give();
    },
  };
}
