// How a secretary arranges who patrols: one or several at once, and what changes of it. Linear in the length of the words; heard, never said.
import { patrolHalves } from '../../core/slots.ts';
import { type Groups, HALF, PATROL, type PatrolSaid, PLAN_END, saidIn, WHEN } from './patrol-days.ts';
import { polite } from './planning.ts';

export const patrolDeeds = ['set', 'add', 'drop', 'swap'] as const;
/** `set`: in place of whoever was to go, no names = nobody goes. `swap`: `names` in place of `off`. `drop`: without `off`. */
export type PatrolDeed = (typeof patrolDeeds)[number];

export interface PatrolPart {
  deed: PatrolDeed;
  said: PatrolSaid;
  /** From now on, every week. */
  isWeekly: boolean;
  names: string[];
  off: string[];
}
export interface PatrolGiven {
  /** At least one. */
  parts: PatrolPart[];
  /** Said so freely that only the names of the roster make an order of it. */
  isLoose: boolean;
  /** Speaks of patrols in so many words. */
  isNamed: boolean;
  /** Begins as a roster does: what stands there is somebody. */
  isRoster: boolean;
}

/** Nothing longer is an order. */
const LONGEST = 120;
const SHORT = 40;

const STANDING = '(?<standing>以后|今后|往后|从今往后|从今天起|从现在起|长期|固定|平时)';
/** In no name: what tells of a patrol, not of a person. */
const NO_NAME =
  '(?:[安排弄定][个份张一]|[别甭莫]|照[常旧]|[我俺咱谁没不值怎哪几完了好过吗呢的到要还已做搞巡查把换替去]|正常|[Oo][Kk]|没问题|异常|充电|通道|车辆|消防|结束|发现|取消|一下|时候|安排|[早晚][上班晚]|大家|有人|[今明后][天早晚儿日]|大后|每天|请假|个人|以后|今后|固定|长期|通知|提醒|记得|注意|辛苦|(?:周|星期|礼拜)[一二三四五六日天末]|[这本下上]周|周末|本月|[这下]个?月|国庆|元旦|春节|负责|都是|名单|排班|情况|记录|结果|报告|统计|怎么|物业|保安|门卫|城管|从来|再[加添排]|[加添][上个一])';
const NAME = `(?:(?![早晚加添])(?:(?!${NO_NAME})[\\p{Script=Han}A-Za-z·]){2,8}?|我|俺)`;
const JOINER = '[、,，和跟与同及&/+]|还有|以及|带上?';
const names = (group: string): string => `(?<${group}>${NAME}(?:(?:${JOINER})${NAME}){0,5})`;
const NAMES = names('names');
const OFF = names('off');
const namesIn = (said: string): string[] => said.split(new RegExp(JOINER));
const TOGETHER = '(?:一起|一块儿?|两个人?|俩人?|两人|[三四]个人|他们|同志|师傅)?';

const patterns = (...sources: string[]): RegExp[] =>
  sources.map((source) => new RegExp(`${polite.front}(?:${source})${PLAN_END}`, 'u'));

