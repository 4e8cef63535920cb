// Words around the times of a plan: what moves it, what repeats it, what only names a time without wanting it, and what cannot be.
import { NUMERAL } from './lexicon-numbers.ts';

const FIGURE = '\\d{1,3}|[零〇一二两三四五六七八九十廿卅]{1,4}';
const WEEK = '(?:周|星期|礼拜)';
const WEEKDAY = '[一二三四五六日天1-7]';

/** What a keyboard or a microphone makes of a word of time; same length. */
export const typos: readonly (readonly [RegExp, string])[] = [
  [/遲/g, '迟'],
  [/調/g, '调'],
  [/換/g, '换'],
  [/(?<=[上下这本每个])[州洲舟粥](?=[一二三四五六日天末1-6])/g, '周'],
  [/[里理]拜(?=[一二三四五六日天])/g, '礼拜'],
  [/(?:星其|新期|猩期)(?=[一二三四五六日天])/g, '星期'],
  [/(?<=[\d一二两三四五六七八九十])点[中种](?![\d个午])/g, '点钟'],
  [/(?<=[\d一二两三四五六七八九十半]个?)小是/g, '小时'],
  [/(?<=\d|[一二三四五六七八九十])分种/g, '分钟'],
  // A point between hour and minute, behind a part of the day only: elsewhere it is a date.
  [/(?<=(?:[上下中]午|早上|早晨|晚上|傍晚|[今明后]晚|[今明后]早|凌晨)\d{1,2})[.](?=[0-5]\d(?!\d))/g, ':'],
  // "Put off by two days" is no stretch of the two days to come.
  [/(?<=[推延顺拖挪移])后/g, '迟'],
  [/[往向朝]前(?=[半一二两三四五六七八九十\d]{1,3}个?(?:半|分|小时|钟|天|周|星期|礼拜|月))/g, '提前'],
];

/** Figures that look like times. */
export const figures = [
  /(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4})(?!\d)/g,
  new RegExp(
    // Behind a month it is a day whatever follows: `2月25号支部大会`.
    `(?<!月[\\d一二三四五六七八九十]{0,2})(?:${FIGURE})号(?:服务站|活动室|阅览室|教室|教学|点位|摊|亭|停车|小区|公寓|宿舍|支部(?!大会)|队|组(?!织)|车(?!辆)|通道|出入口|出口|厂|基地|换电|码头|工地|群(?!发)|馆|集装箱)`,
    'g',
  ),
  /(?:[四三]点半|\d点半)(?:课堂|学校|学堂|放学)/g,
] as const;

export const move = {
  /** Without one of these nothing moves. */
  any: /[改挪移换调延推缓拖迟]|提[前早]|[往向朝][前后]|后[推移挪延]|[早晚].{0,6}(?:小时|分|天|周|礼拜|星期|刻|钟)/,
  /** Behind these stands the new time. */
  to: /(?:改期?|改时间|挪动?|移|换|调整?|推迟?|延迟|延期?|顺延|[顺移挪]迟|拖迟?|提前|提早|后[延推移挪])(?:到|至|成|为|在)(?![场位达会齐岗])了?[,，:： ]{0,2}|改(?:一下|下|个)?(?:时间|日子|期)?[,，:： ]{0,2}|(?<![交转轮])(?:挪|换|调)(?:一下|下)?(?:时间|日子|个时间)?[,，:： ]{0,2}/g,
  /** Before it, the speaker corrects himself and keeps the rest. */
  corrected: /(?:不对|错了|口误|不好意思|应该)[,，。.!！ ]{0,2}$/,
  earlier:
    /(?:提前|提早|往前[挪调移提赶]?|向前[挪调移提]?|前移|前挪|(?<![今明昨后大清一每趁最尽太])早)(?:开|了|个|上|约|大概|大约|再|它){0,2}\s?$/,
  later:
    /(?:推迟|延迟|延期|往后[挪推调移拖延放顺]?迟?|向后[挪推调移拖延]?|后[移推挪延]|顺[延迟]|拖迟?|挪迟|移迟|缓|推|延|(?<![今明昨后前当每天号日夜傍一二三四五六末])[晚迟])(?:开|办|了|个|上|约|大概|大约|再|它){0,2}\s?$/,
  /** A length that was taken back at once. */
  tookBack:
    /[半一二两三四五六七八九十\d]{1,3}个?半?(?:小时|钟头?|分钟?|天|周|星期|礼拜)[,，。 ]{0,2}(?:不对|[说打写]?错了|口误|[哦噢啊]不)[,，。.!！ ]{0,2}(?:应该)?是?$/,
  /** What somebody does earlier or later than the start; the start itself stays. */
  othersBehind:
    /^(?:的)?(?:就|再)?(?:大家|各位|所有人)?(?:来(?!开)|到(?![\d一二三四五六七八九十今明后下周礼星晚早上中])|入场|进[场群会]|签到|集合|报[到名]|通知|提醒|告知|说|发|准备|打招呼|出发|下班|走|出门|就位|候场|截止|结束|散|联系|请假|布置|叫|喊|上线|登录|预约)/,
  othersBefore: /(?:比[^,，。]{1,6}|上次|上回|去年|已经|(?:不|别|没有?|甭|莫|不用|不要|不能|不想|无需))$/,
  /** Words of the shift itself, cut off before looking what stands before it. */
  verb: /(?:提前|提早|[往向]前.?|前[移挪]|推迟|延[迟期]?|[往向]后.{0,2}|后[移推挪延]|顺[延迟]|拖迟?|[挪移]迟|[缓推早晚迟])(?:开|办|了|个|上|约|大概|大约|再|它){0,2}\s?$/,
  nextDay: /(?:改|推迟?|延[迟期]?|顺延|挪|换|调整?|移|放)(?:到|至|在)(?:第二天|次日|隔天|后一天|转天)/,
  dayBefore: /(?:改|提前|提早|挪|换|调整?|移|放)(?:到|至|在)(?:前一天|头一天|前一日)/,
};

