// How a secretary hands in something to learn: whom it is for, how long it takes, when it may leave. Linear in the length of the words.
import { chineseNumber } from '../../core/numerals.ts';
import { asWritten } from '../../core/text.ts';
import { LINK_MARK, linksIn } from '../study/link.ts';
import type { StudyAudience } from '../study/records.ts';
import { isBotOrder } from './broadcast.ts';
import { saidInTheEnd } from './in-one-breath.ts';
import { polite } from './planning.ts';

/** What was said of a material, as far as it was said. */
export interface Handing {
  title: string | null;
  body: string | null;
  links: string[];
  minutes: number | null;
  audience: StudyAudience | null;
  /** For those who did not come. */
  isForAbsent: boolean;
  /** Names an activity, or what it is about. */
  about: string | null;
  /** When to send it. */
  sendWords: string | null;
  /** Names a group. */
  groupWords: string | null;
  /** Speaks of a message that is quoted. */
  pointsAtQuote: boolean;
}

const TRADES: readonly (readonly [StudyAudience, string])[] = [
  ['courier', '快递(?:小哥|员|师傅|兄弟)?们?|(?:送|跑)快递的(?:人|兄弟)?|派件(?:员|的)'],
  ['rider', '(?:外卖)?骑手(?:兄弟)?们?|外卖(?:小哥|员)?们?|(?:送|跑)外卖的(?:人|兄弟)?|跑单的|送餐(?:员|的)'],
  ['driver', '(?:货车|网约车)?司机(?:师傅)?们?|跑车的'],
  ['office', '站里(?:的?(?:人|同事|员工))?|站点(?:人员|员工|工作人员)|内勤|站长们?'],
  ['members', '(?:全体|各位)?党员(?:同志)?们?'],
  ['all', '大家伙?儿?|大伙儿?|所有人|全体(?:人员|成员)?|全部(?:人|人员)?|全员|各位|群里的?(?:人|大家)?|兄弟们|咱们'],
];
const ABSENT_SAID =
  '(?:(?:今天|昨天|这次|上次|那天|党日|活动|会上?|现场)的?)?(?:(?:没|没有|没能|未)(?:来|到|去|参加|赶上)(?:场|会|现场|成|上)?|[来去到]不了|不能来|来不成|赶不上|缺席|缺课|请假)(?:党日|活动)?';
const PEOPLE = '(?:的?(?:人|同志|党员|弟兄|兄弟|小哥|骑手|师傅)们?|的)';
const ABSENT = `(?:${ABSENT_SAID})${PEOPLE}?`;
const GROUP = '[^,，:：。;；!！?？\\s\\d给到向让叫请把发]{1,12}群(?:里)?(?:的?(?:人|大家|骑手们?|快递员们?))?';
const WHOM = `(?:${ABSENT}|${GROUP}|${TRADES.map(([, words]) => words).join('|')})`;
const GIVEN = `(?:(?:只|再|就)?(?:发|转|推)?(?:给|到|向|让|叫|请)${WHOM}(?:都|也)?)`;
const PIECE = '(?:一?(?:个|份|条|下|篇|些|点))?';
const SEND = `(?:再?(?:发|来|推|推送|转|布置|安排|上)(?:送)?${PIECE})`;
const MATERIAL = '(?:学习|自学|党课)(?:的)?(?:材料|资料|内容|文章|视频|链接|课件|任务)';
const STUDY = `(?:${MATERIAL}|学习|自学|微党课|微课|指尖(?:上的?)?(?:微)?课堂)`;
/** "Today's": tomorrow's would be a meeting. */
const NEW =
  '(?:(?:(?:最?新的?|今[天日晚]的|今日|本周的?|这周的|本月的?|这个?月的|这次的|本期的?|这期的?|每[日周]一?)|第[一二三四五六七八九十\\d]{1,3}[期课讲次])(?:一?(?:个|份|条|篇))?)?';
