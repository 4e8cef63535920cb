// An activity gets another time or place: planned anew, everybody told once, nothing reminds of the old one.
import type { Activity, NewSession, Session, SignUp } from '../../core/activity.ts';
import { MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { activityPhrases } from '../../core/phrases-activities.ts';
import type { PlannedSession, Wish } from '../../core/planner.ts';
import { shanghaiDate, shanghaiHourMinute } from '../../core/shanghai.ts';
import { remember } from '../decisions.ts';
import { modeOf, type PlanRefusal } from './drafts.ts';
import { announce, knownBy, newsUntil, spread, takeBack } from './news.ts';
import { mergeWish, planFor, sayNotes } from './planning.ts';
import { scheduleEnd, scheduleReminders } from './reminding.ts';
import { isRunning, sessionsAhead } from './sessions.ts';

export type MoveOutcome =
  /** `before`: as it was. */
  | { kind: 'moved'; activity: Activity; before: Activity }
  /** It is held there and then already. */
  | { kind: 'already'; activity: Activity }
  /** Every session has begun. */
  | { kind: 'over' }
  /** Not published, or cancelled. */
  | { kind: 'gone' }
  | PlanRefusal;

export interface MoveOptions {
  /** Exactly the hour wished for. */
  insist?: boolean;
  /** Another place; absent = it stays. */
  place?: string | null;
}

/** Moves the sessions that have not begun. @param wish null = the time stays */
export async function moveActivity(
  doing: Doing,
  { id }: Pick<Activity, 'id'>,
  wish: Wish | null,
  { insist = false, place }: MoveOptions = {},
): Promise<MoveOutcome> {
  const { tx, now } = doing;
  const before = await tx.activities.lock(id);
  if (!before || before.status === 'draft' || before.status === 'cancelled') return { kind: 'gone' };
  if (!isRunning(before, now) || sessionsAhead(before, now).length === 0) return { kind: 'over' };

  const planned = wish === null ? null : await plan(doing, before, wish, insist);
  if (planned && planned.kind !== 'planned') return planned;
  const sessions = planned ? withIds(sessionsAhead(before, now), planned.sessions) : sessionsAhead(before, now);
  const isPlaceNew = place !== undefined && place !== before.place;
  const isTimeNew = sessions.some((session) => !before.sessions.some((old) => isSame(old, session)));
  const isFewer = sessions.length < sessionsAhead(before, now).length;
  if (!isPlaceNew && !isTimeNew && !isFewer) return { kind: 'already', activity: before };

  const held = before.sessions.filter(({ start }) => start <= now);
  const activity: Activity = {
    ...before,
    place: place === undefined ? before.place : place,
    mode: planned ? modeOf(planned.sessions, before.mode) : before.mode,
    notes: planned ? planned.notes : before.notes,
    insisted: planned ? planned.insist : before.insisted,
    revision: before.revision + 1,
    sessions: await tx.activities.setSessions(id, [...held, ...sessions]),
    // A closing time belonged to the old hour.
    signUpUntil: isTimeNew ? null : before.signUpUntil,
  };
  await tx.activities.save(activity);
  const signUps = await reseat(doing, before, activity);
  if (planned?.why) await remember(tx, before.createdBy, planned.why, now);

  await tx.reminders.dropPlanned(id, 'moved');
  await scheduleReminders(doing, activity);
  await scheduleEnd(doing, activity);
  await tellOfMove(doing, before, activity, signUps, isTimeNew || isFewer);
  return { kind: 'moved', activity, before };
}

/** What is not said stays as it is: the day, the hour of a single session, the length. */
async function plan(doing: Doing, before: Activity, wish: Wish, insist: boolean) {
  const ahead = sessionsAhead(before, doing.now);
  const [first] = ahead as [Session];
  const durationMinutes = Math.round((first.end - first.start) / MINUTE_MS);
  const standing: Wish = {
    date: shanghaiDate(first.start),
    durationMinutes,
    ...(ahead.length === 1 && { start: shanghaiHourMinute(first.start) }),
  };
  const asked = mergeWish(standing, wish);
  const isHourSaid = asked.start !== standing.start || wish.part !== undefined;
  const isInsisted = insist || (before.insisted && !isHourSaid);
  const isWhole = ahead.length === before.sessions.length;
  const plan = await planFor(doing, {
    ...{ groups: before.groups, mode: before.mode, wish: asked, insist: isInsisted },
    ...(!isWhole && { only: ahead.flatMap(({ occupations }) => occupations) }),
  });
  if (plan.kind !== 'planned') return plan;
  const { lines, why } = sayNotes(plan.notes);
  return { kind: 'planned', sessions: plan.sessions, notes: lines, why, insist: isInsisted } as const;
}

/** A planned session is the old one with which it shares most occupations; what is left over keeps an id that is left over. */
function withIds(old: readonly Session[], planned: readonly PlannedSession[]): (Session | NewSession)[] {
  const free = [...old];
  const take = (session: PlannedSession, isFit: (shared: number) => boolean): string | undefined => {
    const shared = free.map(({ occupations }) => occupations.filter((each) => session.occupations.includes(each)).length);
    const best = Math.max(-1, ...shared);
    return best >= 0 && isFit(best) ? free.splice(shared.indexOf(best), 1)[0]?.id : undefined;
  };
  const byOccupation = planned.map((session) => ({ session, id: take(session, (shared) => shared > 0) }));
  return byOccupation.map(({ session, id }) => {
    const kept = id ?? take(session, () => true);
    return kept === undefined ? session : { ...session, id: kept };
  });
}

const isSame = (old: Session, now: Session | NewSession): boolean =>
  'id' in now && now.id === old.id && now.start === old.start && now.end === old.end && now.mode === old.mode;

/** Whoever signed up for a session that is no more comes to the one nearest to it. @returns those whose session moved, as they stand now */
async function reseat({ tx, now }: Doing, before: Activity, { id, sessions }: Activity): Promise<SignUp[]> {
  const ahead = sessions.filter(({ start }) => start > now);
  const seated: SignUp[] = [];
  for (const signUp of await tx.signUps.ofActivity(id)) {
    const old = before.sessions.find((session) => session.id === signUp.sessionId);
    if (old && old.start <= now) continue;
    if (ahead.some((session) => session.id === signUp.sessionId)) seated.push(signUp);
    else {
      const at = old?.start ?? now;
      const [nearest] = [...ahead].sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at));
      const moved = { ...signUp, sessionId: nearest?.id ?? signUp.sessionId };
      await tx.signUps.save(moved);
      seated.push(moved);
    }
  }
  return seated;
}

async function tellOfMove(doing: Doing, before: Activity, activity: Activity, signUps: SignUp[], isTime: boolean): Promise<void> {
  const heard = await takeBack(doing, before, signUps, 'moved');
  const forMember = ({ sessionId, status }: SignUp): string => {
    const session = activity.sessions.find(({ id }) => id === sessionId) ?? (activity.sessions[0] as Session);
    return status === 'waiting' ? activityPhrases.movedWaiting(activity, session) : activityPhrases.movedYours(activity, session);
  };
  const forGroup = isTime ? activityPhrases.moved(activity) : activityPhrases.placeChanged(activity);
  const usefulUntil = newsUntil(before, activity);
  await spread(
    doing,
    { activity, kind: 'change', forGroup, forMember, usefulUntil, mustKnowBy: knownBy(doing.now, before, activity) },
    signUps,
    heard,
  );
  const unheard = activity.groups.filter((group) => !heard.includes(group));
  if (unheard.length > 0) await announce(doing, activity, unheard);
}
