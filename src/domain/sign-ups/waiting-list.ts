// Places and the waiting list of an activity. Who counts or gives places holds the activity's lock, so that no two instances give one
// place twice.
import type { Activity, Session, SignUp } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import { waitingPhrases } from '../../core/phrases-waiting.ts';
import type { Transaction } from '../../core/store.ts';
import { remindLatecomer } from '../activities/late-reminders.ts';
import { SET_OUT_MS, sessionsAhead } from '../activities/sessions.ts';
import { remember } from '../decisions.ts';
import { pushToMembers } from '../pushes/index.ts';

export interface Room {
  /** Those not cancelled, by id: the order of the waiting list. */
  signUps: SignUp[];
  /** Places left, in all sessions together; Infinity where there is no limit. */
  left: number;
}

/** To be trusted only under the activity's lock. */
export async function roomIn(tx: Transaction, { id, capacity }: Pick<Activity, 'id' | 'capacity'>): Promise<Room> {
  const signUps = await tx.signUps.ofActivity(id);
  const taken = signUps.reduce((sum, { status, partySize }) => sum + (status === 'in' ? partySize : 0), 0);
  // The capacity may have been lowered since.
  return { signUps, left: capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - taken) };
}

/** Places left; null = no limit. */
export async function placesLeft(tx: Transaction, activity: Pick<Activity, 'id' | 'capacity'>): Promise<number | null> {
  const { left } = await roomIn(tx, activity);
  return Number.isFinite(left) ? left : null;
}

export const waitingIn = ({ signUps }: Room): SignUp[] => signUps.filter(({ status }) => status === 'waiting');

/** Counted from 1. */
export const positionOf = (room: Room, { id }: SignUp): number => waitingIn(room).findIndex((entry) => entry.id === id) + 1;

/**
 * Gives free places to the waiting list and tells those who got one: the first whose whole party fits, then the next. Somebody whose
 * session has begun is passed over. To be called by whatever frees places; twice changes nothing.
 * @returns the sign-ups that are in now, by id
 */
export async function moveUp(doing: Doing, activity: Pick<Activity, 'id'>): Promise<SignUp[]> {
  const locked = await doing.tx.activities.lock(activity.id);
  return locked ? (await settle(doing, locked)).movedUp : [];
}

interface Move {
  signUp: SignUp;
  session: Session;
}

/** As `moveUp`, of an activity whose lock is held; with the room that is left afterwards. */
export async function settle(doing: Doing, activity: Activity): Promise<{ room: Room; movedUp: SignUp[] }> {
  const room = await roomIn(doing.tx, activity);
  if (activity.status !== 'open' && activity.status !== 'closed') return { room, movedUp: [] };
  const moves: Move[] = [];
  for (const entry of waitingIn(room)) {
    const session = sessionOf(activity, entry) ?? sessionsAhead(activity, doing.now)[0];
    if (!session || session.start <= doing.now || entry.partySize > room.left) continue;
    const signUp: SignUp = { ...entry, sessionId: session.id, status: 'in' };
    await doing.tx.signUps.save(signUp);
    room.left -= signUp.partySize;
    moves.push({ signUp, session });
  }
  await tell(doing, activity, moves);
  const movedUp = moves.map(({ signUp }) => signUp);
  room.signUps = room.signUps.map((entry) => movedUp.find(({ id }) => id === entry.id) ?? entry);
  return { room, movedUp };
}

/** The session somebody comes to, if it is still held. */
export const sessionOf = ({ sessions }: Activity, { sessionId }: SignUp): Session | undefined =>
  sessions.find(({ id }) => id === sessionId);

/** All at once: hundreds move up when a capacity is raised. */
async function tell(doing: Doing, activity: Activity, moves: readonly Move[]): Promise<void> {
  const { tx, now } = doing;
  const pushes: Parameters<typeof pushToMembers>[1][number][] = [];
  for (const { signUp, session } of moves) {
    const member = await tx.members.byId(signUp.memberId);
    if (!member) continue;
    await remindLatecomer(doing, activity, session, signUp, member);
    const groups = await tx.members.groupsOf(member.id);
    const viaGroup = activity.groups.find((group) => groups.includes(group));
    const push = {
      key: `moved-up:${signUp.id}`,
      kind: 'change' as const,
      text: waitingPhrases.movedUp(activity, session),
      usefulUntil: session.start,
      mustKnowBy: session.start - SET_OUT_MS,
      ...(viaGroup !== undefined && { viaGroup }),
    };
    pushes.push({ member, push });
    await remember(tx, member.id, waitingPhrases.whyMovedUp(activity.title), now);
  }
  if (pushes.length > 0) await pushToMembers(doing, pushes);
}
