// One message a day instead of many: what a group gets when its pushes run short.
import { z } from 'zod';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Button } from '../../core/outgoing.ts';
import { pushPhrases } from '../../core/phrases-push.ts';
import { shanghaiDate, startOfDay } from '../../core/shanghai.ts';
import type { Transaction } from '../../core/store.ts';
import { budgetLeft, isSpent } from './budget.ts';
import { keepBack, type Pushed, pushItem } from './item.ts';
import { groupListeners, nextPush, soonestPush } from './off-peak.ts';
import { openPace } from './pace.ts';

/** Kind of the scheduled work that sends a digest. */
export const DIGEST = 'push-digest';

export const digestWorkSchema = z.object({ group: z.string(), day: z.string() });
export type DigestWork = z.infer<typeof digestWorkSchema>;

/** `keys` of parked outbox items; taking one back there takes it out of the digest. */
const digestSchema = z.object({ keys: z.array(z.string()), dueAt: z.number(), isGone: z.boolean() });
const digests = (tx: Transaction) => tx.collection('push-digest', digestSchema);
/** After its day a digest only says that it has left. */
const KEPT_MS = 30 * DAY_MS;

const recordKey = ({ group, day }: DigestWork): string => `${group}/${day}`;

export type Merged = { kind: 'merged'; dueAt: number; isNew: boolean } | { kind: 'too_late' } | { kind: 'budget_spent' };

/**
 * Puts a push into the group's next digest that leaves at `from` or later: one a day, at a planned push instant. One that stands
 * already takes it in whatever the budget; a new one needs room for one more push, which the caller counts.
 */
export async function merge(doing: Doing, group: string, key: string, body: Pushed, from: number): Promise<Merged> {
  const { tx, branch, now } = doing;
  const listeners = groupListeners(branch, group);
  for (let dueAt = nextPush(branch, listeners, from); ; dueAt = nextPush(branch, listeners, startOfDay(dueAt) + DAY_MS)) {
    const work = { group, day: shanghaiDate(dueAt) };
    const standing = await digests(tx).get(recordKey(work));
    if (standing && (standing.isGone || standing.dueAt < from)) continue;
    const digest = standing ?? { keys: [], dueAt, isGone: false };
    if (digest.dueAt > body.push.usefulUntil) return { kind: 'too_late' };
    if (!standing) {
      if (isSpent(await budgetLeft(doing, group, dueAt))) return { kind: 'budget_spent' };
      await digests(tx).purge(now - KEPT_MS);
      const name = `${DIGEST}:${recordKey(work)}`;
      await tx.scheduled.add([{ key: name, orderingKey: name, body: { kind: DIGEST, payload: work }, dueAt }], now);
    }
    const item = pushItem(key, body, digest.dueAt);
    await keepBack(tx, item, 'parked', 'in_digest', now);
    await digests(tx).put(recordKey(work), { ...digest, keys: [...digest.keys, item.key] }, now);
    return { kind: 'merged', dueAt: digest.dueAt, isNew: !standing };
  }
}

/** Sends a digest with what has not been taken back and is still useful. Twice sends nothing more. */
export async function sendDigest({ tx, branch, now }: Doing, work: DigestWork): Promise<void> {
  const digest = await digests(tx).get(recordKey(work));
  if (!digest || digest.isGone) return;
  await digests(tx).put(recordKey(work), { ...digest, isGone: true }, now);

  const allowed = (at: number) => soonestPush(branch, groupListeners(branch, work.group), at);
  const leavesAt = allowed(now);
  const parts: Pushed[] = [];
  for (const key of digest.keys) {
    const item = await tx.outbox.find(key);
    if (!item?.body.push || item.state !== 'parked') continue;
    const isUseful = leavesAt <= item.body.push.usefulUntil;
    await tx.outbox.withdraw([key], now, isUseful ? 'merged' : 'too_late');
    if (isUseful) parts.push({ ...item.body, push: item.body.push });
  }
  const [first] = parts;
  if (!first) return;

  const pace = openPace(tx, now);
  const dueAt = await pace.take(first, leavesAt, allowed);
  await tx.outbox.add([pushItem(`digest:${recordKey(work)}`, joined(first, parts), dueAt)], now);
  await pace.save();
}

function joined(first: Pushed, parts: readonly Pushed[]): Pushed {
  const mentioned = new Map(parts.flatMap(({ mentions }) => mentions.map((mention) => [mention.memberId, mention])));
  return {
    ...first,
    text: parts.length === 1 ? first.text : pushPhrases.digest(parts.map(({ text }) => text)),
    mentions: [...mentioned.values()],
    buttons: clear(parts.flatMap(({ buttons }) => buttons)),
    push: { ...first.push, usefulUntil: Math.max(...parts.map(({ push }) => push.usefulUntil)) },
  };
}

/** Of two buttons with one label nobody knows what they are for; words still do. */
function clear(buttons: readonly Button[]): Button[] {
  return buttons.filter(({ label }, index) => !buttons.some((other, at) => at !== index && other.label === label));
}
