// The one door by which anything nobody asked for leaves: in people's free hours, within the group's budget, at the platforms' pace.
import type { Branch } from '../../core/branch.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Button, Outgoing } from '../../core/outgoing.ts';
import { pushPhrases } from '../../core/phrases-push.ts';
import type { NewItem } from '../../core/queue.ts';
import { budgetLeft, countPush, isScarce, isSpent, type Mark } from './budget.ts';
import { merge } from './digest.ts';
import { keepBack, outboxKey, type Pushed, pushItem } from './item.ts';
import { groupListeners, type Listeners, memberListeners, soonestAwake, soonestPush } from './off-peak.ts';
import { openPace, type Pace } from './pace.ts';
import { sealPush } from './sealing.ts';
import { mentionsIn, wayTo } from './way.ts';

export { type Budget, budgetLeft } from './budget.ts';
export { openOutgoing, sealOutgoing } from './sealing.ts';

export type PushKind = 'emergency' | 'change' | 'notice' | 'announcement' | 'reminder' | 'summary';

export interface Push {
  /** Names the effect: a second push with it changes nothing. */
  key: string;
  text: string;
  kind: PushKind;
  buttons?: readonly Button[];
  /** An address of ours behind the text. */
  link?: string;
  mentions?: readonly Member[];
  /** ms */
  notBefore?: number;
  /** ms; what would leave later is dropped. */
  usefulUntil: number;
  /** Somebody acts on it then (sets out, makes plans): where the next free hour comes later, it goes at once instead. ms */
  mustKnowBy?: number;
  /** At any hour, whatever the budget; emergencies always are. */
  urgent?: boolean;
}

export type PushOutcome =
  | { kind: 'queued'; dueAt: number }
  /** Part of the group's digest that leaves then. */
  | { kind: 'merged'; dueAt: number }
  | { kind: 'dropped'; reason: 'too_late' | 'budget_spent' | 'no_such_group' | 'unreachable' | 'already' };

/** `isSealed`: the outbox row does not tell whom it is for. Never by a group. */
type MemberPush = Push & { viaGroup?: string; isSealed?: boolean };
type Group = Branch['groups'][number];

/**
 * Says something in a group of the branch, as soon as its people may be disturbed (`urgent`: now). Near the end of the month's budget
 * what can wait becomes part of one message a day; at its end it is dropped. Urgent pushes and changes always go. What is dropped for
 * its lateness or the budget stays in the outbox as dropped, with the reason.
 */
export async function pushToGroup(doing: Doing, groupId: string, push: Push): Promise<PushOutcome> {
  const door = openDoor(doing);
  const outcome = await throughGroup(door, groupId, push);
  await close(door);
  return outcome;
}

/**
 * Direct where the platform can (on the platform of `viaGroup` first); else in `viaGroup` with a mention: leave it out for private
 * matters. Where no platform of the person carries pushes at all, it is queued to the first account, so that the channel itself says
 * that there is no way, and it waits there for one.
 */
export async function pushToMember(doing: Doing, member: Member, push: MemberPush): Promise<PushOutcome> {
  const [outcome] = await pushToMembers(doing, [{ member, push }]);
  return outcome as PushOutcome;
}

/** As `pushToMember` for each, in order, with one look at the pace for all: thousands at one instant take seconds. */
export async function pushToMembers(
  doing: Doing,
  entries: readonly { member: Member; push: MemberPush }[],
): Promise<PushOutcome[]> {
  const door = openDoor(doing);
  const outcomes: PushOutcome[] = [];
  for (const { member, push } of entries) outcomes.push(await toMember(door, member, push));
  const added = await close(door);
  return outcomes.map((outcome, index) => {
    const isNew = outcome.kind !== 'queued' || added.has(outboxKey(entries[index]!.push.key));
    return isNew ? outcome : dropped('already');
  });
}

/** What goes through together: queued with one statement or few, one look at the pace. */
interface Door {
  doing: Doing;
  pace: Pace;
  items: Map<string, NewItem<Outgoing>>;
}

const openDoor = (doing: Doing): Door => ({ doing, pace: openPace(doing.tx, doing.now), items: new Map() });

/** @returns the outbox keys that are new */
async function close({ doing: { tx, now }, pace, items }: Door): Promise<ReadonlyMap<string, number>> {
  if (items.size === 0) return new Map();
  const added = await tx.outbox.add([...items.values()], now);
  await pace.save();
  return added;
}

const dropped = (reason: Extract<PushOutcome, { kind: 'dropped' }>['reason']): PushOutcome => ({ kind: 'dropped', reason });

