// What becomes of a sign-up that stands. All of it happens under the activity's lock.
import { z } from 'zod';
import type { Activity, Session, SignUp } from '../../core/activity.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Transaction } from '../../core/store.ts';
import { lastEnd, nextSession } from '../activities/sessions.ts';
import { positionOf, type Room, sessionOf, settle } from './waiting-list.ts';

/** Why nobody gets in any more. `too_late`: the deadline has passed, or the session has begun. */
export type Refusal = { kind: 'closed' | 'over' | 'cancelled' | 'too_late' };

export type SignUpOutcome =
  | { kind: 'in'; signUp: SignUp; session: Session }
  /** `left` places are free, too few for the whole party. */
  | { kind: 'waiting'; signUp: SignUp; session: Session; position: number; left: number }
  /** Nothing changed; `position` in the waiting list, null when in. */
  | { kind: 'already'; signUp: SignUp; session: Session; position: number | null }
  | { kind: 'party_changed'; signUp: SignUp; session: Session; from: number; position: number | null }
  | { kind: 'session_changed'; signUp: SignUp; session: Session; position: number | null }
  /** Nothing changed: only `left` places are free. */
  | { kind: 'party_too_big'; signUp: SignUp; left: number }
  | { kind: 'party_impossible'; max: number }
  | { kind: 'choose_session'; sessions: Session[] }
  | Refusal;

/** A member's sign-up as it stands, with the activity it is for and the room in it. */
export interface Standing {
  activity: Activity;
  room: Room;
  standing: SignUp;
}

/** What a change wants; null = as it is. `at`: when the person spoke. */
export interface Wanted {
  partySize: number | null;
  sessionId: string | null;
  at: number;
}

const beforeSchema = z.object({ partySize: z.number(), sessionId: z.string() });

/** How a sign-up stood before a change, by the act's id: what taking the change back needs. */
export const signUpsBefore = (tx: Transaction) => tx.collection('sign_ups_before', beforeSchema);

/** Longer than anything can be taken back. */
const KEEP_BEFORE_MS = 2 * DAY_MS;

/** Locks the activity, gives free places to those who wait and looks for the member; null when there is no such activity. */
export async function findStanding(
  doing: Doing,
  member: Member,
  { id }: Pick<Activity, 'id'>,
): Promise<(Omit<Standing, 'standing'> & { standing: SignUp | undefined }) | null> {
  const activity = await doing.tx.activities.lock(id);
  if (!activity) return null;
  const { room } = await settle(doing, activity);
  return { activity, room, standing: room.signUps.find(({ memberId }) => memberId === member.id) };
}

/** Another party, another session, or both. A smaller party may always come; the rest needs the activity to take sign-ups still. */
export async function changeSignUp(
  doing: Doing,
  { activity, room, standing }: Standing,
  wanted: Wanted,
  options: { isDeed: boolean } = { isDeed: true },
): Promise<SignUpOutcome> {
  const { tx, now } = doing;
  const { partySize: from, status } = standing;
  const partySize = wanted.partySize ?? from;
  const current = sessionOf(activity, standing) ?? nextSession(activity, now) ?? activity.sessions.at(-1);
  const session = activity.sessions.find(({ id }) => id === wanted.sessionId) ?? current;
  if (!session) return { kind: 'over' };
  const isMove = session !== current;
  if (!isMove && partySize === from) return { kind: 'already', signUp: standing, session, position: placeOf(room, standing) };
  if (isMove || partySize > from) {
    const refusal = refusalOf(activity, wanted.at, now);
    if (refusal) return refusal;
    if (session.start <= wanted.at) return { kind: 'too_late' };
  }
  const isIn = status === 'in';
  const fits = (isIn ? partySize - from : partySize) <= room.left && (isIn || session.start > now);
  // A lowered capacity asks nobody to leave: who stays as many, or fewer, fits.
  if (isIn && partySize > from && !fits) return { kind: 'party_too_big', signUp: standing, left: room.left };
  const signUp: SignUp = { ...standing, partySize, sessionId: session.id, status: fits ? 'in' : status };
  await tx.signUps.save(signUp);
  if (options.isDeed) await keepBefore(tx, standing, now);
  const position = placeOf((await settle(doing, activity)).room, signUp);
  return isMove
    ? { kind: 'session_changed', signUp, session, position }
    : { kind: 'party_changed', signUp, session, from, position };
}

const placeOf = (room: Room, signUp: SignUp): number | null => (signUp.status === 'waiting' ? positionOf(room, signUp) : null);

async function keepBefore(tx: Transaction, { memberId, id, partySize, sessionId }: SignUp, now: number): Promise<void> {
  const act = await tx.acts.add({ memberId, kind: 'sign_up', recordId: id, at: now });
  const before = signUpsBefore(tx);
  await before.put(String(act), { partySize, sessionId }, now);
  await before.purge(now - KEEP_BEFORE_MS);
}

/** Takes a sign-up away, and gives its places to those who wait. */
export async function withdrawSignUp(
  doing: Doing,
  activity: Activity,
  standing: SignUp,
): Promise<{ signUp: SignUp; movedUp: SignUp[] }> {
  const signUp: SignUp = { ...standing, status: 'cancelled' };
  await doing.tx.signUps.save(signUp);
  return { signUp, movedUp: (await settle(doing, activity)).movedUp };
}

/** Null when the activity takes sign-ups still. @param at when the person spoke */
export function refusalOf({ status, sessions, signUpUntil }: Activity, at: number, now: number): Refusal | null {
  if (status === 'closed' || status === 'cancelled') return { kind: status };
  if (status !== 'open' || lastEnd({ sessions }) <= now) return { kind: 'over' };
  const isLate = (signUpUntil !== null && at > signUpUntil) || sessions.every(({ start }) => start <= at);
  return isLate ? { kind: 'too_late' } : null;
}
