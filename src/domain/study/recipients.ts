// Whom a material goes to, and from when on: the same for its draft and its sending.
import type { Activity, Session } from '../../core/activity.ts';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { isAllowed } from '../../core/intent.ts';
import type { Member } from '../../core/member.ts';
import { startOfDay } from '../../core/shanghai.ts';
import { nextSession } from '../activities/sessions.ts';
import { groupFinder } from '../activities/telling.ts';
import { memberListeners, soonestPush } from '../pushes/off-peak.ts';
import { isQuiet } from '../quiet-days.ts';
import type { Material } from './records.ts';
import { isStopped, wantedBy } from './records.ts';

/** What a material's way depends on. */
export type Addressed = Pick<Material, 'audience' | 'createdBy' | 'from' | 'usefulUntil'>;

export interface Recipient {
  member: Member;
  /** The group in which it may be said if there is no other way; empty = none. */
  group: string;
  /** Not before; ms. */
  from: number;
  /** The end of the session he asked to take part in: as long as it runs it comes at once, as promised. Null: did not ask. ms */
  joinsUntil: number | null;
}

/** What was promised for the session, and only then: it leaves whatever the hour. @param at when it leaves */
export const isPromised = ({ joinsUntil }: Pick<Recipient, 'joinsUntil'>, at: number): boolean =>
  joinsUntil !== null && at < joinsUntil;

/** When the session's own material leaves: people have sat down. */
export const SETTLED_MS = MINUTE_MS;

/** Whoever is on the road takes part in a party day from there, wherever it is held (指尖上的课堂). */
export const takesPartOnline = (activity: Pick<Activity, 'kind' | 'mode' | 'sessions'>): boolean =>
  activity.kind === 'party_day' || isHeldOnline(activity);

export const isHeldOnline = ({ mode, sessions }: Pick<Activity, 'mode' | 'sessions'>): boolean =>
  mode !== 'onsite' || sessions.some((session) => session.mode === 'online');

const isHeld = ({ status }: Activity): boolean => status === 'open' || status === 'closed' || status === 'done';

/** The time from which people can check in to it. */
export const opensAt = ({ branch }: Pick<Doing, 'branch'>, { start }: Session): number =>
  start - branch.activities.checkInMinutes.before * MINUTE_MS;

/** The time at which nobody can check in to it any more. */
export const closesAt = ({ branch }: Pick<Doing, 'branch'>, { end }: Session): number =>
  end + branch.activities.checkInMinutes.after * MINUTE_MS;

/** By id of the member, ascending. */
export async function recipientsOf(doing: Doing, material: Addressed): Promise<Recipient[]> {
  const { audience } = material;
  const found = audience.kind === 'people' ? await inGroups(doing, material, audience) : await absent(doing, material, audience);
  return found.sort((a, b) => (a.member.id < b.member.id ? -1 : 1));
}

async function inGroups(
  { tx, branch }: Doing,
  { createdBy, from }: Addressed,
  { who, groups }: Extract<Material['audience'], { kind: 'people' }>,
): Promise<Recipient[]> {
  const isMeant = (member: Member, group: string): boolean => {
    // Those who run the branch have it; outside the organisation nobody can be written to.
    if (member.id === createdBy || isAllowed(member.role, 'staff') || member.role === 'external') return false;
    if (who === 'all') return true;
    if (who === 'members') return member.role === 'member';
    return memberListeners(branch, member, group).occupations.includes(who);
  };
  const meant = new Map<string, Recipient>();
  for (const group of groups) {
    for (const member of await tx.members.inGroup(group)) {
      if (!meant.has(member.id) && isMeant(member, group)) {
        meant.set(member.id, { member, group, from, joinsUntil: null });
      }
    }
  }
  return [...meant.values()];
}

