// What may leave as one call: the same words to many people.

import { hasOpenEnd } from '../core/channel.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Item } from '../core/queue.ts';

export interface Leased {
  item: Item<Outgoing>;
  /** The item's body, opened where it was sealed; null when it cannot be. */
  outgoing: Outgoing | null;
}

/**
 * Puts together what says the same, in the order of the first of each. Answers go alone, for each has ways of its own. What may have left
 * before goes with what may have left the same way: a lost call is repeated by one call, and not by one for each of its people.
 * @param mostOf how many of this message one call takes
 */
export function batchesOf<Entry extends Leased>(leased: readonly Entry[], mostOf: (outgoing: Outgoing) => number): Entry[][] {
  const batches: Entry[][] = [];
  /** The one of its words that has room, and whom it is for. */
  const open = new Map<string, { batch: Entry[]; accounts: Set<string> }>();
  for (const entry of leased) {
    const words = wordsOf(entry);
    const account = accountOf(entry);
    const found = words === null ? undefined : open.get(words);
    // Nobody is named twice in one call: the platform would tell him once.
    if (found && found.batch.length < mostOf(entry.outgoing!) && !found.accounts.has(account)) {
      found.batch.push(entry);
      found.accounts.add(account);
      continue;
    }
    const batch = [entry];
    batches.push(batch);
    if (words !== null) open.set(words, { batch, accounts: new Set([account]) });
  }
  return batches;
}

const accountOf = ({ outgoing }: Leased): string => (outgoing?.to.kind === 'direct' ? outgoing.to.account : '');

/** Null: it goes alone. */
function wordsOf({ item, outgoing }: Leased): string | null {
  if (outgoing?.to.kind !== 'direct' || item.cause !== null) return null;
  const { channel, text, link, buttons, photos = [], push } = outgoing;
  if (buttons.length > 0 || photos.length > 0) return null;
  // How an attempt ended matters only where its end is open.
  const openEnd = hasOpenEnd(item.reason) ? item.reason : null;
  return JSON.stringify([channel, text, link ?? null, push?.urgent ?? false, openEnd]);
}
