// What is said of check-ins to activities.
import { sayWhen } from './phrases-times.ts';
import { cutText } from './text.ts';

/** Titles may be long, sentences may not. */
const short = (title: string): string => cutText(title, 20);

export const activityCheckInPhrases = {
  /** How an entry is called. */
  entry: (title: string, isOnline: boolean): string => `${isOnline ? '线上' : ''}${short(title)}签到`,
  early: (title: string, opensAt: number, now: number): string =>
    `${short(title)}还没开始签到，${sayWhen(opensAt, now)} 起跟我说“签到”就行。`,
  late: (title: string, closedAt: number, now: number): string =>
    `${short(title)}的签到${sayWhen(closedAt, now)} 就结束了，到场了请跟书记说一声。`,
  elsewhere: '这个群今天没有这个活动，请到办活动的群里签到。',
  /** In a direct chat. */
  notYours: '你在的群今天没有这个活动，要记请跟书记说一声。',
  /** For who asks why it was not taken; minutes. */
  window: (title: string, before: number, after: number): string =>
    `${short(title)}的签到从开始前 ${before} 分钟到结束后 ${after} 分钟。`,
};
