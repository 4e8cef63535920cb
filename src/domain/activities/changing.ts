// Changes of a published activity as secretaries ask for them: shown first, then made.
import type { Activity, ActivityMode, SignUp } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { Wish } from '../../core/planner.ts';
import { moveUp } from '../sign-ups/index.ts';
import { type MoveOutcome, moveActivity } from './moving.ts';
import { isRunning } from './sessions.ts';

export interface Change {
  /** null = the time stays */
  wish: Wish | null;
  place?: string;
  mode?: ActivityMode;
  /** Exactly the hour wished for. */
  insist?: boolean;
}

/** Puts everything back; carries what came of it. */
class Undone extends Error {
  readonly outcome: MoveOutcome;
  constructor(outcome: MoveOutcome) {
    super('A change is put back.');
    this.outcome = outcome;
  }
}

/** What `change` would come to, with everything put back. */
export const rehearse = (doing: Doing, activity: Activity, wanted: Change): Promise<MoveOutcome> =>
  attempt(doing, activity, wanted, false);

/** Gives the activity another time, place or mode, and tells whoever has heard of it. What does not come to a move changes nothing. */
export const change = (doing: Doing, activity: Activity, wanted: Change): Promise<MoveOutcome> =>
  attempt(doing, activity, wanted, true);

async function attempt(doing: Doing, activity: Activity, wanted: Change, isMeant: boolean): Promise<MoveOutcome> {
  try {
    return await doing.tx.savepoint(async () => {
      const outcome = await make(doing, activity, wanted);
      if (isMeant && outcome.kind === 'moved') return outcome;
      throw new Undone(outcome);
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

async function make(doing: Doing, { id }: Activity, { wish, place, mode, insist = false }: Change): Promise<MoveOutcome> {
  const activity = await doing.tx.activities.lock(id);
  if (!activity) return { kind: 'gone' };
  const isModeNew = mode !== undefined && mode !== activity.mode;
  if (isModeNew) await doing.tx.activities.save({ ...activity, mode });
  // Another mode may have other hours: the plan is made anew, with nothing else wished.
  const asked = isModeNew ? (wish ?? {}) : wish;
  return await moveActivity(doing, activity, asked, { insist, ...(place !== undefined && { place }) });
}

export type CapacityOutcome =
  /** `signedUp`: people who come already, perhaps more than the new capacity; nobody is put out. */
  | { kind: 'changed'; activity: Activity; signedUp: number; movedUp: SignUp[] }
  | { kind: 'impossible'; max: number }
  | { kind: 'over' };

/** @param capacity null = no limit. Who waits moves up into new places. */
export async function setCapacity(doing: Doing, { id }: Activity, capacity: number | null): Promise<CapacityOutcome> {
  const { capacityMax: max } = doing.branch.activities;
  if (capacity !== null && !(Number.isInteger(capacity) && capacity >= 1 && capacity <= max)) return { kind: 'impossible', max };
  const locked = await doing.tx.activities.lock(id);
  if (!locked || !isRunning(locked, doing.now)) return { kind: 'over' };
  const activity = { ...locked, capacity };
  await doing.tx.activities.save(activity);
  const movedUp = await moveUp(doing, activity);
  const signUps = await doing.tx.signUps.ofActivity(id);
  const signedUp = signUps.reduce((sum, { status, partySize }) => sum + (status === 'in' ? partySize : 0), 0);
  return { kind: 'changed', activity, signedUp, movedUp };
}
