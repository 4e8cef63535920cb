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

/** How old a notice may be that a bare word answers: one that asks for it, any other. Quoted ones are found longer. */
const ASKED_WITHIN_MS = 7 * DAY_MS;
const SENT_WITHIN_MS = 3 * DAY_MS;
const QUOTED_WITHIN_MS = 31 * DAY_MS;
const NEWEST = 200;
/** Platforms cut what is quoted; so many characters still tell which notice it was. */
const TELLING_LENGTH = 12;

export type AcknowledgeOutcome =
  | { kind: 'recorded'; notice: Notice | null }
  | { kind: 'already'; at: number; notice: Notice | null };

/** Who says it, where and when. */
export interface Acknowledging {
  member: Member;
  message: Pick<Message, 'channel' | 'conversation' | 'key'>;
  at: number;
}

/**
 * Records that the member has read something: the notice that is quoted; else the newest one sent here that waits for the member's
 * word; else the newest one sent here lately. Where there is none: the quoted message, else whatever was last said to this
 * conversation today. Quoted words are kept as a digest only.
 */
export async function acknowledge(doing: Doing, who: Acknowledging, quoted: string | null): Promise<AcknowledgeOutcome> {
  const notice = quoted ? await quotedNotice(doing, quoted) : await noticeMeant(doing, who);
  const { channel, conversation } = who.message;
  const other = quoted
    ? `quote:${createHash('sha256').update(quoted).digest('hex').slice(0, 32)}`
    : `day:${conversationKey(channel, conversation)}:${shanghaiDate(who.at)}`;
  return await record(doing, who, notice, notice ? noticeSubject(notice.id) : other);
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
  return { kind: 'recorded', notice };
}

/** Sent ones, newest first. */
async function sentSince(tx: Transaction, since: number): Promise<Notice[]> {
  return (await tx.notices.since(since, NEWEST)).filter(({ sentAt }) => sentAt !== null);
}

/** The notice whose words these are, whole or cut. */
async function quotedNotice({ tx, now }: Doing, quoted: string): Promise<Notice | null> {
  const said = bare(quoted);
  const isWordsOf = ({ body, requireAck }: Notice) => {
    const { toGroup, toMember, remindInGroup, remindMember } = noticePhrases;
    const texts = [body, toGroup(body, requireAck), toMember(body, requireAck), remindInGroup(body), remindMember(body)].map(
      bare,
    );
    return texts.some((text) => text === said || (said.length >= TELLING_LENGTH && text.startsWith(said)));
  };
  return (await sentSince(tx, now - QUOTED_WITHIN_MS)).find(isWordsOf) ?? null;
}

/** As it comes back from a platform: normalised, without the marks of a cut and without spaces. */
const bare = (text: string): string => normaliseText(text, []).replace(/\s|(?:\.{3}|\u2026)$/g, '');

async function noticeMeant(doing: Doing, { member, message }: Acknowledging): Promise<Notice | null> {
  const { tx, now } = doing;
  const { kind, id } = message.conversation;
  const groups = kind === 'group' ? [id] : await tx.members.groupsOf(member.id);
  let newest: Notice | null = null;
  for (const notice of await sentSince(tx, now - QUOTED_WITHIN_MS)) {
    const sentAt = notice.sentAt ?? 0;
    if (sentAt < now - ASKED_WITHIN_MS || !(await hasCome(doing, notice, groups, kind === 'direct'))) continue;
    if (notice.requireAck && !(await tx.acknowledgements.find(member.id, noticeSubject(notice.id)))) return notice;
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