const ARRANGE = '(?:安排|让|由|请|叫|派|换成|改成|改由|换|改|排)?';
const DOES = '(?:来|去|负责|值|上|在|顶|担任|排)*';
const BOTH = '(?:(?<half>早晚)都?)?';
const heardSet = patterns(
  `${NAMES}${TOGETHER}${STANDING}${WHEN}(?:都)?${DOES}${PATROL}`,
  `${STANDING}?(?:都|就)?${ARRANGE}${NAMES}${TOGETHER}(?:在|来)?${WHEN}(?:都)?${DOES}${PATROL}`,
  `${STANDING}?${WHEN}(?:都|就)?${ARRANGE}(?:是)?${NAMES}${TOGETHER}(?:都)?${DOES}${PATROL}`,
  `${STANDING}?${WHEN}${PATROL}(?:就|都|也)?[:： ]?(?:安排|换成|改成|改由|改为|交给|排|换|让|是|由|归|请|派)?[:： ]?${NAMES}${TOGETHER}${DOES}`,
  `${STANDING}${PATROL}(?:就|都)?[:： ]?(?:安排|换成|改成|改由|改为|交给|排|换|让|是|由|归)?${NAMES}${TOGETHER}${DOES}`,
);
const NONE = '(?:不用(?:排|安排|去|巡|人|搞|来)*了?|取消|不排|不巡|免|停|暂停|不安排|不搞|撤|算)了?(?:人)?';
const heardCleared = patterns(
  `${STANDING}?${WHEN}${PATROL}(?:就|都|先)?${NONE}`,
  `${STANDING}${WHEN}?(?:就|都)?${PATROL}(?:就|都|先)?${NONE}`,
  `(?:取消|撤掉?|停掉?|不用排)${STANDING}?${WHEN}${PATROL}`,
  `${STANDING}?${WHEN}(?:就|都|先)?(?:不用?|别|不要|暂停|取消|停)(?:再)?(?:安排|排|搞|去|来)*${PATROL}了?`,
);
const ROSTER = '(?:早晚)?巡[查逻](?:值班|排班|轮班)*(?:表|名单|安排|排班)?';
const heardEmptied = patterns(
  `(?:清空|全部取消|全取消|都取消|清掉|清除)(?:所有的?|全部的?)?${ROSTER}`,
  `(?:所有的?|全部的?)?${ROSTER}(?:里的?人)?(?:全部|全都|全|都)?(?:清空|取消|清掉|清除|不排)了?`,
  `${STANDING}(?:就|都)?(?:不|不用|别|取消|停)(?:再)?(?:安排|排|搞|去)*(?:早晚)?巡[查逻]了?`,
  `${STANDING}(?:早晚)?巡[查逻](?:就|都)?${NONE}`,
);