/** Who asked and is not there, at the start; who signed up and was not there, or said that he would not come, when the session is over. */
async function absent(
  doing: Doing,
  { from, createdBy }: Addressed,
  { activityId }: Extract<Material['audience'], { kind: 'absent' }>,
): Promise<Recipient[]> {
  const { tx, now } = doing;
  const activity = await tx.activities.byId(activityId);
  if (!activity || !isHeld(activity)) return [];
  const groupOf = await groupFinder(doing, activity);
  const signUps = (await tx.signUps.list()).filter((one) => one.activityId === activityId);
  const modes = new Map((await tx.attendance.ofActivity(activityId)).map(({ memberId, mode }) => [memberId, mode]));
  const starts = new Map<string, Pick<Recipient, 'joinsUntil'> & { at: number }>();
  for (const { memberId, sessionId } of signUps) {
    if (modes.has(memberId)) continue;
    starts.set(memberId, { at: closesAt(doing, sessionOf(activity, sessionId)), joinsUntil: null });
  }
  const asked = await wantedBy(doing, activityId);
  const people = new Map((await tx.members.byIds([...new Set([...starts.keys(), ...asked])])).map((one) => [one.id, one]));
  for (const memberId of asked) {
    const member = people.get(memberId);
    if (!member) continue;
    const signedUp = signUps.find((one) => one.memberId === memberId && one.status !== 'cancelled')?.sessionId;
    const session = joinedSession(activity, member, signedUp);
    const joining = { at: session.start + SETTLED_MS, joinsUntil: session.end };
    // Who came after all has heard it; who checked in from afar is waiting for it.
    const isListening = modes.get(memberId) === 'online' && isPromised(joining, Math.max(now, from));
    if (!modes.has(memberId) || isListening) starts.set(memberId, joining);
    else starts.delete(memberId);
  }
  return [...starts].flatMap(([memberId, { at, joinsUntil }]) => {
    const member = people.get(memberId);
    if (!member || member.role === 'external' || memberId === createdBy) return [];
    return [{ member, group: groupOf(memberId), from: Math.max(from, at), joinsUntil }];
  });
}

const sessionOf = ({ sessions }: Activity, id: string | undefined): Session =>
  sessions.find((session) => session.id === id) ?? (sessions.at(-1) as Session);

/** The session somebody takes part in from afar: the one signed up for, else one in his hours, else the first. */
export function joinedSession(activity: Activity, { occupation }: Member, signedUp: string | undefined): Session {
  const { sessions } = activity;
  const own = sessions.find(({ id }) => id === signedUp);
  return (
    own ?? sessions.find(({ occupations }) => occupation !== null && occupations.includes(occupation)) ?? (sessions[0] as Session)
  );
}

/** As `joinedSession`, while it can still be taken part in: else the next one. */
export function sessionToJoin(activity: Activity, member: Member, signedUp: string | undefined, at: number): Session {
  const session = joinedSession(activity, member, signedUp);
  return session.end > at ? session : (nextSession(activity, at) ?? session);
}

/** A person's own quiet days are over after so many at the latest. */
const QUIET_DAYS_MAX = 8;

/**
 * When a person is sent it: in his free hours and not on a quiet day; who asked for it, at once while the session runs. Null: it would
 * be of no use any more, or he wants none.
 */
export async function instantFor(doing: Doing, { usefulUntil }: Addressed, recipient: Recipient): Promise<number | null> {
  const { tx, branch, now } = doing;
  const { member, group } = recipient;
  const from = Math.max(now, recipient.from);
  if (isPromised(recipient, from)) return from <= usefulUntil ? from : null;
  if (await isStopped(doing, member.id)) return null;
  const listeners = memberListeners(branch, member, group === '' ? null : group);
  let at = soonestPush(branch, listeners, from);
  for (let days = 0; days < QUIET_DAYS_MAX && (await isQuiet(tx, member.id, at)); days += 1) {
    at = soonestPush(branch, listeners, startOfDay(at) + DAY_MS);
  }
  return at <= usefulUntil ? at : null;
}
