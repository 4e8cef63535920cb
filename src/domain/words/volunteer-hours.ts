// How people ask for their hours of service (时间银行), and how organisers confirm them. Whole sentences, linear.
import { DAY_MS } from '../../core/clock.ts';
import { chineseNumber } from '../../core/numerals.ts';
import { shanghaiInstant, shanghaiTime, startOfDay } from '../../core/shanghai.ts';
import { withoutFormerSlip } from './desk-verdicts.ts';
import { asksSomething } from './undecided.ts';
import { ID_MOST, NUMBER, type Whole, wholeIn } from './whole-numbers.ts';

/** Nothing longer is such a sentence. */
const LONGEST = 40;

const FRONT = '^(?:小蜂|请问|请|麻烦|帮我?|给我|你|看一?下|看看|查(?:一?下)?|列一?下|想|说一?下|[\\s,，:：])*';
const BEHIND = '(?:给[我俺额]|查查|查一?下|算算|看看|看一?下|一下|谢谢|[吗么呢啊吧呀哈嘛咧啦呗了哦的\\s,，。.!！?？~～])*$';
const OWN = '(?:[我俺额]|自己|本人|的|现在|目前|一共|总共|到现在|到底|已经|都|今年)*';
const HOW_MANY = '(?:多少个?|几多个?|好多个?|几个?|多长)';
const UNIT = '(?:小时|钟头|钟|时长|时间|工时)';
const SERVICE = '(?:志愿者?|义工|公益|服务|时间银行|里|中|的)*';

const heardOwn = [
  new RegExp(
    `${FRONT}${OWN}${SERVICE}(?:存|攒|积|累计|累积|做|干|服务|记|有)(?:了|过|够|下|着)*${HOW_MANY}(?:志愿|服务|志愿服务|义工)?的?${UNIT}(?:的?(?:志愿服务|志愿|义工|服务))?${BEHIND}`,
  ),
  new RegExp(`${FRONT}${OWN}时间银行${OWN}(?:里|存款|余额|明细|账户|还|有|剩|存了)*(?:${HOW_MANY}${UNIT}?)?${BEHIND}`),
  new RegExp(
    `${FRONT}${OWN}(?:志愿服务|志愿|义工|服务)的?(?:总)?(?:时长|工时|小时数?)(?:明细|记录)?(?:是|有|一共)*(?:${HOW_MANY}${UNIT}?)?${BEHIND}`,
  ),
  new RegExp(`${FRONT}${OWN}(?:有|是|攒|存|记)*(?:了|下)?${HOW_MANY}个?的?(?:志愿服务|志愿者?|义工)的?${UNIT}${BEHIND}`),
  new RegExp(`${FRONT}[我俺额]的?${OWN}(?:志愿服务|志愿|义工)${OWN}${HOW_MANY}${UNIT}${BEHIND}`),
  new RegExp(
    `${FRONT}[我俺额]的?${OWN}(?:时长|工时|志愿小时)(?:明细|记录|账单?)?(?:是|有|一共|还)*(?:${HOW_MANY}${UNIT}?|对不对)?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}[我俺额]${OWN}(?:做|干|搞|服务)(?:了|过|够)*(?:${HOW_MANY}${UNIT}?的?(?:志愿服务|志愿|义工|公益)|(?:志愿服务|志愿|义工|公益)(?:了|过)*${HOW_MANY}${UNIT}?)${BEHIND}`,
  ),
];

/** An account is meant, not how long something takes. */
const heardAccount = /[我俺额]|存|攒|时间银行|(?:志愿|义工)(?:服务)?的?总?(?:时长|工时)/;

/** Somebody asks how many hours he has. */
export const asksForHours = (words: string): boolean =>
  words.length <= LONGEST && heardAccount.test(words) && heardOwn.some((pattern) => pattern.test(words));

