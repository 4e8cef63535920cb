// What is said to those on a waiting list, by itself.
import type { Activity, Session } from './activity.ts';
import { sayDate } from './phrases-times.ts';
import { shanghaiHourMinute } from './shanghai.ts';

function where({ place }: Pick<Activity, 'place'>, { mode }: Session): string {
  if (mode === 'online') return '，线上';
  return place === null ? '' : `，${place}`;
}

export const waitingPhrases = {
  /** It may be read on another day than it is said: the date, no "tomorrow". */
  movedUp: (activity: Pick<Activity, 'title' | 'place'>, session: Session): string =>
    `有位置了，已给你报上：${activity.title}，${sayDate(session.start)}${shanghaiHourMinute(session.start)}${where(activity, session)}。来不了回“不来”。`,
  /** Why, for who asks. */
  whyMovedUp: (title: string): string => `“${title}”空出了位置，候补按先后轮到你，人数也够，就给你报上了。`,
};
