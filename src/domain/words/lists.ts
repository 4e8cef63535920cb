// How lists of tickets are asked for. Whole sentences only, linear in their length; everything else is for the reader of intents.
import { MONTH } from './months.ts';

/** Nothing longer asks for a list. */
const LONGEST = 40;

const FRONT =
  '(?:小蜂|麻烦|给我|帮我|发我?|(?<!发)我[想要]|[我咱]们|[请想要看查拉调列来把的份个张一下现在目前所有全部支部这\\s,，])*';
const BEHIND =
  '(?:清单|列表|台账|有哪些|哪些|有什么|有多少|多少|有几[件个条]|哪几[件个条]|[给发我看下一个份来的都还是吗么呢啊吧呀哈了\\s,，.。!！?？])*';
/** Says that all of them are wanted, not how one's own stands. */
const LIST = '(?:清单|列表|台账|都?有哪些|有多少|有几[件个条]|一览|汇总表)';
const KIND = '(?<kind>诉求|隐患|工单)';
const MATTER = '(?:事情?|事项|问题|隐患|诉求|工单|情况|毛病)';
const AGAIN = '(?:反复|老是?|总是?|经常|一直|一再|重复|多次)';
const LATE = '(?:超期|逾期|过期|到期没办)';
const NOT_REACHED = '(?:没有?|未|不)?(?:能)?回访(?:不|没)?(?:到|上|着)';

const whole = (pattern: string): RegExp => new RegExp(`^${FRONT}(?:${MONTH}的?)?${FRONT}(?:${pattern})${BEHIND}$`);

export const ticketLists = ['raised', 'handled', 'unsatisfied', 'unreached', 'topics', 'overdue', 'figures'] as const;
export type TicketList = (typeof ticketLists)[number];

/** In this order: the narrower before the wider. */
const heard: readonly [TicketList, RegExp][] = [
  [
    'unsatisfied',
    whole(`不满意(?:的?(?:${MATTER}|单子|结果|办理结果))?的?(?:清单|列表|台账|都?有哪些|有多少|有几[件个条]|一览)`),
  ],
  ['unreached', whole(`(?=[没未不]|回访[不没])${NOT_REACHED}的?(?:${MATTER}|人|单子)?`)],
  [
    'topics',
    whole(
      `${AGAIN}(?:出现|发生|出|有|冒出来)的?(?:是)?(?:哪些|什么|啥)?${MATTER}?|(?:哪些|什么|啥|有哪些|有什么)(?:地方的?)?${MATTER}${AGAIN}(?:出现|发生|出|有|冒出来)|(?:反复|重复)的${MATTER}|高频${MATTER}`,
    ),
  ],
  ['overdue', whole(`(?:哪些|什么|有没有|有哪些|有)?的?${KIND}?(?:都|已经)?${LATE}(?:了|未?没?办(?:完|结)?的?|的)?${MATTER}?`)],
  ['figures', whole(`(?:工单|隐患|诉求|办理)(?:和|跟|与|、)?(?:工单|隐患|诉求|办理)?(?:的|办理)?(?:小结|总结|统计|月报)`)],
  // Of a month that is named, the figures need no other word.
  ['figures', new RegExp(`^${FRONT}${MONTH}的?(?:工作)?小结${BEHIND}$`)],
  ['handled', whole(`办理事项|(?:办理|在办)的?(?:事|工单|隐患|诉求)?的?${LIST}|在办事项|(?:正)?在办的(?:事|工单|有哪些)`)],
  ['raised', whole(`诉求事项|${KIND}的?${LIST}`)],
];

const heardDay =
  /^(?:小蜂|[看一下给帮查,，\s])*(?:我?(?:今天|今儿个?|今日)(?:我的|我有|我要|我该|我)?(?:的(?:工单|任务|活儿?|待办)?|(?:要|该|得)(?:我)?(?:办|处理)(?:什么|啥|哪些|的(?:事|工单)?)?|(?:有)?(?:什么|啥|哪些)(?:事|工单)?(?:是)?(?:要|该|得|等)我?(?:办|处理)的?|待办)|我的待办)(?:事|事情|工单|有哪些|是什么|[呢啊吧呀了的\s,，.。!！?？])*$/;
/** `今天的` alone may be anything. */
const heardMine = /我/;

export interface ListAsked {
  list: TicketList;
  kind: 'hazard' | 'appeal' | null;
  /** Groups of the month that was named. */
  month: Partial<Record<string, string>>;
}

/** Which list the words ask for; null = none. */
export function listAsked(words: string): ListAsked | null {
  if (words.length > LONGEST) return null;
  for (const [list, pattern] of heard) {
    const groups = pattern.exec(words)?.groups;
    if (!groups) continue;
    const { kind, ...month } = groups as Partial<Record<string, string>>;
    return { list, kind: kind === '诉求' ? 'appeal' : kind === '隐患' ? 'hazard' : null, month };
  }
  return null;
}

/** Asks what waits for the speaker today. */
export const asksForDay = (words: string): boolean => words.length <= LONGEST && heardMine.test(words) && heardDay.test(words);
