// One ladder for every platform: the ways an outgoing message could take, best first, tried in order until one ends it.
import { type Delivery, hasOpenEnd, OPEN_END } from '../core/channel.ts';

/**
 * What a rung says of one attempt, besides what a delivery can be.
 * - `uncertain`: it left, and no word came back. `isKeyed`: the platform knows a repeat of the same body by itself
 * - `part`: some of it stands there, the rest goes by this way and no other, from `until` on; `reason` says how far it came
 * - `barred`: the platform refuses these words; another way would be refused as well
 */
export type Attempt =
  | Delivery
  | { kind: 'uncertain'; isKeyed: boolean; reason: string }
  | { kind: 'part'; until: number; reason: string }
  | { kind: 'barred'; reason: string };

/** One way out that is open for a message, as far as we know. */
export interface Rung {
  /** Content-free: `response_url`, `app`, `webhook`. Without `?`. */
  name: string;
  /** Never throws. @param isRepeat the attempt before went this way, and no word came back, or not all of it went */
  attempt(isRepeat: boolean): Promise<Attempt>;
}

/**
 * Tries the rungs in order. Where an attempt's end is unknown it stops: the same rung is tried again, and nothing else, so that nobody
 * hears a thing twice by two ways. A way that cannot tell repeats gets one repeat at most.
 * @param lastReason how the attempt before ended, as this function said it
 */
export async function climb(rungs: readonly Rung[], lastReason: string | null): Promise<Delivery> {
  const openEnd = hasOpenEnd(lastReason) ? lastReason.slice(0, lastReason.indexOf(OPEN_END)) : null;
  const start = openEnd === null ? 0 : rungs.findIndex(({ name }) => name === openEnd);
  if (openEnd !== null && start === -1) return { kind: 'unknown', via: openEnd, reason: 'way_gone' };
  const failed: Delivery[] = [];
  for (const [index, rung] of rungs.slice(start).entries()) {
    const isRepeat = openEnd !== null && index === 0;
    const attempt = await rung.attempt(isRepeat);
    switch (attempt.kind) {
      case 'sent':
      case 'accepted':
      case 'unknown':
        return attempt;
      case 'uncertain':
        if (isRepeat && !attempt.isKeyed) return { kind: 'unknown', via: rung.name, reason: attempt.reason };
        return { kind: 'retry', reason: `${rung.name}${OPEN_END}${attempt.reason}` };
      case 'part':
        return { kind: 'wait', until: attempt.until, reason: `${rung.name}${OPEN_END}${attempt.reason}` };
      case 'barred':
        return { kind: 'refused', reason: attempt.reason };
      case 'wait':
      case 'retry':
        // What may have arrived by this way leaves by no other, as long as this one may still tell.
        if (isRepeat) return { ...attempt, reason: `${rung.name}${OPEN_END}${attempt.reason}` };
        failed.push(attempt);
        break;
      default:
        failed.push(attempt);
    }
  }
  return best(failed);
}

/** The most hopeful of what came back: a way that opens again, one to be tried again, one that somebody may open. */
function best(failed: readonly Delivery[]): Delivery {
  const waits = failed.filter((each) => each.kind === 'wait').sort((a, b) => a.until - b.until);
  const found = waits[0] ?? ['retry', 'no_way', 'refused'].flatMap((kind) => failed.find((each) => each.kind === kind) ?? [])[0];
  return found ?? { kind: 'no_way', reason: 'no_open_way' };
}
