// A material handed in: what it would do, and the yes.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Activity } from '../../core/activity.ts';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { concerning, fitOf } from '../activities/finding.ts';
import { lastEnd } from '../activities/sessions.ts';
import { outboxKey } from '../pushes/item.ts';
import type { Handing } from '../words/study-material.ts';
import { isBareAddress, readLink } from './link.ts';
import { closesAt, instantFor, recipientsOf } from './recipients.ts';
import { type Audience, type Material, materials, studyAudiences, wantedKey } from './records.ts';

/** More nobody reads on the road. Characters. */
export const BODY_MAX = 1_500;
const AHEAD_MAX_MS = 31 * DAY_MS;
const GRACE_MS = 5 * MINUTE_MS;
/** Whoever has not found an hour for it by then will not. */
const USEFUL_MS = 5 * DAY_MS;
/** "Those who did not come" speaks of an activity as young as this, or of the next one. */
const OVER_WITHIN_MS = 14 * DAY_MS;

export const requestSchema = z.object({
  title: z.string().nullable(),
  body: z.string().nullable(),
  links: z.array(z.string()),
  minutes: z.number().nullable(),
  who: z.enum(studyAudiences),
  /** Ids; null = where it was said, or all of them from a direct chat. */
  groups: z.array(z.string()).nullable(),
  /** For those who could not come. */
  isForAbsent: z.boolean(),
  /** What names the activity. */
  about: z.string().nullable(),
  sendAt: z.number().nullable(),
});
export type StudyRequest = z.infer<typeof requestSchema>;

/** What was said, as a request. */
export function requestOf(handing: Handing): StudyRequest {
  const { title, body, links, minutes, audience, isForAbsent, about } = handing;
  return { title, body, links, minutes, who: audience ?? 'all', groups: null, isForAbsent, about, sendAt: null };
}

export interface StudyDraft {
  material: Omit<Material, 'id'>;
  activity: Activity | null;
  /** Those who did not come were meant, and there is no activity they could have come to. */
  lacksActivity: boolean;
  /** Those known today; of an activity that is to come only who asked. */
  people: number;
  asked: number;
  /** The first of it leaves then; null = when the session is over. ms */
  at: number | null;
}

export type DraftOutcome =
  | { kind: 'drafted'; draft: StudyDraft }
  | { kind: 'empty' }
  | { kind: 'too_long'; length: number }
  | { kind: 'several_links' }
  | { kind: 'no_scheme' }
  | { kind: 'link_broken' | 'link_too_long' | 'link_with_login' | 'link_no_public_host' }
  | { kind: 'nobody'; activity: Activity | null }
  /** As many as a notice needs two secretaries for. */
  | { kind: 'too_many'; most: number }
  | { kind: 'past' }
  | { kind: 'too_far' };

/** What it would do. Changes nothing. @param where who asks for it, and where */
export async function draftStudy(
  doing: Doing,
  request: StudyRequest,
  where: { member: Member; conversation: Conversation },
): Promise<DraftOutcome> {
  const { now } = doing;
  const content = contentOf(request);
  if (content.kind !== 'content') return content;
  const sendAt = request.sendAt ?? now;
  if (sendAt < now - GRACE_MS) return { kind: 'past' };
  if (sendAt > now + AHEAD_MAX_MS) return { kind: 'too_far' };
  const activity = await activityMeant(doing, request, where);
  const lacksActivity = request.isForAbsent && activity === null;
  const isNamedOnly = !request.isForAbsent && request.about !== null && activity === null;
  const audience = audienceOf(doing, request, activity, where.conversation);
  const from = Math.max(now, sendAt);
  const end = activity ? Math.max(...activity.sessions.map((session) => closesAt(doing, session))) : 0;
  const material = {
    title: content.title ?? (isNamedOnly ? request.about : null),
    body: content.body,
    link: content.link,
    minutes: request.minutes,
    audience,
    createdBy: where.member.id,
    createdAt: now,
    from,
    usefulUntil: Math.max(from, end) + USEFUL_MS,
    withdrawnAt: null,
    sent: 0,
  };
  const recipients = await recipientsOf(doing, material);
  const isOver = activity === null || lastEnd(activity) <= now;
  if (isOver && recipients.length === 0) return { kind: 'nobody', activity };
  const most = doing.branch.pushes.secondSecretaryOver;
  if (recipients.length > most) return { kind: 'too_many', most };
  const asked = recipients.filter(({ joinsUntil }) => joinsUntil !== null);
  const counted = isOver ? recipients : asked;
  const instants = await Promise.all(counted.map((recipient) => instantFor(doing, material, recipient)));
  const at = instants.filter((each) => each !== null).reduce<number | null>((first, each) => Math.min(first ?? each, each), null);
  return { kind: 'drafted', draft: { material, activity, lacksActivity, people: counted.length, asked: asked.length, at } };
}

