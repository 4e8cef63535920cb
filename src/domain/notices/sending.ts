// Notices on their way: each part at its instant, the stop, and how far they have come.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Notice } from '../../core/notice.ts';
import { buttonId, type Outgoing } from '../../core/outgoing.ts';
import { noticePhrases } from '../../core/phrases-notices.ts';
import type { Item } from '../../core/queue.ts';
import { type Push, pushToGroup, pushToMembers } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';
import { listedFor, type NoticePart, partsOf } from './parts.ts';
import { LOOK_SOON_MS, lookAfter, partKey, personKey, schedule } from './schedule.ts';

/** Who has not said so after this long is reminded, once. */
const REMIND_AFTER_MS = DAY_MS;
const STOPPED = 'stopped';

/** Not worth reading any more after this. */
export const usefulUntil = ({ sendAt, urgent }: Notice): number => sendAt + (urgent ? DAY_MS : 7 * DAY_MS);

/** Sends what may leave now, plans the rest. @returns what leaves when */
export async function dispatchNotice(doing: Doing, notice: Notice): Promise<NoticePart[]> {
  const { parts } = await partsOf(doing, notice);
  let current = notice;
  for (const part of parts) {
    if (part.at <= doing.now) current = await sendPart(doing, current, part.group);
    else await schedule(doing, { step: 'send', noticeId: notice.id, group: part.group }, part.at);
  }
  return parts;
}

/** Hands one part to the outbox; nothing of a notice that was stopped. @returns the notice as it stands then */
export async function sendPart(doing: Doing, notice: Notice, group: string | null): Promise<Notice> {
  if (notice.status !== 'scheduled' && notice.status !== 'sent') return notice;
  const isOut = group === null ? await pushToListed(doing, notice) : await pushToOneGroup(doing, notice, group);
  // Also what could not be handed over: its author is told.
  await lookAfter(doing, notice.id, doing.now + LOOK_SOON_MS);
  if (!isOut) return notice;
  if (notice.requireAck) {
    await schedule(doing, { step: 'look', noticeId: notice.id, group }, doing.now + REMIND_AFTER_MS);
  }
  if (notice.sentAt !== null) return notice;
  const sent: Notice = { ...notice, status: 'sent', sentAt: doing.now };
  await doing.tx.notices.save(sent);
  return sent;
}

function pushOf(notice: Notice, key: string, text: string): Push {
  const button = { id: buttonId('acknowledge', 'notice', notice.id), label: noticePhrases.acknowledge };
  return {
    key,
    text,
    kind: 'notice',
    urgent: notice.urgent,
    usefulUntil: usefulUntil(notice),
    ...(notice.requireAck && { buttons: [button] }),
  };
}

async function pushToOneGroup(doing: Doing, notice: Notice, group: string): Promise<boolean> {
  const text = noticePhrases.toGroup(notice.body, notice.requireAck);
  const outcome = await pushToGroup(doing, group, pushOf(notice, partKey(notice.id, group), text));
  return outcome.kind !== 'dropped';
}

async function pushToListed(doing: Doing, notice: Notice): Promise<boolean> {
  const text = noticePhrases.toMember(notice.body, notice.requireAck);
  const entries = (await listedFor(doing, notice)).map((member) => ({
    member,
    push: pushOf(notice, personKey(notice.id, member.id), text),
  }));
  return (await pushToMembers(doing, entries)).some(({ kind }) => kind !== 'dropped');
}

/** How far a notice has come, in messages. */
export interface Progress {
  /** The platform says that it stands there. */
  sent: number;
  /** The platform took it, and has not said that it arrived. */
  accepted: number;
  /** It left, and no word came back; not sent again. */
  unknown: number;
  /** On its way, or waiting for its instant. */
  waiting: number;
  /** Given up, or no way leads there. */
  failed: number;
  /** When the next of it leaves; null = nothing waits. */
  nextAt: number | null;
  /** Groups whose message failed, by id. */
  failedGroups: string[];
}

/** What the queues say of each message; they know it for a week. */
export async function progressOf(doing: Doing, notice: Notice): Promise<Progress> {
  const progress: Progress = { sent: 0, accepted: 0, unknown: 0, waiting: 0, failed: 0, nextAt: null, failedGroups: [] };
  for (const { state, dueAt, group } of await statesOf(doing, notice)) {
    progress[state] += 1;
    if (state === 'waiting') progress.nextAt = Math.min(progress.nextAt ?? dueAt, dueAt);
    if (state === 'failed' && group !== null) progress.failedGroups.push(group);
  }
  return progress;
}

