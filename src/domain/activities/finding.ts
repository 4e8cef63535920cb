// Which activity is meant: by its name, its theme or its kind, among those that concern who speaks.
import type { Activity, ActivityStatus } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import { isAllowed } from '../../core/intent.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { heardAnyActivity, kindWords } from '../words/activities.ts';

const RUNNING: readonly ActivityStatus[] = ['open', 'closed'];
/** Above every count of shared characters: the whole of what was said stands in the title. */
const WHOLE = 1_000;

/** Letters and digits alone, without what names no activity in particular. */
const telling = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(heardAnyActivity, '');

/**
 * How well a title fits what was said: the characters of it that stand in the title in stretches of two or more; all of it is best.
 * @returns 0 = not at all, also when nothing telling was said
 */
export function nameMatches(title: string, said: string): number {
  const name = [...telling(said)];
  const titled = telling(title);
  if (name.length > 1 && titled.includes(name.join(''))) return WHOLE + name.length;
  const shared = new Set<number>();
  for (let index = 0; index + 1 < name.length; index += 1) {
    if (titled.includes(`${name[index]}${name[index + 1]}`)) shared.add(index).add(index + 1);
  }
  return shared.size;
}

/** True when the words name no activity in particular. */
const isVague = (said: string | null): said is null => said === null || [...telling(said)].length < 2;

/** As `nameMatches`, by the title, the theme or what the kind is called. */
export function fitOf({ title, theme, kind }: Activity, said: string): number {
  return Math.max(...[title, theme ?? '', ...kindWords[kind]].map((name) => nameMatches(name, said)));
}

/**
 * Activities the words may mean, for somebody speaking here: published to this group or (direct chat) to the person's groups, or
 * signed up to; nearest first. Of several that fit, those that fit best.
 * @param said null = no name said
 */
export async function findActivities(
  doing: Doing,
  where: { member: Member; conversation: Conversation },
  said: string | null,
  statuses: readonly ActivityStatus[] = RUNNING,
): Promise<Activity[]> {
  const concerns = await concerning(doing, where);
  const near = (await doing.tx.activities.list(statuses)).filter(concerns).sort((a, b) => nearness(a, b, doing.now));
  if (isVague(said)) return near;
  const fits = near.map((activity) => fitOf(activity, said));
  const best = Math.max(0, ...fits);
  return best === 0 ? [] : near.filter((_, index) => fits[index] === best);
}

/** Tells which activities concern somebody speaking here; the rule is that of `findActivities`. */
export async function concerning(
  { tx }: Pick<Doing, 'tx'>,
  { member, conversation }: { member: Member; conversation: Conversation },
): Promise<(activity: Activity) => boolean> {
  const signedUp = new Set((await tx.signUps.ofMember(member.id)).map((signUp) => signUp.activityId));
  const groups = conversation.kind === 'group' ? [conversation.id] : await tx.members.groupsOf(member.id);
  // In a direct chat staff see all there is, and so does whoever is known in no group yet.
  const seesAll = conversation.kind === 'direct' && (groups.length === 0 || isAllowed(member.role, 'staff'));
  return (activity) =>
    seesAll ||
    activity.createdBy === member.id ||
    signedUp.has(activity.id) ||
    activity.groups.some((group) => groups.includes(group));
}

/** Running now or next comes first, then what is over, the latest of it first. */
function nearness(a: Activity, b: Activity, now: number): number {
  const [ahead, other] = [a, b].map(({ sessions }) => sessions.find(({ end }) => end > now)?.start ?? null);
  if (ahead !== null && ahead !== undefined) return other === null || other === undefined ? -1 : ahead - other;
  if (other !== null && other !== undefined) return 1;
  return (b.sessions.at(-1)?.end ?? 0) - (a.sessions.at(-1)?.end ?? 0);
}
