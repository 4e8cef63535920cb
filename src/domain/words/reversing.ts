// How secretaries take entries of the ledger back, and ask how that is done. Whole sentences, linear.
import { signsOf } from './appeals.ts';
import { asksSomething, putsOff } from './undecided.ts';
import { ID_MOST, NUMBER, type Whole, wholeIn } from './whole-numbers.ts';

/** Nothing longer is such a sentence. */
const LONGEST = 40;
const WITH_REASON = 90;
const REASON_MAX = 60;

const FRONT = '^(?:小蜂|请问|请|麻烦|帮我?|给我|你|看一?下|看看|瞧瞧|瞅瞅|查(?:一?下)?|发|列一?下|说一?下|想|要|[\\s,，:：])*';
const BEHIND = '(?:给我|看看|看一?下|一下|发我|出来|谢谢|[吗么呢啊吧呀哈嘛咧啦呗了哦的\\s,，。.!！?？~～])*$';

const REVERSE = '(?:撤销|撤掉|撤回|撤|冲销|冲正|冲掉|作废|取消|扣回|收回)(?:了|掉)?';
const REASON = `(?:[\\s,，:：]+(?:因为|原因是?|理由是?)?[\\s:：]*(?<reason>[^\\s].*))?$`;
const heardReverse = [
  new RegExp(
    `${FRONT}(?:把)?${REVERSE}(?:那笔|这笔)?(?:的)?积分\\s*(?:第|编号|号)?\\s*(?<id>${NUMBER})\\s*(?:号|笔|条)?${REASON}`,
    's',
  ),
  new RegExp(`${FRONT}(?:把)?${REVERSE}\\s*(?:第|编号)?\\s*(?<id>${NUMBER})\\s*(?:号|笔|条)的?(?:那笔)?积分${REASON}`, 's'),
  new RegExp(`${FRONT}(?:把)?积分\\s*(?:第|编号)?\\s*(?<id>${NUMBER})\\s*(?:号|笔|条)?的?\\s*${REVERSE}${REASON}`, 's'),
  new RegExp(`${FRONT}(?:把)?(?:第|编号)?\\s*(?<id>${NUMBER})\\s*(?:号|笔|条)的?积分\\s*(?:给我)?${REVERSE}${REASON}`, 's'),
  new RegExp(`${FRONT}(?:把)?编号\\s*(?<id>${NUMBER})\\s*号?的?(?:那笔)?(?:积分)?\\s*(?:给我)?${REVERSE}${REASON}`, 's'),
  new RegExp(
    `${FRONT}(?:把)?${REVERSE}(?<owner>\\p{Script=Han}{1,6}?)的(?:那笔|这笔)?积分\\s*(?:第|编号|号)?\\s*(?<id>${NUMBER})\\s*(?:号|笔|条)?${REASON}`,
    'su',
  ),
  new RegExp(
    `${FRONT}(?:把)?(?<owner>\\p{Script=Han}{1,6}?)的?(?:那笔|这笔)?(?:积分|编号)\\s*(?:第|编号|号)?\\s*(?<id>${NUMBER})\\s*(?:号|笔|条)?的?(?:那笔)?(?:积分)?(?:给我)?${REVERSE}${REASON}`,
    'su',
  ),
  new RegExp(
    `${FRONT}(?:积分)?编号\\s*(?<id>${NUMBER})\\s*号?(?:的|那笔|这笔|那条|积分)*(?:不对|错了|记错了|算错了|有问题|搞错了)${REASON}`,
    's',
  ),
];

export interface Reversing {
  id: Whole;
  /** Null = none was said. */
  reason: string | null;
  /** Whose it is said to be. */
  owner?: string;
}

