// Who comes to an activity (product rule 2): a party goes in whole or waits whole, nobody overtakes, and only one's own sign-up is changed.
import type { Activity, SignUp } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { remindLatecomer } from '../activities/late-reminders.ts';
import { changeSignUp, findStanding, refusalOf, type SignUpOutcome, withdrawSignUp } from './changes.ts';
import { chooseSession } from './session-choice.ts';
import { positionOf } from './waiting-list.ts';

export type { SignUpOutcome } from './changes.ts';
export { moveUp, placesLeft } from './waiting-list.ts';

/** Who brings a whole team speaks with the secretary. */
export const PARTY_MAX = 50;

export interface SignUpFacts {
  /** All people, the member included; null = not said: one, or as it stands. */
  partySize: number | null;
  /** The session that was chosen, if any. */
  sessionId: string | null;
  /** Inbox key of the message. */
  source: string;
  /** When the person spoke: deadlines count by it; ms. */
  at: number;
  /** From a list somebody else pasted: what stands is left as it is, and it is no deed of the person's to take back. */
  isImported?: boolean;
}

export type CancelOutcome =
  | { kind: 'cancelled'; signUp: SignUp; wasWaiting: boolean; movedUp: SignUp[] }
  | { kind: 'not_signed_up' };

/** Signs the member up, or changes the sign-up that stands: the party, the session, or both. */
export async function signUp(doing: Doing, member: Member, activity: Activity, facts: SignUpFacts): Promise<SignUpOutcome> {
  const { tx, now } = doing;
  const { at, source, sessionId, isImported = false } = facts;
  const partySize = facts.partySize ?? 1;
  if (!(Number.isInteger(partySize) && partySize >= 1 && partySize <= PARTY_MAX)) {
    return { kind: 'party_impossible', max: PARTY_MAX };
  }
  const found = await findStanding(doing, member, activity);
  if (!found) return { kind: 'over' };
  const { room, standing } = found;
  if (standing) {
    const wanted = isImported ? { partySize: null, sessionId: null, at } : facts;
    return await changeSignUp(doing, { ...found, standing }, wanted);
  }
  const refusal = refusalOf(found.activity, at, now);
  if (refusal) return refusal;
  const choice = chooseSession(found.activity, member, sessionId, at);
  if (choice.kind === 'begun') return { kind: 'too_late' };
  if (choice.kind === 'choose_session') return choice;
  const { session } = choice;
  // Nobody who waits could use these places: they have just been offered.
  const status = partySize <= room.left ? 'in' : 'waiting';
  const entry = { activityId: activity.id, sessionId: session.id, memberId: member.id, partySize, status, at, source } as const;
  const made: SignUp = { ...entry, id: await tx.signUps.add(entry) };
  if (!isImported) await tx.acts.add({ memberId: member.id, kind: 'sign_up', recordId: made.id, at: now });
  if (status === 'in') {
    await remindLatecomer(doing, found.activity, session, made, member);
    return { kind: 'in', signUp: made, session };
  }
  const position = positionOf({ ...room, signUps: [...room.signUps, made] }, made);
  return { kind: 'waiting', signUp: made, session, position, left: room.left };
}

/** Takes the member's own sign-up away, and gives its places to those who wait. */
export async function cancelSignUp(doing: Doing, member: Member, activity: Pick<Activity, 'id'>): Promise<CancelOutcome> {
  const found = await findStanding(doing, member, activity);
  if (!found?.standing) return { kind: 'not_signed_up' };
  await doing.tx.acts.add({ memberId: member.id, kind: 'cancel_sign_up', recordId: found.standing.id, at: doing.now });
  const wasWaiting = found.standing.status === 'waiting';
  return { kind: 'cancelled', wasWaiting, ...(await withdrawSignUp(doing, found.activity, found.standing)) };
}
