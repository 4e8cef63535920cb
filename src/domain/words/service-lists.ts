// How the staff speak of the three lists (三张清单: needs, resources, services), and how anybody asks what there is. Heard, never said.
import { chineseNumber } from '../../core/numerals.ts';
import type { ServiceKind } from '../service-lists/records.ts';
import { polite } from './planning.ts';
import { TEXT_MAX } from './service-several.ts';

const KINDS: Record<string, ServiceKind> = {
  需求: 'need',
  资源: 'resource',
  服务: 'service',
  n: 'need',
  r: 'resource',
  s: 'service',
};

const LONGEST = TEXT_MAX + 40;
/** Of words that hold no text of their own. */
const SHORT = 40;

const KIND = '(?<kind>需求|资源|服务)';
const ADDS = '(?:加|添|记|增加|添加|新增|登记|录入?|写|补)(?:上|入|进|到|了)?';
const ONE = '(?:[一1]?[条个项件])?(?:新的?)?';
const LIST = '(?:清单|列表|单子|表)';
const FRONT = '(?:小蜂|麻烦|请|帮我?|帮忙|给我|再|还有|另外|[\\s,，])*';
const heardAdd = [
  `(?:往|在|给|把)?${KIND}${LIST}(?:里头?|上|中)?\\s*(?:再|新)?${ADDS}${ONE}[\\s:：,，、]*(?<text>.{2,})`,
  `${KIND}(?:里头?|上)?\\s*(?:再|新)?${ADDS}${ONE}\\s*[:：]\\s*(?<text>.{2,})`,
  // Services and resources are spoken of in other ways, too: "服务：明天停一天".
  `(?:${KIND}${LIST}|(?<need>需求))\\s*[:：+]\\s*(?<text>.{2,})`,
  `${ADDS}(?:一?下|[一1]?[条个项件])${KIND}(?:${LIST})?[:：,，\\s]+(?<text>.{2,})`,
  // One of them is counted: "加一个" says that it is to be written down.
  `(?:(?:咱们?|我们|社区|支部|这边)(?:能|可以|要)?(?:提供)?的)?${KIND}(?:里头?|上)?\\s*(?:再|新)?(?:加|添|增加|添加|新增|登记|录入?|补)(?:上|入|进)?[一1]?[条个项件]\\s*(?<text>.{2,})`,
  `(?:又|还)?(?:有|来)(?:了)?[一1]?[条个项件](?:新的?)?(?<kind>需求|资源)[\\s:：,，]+(?<text>.{2,})`,
  `(?:咱们?|我们|社区|支部|这边)(?:又|还)?(?:有|来)(?:了)?[一1]?[条个项件](?:新的?)?(?<kind>需求|资源)[\\s:：,，]+(?<text>.{2,})`,
  `(?:最)?新(?:的|增的?|来的)?(?<kind>需求|资源|服务)\\s*[:：]\\s*(?<text>.{2,})`,
  `(?:登记|新增|添加|录入|增加)(?:一下)?(?<kind>需求|资源|服务)[,，\\s]+(?<text>.{4,})`,
  `(?<kind>需求|资源|服务)[一1][条个项]\\s*[:：]\\s*(?<text>.{2,})`,
  `${ADDS}${ONE}${KIND}${LIST}?\\s*[:：]\\s*(?<text>.{2,})`,
].map((pattern) => new RegExp(`^${FRONT}(?:${pattern})$`, 's'));

export interface ServiceAdding {
  kind: ServiceKind;
  text: string;
}

/** What is to be written into which list; null = something else is said. */
export function serviceAdded(words: string): ServiceAdding | null {
  if (words.length > LONGEST || !/需求|资源|服务/.test(words.slice(0, SHORT))) return null;
  for (const pattern of heardAdd) {
    const { need, kind = need, text } = pattern.exec(words)?.groups ?? {};
    // Asked in the form of a list, it is a question.
    if (kind && text && !/^(?:有|是)?(?:哪些|什么|啥)|^[?？]/.test(text)) return { kind: KINDS[kind]!, text: text.trim() };
  }
  return null;
}

const ABOUT_LIST =
  '(?:有|都|还|是|呢|在|给|发|看|查|列|打|导|更新|整理|汇总|怎么|咋|什么|啥|谁|多少|几|上|里|没|我|你|帮|请|麻烦|尽快|抓紧|今天|明天|下周|一共|共)';
