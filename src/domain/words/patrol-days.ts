// The days and the half of the day a patrol is spoken of with. Heard, never said.
import type { StatutoryFestival } from '../../core/calendar.ts';
import { chineseNumber } from '../../core/numerals.ts';
import type { PatrolHalf } from '../../core/slots.ts';
import { type DaySaid, dayIn, WEEK, WEEKDAY_HEAD, WEEKDAYS, weekdayOf } from './days-said.ts';

/** Null = no month was named. */
export interface DateSaid {
  month: number | null;
  /** 0 = this month, 1 = the next; null = not said so. */
  monthsAhead: number | null;
  day: number;
}

/** One day or what else was named: a whole week (0 = this one), weekdays of a week (null = the next seven days), dates, days off. */
export type PatrolWhen =
  | { kind: 'day'; day: DaySaid }
  | { kind: 'near'; ahead: number[] }
  | { kind: 'week'; weeks: number }
  | { kind: 'weekdays'; weekdays: number[]; weeks: number | null }
  | { kind: 'dates'; dates: DateSaid[] }
  | { kind: 'span'; from: DateSaid; to: DateSaid }
  /** What is left of this month (0), or the next one. */
  | { kind: 'month'; months: number }
  | { kind: 'festival'; festival: StatutoryFestival };

export interface PatrolSaid {
  /** Nothing said is null. */
  when: PatrolWhen | null;
  /** Null = neither half was named. */
  halves: PatrolHalf[] | null;
}

export const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];

const PART = '(?:的?(?:早上|早晨|早间|清晨|清早|一早|大早|上午|晚上|晚间|夜晚|傍晚|夜里|夜间|下午|白天|早晚|早|晚|夜))?';
const NEAR = '(?:大后|[今明后])(?:天|儿个?|日)?';
const COUNT = '[2-7两二三四五六七]';
const NEXT = `(?:[今明后]{2}(?:两天|天)|(?:接下来|未来|后面|这)(?:的)?${COUNT}天)`;
const ONE_DAY = `(?:这个?|本|下个?|每个?|逢)?${WEEKDAY_HEAD}[${WEEKDAYS}天]`;
const MORE_DAYS = `(?:(?:[、,，和跟与]|到|至|-)?${WEEKDAY_HEAD}?[${WEEKDAYS}天]){0,6}`;
const EVERY = '(?:每天|天天|每日|工作日|双休日?|周末|每周末)';
const NUMBER = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
/** `3号楼` is a place. */
const DAY_END = '(?:日|号(?![楼院门棚库厅线柜桩店站位机仓口岗点]))';
const MONTH = `(?:(?:${NUMBER}|这个?|本|下个?)月(?:份)?)`;
const DATES = `${MONTH}?${NUMBER}${DAY_END}?(?:到|至|-|~)${MONTH}?${NUMBER}${DAY_END}|${MONTH}?${NUMBER}(?:${DAY_END}?[、和及,]${NUMBER}){0,4}${DAY_END}|${MONTH}${NUMBER}`;
const WHOLE_MONTH = '(?:这个?|本|下个?)月(?:每天|天天)?';
const FESTIVALS: readonly (readonly [StatutoryFestival, string])[] = [
  ['national_day', '国庆|十一(?![月号日点])'],
  ['new_year', '元旦'],
  ['spring_festival', '春节|过年'],
  ['tomb_sweeping', '清明'],
  ['labour_day', '五一(?![月号日点])|劳动节'],
  ['dragon_boat', '端午'],
  ['mid_autumn', '中秋'],
];
const FESTIVAL = `(?:${FESTIVALS.map(([, words]) => words).join('|')})(?:节|假期?|黄金周|小?长假|放假|期间|那几天|当天|的时候|每天)*`;
export const WHEN = `(?<when>(?:${DATES}|${WHOLE_MONTH}|${FESTIVAL}|${ONE_DAY}${MORE_DAYS}|${WEEK}末?|${EVERY}|${NEXT}|${NEAR})${PART})`;
/** A half of the day, where no word of patrols stands behind. */
export const HALF = '早晚班?|早班|晚班|夜班|早上|晚上|早间|晚间|夜间|夜里|早|晚|夜';
export const PATROL = `的?(?<half>${HALF})?的?(?:那|这)?[次趟班]?的?(?:巡[查察茶检逻视防更]?|寻[查逻])(?:任务|活儿?|班)?(?:一?[趟圈遍下])?`;

/** A deed that is done ends otherwise: with 了, 过, 的. */
export const PLAN_END = '[\\s,，。.!！~～吧啊呀哈呢哦噢喽啦行谢辛苦]*$';

export type Groups = Partial<Record<string, string>>;

