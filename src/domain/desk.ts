// What waits for a secretary's word, and what he means by a bare one. He was asked by a push, hours ago perhaps.
import { HOUR_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import type { Answer } from '../core/handler.ts';
import { isAllowed } from '../core/intent.ts';
import type { Member } from '../core/member.ts';
import type { Message } from '../core/message.ts';
import { waitingFor } from './points/confirming.ts';
import { mayDecide } from './points/deciders.ts';
import { pendingHours } from './points/index.ts';
import { openClaims } from './posts/records.ts';
import { type DeskKind, type DeskWord, deskWordIn, quotedNumberIn } from './words/desk.ts';

/** "Fine" is said of anything; of what was asked longer ago it is not. */
const SOFT_MS = HOUR_MS;
const LISTED_MOST = 100;

interface Awaiting {
  kind: DeskKind;
  number: number;
  askedAt: number;
}

/** Whether anything waits for anybody: the look before the words are read. */
export async function isDeskFull(doing: Doing, member: Pick<Member, 'role'>): Promise<boolean> {
  if (!isAllowed(member.role, 'staff')) return false;
  if ((await doing.tx.exchanges.list(['asked'], 1)).length > 0) return true;
  if ((await openClaims(doing)).some(({ status }) => status === 'asked')) return true;
  return (await pendingHours(doing.tx).list()).length > 0;
}

/** Newest first. */
async function awaiting(doing: Doing, member: Member): Promise<Awaiting[]> {
  const exchanges = await doing.tx.exchanges.list(['asked'], LISTED_MOST);
  const claims = (await openClaims(doing)).filter(({ status }) => status === 'asked');
  const found: Awaiting[] = [];
  for (const { id, memberId, askedAt } of exchanges) {
    if (await mayDecide(doing, member, memberId)) found.push({ kind: 'exchange', number: id, askedAt });
  }
  for (const { number, memberId, askedAt } of claims) {
    if (await mayDecide(doing, member, memberId)) found.push({ kind: 'post', number, askedAt });
  }
  for (const { pending } of await waitingFor(doing, member)) {
    found.push({ kind: 'hours', number: pending.attendanceId, askedAt: pending.reportedAt });
  }
  return found.sort((a, b) => b.askedAt - a.askedAt);
}

export type MeantOnDesk =
  /** `isQuoted`: he quoted the question; else it is a guess, to be asked about. */
  | ({ kind: 'one'; number: number; isQuoted: boolean } & DeskWord)
  /** More than one of the kind waits. */
  | { kind: 'several' };

/** What a bare yes or no is about; null where it is none, or about another kind of thing. */
export async function meantOnDesk(
  doing: Doing & { member: Member; message: Message },
  answer: Answer,
  kind: DeskKind,
): Promise<MeantOnDesk | null> {
  const { member, message, now } = doing;
  if (answer.kind !== 'words' || answer.isCommand || message.kind !== 'said' || message.conversation.kind !== 'direct')
    return null;
  const said = isAllowed(member.role, 'staff') ? deskWordIn(answer.words) : null;
  if (!said || (said.isOfHours && kind !== 'hours')) return null;
  if (message.quoted) {
    const number = quotedNumberIn(message.quoted.text, kind);
    return number === null ? null : { kind: 'one', number, isQuoted: true, ...said };
  }
  const all = await awaiting(doing, member);
  const [newest] = all;
  if (newest?.kind !== kind || (!said.isFirm && newest.askedAt < now - SOFT_MS)) return null;
  if (all.filter((one) => one.kind === kind).length > 1) return { kind: 'several' };
  return { kind: 'one', number: newest.number, isQuoted: false, ...said };
}
