// What the secretary wants in the year: 12 party days and 40 other activities, each with the words that ask for it.
import { DAY_MS, MINUTE_MS } from '../../../src/core/clock.ts';
import { shanghaiDate, shanghaiInstant, shanghaiTime } from '../../../src/core/shanghai.ts';
import { calendar } from '../calendar.ts';
import { YEAR } from './branch.ts';

export interface Plan {
  /** `plan-01` … in the order in which they are asked for. */
  key: string;
  kind: 'party_day' | 'training' | 'volunteer' | 'health_check' | 'meeting';
  month: number;
  /** The day wished for, `YYYY-MM-DD`. */
  wishedOn: string;
  saidAt: number;
  publishedAt: number;
  words: string;
  /** People who want to come. */
  interested: number;
  /** Something is changed later on. */
  change: { kind: 'move' | 'cancel'; at: number; words: string } | null;
}

const PLACES = ['长江路驿站', '江畔驿站', '社区活动室', '职工之家', '街道会议室'];
const THEMES = [
  '防诈骗',
  '安全生产法',
  '交通安全',
  '两会精神',
  '劳动者权益',
  '消防常识',
  '党章',
  '反食品浪费',
  '平安建设',
  '民法典',
  '节约用电',
  '先进典型',
];

const OTHERS: readonly {
  kind: Exclude<Plan['kind'], 'party_day'>;
  topics: readonly string[];
  words(topic: string, day: string, place: string): string;
}[] = [
  {
    kind: 'training',
    topics: [
      '电动车安全',
      '急救',
      '防诈骗',
      '消防安全',
      '劳动合同',
      '个税申报',
      '交通法规',
      '心理减压',
      '雨天行车',
      '用药安全',
      '法律维权',
      '冬季行车',
      '礼仪',
      '电池养护',
    ],
    words: (topic, day, place) => `${day}组织一次${topic}培训，在${place}，三十个人`,
  },
  {
    kind: 'volunteer',
    topics: [
      '敬老院慰问',
      '楼道清扫',
      '文明劝导',
      '图书整理',
      '绿地养护',
      '送药上门',
      '河道清洁',
      '社区巡逻',
      '考点护航',
      '助老理发',
      '反诈宣传',
      '爱心送餐',
    ],
    words: (topic, day, place) => `${day}组织${topic}志愿服务，在${place}集合，二十个人`,
  },
  {
    kind: 'health_check',
    topics: ['春季体检', '血压义诊', '视力检查', '口腔义诊', '骨科义诊', '秋季体检'],
    words: (topic, day) => `${day}安排${topic}，在社区医院，四十个人`,
  },
  {
    kind: 'meeting',
    topics: ['站点选址', '派费', '充电柜', '夏季防暑', '旺季保障', '驿站开放', '团圆饭', '派件难点'],
    words: (topic, day, place) => `${day}开个${topic}座谈会，在${place}，十个人`,
  },
];

/** Taken in turn, so that each month has something of everything. */
const others = Array.from({ length: 40 }, (_, index) => index).flatMap((round) =>
  OTHERS.flatMap(({ kind, topics, words }) => (topics[round] === undefined ? [] : [{ kind, topic: topics[round], words }])),
);

