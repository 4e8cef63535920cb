// How secretaries speak of plans: what they name, what they change, what they take back.
import type { Occupation } from '../../core/member.ts';

const NUMBER = '[-负]?(?:\\d{1,12}|[零〇一二两俩三仨四五六七八九十百千万亿]{1,12})';
const COUNT = `(${NUMBER})`;
const DAY =
  '(?:[今明后昨前]|大后)[天儿晚早日]|(?:上|下|这|本){0,3}(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]|[上下这本]个?(?:周|星期|礼拜|月)|\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[日号]';
const PART = '上午|中午|下午|晚上|早上|傍晚';
const CLOCK = '(?:\\d{1,2}[:：]\\d{2}|(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|整|钟|一刻|三刻|\\d{1,2}分?)?)';
/** A day, a part of it or an hour, once. */
export const ANY_TIME = `(?:${DAY}|${PART}|${CLOCK})`;
/** Where people meet; no number, no length, no way of meeting. */
const PLACE =
  '(?!线上|线下|网上|[^,，。 ]*(?:小时|分钟)|[\\d一二三四五六七八九十]+(?:[人个名位]|$|[,，。 ]))[^,，。;；!！?? ]{2,24}';

/** What stands before and behind a command without meaning anything. */
export const polite = {
  front: '^(?:小蜂|麻烦|请|帮我?|帮忙|给我|那个?|就|先|还是|你|嗯|好|咱们?|我们|把|将|算了|等[下等]|等一下|对了|哎|诶|[\\s,，])*',
  behind: '(?:一下|下|吧|了|啦|哈|啊|呀|呢|谢谢|辛苦|[\\s,，。.!！~～])*$',
};

const NAME = '(?<name>[^,，。!！?？把将]{2,16}?)';
const HELD = NAME.replace('name', 'held');
const LATER = '推迟|延迟|延后|延期|推后|顺延|后移|后推|[往向]后(?:[挪推移调延]|顺延)?';
const EARLIER = '提前|提早|前移|[往向]前(?:[挪调移提])?';
const AGAIN = '(?:再)?(?:办|搞|开|来|弄|组织|安排)(?:上)?[一1]?(?:次|场|个|回|下)';
const UNITS = [
  ['分钟', 'minute'],
  ['刻钟', 'quarter'],
  ['小时', 'hour'],
  ['钟头', 'hour'],
  ['天', 'day'],
  ['日', 'day'],
  ['周', 'week'],
  ['星期', 'week'],
  ['礼拜', 'week'],
] as const;
const SHIFT = `[了个]?([半一二两三四五六七八九十]{1,3}|\\d{1,3})个?(半)?(${UNITS.map(([unit]) => unit).join('|')})(半)?`;
const SHIFT_LENGTH = '[半一二两三四五六七八九十\\d个]{1,5}(?:分钟|刻钟|小时|钟头|天|日|周|星期|礼拜)半?';