const heardOpen = [
  new RegExp(
    `^${FRONT}(?:三张|三个)?清单(?:里头?|上|中)?(?:再)?(?:给我)?${ADDS}(?:一下|一?[条个项]|下)?[\\s:：,，、]+(?<text>.{2,})$`,
    's',
  ),
  /^(?<kind>资源|服务)\s*[:：]\s*(?<text>.{4,})$/s,
  // Without a colon it may be about the list itself.
  new RegExp(`^${FRONT}${KIND}${LIST}[,，、\\s]+(?!${ABOUT_LIST})(?<text>.{4,})$`, 's'),
];
/** Perhaps one for a list: which, or whether, is to be asked. `kind` null = it was not named. */
export function servicePerhaps(words: string): { kind: ServiceKind | null; text: string } | null {
  if (words.length > LONGEST || /[?？]|[吗么]$/.test(words)) return null;
  for (const pattern of heardOpen) {
    const { kind, text } = pattern.exec(words)?.groups ?? {};
    if (text) return { kind: kind === undefined ? null : KINDS[kind]!, text: text.trim() };
  }
  return null;
}

export const speaksOfLists = (words: string): boolean => words.slice(0, SHORT).includes('清单');

export interface ServiceNumber {
  kind: ServiceKind;
  number: number;
}

const DIGITS = '\\d{1,5}';
const number = (name: string) =>
  `(?:第?(?:(?<${name}Letter>[nrs])\\s*[-—－_]?\\s*(?<${name}>${DIGITS})(?!\\d)号?|(?<${name}Title>需求|资源|服务)\\s*(?:第)?(?<${name}Of>${DIGITS}|[一二三四五六七八九十]{1,3})(?![\\d个条项次件年月日点天人份小])\\s*号?|(?<${name}Ahead>${DIGITS}|[一二三四五六七八九十]{1,3})(?:号|条)(?<${name}Behind>需求|资源|服务)))`;

function numberIn(groups: Partial<Record<string, string>>, name: string): ServiceNumber | null {
  const sign = groups[`${name}Letter`] ?? groups[`${name}Title`] ?? groups[`${name}Behind`] ?? '';
  const kind = KINDS[sign.toLowerCase()];
  const said = groups[name] ?? groups[`${name}Of`] ?? groups[`${name}Ahead`] ?? '';
  const count = /^\d/.test(said) ? Number(said) : chineseNumber(said);
  return kind && count !== null ? { kind, number: count } : null;
}

const FIRST = number('first');
const SECOND = number('second');
const AND = '(?:\\s|[和跟与同、,])*';
const END = polite.behind.replace('(?:', '(?:的|');
const whole = (...patterns: string[]): RegExp[] => patterns.map((one) => new RegExp(`${polite.front}(?:${one})${END}`, 'i'));

const LINK =
  '(?:对接|对上|对给|匹配|配对|配给|配上|配到|配成|配|接上|交给|连上|连起来|凑一起|搭上|挂到|挂上|用|由|->|→)(?:到|给|上|成|了|好了|一下|起来|一起|一对)*';
const heardLink = whole(`${FIRST}${AND}${LINK}\\s*${SECOND}`, `${FIRST}${AND}${SECOND}\\s*(?:可以|能|已经|已|都)*${LINK}`);
const heardUnlink = whole(
  `(?:取消|撤销|断开|解除)\\s*${FIRST}${AND}${SECOND}\\s*的?(?:对接|匹配)`,
  `${FIRST}${AND}(?:取消|撤销|断开|解除|不)(?:对接|匹配)了?${AND}${SECOND}`,
  `${FIRST}${AND}${SECOND}\\s*(?:(?:取消|撤销|断开|解除|不)(?:对接|匹配)了?|(?:对接|匹配)(?:取消|撤销)了?|没对上|没成|没对接上)`,
);

/** Two that belong together, or do not any more; in the order they were said. */
export function serviceLinked(words: string): { isLink: boolean; first: ServiceNumber; second: ServiceNumber } | null {
  if (words.length > SHORT) return null;
  for (const [isLink, patterns] of [[true, heardLink] as const, [false, heardUnlink] as const]) {
    for (const pattern of patterns) {
      const groups = pattern.exec(words)?.groups;
      const first = groups && numberIn(groups, 'first');
      const second = groups && numberIn(groups, 'second');
      if (first && second) return { isLink, first, second };
    }
  }
  return null;
}

/** One link, or several parted by marks; null = something else is said. */
export function servicesLinked(words: string): NonNullable<ReturnType<typeof serviceLinked>>[] | null {
  const one = serviceLinked(words);
  if (one) return [one];
  if (words.length > LONGEST) return null;
  const pieces = words.split(/[,，;；。\n]+/).filter((piece) => piece.trim() !== '');
  const links = pieces.map((piece) => serviceLinked(piece.trim()));
  return pieces.length > 1 && pieces.length <= LINKS_MAX && links.every((each) => each !== null) ? links : null;
}
const LINKS_MAX = 10;

