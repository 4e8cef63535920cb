// A push as the outbox keeps it.
import { SECOND_MS } from '../../core/clock.ts';
import { targetKey } from '../../core/conversation.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import { type NewItem, URGENT } from '../../core/queue.ts';
import type { Transaction } from '../../core/store.ts';

/** A push of the door: it always carries whose hours count. */
export type Pushed = Outgoing & { push: PushMeta };
type PushMeta = NonNullable<Outgoing['push']>;

const DOOR = 'push-door';

export const outboxKey = (key: string): string => `push:${key}`;

/**
 * Pushes of one instant keep their order in a conversation. They do not share its ordering key: whatever is behind an item waits for
 * it, and an answer must not wait for what is planned for tomorrow. What is urgent goes before all that waits.
 */
export function pushItem(key: string, body: Pushed, dueAt: number): NewItem<Outgoing> {
  const first = body.push.urgent ? URGENT : '';
  return { key: outboxKey(key), orderingKey: `${first}${targetKey(body)}/push/${dueAt}`, body, dueAt };
}

/** Keeps a push that does not leave by itself: `dropped` for the record, `parked` until it is merged. */
export async function keepBack(
  tx: Transaction,
  item: NewItem<Outgoing>,
  state: 'dropped' | 'parked',
  reason: string,
  now: number,
): Promise<void> {
  const added = await tx.outbox.add([{ ...item, lease: { owner: DOOR, until: now + SECOND_MS } }], now);
  const id = added.get(item.key);
  if (id === undefined) return;
  if (state === 'dropped') await tx.outbox.drop(id, DOOR, now, reason);
  else await tx.outbox.park(id, DOOR, now, reason);
}