const on = (month: number, day: number) =>
  shanghaiInstant(`${YEAR}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** The nth of a weekday in a month. */
function nth(month: number, count: number, weekday: number): number {
  const first = on(month, 1);
  return first + (((weekday - shanghaiTime(first).weekday + 7) % 7) + (count - 1) * 7) * DAY_MS;
}

export function isWorkday(at: number): boolean {
  const status = calendar.statusOf(shanghaiDate(at));
  return status.kind === 'moved_workday' || (status.kind !== 'day_off' && shanghaiTime(at).weekday <= 5);
}

/** The last workday not after the day. */
export function workdayBefore(day: number): number {
  let at = day;
  while (!isWorkday(at)) at -= DAY_MS;
  return at;
}

const WEEKDAYS = '一二三四五六日';

/** The day as somebody says it who speaks on another one. */
function sayDay(day: number, from: number): string {
  const { month, day: date, weekday } = shanghaiTime(day);
  const monday = (at: number) => shanghaiInstant(shanghaiDate(at)) - (shanghaiTime(at).weekday - 1) * DAY_MS;
  const weeks = Math.round((monday(day) - monday(from)) / (7 * DAY_MS));
  if (weeks > 1) return `${month}月${date}号`;
  return `${weeks === 1 ? '下周' : '这周'}${WEEKDAYS[weekday - 1]}`;
}

const shift = (index: number) => (index % 7) * 6 * MINUTE_MS;

/** Ten past ten and later: one sentence, and two minutes later the yes. */
function times(day: number, leadDays: number, index: number): { saidAt: number; publishedAt: number } {
  const saidAt =
    Math.max(workdayBefore(day - leadDays * DAY_MS), shanghaiInstant('2026-01-04')) +
    10 * 60 * MINUTE_MS +
    11 * MINUTE_MS +
    shift(index);
  return { saidAt, publishedAt: saidAt + 2 * MINUTE_MS };
}

function partyDay(month: number): Omit<Plan, 'key'> {
  // The third Wednesday; in February that is within the holidays.
  const day = nth(month, month === 2 ? 4 : 3, 3);
  const at = times(day, month === 8 ? 6 : 8, month);
  const place = PLACES[month % PLACES.length]!;
  const words = `${sayDay(day, at.saidAt)}组织主题党日，学习${THEMES[month - 1]}，在${place}，四十个人`;
  return { kind: 'party_day', month, wishedOn: shanghaiDate(day), ...at, words, interested: 26, change: null };
}

/** Three in each month, a fourth in every third. */
const SLOTS = [
  { count: 2, weekday: 4 },
  { count: 3, weekday: 5 },
  { count: 4, weekday: 2 },
  { count: 2, weekday: 1 },
];

const CANCELLED = [9, 26];
const MOVED = [4, 13, 20, 31];
const ONLINE = [8, 19, 24, 36];

function other(index: number): Omit<Plan, 'key'> {
  const month = index < 36 ? Math.floor(index / 3) + 1 : (index - 36) * 3 + 3;
  const slot = SLOTS[index < 36 ? index % 3 : 3]!;
  const { kind, topic, words } = others[index]!;
  const day = nth(month, slot.count, slot.weekday);
  const at = times(day, 5 + (index % 4), index + 2);
  const place = ONLINE.includes(index) ? '线上' : PLACES[index % PLACES.length]!;
  const asked = words(topic, sayDay(day, at.saidAt), place).replace(/在线上(?:集合)?/, '线上');
  const whom = index % 5 === 1 ? '骑手' : index % 5 === 3 ? '快递员' : null;
  const changeAt = workdayBefore(day - 2 * DAY_MS) + 16 * 60 * MINUTE_MS + 7 * MINUTE_MS + shift(index);
  const change = CANCELLED.includes(index)
    ? { kind: 'cancel' as const, at: changeAt, words: `取消${topic}` }
    : MOVED.includes(index)
      ? { kind: 'move' as const, at: changeAt, words: `${topic}推迟一天` }
      : null;
  return {
    kind,
    month,
    wishedOn: shanghaiDate(day),
    ...at,
    words: whom === null ? asked : asked.replace(/组织一次|组织|安排|开个/, (verb) => `给${whom}${verb}`),
    interested: kind === 'meeting' ? 13 : 15,
    change,
  };
}

export const plans: readonly Plan[] = [
  ...Array.from({ length: 12 }, (_, index) => partyDay(index + 1)),
  ...Array.from({ length: 40 }, (_, index) => other(index)),
]
  .sort((a, b) => a.saidAt - b.saidAt)
  .map((plan, index) => ({ ...plan, key: `plan-${String(index + 1).padStart(2, '0')}` }));
