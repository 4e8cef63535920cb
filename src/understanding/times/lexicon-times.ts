// Words of the clock: parts of the day, hours and minutes, lengths of time, and what joins two times or takes one back.
import { AMOUNT, HOUR, MINUTE, NUMERAL } from './lexicon-numbers.ts';
import type { Part } from './phrase.ts';

/** Longer words first: the first that fits is taken. */
const PART_WORDS: readonly (readonly [Part, string])[] = [
  ['dawn', '后半夜|下半夜|凌晨|拂晓|黎明'],
  ['noon', '正午|中午头?|晌午头?|午间|正晌午'],
  ['afternoon', '下半[天日昼]|后半晌|下午|午后|后晌|下昼|晏昼|下晚?晌|过午'],
  ['morning', '上半[天日昼]|前半晌|大清早|大早上|清早|清晨|早晨|早上|一大早|一早|早间|朝早|上午|头晌|前晌|上昼|晨间|午前|打早'],
  ['dusk', '傍晚|傍黑|擦黑|天黑前|黄昏'],
  ['midnight', '大半夜|半夜三更|三更半夜|半夜|深夜|午夜|大晚上|前半夜|上半夜|夜半'],
  ['night', '晚上|晚间|夜里头?|夜晚|夜间|夜头|晚黑|晚夕'],
];
/** One character: only behind a day or before an hour. */
const SHORT_PART_WORDS: readonly (readonly [Part, string])[] = [
  ['morning', '早|晨'],
  ['noon', '午'],
  ['night', '晚|夜|黑了|黑家|黑'],
];
const named = (words: readonly (readonly [Part, string])[]) => words.map(([part, word]) => `(?<${part}>${word})`).join('|');

export const part = {
  word: new RegExp(`(?:${named(PART_WORDS)})(?!饭|餐|礼服|报|自习|点名|会(?!议|开)|稻田|恋|茶|市|班|高峰|查房)`, 'y'),
  /** Not where the character begins another word. */
  short: new RegExp(
    `(?:${named(SHORT_PART_WORDS)})(?!早|晚|饭|餐|点|会(?!议|开)|高峰|班|了|到|一?些|来|退|礼|市|报|茶|休|操|恋|知|就|已|日|色|景|宵|${`[一1]点(?!钟|半|整|\\d)`})`,
    'y',
  ),
};

const AM_PM = '(?<am>a\\.?m\\.?|上午)|(?<pm>p\\.?m\\.?|p)';
const ONES = '一二三四五六七八九';

