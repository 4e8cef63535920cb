// Second thoughts about an exchange: said to our question before it, or within minutes of asking. Heard only there, in few words.

import { asksForOwn, THING } from './exchange.ts';
import { ID_MOST, NUMBER, type Whole, wholeIn } from './whole-numbers.ts';

/** Nothing longer is such a word. */
const SHORT = 24;
const LONG = 40;

const ASIDE =
  '(?:太贵了?|有点贵|好贵|贵了|不划算|不值得?|家里(?:还)?有(?:呢|的)?|没用完|用不[上着]|多攒点|再攒攒|暂时|突然|不好意思|谢谢|我|俺|额|咱|那|就|先|小蜂|哦|噢|嗯|哎|唉|吧|了|啊|呀|呢|哈|啦|嘛|的|还是|[\\s,，。.!！~～、])';
const NOT_NOW =
  '(?:不(?:想|打算)?(?:换|兑换?|要|用)|别换|算了|拉倒|免了|不了|作罢|不急|等等|等一?下|等会儿?|再(?:等等|想想|看看|考虑)|想想再说|考虑考虑|(?:下次|改天|回头|以后|过几天|过两天|晚点)(?:再?(?:说|换|来|看)|吧)|后悔了|反悔了|没想好)';
const heardNotNow = new RegExp(`^${ASIDE}*${NOT_NOW}(?:${ASIDE}|${NOT_NOW}|再说)*$`);

/** "No" to "shall I": in whatever words, whether or not they name the goods. */
export const declinesExchange = (words: string, goods: string): boolean => {
  const bare = words.replaceAll(goods, '');
  return words.length <= SHORT && heardNotNow.test(bare);
};

const TAKEN_BACK =
  '(?:撤销|撤回|撤掉?|取消|退(?:掉|回去?|给我|给俺|一下)?|不(?:想|打算)?(?:换|兑换?|要)|点错|弄错|换错|按错|后悔|反悔|算了)';
const SMALL =
  '(?:小蜂|那|就|还是|先|我|俺|额|咱|把|给|帮|它|这个|那个|那袋|那张|那瓶|分|积分|兑换|刚才|吧|了|掉|啦|啊|呀|呢|哈|的|行不行|行不|可以吗|吗|[\\s,，。.!！~～?？])';
const heardTakenBack = new RegExp(`^${SMALL}*${TAKEN_BACK}(?:${SMALL}|${TAKEN_BACK})*$`);
/** Named besides, they are what is to be taken back. */
const OTHER_DEED = /志愿|义工|工时|时长|小时|签到|打卡|报到|巡查|报名|隐患|诉求|建议|通知|收到|学习|[HA]-?\d/i;

/** What was asked for a moment ago is not wanted any more. @param goods their name, if it is known */
export const takesExchangeBack = (words: string, goods: string): boolean =>
  words.length <= SHORT && heardTakenBack.test(words.replaceAll(goods, ''));

/** Whether words that take something back speak of something else than an exchange. */
export const namesOtherDeed = (words: string): boolean => OTHER_DEED.test(words);

const WRONG = '(?:给错了?|批错了?|[说定看]错了?|点错了?|按错了?|弄错了?|搞错了?|同意错了?|错了|误点)';
const BACK = '(?:撤销|撤回|撤掉?|作废|退(?:掉|回去?|分|积分|回来)?|收回|取消|反悔)';
const heardRevoked = [
  new RegExp(
    `^(?:小蜂|把|那个|[\\s,，])*(?:积分)?兑换\\s*第?\\s*(?<id>${NUMBER})\\s*号?[\\s,，:：]*(?:${WRONG}[\\s,，]*(?:${BACK})?|(?:帮我|给我|我要|要)?${BACK})[了吧啦\\s。.!！]*$`,
  ),
  new RegExp(
    `^(?:小蜂|把|[\\s,，])*(?:${WRONG}[\\s,，]*)?${BACK}[\\s,，]*兑换\\s*第?\\s*(?<id>${NUMBER})\\s*号?[了吧啦\\s。.!！]*$`,
  ),
];
/** A secretary takes back what he granted: `兑换12 撤销`. */
export function revokedIn(words: string): { id: Whole } | null {
  const id = words.length <= LONG ? heardRevoked.map((one) => one.exec(words)?.groups?.id).find(Boolean) : undefined;
  return id === undefined ? null : { id: wholeIn(id, ID_MOST) };
}

