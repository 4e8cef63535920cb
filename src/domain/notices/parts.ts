// Whom a notice reaches, and when: the same for its preview and its sending.
import { MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { isAllowed } from '../../core/intent.ts';
import type { Member } from '../../core/member.ts';
import type { Notice } from '../../core/notice.ts';
import { groupListeners, memberListeners, soonestPush } from '../pushes/off-peak.ts';
import { directAccounts } from '../pushes/way.ts';

/**
 * What the platforms take from us in a minute: people reached (DingTalk drops above 5,000, WeCom above 20,000) and calls (DingTalk
 * 1,200). We use four fifths.
 */
const PEOPLE_A_MINUTE = 4_000;
const CALLS_A_MINUTE = 960;

/** A notice as far as its way depends on it. */
export type Addressed = Pick<Notice, 'audience' | 'groups' | 'urgent' | 'sendAt' | 'createdBy'>;

/** What leaves in one piece: the message to a group, or (`group` null) those to the listed people. */
export interface NoticePart {
  group: string | null;
  /** Group title; empty for listed people. */
  title: string;
  people: number;
  /** The first of it leaves then; ms. */
  at: number;
}

/** Everything it takes: each group's message, or the listed people one by one. @returns in the order they leave; empty when it reaches nobody */
export async function partsOf(doing: Doing, notice: Addressed): Promise<{ parts: NoticePart[]; minutes: number }> {
  const from = Math.max(doing.now, notice.sendAt);
  if (notice.audience === 'members') return await directPart(doing, notice, from);
  /** What leaves in the same minute, in people; a message counts as a few even where nobody is known. */
  const loads = new Map<number, number>();
  const parts: NoticePart[] = [];
  for (const group of doing.branch.groups.filter(({ id }) => notice.groups.includes(id))) {
    const people = await peopleIn(doing, group.id);
    const listeners = groupListeners(doing.branch, group.id);
    const hear = (at: number) => (notice.urgent ? at : soonestPush(doing.branch, listeners, at));
    const start = hear(from);
    const load = loads.get(start) ?? 0;
    const late = Math.floor(load / PEOPLE_A_MINUTE) * MINUTE_MS;
    parts.push({ group: group.id, title: group.title, people, at: late === 0 ? start : hear(start + late) });
    loads.set(start, load + Math.max(people, PEOPLE_A_MINUTE / CALLS_A_MINUTE));
  }
  return {
    parts: parts.sort((a, b) => a.at - b.at),
    minutes: Math.ceil(Math.max(0, ...loads.values()) / PEOPLE_A_MINUTE),
  };
}

async function directPart(doing: Doing, notice: Addressed, from: number): Promise<{ parts: NoticePart[]; minutes: number }> {
  const people = await listedFor(doing, notice);
  if (people.length === 0) return { parts: [], minutes: 0 };
  const instants = people.map((member) =>
    notice.urgent ? from : soonestPush(doing.branch, memberListeners(doing.branch, member, null), from),
  );
  const part = { group: null, title: '', people: people.length, at: Math.min(...instants) };
  return { parts: [part], minutes: Math.ceil(people.length / CALLS_A_MINUTE) };
}

/** The listed people a notice goes to one by one: all but its author, as far as a direct way leads to them. */
export async function listedFor(doing: Doing, { createdBy }: Pick<Notice, 'createdBy'>): Promise<Member[]> {
  const listed = (await doing.tx.members.list()).filter(
    ({ id, role }) => id !== createdBy && role !== 'guest' && role !== 'external',
  );
  const reached: Member[] = [];
  for (const member of listed) if ((await directAccounts(doing, member.id)).length > 0) reached.push(member);
  return reached;
}

/** What the group is said to hold, or who is known there when that is more. */
async function peopleIn({ tx, branch }: Doing, groupId: string): Promise<number> {
  const counts = Object.values(branch.groups.find(({ id }) => id === groupId)?.occupations ?? {});
  return Math.max(
    counts.reduce((sum, count) => sum + count, 0),
    (await tx.members.inGroup(groupId)).length,
  );
}

/** Those a notice asks for a word, as far as the bot knows them, in the order of the groups; not those who run the branch. */
export async function audienceOf(doing: Doing, notice: Notice): Promise<{ member: Member; group: string | null }[]> {
  const { audience, groups, createdBy } = notice;
  const isMeant = ({ id, role, occupation }: Member) => {
    if (id === createdBy || isAllowed(role, 'staff')) return false;
    const meant = audience === 'couriers' ? 'courier' : audience === 'riders' ? 'rider' : null;
    return meant === null || occupation === null || occupation === meant;
  };
  if (audience === 'members') {
    return (await listedFor(doing, notice)).filter(isMeant).map((member) => ({ member, group: null }));
  }
  const meant = new Map<string, { member: Member; group: string }>();
  for (const group of groups) {
    for (const member of await doing.tx.members.inGroup(group)) {
      if (isMeant(member) && !meant.has(member.id)) meant.set(member.id, { member, group });
    }
  }
  return [...meant.values()];
}
