// How opening hours are written on doors and in tables. Matched one after another, from where the last one ended.

const WEEKDAY = '[一二三四五六日天末1-7]';
const WEEK = '(?:周|星期|礼拜)';

/** Days; `every`, `weekend`, `workday`, `holiday` are words of their own. */
export const dayWords = {
  /** `周一至周五`, `星期一-五` */
  span: new RegExp(`^(?:每)?${WEEK}(${WEEKDAY})(?:-|~)${WEEK}?(${WEEKDAY})`),
  /** `周六`, `周六日`, `周一、三、五` */
  list: new RegExp(`^每?${WEEK}(${WEEKDAY}(?:[、,和及]?${WEEK}?${WEEKDAY}(?!\\d|[:点时]|-\\d))*)`),
  weekend: /^(?:双休日?|周末|星期末|休息日)/,
  workday: /^(?:法定)?(?:工作日|上班日|平日|平时)/,
  holiday: /^(?:国家)?(?:法定)?(?:节假日|假日|节日|假期|国定假)(?:期间)?/,
  every: /^(?:每天|每日|天天|全年(?:无休|365天)?|365天|日常|一周七天|一年四季)/,
} as const;

export const weekdaySigns = '一二三四五六日';
export const sunday = '天';
export const weekendMark = '末';

const PERIOD = '凌晨|清晨|早晨|早上|上午|中午|正午|下午|傍晚|晚上|夜里|夜间|午夜|半夜|早|午|晚|夜';
const NEXT = '次日|第二天|翌日|隔天';
const NUMBER = '\\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二两三四五六七八九]';

/** One time of day. */
export const clock = `(?:${NEXT})?(?:当天|当日)?(?:${PERIOD})?(?:${NEXT})?(?:${NUMBER})(?:(?:[:.](?:\\d{2})(?!\\d))(?::00)?|(?:点钟?|时)(?:半|整|一刻|三刻|\\d{1,2}分?)?)?`;
export const clockParts = new RegExp(
  `^(${NEXT})?(?:当天|当日)?(${PERIOD})?(${NEXT})?(${NUMBER})(?:[:.](\\d{2})(?::00)?|(?:点钟?|时)(半|整|一刻|三刻|\\d{1,2})?分?)?$`,
);
/** `9:00-17:30`, `早9点到晚9点`, `早八晚十` */
export const clockSpan = new RegExp(`^(?:从|自)?(${clock})(?:-(${clock})(?:为?止)?|((?:晚|夜)(?:${NUMBER})(?:点半?|时)?))`);

export const morningPeriods = /^(?:凌晨|清晨|早晨|早上|上午|早)$/;
export const nightPeriods = /^(?:下午|傍晚|晚上|夜里|夜间|晚|夜)$/;
export const noonPeriods = /^(?:中午|正午|午)$/;
export const midnightPeriods = /^(?:午夜|半夜)$/;
export const minuteWords: Readonly<Record<string, number>> = { 半: 30, 整: 0, 一刻: 15, 三刻: 45 };

export const allDay =
  /^(?:(?:全天|全日|昼夜|二十四小时|24小时|7[x*×]24(?:小时|h)?|24h(?:ours)?|24[x*×]7|通宵|不打烊|不关门|全时段|随时)(?:均|都)?(?:开放|营业|服务|开门|开)?)/;
export const everyOpen = /^(?:照常|不休|正常)(?:开放|营业|服务)?/;
export const rest =
  /^(?:均|全部|都|全天|闭)?(?:休息|闭馆|不开放?|不营业|不开门|关门|关闭|停业|闭店|轮休|店休|馆休|公休|歇业|休)(?!息?日)/;
export const except = /^除外/;

/** Says nothing about when. */
export const emptyHours =
  /^(?:营业|开放|服务|对外|工作|办公|运营)?时间(?:为|是)?[::]?|^(?:营业|开放|服务|开门|照常|值守|有人)|^(?:为|是|均|都|期间|及|和|以及|与|或|,|;|、|。|:|\(|\)|\[|\]|\/|\||\s|上午|下午|中午|晚上|早上|夜间|白天|其他时间|其余时间|另|的|每(?=周|星期|礼拜)|无休)/;

/** One writing of what is told in figures alone or in English. */
export const sameHours: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)(\d{1,2}(?:[:.]\d{2})?) ?a\.?m\.?/g, '上午$1'],
  [/(?<!\d)(\d{1,2}(?:[:.]\d{2})?) ?p\.?m\.?/g, '下午$1'],
  [/(?<!\d)([01]\d|2[0-4])([0-5][05])-([01]\d|2[0-4])([0-5][05])(?!\d)/g, '$1:$2-$3:$4'],
];
/** One writing of everything between two times or days. */
export const untilWords = /\s*(?:至|到|—+|–+|－|~+|～+|-+|一直到|直到)\s*/g;
