// An activity that is not held after all, or takes no more sign-ups.
import type { Activity, SignUp } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import { activityPhrases } from '../../core/phrases-activities.ts';
import { outboxKey } from '../pushes/item.ts';
import { wantedBy, wantedKey } from '../study/records.ts';
import { announceAgain, cancelKey, knownBy, newsUntil, spread, takeBack, withdrawAnnouncements } from './news.ts';
import { isRunning } from './sessions.ts';
import { groupFinder, type Telling, tellEach } from './telling.ts';

type Standing = { kind: 'running'; activity: Activity } | { kind: 'over' } | { kind: 'gone' };

/** Locks it. `over`: held already; `gone`: never published. */
async function standing({ tx, now }: Doing, id: string): Promise<Standing | { kind: 'cancelled'; activity: Activity }> {
  const activity = await tx.activities.lock(id);
  if (!activity || activity.status === 'draft') return { kind: 'gone' };
  if (activity.status === 'cancelled') return { kind: 'cancelled', activity };
  return isRunning(activity, now) ? { kind: 'running', activity } : { kind: 'over' };
}

export type CancelOutcome =
  /** `signedUp`: how many are told. */
  | { kind: 'cancelled'; activity: Activity; signedUp: number }
  | { kind: 'already'; activity: Activity }
  | { kind: 'over' }
  | { kind: 'gone' };

/** Calls it off: no reminder comes any more, what has not left stays unsaid, whoever has heard of it is told. */
export async function cancelActivity(doing: Doing, { id }: Pick<Activity, 'id'>): Promise<CancelOutcome> {
  const { tx } = doing;
  const stands = await standing(doing, id);
  if (stands.kind === 'cancelled') return { ...stands, kind: 'already' };
  if (stands.kind !== 'running') return stands;
  const activity: Activity = { ...stands.activity, status: 'cancelled' };
  await tx.activities.save(activity);
  await tx.reminders.dropPlanned(id, 'cancelled');
  const signUps = await tx.signUps.ofActivity(id);
  const heard = await takeBack(doing, activity, signUps, 'cancelled');
  const text = activityPhrases.cancelled(activity);
  const usefulUntil = newsUntil(activity, activity);
  await spread(
    doing,
    {
      activity,
      kind: 'cancelled',
      forGroup: text,
      forMember: () => text,
      usefulUntil,
      mustKnowBy: knownBy(doing.now, activity, activity),
    },
    signUps,
    heard,
  );
  await tellListeners(doing, activity, signUps);
  return { kind: 'cancelled', activity, signedUp: signUps.length };
}

/** Those who asked to hear of it from where they are wait for nothing any more, nor does whoever was to hand in the material. */
async function tellListeners(doing: Doing, activity: Activity, signUps: readonly SignUp[]): Promise<void> {
  await doing.tx.outbox.withdraw([outboxKey(wantedKey(activity.id))], doing.now, 'cancelled');
  const told = new Set(signUps.map(({ memberId }) => memberId));
  const groupOf = await groupFinder(doing, activity);
  const text = activityPhrases.cancelledOnline(activity);
  const usefulUntil = newsUntil(activity, activity);
  const tellings: Telling[] = [];
  for (const memberId of await wantedBy(doing, activity.id)) {
    const member = told.has(memberId) ? undefined : await doing.tx.members.byId(memberId);
    const key = cancelKey(activity.id, memberId);
    if (member) tellings.push({ member, group: groupOf(memberId), push: { key, text, kind: 'change', usefulUntil } });
  }
  // Whom only the group leads to hears of it there with everybody.
  await tellEach(doing, tellings);
}

export type CloseOutcome =
  /** `unheard`: groups that were not told of it, and are not now. */
  | { kind: 'closed'; activity: Activity; unheard: number }
  | { kind: 'already'; activity: Activity }
  | { kind: 'over' }
  | { kind: 'gone' };

/** No more sign-ups; the waiting list still moves up. */
export async function closeSignUp(doing: Doing, { id }: Pick<Activity, 'id'>): Promise<CloseOutcome> {
  const stands = await standing(doing, id);
  if (stands.kind === 'cancelled') return { kind: 'gone' };
  if (stands.kind !== 'running') return stands;
  if (stands.activity.status === 'closed') return { ...stands, kind: 'already' };
  const activity: Activity = { ...stands.activity, status: 'closed' };
  await doing.tx.activities.save(activity);
  return { kind: 'closed', activity, unheard: await withdrawAnnouncements(doing, activity) };
}

export type ReopenOutcome = { kind: 'reopened' | 'already'; activity: Activity } | { kind: 'over' } | { kind: 'gone' };

/** Sign-ups again; a closing time that has passed is lifted. */
export async function reopenSignUp(doing: Doing, { id }: Pick<Activity, 'id'>): Promise<ReopenOutcome> {
  const { tx, now } = doing;
  const stands = await standing(doing, id);
  if (stands.kind === 'cancelled') return { kind: 'gone' };
  if (stands.kind !== 'running') return stands;
  const { status, signUpUntil } = stands.activity;
  const isOver = signUpUntil !== null && signUpUntil <= now;
  if (status === 'open' && !isOver) return { ...stands, kind: 'already' };
  const activity: Activity = { ...stands.activity, status: 'open', signUpUntil: isOver ? null : signUpUntil };
  await tx.activities.save(activity);
  await announceAgain(doing, activity);
  return { kind: 'reopened', activity };
}