const heardParted = whole(
  `${FIRST}[\\s,]*(?:先)?(?:不(?:用)?|取消|撤销|解除|断开)(?:对接|匹配)`,
  `(?:取消|撤销|解除|断开)\\s*${FIRST}[\\s,]*的?(?:对接|匹配)`,
  `${FIRST}[\\s,]*(?:的)?(?:对接|匹配)(?:取消|撤销|作废|不算)`,
);
/** It is not brought together with anything any more; with what, was not said. */
export function serviceParted(words: string): ServiceNumber | null {
  if (words.length > SHORT) return null;
  const groups = heardParted.map((pattern) => pattern.exec(words)?.groups).find(Boolean);
  return groups ? numberIn(groups, 'first') : null;
}

export const serviceDeeds = ['done', 'cancelled', 'open'] as const;
export type ServiceDeed = (typeof serviceDeeds)[number];

const DEEDS: Record<ServiceDeed, string> = {
  open: '恢复|重新打开|重开|重启|还要|又要了?|(?:还)?没(?:有)?(?:办好|办完|解决|弄好|修好|完成|搞定|落实)|(?:还)?没办|(?:又|还是)(?:坏|不行)',
  done: '(?:已经?|都|全)*(?:办好|办完|办妥|完成|解决|搞定|落实|做完|结束|弄好|修好|帮好|办结|销号|好)',
  cancelled: '取消|撤(?:掉|销|回|下)?|不要|不用办?|不办|没有了|没了|作废|删(?:除|掉)?|下架|停掉?|不提供|不需要',
};
const heardDeed = serviceDeeds.flatMap((deed) =>
  whole(`${FIRST}[\\s,:]*(?:${DEEDS[deed]})`, `(?:${DEEDS[deed]})[了的]?\\s*${FIRST}`).map((pattern) => [deed, pattern] as const),
);

/** An item is settled, called off or taken up again: `N-1 办好了`; null = something else is said. */
export function serviceDone(words: string): { deed: ServiceDeed; of: ServiceNumber } | null {
  if (words.length > SHORT) return null;
  for (const [deed, pattern] of heardDeed) {
    const groups = pattern.exec(words)?.groups;
    const of = groups && numberIn(groups, 'first');
    if (of) return { deed, of };
  }
  return null;
}

const heardEdit = [
  `(?:改一?下|修改|更正|更新|改)\\s*${FIRST}(?:的内容)?(?:为|成|[\\s:：,，])+(?<text>.{2,})`,
  `${FIRST}\\s*(?:的内容)?(?:改成|改为|改一?下|更正为|更新为|修改为|改)[\\s:：,，]*(?<text>.{2,})`,
].map((pattern) => new RegExp(`^${FRONT}(?:${pattern})$`, 'is'));

/** An item is to read otherwise: `N-1 改成……`; null = something else is said. */
export function serviceEdited(words: string): { of: ServiceNumber; text: string } | null {
  if (words.length > LONGEST) return null;
  for (const pattern of heardEdit) {
    const groups = pattern.exec(words)?.groups;
    const of = groups && numberIn(groups, 'first');
    if (of && groups.text) return { of, text: groups.text.trim() };
  }
  return null;
}

const heardWrong = [
  `${FIRST}[\\s,:]*(?:写|记|登|录)?(?:错|不对)了?[\\s,，]*(?:应该)?(?:是|改成|改为)(?<text>.{2,})`,
  `${FIRST}[\\s,:]*(?:写|记|登|录)(?:错|不对)了?`,
].map((pattern) => new RegExp(`^${FRONT}(?:${pattern})$`, 'is'));
/** It is written wrong; the text, or a part of it, is told. */
export function serviceWrong(words: string): { of: ServiceNumber; text: string | null } | null {
  if (words.length > LONGEST) return null;
  for (const pattern of heardWrong) {
    const groups = pattern.exec(words)?.groups;
    const of = groups && numberIn(groups, 'first');
    if (of) return { of, text: groups.text?.trim() ?? null };
  }
  return null;
}

const heardAfresh =
  /^(?:[\s,，]*(?:那|就|还是|把它|这条|刚才那条|刚才的))*[\s,，]*(?:改成|改为|换成|写成)[\s:：,，]*(?<text>.{2,})$/s;
/** Right after it was written: all of what it is to read. */
export const serviceAfresh = (words: string): string | null =>
  words.length > LONGEST
    ? null
    : (heardAfresh
        .exec(words)
        ?.groups?.text?.replace(/[吧了啊呀。.!！\s]+$/, '')
        .trim() ?? null);

