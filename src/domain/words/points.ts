// How people ask for their points, and how secretaries set them right. Whole sentences, linear: what the reader knows is left to it.
import type { Month } from '../months.ts';
import { MONTH, monthSaid } from './months.ts';
import { clearSurnames } from './people.ts';
import { asksHowToReverse } from './reversing.ts';
import { ticketNumberIn } from './ticket-numbers.ts';
import { NUMBER, type Whole, wholeIn } from './whole-numbers.ts';

/** Nothing longer is such a sentence. */
const LONGEST = 40;
const SHORT = 20;
const WITH_REASON = 90;

const FRONT = '^(?:小蜂|请问|请|麻烦|帮我?|给我|你|看一?下|看看|瞧瞧|瞅瞅|查(?:一?下)?|发|列一?下|说一?下|想|要|[\\s,，:：])*';
const BEHIND = '(?:给我|看看|看一?下|一下|发我|出来|谢谢|[吗么呢啊吧呀哈嘛咧啦呗了哦的\\s,，。.!！?？~～])*$';
const POINTS = '(?:积分|分数|分|先锋指数)';
const OWN = '(?:[我俺额咱]们?|自己|本人)?的?';
const LIST = '(?:明细|流水|账单|记录|来源|清单|变动|进出|变化)';
const FROM = '(?:哪[里儿]?来|[从打]哪[里儿]?来|怎么来|咋来|咋个来|为(?:什么|啥)(?:给|加|有)|因为(?:什么|啥))';
const WHY = '(?:怎么|咋个?|为什么|为啥|为何|凭啥|凭什么)';
/** What points are given for, as people name it within a longer sentence; nothing else is theirs to wonder about. */
const DEED =
  '(?:[我俺额]|这次|上次|昨天|今天|前天|昨晚|早上|晚上|的|了|都|已经|来|去|做|参加|过|报)*(?:党日|巡查|巡完|巡|义工|志愿服务|志愿|隐患|建议|签到|签|活动)(?:的|了|过|完|也|都|,|，|\\s)*';
const TIME = '(?:这次|上次|这回|刚才?|昨天|今天|前天)';

const heardStatement = [
  new RegExp(`${FRONT}${OWN}(?:${MONTH}的?)?${OWN}${POINTS}的?${LIST}${BEHIND}`),
  new RegExp(`${FRONT}${OWN}${MONTH}${OWN}(?:加|攒|得|挣|有)?(?:了|过)?的?${POINTS}(?:有?多少|有?哪些|${LIST})?${BEHIND}`),
  new RegExp(
    `${FRONT}${OWN}(?:${MONTH})?${OWN}(?:${POINTS})?(?:怎么|咋|为什么|为啥)(?:才|只有?|就)(?:有|得|加|给)?(?:了)?(?:这?么?点|${NUMBER}个?)(?:积)?分${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}${WHY}${OWN}(?:${POINTS})?(?:才|只有?|就)(?:有|得|加|给)?了?(?:这?么?点|${NUMBER}个?)(?:儿)?(?:积)?分${BEHIND}`,
  ),
  new RegExp(`${FRONT}${OWN}(?:这|那|刚才|上次|昨天)?(?:${NUMBER}|几)?(?:个)?(?:积分|分)(?:都|又|是)*${FROM}${BEHIND}`),
  new RegExp(
    `${FRONT}${OWN}(?:的|现在|怎么|咋|为什么|为啥)*${POINTS}(?:${WHY}|才|还|就|只有?)*(?:这么|那么|恁|太)(?:少|点|点儿|低)${BEHIND}`,
  ),
  // Points that did not come: in words that name points, or ask why nothing is added any more.
  new RegExp(
    `${FRONT}(?:${DEED}[\\s,，]*|${TIME})?${OWN}${WHY}(?:还|也|就|又|都)?(?:不|没有?|少|漏)(?:再)?(?:给|帮)?[我俺额]?(?:给|加|记|算|涨|长|有|到|来)?(?:了|上)?(?:我的?)?(?:积分|分)${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:${DEED}[\\s,，]*)?${OWN}(?:积分|分)(?:还|也|又|都|${WHY})*(?:没|不|少|漏)(?:有)?(?:给|加|记|算|涨|长|到|来)(?:了|上|我)?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}${OWN}(?:给|帮)?[我俺额]?(?:少|漏)了?(?:给|帮)?(?:加|记|算|给)?了?(?:[我俺额]的?)?(?:加|记|算)?了?(?:${NUMBER}|几)?个?(?:积)?分${BEHIND}`,
  ),
  new RegExp(`${FRONT}${OWN}(?:的)?积分(?:好像|是不是)?(?:都|又|全)*(?:不对|算错|记错|错|对不上)了?${BEHIND}`),
  new RegExp(
    `${FRONT}(?:积分)?编号\\s*(?:${NUMBER})\\s*号?(?:的)?(?:那笔|这笔|那条)?(?:是|算)?(?:什么|啥|咋个?回事|怎么回事|${FROM})${BEHIND}`,
  ),
];
const heardBalance = new RegExp(`${FRONT}${OWN}先锋(?:指数|积分|分)(?:是|有|现在|一共)*(?:多少|几分?)?${BEHIND}`);

