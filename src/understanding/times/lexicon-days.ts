// Words for days and for stretches of days.
import { AMOUNT, DAY_OF_MONTH, MONTH_OF_YEAR, NUMERAL, YEAR } from './lexicon-numbers.ts';

/** Today is 0. */
export const dayOffsets: Readonly<Record<string, number>> = {
  今: 0,
  明: 1,
  听: 1,
  翌: 1,
  后: 2,
  大后: 3,
  昨: -1,
  寻: -1,
  琴: -1,
  前: -2,
  大前: -3,
};

const RELATIVE_DAY = '(?<word>大[后前]|[今明后昨前])';
export const offset = {
  whole: new RegExp(
    `(?<![每几半整天])(?:(?:${RELATIVE_DAY}(?:天(?![气赋堂]|下(?![午班昼晌个周半]))|儿(?!子|童|女)个?|日(?!头条|本|常)|朝)|(?<word>[听寻琴翌])日|(?<word>昨|今|明|后)个(?!人|月|年|星期|礼拜|周|体)))`,
    'y',
  ),
  /** A day and its part in two characters: tomorrow night. The night belongs to the day named. */
  part: /(?<![每几整目以从])(?<word>[今明昨后前]|[听寻琴](?=朝|晚(?![上点])))(?:(?<morning>早上?|晨|(?<=[听寻琴])朝)|(?<noon>午(?!饭))|(?<night>晚上?|夜里?))(?!饭|餐|报|会(?!议))/y,
  lastNight: /头(?:天)?晚上?(?!点|些|一点)|头天夜里/y,
  lastDay: /头(?:一)?天(?!晚上?|夜里)/y,
  now: /现在|此时此刻|此时|此刻|当前|而家|依家|眼下|马上|立刻|这会儿?|这阵儿?/y,
};

/** How many weeks away: each character of next or last counts one. */
const WEEK_AWAY = '(?<this>今个?|[这本][一个]?(?:个)?)|(?<next>下{1,3})[一个]?|(?<last>上{1,3})[一个]?';
const WEEK = '(?:周|星期|礼拜)';

export const weekdays: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  末: 6,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
  5: 5,
  6: 6,
  7: 7,
};
const WEEKDAY =
  '(?:(?<weekday>(?:[二三四五六](?=\\d{1,2}\\s?[点时:])|[二三四五六1-6](?![\\d次趟回遍周年月]|个[月小星]))|一(?!起(?!到)|块|定|直|样|下(?![午班昼])|些|边|共|律|旦|般|会儿|次|趟|回|遍|周|年|个[月小星])|[日天](?!天|子|常)))';

export const week = {
  day: new RegExp(`(?<![${NUMERAL}])(?:(?:${WEEK_AWAY})${WEEK}?的?)?${WEEK}${WEEKDAY}`, 'y'),
  span: new RegExp(`(?<![每整])(?:${WEEK_AWAY})${WEEK}(?!末|岁|[一二三四五六日天](?!起|块)|边|围|年)(?:内|里|之内)?`, 'y'),
  /** The weekend itself, and its two days in one word. */
  end: new RegExp(`(?:(?:${WEEK_AWAY})${WEEK}?的?)?(?:周末|礼拜末|周六日|周六周日|双休日?)`, 'y'),
  half: /(?<first>[上前])半周|(?<second>[下后])半周/y,
};

const YEAR_AWAY =
  '(?<thisYear>今年|本年度?|这一年)|(?<nextYear>明年|来年|下一?年)|(?<afterYear>后年)|(?<lastYear>去年|上一?年)|(?<beforeYear>前年)';
const MONTH_AWAY =
  '(?<thisMonth>(?:[这本当]|今个?)[个一]?个?月)|(?<nextMonth>下{1,2})个?月|(?<lastMonth>上{1,2})个?月|(?<nextMonth>次)月';
const YEAR_SAID = `(?<![${NUMERAL}])(?:(?<year>${YEAR})\\s?年(?!级|龄|纪|度|代)|${YEAR_AWAY})\\s?的?`;
const MONTH_SAID = `(?:(?<![${NUMERAL}.])(?<month>${MONTH_OF_YEAR})\\s?月(?:份)?|${MONTH_AWAY})`;

/** Numbers of houses, buildings, gates, lines, machines and tickets are written like days. */
const NOT_A_DAY =
  '(?![人楼门线库院桩柜棚仓店铺车厅房床机工桌窗台位井厂区箱室座栋幢单元牌码文岗子召称令角]|站(?!岗)|(?:充电)?(?:桩|柜)|流水线|分拣|传送带|驿站|网点|食堂|会议室|隐患|工单|诉求|选手|快递柜|员工|骑手|师傅|电梯|地铁|公馆|路|口)';