/** Named in front of an entry, and nobody. */
const NOBODY =
  /^(?:[那这上下前后]|他们?|她们?|人家|[我俺你]|刚|一|两|本|多|错)|^(?:今|昨|早|晚|中午|重复|记错|加错|给错|支部|系统|机器|党日|巡查|巡逻|志愿|义工|隐患|建议|签到|活动|服务)|[一二三四五六七八九十\d]月|[件次条笔]$/;

const reversed = (words: string) =>
  words.length > WITH_REASON ? undefined : heardReverse.map((pattern) => pattern.exec(words)).find(Boolean)?.groups;

/** An entry of the ledger is to be taken back: `撤销积分 12 记错了`. */
export function reversingIn(words: string): Reversing | null {
  const { id, reason = '', owner } = reversed(words) ?? {};
  if (!id || asksAbout(reason) || asksSomething(reason) || putsOff(reason) || namesAnother(reason)) return null;
  // Said of the entry, or of his own words.
  const isUnclear = /^(?:不对|错了)[\s。.!！]*$/.test(reason);
  return {
    id: wholeIn(id, ID_MOST),
    reason: isUnclear ? null : reasonIn(reason),
    ...(owner !== undefined && !NOBODY.test(owner) && { owner }),
  };
}

/** What is counted in a reason is no entry: `2 次`, `11月`. */
const NO_ENTRY = '(?![\\d.]|\\s*(?:次|分|个|小时|钟|点|[月日天年]|人|遍|回|岁|块|元|号[那这]天))';
const heardMore = new RegExp(
  `(?<=\\d)\\s*(?:号|条|笔)?的?\\s*(?:[、,，和跟与及]|还有|以及|加上|(?<range>到|至|[-~])|\\s)\\s*(?:还有|积分|编号|第|\\s){0,3}(?<id>\\d{1,9})${NO_ENTRY}`,
  'g',
);
const heardAnother = new RegExp(
  `^(?:[、,，和跟与及\\s]|还有|以及)+(?:积分|编号|第|\\s)*(?:${NUMBER}${NO_ENTRY}|[^\\s,，。]{1,8}?(?:那[条笔个]|的积分))`,
);
/** A second entry, where the reason would stand. */
const namesAnother = (reason: string): boolean => new RegExp(`^\\d{1,9}${NO_ENTRY}`).test(reason) || heardAnother.test(reason);
const RANGE_MOST = 10;

/** Several at once: `撤销积分 1、2 记错了`. `ids` empty: it is not clear which. Null: one, or none. */
export function severalReversedIn(words: string): { ids: number[]; reason: string | null } | null {
  if (words.length > WITH_REASON) return null;
  const more = [...words.matchAll(heardMore)];
  const start = more[0]?.index ?? 0;
  const ids = [Number(/\d{1,9}$/.exec(words.slice(0, start))?.[0] ?? 0)];
  let end = start;
  for (const { 0: found, index, groups } of more) {
    if (index !== end) break;
    end = index + found.length;
    const [last, id] = [ids.at(-1)!, Number(groups?.id)];
    if (groups?.range !== undefined && id > last && id - last <= RANGE_MOST) {
      for (let each = last + 1; each < id; each += 1) ids.push(each);
    }
    ids.push(id);
  }
  const one = more.length > 0 ? reversed(`${words.slice(0, start)} ${words.slice(end)}`) : undefined;
  const reason = one?.reason ?? '';
  if (one && Number(one.id) === ids[0]) {
    if (asksAbout(reason) || asksSomething(reason) || putsOff(reason)) return null;
    return { ids: namesAnother(reason) ? [] : [...new Set(ids)], reason: reasonIn(reason) };
  }
  const single = reversed(words)?.reason ?? '';
  return namesAnother(single) && !asksSomething(single) && !putsOff(single) ? { ids: [], reason: null } : null;
}