/** Asks for the statement, or for the points by their other name, in words the reader takes for something else. */
export const asksForStatement = (words: string): boolean =>
  words.length <= LONGEST && [...heardStatement, heardBalance].some((pattern) => pattern.test(words));

const heardLines = new RegExp(`${LIST}|${FROM}|[咋怎][么个]?.{0,3}(?:少|没加|没记|不对)|漏[记算加]|不对头|去(?:哪|咗边)|每一?笔`);
/** Within a question for points: each line is wanted, not only the sum. */
export const wantsLines = (words: string): boolean => heardLines.test(words);

const heardMonth = new RegExp(`(?<!\\d)${MONTH}`);
/** The month a question for points names. */
export function monthIn(words: string, at: number): Month | null {
  const groups = heardMonth.exec(words)?.groups;
  return groups ? monthSaid(groups, at) : null;
}

const GIVES = '(?:能|会|可以|要)?(?:有|给|加|得|算|记|攒|拿|涨)(?:不给|没有|不加)?(?:得?到|几|多少|点)?个?(?:积)?分';
const heardRules = [
  new RegExp(
    `${FRONT}(?:支部|咱们?|我们)?的?积分(?:的)?(?:细则|规则|规定|办法|制度|标准|规矩|政策)(?:是什么|是啥|有哪些|发我)?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:一个月|每个?月|每人每月|月)(?:积分)?(?:最多|顶多|封顶|上限)(?:能|可以|给|加|得|攒|拿|是|有)*(?:多少|几)个?(?:积)?分${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:一个月|每个?月|月)?积分(?:有没有|有|是不是)?(?:封顶|上限|封不封顶)(?:是)?(?:多少|几分)?${BEHIND}`),
  new RegExp(
    `${FRONT}(?:不来|没来|不去|没去|请假|缺席|不参加|没参加|不签到|没签到|不巡查|不报名)(?:党日|活动)?(?:的|了|会|要|也|是不是|会不会|倒)*扣(?:不扣)?[我俺额]?(?:积)?分(?:不|没)?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}${OWN}(?:积分|分)(?:会不会|会|要|啥时候|什么时候|几时|多久|年底|年终|到年底|明年|还|就)*(?:过期|清零|作废|归零|失效)(?:不|没)?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:怎么|咋个?|如何)(?:样)?(?:才)?(?:能|可以)?(?:多)?(?:攒|挣|赚|得|拿|加|涨)(?:得|到)?(?:点|些|更多)?(?:积)?分${BEHIND}`,
  ),
];
/** What one deed gives, asked and not told. */
const heardDeed = new RegExp(
  `${FRONT}[我俺额]?(?:报|提|来|去|做|参加|上|发现)?(?:个|一个|了|一次|一条)*(?:隐患|建议|党日|主题党日|巡查|义工|志愿服务|签到|学习)(?:了)?${GIVES}(?:不|没|没有)?${BEHIND}`,
);
/** The table of what is given for what: how much, the limit, whether points are lost. */
export const asksForRules = (words: string): boolean =>
  words.length <= LONGEST &&
  (heardRules.some((pattern) => pattern.test(words)) || (/[?？吗么呢不没几多]/.test(words) && heardDeed.test(words)));