export const clock = {
  /** Noon to the minute, where no hour follows. */
  noon: /正午(?!\s?\d|\s?十)/y,
  colon: new RegExp(
    `(?<![\\d:.])(?<hour>2[0-4]|[01]?\\d):(?<minute>[0-5]\\d)(?::(?<second>[0-5]\\d))?(?![\\d:])(?:\\s?(?:${AM_PM})(?![a-z]))?`,
    'y',
  ),
  english: /(?<![\d:.a-z])(?<hour>1[0-2]|0?[1-9])\s?(?:(?<am>a\.?m\.?)|(?<pm>p\.?m\.?))(?![a-z])/y,
  /** A quarter to eight, ten to eight. */
  to: new RegExp(
    `差\\s?(?:(?<quarters>一)刻钟?|(?<less>[${ONES}两]|十[${ONES}]?|二十|\\d{1,2})分?钟?)(?:就|到|不到)?\\s?(?<hour>${HOUR})点钟?`,
    'y',
  ),
  said: new RegExp(
    `(?<hour>${HOUR})\\s?(?:点|(?<formal>时)(?![候间期代段刻常不而光速尚差效]))(?:` +
      `(?<half>半)|[搭踏](?:(?<fives>[${ONES}]|十一?)|(?<halfPast>半))|(?<characters>[${ONES}]|十一?)个字|` +
      `(?<quarters>[一二两三123])刻(?!钟)|[差欠](?:(?<quartersLess>一)刻|(?<less>[${ONES}]|十|\\d{1,2})分)|` +
      `过?\\s?(?<minute>${MINUTE})(?!分?钟|\\d|小时|个|号|月|天|人|块|元)(?:分(?!之))?(?:\\s?(?<second>[0-5]?\\d)秒)?|` +
      '(?<exact>钟(?!头)|整))?(?:整|钟(?!头))?(?<about>左右|上下|前后|多|来钟)?',
    'y',
  ),
  /** Seven or eight o'clock: two figures in a row. */
  vague: new RegExp(
    `(?:(?<tens>十)(?=[一二三][二三四]))?(?<first>[一二两三四五六七八九])(?<second>[二三四五六七八九十])点(?!\\d|[${ONES}])`,
    'y',
  ),
  /** Before it a figure is part of a larger number, unless a day ends there. */
  inNumber: new RegExp(`[${NUMERAL}.:第]$`),
  /** Three points, a little: the word for o'clock counts arguments, too. */
  notBefore: /(?:第|这|那|哪|几|以下|如下|下面|上面|强调|提了?|补充|总结|共|有[这那]?)$/,
  notAfter:
    /^(?:建议|意见|要求|想法|问题|原因|好处|希望|体会|感受|注意|说明|内容|声明|经验|教训|理由|诉求|补充|提醒|反映|规定|不足|小|钱|水|力|心|滴|名|位|货|餐|单|评|赞|击|个|儿|也|事(?!情?要开)|意思|道理|共识|收获|变化|措施|不同|缺点|优点|[一二三四五六]线|都(?:同意|做到|没|很)|钱|利息|东西)/,
  /** One o'clock alone is heard only where something follows that a time has. */
  oneBefore: /(?:到|至|-|~)\s?$/,
  oneAfter: /^(?:到|至|-|~|开|集合|前|之前|以前|见|出发|散|结束|准时|上课|发(?!现)|过来)/,
  /** Such a word before "one point" makes it a little. */
  littleBefore: /(?:早|晚|快|慢|多|少|有|差|好|高|低|大|小|远|近|轻|便宜|冷|热|凉|注意|稍|小心)$/,
  /** The characters of Hong Kong clock time come only behind these parts. */
  fivesBehind: /(?:晏昼|下昼|上昼|朝早|夜晚)$/,
  fives: new RegExp(`[${ONES}](?![${ONES}十分刻个点人])`, 'y'),
};

const UNIT_WORDS = [
  ['hours', '小时|个?钟头|个钟(?!头)|h(?:ours?)?(?![a-z])'],
  ['minutes', '分钟|mins?(?![a-z])'],
  ['quarters', '刻钟'],
  ['seconds', '秒钟?'],
  ['days', '天(?!津|气|花|台|桥|然)|日(?=(?:之|以|过)?[后前内])|昼夜|宿'],
  ['weeks', '周(?!年|岁|边|围|[一二三四五六日天末]|转)|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])'],
  ['months', '个月|月(?=(?:之|以|过)?[后前内])'],
  ['years', '年(?!级|纪|龄|度|代|货|底|初|末|会|前半|后半|上半|下半|农|的?第|的前|的?最)'],
] as const;
export type Unit = (typeof UNIT_WORDS)[number][0];

const UNIT = UNIT_WORDS.map(([unit, word]) => `(?<${unit}>${word})`).join('|');

export const duration = {
  /** One amount with its unit: an hour and a half, 40 minutes, half a month. */
  piece: new RegExp(
    `(?<![${NUMERAL}.第])(?:(?<amount>${AMOUNT})\\s?(?:(?:个(?=半))?(?<half>半)|个(?!钟|月))?|(?<halfAlone>半)个?(?!钟(?!头)|月)|(?<halfMonth>半)(?=个月)|(?<some>几|好几|个把|若干)个?(?!月))(?<about>多|来)?\\s?(?:${UNIT})(?<halfBehind>半)?`,
    'y',
  ),
  /** Two or three: two figures in a row are no number. */
  fewFigures: /^[一二两三四五六七八九]{2,}$/,
  units: UNIT_WORDS.map(([unit]) => unit),
  /** Behind hours the minutes need no second character. */
  more: new RegExp(`[又零余多加外带]{0,2}\\s?(?<amount>${AMOUNT})\\s?(?:分(?!之|拣|给|配)钟?)`, 'y'),
  /** Behind days, hours said the written way. */
  hoursMore: new RegExp(`又?\\s?(?<amount>${AMOUNT})时(?![候间期代])`, 'y'),
  glue: /[又零余多加外带和 ]{0,2}/y,
  /** Half a day is no amount. */
  notLength: /^(?:半天|半日)$/,
  later: /\s?(?:之后|以后|过后|后(?![天日儿半]))/y,
  ago: /\s?(?:之前|以前|前(?![天日儿台门面半]))/y,
  within: /\s?(?:之内|以内|内)/y,
  /** "In …", "after another …". */
  laterBefore: /(?:再过|再等|再有|还有|(?<![经通超路走来])过(?!了)|等)(?:上|个)?$/,
  /** Before an event, not before now. */
  notAgoBefore: /(?:会|课|赛|班|活动|开始|集合|出发|提|开)前$/,
  ahead: /(?:未来的?|接下来的?|今后的?|往后的?|后续|随后|之后的?|以后|还剩|下(?!午|班|楼|个?月)|(?<![以之今往然最前背落])后)\s?$/,
  behind:
    /(?:过去的?|最近的?|近|之前的?|以前|此前|刚过去的?|上(?!午|班|楼|门|海|周|个?月)|(?<![提以之目当面会课赛班开始到跟门房])前)\s?$/,
  these: /(?:这|这个)$/,
};

