// One outgoing message may need several of the platform's: words too long for one, pictures behind them. They leave one after the
// other, and the reason of an attempt says how far it came, so that nothing that stands there is said again, by whatever instance.
import { type Delivery, STEP_MARK } from '../../core/channel.ts';
import { type Clock, MINUTE_MS, SECOND_MS } from '../../core/clock.ts';

export interface Step {
  /** @param lastReason how the attempt before ended, if it ended here */
  take(lastReason: string | null): Promise<Delivery>;
  /** The message counts as delivered without it; it is tried again once. */
  isExtra: boolean;
}

/** What is an extra holds up nothing for longer. */
const EXTRA_WAIT_MS = 10 * MINUTE_MS;
/** So much at most is said twice when the process ends in the middle: how far it came is known only once it is noted. */
const AT_A_TIME_MS = 30 * SECOND_MS;
/** The reason of a walk that was only too long: the step it is marked with has not been tried. */
const PAUSED = 'paused';

/** Takes the steps from where the attempt before ended, for half a minute. Never throws if no step does. */
export async function walk(steps: readonly Step[], lastReason: string | null, clock: Clock): Promise<Delivery> {
  const startedAt = clock.now();
  const from = Number(STEP_MARK.exec(lastReason ?? '')?.[1] ?? 0);
  const before = lastReason?.replace(STEP_MARK, '') ?? null;
  // What stands before `from` has been told of already.
  let ended: Delivery = { kind: 'accepted', via: 'earlier_step' };
  for (const [index, step] of steps.entries()) {
    if (index < from) continue;
    const now = clock.now();
    // Nothing failed, so that it counts as no attempt.
    if (index > from && Math.abs(now - startedAt) >= AT_A_TIME_MS)
      return marked({ kind: 'wait', until: now, reason: PAUSED }, index);
    const isAgain = index === from && before !== null && before !== PAUSED;
    const delivery = await step.take(isAgain ? before : null);
    // Of several, the one nobody knows the end of is what is told.
    if (hasEnded(delivery)) ended = ended.kind === 'unknown' ? ended : delivery;
    else if (!step.isExtra || (!isAgain && isSoon(delivery, clock.now()))) return marked(delivery, index);
  }
  return ended;
}

const hasEnded = ({ kind }: Delivery): boolean => kind === 'sent' || kind === 'accepted' || kind === 'unknown';

const isSoon = (delivery: Delivery, now: number): boolean =>
  delivery.kind === 'retry' || (delivery.kind === 'wait' && delivery.until - now <= EXTRA_WAIT_MS);

function marked(delivery: Delivery, index: number): Delivery {
  return index > 0 && 'reason' in delivery ? { ...delivery, reason: `${delivery.reason}_step${index}` } : delivery;
}