export const heardPlan = {
  /** Something new is wanted, whatever else is said. */
  makes:
    /(?:搞|办|开|弄|来|组织|安排|举办|举行|发起|定)(?:上|它|他)?(?:[一1两]?[个次场回]|一下)|(?:组织|安排|举办|举行|发起|召开)(?!时间|地点)/,
  holds: /搞|办|开|组织|安排|举行/,
  /** Something known gets another time or place. */
  moves:
    /(?:改|挪|移|调|换|推迟?|延[迟后期]?|提前|提早|改期|顺延|后移|前移)(?:到|至|成|为|在)|推迟|延[迟后期]|推后|顺延|改期|改时间|换时间|(?:时间|日子|地点|地方|场地)(?:改|换|调|变|挪)|[往向][前后][挪调推移]|(?:提前|提早|早|晚)(?:\d|半|[一两二三]个?(?:小时|天|钟头|周|星期))|不是.{1,8}[是,， ]{1,2}(?:改|是)/,
  /** The time asked for first is to stand. */
  insists: new RegExp(
    `(?:就要|必须|一定要|非要|非得|偏要|只能|就得)(?:在|是|定|放|安排)*(?:${DAY}|${PART}|${CLOCK})|(?:按|照|依)我(?:说|定|要)的|(?:不用|不要|不能|别|甭|莫)(?:再|给我)?(?:改|换|调|动|挪)(?:时间|日子|了|$)|(?:时间|日子|钟点)(?:不变|不改|别动|不动|定死)|坚持|原来(?:说)?的?时间`,
  ),
  theme:
    /(?:^|[,，。;；:： ]|党日|党课|会|培训|讲座)(?:内容|主题)(?:嘛|呢|就|是|为|定|改|换|成|到|[:： ])*(?<told>[^,，。;；!！?? ]{2,30})|(?:^|[,，。;； ]|党日|党课)(?:内容嘛?|就|主要|集中)?(?<done>(?:学习|学|传达|讨论|观看|听|讲)[^,，。;；!！?? ]{2,30}?)(?=在[^,，。]{2,}|[,，。;；!！ ]|$)/,
  capacity: [
    new RegExp(
      `(?:名额|人数|限额|容量)(?:上限)?(?:就|是|为|定|限|设|给|[:： ])*(?:(?:改|调|设|定|加|增|减|降|扩|换|提|放|缩|限)[大高整少低宽减充加]?(?:到|成|至|为|在))?${COUNT}`,
    ),
    new RegExp(`(?:最多|限|大概|顶多|不超过|控制在|上限)(?:坐|来|收|报|是|到)*${COUNT}(?=个?人|[个名位]|$|[,，。 ])`),
    new RegExp(`${COUNT}(?:(?:个|位)?(?:人|名额|名)(?=$|[,，。;；!！ ]|参加|左右|以内|来|就行|就够)|个(?=左右|以内))`),
  ],
  unlimited: /不限(?:制)?(?:人数|名额|人)?|(?:人数|名额)(?:不限|没限制|放开|随便|不设限)|多少人都行|没有?(?:人数|名额)限制/,
  /** How long it is to take, and nothing else: no hours of service. */
  length:
    /^(?:时长|时间|开会?|办|搞|一共|总共|就|改成?|改为|大概|大约|差不多|要|定|是|为|[\s,，:：])*(?:\d{1,3}(?:\.\d)?|[半一二两三四五六七八九十百]{1,5})个?半?个?(?:小时|钟头|分钟|刻钟)半?(?:就|行|够|左右|吧|了|啊|呀|好|[\s,，。.!！])*$/,
  /** So many sessions, which the hours of the people decide. */
  sessions: /^.{0,8}?(?:改|分|变|办|开|搞|要|合|并)(?:成|为|作|到)*(?:[一二两三四1-4]|几)[场次](?!地).{0,4}$/,
  /** The roster of patrols and of duty, which is no activity. */
  roster: /(?:早|晚|夜|日|老\p{Script=Han}|小\p{Script=Han})巡|巡[逻查岗]|值[班日守]|轮值|排班/u,
  /** Where people come together. */
  gathering: /活动|培训|党[日课]|[开例大]会|会议|讲座|体检|义诊|比赛|演练/,
  /** A place and nothing else. */
  barePlace:
    /^(?:就|还是|放|地点|在|那|[\s,，:：])*(?!.{0,8}(?:最近|附近|哪|找|谁|几|有))(?<place>[^,，。;；!！?？\s就在]{1,14}(?:驿站|之家|港湾|会议室|活动室|服务中心|社区|站点|大厅|广场|党校|礼堂|门口|[一二三四五六1-6]楼))(?:吧|呀|啊|就行|[\s。.!！])*$/,
  /** A day of the week, of none in particular. */
  weekday: /(?<![上下这本每]个?)(?:周|星期|礼拜)[一二三四五六日天]/,
  online: /(?:改|换|转|变)?(?:成|到|为)?(?:在)?(?:线上|网上|直播|视频会?|腾讯会议|钉钉会议)(?!线下|也|都|和|跟)/,
  onsite: /(?<!恢复)(?:改|换|转|变)?(?:成|到|为|回)?(?:线下|现场)(?!线上|也|都)/,
  both: /线上(?:线下|和线下|跟线下|也行|都行)|线下(?:线上|和线上|跟线上|都行)|两种都行/,
  place: new RegExp(
    `(?:地点|地方|位置|场地|会场)(?:就|还是|给我|再|换|改|挪|定|放|设|选|移|成|到|在|为|是|至|[:： ])+(?<named>${PLACE})|(?:换|改|挪)[到在](?:在)?(?<moved>${PLACE})|^(?:就|还是|那)*在(?<stay>${PLACE}?)(?:开|办|搞)?[吧呀啊了]*$`,
  ),
  title:
    /(?:名字|名称|标题|题目|活动名)(?:就|给我)*(?:改|换|定)?(?:叫做?|成|为|是|[:： ])+[“"《]?(?<named>[^,，。;；!！?？”"》]{2,30})|^(?:就|改)?叫做?[“"《]?(?<called>[^,，。;；!！?？”"》]{2,30})/,
  allGroups: /所有群|全部群|各个?群|每个群|[两三四]个群|全支部/,
  only: '只',
  onlyGroups: /^(?:只|就|光)(?:发|给|通知)(?:到|给)?|^(?:发|通知)(?:到|给)|^给|^只$/,
  dayWords: new RegExp(`(?:${DAY}|${PART}|${CLOCK})`, 'g'),
  half: '半',
  negative: /^[-负]/,
  /** A number, perhaps a half, a unit, perhaps a half. */
  later: new RegExp(`(?:${LATER}|晚)${SHIFT}`),
  earlier: new RegExp(`(?:${EARLIER}|早)${SHIFT}`),
  /** Words of a change, whatever it is of. */
  changes: /改|换|调|挪|定在|推迟|延|提前/,
  units: UNITS,
  scales: { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 } as Record<string, number>,
  /** Says of no activity which one it is. */
  nameless: /^(?:那个?|这个?|的|活动|时间|日子|钟点)+$/,
  /** The month at the head of a title. */
  monthBefore: /^\d{1,2}(?=月)/,
  question: /[?？]|[吗么]$/,
  /** For whom it is, taken for what it is. */
  noTitle: /^给/,
  ending: /[吧了啊呀哈呢嘛啦就行\s]+$/,
};