const heardPurpose = [
  new RegExp(
    `${FRONT}${OWN}[这那]?个?积分(?:到底|都|这东西|这玩意儿?)?(?:有啥|有什么|有何|有个啥)(?:用处?|好处|意思|意义)${BEHIND}`,
  ),
  new RegExp(`${FRONT}${OWN}积分(?:到底)?(?:是)?(?:干啥|干什么|干嘛|做什么|做啥|弄啥)(?:用)?${BEHIND}`),
  new RegExp(`${FRONT}${OWN}积分(?:到底)?(?:是)?(?:什么|啥|啥东西|什么东西|个啥)${BEHIND}`),
  new RegExp(`${FRONT}(?:要|攒|拿)(?:这|这些|那么多)?积分(?:有啥|有什么|干啥|干什么|干嘛)(?:用)?${BEHIND}`),
];
/** What points are for. */
export const asksForPurpose = (words: string): boolean =>
  words.length <= LONGEST && heardPurpose.some((pattern) => pattern.test(words));

const heardCash = [
  new RegExp(
    `${FRONT}(?:把)?${OWN}(?:积分|分)(?:能不能|可不可以|可以|能|想)?(?:都|全)?(?:提现|变现|折现|兑现|(?:[换兑折]成?|兑换成?|抵|当|变成?)(?:点|些)?(?:现金|钱|现钱|人民币|红包|话费|工资))(?:不|行不行|行不|可以不)?${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:${NUMBER}|一|1)?个?(?:积)?分(?:值|顶|是|抵|合|等于)(?:多少|几)(?:块|元|毛)?钱?${BEHIND}`),
];
/** Points are to become money. */
export const wantsCash = (words: string): boolean =>
  words.length <= LONGEST &&
  /钱|[提变折兑]现|现金|红包|话费|工资|[块元毛]|人民币/.test(words) &&
  heardCash.some((pattern) => pattern.test(words));

const EVERYBODY = '(?:大家|所有人|全体|全员|每个人|每人|各人|全支部|全站|群里|别人|人家|其他人|党员们?|他们|我们支部)';
const heardEverybody = [
  new RegExp(
    `${FRONT}${EVERYBODY}(?:都|现在|各|一共|总共|有|的)*(?:${POINTS}|多少(?:积)?分|几分)(?:有?多少|几分|${LIST}|情况|统计|汇总|表|名单)?${BEHIND}`,
  ),
  new RegExp(`${FRONT}积分(?:总表|汇总|统计|名单|一览|台账)(?:表)?(?:发我|导出来?)?${BEHIND}`),
  new RegExp(`${FRONT}(?:谁|哪个|哪些人)(?:都|有)*(?:有)?(?:多少|几)(?:积)?分${BEHIND}`),
];
/** The points of all of them. */
export const asksForEverybody = (words: string): boolean =>
  words.length <= LONGEST && heardEverybody.some((pattern) => pattern.test(words));

/** Within a question for the list by points: others are to see it. */
export const wantsPublished = (words: string): boolean => /群|公布|公示|张贴|贴出|发出去|晒|公开/.test(words);

const heardDeducted = new RegExp(
  `${FRONT}(?:[我俺额]的?)?(?:积分|分)?${WHY}(?:又|还|要|给)*(?:[我俺额](?:的)?)?(?:被)?(?:扣|少|减|收回|撤)(?:了|掉)?(?:[我俺额](?:的)?)?(?<count>${NUMBER})?个?(?:积)?分${BEHIND}`,
);
/** Points were taken, and somebody wonders why: by us, or by a platform. @returns how many; null = it was not said */
export function deductedIn(words: string): { count: Whole | null } | null {
  const found = words.length <= LONGEST && !asksHowToReverse(words) ? heardDeducted.exec(words) : null;
  const count = found?.groups?.count;
  return found && { count: count === undefined ? null : wholeIn(count, GRANT_MOST) };
}

/** A question for rules that is about goods. */
export const asksForGoods = (words: string): boolean => /[换兑]|礼品|奖品/.test(words);

const NAME = '(?<name>(?![这那本上下每你])[\\p{Script=Han}A-Za-z·]{1,6}?)';
const heardOther = [
  new RegExp(
    `${FRONT}${NAME}(?:${MONTH})?(?:现在|目前|一共|总共|有|攒了|的)*(?:积分|分数)(?:有?多少|是多少|多少分|几分|明细|流水)?${BEHIND}`,
    'u',
  ),
  new RegExp(`${FRONT}${NAME}(?:现在|目前|一共|总共|有|攒了|的)*(?:多少|几)(?:积)?分${BEHIND}`, 'u'),
];
/** No name holds these: deeds, months, what points are got and spent by. */
const NO_NAME =
  /[我俺额咱俩个导把签巡换兑报满学加够剩每次月年分查给要能得算扣用攒还仲来去做干听看打谁哪啥多少几]|志愿|党日|党课|隐患|建议|大家|别人|人家|他们|支部|全站|活动|会议|现在|一共|目前|总共|小时|考试|培训|[本这上下]周|一[回趟套部条]|义工|[罚违]|帮助/;