const heardWaiting = new RegExp(
  `${FRONT}(?:有|还有|有没有|现在)*(?:(?:待|没|未|要|等着?)我?(?:确认|核实|审|批)过?的?(?:志愿)?(?:服务)?(?:工时|时长|志愿小时)|(?:工时|时长)(?:待|要|等着?)(?:确认|核实))(?:的)?(?:清单|列表|名单)?(?:有哪些|有几个|有什么|有啥)?${BEHIND}`,
);
const HOURS = '(?:志愿)?(?:服务)?的?(?:工时|时长|小时数?)';
const NEEDS_WORD = '(?:还|都|是|在)*(?:要|等着?|待|需要|得|没|没有|未)(?:我|着)?(?:来|去)?(?:确认|核实|审核?|批|定|点头)过?的?';
const heardWhose = [
  new RegExp(
    `${FRONT}(?:都|还|有|现在|看看)*(?:谁|哪些人?|哪几个人?|哪个人?|哪几条|几条|几个|多少)(?:的)?${HOURS}${NEEDS_WORD}(?:没有?|不)?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:我)?(?:这[儿里边]?|手[上里头])?(?:还)?(?:有没有|有)(?:什么|啥|谁的|人的|几个)?${HOURS}${NEEDS_WORD}(?:没有?|不)?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:我)?(?:要|等着?我|得|需要)(?:我)?(?:确认|核实|审|批|定)的${HOURS}(?:有)?(?:谁的|哪些|哪几个|几个|多少|有啥)?${BEHIND}`,
  ),
];
/** An organiser asks what waits for a word. */
export const asksForWaitingHours = (words: string): boolean =>
  words.length <= LONGEST && (heardWaiting.test(words) || heardWhose.some((pattern) => pattern.test(words)));

/** `-3小时`, `负三小时`; a range (`2-3小时`) is none. */
const heardNegative =
  /(?<![\d一二两三四五六七八九十半点:.~—-])(?:[-\u2212]|负)\s?(?<count>\d{1,3}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,3})个?半?个?\s?(?:小时|钟头)/u;

/** Hours below nothing, as they were said; null = none. The reader takes the sign for a mark. */
export function negativeHoursIn(words: string): number | null {
  const count = heardNegative.exec(words)?.groups?.count;
  const hours = count === undefined ? null : chineseNumber(count);
  return hours === null || hours === 0 ? null : -hours;
}

const heardOdd = /(?<![\d.])(?<said>\d{3,6}(?:\.\d{1,8})?|\d{1,2}\.\d{3,8})\s?个?\s?(?:小时|钟头)/;
/** Hours told in figures no day or no record holds: `100小时`, `1.23456小时`. */
export function oddHoursIn(words: string): { said: string; hours: number } | null {
  const said = heardOdd.exec(words)?.groups?.said;
  return said === undefined ? null : { said, hours: Number(said) };
}

const YES = '(?:确认|同意|属实|没错|对的?|没问题|可以|通过)';
const NO = '(?:不对|不确认|不同意|不属实|不通过|没有?这(?:么多|回事)|多了|错了?|驳回)';
const heardAnswer = [
  new RegExp(`${FRONT}工时\\s*第?\\s*(?<id>${NUMBER})\\s*号?[\\s,，:：]*(?:(?<no>${NO})|${YES})${BEHIND}`),
  new RegExp(`${FRONT}(?:(?<no>${NO})|${YES})[\\s,，:：]*工时\\s*第?\\s*(?<id>${NUMBER})\\s*号?${BEHIND}`),
];
/** An organiser's word on hours that wait: `工时 7 确认`. */
export function hoursAnswerIn(said: string): { id: Whole; isRight: boolean } | null {
  const words = withoutFormerSlip(said);
  const found =
    words.length > LONGEST || asksSomething(words) ? undefined : heardAnswer.map((pattern) => pattern.exec(words)).find(Boolean);
  const { id, no } = found?.groups ?? {};
  return id === undefined ? null : { id: wholeIn(id, ID_MOST), isRight: no === undefined };
}

const NAMED = '(?<name>(?![我俺额谁这那])[\\p{Script=Han}A-Za-z·]{2,6}?)';
const heardNamed = [
  new RegExp(`${FRONT}${NAMED}的?(?:志愿)?(?:服务)?(?:工时|时长|小时)[\\s,，:：]*(?:(?<no>${NO})|(?<yes>${YES}))${BEHIND}`, 'u'),
  new RegExp(`${FRONT}(?:(?<no>${NO})|(?<yes>${YES}))[\\s,，:：]*${NAMED}的(?:志愿)?(?:服务)?(?:工时|时长)${BEHIND}`, 'u'),
];
/** The same by name: `老周的工时确认`. */
export function namedHoursAnswerIn(words: string): { name: string; isRight: boolean } | null {
  const found =
    words.length > LONGEST || asksSomething(words) ? undefined : heardNamed.map((one) => one.exec(words)).find(Boolean);
  const { name, no } = found?.groups ?? {};
  return name === undefined ? null : { name, isRight: no === undefined };
}

