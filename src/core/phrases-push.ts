// What the house says about pushes themselves: several in one, and how many are left.
import { cutText } from './text.ts';

/** Group titles may be long, sentences may not. */
const short = (title: string) => cutText(title, 20);

export const pushPhrases = {
  /** Several pushes in one; each stands in a line of its own. */
  digest: (texts: readonly string[]) =>
    ['几件事放一起说：', ...texts.map((text) => `· ${text.replace(/\s*\n\s*/g, ' ')}`)].join('\n'),
  budgetNearlySpent: (title: string, used: number, limit: number) =>
    `“${short(title)}”这个月推送已用 ${used} 条，一共 ${limit} 条。往后不急的我每天合成一条发。`,
  budgetSpent: (title: string) => `“${short(title)}”这个月推送用完了。急事和变动照发，别的请您在群里说一声。`,
  quotaNear: {
    dingtalk_calls: (percent: number) => `钉钉这个月主动发消息的次数用了 ${percent}%，能合在一起的通知请合在一起发。`,
    dingtalk_messages: (percent: number) =>
      `钉钉机器人这个月的消息用了 ${percent}%，用完我就听不见大家说话了。请管电脑的人看看要不要加量。`,
  },
  quotaSpent: {
    dingtalk_calls: '钉钉这个月主动发消息的次数用完了，下月 1 日才有。急事请直接打电话。',
    dingtalk_messages: '钉钉机器人这个月的消息用完了，下月 1 日前听不见大家说话。急事请直接打电话。',
  },
};
