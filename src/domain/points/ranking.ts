// The list by points (product rule 9, "Lines not to cross"): of those who agreed, for those who agreed; never in a group, never pushed.
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { keysOf, peopleOf } from '../keys-of.ts';

/** Of fewer, everybody would know who is last. */
export const RANKED_LEAST = 3;

const agreed = (tx: Doing['tx']) => tx.collection('points-ranking', z.object({ at: z.number() }));

/** Whether the person has agreed to stand in the list, as a guest too. */
export async function isRanked({ tx }: Pick<Doing, 'tx'>, memberId: string): Promise<boolean> {
  for (const key of await keysOf(tx, memberId)) if (await agreed(tx).get(key)) return true;
  return false;
}

/** @returns false when the person had agreed already */
export async function joinRanking(doing: Doing, memberId: string): Promise<boolean> {
  const { tx, now } = doing;
  await agreed(tx).lock(memberId);
  if (await isRanked(doing, memberId)) return false;
  await agreed(tx).put(memberId, { at: now }, now);
  return true;
}

/** @returns false when the person was not in it */
export async function leaveRanking({ tx }: Doing, memberId: string): Promise<boolean> {
  let was = false;
  for (const key of await keysOf(tx, memberId)) {
    if (!(await agreed(tx).lock(key))) continue;
    await agreed(tx).remove(key);
    was = true;
  }
  return was;
}

export interface Ranked {
  /** Those who have as many share one. */
  place: number;
  member: Member;
  points: number;
}

export type RankingSeen = { kind: 'not_agreed' } | { kind: 'too_few' } | { kind: 'ranking'; ranked: Ranked[] };

/** What a person may see of the list: all of it, once he stands in it himself; the secretary sees the same. */
export async function rankingFor({ tx }: Doing, viewer: Member): Promise<RankingSeen> {
  const ids = [
    ...new Set(
      (
        await peopleOf(
          tx,
          (await agreed(tx).list()).map(({ key }) => key),
        )
      ).values(),
    ),
  ];
  if (!ids.includes(viewer.id) && viewer.role !== 'secretary') return { kind: 'not_agreed' };
  const members = await tx.members.byIds(ids);
  if (members.length < RANKED_LEAST) return { kind: 'too_few' };
  const balances = await tx.points.balances(members.map(({ id }) => id));
  const sorted = members
    // What was taken back may leave somebody below nothing: that is between him and the secretary.
    .map((member) => ({ member, points: Math.max(0, balances.get(member.id) ?? 0) }))
    .sort((a, b) => b.points - a.points || (a.member.id < b.member.id ? -1 : 1));
  const ranked = sorted.map((one) => ({ ...one, place: sorted.findIndex(({ points }) => points === one.points) + 1 }));
  return { kind: 'ranking', ranked };
}