/** Keys of each message's push and of the work that makes it. */
async function messagesOf(doing: Doing, notice: Notice): Promise<{ push: string; work: string; group: string | null }[]> {
  if (notice.audience !== 'members') {
    return notice.groups.map((group) => ({ push: partKey(notice.id, group), work: partKey(notice.id, group), group }));
  }
  const people = await listedFor(doing, notice);
  return people.map(({ id }) => ({ push: personKey(notice.id, id), work: partKey(notice.id, null), group: null }));
}

/** One message of a notice. */
export interface Found {
  push: string;
  group: string | null;
  state: State;
  dueAt: number;
}

/** Each message of it, with what the queues say. */
export async function statesOf(doing: Doing, notice: Notice): Promise<Found[]> {
  const found: Found[] = [];
  for (const { push, work, group } of await messagesOf(doing, notice)) {
    found.push({ push, group, ...(await stateOf(doing, push, work)) });
  }
  return found;
}

export type State = 'sent' | 'accepted' | 'unknown' | 'waiting' | 'failed';

async function stateOf({ tx }: Doing, push: string, work: string): Promise<{ state: State; dueAt: number }> {
  const row = await tx.outbox.find(outboxKey(push));
  if (row) return { state: outboxState(row), dueAt: row.dueAt };
  const planned = await tx.scheduled.find(work);
  const isPlanned = planned?.state === 'ready' || planned?.state === 'leased';
  return { state: isPlanned ? 'waiting' : 'failed', dueAt: planned?.dueAt ?? 0 };
}

/** Near the end of a group's month a push waits for the day's digest and leaves within it. */
function outboxState({ state, reason }: Pick<Item<Outgoing>, 'state' | 'reason'>): State {
  if (state === 'done') return reason === 'accepted' ? 'accepted' : reason?.startsWith('unknown') ? 'unknown' : 'sent';
  if (state === 'dropped' && reason === 'merged') return 'sent';
  return state === 'ready' || state === 'leased' || (state === 'parked' && reason === 'in_digest') ? 'waiting' : 'failed';
}

export type StopOutcome = { kind: 'stopped'; had: number; withheld: number } | { kind: 'already' };

/** Nothing of it leaves from now on. @returns how many messages had left already, and how many did not */
export async function stopNotice(doing: Doing, { id }: Pick<Notice, 'id'>): Promise<StopOutcome> {
  const { tx, now } = doing;
  const notice = await tx.notices.lock(id);
  if (!notice || notice.status === 'stopped') return { kind: 'already' };
  await tx.notices.save({ ...notice, status: 'stopped' });
  const messages = await messagesOf(doing, notice);
  await tx.scheduled.withdraw([...new Set(messages.map(({ work }) => work))], now, STOPPED);
  await tx.outbox.withdraw(
    messages.map(({ push }) => outboxKey(push)),
    now,
    STOPPED,
  );
  // What a worker has in hand leaves: it counts as sent.
  const { sent, accepted, unknown, waiting } = await progressOf(doing, notice);
  const had = sent + accepted + unknown + waiting;
  return { kind: 'stopped', had, withheld: messages.length - had };
}

/** True when the group (null = the listed people) has been sent its part. */
export async function hasLeft({ tx }: Doing, notice: Notice, group: string | null): Promise<boolean> {
  if (notice.sentAt === null) return false;
  const planned = await tx.scheduled.find(partKey(notice.id, group));
  return planned?.state !== 'ready' && planned?.state !== 'dropped';
}

/** The queues know what became of a notice for a week. */
const KNOWN_MS = 7 * DAY_MS;
const AHEAD_MS = 31 * DAY_MS;
const NEWEST = 200;

const isAhead = ({ status }: Notice): boolean => status === 'scheduled' || status === 'awaiting_second';

/** The newest notice of the branch that is still ahead, or was made within a week. */
export async function latestNotice({ tx, now }: Doing): Promise<Notice | null> {
  const notices = await tx.notices.since(now - AHEAD_MS, NEWEST);
  return notices.find((notice) => isAhead(notice) || notice.createdAt > now - KNOWN_MS) ?? null;
}

/** Those of which something can still be stopped, newest first. */
export async function waitingNotices(doing: Doing): Promise<Notice[]> {
  const waiting: Notice[] = [];
  for (const notice of await doing.tx.notices.since(doing.now - AHEAD_MS - DAY_MS, NEWEST)) {
    const isOnItsWay = notice.status === 'sent' && (await progressOf(doing, notice)).waiting > 0;
    if (isAhead(notice) || isOnItsWay) waiting.push(notice);
  }
  return waiting;
}

/** The newest one a stop may mean: still ahead, or begun within a day. */
export async function stoppableNotice({ tx, now }: Doing): Promise<Notice | null> {
  const notices = await tx.notices.since(now - AHEAD_MS - DAY_MS, NEWEST);
  return notices.find((notice) => isAhead(notice) || (notice.status === 'sent' && (notice.sentAt ?? 0) > now - DAY_MS)) ?? null;
}
