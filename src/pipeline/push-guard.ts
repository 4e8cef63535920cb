import type { Branch } from '../core/branch.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { Transaction } from '../core/store.ts';
import { isPushOpen, soonestPush } from '../domain/pushes/off-peak.ts';
import { openPace } from '../domain/pushes/pace.ts';

/** An item that does not leave now: given up, or later, when people may be disturbed again. */
export type Held = { kind: 'drop'; reason: 'too_late' } | { kind: 'postpone'; dueAt: number; reason: 'outside_hours' };

/** Whether a message may leave at this instant. Answers and urgent pushes always may; a push only in people's hours, while it is useful. */
export function mayLeave({ push }: Outgoing, branch: Branch, now: number): boolean {
  return !push || push.urgent || (now <= push.usefulUntil && isPushOpen(branch, push, now));
}

/** What becomes of a push that may not leave now. It keeps the platforms' pace: after an outage many wait for the same instant. */
export async function hold(tx: Transaction, outgoing: Outgoing, branch: Branch, now: number): Promise<Held> {
  const { push } = outgoing;
  const allowed = (at: number) => (push ? soonestPush(branch, push, at) : at);
  if (!push || allowed(now) > push.usefulUntil || now > push.usefulUntil) return { kind: 'drop', reason: 'too_late' };
  const pace = openPace(tx, now);
  const dueAt = await pace.take(outgoing, allowed(now), allowed);
  if (dueAt > push.usefulUntil) return { kind: 'drop', reason: 'too_late' };
  await pace.save();
  return { kind: 'postpone', dueAt, reason: 'outside_hours' };
}
