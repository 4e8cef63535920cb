import { type Clock, SECOND_MS } from '../../core/clock.ts';
import type { QuotaName } from '../../core/limiter.ts';
import type { Attempt } from '../ladder.ts';
import { MENDED_MS } from './errors.ts';
import type { Meters } from './meters.ts';
import type { Outcome } from './platform.ts';

/** What the meaning of the platform's word depends on. */
export interface Manner {
  /** Of the way out. */
  name: string;
  meter: QuotaName;
  /** The platform knows a repeat of the same body by itself. */
  isKeyed: boolean;
  /** `sent` where it says that the message stands there, `accepted` where it brings it by itself. */
  done: 'sent' | 'accepted';
}

/** Busy, without a word on whether it was done. */
const BUSY = 'errcode_-1';
const TOO_LONG = new Set(['errcode_460101', 'invalidParameter_msgParam_tooLong']);

/** The end of one attempt, by the platform's word (`errors.ts`). Content-free reasons; pure but for the clock. */
export function createAttempts(clock: Clock, meters: Meters) {
  return (outcome: Outcome, { name, meter, isKeyed, done }: Manner, isRepeat: boolean): Attempt => {
    const named = (reason: string) => `${name}_${reason}`;
    switch (outcome.kind) {
      case 'shut':
      case 'closed':
        return { kind: 'wait', until: outcome.until, reason: named(outcome.reason) };
      case 'lost':
        return { kind: 'uncertain', isKeyed, reason: outcome.reason };
    }
    const { verdict } = outcome;
    const reason = named(verdict.code);
    switch (verdict.class) {
      case 'ok':
        return { kind: done, via: name };
      case 'rateLimited':
        return { kind: 'wait', until: clock.now() + (verdict.retryAfterMs ?? SECOND_MS), reason };
      case 'quotaExhausted':
        return meters.spent(meter);
      case 'replyChannelGone':
        return { kind: 'no_way', reason: named('gone') };
      case 'tokenInvalid':
        return { kind: 'no_way', reason };
      case 'permanentConfig':
        return { kind: 'wait', until: clock.now() + MENDED_MS, reason };
      case 'permanentContent':
        // Where a fault is named, the words would pass by another way; where they are too long for this one, too.
        if (verdict.fault) return { kind: 'wait', until: clock.now() + MENDED_MS, reason };
        return { kind: TOO_LONG.has(verdict.code) ? 'refused' : 'barred', reason };
      case 'transient':
        // The number means "try again"; an error inside the platform may come after the message has gone.
        return isRepeat && verdict.code === BUSY
          ? { kind: 'retry', reason: verdict.code }
          : { kind: 'uncertain', isKeyed, reason: verdict.code };
      case 'ipBanned':
      case 'permanentTarget':
      case 'permanentUnknown':
        return { kind: 'refused', reason };
    }
  };
}
