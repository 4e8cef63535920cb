// Taking part from the road: noted, and the material comes when the session begins.
import type { Activity } from '../../core/activity.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { findActivities } from '../activities/finding.ts';
import { nextSession } from '../activities/sessions.ts';
import { SETTLED_MS, sessionToJoin, takesPartOnline } from './recipients.ts';
import { type Material, noteWanted } from './records.ts';
import { unsentMaterials } from './sending.ts';

/** Nobody asks about taking part in what is farther away. */
const AHEAD_MS = 8 * DAY_MS;

export type JoinOutcome =
  | {
      kind: 'noted';
      activity: Activity;
      /** There is one: it comes then, `sendsAt` not after `now` = at once. Null: when it has been handed in. */
      material: Material | null;
      sendsAt: number;
      isOnline: boolean;
      /** Nobody asked before. */
      isFirst: boolean;
    }
  | { kind: 'none' };

/**
 * Notes that he takes part from afar in what runs or begins within the time.
 * @param words they may name the activity
 */
export async function joinFromAfar(
  doing: Doing,
  where: { member: Member; conversation: Conversation },
  words: string | null,
  aheadMs = AHEAD_MS,
): Promise<JoinOutcome> {
  const { tx, now } = doing;
  const isNear = (activity: Activity) => (nextSession(activity, now)?.start ?? Number.POSITIVE_INFINITY) < now + aheadMs;
  const named = words === null ? [] : (await findActivities(doing, where, words)).filter(isNear);
  const [activity] = named.length > 0 ? named : (await findActivities(doing, where, null)).filter(isNear);
  if (!activity) return { kind: 'none' };
  const signedUp = (await tx.signUps.standing(activity.id, where.member.id))?.sessionId;
  const session = sessionToJoin(activity, where.member, signedUp, now);
  const material = (await unsentMaterials(doing))
    .filter(({ audience, from }) => audience.kind === 'absent' && audience.activityId === activity.id && from < session.end)
    .sort((a, b) => b.createdAt - a.createdAt)[0];
  const isFirst = await noteWanted(doing, activity.id, where.member.id);
  const sendsAt = Math.max(session.start + SETTLED_MS, material?.from ?? 0);
  return { kind: 'noted', activity, material: material ?? null, sendsAt, isOnline: takesPartOnline(activity), isFirst };
}