const MONTHLY = '(?:每(?:一?个)?月份?|月月|按月)';
const WEEKLY = `(?:每(?:一?个|逢|到)?|逢|按)${WEEK}`;
/** What may stand between "each month" and the day. */
const GLUE =
  '(?:的|都|就|是|在|要|于|为|到|里|[,，:：、 ]|固定|定期|定|放|搞|开|办|组织|安排|召开|举行|进行|集中|统一|[一1][次场回]|主题|党日|党课|活动|例会|学习|培训){0,8}?';

/** Again and again. Longer ways to say it first. */
export const every = {
  nthWeekday: new RegExp(
    `${MONTHLY}${GLUE}(?:第(?<nth>${FIGURE})(?:个|周的?)|(?<nth>头|首)(?:一?个)|(?<last>最后(?:[一1]?[个周])?的?|倒数第[一1]个))${WEEK}(?<weekday>${WEEKDAY})`,
  ),
  lastDay: new RegExp(`${MONTHLY}${GLUE}最后[一1]?[天日]`),
  day: new RegExp(
    `${MONTHLY}${GLUE}(?<day>${FIGURE})(?:\\s?[号日](?!线|楼|[到至~-])|(?![\\d到至~:.${NUMERAL}-]|\\s?(?:[点时次场回个人名位件单天周月年元块份篇期遍种项%]|小时|分钟|号|日|季)))(?:(?:[、和,，及]|以及)(?:${FIGURE})[号日]){0,4}`,
  ),
  weekday: new RegExp(
    `(?:${WEEKLY}|(?<![隔双单])周周)(?:(?<weekday>${WEEKDAY}|末)(?![次场回趟遍起到至~-]|个[小钟])|${GLUE}${WEEK}(?<weekday>${WEEKDAY})(?![次到至~-]))(?:[、和,，及]每?${WEEK}?${WEEKDAY}(?![次点:]|个)){0,5}`,
  ),
  /** Rhythms nothing is planned by; the day behind them still counts. */
  others: new RegExp(
    `每${WEEK}[一二三四五六1-6](?:[到至~]|-{1,2})${WEEK}?${WEEKDAY}|每(?:隔[一1]?|隔?[两二三四五六2-9半])个?(?:${WEEK}|月|季度|天|年)的?(?!${WEEKDAY})|隔(?:一个?)?(?:${WEEK}|月|天)的?|[两二三四]个?(?:${WEEK}|月)[一1][次场回]|每个?季度|每半?年|每半个?月|每[天日](?!常)|天天|每(?=[晚早])|每个?工作日|[双单]周的?(?=${WEEK})|每[次场]`,
    'g',
  ),
  opens: /^[每逢]/,
  until: /^\s?(?:到|至|~|-{1,2})\s?$/,
};

