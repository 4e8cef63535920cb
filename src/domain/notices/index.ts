// Notices (product rule 6): what one would do, and who has read it.
import { z } from 'zod';
import type { Branch } from '../../core/branch.ts';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member, Occupation } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { audiences, type Notice, noticeSubject } from '../../core/notice.ts';
import { budgetLeft, isScarce } from '../pushes/budget.ts';
import { groupListeners } from '../pushes/off-peak.ts';
import { audienceOf, type NoticePart, partsOf } from './parts.ts';

/** Longer ones nobody reads on the road. Characters. */
export const BODY_MAX = 1_000;
const AHEAD_MAX_MS = 31 * DAY_MS;
/** Whoever says "now" is read a moment later. */
const GRACE_MS = 5 * MINUTE_MS;
/** Lists speak of notices this young. */
const ASKED_WITHIN_MS = 31 * DAY_MS;
const NEWEST = 200;
export const noticeRequestSchema = z.object({
  body: z.string(),
  audience: z.enum(audiences),
  /** Ids; null = none named. */
  groups: z.array(z.string()).nullable(),
  /** Not before; null = now. ms */
  sendAt: z.number().nullable(),
  requireAck: z.boolean(),
  urgent: z.boolean(),
});
export type NoticeRequest = z.infer<typeof noticeRequestSchema>;

export interface NoticeDraft {
  request: NoticeRequest;
  /** Ids of the groups it goes to. */
  groups: string[];
  /** In the order they leave. */
  parts: NoticePart[];
  people: number;
  /** How long it takes once it has begun. */
  minutes: number;
  /** Messages it takes. */
  pushes: number;
  needsSecond: boolean;
  /** Messages the scarcest group has left of its month; null while none runs short. */
  pushesLeft: number | null;
}

export type DraftOutcome =
  | { kind: 'drafted'; draft: NoticeDraft }
  | { kind: 'empty_body' }
  | { kind: 'too_long'; length: number }
  /** It would reach nobody. */
  | { kind: 'no_group' }
  | { kind: 'past' }
  | { kind: 'too_far' };

/** What the notice would do. Changes nothing. @param where who asks for it, and where */
export async function draftNotice(
  doing: Doing,
  request: NoticeRequest,
  where: { member: Member; conversation: Conversation },
): Promise<DraftOutcome> {
  const length = [...request.body].length;
  if (length === 0) return { kind: 'empty_body' };
  if (length > BODY_MAX) return { kind: 'too_long', length };
  const sendAt = request.sendAt ?? doing.now;
  if (sendAt < doing.now - GRACE_MS) return { kind: 'past' };
  if (sendAt > doing.now + AHEAD_MAX_MS) return { kind: 'too_far' };
  const groups = groupsFor(doing, request, where.conversation);
  const { audience, urgent } = request;
  const { parts, minutes } = await partsOf(doing, { audience, groups, urgent, sendAt, createdBy: where.member.id });
  if (parts.length === 0) return { kind: 'no_group' };
  const people = parts.reduce((sum, part) => sum + part.people, 0);
  const pushes = audience === 'members' ? people : parts.length;
  const needsSecond = people > doing.branch.pushes.secondSecretaryOver;
  const left = await scarcest(doing, groups, Math.max(doing.now, sendAt));
  return { kind: 'drafted', draft: { request, groups, parts, people, minutes, pushes, needsSecond, pushesLeft: left } };
}

/** Of the groups whose month nears its end, the least that is left. */
async function scarcest(doing: Doing, groups: readonly string[], at: number): Promise<number | null> {
  let least: number | null = null;
  for (const group of groups) {
    const budget = await budgetLeft(doing, group, at);
    const left = Math.max(0, budget.limit - budget.used);
    if (isScarce(budget)) least = Math.min(least ?? left, left);
  }
  return least;
}

/** Named groups; else those where the occupation counts; else the group it is said in, and from a direct chat all. */
function groupsFor({ branch }: Doing, { audience, groups }: NoticeRequest, conversation: Conversation): string[] {
  if (audience === 'members') return [];
  const all = branch.groups.map(({ id }) => id);
  if (groups) return all.filter((id) => groups.includes(id));
  if (audience === 'couriers') return groupsServing(branch, 'courier');
  if (audience === 'riders') return groupsServing(branch, 'rider');
  return conversation.kind === 'group' ? all.filter((id) => id === conversation.id) : all;
}

/** Ids of the groups in which a fifth or more have this occupation. */
export function groupsServing(branch: Branch, occupation: Occupation): string[] {
  return branch.groups.map(({ id }) => id).filter((id) => groupListeners(branch, id).occupations.includes(occupation));
}

/** Who has said so, in that order. */
export async function acknowledgedBy({ tx }: Doing, { id }: Pick<Notice, 'id'>): Promise<Member[]> {
  const said = await tx.acknowledgements.ofSubject(noticeSubject(id));
  const people = await tx.members.byIds(said.map(({ memberId }) => memberId));
  const members = new Map(people.map((member) => [member.id, member]));
  return said.flatMap(({ memberId }) => members.get(memberId) ?? []);
}

/** Of those it asks, as far as the bot knows them, who has not said so yet. */
export async function missingFrom(doing: Doing, notice: Notice): Promise<Member[]> {
  return (await unanswered(doing, notice)).map(({ member }) => member);
}

/** As `missingFrom`, each with the first of the notice's groups the person is in. */
export async function unanswered(doing: Doing, notice: Notice): Promise<{ member: Member; group: string | null }[]> {
  const done = new Set((await doing.tx.acknowledgements.ofSubject(noticeSubject(notice.id))).map(({ memberId }) => memberId));
  return (await audienceOf(doing, notice)).filter(({ member }) => !done.has(member.id));
}

/** The newest notice that has left and asks for a word. @param group its id: one that went there; null = anywhere */
export async function newestAsking({ tx, now }: Doing, group: string | null = null): Promise<Notice | null> {
  const sent = (await tx.notices.since(now - ASKED_WITHIN_MS, NEWEST)).filter(({ sentAt }) => sentAt !== null);
  return sent.find(({ requireAck, groups }) => requireAck && (group === null || groups.includes(group))) ?? null;
}