/** The words that may stand between the parts of one time. */
export const joins = {
  gap: /^(?:\s{0,2}|\s?的\s?|\s?那天\s?|\s?这天\s?|\s?当天\s?|\s?[,、)]\s?|t)$/,
  apposition: /^(?:\s{0,2}|\s?[,(]\s?|\s?就是\s?|\s?也就是\s?|\s?是\s?|正好是?|刚好是?|那天是?)$/,
  range: /^[)）]?\s{0,2}(?:开始|开|起|忙|上|一直|持续|直)?\s{0,2}(?:到|至|~|-{1,2}|直到)\s{0,2}$/,
  between: /^\s?(?:和|与|跟|到|至|-)\s?$/,
  betweenAfter: /^\s?(?:之间|间(?!隔|接))/,
  endless: /^[)）]?\s?(?:开始|开|集合)?[,， ]{0,2}$/,
  endAfter: /^(?:左右)?(?:结束|散会|散|完事?|收工|下课|收尾)/,
  lasting:
    /^[)）]?\s?(?:开始|开会|集合|准时|开|搞|学|讲|办|上|起)?[,， 。]{0,2}(?:一共|总共|共|为期|持续|大概|大约|左右|预计|时长|计划|约|先)?(?:要|开|搞|学|讲|办|上)?(?:个)?$/,
  choice: /^\s?(?:还是|或者?|要么|要不|抑或|or)\s?(?:是)?$/,
  correction:
    /(?:不对|[哦噢啊喔额哎]\s?不|不不+|[说记打写发讲搞弄看]错了?|口误|更正|错了|不好意思|应该是|应为|改口)[,，。.!！~… 啊呀哈了]{0,6}(?:应该)?(?:是|改成|改为|成)?\s{0,2}$/,
  moved:
    /(?:改到|改成|改为|改在|改|挪到|换到|换成|调到|调整到|调整为|推迟到|延后到|延到|顺延到|推到|提前到|提早到|移到)\s?(?:了)?$/,
  denied: /不是\s?(?:在)?$/,
  affirmed: /^\s?[,，]?\s?(?:而?是|改成|改到|改为)(?:在)?\s?$/,
  every: /每(?:个|一个?|逢|隔|天|日|晚|早|周|个?月|年|星期|个?礼拜|个?星期)?的?$/,
};

export const edge = {
  before: /^\s?(?:(?:及|或|\(含\)|含)?(?:以前|之前)|前(?![天日儿台门面往后几两半夕提])|截止)/,
  after: /^\s?(?:(?:及|或)?(?:以后|之后)|后(?![天日儿台门面半续勤])|过后|以来)/,
  /** "From three on": both words are needed, or the first one stands alone. */
  from: /(?:从|自)\s?$/,
  on: /^\s?(?:开始(?!前)|起(?!床|来|码))/,
  by: /(?:截止到?|截至|不晚于|最晚|最迟)\s?$/,
  since: /(?:自从?|打从)\s?$/,
  about: /(?:大概|大约|约|差不多|左右)\s?$/,
};

/** Words of `shift`: the old start moves by a length, forth or back. */
export const shifts = {
  earlier: /(?:提前|提早|往前[挪调移提]?|前移|早)\s?(?:开|了|个|到)?\s?$/,
  later: /(?:推迟|延迟|延后|往后[挪推调移拖延]?|后移|后推|后挪|顺延|晚|拖后?|缓)\s?(?:开|了|个|上)?\s?$/,
};
export const happened = /(?:刚才|刚刚|方才|才|刚|已经|就|当时)\s?$/;