async function throughGroup(door: Door, groupId: string, wanted: Push): Promise<PushOutcome> {
  const { tx, branch, now } = door.doing;
  const group = branch.groups.find(({ id }) => id === groupId);
  if (!group) return dropped('no_such_group');
  const key = outboxKey(wanted.key);
  if (door.items.has(key) || (await tx.outbox.find(key))) return dropped('already');

  const listeners = groupListeners(branch, group.id);
  const push = inTime(door.doing, wanted, listeners);
  const body: Pushed = {
    channel: group.channel,
    to: { kind: 'group', id: group.id },
    text: push.text,
    mentions: await mentionsIn(door.doing, group.channel, push.mentions ?? []),
    buttons: [...(push.buttons ?? [])],
    push: pushMeta(push, listeners),
  };
  const from = soonest(door.doing, push);
  const budget = await budgetLeft(door.doing, group.id, dueOf(door.doing, body, from));
  if (isScarce(budget) && mayWait(push)) {
    const merged = await merge(door.doing, group.id, push.key, body, from);
    if (merged.kind === 'merged') {
      if (merged.isNew) await count(door, group, merged.dueAt);
      return { kind: 'merged', dueAt: merged.dueAt };
    }
    if (merged.kind === 'budget_spent' || isSpent(budget)) {
      await keepBack(tx, pushItem(push.key, body, from), 'dropped', merged.kind, now);
      return dropped(merged.kind);
    }
    // No digest leaves in time, and there is budget left: it goes alone.
  }
  const outcome = await enqueue(door, push, body);
  if (outcome.kind === 'queued') await count(door, group, outcome.dueAt);
  return outcome;
}

async function toMember(door: Door, member: Member, wanted: MemberPush, hours?: Listeners): Promise<PushOutcome> {
  const way = await wayTo(door.doing, member, wanted.viaGroup);
  if (way === null) return dropped('unreachable');
  if (way.kind === 'group') {
    return await throughGroup(door, way.id, { ...wanted, mentions: [member, ...(wanted.mentions ?? [])] });
  }
  if (door.items.has(outboxKey(wanted.key))) return dropped('already');
  const listeners = hours ?? memberListeners(door.doing.branch, member, wanted.viaGroup ?? null);
  const push = inTime(door.doing, wanted, listeners);
  const body: Pushed = {
    channel: way.channel,
    to: { kind: 'direct', account: way.account },
    text: push.text,
    mentions: [],
    buttons: [...(push.buttons ?? [])],
    push: pushMeta(push, listeners),
    ...(push.link !== undefined && { link: push.link }),
  };
  return await enqueue(door, push, body, wanted.isSealed ? door.doing.sealer : null);
}

async function enqueue(door: Door, push: Push, body: Pushed, sealer: Doing['sealer'] = null): Promise<PushOutcome> {
  const { doing, items } = door;
  const from = dueOf(doing, body, soonest(doing, push));
  const dueAt = from > push.usefulUntil ? from : await placeOf(door, push, body, from);
  const item = pushItem(push.key, sealer ? sealPush(sealer, body) : body, dueAt);
  if (dueAt > push.usefulUntil) {
    await keepBack(doing.tx, item, 'dropped', 'too_late', doing.now);
    return dropped('too_late');
  }
  items.set(item.key, item);
  return { kind: 'queued', dueAt };
}

/** No limit of ours holds an emergency up; it only takes a place from those that can wait. */
async function placeOf({ doing, pace }: Door, { kind }: Push, body: Pushed, from: number): Promise<number> {
  if (kind !== 'emergency') return await pace.take(body, from, (at) => dueOf(doing, body, at));
  await pace.count(body, from);
  return from;
}

const soonest = ({ now }: Doing, { notBefore }: Push): number => Math.max(now, notBefore ?? now);

/** The first instant not before `from` at which it may leave. */
function dueOf({ branch }: Doing, { push }: Pushed, from: number): number {
  return push.urgent ? from : soonestPush(branch, push, from);
}

const isUrgent = ({ kind, urgent }: Push): boolean => urgent === true || kind === 'emergency';
const mayWait = (push: Push): boolean => !isUrgent(push) && push.kind !== 'change';

function pushMeta(push: Push, { occupations, group }: Listeners): Pushed['push'] {
  return { occupations: [...occupations], group, urgent: isUrgent(push), usefulUntil: push.usefulUntil };
}

/** Kept for their next free hour, it might come when they have set out: then it comes as soon as they are awake. */
function inTime(doing: Doing, push: Push, listeners: Listeners): Push {
  const { branch } = doing;
  const from = soonest(doing, push);
  if (push.mustKnowBy === undefined || soonestPush(branch, listeners, from) <= push.mustKnowBy) return push;
  const awakeAt = soonestAwake(branch, listeners, from);
  return { ...push, urgent: true, notBefore: awakeAt <= push.mustKnowBy ? awakeAt : from };
}

async function count(door: Door, group: Group, dueAt: number): Promise<void> {
  const mark = await countPush(door.doing, group.id, dueAt);
  if (mark) await tellSecretaries(door, group, mark);
}

/** Secretaries are at a desk, whatever their trade was. */
const OFFICE: Listeners = { occupations: ['office'], group: null };
/** Later than this it is no news. */
const BUDGET_NEWS_MS = 7 * DAY_MS;

async function tellSecretaries(door: Door, group: Group, { percent, month, budget }: Mark): Promise<void> {
  const { tx, now } = door.doing;
  const { title, id } = group;
  const text = percent === 100 ? pushPhrases.budgetSpent(title) : pushPhrases.budgetNearlySpent(title, budget.used, budget.limit);
  for (const secretary of await tx.members.withRoles(['secretary'])) {
    const key = `budget:${percent}:${id}:${month}:${secretary.id}`;
    await toMember(door, secretary, { key, text, kind: 'notice', usefulUntil: now + BUDGET_NEWS_MS }, OFFICE);
  }
}