/** An activity or a theme in front of it; no time stands there. */
const ABOUT =
  '(?<about>(?:《[^》]{1,40}》|\\d{1,2}月[^,，:：。;；!！?？ \\d把给发]{2,14}?|[^,，:：。;；!！?？ \\d把给发]{2,16}?))';
const POINTER = `(?:这|那|上面|下面|引用)(?:这|那)?(?:个|条|篇|份|段|里)?的?(?:链接|文章|视频|材料|资料|内容|消息|东西|课|${LINK_MARK})?|链接`;
const LEARN = '(?:自?学(?:习)?(?:一下|一学|一遍|下|学|习)?|补(?:一下|个|下)?课|补(?:一?补|学)一?下?)';
const LOOK = '(?:看(?:一下|看|一看|下)?|听(?:一下|听|下)?)';
const THEN = `(?:去|都|也|好好)?(?:${LEARN}|${LOOK})?`;
const LENGTH = '(?:(?:大约|大概|约)?[-负]?(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})分钟?(?:左右)?|半个?小时)';
/** Between the words that hand it in and the colon. */
const FACTS = `(?:[\\s,，、(（]+(?:${GIVEN}|${LENGTH})${THEN}[)）]?){0,3}`;

const heardTitled = [
  new RegExp(`${polite.front}${GIVEN}?${SEND}?${GIVEN}?${NEW}${STUDY}${GIVEN}?${THEN}${FACTS}\\s*[:：]\\s*`),
  new RegExp(`${polite.front}${GIVEN}${SEND}${STUDY}\\s*[:：]\\s*`),
  new RegExp(`${polite.front}${SEND}${GIVEN}(?:去)?${LEARN}\\s*[:：]\\s*`),
  new RegExp(`${polite.front}${SEND}?${ABOUT}的${MATERIAL}${GIVEN}?\\s*[:：]\\s*`),
];
/** The same with no colon: the link says where the words end. */
const heardAhead = [
  new RegExp(
    `${polite.front}(?:${GIVEN}?${NEW}${STUDY}${GIVEN}?|${GIVEN}?${LEARN}|${SEND}${GIVEN}(?:去)?${LEARN})(?:\\s*发)?${FACTS}[\\s,，]*(?=${LINK_MARK})`,
  ),
  new RegExp(`${polite.front}${GIVEN}?${SEND}?${GIVEN}?${MATERIAL}${GIVEN}?[\\s,，]*(?=《|${LINK_MARK})`),
  new RegExp(`${polite.front}${GIVEN}?${SEND}${GIVEN}?${STUDY}${GIVEN}?[\\s,，]*(?=《|${LINK_MARK})`),
  new RegExp(`${polite.front}${SEND}?${ABOUT}的${MATERIAL}${GIVEN}?[\\s,，]*(?=《|${LINK_MARK})`),
];
const AT_END = '[吧了啊呀哈啦呢去来谢辛苦\\s,，。.!！~～]*';
const TO = `(?:发|转|推|转发|分享)(?:一下)?(?:给|到)`;
/** All of the words: the thing itself stands in the message that is quoted, or behind. */
const heardPointing = [
  new RegExp(`^(?:把|将)?(?:${POINTER})?${TO}${WHOM}(?:${LEARN}|去${LEARN}|让(?:他们|大家)${LEARN})${AT_END}$`),
  new RegExp(`^(?:把|将)?(?:${POINTER})?${TO}${ABSENT}(?:${LOOK}|补上)?${AT_END}$`),
  new RegExp(`^(?:让|叫|请|给)?${WHOM}(?:也|都)?(?:${LEARN})(?:${POINTER})?${AT_END}$`),
  new RegExp(`^(?:${POINTER})(?:让|叫|请|给)${WHOM}(?:也|都|去)*(?:${LEARN})${AT_END}$`),
  new RegExp(`^(?:让|叫|请)${ABSENT}(?:也|都|去)*(?:${LEARN}|${LOOK})(?:${POINTER})?${AT_END}$`),
  new RegExp(`^(?:让|叫|请)?${WHOM}(?:也|都|去)*(?:${LEARN}|${LOOK})(?:这|那)?(?:一)?(?:个|份|篇|段|条)?${MATERIAL}${AT_END}$`),
];
const SHORT = 60;
const heardPointer = new RegExp(`${POINTER}|${LINK_MARK}`);
const heardFront = /^(?:小蜂|麻烦|请|帮我?|帮忙|那|就|先|[\s,，])+/;