const T = `${WHEN}?的?(?<half>${HALF})?`;
const WHENEVER = `(?:${WHEN}|(?<half>${HALF}))的?`;
const PT = '(?:的?(?:早晚)?(?:巡[查察茶检逻视防更]?|寻[查逻])(?:任务|班|名单|表|安排)?(?:一?[趟圈遍下])?)?';
const INTO = '(?:再|还|多|另外|也)*(?:加|添|增加|补|排)(?:上|个|进|入|进去|多|[一1]?[个位])*';
const OUT = '(?:不要|去掉|拿掉|撤掉|撤下|划掉|删掉|删|减掉|不用|不排|别排|别安排|不安排)';
const OUT_OF = '(?:去掉|拿掉|撤掉|撤下来?|划掉|删掉|删了?|撤了?|拿下来?|去了)';
const NOT_GOING = '(?:都|就|也|先)*(?:不用|不要|不|别|甭|莫|不能|去不了|来不了|没空|请假|有事)(?:再|去|来|能|安排|排)*';
/** `老周换小吴`: the second goes; `小吴替老周`: the first. */
const TURNED = '(?:(?:替换|换|改)(?:成|为|给|由|下|上|了)*|替成)';
const GOES = '(?:来|去|顶|上|巡|一起|一块儿?)*';
const changes: readonly (readonly [PatrolDeed, readonly RegExp[]])[] = [
  [
    'swap',
    patterns(
      `${STANDING}?${T}${PT}(?:里)?的?(?:人)?(?:把|将|由)?${OFF}的?(?:早|晚)?(?:巡查?|班)?${TURNED}${NAMES}${GOES}${PT}了?`,
      `(?:把|将)?${STANDING}?${OFF}的?${T}${PT}的?(?:换|改|让|由|给|交给|转给)(?:成|为|给|由)*${NAMES}${GOES}${PT}了?`,
      `${STANDING}?${NAMES}${GOES}(?:顶替|代替|替换|替|顶|代)(?:一下)?${OFF}的?(?:去|来)?的?${T}${PT}`,
      `${STANDING}?${T}${PT}(?:让|由|是|换)?${NAMES}(?:顶替|代替|替换|替|顶|代)(?:一下)?${OFF}${GOES}${PT}`,
      `${T}${PT}(?:不是|不要|别让|不让|甭让)${OFF}(?:去|来)?${PT}了?[,，\\s]*(?:是|换|换成|改成|改由|让|叫|派|要)${NAMES}${GOES}${PT}`,
    ),
  ],
  [
    'drop',
    patterns(
      `${STANDING}?${T}${PT}(?:里|上)?${OUT}${OFF}${PT}了?`,
      `${STANDING}?${T}${PT}(?:先|就)?(?:别|甭|莫|不要|不用|不)(?:再)?(?:让|叫|派|安排|排)${OFF}(?:去|来)?${PT}了?`,
      `${STANDING}${OFF}${NOT_GOING}${PT}了?`,
      `${OFF}${STANDING}${NOT_GOING}${PT}了?`,
      `${OFF}的?${WHENEVER}${PT}${NOT_GOING}${PT}了?`,
      `${OFF}${NOT_GOING}${PT}了?`,
      `${STANDING}?${WHENEVER}${PT}${OFF}${NOT_GOING}${PT}了?`,
      `(?:把|将)${OFF}从${T}${PT}(?:里|中|上|名单|表)*${OUT_OF}`,
      `${T}${PT}(?:里|上|名单|表)*(?:把|将)${OFF}${OUT_OF}`,
    ),
  ],
  [
    'add',
    patterns(
      `${STANDING}?${T}${PT}(?:里|上)?${INTO}${NAMES}${GOES}${PT}`,
      `${STANDING}?${NAMES}${WHENEVER}(?:也|一起|也一起)(?:加|去|来|到|在)*${PT}`,
      `${STANDING}?${WHENEVER}${PT}${NAMES}(?:也|也一起)${GOES}${PT}`,
      `(?:把|将)${NAMES}也?(?:加|排|放|添)(?:到|进|入|上)+${T}${PT}(?:里|上|名单|表)*`,
    ),
  ],
  [
    'set',
    patterns(
      `${WHENEVER}${PT}的?人?(?:换|改)(?:成|为|由)?${NAMES}${GOES}${PT}`,
      `${WHENEVER}${PT}(?:让|叫|请|派|由|找)${NAMES}(?:来|去)?(?:顶上?|顶一下|顶替|顶班|替一下)${PT}`,
    ),
  ],
];

/** One arranged among several; the first that fits. */
const heardPiece = patterns(
  `${STANDING}?${ARRANGE}${WHEN}(?:就|都|还是|也|的人|是)*${ARRANGE}${NAMES}${TOGETHER}(?:都)?${DOES}${PATROL}`,
  `${STANDING}?${ARRANGE}${T}${PT}(?:就|都|还是|也|的人|是)*${ARRANGE}${NAMES}${TOGETHER}${BOTH.replace('half', 'both')}${DOES}${PT}`,
  `${STANDING}?${ARRANGE}${NAMES}${TOGETHER}(?:负责|的|是|来|去|在|排)*${T}(?:都)?${DOES}${PT}`,
);
/** What stands over several. */
const heardHead = patterns(
  `${STANDING}?(?:(?:安?排|定|弄)(?:一?下|一?个|一?份)?)?${T}(?:的?(?:早晚)?巡[查察茶检逻视]?)?(?<list>(?:值班|轮值|排班|人员|名单|表|安排|计划|这样|这么|如下)*)排?`,
);
const heardPieceCleared = patterns(`${STANDING}?${T}${PT}(?:就|都|先)?${NONE}`);
const SEPARATOR = /[,，;；。:：\s]+|、(?=(?:周|星期|礼拜|早|晚|\d))/;
/** Where one begins that no mark parts from the one before. */
const SEAM =
  /(?<![到至、和每以后这本个今明的]|(?<!一)下)(?=(?:(?:下|这|本)个?)?(?:周|星期|礼拜)[一二三四五六日天末]|[早晚](?:上|班|巡))/;
