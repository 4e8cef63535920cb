// The lines a plan is shown in, and why one cannot be.
import type { Activity, Session } from './activity.ts';
import { MINUTE_MS } from './clock.ts';
import { occupationTitles, sayDay, saySpan, sayWhen } from './phrases-times.ts';
import type { Plan, Recurrence } from './planner.ts';
import { shanghaiDate, shanghaiHourMinute } from './shanghai.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** `每月25号`, `每月最后一个周五`, `每周五` */
export function sayRecurrence(rule: Recurrence): string {
  switch (rule.kind) {
    case 'weekly':
      return `每周${WEEKDAYS[rule.weekday - 1]}`;
    case 'monthly_day':
      return `每月${rule.day}号`;
    case 'monthly_weekday': {
      const which = rule.nth === 5 ? '最后一个' : `第${WEEKDAYS[rule.nth - 1]}个`;
      return `每月${which}周${WEEKDAYS[rule.weekday - 1]}`;
    }
  }
}

/** `快递 周三 20:05–21:05，骑手 14:05–15:05`; the day once where it is the same. `counts`: people invited, by session. */
export function saySessions(
  sessions: readonly Pick<Session, 'start' | 'end' | 'occupations'>[],
  now: number,
  counts?: readonly number[],
): string {
  const lines = sessions.map(({ start, end, occupations }, index) => {
    const before = sessions[index - 1];
    const isSameDay = before !== undefined && shanghaiDate(before.start) === shanghaiDate(start);
    const whose = sessions.length > 1 ? occupations.map((each) => occupationTitles[each]).join('、') : '';
    const count = counts?.[index];
    const day = isSameDay ? '' : sayDay(start, now);
    return [whose, day, `${saySpan(start, end)}${count === undefined ? '' : `（${count}人）`}`]
      .filter((part) => part !== '')
      .join(' ');
  });
  return lines.join('，');
}

type Planned = Pick<Activity, 'title' | 'theme' | 'place' | 'capacity' | 'mode' | 'sessions'>;

/** `11月主题党日：周三 20:05–21:05（28人），江畔驿站，名额40。` */
export function sayPlan(
  { title, theme, place, capacity, mode, sessions }: Planned,
  counts: readonly number[],
  now: number,
): string {
  const isOnline = sessions.every((session) => session.mode === 'online');
  const where = isOnline ? '线上' : `${place ?? '地点未定'}${mode === 'both' ? '，也可线上' : ''}`;
  const head = theme === null || title.includes(theme) ? title : `${title}（${theme}）`;
  return `${head}：${saySessions(sessions, now, counts)}，${where}，${capacity === null ? '不限人数' : `名额${capacity}`}。`;
}

export interface DraftShown {
  activity: Activity;
  /** People invited, by session. */
  counts: readonly number[];
  /** When each group would hear of it. */
  announcedAt: readonly number[];
  /** Titles of the groups that can no longer be told in time. */
  unheard?: readonly string[];
  reminderRounds: number;
  /** null = plenty */
  pushesLeft: number | null;
  /** What else the same people are asked to at these hours. */
  clashes: readonly { title: string; start: number }[];
  /** Titles of its groups, where it is not for all. */
  onlyFor: readonly string[];
  every: Recurrence | null;
  /** Nobody said when. */
  isProposed: boolean;
}

const WHY_MAX = 2;