const HOUSE_BEFORE = `(?<![路街巷弄道里坊村苑庄园城a-z第/.${NUMERAL}][ ]?|[a-z]-[ ]?)`;
const MEASURE =
  '(?!\\d|\\s?(?:小时|钟|分|秒|元|块|万|千|百|号|日|个|件|公里|里|米|斤|公斤|吨|度|级|倍|折|%|k|m|h|人|单|票|版|寸|升|天|年|周|号楼|栋|折|点|的[人件单量]|/|-\\d(?!\\d?[./]\\d)|\\.\\d))';

export const date = {
  /** Year, month and day; the year or the month may be relative. */
  full: new RegExp(
    `(?:${YEAR_SAID})?${MONTH_SAID}\\s?的?(?<day>${DAY_OF_MONTH})(?:\\s?(?<mark>[号日])(?!子|程|常|期|报)|(?![\\d点时.:个天人名件块元%月年周]|小时|分|号|日))`,
    'y',
  ),
  dayOnly: new RegExp(
    `${HOUSE_BEFORE}(?<day>${DAY_OF_MONTH})\\s?(?:号${NOT_A_DAY}|日(?!子|程|常|期|报|本|内|元|均|渐|用|光|益|[之以]?[后前]))`,
    'y',
  ),
  iso: /(?<![\d./]|[a-z]-|\d-(?=\d{4}-))(?<year>(?:19|20|21)\d{2}|1\d{3})(?<sign>[-/. ])(?<month>1[0-2]|0?[1-9])\k<sign>(?<day>3[01]|[12]\d|0?[1-9])(?!\d|\k<sign>\d)/y,
  compact: /(?<![\d.a-z-])(?<year>20\d{2})(?<month>1[0-2]|0[1-9])(?<day>3[01]|[12]\d|0[1-9])(?![\d.])/y,
  /** Day and month in either order before the year. */
  yearLast: /(?<![\d./-])(?<first>\d{1,2})(?<sign>[-/.])(?<second>\d{1,2})\k<sign>(?<year>(?:19|20)\d{2}|\d{2})(?![\d]|[-/.]\d)/y,
  /** With a stroke or a point; with a hyphen only when both have two figures or a clock follows. */
  short: new RegExp(
    `(?<![\\d./:¥$a-z]|(?<![./]\\d{1,2})-|[.]\\s)(?<month>1[0-2]|0?[1-9])(?:(?<sign>[/.])(?<day>3[01]|[12]\\d|0?[1-9])${MEASURE}|-(?<day>(?:3[01]|[12]\\d|0[1-9])(?=\\s?\\d{1,2}:\\d\\d)|(?<=\\b\\d\\d-)(?:3[01]|[12]\\d|0[1-9])${MEASURE}))`,
    'y',
  ),
  /** The day of the full moon of autumn is meant at least as often as the fifteenth of August. */
  eitherLunar: /^(?:8|八)月十五$/,
};

/** Half months, tens of days, beginning and end; days from and to, null = the last. */
const MONTH_PARTS: Readonly<Record<string, readonly [number, number | null]>> = {
  初: [1, 10],
  上旬: [1, 10],
  中: [11, 20],
  中旬: [11, 20],
  下旬: [21, null],
  底: [25, null],
  末: [25, null],
  尾: [25, null],
  上半: [1, 15],
  前半: [1, 15],
  下半: [16, null],
  后半: [16, null],
};
/** Quarters and halves of a year; months from and to. */
const YEAR_PARTS: Readonly<Record<string, readonly [number, number]>> = {
  上半年: [1, 6],
  前半年: [1, 6],
  下半年: [7, 12],
  后半年: [7, 12],
  一季度: [1, 3],
  '1季度': [1, 3],
  二季度: [4, 6],
  '2季度': [4, 6],
  三季度: [7, 9],
  '3季度': [7, 9],
  四季度: [10, 12],
  '4季度': [10, 12],
  年初: [1, 1],
  年底: [12, 12],
  年末: [12, 12],
  年尾: [12, 12],
};
export const monthParts = MONTH_PARTS;
export const yearParts = YEAR_PARTS;
const YEAR_PART = Object.keys(YEAR_PARTS).join('|');