const heardRoster =
  /^(?:小蜂|麻烦|请|帮我?|排一?[个下]?|[\s,，])*(?:这周|本周|下周)?的?(?:早晚)?巡[查逻](?:值班|排班)?(?:表|名单|安排|排班)\s*[:：,，]/;
const speaksOfPatrols = /[巡寻][查察茶检逻视防更]|[早晚]巡|巡/;

/** Of whom a roster leaves out. */
const heardArranging = /[别不甭莫]要?(?:安?排|安排)/;

const first = (heard: readonly RegExp[], words: string): Groups | null => {
  for (const pattern of heard) {
    const found = pattern.exec(words);
    if (found) return found.groups ?? {};
  }
  return null;
};

const isEvery = ({ standing, when }: Groups): boolean => standing !== undefined || /^(?:每|天天|逢)/.test(when ?? '');

function partOf(deed: PatrolDeed, groups: Groups): PatrolPart {
  const list = (said: string | undefined) => (said === undefined ? [] : namesIn(said));
  return { deed, said: saidIn(groups), isWeekly: isEvery(groups), names: list(groups.names), off: list(groups.off) };
}

/** True when the one who is named is the speaker. */
export const meansSelf = (name: string): boolean => /^[我俺]$/.test(name);

/** Somebody takes it on himself alone, or cannot himself: that is no order. */
const isOwn = ({ names: given, off }: PatrolPart): boolean => {
  const people = [...given, ...off];
  return people.length > 0 && people.every(meansSelf);
};

/** It is given to people by name, for once or from now on, and what changes of it; null = something else is said. */
export function patrolGiven(said: string): PatrolGiven | null {
  const words = said.replaceAll('@', '');
  if (words.length > LONGEST || /[?？]|[吗么]$/.test(words)) return null;
  // "I and he are coming" speaks of taking part.
  if (/[我俺].*[来去]$/.test(words)) return null;
  const isNamed = speaksOfPatrols.test(words);
  const isRoster = heardRoster.test(words);
  if (words.length <= SHORT) {
    const plain = isNamed ? (first(heardCleared, words) ?? first(heardSet, words)) : null;
    const part = plain && partOf('set', plain);
    if (part && isOwn(part)) return null;
    if (part) return { parts: [part], isLoose: false, isNamed, isRoster };
    const changed = changeIn(words);
    if (changed) return { parts: [changed], isLoose: true, isNamed, isRoster };
  }
  const parts = isNamed
    ? (partsIn(words.split(SEPARATOR)) ?? partsIn(words.split(SEPARATOR).flatMap((piece) => piece.split(SEAM))))
    : null;
  return parts && !parts.some(isOwn) ? { parts, isLoose: true, isNamed, isRoster } : null;
}

function changeIn(words: string): PatrolPart | null {
  for (const [deed, heard] of changes) {
    for (const pattern of heard) {
      const groups = pattern.exec(words)?.groups;
      const part = groups && partOf(deed, groups);
      if (part && !isOwn(part) && isClear(part, speaksOfPatrols.test(words), heardArranging.test(words))) return part;
    }
  }
  return null;
}

/** Without a word of patrols, somebody who "cannot" is missing at anything; without a day, it is of whoever goes out. */
function isClear({ deed, said, isWeekly }: PatrolPart, isNamed: boolean, isArranging: boolean): boolean {
  if (!isNamed && deed === 'drop') return isArranging && said.when !== null;
  return said.when !== null || said.halves !== null || isWeekly || (isNamed && deed !== 'add' && deed !== 'set');
}

