// One outgoing message may need several of the platform's: words too long for one, pictures behind them. They leave one after the
// other, and the reason of an attempt says how far it came, so that nothing that stands there is said again, by whatever instance.
import type { Delivery } from '../../core/channel.ts';
import { MINUTE_MS } from '../../core/clock.ts';

export interface Step {
  /** @param lastReason how the attempt before ended, if it ended here */
  take(lastReason: string | null): Promise<Delivery>;
  /** The message counts as delivered without it; it is tried again once. */
  isExtra: boolean;
}

const MARK = /_step(\d{1,2})$/;
/** What is an extra holds up nothing for longer. */
const EXTRA_WAIT_MS = 10 * MINUTE_MS;

/** Takes the steps from where the attempt before ended. Never throws if no step does. */
export async function walk(steps: readonly Step[], lastReason: string | null, now: number): Promise<Delivery> {
  const from = Number(MARK.exec(lastReason ?? '')?.[1] ?? 0);
  // What stands before `from` has been told of already.
  let ended: Delivery = { kind: 'accepted', via: 'earlier_step' };
  for (const [index, step] of steps.entries()) {
    if (index < from) continue;
    const isAgain = index === from && lastReason !== null;
    const delivery = await step.take(isAgain ? lastReason.replace(MARK, '') : null);
    // Of several, the one nobody knows the end of is what is told.
    if (hasEnded(delivery)) ended = ended.kind === 'unknown' ? ended : delivery;
    else if (!step.isExtra || (!isAgain && isSoon(delivery, now))) return marked(delivery, index);
  }
  return ended;
}

const hasEnded = ({ kind }: Delivery): boolean => kind === 'sent' || kind === 'accepted' || kind === 'unknown';

const isSoon = (delivery: Delivery, now: number): boolean =>
  delivery.kind === 'retry' || (delivery.kind === 'wait' && delivery.until - now <= EXTRA_WAIT_MS);

function marked(delivery: Delivery, index: number): Delivery {
  return index > 0 && 'reason' in delivery ? { ...delivery, reason: `${delivery.reason}_step${index}` } : delivery;
}
