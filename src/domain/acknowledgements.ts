// "Received" (回执): which notice it means, and that it counts once.
import { createHash } from 'node:crypto';
import { DAY_MS } from '../core/clock.ts';
import { conversationKey } from '../core/conversation.ts';
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';
import type { Message } from '../core/message.ts';
import { type Notice, noticeSubject } from '../core/notice.ts';
import { noticePhrases } from '../core/phrases-notices.ts';
import { shanghaiDate } from '../core/shanghai.ts';
import type { Transaction } from '../core/store.ts';
import { normaliseText } from '../core/text.ts';
import { hasLeft } from './notices/sending.ts';
import { tellsNothing } from './words/receipts.ts';

/** How old a notice may be that a bare word answers: one that asks for it, any other. Quoted ones are found longer. */
const ASKED_WITHIN_MS = 7 * DAY_MS;
const SENT_WITHIN_MS = 3 * DAY_MS;
const QUOTED_WITHIN_MS = 31 * DAY_MS;
const NEWEST = 200;
/** Platforms cut what is quoted; so many characters still tell which notice it was, so few are perhaps of one that came here. */
const TELLING_LENGTH = 12;
const PART_LENGTH = 4;

export type AcknowledgeOutcome =
  /**
   * `isGuessed`: what was quoted tells of the notice only in part, or not at all. `waiting`: something else was meant, and this one
   * still waits for the member's word.
   */
  | { kind: 'recorded'; notice: Notice | null; isGuessed: boolean; waiting: Notice | null }
  | { kind: 'already'; at: number; notice: Notice | null };

/** No notice that came here is meant: nothing is recorded. */
export type NothingMeant = { kind: 'nothing' };

interface Guessed {
  notice: Notice | null;
  waiting: Notice | null;
}

/** Who says it, where and when. */
export interface Acknowledging {
  member: Member;
  message: Pick<Message, 'channel' | 'conversation' | 'key'>;
  at: number;
}

/**
 * Records that the member has read something: the notice that is quoted, whole or in part; else the newest one sent here that waits for
 * the member's word; else the newest one sent here lately. A quote that tells of nothing means the
 * one that waits, where there is only one. Where there is none: the quoted message, else whatever was last said to this conversation
 * today. Quoted words are kept as a digest only.
 */
export async function acknowledge(
  doing: Doing,
  who: Acknowledging,
  quoted: string | null,
): Promise<AcknowledgeOutcome | NothingMeant> {
  const told = quoted ? await quotedNotice(doing, quoted) : await noticeMeant(doing, who);
  const guessed = quoted && !told ? await quotedInPart(doing, who, quoted) : { notice: told, waiting: null };
  const { notice } = guessed;
  if (!quoted && !notice) return { kind: 'nothing' };
  const { channel, conversation } = who.message;
  const other = quoted
    ? `quote:${createHash('sha256').update(quoted).digest('hex').slice(0, 32)}`
    : `day:${conversationKey(channel, conversation)}:${shanghaiDate(who.at)}`;
  const outcome = await record(doing, who, notice, notice ? noticeSubject(notice.id) : other);
  return outcome.kind === 'already' ? outcome : { ...outcome, isGuessed: told === null, waiting: guessed.waiting };
}

/** The button under a notice was pressed. Null: no such notice has been sent. */
export async function acknowledgeNotice(doing: Doing, who: Acknowledging, noticeId: string): Promise<AcknowledgeOutcome | null> {
  const notice = await doing.tx.notices.byId(noticeId);
  if (!notice || notice.sentAt === null) return null;
  return await record(doing, who, notice, noticeSubject(notice.id));
}

async function record(
  { tx, now }: Doing,
  { member, message, at }: Acknowledging,
  notice: Notice | null,
  subject: string,
): Promise<AcknowledgeOutcome> {
  const standing = await tx.acknowledgements.find(member.id, subject);
  if (standing) return { kind: 'already', at: standing.at, notice };
  const conversation = conversationKey(message.channel, message.conversation);
  const id = await tx.acknowledgements.add({ memberId: member.id, conversation, subject, at, source: message.key });
  await tx.acts.add({ memberId: member.id, kind: 'acknowledge', recordId: id, at: now });
  return { kind: 'recorded', notice, isGuessed: false, waiting: null };
}

