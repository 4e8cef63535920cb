// Who says what, and when: the secretary by a fixed script, the others by what has been published until then.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/clock.ts';
import { startOfDay } from '../../../src/core/shanghai.ts';
import { createRandom, shuffle } from '../../../src/learning/random.ts';
import { type Person, people, SECRETARY, YEAR } from './branch.ts';
import { type Announced, heardAt, notices } from './notices.ts';
import { type Plan, plans } from './plans.ts';

export interface Step {
  /** Names the message: said twice it counts once. */
  key: string;
  at: number;
  from: string;
  group: string | null;
  text: string;
  /** What is wanted, as the bot calls it, in case it is not sure. */
  wants: string;
  /** Of several choices the bot offers, the one that holds these words; else the first. */
  meant?: string;
}

/** A published activity as far as people react to it. */
export interface Published {
  title: string;
  status: string;
  groups: readonly string[];
  sessions: readonly { start: number; end: number; mode: string; occupations: readonly string[] }[];
}

const inOrder = (a: Step, b: Step) => a.at - b.at || (a.key < b.key ? -1 : 1);

/** All steps of the year, as things stand. @param published what has come of the plans until now, in their order */
export function stepsOf(published: readonly Published[]): Step[] {
  const crowds = published.flatMap((activity, index) => crowd(plans[index] as Plan, activity, index));
  return [...fixed, ...crowds].sort(inOrder);
}

const direct = (key: string, at: number, wants: string, text: string, from = SECRETARY): Step => {
  return { key, at, from, group: null, wants, text };
};

function ofPlan({ key, saidAt, publishedAt, words, change }: Plan): Step[] {
  const asked = [direct(`${key}:draft`, saidAt, '组织活动', words), direct(`${key}:yes`, publishedAt, '组织活动', '1')];
  if (!change) return asked;
  const changed = direct(`${key}:change`, change.at, '组织活动', change.words);
  return [...asked, changed, { ...changed, key: `${key}:change-yes`, at: change.at + MINUTE_MS, text: '1' }];
}

function ofNotice({ key, saidAt, confirmedAt, words }: Announced): Step[] {
  return [direct(`${key}:draft`, saidAt, '发通知', words), direct(`${key}:yes`, confirmedAt, '发通知', '1')];
}

/** In a group, where one is given. */
function by(person: Person, group: string | null, step: Omit<Step, 'from' | 'group'>): Step {
  return { ...step, from: person.id, group, text: group === null ? step.text : `@小蜂 ${step.text}` };
}

const RECEIVED = ['收到', '收到', '已阅', '收到了', '好的收到'];

/** Half answer in the evening, some the day after; the others are reminded once. */
function answersTo(index: number): Step[] {
  const notice = notices[index]!;
  if (!notice.asksBack) return [];
  const random = createRandom(7_000 + index);
  const heard = people.filter(({ occupation }) =>
    notice.whom === 'all' ? occupation !== 'office' : notice.whom === `${occupation}s`,
  );
  return shuffle([...heard], random)
    .slice(0, 16)
    .map((person, count) => {
      const evening = heardAt(notice) + count * 2 * MINUTE_MS;
      const at = count < 10 ? evening : evening + 15 * HOUR_MS + 40 * MINUTE_MS;
      const text = RECEIVED[Math.floor(random() * RECEIVED.length)]!;
      const group = random() < 0.7 ? person.groups[0]! : null;
      return by(person, group, { key: `${notice.key}:received:${person.id}`, at, wants: '收到', text });
    });
}

/** Somebody has had enough for a day. */
const QUIET_DAYS = ['01-21', '02-26', '03-18', '04-15', '05-20', '06-24', '07-15', '08-19', '09-16', '10-14', '11-18', '12-16'];
const quiet = QUIET_DAYS.map((day, index): Step => {
  const person = people[(index * 17 + 3) % 70]!;
  return direct(`quiet:${day}`, Date.parse(`${YEAR}-${day}T08:05:00+08:00`), '免打扰', '今天别提醒我', person.id);
});

const fixed: readonly Step[] = [
  ...plans.flatMap(ofPlan),
  ...notices.flatMap(ofNotice),
  ...notices.flatMap((_, index) => answersTo(index)),
  ...quiet,
];

/** When people look at their telephones. */
function awake(at: number): number {
  const hour = (at - startOfDay(at)) / HOUR_MS;
  if (hour >= 7.7 && hour < 21.8) return at;
  return startOfDay(at) + (hour < 7.7 ? 0 : DAY_MS) + 12 * HOUR_MS + (at % (50 * MINUTE_MS));
}

const JOIN = [
  (title: string) => `${title}我报名`,
  (title: string) => `报名${title}`,
  (title: string) => `${title}算我一个`,
  (title: string) => `我参加${title}`,
  () => '报名',
];
const JOIN_TWO = [(title: string) => `${title}我和我媳妇去`, (title: string) => `报名${title}，带家属，两个人`];
const LEAVE = [(title: string) => `${title}我不来了`, (title: string) => `取消报名${title}`];
const HERE = ['签到', '到了', '我到了，签到'];

/** What the people of an activity's groups say about it. */
function crowd({ key, publishedAt, wishedOn, interested }: Plan, activity: Published, index: number): Step[] {
  const random = createRandom(100 + index);
  const { title, groups, sessions } = activity;
  const heldAt = Math.min(Date.parse(`${wishedOn}T12:00:00+08:00`), ...sessions.map(({ start }) => start - 2 * HOUR_MS));
  const heard = people.filter(({ id, groups: theirs }) => id !== SECRETARY && theirs.some((group) => groups.includes(group)));
  const one = (choices: readonly ((title: string) => string)[]) => choices[Math.floor(random() * choices.length)]!(title);
  return shuffle([...heard], random)
    .slice(0, interested)
    .flatMap((person) => {
      const [when, isDirect, isTwo, leaves, comes] = [
        random(),
        random() < 0.45,
        random() < 0.12,
        random() < 0.1,
        random() < 0.75,
      ];
      const group = isDirect ? null : (person.groups.find((each) => groups.includes(each)) ?? null);
      const say = (what: string, wants: string, at: number, text: string): Step =>
        by(person, group, { key: `${key}:${person.id}:${what}`, at, wants, text, meant: title });
      const signsAt = awake(publishedAt + 10 * MINUTE_MS + when * 0.9 * (heldAt - publishedAt));
      const signsUp = say('join', '报名', signsAt, one(isTwo ? JOIN_TWO : JOIN));
      const leavesAt = awake(signsAt + HOUR_MS + random() * (heldAt - signsAt) * 0.8);
      if (leaves) return [signsUp, say('leave', '取消报名', leavesAt, one(LEAVE))];
      const session = sessions.find(({ occupations }) => occupations.includes(person.occupation)) ?? sessions[0];
      if (!comes || !session || activity.status === 'cancelled') return [signsUp];
      const text = session.mode === 'online' ? '线上签到' : HERE[Math.floor(random() * HERE.length)]!;
      return [signsUp, say('here', '签到', session.start + Math.floor(random() * 20 - 8) * MINUTE_MS, text)];
    });
}
