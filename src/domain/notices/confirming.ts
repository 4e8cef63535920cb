// The yes to a notice: the author's, and above a thousand people another secretary's (T6: four eyes).
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DAY_MS } from '../../core/clock.ts';
import { conversationKey } from '../../core/conversation.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Notice } from '../../core/notice.ts';
import { buttonId } from '../../core/outgoing.ts';
import { noticePhrases } from '../../core/phrases-notices.ts';
import type { Transaction } from '../../core/store.ts';
import { pushToMember } from '../pushes/index.ts';
import { memberListeners, soonestPush } from '../pushes/off-peak.ts';
import { directAccounts } from '../pushes/way.ts';
import type { NoticeDraft } from './index.ts';
import type { NoticePart } from './parts.ts';
import { schedule } from './schedule.ts';
import { dispatchNotice } from './sending.ts';

const AGREE_WITHIN_MS = DAY_MS;

/** The collection that knows which asking made which notice. */
export const CONFIRMED_NOTICES = 'confirmed-notices';
const confirmed = (tx: Transaction) => tx.collection(CONFIRMED_NOTICES, z.object({ noticeId: z.string() }));

export type ConfirmOutcome =
  | { kind: 'scheduled'; notice: Notice; parts: NoticePart[] }
  | { kind: 'awaiting_second'; notice: Notice; asked: Member[] }
  /** Nobody else could agree: nothing was made. */
  | { kind: 'no_second' }
  /** The same asking was answered yes before: nothing new. */
  | { kind: 'already'; notice: Notice };

/**
 * Carries out the author's yes.
 * @param key names the asking: a second yes to it makes no second notice
 */
export async function confirmNotice(doing: Doing, author: Member, draft: NoticeDraft, key: string): Promise<ConfirmOutcome> {
  const { tx, now } = doing;
  const known = await confirmed(tx).get(key);
  const made = known && (await tx.notices.byId(known.noticeId));
  if (made) return { kind: 'already', notice: made };
  const others = draft.needsSecond ? await otherSecretaries(doing, author.id) : [];
  if (draft.needsSecond && others.length === 0) return { kind: 'no_second' };
  const { body, audience, requireAck, urgent, sendAt } = draft.request;
  const notice = await tx.notices.add({
    body,
    audience,
    groups: draft.groups,
    requireAck,
    urgent,
    status: draft.needsSecond ? 'awaiting_second' : 'scheduled',
    createdBy: author.id,
    confirmedBy: draft.needsSecond ? null : author.id,
    people: draft.people,
    sendAt: Math.max(now, sendAt ?? now),
    sentAt: null,
    createdAt: now,
  });
  await confirmed(tx).put(key, { noticeId: notice.id }, now);
  if (!draft.needsSecond) return { kind: 'scheduled', notice, parts: await dispatchNotice(doing, notice) };
  for (const other of others) await planAsking(doing, notice, other);
  await schedule(doing, { step: 'give_up', noticeId: notice.id }, agreeUntil(notice));
  return { kind: 'awaiting_second', notice, asked: others };
}

/** Secretaries who can be asked in a direct chat. */
async function otherSecretaries(doing: Doing, authorId: string): Promise<Member[]> {
  const others: Member[] = [];
  for (const member of await doing.tx.members.withRoles(['secretary'])) {
    if (member.id === authorId) continue;
    if ((await directAccounts(doing, member.id)).length > 0) others.push(member);
  }
  return others;
}

const agreeUntil = ({ createdAt, sendAt }: Notice): number => Math.max(createdAt + AGREE_WITHIN_MS, sendAt);

/** In the other's own hours: the question opens when its words arrive, not before, lest a "1" meant for something else agrees unseen. */
async function planAsking(doing: Doing, notice: Notice, other: Member): Promise<void> {
  const { branch, now } = doing;
  const at = notice.urgent ? now : soonestPush(branch, memberListeners(branch, other, null), now);
  if (at <= now) await askSecond(doing, notice, other);
  else await schedule(doing, { step: 'ask_second', noticeId: notice.id, memberId: other.id }, at);
}