type Content = { kind: 'content' } & Pick<Material, 'title' | 'body' | 'link'>;

function contentOf({ title, body, links }: StudyRequest): Content | Exclude<DraftOutcome, { kind: 'drafted' }> {
  if (links.length > 1) return { kind: 'several_links' };
  const length = [...(body ?? '')].length;
  if (length > BODY_MAX) return { kind: 'too_long', length };
  const [written] = links;
  if (written === undefined) {
    if (isBareAddress(body ?? title ?? '')) return { kind: 'no_scheme' };
    return body === null ? { kind: 'empty' } : { kind: 'content', title, body, link: null };
  }
  const read = readLink(written);
  return read.kind === 'link' ? { kind: 'content', title, body, link: read.link } : { kind: `link_${read.kind}` };
}

function audienceOf({ branch }: Doing, request: StudyRequest, activity: Activity | null, { kind, id }: Conversation): Audience {
  if (activity) return { kind: 'absent', activityId: activity.id };
  const all = branch.groups.map((group) => group.id);
  const here = kind === 'group' && all.includes(id) ? [id] : all;
  return { kind: 'people', who: request.who, groups: request.groups ?? here };
}

/** Held lately, running or to come: the one that is named, else the one that was over last, else the next. */
async function activityMeant(
  doing: Doing,
  { isForAbsent, about }: StudyRequest,
  where: { member: Member; conversation: Conversation },
): Promise<Activity | null> {
  if (!isForAbsent && about === null) return null;
  const { tx, now } = doing;
  const concerns = await concerning(doing, where);
  const near = (await tx.activities.between(now - OVER_WITHIN_MS, now + AHEAD_MAX_MS, ['open', 'closed', 'done'])).filter(
    concerns,
  );
  const fits = near.map((activity) => (about === null ? 1 : fitOf(activity, about)));
  const best = Math.max(0, ...fits);
  const meant = near.filter((_, index) => best > 0 && fits[index] === best);
  const begun = meant.filter(({ sessions }) => (sessions[0]?.start ?? 0) <= now).sort((a, b) => lastEnd(b) - lastEnd(a));
  const ahead = meant.filter((activity) => !begun.includes(activity));
  // What is named is rather the one to come; nobody is missing there yet.
  return (isForAbsent ? (begun[0] ?? ahead[0]) : (ahead[0] ?? begun[0])) ?? null;
}

/** Writes it down; the message that was answered names it: two yeses, one material. @returns null when it stands already */
export async function confirmStudy({ tx, now }: Doing, draft: StudyDraft, key: string): Promise<Material | null> {
  const id = createHash('sha256').update(key).digest('hex').slice(0, 16);
  if (await materials(tx).lock(id)) return null;
  const material = { ...draft.material, id };
  await materials(tx).put(id, material, now);
  // Nobody is asked for what he has handed in.
  const { audience } = material;
  if (audience.kind === 'absent') await tx.outbox.withdraw([outboxKey(wantedKey(audience.activityId))], now, 'outdated');
  return material;
}

/** Ids of the groups that are named by their titles, or by the end of them. */
export function groupsNamed({ branch }: Pick<Doing, 'branch'>, { groupWords }: Pick<Handing, 'groupWords'>): string[] | null {
  if (groupWords === null) return null;
  const named = branch.groups.filter(({ title }) => groupWords.includes(title) || title.endsWith(groupWords));
  return named.length > 0 ? named.map(({ id }) => id) : null;
}