const heardKept = patterns(
  `(?:先|千万|可)*(?:别|不要|不用|甭|莫|不)(?:再|先|给我)*(?:取消|停掉?|撤掉?|清空)${T}${PT}`,
  `${T}${PT}(?:先|还是?|就|也|都|暂时)*(?:别|不要|不用|甭|莫|不)(?:再|先|给我)*(?:取消|停|撤)(?:了|掉)?(?:[\\s,，]*(?:照常|照旧|正常|继续))?(?:巡查?)?`,
  `${T}${PT}(?:还是|都|就|也)*(?:照常|照旧|不变|正常)(?:进行|巡查?|排)?`,
);
/** The roster stands as it is. */
export const patrolKept = (words: string): boolean =>
  words.length <= SHORT && speaksOfPatrols.test(words) && first(heardKept, words) !== null;

/** Nobody is to patrol any more, ever. */
export const patrolEmptied = (words: string): boolean => words.length <= SHORT && first(heardEmptied, words) !== null;

/** Each piece adds to what stands over it: the day, the half, every week. */
function partsIn(pieces: readonly string[]): PatrolPart[] | null {
  const parts: PatrolPart[] = [];
  let over: PatrolSaid & { isWeekly: boolean } = { when: null, halves: null, isWeekly: false };
  let last: PatrolPart | null = null;
  let isList = false;
  for (const each of pieces.filter((one) => one !== '')) {
    if (each.length > SHORT) return null;
    // `周一三五老周,二四六小吴`
    const piece = last && /^[一二三四五六日]{2,6}(?![号月日])/.test(each) ? `周${each}` : each;
    const part = pieceIn(piece);
    if (!part) {
      const head = first(heardHead, piece);
      if (!head) return null;
      const { when, halves } = saidIn(head);
      over = { when: when ?? over.when, halves: halves ?? over.halves, isWeekly: over.isWeekly || isEvery(head) };
      isList ||= /名单|表|排班|安排/.test(head.list ?? '');
      last = null;
      continue;
    }
    const { said } = part;
    const isBare = said.when === null && said.halves === null;
    if (isBare && last && part.names.length > 0) {
      last.names.push(...part.names);
      continue;
    }
    const before: PatrolSaid = last?.said ?? over;
    // Where mornings and evenings were given apart, another day without either is both.
    const isBoth = said.when !== null && said.halves === null && isApart(parts);
    part.said = {
      when: said.when ?? before.when,
      halves: isBoth ? [...patrolHalves] : (said.halves ?? (said.when === null ? over.halves : before.halves) ?? over.halves),
    };
    part.isWeekly ||= last?.isWeekly ?? over.isWeekly;
    parts.push(part);
    last = part;
  }
  // A list without a day is the list of every day, and so is what somebody is in charge of.
  if ((isList || /负责|都是|包了/.test(pieces.join())) && parts.every(({ said }) => said.when === null))
    for (const part of parts) part.isWeekly = true;
  const isTimed = parts.every(({ said, isWeekly }) => said.when !== null || said.halves !== null || isWeekly);
  return parts.length > 0 && isTimed ? parts : null;
}

/** The last day that was named has its morning and its evening told one by one. */
function isApart(parts: readonly PatrolPart[]): boolean {
  const last = parts.at(-1);
  const same = parts.filter(({ said }) => said.when === last?.said.when);
  return patrolHalves.every((half) => same.some(({ said }) => said.halves?.length === 1 && said.halves[0] === half));
}

function pieceIn(piece: string): PatrolPart | null {
  const cleared = first(heardPieceCleared, piece);
  if (cleared && (cleared.when !== undefined || cleared.half !== undefined)) return partOf('set', cleared);
  const groups = first(heardPiece, piece);
  return groups && partOf('set', groups.both === undefined ? groups : { ...groups, half: groups.both });
}