/** Called as people call each other, whoever knows him: `老周`, `王二`. */
const heardCalled = new RegExp(
  `^(?:[老小阿](?![区哥家乡时店票板])\\p{Script=Han}|[${clearSurnames}][\\p{Script=Han}]{1,2})$`,
  'u',
);
/** True when a word may be what somebody is called. */
export const isCalled = (name: string): boolean => heardCalled.test(name);

/** Somebody else's points are asked for, or what something costs. @returns the name */
export function otherIn(words: string): string | null {
  if (words.length > LONGEST) return null;
  for (const pattern of heardOther) {
    const name = pattern.exec(words)?.groups?.name;
    if (name !== undefined && !NO_NAME.test(name)) return name;
  }
  return null;
}

const TO = '给(?:别人|他人|[\\p{Script=Han}]{1,6}?)';
/** Somebody else, where nothing but this says that they are to go. */
const ELSE =
  '给(?![谁几多看查个点发]|[我俺额](?!媳妇|老婆|老公|对象|徒弟|师傅|兄弟|[哥弟姐妹爸妈爹娘儿家]|闺女|朋友|同事|孩子))(?:别人|他人|[\\p{Script=Han}]{1,6}?)';
const heardTransfer = [
  `(?:[我俺额]|把|能不能|可不可以|可以|能|的)*(?:${NUMBER}个?)?${POINTS}(?:能不能|可不可以|可以|能|都|全)*(?:转|送|让|匀|分)点?${TO}`,
  `(?:[我俺额]|想|要|能不能|可以|能)*(?:转|送|匀)${NUMBER}个?(?:积)?分${TO}`,
  `(?:把)?(?:[我俺额]的|自己的)?(?:${NUMBER}个?)?积分(?:能不能|可不可以|可以|能|都|全)*${ELSE}(?:用|花|换)?(?:行不行|行不|行|可以不|可以|成不|中不)?`,
  `把(?:[我俺额]的|自己的)(?:${NUMBER}个?)?分(?:都|全)*${ELSE}(?:用|花|换)?(?:行不行|行不|行|可以不|可以|成不|中不)?`,
].map((pattern) => new RegExp(`${FRONT}(?:${pattern})${BEHIND}`, 'u'));
/** Somebody wants to give his points away. */
export const wantsTransfer = (words: string): boolean =>
  words.length <= LONGEST && heardTransfer.some((pattern) => pattern.test(words));

const RANKING = '(?:积分|先锋)?(?:排行榜|排名榜|积分榜|光荣榜|榜单?|排名|排行)';
const heardLeave = new RegExp(
  `${FRONT}我?(?:要|想)?(?:退出|退|离开|不(?:想|要|愿意?)?(?:再)?(?:参加|参与|上|进|在)|把我从)(?:这个|那个|了)?${RANKING}(?:里|上)?(?:拿掉|去掉|撤下来?|去除|删掉?)?${BEHIND}`,
);
const heardJoin = new RegExp(
  `${FRONT}我?(?:也)?(?:同意|愿意|可以|乐意|报名|想|要)*(?:参加|参与|加入|进入?|上)(?:这个|那个)?${RANKING}${BEHIND}`,
);
/** Whether somebody wants to stand in the list by points; null = something else is said. */
export function rankingWishIn(words: string): 'join' | 'leave' | null {
  if (words.length > LONGEST || !/榜|排[名行]/.test(words) || /[?？吗]\s*$/.test(words)) return null;
  if (heardLeave.test(words)) return 'leave';
  return heardJoin.test(words) ? 'join' : null;
}

const GIVE = '(?:补|加|记|奖励?|发|送|增加|补加|多给|给|扣除?|减|罚)(?:上|了|个)?';
const WHOM = '(?<name>[\\p{Script=Han}A-Za-z·]{1,6}?)';
const AMOUNT = `\\s*(?<amount>${NUMBER})\\s*个?(?:积)?分[吧了啊呀\\s。.!！]*(?:[\\s,，:：].*)?$`;
const heardGrant = [
  new RegExp(`${FRONT}(?:给|帮|为|替)${WHOM}${GIVE}${AMOUNT}`, 'su'),
  new RegExp(`${FRONT}(?:扣|减|罚|奖励?)${WHOM}的?${AMOUNT}`, 'su'),
  new RegExp(`${FRONT}${WHOM}(?:补|加|奖励?|扣除?|罚)(?:上|了)?${AMOUNT}`, 'su'),
];
/** The name in front, and what he did behind it. */
const heardPraise = new RegExp(
  `${FRONT}(?<front>\\p{Script=Han}[^\\d\\n]{2,20}?)[\\s,，]*(?:给(?:他|她))?(?:补|加|奖励?|扣除?)(?:上|了|他|她)?${AMOUNT}`,
  'su',
);

