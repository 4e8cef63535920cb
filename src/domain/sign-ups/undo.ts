import type { Activity, Session, SignUp } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Act } from '../../core/store.ts';
import { changeSignUp, findStanding, type Refusal, type SignUpOutcome, signUpsBefore, withdrawSignUp } from './changes.ts';
import { signUp } from './index.ts';

export type SignUpTakenBack =
  /** Signed up, and is no more. */
  | { kind: 'signed_off'; activity: Activity; signUp: SignUp }
  /** Stands again as it did before a change, or before it was cancelled. */
  | { kind: 'as_before'; activity: Activity; signUp: SignUp; session: Session }
  /** Nothing changed: others have the places now. */
  | { kind: 'no_room'; activity: Activity }
  /** Nothing changed: the activity takes no sign-ups any more. */
  | { kind: 'refused'; activity: Activity; reason: Refusal['kind'] };

/** Takes back what the member did with a sign-up of theirs: made it, changed it, or cancelled it. Null when the record is gone. */
export async function takeBackSignUp(doing: Doing, member: Member, act: Act): Promise<SignUpTakenBack | null> {
  const { tx, now } = doing;
  const entry = await tx.signUps.byId(act.recordId);
  const found = entry && (await findStanding(doing, member, { id: entry.activityId }));
  if (!entry || !found) return null;
  const { activity, room, standing } = found;

  if (act.kind === 'cancel_sign_up') {
    if (!standing && entry.partySize > room.left) return { kind: 'no_room', activity };
    const { partySize, sessionId, source } = entry;
    // Not a deed of its own, and whoever has signed up anew since stays as they are.
    const again = await signUp(doing, member, activity, { partySize, sessionId, source, at: now, isImported: true });
    return asBefore(activity, again);
  }
  if (standing?.id !== entry.id) return { kind: 'signed_off', activity, signUp: entry };
  const before = await signUpsBefore(tx).get(String(act.id));
  if (!before) return { kind: 'signed_off', activity, signUp: (await withdrawSignUp(doing, activity, standing)).signUp };
  const back = await changeSignUp(doing, { activity, room, standing }, { ...before, at: now }, { isDeed: false });
  return asBefore(activity, back);
}

function asBefore(activity: Activity, outcome: SignUpOutcome): SignUpTakenBack {
  switch (outcome.kind) {
    case 'in':
    case 'already':
    case 'party_changed':
    case 'session_changed':
      return { kind: 'as_before', activity, signUp: outcome.signUp, session: outcome.session };
    case 'closed':
    case 'over':
    case 'cancelled':
    case 'too_late':
      return { kind: 'refused', activity, reason: outcome.kind };
    default:
      return { kind: 'no_room', activity };
  }
}
