// What happens to activities by itself: the end with its summary, and the nightly look at what is to come.
import { z } from 'zod';
import type { Activity } from '../core/activity.ts';
import { DAY_MS, MINUTE_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';
import { type Attended, activityPhrases } from '../core/phrases-activities.ts';
import { shanghaiDate, shanghaiInstant, shanghaiTime } from '../core/shanghai.ts';
import type { Transaction } from '../core/store.ts';
import { dropDraft } from '../domain/activities/index.ts';
import { occupationsOf } from '../domain/activities/planning.ts';
import { overAt } from '../domain/activities/reminding.ts';
import { makeOccurrences } from '../domain/activities/series.ts';
import { attendanceSheet, signUpSheet } from '../domain/activities/sheets.ts';
import { pushToMember } from '../domain/pushes/index.ts';
import type { Runner } from './runner.ts';

export { ACTIVITY_END } from '../domain/activities/reminding.ts';
export const ACTIVITY_WATCH = 'activity-watch';

/** A secretary away for the weekend still wants to know. */
const SUMMARY_USEFUL_MS = 7 * DAY_MS;
const DRAFT_KEPT_MS = DAY_MS;
/** Product rule 4: a month without a party day is pointed out so long before it. */
const POINTED_OUT_MS = 10 * DAY_MS;
/** What was pointed out longer ago is of no use. */
const POINTED_KEPT_MS = 92 * DAY_MS;

/** Secretaries are at a desk, whatever their trade: what is for them comes in office hours. */
const atDesk = (member: Member): Member => ({ ...member, occupation: 'office' });

/** An activity is over when its last session and the time to check in are. */
export const runActivityEnd: Runner = async (doing, payload) => {
  await endIfOver(doing, String(payload.activityId));
};

/** Marks it as held; its author gets the figures, nobody's name. Nothing where it was moved, cancelled or ended before. */
async function endIfOver(doing: Doing, id: string): Promise<void> {
  const { tx, now } = doing;
  const activity = await tx.activities.lock(id);
  if (!activity || (activity.status !== 'open' && activity.status !== 'closed')) return;
  if (overAt(doing, activity) > now) return;
  await tx.activities.save({ ...activity, status: 'done' });
  const author = await tx.members.byId(activity.createdBy);
  if (!author) return;
  await pushToMember(doing, atDesk(author), {
    key: `activity:${id}:summary`,
    text: activityPhrases.summary(activity, await attendedOf(tx, activity)),
    kind: 'summary',
    usefulUntil: now + SUMMARY_USEFUL_MS,
  });
}

async function attendedOf(tx: Transaction, activity: Activity): Promise<Attended> {
  const { people, waitingPeople, sessions } = await signUpSheet(tx, activity);
  const { onSite, online, unsaid } = await attendanceSheet(tx, activity);
  const came = new Set([...onSite, ...online, ...unsaid]);
  const guests = sessions
    .flatMap(({ signUps }) => signUps)
    .reduce((sum, { memberId, partySize }) => sum + (came.has(memberId) ? partySize - 1 : 0), 0);
  return { people, waiting: waitingPeople, onSite: onSite.length, online: online.length, unsaid: unsaid.length, guests };
}

/** Plans the next night's look; one per day however often it is called. */
export async function planActivityWatch(tx: Transaction, now: number): Promise<void> {
  const tonight = shanghaiInstant(shanghaiDate(now), 3, 43);
  const dueAt = tonight > now ? tonight : tonight + DAY_MS;
  const key = `${ACTIVITY_WATCH}:${shanghaiDate(dueAt)}`;
  await tx.scheduled.add([{ key, orderingKey: ACTIVITY_WATCH, body: { kind: ACTIVITY_WATCH, payload: {} }, dueAt }], now);
}

/** Every night: publishes what series bring, forgets old drafts, points out a month without a party day, plans the next night. */
export const runActivityWatch: Runner = async (doing) => {
  const { tx, now } = doing;
  await planActivityWatch(tx, now);
  for (const draft of await tx.activities.list(['draft'])) {
    if (draft.createdAt < now - DRAFT_KEPT_MS) await dropDraft(doing, draft.id);
  }
  // Their own work has ended them, but for those whose time to check in was made longer meanwhile.
  for (const activity of await tx.activities.list(['open', 'closed'])) {
    if (overAt(doing, activity) <= now) await endIfOver(doing, activity.id);
  }
  await makeOccurrences(doing);
  const { year, month } = shanghaiTime(now);
  const looked = await lookedLast(tx).get(LAST_LOOK);
  const since = looked?.at ?? now - DAY_MS;
  await pointOutMonth(doing, year, month, since);
  await pointOutMonth(doing, month === 12 ? year + 1 : year, (month % 12) + 1, since);
  await lookedLast(tx).put(LAST_LOOK, { at: now }, now);
};

/** What came due while nobody looked is caught up; a branch that begins in mid-month is not scolded for the days before. */
const LAST_LOOK = 'last-look';
const lookedLast = (tx: Transaction) => tx.collection('activity-watch', z.object({ at: z.number() }));

const pointedOut = (tx: Transaction) => tx.collection('party-day-watch', z.object({ at: z.number() }));

/** Tells the secretaries once that a month has no party day, when its regular day has come near since the last look. */
async function pointOutMonth(doing: Doing, year: number, month: number, since: number): Promise<void> {
  const { tx, branch, now } = doing;
  const name = `${year}-${String(month).padStart(2, '0')}`;
  const first = shanghaiInstant(`${name}-01`);
  const nextMonth = startOfMonth(first + 31 * DAY_MS);
  const day = await partyDay(doing, year, month, nextMonth - DAY_MS);
  const dueAt = day - POINTED_OUT_MS;
  if (now < dueAt || dueAt <= since || (await pointedOut(tx).get(name))) return;
  const held = await tx.activities.between(first, nextMonth, ['open', 'closed', 'done']);
  if (
    held.some(({ kind, sessions }) => kind === 'party_day' && sessions.some(({ start }) => start >= first && start < nextMonth))
  )
    return;
  await pointedOut(tx).put(name, { at: now }, now);
  await pointedOut(tx).purge(now - POINTED_KEPT_MS);
  for (const secretary of await tx.members.withRoles(['secretary'])) {
    await pushToMember(doing, atDesk(secretary), {
      key: `party-day-missing:${name}:${secretary.id}`,
      text: activityPhrases.noPartyDay(month, branch.regularDay === null ? null : day),
      kind: 'summary',
      usefulUntil: nextMonth - MINUTE_MS,
    });
  }
}

/** The first instant of the month's regular day, out of seasons and holidays; of its last day where none is fixed. */
async function partyDay(doing: Doing, year: number, month: number, lastDay: number): Promise<number> {
  const { branch, planner } = doing;
  if (branch.regularDay === null) return lastDay;
  const occupations = await occupationsOf(
    doing,
    branch.groups.map(({ id }) => id),
  );
  const rule = { kind: 'monthly_day', day: branch.regularDay } as const;
  return shanghaiInstant(planner.regularDay({ year, month, rule, occupations, settings: branch }).date);
}

function startOfMonth(at: number): number {
  return shanghaiInstant(`${shanghaiDate(at).slice(0, 7)}-01`);
}