const heardAskedOf = new RegExp(
  `${FRONT}(?:那|把|到底|[\\s,，])*(?:${REVERSE})?(?:那笔|这笔|的)?(?:积分编号|积分|编号)\\s*(?:第|编号|号)?\\s*(?<id>\\d{1,9})\\s*(?:号|笔|条)?(?:的|那[笔条]|这[笔条]|积分|[\\s,，])*(?:现在|给|都|已经|到底)*(?:${REVERSE})?(?<tail>\\D{1,20})$`,
);
/** How an entry stands, whether it is right, or that it is not to go yet: `撤销积分 1 了没`, `编号2 是不是记错了`. @returns its number */
export function entryAskedIn(words: string): number | null {
  const { id: held, reason } = reversed(words) ?? {};
  if (held !== undefined && reason !== undefined && putsOff(reason)) return Number(held);
  const { id, tail = '' } = (words.length > LONGEST ? undefined : heardAskedOf.exec(words)?.groups) ?? {};
  return id !== undefined && asksSomething(tail) && !asksHowToReverse(words) ? Number(id) : null;
}

const heardAsking =
  /[?？]\s*$|(?:吗|么|没有|不)\s*$|手续|流程|怎么(?:弄|办|撤|搞|操作|走|做|写)|咋(?:弄|办|撤|搞|整)|如何|(?:什么|啥|哪些)(?:条件|材料|后果|影响|程序|步骤|理由)|能不能|可不可以|行不行|可以不|要不要|会不会|要(?:谁|找谁)/;
/** What stands where a reason would asks something: no reason. */
export const asksAbout = (words: string): boolean => heardAsking.test(words);

const REVERSAL =
  '(?:(?:撤销|撤掉|撤回|撤|冲销|冲掉|作废|扣回|收回|取消)(?:了|掉|一?下|一?笔|别人的?|大家的?|记错的?|加错的?|错的?|谁的?|[\\s])*(?:积分|加?的?分)|积分(?:记错|加错|给错|算错)了?)';
const HOW = '(?:怎么|咋个?|如何|怎样|要什么|要啥|需要什么|有什么|什么|啥)';
const WAY = '(?:弄|办|作废|收回|撤销?|搞|操作|走|做|处理|写|改|整|说|手续|流程|步骤|程序|条件|理由)';
const heardHow = [
  new RegExp(
    `${FRONT}(?:我|书记)*${REVERSAL}\\s*(?:${NUMBER})?\\s*号?[\\s,，:：]*(?:的话|的|是|该|应该|要|走)*(?:${HOW}(?:样)?${WAY}|说明|流程|手续)${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:我|书记|你)*${HOW}(?:才能|能|样|去|给人|给)*${REVERSAL}\\s*(?:${NUMBER})?\\s*号?${BEHIND}`),
  new RegExp(
    `${FRONT}(?:这|那)?(?:笔|个)?积分\\s*(?:${NUMBER})?\\s*号?(?:那笔|的)?(?:还)?(?:能不能|可不可以|可以|能|好)(?:被|给|再)?(?:撤销|撤掉|撤回|撤|作废|扣回|收回|取消)(?:了|掉)?(?:不|吗|么|没)*${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:我|书记|你)*(?:能不能|可不可以|可以|能)${REVERSAL}\\s*(?:${NUMBER})?\\s*号?(?:不|吗|么)*${BEHIND}`),
];
/** How an entry is taken back, or whether it can be. */
export const asksHowToReverse = (words: string): boolean => asksAbout(reversed(words)?.reason ?? '') || asksTheWay(words);

const asksTheWay = (words: string): boolean =>
  words.length <= LONGEST &&
  /[?？吗么呢不]|怎|咋|如何|什么|啥|说明|流程|手续/.test(words) &&
  heardHow.some((pattern) => pattern.test(words));

/** What a reason says; null where it says nothing. */
export function reasonIn(words: string): string | null {
  const reason = words.replace(/^[\s,，:：]+|(?<![\s。.!！])[\s。.!！]+$/g, '');
  return signsOf(reason) < 2 ? null : [...reason].slice(0, REASON_MAX).join('');
}