/** Reads what a pattern has found as `when` and `half`. */
export function saidIn({ when, half }: Groups): PatrolSaid {
  return { when: when === undefined ? null : whenIn(when), halves: halvesIn(half) ?? halvesIn(partOf(when)) };
}

/** What stands behind the day. */
const partOf = (when: string | undefined): string | undefined =>
  when === undefined ? undefined : /(?:早晚|早|晚|夜|上午|下午|清晨)[上晨间里]?$/.exec(when)?.[0];

function halvesIn(said: string | undefined): PatrolHalf[] | null {
  if (said === undefined) return null;
  if (said.startsWith('早晚')) return ['morning', 'evening'];
  return /^[晚夜下傍]/.test(said) ? ['evening'] : ['morning'];
}

const festivals = FESTIVALS.map(([festival, words]) => [festival, new RegExp(`^(?:${words})`)] as const);
const heardDate = new RegExp(`(?:(?:(?<month>${NUMBER})|(?<near>这个?|本|下个?))月(?:份)?)?(?<day>${NUMBER})`, 'g');
const isDated = new RegExp(`^(?:${DATES})`);

function whenIn(said: string): PatrolWhen {
  if (isDated.test(said)) return datesIn(said);
  const festival = festivals.find(([, pattern]) => pattern.test(said))?.[0];
  if (festival) return { kind: 'festival', festival };
  const weeks = said.startsWith('下') ? 1 : /^[这本]/.test(said) ? 0 : null;
  if (/^(?:这个?|本|下个?)月/.test(said)) return { kind: 'month', months: weeks ?? 0 };
  const ahead = nearIn(said);
  if (ahead) return { kind: 'near', ahead };
  if (/^(?:每天|天天|每日)/.test(said)) return { kind: 'weekdays', weekdays: ALL_DAYS, weeks: null };
  if (said.startsWith('工作日')) return { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5], weeks: null };
  if (/^双休|^(?:这个?|本|下个?|每)?(?:周|星期|礼拜)末/.test(said)) return { kind: 'weekdays', weekdays: [6, 7], weeks };
  const weekdays = weekdaysIn(said);
  if (weekdays.length > 1) return { kind: 'weekdays', weekdays, weeks };
  if (weekdays.length === 0 && weeks !== null) return { kind: 'week', weeks };
  return { kind: 'day', day: dayIn(said.replace(/^(?:每个?|逢)/, '')) };
}

/** `大后天`, `明后两天`, `接下来三天` */
function nearIn(said: string): number[] | null {
  if (said.startsWith('大后')) return [3];
  const count = chineseNumber(/^(?:接下来|未来|后面|这)的?(.)天/.exec(said)?.[1] ?? '');
  if (count !== null) return Array.from({ length: count }, (_, at) => at);
  const two = /^([今明后])([今明后])(?:两天|天)/.exec(said);
  return two && [two[1], two[2]].map((sign) => '今明后'.indexOf(sign as string));
}

function datesIn(said: string): PatrolWhen {
  const dates = [...said.matchAll(heardDate)].map(({ groups }) => ({
    month: groups?.month === undefined ? null : chineseNumber(groups.month),
    monthsAhead: groups?.near === undefined ? null : Number(groups.near.startsWith('下')),
    day: chineseNumber(groups?.day ?? '') ?? 0,
  }));
  const [first, last] = dates;
  const known = dates.map((date) => {
    const isOwn = date.month !== null || date.monthsAhead !== null;
    return isOwn || !first ? date : { ...first, day: date.day };
  });
  if (first && last && /[到至~-]/.test(said)) return { kind: 'span', from: first, to: known[1] ?? first };
  return { kind: 'dates', dates: known };
}

/** `周一三五` → 1, 3, 5; `周一到周五` → 1 to 5. */
function weekdaysIn(said: string): number[] {
  const weekdays: number[] = [];
  let isRange = false;
  for (const sign of said.replace(/^[今明后]天?|每天|半天|白天/, '')) {
    if (/[到至-]/.test(sign)) isRange = true;
    const weekday = weekdayOf(sign);
    if (weekday === 0) continue;
    const last = weekdays.at(-1);
    const from = isRange && last !== undefined && last < weekday ? last + 1 : weekday;
    for (let each = from; each <= weekday; each += 1) weekdays.push(each);
    isRange = false;
  }
  return [...new Set(weekdays)];
}

/** Of every week; all of them where none was named. */
export function weekdaysOf(when: PatrolWhen | null): number[] {
  if (when?.kind === 'weekdays') return when.weekdays;
  return when?.kind === 'day' && 'weekday' in when.day ? [when.day.weekday] : ALL_DAYS;
}
