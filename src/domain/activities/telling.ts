// Telling those who come to an activity: each alone where a platform can, the others together in their group.
import type { Activity } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { canReach } from '../opened.ts';
import { type Push, pushToGroup, pushToMembers } from '../pushes/index.ts';
import { directAccounts } from '../pushes/way.ts';

/** Something for one person, and the group in which it may be said if there is no other way. */
export interface Telling {
  member: Member;
  group: string;
  push: Push;
}

/** People named in one message to a group; with more nobody finds himself. */
const MENTIONS_MAX = 50;

/** Tells each directly. @returns those to whom only their group leads */
export async function tellEach(doing: Doing, tellings: readonly Telling[]): Promise<Telling[]> {
  const inGroup: Telling[] = [];
  const direct: Telling[] = [];
  for (const telling of tellings) (await onlyByGroup(doing, telling)) ? inGroup.push(telling) : direct.push(telling);
  const entries = direct.map(({ member, push, group }) => ({ member, push: { ...push, viaGroup: group } }));
  await pushToMembers(doing, entries);
  return inGroup;
}

async function onlyByGroup(doing: Doing, { member, group }: Telling): Promise<boolean> {
  const channel = doing.branch.groups.find(({ id }) => id === group)?.channel;
  if (!channel || !(await canReach(doing, channel, { kind: 'group', id: group }))) return false;
  return (await directAccounts(doing, member.id)).length === 0;
}

/** One message for each group and text, with everybody it is for; `key` names it by group and count. */
export async function tellInGroups(
  doing: Doing,
  tellings: readonly Telling[],
  key: (telling: Telling, count: number) => string,
): Promise<void> {
  const messages = Map.groupBy(tellings, ({ group, push }) => `${group}\n${push.text}`);
  const counts = new Map<string, number>();
  for (const all of messages.values()) {
    for (let from = 0; from < all.length; from += MENTIONS_MAX) {
      const some = all.slice(from, from + MENTIONS_MAX);
      const [first] = some;
      if (!first) continue;
      const count = counts.get(first.group) ?? 0;
      counts.set(first.group, count + 1);
      const mentions = some.map(({ member }) => member);
      await pushToGroup(doing, first.group, { ...first.push, key: key(first, count), mentions });
    }
  }
}

/** Those who are mentioned in a message to the group, as many as one holds. */
export function mentionsFor(group: string, tellings: readonly Telling[]): Member[] {
  return tellings.flatMap((telling) => (telling.group === group ? [telling.member] : [])).slice(0, MENTIONS_MAX);
}

/** The first of the activity's groups a person is known to be in, else its first. */
export async function groupFinder({ tx }: Doing, { groups }: Activity): Promise<(memberId: string) => string> {
  const people: [string, Set<string>][] = [];
  for (const group of groups) people.push([group, new Set((await tx.members.inGroup(group)).map(({ id }) => id))]);
  return (memberId) => people.find(([, ids]) => ids.has(memberId))?.[0] ?? groups[0] ?? '';
}