const heardCorrected =
  /^(?:小蜂|哎呀?|嗯|[\s,，])*(?:(?:[我俺]?(?:刚才|刚刚)?)(?:不对|错了|弄错了?|说错了?|搞错了?|记错了?|打错了?|报错了?|写错了?|多报了|少报了|改一下|更正一?下?|我?说错了?|我?记错了?)(?:[\s,，。.!！]|啊|呀|哦|了)*(?:应该)?(?:其实)?(?:是|就|只有|只|改成|改为|才)*(?:做了|干了)?|(?:应该|其实)是|改成|改为|改到|更正为?)(?<![多少]报了)(?<hours>[^\s,，]{1,12}?(?:小时|钟头|个钟))(?:不是.{1,10})?(?:[\s,，。.!！]|的|啊|呀|哦|才对|吧|了)*$/;
const heardNotBut =
  /^(?:小蜂|[\s,，])*不是[^\s,，是]{1,10}(?:小时|钟头|个钟)?[\s,，]*(?:而)?是(?<hours>[^\s,，]{1,12}?(?:小时|钟头|个钟))(?:[\s,，。.!！]|的|啊|呀|哦|吧)*$/;
/** Hours that were just reported were others: `不对，是3小时`. @returns the part that holds them */
export const correctedHoursIn = (words: string): string | null =>
  words.length > LONGEST
    ? null
    : (looselyCorrectedIn(words) ?? (heardNotBut.exec(words) ?? heardCorrected.exec(words))?.groups?.hours ?? null);

const heardHours = /(?:\d{1,2}(?:\.\d{1,2})?|[一二两俩三仨四五六七八九十半]{1,3})个?半?个?(?:小时|钟头|钟)半?/g;
const heardMark = /更正|修正|改|其实|实际|应该是|错|[说记报打写填][多少]|不对|不是/;
const heardDifference = /[说记报打写填][多少]了?$/;
const heardAround =
  /更正|修正|改[成为到]?(?:一下)?|其实|实际|应该|[说记报打搞弄写填]?[错多少]|不对|不是|(?:志愿服务|志愿|义工)的?(?:时长|时间)?|刚才|刚刚|刚|[我俺]|[说报记]的|那个|今天|早上|上午|[做干]|只|有|才|就|是|把|[了的吧啊呀哈]|小蜂|[\s,，。.!！]/g;

/** A correction in whatever order its words come: nothing but them, and the hours; the last ones that are not denied are right. */
function looselyCorrectedIn(words: string): string | null {
  if (namedHoursIn(words) || !heardMark.test(words) || words.replace(heardHours, '').replace(heardAround, '') !== '') return null;
  const told = [...words.matchAll(heardHours)].map(([hours], at, all) => ({ hours, before: words.slice(0, all[at]?.index) }));
  // "An hour too few" tells the difference.
  if (told.some(({ before }) => heardDifference.test(before))) return null;
  return told.findLast(({ before }) => !before.endsWith('不是'))?.hours ?? null;
}

const SAID_HOURS = '[^\\s,，是]{1,10}?(?:小时|钟头|个钟)';
const heardNamedHours = new RegExp(
  `^(?:小蜂|哎呀?|嗯|不对|错了|[我俺额的]|[\\s,，])*(?<day>昨天|昨日|昨儿|今天|今儿|今早|早上|上午|下午|刚才|刚刚|刚)?(?:那个|那次|的|报的|说的|我|俺)*(?:志愿服务|志愿|义工)的?(?:时长|小时|时间)?(?:应该|其实|实际|[\\s,，])*(?:是|改成|改为)(?<hours>${SAID_HOURS})(?:[\\s,，。.!！]|的|啊|呀|哦|才对|吧|了)*$`,
);
/** `志愿服务两小时给我记成三小时了`: those before are right. */
const heardMisrecorded = new RegExp(
  `^(?:小蜂|哎呀?|[我俺额的]|[\\s,，])*(?<day>昨天|昨日|昨儿|昨个|今天|今儿|今早|早上|上午|下午|刚才|刚刚|刚)?(?:那个|那次|的|我|俺)*(?:志愿服务|志愿|义工)的?(?:时长|时间)?(?:[我俺])?(?:是|就|明明|只|[干做]了?)*(?<hours>${SAID_HOURS})[\\s,，]*(?:咋|怎么|却|又|你|被|给[我俺])*(?:记|算|写|登|弄|搞)成了?[^\\s,，]{1,10}?(?:小时|钟头|个钟)(?:[\\s,，。.!！?？]|的|啊|呀|哦|呢|吧|了)*$`,
);
/** Hours of a service told of before, named as such: `刚才志愿是3小时`. @returns of how many days ago, and the part that holds them */
export function namedHoursIn(words: string): { said: string; daysAgo: number } | null {
  const found = words.length <= LONGEST ? (heardNamedHours.exec(words) ?? heardMisrecorded.exec(words)) : null;
  const { day, hours } = found?.groups ?? {};
  return hours === undefined ? null : { said: hours, daysAgo: day?.startsWith('昨') ? 1 : 0 };
}