const heardDecisionBack = new RegExp(
  `^(?:小蜂|哎呀?|啊|哦|不对|刚才|那个|我|把|[\\s,，])*(?:${WRONG}[\\s,，。]*(?:${BACK}|不同意)?|${BACK})(?:它|这个|那个|兑换|[了吧啦啊\\s,，。.!！])*$`,
);
/** "I got that wrong", right after his yes. */
export const takesDecisionBack = (words: string): boolean => words.length <= SHORT && heardDecisionBack.test(words);

const NAME_MAX = 20;
const heardOfOther = new RegExp(
  `^(?:小蜂|请问|问一?下|[\\s,，我俺的])*(?:换的|换来的|换到的)?(?<from>${THING})(?:还|也)?(?:能不能|可不可以|可以|能)(?:再)?(?:换|改|兑换?)(?:成|为)?(?<to>[^\\s\\d,，。?？]{1,${NAME_MAX}}?)(?:不|吗|么|没|不能|行不|[\\s,，。?？])*$`,
);
/** Whether one of the goods can become another: `洗衣粉能换成毛巾不`. @returns what may be their names */
export function otherForIn(words: string): { from: string; to: string } | null {
  const { from, to } = (words.length <= SHORT ? heardOfOther.exec(words)?.groups : undefined) ?? {};
  return from === undefined || to === undefined ? null : { from, to };
}

const heardOfGoods = new RegExp(
  `^(?:小蜂|请问|我的?|俺的?|那个|上次|昨天|前天|(?:刚才)?(?:换|兑换?)的|[\\s,，])*(?<item>(?!我|俺|换|那个|上次|昨天)${THING})(?:书记)?(?:给)?(?:还)?(?:呢|到货了?没有?|到没到|来了没有?|来没来|有了没有?|发了没有?|给了没有?|能不能领|领得到|(?:怎么|咋)还没(?:到|来|给|批|有|发)|还没(?:到|来|给|批)|什么时候(?:能|可以)?(?:领|到|给|来|有)|几时(?:能)?(?:领|到)|批了没有?|批没批|批下来了?没有?|同意了?没有?|定了没有?|到哪了|到哪儿了|到了没有?|能领了没有?|能领了|可以领了|好了没有?|怎么样了|啥时候(?:能)?领)(?:[吗呢啊呀\\s,，。?？])*$`,
);
/** How one of the goods stands that somebody has asked for. @returns what may be a part of their name */
export function asksOfGoods(words: string): { item: string } | null {
  const item = words.length <= SHORT && !asksForOwn(words) ? heardOfGoods.exec(words)?.groups?.item : undefined;
  return item === undefined ? null : { item };
}

const WHY = '(?:为(?:什么|啥|何)|凭(?:什么|啥)|怎么|咋|干嘛)';
const heardWhy = new RegExp(
  `^(?:小蜂|请问|我|俺|书记|那|[\\s,，])*${WHY}(?:又|还|就)?(?:不|没)(?:(?:给|让|准)(?:我|俺)?(?<of>换|兑换?)|批(?:准)?|同意)(?:我|俺)?(?:的)?(?:[了的呢啊呀吗\\s,，。?？!！])*$`,
);
/** Somebody wonders at a no; `isOfExchange`: in words that are of one. */
export function asksWhyDeclined(words: string): { isOfExchange: boolean } | null {
  if (words.length > SHORT) return null;
  if (/^凭(?:啥|什么)[啊呀呢\s。?？!！]*$/.test(words)) return { isOfExchange: false };
  const found = heardWhy.exec(words);
  return found && { isOfExchange: /换|兑/.test(found.groups?.of ?? '') };
}
