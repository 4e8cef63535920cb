// Who signs up when the last reminder round has gone still gets one (product rule 5), if there is time for it to be of use.
import type { Activity, Session, SignUp } from '../../core/activity.ts';
import { HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { reminderPhrases } from '../../core/phrases-reminders.ts';
import { pushToMember } from '../pushes/index.ts';
import { latestOpen, memberListeners } from '../pushes/off-peak.ts';
import { isQuiet } from '../quiet-days.ts';

/** Work in the store: one reminder to one person. */
export const REMIND_ONE = 'remind-one';

/** Nearer to the start the answer "you are in, today at eight" is reminder enough. */
const ENOUGH_MS = 2 * HOUR_MS;
const AFTER_SIGN_UP_MS = 30 * MINUTE_MS;
/** Best an hour before; at the latest a quarter of an hour. */
const BEFORE_MS = [HOUR_MS, 15 * MINUTE_MS];

/** Plans a reminder for a new sign-up that no round will reach. Twice changes nothing. */
export async function remindLatecomer(
  doing: Doing,
  activity: Activity,
  session: Session,
  signUp: SignUp,
  member: Member,
): Promise<void> {
  const { tx, branch, now } = doing;
  if (session.start - now < ENOUGH_MS) return;
  const listeners = memberListeners(branch, member, activity.groups[0] ?? null);
  const rounds = await tx.reminders.ofActivity(activity.id);
  const isReached = rounds.some(
    ({ state, sessionId, occupation, at }) =>
      state === 'planned' && sessionId === session.id && listeners.occupations.includes(occupation) && at > now,
  );
  if (isReached) return;
  const [dueAt] = BEFORE_MS.map((before) => latestOpen(branch, listeners, session.start - before, now + AFTER_SIGN_UP_MS)).filter(
    (at) => at !== null,
  );
  if (dueAt === undefined) return;
  const key = `${REMIND_ONE}:${signUp.id}:${session.start}`;
  const payload = { signUpId: signUp.id, start: session.start };
  await tx.scheduled.add([{ key, orderingKey: key, body: { kind: REMIND_ONE, payload }, dueAt }], now);
}

/** The reminder is due: nothing for who does not come any more, or comes at another time. */
export async function remindOne(doing: Doing, payload: Record<string, unknown>): Promise<void> {
  const { tx, now } = doing;
  const signUp = await tx.signUps.byId(Number(payload.signUpId));
  if (signUp?.status !== 'in') return;
  const activity = await tx.activities.byId(signUp.activityId);
  const session = activity?.sessions.find(({ id }) => id === signUp.sessionId);
  const isHeld = activity?.status === 'open' || activity?.status === 'closed';
  if (!activity || !session || !isHeld || session.start !== payload.start || session.start <= now) return;
  const member = await tx.members.byId(signUp.memberId);
  if (!member || (await isQuiet(tx, member.id, now))) return;
  const { title, place } = activity;
  const { start, mode } = session;
  await pushToMember(doing, member, {
    key: `remind-one:${signUp.id}:${start}`,
    text: reminderPhrases.remind([{ title, start, place, mode, dated: true }], now),
    kind: 'reminder',
    usefulUntil: start,
    ...(activity.groups[0] !== undefined && { viaGroup: activity.groups[0] }),
  });
}