/** A plan, why it is so, and what a yes would do. */
export function sayDraft(shown: DraftShown, now: number): string {
  const { activity, counts, announcedAt, reminderRounds, pushesLeft, clashes, onlyFor, every, isProposed, unheard = [] } = shown;
  const why = [...(isProposed ? ['没说时间，我挑了大家有空的时候'] : []), ...activity.notes];
  const effect = [
    every ? `${sayRecurrence(every)}办一次，这是头一次。` : '',
    activity.signUpUntil === null ? '' : `报名截止 ${sayWhen(activity.signUpUntil, now)}。`,
    onlyFor.length > 0 ? `只发${onlyFor.join('、')}。` : '',
    announcedAt.length === 0
      ? `提醒 ${reminderRounds} 轮。`
      : `会发报名通知 ${announcedAt.length} 条（${sayInstants(announcedAt, now)}），提醒 ${reminderRounds} 轮。`,
    unheard.length === 0 ? '' : `${unheard.join('、')}赶不上大家空的时候，我发不出去，要请您转一下。`,
    pushesLeft === null ? '' : `群里这个月的推送只剩 ${pushesLeft} 条。`,
    '回 1 发布，2 取消，要改直接说。',
  ];
  const clashing = clashes.slice(0, WHY_MAX).map(({ title, start }) => `注意：${sayWhen(start, now)}还有“${title}”，时间撞了。`);
  const lines = [
    sayPlan(activity, counts, now),
    ...why.slice(0, WHY_MAX).map((line) => `${line}。`),
    ...clashing,
    effect.join(''),
  ];
  return lines.join('\n');
}

export interface MoveShown {
  before: Activity;
  after: Activity;
  /** Where the time changes. */
  sessions: readonly Session[] | null;
  /** A new place. */
  place: string | null;
  isOnline: boolean;
  /** How many sign-ups hear of it. */
  signedUp: number;
}

/** What a move comes to, why, and whom it concerns. */
export function sayMove({ before, after, sessions, place, isOnline, signedUp }: MoveShown, now: number): string {
  const parts = [
    ...(sessions ? [`改到 ${saySessions(sessions, now)}`] : []),
    ...(place === null ? [] : [`改在${place}`]),
    ...(isOnline ? ['改成线上'] : []),
  ];
  const why = after.notes.filter((note) => !before.notes.includes(note)).slice(0, WHY_MAX);
  const effect = signedUp > 0 ? `会告诉 ${signedUp} 个报了名的人。` : '会在群里说一声。';
  return [`${before.title}${parts.join('，')}。`, ...why.map((line) => `${line}。`), `${effect}回 1 改，2 不改。`].join('\n');
}

/** So soon that nobody would name the minute. */
export const isNow = (at: number, now: number): boolean => at - now < 2 * MINUTE_MS;

/** `马上`, `12:36`, `明天 12:36`; one for those that are the same. */
export function sayInstants(instants: readonly number[], now: number): string {
  const said = [...instants]
    .sort((a, b) => a - b)
    .map((at) => {
      if (isNow(at, now)) return '马上';
      return shanghaiDate(at) === shanghaiDate(now) ? shanghaiHourMinute(at) : sayWhen(at, now);
    });
  return [...new Set(said)].join('、');
}

/** `11月主题党日`, for what has no name of its own. */
export const monthTitle = (month: number, kind: string): string => `${month}月${kind}`;

/** Why there is no plan. */
export type PlanRefusal =
  | Exclude<Plan, { kind: 'planned' }>
  | { kind: 'no_group' }
  | { kind: 'deadline_past' }
  | { kind: 'deadline_too_late' }
  | { kind: 'capacity_impossible'; max: number };

/** What is wrong, and the cure. @param capacity as it was asked for */
export function sayPlanRefusal(refusal: PlanRefusal, capacity: number | null = null): string {
  switch (refusal.kind) {
    case 'past':
      return '这个时间已经过了，请换个往后的时间。';
    case 'end_before_start':
      return '结束比开始还早，请再说一遍几点到几点。';
    case 'no_such_day':
      return noSuchTime(refusal.day);
    case 'too_far':
      return '太远了，我只能排一年以内的。';
    case 'nobody':
      return '这些群里还没有人，请先把人数填进设置。';
    case 'no_group':
      return '还没有能发的群，请先在设置里加上群。';
    case 'deadline_past':
      return '报名截止的时间已经过了，请换个往后的。';
    case 'deadline_too_late':
      return '报名截止要早过开场，请换个早点的时间。';
    case 'capacity_impossible':
      return capacityImpossible(capacity, refusal.max);
  }
}

/** @param words the time as it was said */
export const noSuchTime = (words: string): string => `“${words}”这个时间不对，请换一个再说一次。`;

export const capacityImpossible = (capacity: number | null, max: number): string =>
  `名额${capacity ?? ''}不行，要在 1 到 ${max} 之间，请换个数。`;