const heardMoved = new RegExp(
  `^(?:小蜂|哎呀?|不对|错了|[我俺额的]|[\\s,，])*(?:刚才|刚刚|早上|上午|下午|今天|那个|那次|的)*(?:志愿服务|志愿|义工)的?(?<hours>${SAID_HOURS})?(?:那个|的)?[\\s,，]*不是今[天日儿](?:的|做的|干的)?[\\s,，]*(?:而)?是昨[天日儿晚](?:的|做的|干的)?(?:[\\s,，。.!！啊呀哦吧了])*$`,
);
/** Hours told of today were yesterday's. @returns the part that holds them, empty when it was not said */
export const movedHoursIn = (words: string): string | null => {
  const found = words.length <= LONGEST ? heardMoved.exec(words) : null;
  return found && (found.groups?.hours ?? '');
};

const NOT_BEHIND = '(?![\\d楼院门线棚库店站桌桩柜岗机车])';
const heardDate = new RegExp(
  `(?<!\\d)(?:(?<month>1[0-2]|0?[1-9])\\s?[月.]\\s?)?(?<day>3[01]|[12]\\d|0?[1-9])\\s?[号日]${NOT_BEHIND}`,
);
const heardWeekday = /(?<![每下]个?)(?:这个?|本)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])/;
const A_MONTH = 30;
const heardMonthAgo = /上个?月|去年|前年|前几天|前阵子|前些天/;

/**
 * How many days ago service was done, by a date or a weekday of which the reader knows only the coming one; less than none for a
 * date to come. Null: no such day was said.
 */
export function daysSinceServedIn(words: string, at: number): number | null {
  const today = startOfDay(at);
  const { year, month, weekday: now } = shanghaiTime(at);
  const { month: monthSaid, day } = heardDate.exec(words)?.groups ?? {};
  if (day !== undefined) {
    const date = (inYear: number, inMonth: number) =>
      shanghaiInstant(`${inYear}-${String(inMonth).padStart(2, '0')}-${day.padStart(2, '0')}`);
    const days = Math.round((today - date(year, Number(monthSaid ?? month))) / DAY_MS);
    return Number.isNaN(days) ? null : days;
  }
  const weekday = heardWeekday.exec(words)?.groups?.weekday;
  if (heardMonthAgo.test(words)) return A_MONTH;
  if (weekday === undefined) return null;
  // Of the week before, whichever day of it.
  if (/上(?:个)?(?:周|星期|礼拜)/.test(words)) return now + 7 - (weekday === '天' ? 7 : '一二三四五六日'.indexOf(weekday) + 1);
  return (now - (weekday === '天' ? 7 : '一二三四五六日'.indexOf(weekday) + 1) + 7) % 7;
}

const heardWorth =
  /^(?:小蜂|请问|[\s,，我俺的])*(?:志愿服务|志愿|义工)?的?(?:时长|工时|小时|时间银行)(?:里|的)?(?:存着|存了|攒着|攒了|存的?|到底|都)*(?:能不能|可不可以|可以|能)?(?:[换兑当抵](?:成|点|些)?(?:啥|什么|东西|积分|分|钱|礼品|奖品)|有(?:啥|什么|何)用处?|干(?:啥|什么|嘛)用?)(?:[吗么呢啊呀不的\s,，。.!！?？]|用)*$/;
/** What stored hours are good for. */
export const asksForWorth = (words: string): boolean => words.length <= LONGEST && heardWorth.test(words);