const MINUTES =
  '(?:(?:大约|大概|约|要|用|看|共|一共|时长|全长)*(\\d{1,3}|[一二两三四五六七八九十]{1,3})(?:来|多)?分钟?(?:左右|看完|学完|的|就够|时长)?)';
const HOURS = '(?:大约|大概|约|要|用)*(半|一|两|\\d(?:\\.\\d)?)个?(半)?(?:小时|钟头)(半)?(?:左右|看完|学完|的|就够)?';
const heardMinutes = new RegExp(`^${MINUTES}$`);
const heardHours = new RegExp(`^${HOURS}$`);
const DAY = '(?:大后天|[今明后昨前]天?|[下这本]?(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号])';
const CLOCK =
  '(?:[早中晚]上?|上午|中午|下午|傍晚|[\\d一二两三四五六七八九十]{1,3}(?:点半?|:\\d\\d|点[\\d一二三四五六七八九十]{1,3}分?))';
const heardSending = new RegExp(`^(?:改到|改成|等到?|到)?(?:${DAY}|${CLOCK}){1,4}(?:再|就|准时)?(?:发|送|推)(?:出去|送|吧)?$`);
const heardAtOnce = /^(?:现在|马上|立刻|立即|尽快|赶紧)(?:就)?(?:发|送|推)?(?:出去|吧)?$/;
/** When and to whom in one. */
const heardSendingTo = new RegExp(
  `^(?<when>(?:等到?|到)?(?:${DAY}|${CLOCK}){1,4})(?:再|就|准时)?(?<whom>(?:发|转|推)?(?:给|到)${WHOM}(?:看|学|学习)?)$`,
);
const heardMoving = new RegExp(
  `^(?:改到|改成|挪到|等到?|推到)(?:${DAY}|${CLOCK}){1,4}(?:再|就|准时)?(?:发|送|推)?(?:出去|送|吧)?$`,
);
const heardWhom = new RegExp(
  `^(?:只|就|仅)?(?:(?:改|换)?(?:成|为))?(?:发|转|推)?(?:给|到)?(?:${WHOM})(?:就行|就好|看|学|学习)?$`,
);
const heardGiven = new RegExp(`^${GIVEN}(?:看|学|学习)?$`);
/** A trade alone, between two marks: `15分钟，快递员`. */
const heardTrade = new RegExp(
  `^(?:(?:面向|针对|适合|适用|对象|岗位|职业|工种|范围)(?:是|为)?[:：]?)?(?:所有|全体|只限|限)?(?:${TRADES.filter(
    ([audience]) => audience !== 'all',
  )
    .map(([, words]) => words)
    .join('|')})(?:学习?|看)?$`,
);
const heardGroup = /[^,，:：。;；!！?？\s\d给到向让叫请把发]{1,12}群/;
const absentPattern = new RegExp(ABSENT_SAID);
const trades = TRADES.map(([audience, words]) => [audience, new RegExp(words)] as const);
const heardTitle = /《([^》]{1,60})》/;
const trimMarks = (words: string): string => words.replace(/^[\s,，;；。.、:：]+|[\s,，;；、:：]+$/g, '');

type Whom = Pick<Handing, 'audience' | 'isForAbsent' | 'groupWords'>;