export const span = {
  monthPart: new RegExp(
    `(?:(?:${YEAR_SAID})?${MONTH_SAID}\\s?的?月?(?<part>底|末|初(?![${NUMERAL}])|中(?![旬午秋间])|尾|上旬|中旬|下旬)|(?<part>上旬|中旬|下旬)|` +
      `(?<![个\\d年${NUMERAL}])月(?<part>底|末|初(?![${NUMERAL}])|中(?![旬午秋间])|尾)|(?<part>上半|前半|下半|后半)个?月)(?!班)`,
    'y',
  ),
  month: new RegExp(`(?:${YEAR_SAID})?${MONTH_SAID}(?!饼|台|亮|经|光|色|子)(?:内|里)?`, 'y'),
  yearPart: new RegExp(`(?:${YEAR_SAID})?第?(?<part>${YEAR_PART})`, 'y'),
  quarter: /(?:(?<this>这个?|本)|(?<next>下一?个?)|(?<last>上一?个?))季度/y,
  year: new RegExp(
    `(?<![${NUMERAL}])(?:(?<year>\\d{4}|[零〇一二三四五六七八九]{4}|[一二两]千[零〇一二三四五六七八九十百]{0,6}|0\\d|[零〇][零〇一二三四五六七八九])\\s?年(?!级|龄|纪|度|代|前半|后半)|${YEAR_AWAY})(?!级|初|底|末|度(?=计划))`,
    'y',
  ),
  /** The days around now. */
  nowadays: /(?:这|这个)(?<count>[几两三四五]|\d)天|(?:最近|近期|近来|这段时间|近段时间|这阵子|近几天|最近几天)/y,
  few: /几/,
};

const LUNAR_DAY = '(?:初[一二三四五六七八九十]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)';
export const lunarMonths: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };
export const lunar = {
  full: new RegExp(
    `(?<![${NUMERAL}])(?:(?<mark>农历|阴历|旧历|老历)\\s?)?(?:(?<year>${YEAR})年\\s?)?(?:(?<markBehind>农历|阴历|旧历|老历)\\s?)?(?<leap>闰)?(?<month>[正冬腊]|1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:(?<first>初[一二三四五六七八九十])|(?<day>${LUNAR_DAY}|\\d{1,2}))(?!号|日|[${NUMERAL}点时个])`,
    'y',
  ),
  /** Days of the first month, counted from New Year. */
  newYear: /(?<![今去明前后本每])(?:大年|年|过年)初(?<day>[一二三四五六七八九十])|正月?初(?<day>[一二三四五六七八九十])/y,
  dayOnly: /(?<![月年])初(?<day>[四五六七八九十])(?=晚|早|上午|下午|中午|开工|上班|那天|开市|复工|到初|前|后)/y,
  strip: /^初/,
};

export const nth = {
  dayBefore: /的?(?:前一天|头一天|前一日|头天)/y,
  dayAfter: /的?(?:后一天|第二天|次日|隔天)/y,
  /** Behind what the days are counted in, after or before. */
  any: new RegExp(
    `(?:(?:放假|假期|长假|节|过|那天)?(?:(?<after>以后|之后|过后|完|后)|(?<before>以前|之前|前))的?|[的里中]?\\s?)(?:上班|开工|复工)?(?:的)?(?:第(?<count>${AMOUNT})个?|(?<first>头)一?个?|(?<last>最后)(?:的)?一?个?|倒数第(?<backwards>${AMOUNT})个?)(?:(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])|(?<workday>工作日|上班日)|(?<day>天|日))`,
    'y',
  ),
  /** The first week of, the last three weeks of. */
  some: new RegExp(
    `[的里中]?\\s?(?:第(?<nth>${AMOUNT})个?|(?<front>前|头)\\s?(?<count>${AMOUNT})?\\s?个?|(?<back>最后)\\s?(?<count>${AMOUNT})?\\s?个?)\\s?(?:(?<weeks>周(?![一二三四五六日天])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天]))|(?<months>月)|(?<days>天))`,
    'y',
  ),
};

/** A figure that borrows its unit from the end of the range: five to six o'clock, the 3rd to the 5th. */
export const figure = new RegExp(
  `(?<![${NUMERAL}.:第/-])(?<value>\\d{4}(?=\\s?(?:到|至|-|~)\\s?\\d{4}\\s?年)|(?:\\d{1,2}|[一二两三四五六七八九十廿]{1,3})(?=\\s?(?:到|至|-|~)\\s?(?:\\d{1,2}|[一二两三四五六七八九十廿]{1,3})\\s?(?:点|时(?!间|候)|号(?![楼线门院])|日|月(?!饼))))`,
  'y',
);

/** Before a festival. */
export const yearBefore = new RegExp(YEAR_SAID, 'y');