/** Right after it was given: somebody else, somebody more, another time, or not at all. */
export type PatrolCorrection =
  | { kind: 'people'; names: string[] }
  | { kind: 'more'; names: string[] }
  | { kind: 'time'; said: PatrolSaid }
  /** Somebody else for this half of the day. */
  | { kind: 'half'; said: PatrolSaid; names: string[] }
  | { kind: 'back' };

const WRONG = '(?:不对|不是|错了|说错了?|弄错了?|搞错了?|写错了?|打错了?|哦|噢|啊|呀|[\\s,，。])';
const heardOthers = patterns(
  `(?:${WRONG})+(?:是|应该是|改成|换成|改|换|让)?${NAMES}${TOGETHER}${GOES}`,
  `(?:改成|换成|改为|换|改)${NAMES}${TOGETHER}${GOES}`,
);
const heardMore = patterns(
  `(?:再|还有?|多|另外)+(?:加|添|算|让|叫|排)?(?:上|个|[一1]个)?${NAMES}${GOES}`,
  `${NAMES}(?:也|也一起)(?:去|来|巡|算|加上)+`,
);
const heardOtherTime = patterns(
  `(?:${WRONG})*(?:是|应该是|改到|改成|换成|挪到|换到)${T}${PT}(?:的)?`,
  `(?:${WRONG})+${T}${PT}(?:的)?`,
);
/** Beside who goes, who need not any more. */
const heardRests =
  /[\s,，]+(?:让|叫)?[\p{Script=Han}A-Za-z]{2,4}?(?:就|先)?(?:休息|歇着?|放假|不用?(?:去|来|巡|排|管)|下来|撤下?|换下来?)(?:了|吧)*[\s。.!！]*$/u;
const heardHalf = patterns(
  `(?:${WRONG})+(?<half>${HALF})(?:巡查?)?(?:的|那[班趟])?(?:应该)?(?:是|由|让|换成|改成|换|改|排|给){1,2}${NAMES}${TOGETHER}(?:来|去|巡查?|值|上)*`,
);
const heardNever = patterns('(?:还是)?(?:(?:算|先不排|不排|别排|先不安排|不用排|排错|撤销|撤回)(?:巡查?)?了?[,，\\s]*){1,2}');

/** A name or a day alone: said of what was just arranged. */
export function patrolCorrected(said: string): PatrolCorrection | null {
  const words = said.replaceAll('@', '');
  if (words.length > SHORT || /[?？]|[吗么]$/.test(words)) return null;
  if (first(heardNever, words)) return { kind: 'back' };
  const half = first(heardHalf, words.replace(heardRests, ''));
  if (half?.names !== undefined) return { kind: 'half', said: saidIn(half), names: namesIn(half.names) };
  const time = first(heardOtherTime, words);
  if (time && (time.when !== undefined || time.half !== undefined)) return { kind: 'time', said: saidIn(time) };
  const more = first(heardMore, words)?.names;
  if (more) return { kind: 'more', names: namesIn(more) };
  const others = first(heardOthers, words)?.names;
  return others ? { kind: 'people', names: namesIn(others) } : null;
}

const heardHow = patterns(
  `(?:我)?(?:想|要)?(?:怎么|咋|如何)?(?:排|安排|定|弄)(?:一下|一排|个)?(?:${WHEN})?的?${ROSTER}`,
  `${WHEN}(?:想|要)?(?:排|安排|定)(?:一下|一排|个)?${ROSTER}`,
  `${ROSTER}(?:怎么|咋|如何)(?:排|安排|弄|定)的?`,
  `${WHEN}(?:的)?(?:没人|缺人|少人)${PATROL}(?:[,，\\s]*(?:找|安排|派)(?:个)?人)?`,
);
/** Wants to arrange some, and has not said of whom. */
export const patrolWanted = (words: string): boolean =>
  words.length <= SHORT && speaksOfPatrols.test(words) && first(heardHow, words) !== null;