/** Whom words are about; the name of a group says nothing of a trade. */
export function whomIn(words: string): Whom {
  const groupWords = heardGroup.exec(words)?.[0] ?? null;
  if (absentPattern.test(words)) return { audience: null, isForAbsent: true, groupWords };
  if (groupWords !== null) return { audience: 'all', isForAbsent: false, groupWords };
  return { audience: trades.find(([, pattern]) => pattern.test(words))?.[0] ?? null, isForAbsent: false, groupWords };
}

function minutesIn(piece: string): number | null {
  const quarters = /^(?:大约|大概|约|要|用)*([一三])刻钟?(?:左右)?$/.exec(piece);
  if (quarters) return quarters[1] === '一' ? 15 : 45;
  const hours = heardHours.exec(piece);
  if (hours) {
    const whole = hours[1] === '半' ? 0.5 : (chineseNumber(hours[1] ?? '') ?? 0);
    return lengthIn((whole + (hours[2] || hours[3] ? 0.5 : 0)) * 60);
  }
  return lengthIn(chineseNumber(heardMinutes.exec(piece)?.[1] ?? ''));
}

/** Nobody learns for longer, nor for no time at all. */
const MINUTES_MAX = 300;
const lengthIn = (minutes: number | null): number | null =>
  minutes !== null && minutes > 0 && minutes <= MINUTES_MAX ? Math.round(minutes) : null;
/** Meant for a length, and none. */
const heardLength = /^[-负约]?[\d.零一二两三四五六七八九十百千半个]{1,6}(?:分钟?|小时|钟头|秒钟?)(?:左右|看完|学完)?$/;

type Facts = Whom & Pick<Handing, 'minutes' | 'sendWords'>;
const nothing = (): Facts => ({ minutes: null, audience: null, isForAbsent: false, sendWords: null, groupWords: null });

/** One piece between two marks that is about the sending; false = it belongs to the thing itself. */
function takePiece(piece: string, facts: Facts): boolean {
  const minutes = minutesIn(piece);
  if (minutes !== null) facts.minutes ??= minutes;
  else if (heardGiven.test(piece) || heardTrade.test(piece)) Object.assign(facts, whomIn(piece));
  else if (heardSending.test(piece)) facts.sendWords ??= piece;
  else if (heardSendingTo.test(piece)) {
    const { when = '', whom = '' } = heardSendingTo.exec(piece)?.groups ?? {};
    facts.sendWords ??= when;
    Object.assign(facts, whomIn(whom));
  } else return heardLength.test(piece) || heardAtOnce.test(piece) || isBotOrder(piece);
  return true;
}

/** So many pieces about the sending stand behind a text at most. */
const PIECES_MAX = 4;

/** Takes off the end what is about the sending. */
function peeled(words: string): { rest: string; facts: Facts } {
  const facts = nothing();
  let rest = words.trim();
  for (let count = 0; count < PIECES_MAX; count += 1) {
    const at = Math.max(...[' ', ',', '，', ';', '。', '、', LINK_MARK].map((mark) => rest.lastIndexOf(mark)));
    const piece = rest.slice(at + 1);
    if (piece !== '' && (piece.length > 24 || !takePiece(piece.replace(/[。.!！]$/, ''), facts))) break;
    if (at === -1) return { rest: '', facts };
    if (rest[at] === LINK_MARK && piece === '') break;
    rest = rest[at] === LINK_MARK ? rest.slice(0, at + 1) : rest.slice(0, at).trimEnd();
  }
  return { rest, facts };
}

/** A name or a short title of what a link leads to; longer words are read for themselves. */
const TITLE_MAX = 40;

