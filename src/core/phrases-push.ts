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
};