/** A time that names something and is not wanted. */
export const aside = {
  topicBehind:
    /^(?:那[次期天])?(?:召开|发布|印发|出台|下发|公布|通过)?的?(?:重要|会议|全会|座谈会|中央|市里|区里|县里|街道|公司|工作|大会|总书记|习近平|那个|这个|关于){0,4}(?:讲话|精神|文件|指示|批示|报告(?!会|厅)|纪要|条例|新规|规定|事故|案例|新闻|通报|照片|总结|以来)/,
  /** What others have to do by then. */
  deadlineBehind:
    /^(?:中午|下午|晚上)?(?:之?前|以前)?(?:都|要|必须|大家)?(?:报名|报上|报齐|报给|回复|反馈|截止|发通知|发群|群发|统计人数)/,
  deadlineBefore: /(?:报名|截止|反馈|回复)(?:时间|日期)?(?:截止)?(?:到|至|是|[:：])?$/,
  refusedBehind:
    /^(?:的?时间|那[天会]儿?|的话|[上下]午|晚上|这天)?(?:咱|咱们|我们?|大家|他们|骑手们?|小哥们?|快递员?|弟兄们)?(?:都|就|是|最|太|很|肯定|恐怕|可能|怕是?|要|得|正|还是|估计)?(?:不行|不成|不可以|不得行|不中|不妥|没空|没时间|不方便|不合适|来不[了及]|去不[了成]|[开办搞]不[成了]|有事|值班|加班|爆[仓单]|忙|跑单|派件|送餐|高峰|取消|不[开办搞要]|不好)/,
  refusedBefore:
    /(?:(?:(?<!要)不要|(?<!特|分|个|区)别|甭|莫|避开|避过|错开|除了|(?<!想)不想|(?<!能)不能)(?:在|放|定|安排|选|挑|排|搞|开|到){0,3}|(?<![是要])不(?:在|放|定|安排|选|挑|排|搞|开|到){1,3})$/,
  /** The day stays, only the hour is refused. */
  hourBehind: /^(?:也|有点|是不是|可能|怕是?|就)?(?:太[早晚迟赶]|[早晚]了)/,
  lengthBefore:
    /(?:迟到|休息|走路|步行|骑车|开车|坐车|路上|还剩|还有|每隔|累计|满|最近|过去|再过|耽误|耽搁|歇|等了?|每单|每天|超时|迟了|堵了|[一二两三四五六七八九十\d半]个?半?(?:小时|分钟)?[到至~-])[^,，。]{0,2}$/,
  lengthBehind:
    /^(?:就[到能行]|路程|车程|的路|内?[送到]|必?达|一[次趟单](?!性)|没|工作制|[之以]外|营业|值守|开放|不停|提醒|通知|签到|入场|准备|[之以]?前|热线|服务热)/,
  /** Stretches too vague to be wanted. */
  vague: /^(?:最近|近期|近来|这段时间|近段时间|这阵子|近几天)/,
  /** The end of it, not its beginning. */
  endBehind: /^(?:之?前|以前|左右|就|要|得|必须|准时)*(?:结束|散会|散场|散|搞完|开完|办完|完事|收尾|下课)/,
};

export const days = {
  /** A part of a month or year without its name: the next one. */
  openPart: /^(?:[上中下]旬|月[初中底末尾]|[上前下后]半个?月|第?[一二三四1-4]季度|[上前下后]半年|年[初底末尾])/,
  /** Without one of these a figure may be anything. */
  named: /[月号日周天]|星期|礼拜|\d{4}|第|最后/,
  /** A weekday counted within a month that was named before. */
  nth: /(?:第(?<nth>[一二三四五1-5])个|(?<last>最后[一1]?个)|(?<first>头一?个))$/,
  /** "From next month": its end is no end. */
  startsBehind: /^(?:开始|起(?![来码]))/,
  /** "On and after" holds the day itself. */
  onAndAfter: /^\s?(?:及|或)?(?:以后|以来)/,
  /** A festival here is the name of what is held. */
  nameBehind: /^(?:节|期间)?的?(?:主题|慰问|活动|党日|联欢|晚会|特别|庆祝|送|走访|座谈)/,
};

const NOT_FOUND = '(?:不对|[说打写讲记]错|错了|口误|更正|没有这|哪有)';
const TIME_FRONT =
  '^|[,，。;；、:： （(]|[上下中]午|晚上?|早上?|夜里|凌晨|傍晚|[号日天]|(?:周|星期|礼拜)[一二三四五六日天]|在|到|从|定|改|至|于|为|成|放|约';

/** Times that no calendar and no clock has. */
export const impossible = {
  /** One number; "seven or eight" are two. */
  number:
    /^(?:\d+|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[零〇]?[零〇一二两三四五六七八九])$/,
  monthDay: new RegExp(
    `(?<![${NUMERAL}.第])(?<month>${FIGURE})\\s?月份?(?![薪饼亮龄子租付经卡])(?:\\s?的?(?<day>${FIGURE})\\s?[号日](?![子程常]))?`,
    'g',
  ),
  written: /(?<![\d./-])(?<year>(?:19|20)\d{2})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?![\d.:/-])/g,
  /** Only where a day is expected: such numbers are mostly those of houses. */
  day: /(?<=^|[,，。;； ]|个月|[本当次]月|定在|定到|改[到成]|挪到|推迟?到|提前到|放[在到])(?<day>3[2-9]|[4-9]\d|三十[二三四五六七八九]|[四五六七八九]十[一二三四五六七八九]?)号(?![人楼门线库院桩柜棚仓店铺车厅房床机工桌窗台位井厂区箱室座栋幢单元牌码文岗令选骑员师站点馆路口])/g,
  clock: new RegExp(
    `(?<=${TIME_FRONT})(?<hour>\\d{1,3}|[零〇一二两三四五六七八九十廿]{1,3})(?:点钟?(?:(?<minute>\\d{1,2}|[零〇一二三四五六七八九十]{1,3})分|(?<half>半))?|[:：](?<minute>\\d\\d)(?![\\d:]))(?!建议|意见|要求|想法|问题|积分|希望|体会|说明|内容|经验|措施|[几多]|[个人名位])`,
    'g',
  ),
  weekday: new RegExp(`(?<![${NUMERAL}])${WEEK}[八九89](?![点时号月日个次天年:.\\d十百千折成人名位分小块元回趟遍场期届一])`, 'g'),
  takenBackBehind: new RegExp(`^[^。!！]{0,6}${NOT_FOUND}`),
  deniedBefore: /(?:没有?|不是|哪来的?|哪有)$/,
};