const heardLabelled =
  /^(?:题目|标题|名字|名称)(?:是|叫)?[:：]\s*[《“"]?(?<title>[^,，。;；\n》”"]{2,40})[》”"]?[,，。;；\s]+(?:内容|正文)(?:是)?[:：]\s*(?<body>\S.*)$/s;

/** The thing itself from what stands behind the words that hand it in. */
export function contentIn(words: string): Omit<Handing, 'about' | 'pointsAtQuote'> {
  const labelled = heardLabelled.exec(words)?.groups;
  if (labelled) return { ...contentIn(labelled.body ?? ''), title: asWritten(labelled.title?.trim() ?? '') };
  const { links, rest: marked } = linksIn(saidInTheEnd(words));
  const { rest, facts } = peeled(marked);
  const bare = trimMarks(rest.replaceAll(LINK_MARK, ' ').replace(/\s+/g, ' '));
  const title = heardTitle.exec(bare.slice(0, 100))?.[1]?.trim() ?? null;
  const others = title === null ? bare : trimMarks(bare.replace(heardTitle, ' '));
  const inside = others.split(/[\s,，]+/).filter((piece) => links.length === 0 || !takePiece(piece, facts));
  const left = links.length === 0 ? others : trimMarks(inside.join(' '));
  if (links.length > 0 && title === null && left !== '' && [...left].length <= TITLE_MAX) {
    return { title: asWritten(left), body: null, links, ...facts };
  }
  return { title, body: left === '' ? null : asWritten(left), links, ...facts };
}

/** To be handed in; nothing of it is said yet. */
const heardBare = new RegExp(
  `${polite.front}(?:我|俺)?(?:想|要|准备|打算)?${GIVEN}?(?:再?(?:发|推|布置)(?:送)?(?:一?[个份条篇点些]${GIVEN}?${STUDY}|${GIVEN}?(?:学习|${MATERIAL})))${GIVEN}?${polite.behind}`,
);

/** `学习材料：《防诈骗十条》 https://… 10分钟 给骑手`, `把这个链接发给没来的人学一下`; null = nothing is handed in. */
export function handedIn(words: string): Handing | null {
  const { links, rest } = linksIn(words);
  const head = rest.slice(0, SHORT);
  const lead = (links.length > 0 ? [...heardTitled, ...heardAhead] : heardTitled).map((each) => each.exec(head)).find(Boolean);
  if (links.length === 0 && words.length <= SHORT && heardBare.test(words) && !/给[我俺]/.test(words)) {
    return { ...contentIn(''), ...whomIn(words), about: null, pointsAtQuote: false };
  }
  if (lead) {
    const facts = nothing();
    for (const piece of lead[0].split(/[\s,，、:：()（）]+/)) takePiece(piece, facts);
    const inside = contentIn(behind(words, rest, lead[0].length));
    const content = { ...inside, minutes: inside.minutes ?? facts.minutes };
    const told = whomIn(lead[0]);
    const isTold = told.isForAbsent || told.audience !== null;
    const about = lead.groups?.about?.replace(/[《》]/g, '') ?? null;
    return { ...content, ...(isTold && told), about: isTold ? null : about, pointsAtQuote: false };
  }
  const bare = trimMarks(rest.replaceAll(LINK_MARK, ' ').replace(/\s+/g, ' ')).replace(heardFront, '');
  const [first = '', ...others] = links.length > 0 ? bare.split(/(?<=[,，。 ])/) : [bare];
  if (first.length > SHORT || !heardPointing.some((pattern) => pattern.test(first.replace(/[\s,，。]+$/, '')))) return null;
  // Without a thing that is pointed at, the words only wish that people learned.
  if (links.length === 0 && !heardPointer.test(first)) return null;
  const content = contentIn([...links, others.join('')].join(' '));
  return { ...content, ...whomIn(first), about: null, pointsAtQuote: links.length === 0 };
}

/** The words behind so many characters of the same words with marks for links: no link stands in a lead. */
const behind = (words: string, marked: string, length: number): string =>
  marked.slice(0, length).includes(LINK_MARK) ? words : words.slice(length);

export type Change =
  | ({ kind: 'whom' } & Whom)
  /** Null = as soon as may be. */
  | { kind: 'send'; words: string | null }
  | { kind: 'minutes'; minutes: number }
  | { kind: 'title'; title: string }
  | { kind: 'content'; words: string };

const heardNewTitle =
  /^(?:标题|题目|名字|名称)(?:改成|改为|换成|叫|是|就叫|写)[:：]?\s*(?:《([^》]{1,60})》|[“"]?([^》”",，]{1,60})[”"]?)$/;
const heardNewContent =
  /^(?:(?:内容|正文|材料|链接)?(?:改成|改为|换成|写成)(?:(?:文字|正文|内容|链接)[:：]?|[:：])?|(?:内容|正文|材料|链接)[:：])\s*(.+)$/;
const heardChangeFront = /^(?:小蜂|那|还是|就|先|请|不对|不是|错了|说错了?|写错了?|弄错了?|不|是|[\s,，])+/;

/** What words said to a draft change of it, each once; empty = they are about something else. */
export function changesIn(words: string): Change[] {
  const whole = changeIn(words);
  if (whole && whole.kind !== 'content') return [whole];
  for (const seam of words.length <= SHORT ? SEAMS : []) {
    const pieces = words.replace(heardChangeFront, '').split(seam);
    const changes = pieces.filter((piece) => piece !== '').map(changeIn);
    const isEach = changes.every((change) => change !== null && (change.kind !== 'content' || seam === SEAMS[0]));
    if (changes.length > 1 && isEach) return changes as Change[];
  }
  return whole ? [whole] : [];
}

/** Where one change ends: at a mark, at the next word of changing, before a length. */
const SEAMS = [
  /[\s,，;；。、]+/,
  /[\s,，;；。、]+|(?<=[^,，\s])(?=改成|改到|换成)/,
  /[\s,，;；。、]+|(?<=[^\d,，\s约要概])(?=(?:大约|大概|约)?\d{1,3}分钟)/,
];

function changeIn(words: string): Change | null {
  const said = words.replace(heardChangeFront, '').replace(/(?<![吧了啊呀哈啦。.!！\s])[吧了啊呀哈啦。.!！\s]+$/, '');
  const named = heardNewTitle.exec(said);
  const title = (named?.[1] ?? named?.[2])?.trim();
  if (title) return { kind: 'title', title };
  const { links, rest } = linksIn(said);
  if (links.length > 0 && rest.length <= SHORT) return { kind: 'content', words: links.join(' ') };
  if (said.length <= SHORT) {
    const minutes = minutesIn(said.replace(/^(?:改成|改为|时长|时间|长度|大概|写)+/, ''));
    if (minutes !== null) return { kind: 'minutes', minutes };
    if (heardWhom.test(said)) return { kind: 'whom', ...whomIn(said) };
    if (heardSending.test(said) || heardMoving.test(said)) return { kind: 'send', words: said };
    if (heardAtOnce.test(said)) return { kind: 'send', words: null };
  }
  const content = heardNewContent.exec(said)?.[1];
  return content === undefined ? null : { kind: 'content', words: content };
}

const heardDropping = /^(?:先|那|就|还是|[\s,，])*(?:别|不|停|取消|停止)(?:要)?(?:发(?:送)?)?(?:了|吧|啦|[\s。.!！])*$/;
/** True when a draft of a material is dropped, and nothing else is said. */
export const isDropping = (words: string): boolean => words.length <= 12 && heardDropping.test(words);

const heardDraftAsked =
  /^(?:那|这个|这份|会|能|要|都|到底|一共|总共|[\s,，])*(?:多少人?|几个人?|哪些人|谁|什么时候|啥时候|几点|发给谁|给谁)(?:们)?(?:能|会|会?收到|可以|都|要)*(?:收到|看到|发|发出|发送|看|收)?(?:啊|呀|呢|的|[\s?？。])*$/;
/** Asks what the draft says anyway. */
export const asksDraft = (words: string): boolean => words.length > 2 && words.length <= 20 && heardDraftAsked.test(words);
