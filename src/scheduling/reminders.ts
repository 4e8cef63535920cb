// Reminder rounds that are due: everybody who comes gets one message, whatever it is made of (product rule 5).
import type { Activity, Reminder, Session } from '../core/activity.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';
import { type Reminded, reminderPhrases } from '../core/phrases-reminders.ts';
import { startOfDay } from '../core/shanghai.ts';
import { inGroupKey, reminderKey, wakeReminders } from '../domain/activities/reminding.ts';
import { groupFinder, type Telling, tellEach, tellInGroups } from '../domain/activities/telling.ts';
import { isPushOpen, memberListeners, nextPush } from '../domain/pushes/off-peak.ts';
import { isQuiet } from '../domain/quiet-days.ts';
import type { Runner } from './runner.ts';

export { REMIND } from '../domain/activities/reminding.ts';

/** So many rounds in one transaction; the rest follows in a moment. */
const PORTION = 200;
const NEXT_PORTION_MS = 2 * SECOND_MS;
/** Later than this before the start a reminder is of use only to who has had none. */
const LATEST_MS = 15 * MINUTE_MS;

/** A round that goes out now. */
interface Round {
  row: Reminder;
  activity: Activity;
  session: Session;
  /** No other round of the session follows. */
  isLast: boolean;
}

/** Whoever comes to something of these rounds. */
interface Person {
  member: Member;
  group: string;
  rounds: Round[];
}

/** Takes all rounds that are due, sends what is of use, moves or drops the rest. Twice sends nothing twice. */
export const runReminders: Runner = async (doing) => {
  const { tx, now } = doing;
  const due = await tx.reminders.due(now, PORTION);
  const activities = new Map<string, Activity | undefined>();
  for (const { activityId } of due) {
    if (!activities.has(activityId)) activities.set(activityId, await tx.activities.byId(activityId));
  }
  const rounds: Round[] = [];
  for (const row of due) {
    const round = await judge(doing, row, activities.get(row.activityId));
    if (round) rounds.push(round);
  }
  await send(doing, rounds);
  if (due.length === PORTION) await wakeReminders(doing, `more:${now}`, now + NEXT_PORTION_MS);
};

/** What becomes of a due round. @returns null when it does not go out now; its row says why */
async function judge(doing: Doing, row: Reminder, activity: Activity | undefined): Promise<Round | null> {
  const { tx, branch, now } = doing;
  const drop = async (reason: string): Promise<null> => {
    await tx.reminders.finish(row.id, 'dropped', reason);
    return null;
  };
  const session = activity?.sessions.find(({ id }) => id === row.sessionId);
  if (!activity || !session || activity.revision !== row.revision) return await drop('moved');
  if (activity.status !== 'open' && activity.status !== 'closed') return await drop(activity.status);
  if (session.start <= now) return await drop('too_late');

  const others = (await tx.reminders.ofActivity(activity.id)).filter(
    ({ id, sessionId, occupation, revision }) =>
      id !== row.id && sessionId === row.sessionId && occupation === row.occupation && revision === row.revision,
  );
  const wasSent = others.some(({ state }) => state === 'sent');
  const isUseful = (at: number) => at < session.start && (!wasSent || session.start - at >= LATEST_MS);
  const later = others.filter(({ state, at }) => state === 'planned' && at > now);
  const listeners = { occupations: [row.occupation], group: null };
  if (isPushOpen(branch, listeners, now)) {
    return isUseful(now) ? { row, activity, session, isLast: later.length === 0 } : await drop('too_late');
  }
  const next = nextPush(branch, listeners, now);
  if (later.some(({ at }) => at <= next)) return await drop('merged');
  if (!isUseful(next)) return await drop('too_late');
  await tx.reminders.move(row.id, next);
  await wakeReminders(doing, `moved:${row.id}:${next}`, next);
  return null;
}

async function send(doing: Doing, rounds: readonly Round[]): Promise<void> {
  const people = await peopleOf(doing, rounds);
  const reached = new Set([...people.values()].flatMap((person) => person.rounds.map(({ row }) => row.id)));
  const tellings: Telling[] = [];
  for (const person of people.values()) {
    if (!(await isQuiet(doing.tx, person.member.id, doing.now))) tellings.push(tellingOf(person, doing.now));
  }
  const onlyThere = await tellEach(doing, tellings);
  await tellInGroups(doing, onlyThere, ({ member, group }, count) => {
    const { row } = leadOf(people.get(member.id) as Person);
    return reminderKey(row, inGroupKey(group, count));
  });
  for (const { row } of rounds) {
    if (reached.has(row.id)) await doing.tx.reminders.finish(row.id, 'sent', null);
    else await doing.tx.reminders.finish(row.id, 'dropped', 'nobody');
  }
}

/** Who comes to the sessions of these rounds and has their occupation, by member id. */
async function peopleOf(doing: Doing, rounds: readonly Round[]): Promise<Map<string, Person>> {
  const { tx, branch } = doing;
  const people = new Map<string, Person>();
  for (const [activity, its] of Map.groupBy(rounds, (round) => round.activity)) {
    const groupOf = await groupFinder(doing, activity);
    for (const { memberId, sessionId, status } of await tx.signUps.ofActivity(activity.id)) {
      if (status !== 'in') continue;
      const member = people.get(memberId)?.member ?? (await tx.members.byId(memberId));
      if (!member) continue;
      const group = groupOf(memberId);
      const [occupation] = memberListeners(branch, member, group).occupations;
      const mine = its.filter(({ row, session }) => session.id === sessionId && row.occupation === occupation);
      if (mine.length === 0) continue;
      const person = people.get(memberId) ?? { member, group, rounds: [] };
      person.rounds.push(...mine);
      people.set(memberId, person);
    }
  }
  return people;
}

/** The round that gives the message its name: of the session that begins first. */
function leadOf({ rounds }: Person): Round {
  return rounds.reduce((lead, round) => (round.session.start < lead.session.start ? round : lead));
}

function tellingOf(person: Person, now: number): Telling {
  const { member, group, rounds } = person;
  const lead = leadOf(person);
  // After an outage several rounds of one session may be due; it is said once.
  const sessions = new Map(rounds.map((round) => [round.session.id, round]));
  const said = [...sessions.values()]
    .sort((a, b) => a.session.start - b.session.start)
    .map(({ activity, session, isLast }): Reminded => {
      return { title: activity.title, start: session.start, place: activity.place, mode: session.mode, dated: isLast };
    });
  // "Tomorrow" is true today only; where another round follows, this one need not be read later.
  const tonight = rounds.some(({ isLast }) => isLast) ? lead.session.start : startOfDay(now) + DAY_MS - MINUTE_MS;
  const push = {
    key: reminderKey(lead.row, member.id),
    text: reminderPhrases.remind(said, now),
    kind: 'reminder',
    usefulUntil: Math.min(lead.session.start, tonight),
  } as const;
  return { member, group, push };
}