/** Asks another secretary in the direct chat, as long as the answer is wanted. What we asked him before stays open and keeps the numbers. */
export async function askSecond(doing: Doing, notice: Notice, other: Member): Promise<void> {
  const { tx, now } = doing;
  if (notice.status !== 'awaiting_second' || other.role !== 'secretary' || other.id === notice.createdBy) return;
  const until = agreeUntil(notice);
  const conversations = (await directAccounts(doing, other.id)).map(({ channel, account }) =>
    conversationKey(channel, { kind: 'direct', id: account }),
  );
  let isFree = true;
  for (const conversation of conversations) isFree &&= !(await tx.openQuestions.get(other.id, conversation, now));
  const author = (await tx.members.byId(notice.createdBy))?.name ?? noticePhrases.nameless;
  const key = `notice:${notice.id}:second:${other.id}`;
  const outcome = await pushToMember(doing, other, {
    key,
    text: noticePhrases.second(author, notice.people, notice.body, isFree),
    kind: 'notice',
    urgent: notice.urgent,
    usefulUntil: until,
    buttons: [
      { id: buttonId('broadcast-notice', 'agree', notice.id), label: noticePhrases.agree },
      { id: buttonId('broadcast-notice', 'decline', notice.id), label: noticePhrases.decline },
    ],
  });
  if (outcome.kind === 'dropped' || !isFree) return;
  for (const conversation of conversations) {
    await tx.openQuestions.set({
      memberId: other.id,
      conversation,
      handler: 'broadcast-notice',
      question: 'second',
      state: { noticeId: notice.id },
      asking: createHash('sha256').update(`${key}:${conversation}`).digest('base64url').slice(0, 12),
      choices: [noticePhrases.agree, noticePhrases.decline],
      askedAt: now,
      expiresAt: until,
    });
  }
}

export type SecondOutcome =
  | { kind: 'scheduled'; notice: Notice; parts: NoticePart[] }
  | { kind: 'declined' }
  /** Somebody was first. */
  | { kind: 'already' }
  | { kind: 'stopped' }
  /** The author is no second. */
  | { kind: 'own' }
  | { kind: 'not_secretary' }
  | { kind: 'expired' }
  | { kind: 'gone' };

/** Another secretary's word; the first one counts. The author hears of it. */
export async function decideNotice(doing: Doing, member: Member, noticeId: string, isYes: boolean): Promise<SecondOutcome> {
  const { tx, now } = doing;
  const notice = await tx.notices.lock(noticeId);
  if (!notice) return { kind: 'gone' };
  if (member.role !== 'secretary') return { kind: 'not_secretary' };
  if (notice.createdBy === member.id) return { kind: 'own' };
  if (notice.status === 'stopped') return { kind: 'stopped' };
  if (notice.status !== 'awaiting_second') return { kind: 'already' };
  if (now > agreeUntil(notice)) return { kind: 'expired' };
  const name = member.name ?? noticePhrases.nameless;
  if (!isYes) {
    await tx.notices.save({ ...notice, status: 'stopped' });
    await tellAuthor(doing, notice, noticePhrases.declined(name));
    return { kind: 'declined' };
  }
  const agreed: Notice = { ...notice, status: 'scheduled', confirmedBy: member.id };
  await tx.notices.save(agreed);
  const parts = await dispatchNotice(doing, agreed);
  await tellAuthor(doing, notice, noticePhrases.agreed(name, parts[0]?.at ?? now, now));
  return { kind: 'scheduled', notice: agreed, parts };
}

/** The time to agree is over. */
export async function giveUp(doing: Doing, notice: Notice): Promise<void> {
  if (notice.status !== 'awaiting_second') return;
  await doing.tx.notices.save({ ...notice, status: 'stopped' });
  await tellAuthor(doing, notice, noticePhrases.expired);
}

async function tellAuthor(doing: Doing, notice: Notice, text: string): Promise<void> {
  const author = await doing.tx.members.byId(notice.createdBy);
  if (!author) return;
  const push = { key: `notice:${notice.id}:author`, text, urgent: notice.urgent, usefulUntil: doing.now + 2 * DAY_MS };
  await pushToMember(doing, author, { ...push, kind: 'change' });
}

/** The newest notice that waits for somebody else's word than this secretary's. */
export async function awaitingSecond({ tx, now }: Doing, member: Member): Promise<Notice | null> {
  const waiting = (await tx.notices.since(now - 31 * DAY_MS, 200)).filter(({ status }) => status === 'awaiting_second');
  return waiting.find(({ createdBy }) => createdBy !== member.id) ?? waiting[0] ?? null;
}
