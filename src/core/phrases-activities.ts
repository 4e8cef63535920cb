// What is said about activities by itself: announcements, changes, summaries.
import type { Activity, ActivityKind, Session } from './activity.ts';
import { occupationTitles, sayDate, saySpan } from './phrases-times.ts';
import { shanghaiHourMinute } from './shanghai.ts';

/** How an activity is called when nobody gave it a name. */
export const kindTitles: Record<ActivityKind, string> = {
  party_day: '主题党日',
  volunteer: '志愿服务',
  training: '培训',
  health_check: '体检',
  meeting: '会议',
  other: '活动',
};

/** `12月3日（周四）20:05–21:05`, led by those whose hours it was placed in. */
function saySession({ start, end, mode, occupations }: Session): string {
  const whose = occupations.map((occupation) => occupationTitles[occupation]).join('、');
  return `${whose && `${whose}：`}${sayDate(start)}${saySpan(start, end)}${mode === 'online' ? '，线上' : ''}`;
}

/** As long as a sentence of ours may be. */
const LINE_MAX = 60;

/** As many of the lines as one sentence holds, the first always. */
function whyLine(lines: readonly string[]): string {
  const joined = lines.reduce((line, next) => (line.length + next.length + 2 > LINE_MAX ? line : `${line}；${next}`));
  return `${joined}。`;
}

const saySessions = (sessions: readonly Session[]): string => sessions.map(saySession).join('\n');

const where = (place: string | null): string => place ?? '地点另行通知';

const sayStart = ({ start }: Session): string => `${sayDate(start)}${shanghaiHourMinute(start)}`;

/** An activity held online only has no place to go to. */
const isOnline = ({ sessions }: Pick<Activity, 'sessions'>): boolean => sessions.every(({ mode }) => mode === 'online');

export const activityPhrases = {
  announcement(activity: Activity, isOpen: boolean): string {
    const { title, theme, place, capacity, sessions, signUpUntil } = activity;
    const lines = [
      theme === null || theme === title ? title : `${title}：${theme}`,
      saySessions(sessions),
      ...(isOnline(activity) ? [] : [`地点：${where(place)}`]),
      ...(capacity === null ? [] : [`名额：${capacity} 人`]),
      ...(isOpen && signUpUntil !== null ? [`报名截止：${sayDate(signUpUntil)}${shanghaiHourMinute(signUpUntil)}`] : []),
      ...(isOpen ? ['回“报名”参加。'] : []),
    ];
    return lines.join('\n');
  },
  join: '报名',
  /** Why the planner did otherwise than was wished. */
  why: whyLine,
  /** To a group. */
  moved: ({ title, sessions }: Activity): string => `“${title}”改时间了：\n${saySessions(sessions)}\n报过名的不用再报。`,
  placeChanged: ({ title, place }: Activity): string => `“${title}”换地方了，改在${where(place)}。时间不变。`,
  /** To somebody who comes, of his session. It may be read a day later: the date stands in it. */
  movedYours: ({ title, place }: Activity, session: Session): string =>
    `“${title}”改到${sayStart(session)}，${session.mode === 'online' ? '线上' : where(place)}。来不了回“不来”。`,
  /** To somebody on the waiting list. */
  movedWaiting: ({ title }: Activity, session: Session): string =>
    `“${title}”改到${sayStart(session)}，你还在候补，有位置告诉你。`,
  /** To those who wanted to listen from where they are. */
  cancelledOnline: ({ title }: Activity): string => `你想线上听的“${title}”取消了，不用等了。`,
  cancelled: ({ title, sessions }: Activity): string =>
    `${sessions[0] ? sayDate(sessions[0].start) : ''}“${title}”取消了，不用来了。`,
  summary({ title }: Activity, { people, waiting, onSite, online, unsaid, guests }: Attended): string {
    const came = [
      ...(onSite > 0 ? [`现场 ${onSite} 人`] : []),
      ...(online > 0 ? [`线上 ${online} 人`] : []),
      ...(unsaid > 0 ? [`没说在哪 ${unsaid} 人`] : []),
      ...(guests > 0 ? [`一起来的 ${guests} 人`] : []),
    ];
    const onList = `报名 ${people} 人${waiting > 0 ? `，候补 ${waiting} 人` : ''}`;
    return `“${title}”办完了。\n${onList}；签到：${came.join('，') || '没有'}。\n没来的不追问。`;
  },
  /** @param day the regular one of that month; null = none fixed */
  noPartyDay: (month: number, day: number | null): string =>
    `${month}月还没安排主题党日${day === null ? '' : `，定的是${sayDate(day)}`}。跟我说一句时间和内容就行。`,
};

/** How many came, as far as they said so; people brought along count by their sign-up. */
export interface Attended {
  people: number;
  waiting: number;
  onSite: number;
  online: number;
  unsaid: number;
  guests: number;
}