/** Sent ones, newest first. */
async function sentSince(tx: Transaction, since: number): Promise<Notice[]> {
  return (await tx.notices.since(since, NEWEST)).filter(({ sentAt }) => sentAt !== null);
}

/** The notice whose words these are, whole or cut. */
async function quotedNotice({ tx, now }: Doing, quoted: string): Promise<Notice | null> {
  const said = withoutSpeaker(bare(quoted));
  const isWordsOf = (notice: Notice) =>
    textsOf(notice).some((text) => text === said || (said.length >= TELLING_LENGTH && text.startsWith(said)));
  return (await sentSince(tx, now - QUOTED_WITHIN_MS)).find(isWordsOf) ?? null;
}

/**
 * The newest notice that came here of which this is a part; else, for a quote that tells of nothing, the only one here that waits for
 * the member's word. `waiting`: that one, where the quote is about something else.
 */
async function quotedInPart(doing: Doing, { member, message }: Acknowledging, quoted: string): Promise<Guessed> {
  const said = withoutSpeaker(bare(quoted));
  const isPart = (notice: Notice) => said.length >= PART_LENGTH && textsOf(notice).some((text) => text.includes(said));
  const groups = await groupsHere(doing, { member, message });
  const waiting: Notice[] = [];
  for (const notice of await sentSince(doing.tx, doing.now - QUOTED_WITHIN_MS)) {
    if (!(await hasCome(doing, notice, groups, message.conversation.kind === 'direct'))) continue;
    if (isPart(notice)) return { notice, waiting: null };
    if (await isAwaited(doing, notice, member)) waiting.push(notice);
  }
  const only = waiting.length === 1 ? (waiting[0] ?? null) : null;
  return tellsNothing(quoted) ? { notice: only, waiting: null } : { notice: null, waiting: only };
}

/** All the words a notice may be quoted by, as they come back from a platform. */
function textsOf({ body, requireAck }: Notice): string[] {
  const { toGroup, toMember, remindInGroup, remindMember } = noticePhrases;
  return [body, toGroup(body, requireAck), toMember(body, requireAck), remindInGroup(body), remindMember(body)].map(bare);
}

/** As it comes back from a platform: normalised, without the marks of a cut and without spaces. */
const bare = (text: string): string => normaliseText(text, []).replace(/\s|(?:\.{3}|\u2026)$/g, '');

const HEADING = bare(noticePhrases.toGroup('', false));
/** Some clients put who said it in front of what is quoted. */
const withoutSpeaker = (said: string): string => said.slice(Math.max(0, said.indexOf(HEADING)));

/** The groups a word said here may speak of. */
async function groupsHere({ tx }: Doing, { member, message }: Pick<Acknowledging, 'member' | 'message'>): Promise<string[]> {
  const { kind, id } = message.conversation;
  return kind === 'group' ? [id] : await tx.members.groupsOf(member.id);
}

/** It asks for a word lately, and the member has not said it. */
async function isAwaited({ tx, now }: Doing, { id, requireAck, sentAt }: Notice, member: Member): Promise<boolean> {
  const isLate = (sentAt ?? 0) < now - ASKED_WITHIN_MS;
  return requireAck && !isLate && !(await tx.acknowledgements.find(member.id, noticeSubject(id)));
}

async function noticeMeant(doing: Doing, who: Acknowledging): Promise<Notice | null> {
  const { tx, now } = doing;
  const groups = await groupsHere(doing, who);
  const isDirect = who.message.conversation.kind === 'direct';
  let newest: Notice | null = null;
  for (const notice of await sentSince(tx, now - QUOTED_WITHIN_MS)) {
    const sentAt = notice.sentAt ?? 0;
    if (sentAt < now - ASKED_WITHIN_MS || !(await hasCome(doing, notice, groups, isDirect))) continue;
    if (await isAwaited(doing, notice, who.member)) return notice;
    if (sentAt >= now - SENT_WITHIN_MS) newest ??= notice;
  }
  return newest;
}

/** True when it was sent to one of the groups, or in a direct chat to the listed people. */
async function hasCome(doing: Doing, notice: Notice, groups: readonly string[], isDirect: boolean): Promise<boolean> {
  if (notice.audience === 'members') return isDirect && (await hasLeft(doing, notice, null));
  for (const group of notice.groups) {
    if (groups.includes(group) && (await hasLeft(doing, notice, group))) return true;
  }
  return false;
}