/** Whole sentences that move an activity, or ask for one like another. */
export const heardPlanCommand = {
  shift: new RegExp(
    `${polite.front}${NAME}?(?:时间)?(?:${LATER}|${EARLIER})[了个]?${SHIFT_LENGTH}(?:再|举行|开始?|办)?${polite.behind}`,
  ),
  place: new RegExp(
    `${polite.front}(?:${NAME}?(?:换个?|改个?|换一?下)(?:地方|地点|场地)[,，\\s]*(?:就|那|改?|换?|挪?|搬?|移?|放?)[到在]|${HELD}(?:地点|地方)?(?:换|改|挪|搬|移)[到在])[^,，。?？]{2,24}${polite.behind}`,
  ),
  mode: new RegExp(
    `${polite.front}${NAME}?(?:改|换|转|变)(?:成|到|为)?在?(?:线上|网上|线下|现场|视频会?|腾讯会议|钉钉会议)(?:开会?|办|搞|举行|会议)*${polite.behind}`,
  ),
  /** Days are taken out before these two. */
  template: new RegExp(`${polite.front}(?:用|按|照|拿)(?:着)?${NAME}的?模板${AGAIN}${polite.behind}`),
  again: new RegExp(
    `${polite.front}(?:照|按|像|跟)着?(?:上一?[次回场期]|之前|以前)?的?(?<name>(?!样子|那样|一样)[^,，。!！?？]{2,12}?)?的?(?:那样|一样|样子)?${AGAIN}${polite.behind}`,
  ),
};

/** Who is meant by the trade; a word within a place's name does not count, places are taken out before. */
export const occupationWords: Record<Occupation, RegExp> = {
  courier: /快递(?!柜|单|费|点|站)|派件员|快递小哥/,
  rider: /骑手|外卖员|外卖小哥|送餐员|跑单的/,
  driver: /司机|货车|网约车/,
  office: /站里的|站长|内勤/,
};