const LAST_ONE = '(?:(?:刚才|刚刚|刚|最后|上面|上)?(?:记|写|加|登记|说)?的?(?:那|这|[一1])?[条个]|刚才的?|刚刚的?|它)';
const heardGone = new RegExp(
  `^(?:小蜂|麻烦|请|帮我?|把|那|还是|[\\s,，])*(?:${LAST_ONE})?[\\s,，]*(?:删除|删掉|删|撤销|撤回|撤掉|撤|取消|去掉|划掉|作废|不要|不记)(?:了|吧|啦|哈|掉|[\\s,，。.!！])*(?:${LAST_ONE})?(?:了|吧|啦|哈|谢谢|[\\s。.!！])*$`,
);
/** Right after it was written: it is to go again. */
export const serviceTakenBack = (words: string): boolean => words.length <= 20 && heardGone.test(words);

const heardCorrecting =
  /^(?:[\s,，]*(?:不对|不是|错了|说错了?|写错了?|记错了?|打错了?|哦|噢))+[\s,，]*(?:应该)?(?:是|改成|改为)?(?<text>.{2,})$/s;
/** Right after it was written: what it should be, or a part of it. */
export const serviceCorrected = (words: string): string | null =>
  words.length > LONGEST
    ? null
    : (heardCorrecting
        .exec(words)
        ?.groups?.text?.replace(/[吧了啊呀。.!！\s]+$/, '')
        .trim() ?? null);

const FIGURES = /\d+|[零一二两三四五六七八九十百]+/g;
/**
 * The words with the part put right that differs in nothing but its figures (`四号楼` in place of `三号楼`); else all of the new ones,
 * where they are no shorter than a sentence; null = nobody can tell.
 */
export function putRight(before: string, told: string): string | null {
  const shape = told
    .split(FIGURES)
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(?:\\d+|[零一二两三四五六七八九十百]+)');
  const found = FIGURES.test(told) ? [...before.matchAll(new RegExp(shape, 'g'))] : [];
  FIGURES.lastIndex = 0;
  const [only] = found;
  if (only && found.length === 1 && only[0] !== told) return before.replace(only[0], () => told);
  return [...told].length >= 6 ? told : null;
}

const heardOne = new RegExp(
  `^(?:小蜂|看(?:一?下)?|查(?:一?下)?|[\\s,])*${FIRST}\\s*(?:是什么|是啥|怎么样了?|咋样了?|详情|什么情况|到哪一?步了?|办了吗|(?:办好|办完|解决|对接|对上|落实)(?:上)?了?(?:吗|没有?)|对接了吗|呢)?[\\s。.?!吗呢]*$`,
  'i',
);

/** A letter and a number without the hyphen that our keys have. */
export const namesNoKey = (words: string): boolean => /[nrs]\s*\d/i.test(words) && !/[nrs]\s*-/i.test(words);

/** One of them is to be shown. */
export function serviceShown(words: string): ServiceNumber | null {
  const groups = words.length > SHORT ? undefined : heardOne.exec(words)?.groups;
  return groups ? numberIn(groups, 'first') : null;
}

const ASKS = '(?:小蜂|请问|问一?下|看(?:一?下)?|查(?:一?下)?|[发给帮我想要]|打开|列一?下|[\\s,，])*';
const WHOSE = '(?:支部|党支部|咱们?|我们|社区|街道|这边|这里|这儿|现在|目前|眼下|最近|近期|都|的)*';
const UNMATCHED =
  '(?:还)?(?:(?:没|没有|未|待)(?:被)?(?:对接|对上|匹配|办|办好|解决|落实|安排|着落)(?:上|掉)?|没人(?:管|接|办|认领|帮))的?';