/** "A few points for me", however it is begged. */
const heardBegging = new RegExp(
  `${FRONT}(?:你|书记|能不能|可不可以|能否|可以|能|就|也|再|多|[\\s,，])*(?:给|帮)?(?<name>[我俺额咱])们?(?:能不能|可不可以|再|也|多)*${GIVE}(?:点|些|几个?|两个?)(?:积)?分${BEHIND}`,
  'su',
);

/** More than anybody means. */
const GRANT_MOST = 1_000;

/** Points are to be given or taken by word alone: `给老周补 2 分 消防演练帮忙`. The name may have more behind it. */
export function grantIn(words: string): { name: string; amount: Whole } | null {
  const begging = words.length > LONGEST ? undefined : heardBegging.exec(words)?.groups?.name;
  if (begging !== undefined && !/[扣减罚]/.test(words)) return { name: begging, amount: { kind: 'whole', value: 1 } };
  if (words.length > WITH_REASON || /[?？]|[吗么]\s*$|多少|几分|怎么|咋|为什么|凭|依据|是不是|有没有|能不能|申诉/.test(words))
    return null;
  const groups = heardGrant.map((pattern) => pattern.exec(words)?.groups).find(Boolean) ?? heardPraise.exec(words)?.groups;
  const name = groups?.name ?? groups?.front;
  if (!groups?.amount || !name) return null;
  return { name, amount: wholeIn(groups.amount, GRANT_MOST) };
}

/** Points are to be given to the speaker himself; what others took from him is told of the world outside. */
export const wantsForSelf = (name: string, words: string): boolean =>
  /^(?:我|俺|额|咱)(?:自己|们)?$/.test(name) && !/[扣减罚]/.test(words);

const heardAdopt =
  /^(?:小蜂|请|把|给|这|那|个|条|的|提|建议|意见|诉求|挺|不错|很|好|可以|行|就|[\s,，:：])*采纳(?:了|这|那|个|条|该|的|建议|意见|诉求|吧|啦|[\s,，:：。.!！])*(?:(?<=[\s,，。:：])[^?？吗没不]{1,30}|[加给奖]\D{0,3}\d{1,3} ?分.{0,10})?$/;
const heardAmount = /[加给奖]\D{0,3}(\d{1,3}) ?分/;
/** How many points are said to be given for it; null = none are spoken of. */
export const pointsSaid = (words: string): number | null => {
  const said = words.length > LONGEST ? null : heardAmount.exec(words)?.[1];
  return said ? Number(said) : null;
};
const heardUnadopt =
  /^(?:小蜂|请|把|[\s,，:：])*(?:取消|撤销|撤回|收回)(?:对|了|的|这条)?采纳[了吧的\s,，。.!！]*$|^(?:的|[\s,，:：])*采纳(?:取消|撤销|撤回|收回|作废)(?:了|吧|[\s,，。])*$/;
/** What was adopted is not to be. @returns its number */
export function unadoptedIn(words: string): string | null {
  const said = words.length > LONGEST ? null : ticketNumberIn(words);
  return said && heardUnadopt.test(said.rest) ? said.number : null;
}

/** A suggestion is adopted. @returns its number */
export function adoptedIn(words: string): string | null {
  const said = words.length > LONGEST ? null : ticketNumberIn(words);
  return said && heardAdopt.test(said.rest) ? said.number : null;
}

const heardAdoptNameless =
  /^(?:小蜂|请|把|[\s,，])*(?:\p{Script=Han}{2,4}?(?:提)?的)?(?:这|那|个|条|建议|意见|挺|不错|很|好|可以|行|就|[\s,，])*采纳(?:了|这|那|个|条|\p{Script=Han}{2,4}?(?:提)?的|建议|意见|吧|啦|[\s,，。.!！])*$/u;
/** The same where it is not said which. */
export const adoptsNameless = (words: string): boolean => words.length <= SHORT && heardAdoptNameless.test(words);
