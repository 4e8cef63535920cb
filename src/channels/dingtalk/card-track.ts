import { createHash } from 'node:crypto';
import type { Outgoing } from '../../core/outgoing.ts';

const TRACK_ID = /^m(\d{1,15})-[0-9a-f]{16}$/;

/**
 * The name of a card: which outbox item it shows, and a digest of what that said, so that a card of another store, or of an item that
 * was emptied since, leads to nothing. Other words have another name, as the platform demands.
 */
export function trackIdOf(itemId: number, { text, buttons }: Outgoing): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([text, buttons]))
    .digest('hex');
  return `m${itemId}-${digest.slice(0, 16)}`;
}

/** The outbox item a card shows; null for a name that is none of ours. */
export function itemIdIn(trackId: string): number | null {
  const id = TRACK_ID.exec(trackId)?.[1];
  return id === undefined ? null : Number(id);
}