const ASK_END = '[\\s,，。.!！?？~～呢啊呀吧哈嘛]*$';
const WHICH = '(?:哪些|什么|啥|哪几[条个项]|几[条个项]|多少)';
const ask = (...patterns: string[]): RegExp[] => patterns.map((one) => new RegExp(`^${ASKS}${WHOSE}(?:${one})${ASK_END}`));
const heardAll = ask(
  '(?:三|3)(?:张|个|份|本)?(?:服务)?清单(?:都|上|里)?(?:有哪些|有什么|有啥|情况|(?:都|给我|让我|帮我|拿来|打开|列出来|发)*(?:发我|看看|看一下|看下|看一看|瞧瞧|列一下|过目)?)',
  '(?:需求|资源|服务)[、,和]?(?:需求|资源|服务)[、,和]?(?:需求|资源|服务)(?:三张|三个)?清单',
);
const heardLists = [
  new RegExp(`^(?:小蜂|[\\s,])*(?:看(?:一下|看|下)?|查(?:一下|下)?|列(?:一下)?|打开)${KIND}${ASK_END}`),
  ...ask(
    `(?<unmatched>${UNMATCHED})?${KIND}(?:的)?(?:清单|列表|台账)(?:上|里|都|还)*(?:有(?:哪些|什么|啥|几条|多少)|发我|看看|是什么)?`,
    `(?:还|都)?有${WHICH}(?<unmatched>${UNMATCHED})?${KIND}(?:项目)?(?<late>(?:还)?没(?:对接|对上|办|解决|落实|着落|人[管接办帮])(?:上)?)?(?:可以用|能用|可用|提供)?(?:的)?(?:没有?|没得|不|吗|么)?`,
    `${KIND}(?:都|还)*有${WHICH}(?<unmatched>(?:还)?没(?:对接|对上|办|解决|落实|着落|人[管接办帮])(?:上)?)?`,
    `(?<unmatched>${UNMATCHED})${KIND}(?:还|都)*(?:有${WHICH})?`,
    `(?:能|可以)(?:给我们)?提供${WHICH}${KIND}`,
    `${WHICH}${KIND}(?<unmatched>(?:还)?没(?:对接|对上|办|解决|落实|着落|人[管接办帮])(?:上)?)`,
  ),
];

/** Only needs are matched. */
const heardUnmatched = ask(
  `(?:还有|还|有)?(?:${WHICH})?(?:还)?(?:没有?|未|待)(?:对接|对上|匹配)(?:上)?的?(?:都|还)*(?:有?${WHICH})?`,
);

/** `kind` null = all three; `unmatched`: only needs that wait for somebody. */
export interface ServiceListAsked {
  kind: ServiceKind | null;
  isUnmatched: boolean;
}

/** Which list is asked for, `kind` null = all of them; null = something else is said. */
export function serviceListAsked(words: string): ServiceListAsked | null {
  if (words.length > SHORT) return null;
  if (heardAll.some((pattern) => pattern.test(words))) return { kind: null, isUnmatched: false };
  if (heardUnmatched.some((pattern) => pattern.test(words))) return { kind: 'need', isUnmatched: true };
  for (const pattern of heardLists) {
    const groups = pattern.exec(words)?.groups;
    if (!groups?.kind) continue;
    return { kind: KINDS[groups.kind]!, isUnmatched: (groups.unmatched ?? groups.late) !== undefined };
  }
  return null;
}

const COUNT = '[0-9一二三四五六七八九十两]{1,4}';
const BUILDING = `${COUNT}\\s*(?:号楼|号院|栋|幢|座|单元|弄)`;
/** A door: what leads to somebody's home. */
const DOOR = `(?:${COUNT}\\s*(?:室|户|号房|房间?(?![子屋东产]))|(?<=(?:号楼|栋|幢|座|单元)\\s*)\\d{2,4}(?![\\d号楼栋幢座单元点月日:：]))`;

export const homes = {
  /** All of it, where it stands beside somebody in need. */
  whole: new RegExp(`(?:${BUILDING}\\s*|${COUNT}\\s*[层楼]\\s*)+(?:\\d{2,4}\\s*(?:室|户|号)?)?|${DOOR}`, 'g'),
  /** A building may be where everybody goes. */
  door: new RegExp(DOOR, 'g'),
};

const PLAIN_PAIRS =
  /^(?:可以|愿意|提供|免费|需要|想要|每[月周天日]|[周星]期?.|礼拜|上午|下午|晚上|早上|小[哥区]|社区|街道|大家|我们|咱们|一[个些下条台次]|两[个次]|那[边里个]|这[边里个]|附近|旁边|门口|地方|时候|没有|有[人个]|快递|骑手|外卖|兄弟|师傅|帮忙|服务|资源|需求|支部|驿站|志愿|活动|工作|时间|以后|以前|之前|使用|解决|安排|联系|电话|公司|老板|同志|党员|商[家户]|物业|银行|工会|[的了在和到把给能要会让有].|.[的了在和到把给能要会让有])$/;
/** What two texts speak of, in pairs of characters that tell something: how many they share. */
export function sharedThings(first: string, second: string): number {
  const pairsOf = (text: string) => {
    const signs = [...text];
    const pairs = signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
    return new Set(pairs.filter((pair) => /^\p{Script=Han}{2}$/u.test(pair) && !PLAIN_PAIRS.test(pair)));
  };
  const others = pairsOf(second);
  return [...pairsOf(first)].filter((pair) => others.has(pair)).length;
}
