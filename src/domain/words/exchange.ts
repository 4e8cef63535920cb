// How people exchange points for goods, and how secretaries decide about it. Whole sentences, linear in their length.
import { deskItemsIn, withoutSlip } from './desk.ts';
import { withoutFormerSlip } from './desk-verdicts.ts';
import { ID_MOST, NUMBER, type Whole, wholeIn } from './whole-numbers.ts';

/** Nothing longer is such a sentence. */
export const LONGEST = 40;
const SHORT = 20;
export const WITH_REASON = 90;
export const NAME_MAX = 20;
export const MOST = 10_000;

export const FRONT = '^(?:小蜂|请问|请|麻烦|帮我?|给我|你|看一?下|看看|查一?下|查查|列一?下|说一?下|[\\s,，:：])*';
export const BEHIND = '(?:给我|看看|看一?下|一下|谢谢|[吗么呢啊吧呀哈嘛咧啦呗了哦的\\s,，。.!！?？~～])*$';
export const UNIT = '(?:张|份|件|瓶|箱|袋|盒|条|双|副|把|桶|包|只|支|个|提|斤|块|顶|台|卷|套|罐|杯|本)';

const heardGoods = [
  new RegExp(
    `${FRONT}(?:积分|分)?(?:现在|都|还)?(?:有)?(?:什么|啥|哪些|哪样|什么东西|啥东西)(?:东西|礼品|奖品)?(?:是)?(?:可以|能|好)(?:兑换|换|兑)(?:的)?(?:东西|礼品|奖品)?${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:都|现在|还)*(?:可以|能|好)(?:兑换|换|兑)(?:点|些)?(?:什么|啥|哪些)(?:东西|礼品|奖品)?${BEHIND}`),
  new RegExp(
    `${FRONT}(?:兑换|能换的|可换的|积分)(?:东西|礼品|奖品|商品|物品|商城)?(?:清单|列表|目录|商城|有哪些|有什么|有啥)${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:积分|兑换)?货架上?(?:都|现在|还)*(?:有)?(?:哪些|什么|啥)?(?:东西)?${BEHIND}`),
  new RegExp(`${FRONT}(?:礼品|奖品|兑换品)(?:都)?(?:有哪些|有什么|有啥|清单|列表|目录)${BEHIND}`),
];
/** What is there to exchange for. */
export const asksForGoodsList = (words: string): boolean =>
  words.length <= LONGEST && /[换兑奖品]/.test(words) && heardGoods.some((pattern) => pattern.test(words));

const heardHow = new RegExp(
  `${FRONT}(?:我|俺|想|要)*(?:积分)?(?:兑换|换东西|换礼品|换奖品)(?:积分|东西|礼品)?(?:的)?(?:是|要|有|走|什么|啥|哪些|具体|个)*(?:说明|规则|流程|办法|方法|步骤|须知|指南|规定|手续)(?:是什么|是啥|是怎样|有哪些|发我)?${BEHIND}`,
);
/** How goods are had for points. */
export const asksHowToExchange = (words: string): boolean =>
  words.length <= LONGEST && /兑|积分|礼品|奖品/.test(words) && heardHow.test(words);

/**
 * What stands on such shelves, by the last sign of its name, where nothing else in the words is of an exchange: deposits are returned,
 * and jobs are not wanted, too.
 */
export const THING =
  '(?!薪水|油水|工资|.{0,4}(?:电池|电瓶|轮胎))[^\\s\\d,，。.!！?？的]{0,8}?(?:[券票卡贴液粉巾壶杯衣裤鞋帽盔套袜伞水奶茶油米面纸皂膏剂灯宝架镜锁刷盆碗锅枕毯垫盒笔糖扇绳]|饮料|咖啡|手电|礼包)';
const NO_GOODS = /什么|[啥谁哪几我俺]|钱|现金|话费|工资|红包|[班岗人]|电池|电瓶|轮胎|时间|地方|站点|东西/;
const ITEM = `(?<item>[^\\s\\d,，。.!！?？]{1,${NAME_MAX}}?)`;
const heardAbout = [
  new RegExp(
    `${FRONT}(?:想)?(?:换|兑换?)(?:成|点)?(?:${NUMBER}|一)?${UNIT}?${ITEM}(?:是|要|得|需要|用|花)*(?:多少|几)个?(?:积)?分${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}${ITEM}(?:是|要|得|需要|用|花)*(?:多少|几)个?(?:积)?分(?:能|可以|才能|才)?(?:换|兑)(?:到|一?${UNIT})?${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:多少|几)个?(?:积)?分(?:能|可以|才能)?(?:换|兑换?)(?:到|一|个)?${UNIT}?${ITEM}${BEHIND}`),
  new RegExp(
    `${FRONT}(?<item>${THING})(?:现在|那边|架上)?(?:还)?(?:有没有|有不有|有|剩|剩下)(?:得|的)?(?:货|换|多少|几)?(?:${UNIT})?(?:没有?|不)?${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:现在|架上)?(?:还)?有(?:没有)?${ITEM}(?:可以|能)?(?:换|兑)(?:不|没有?|没得)?${BEHIND}`),
];
/** What one of the goods costs, or whether there is any left. @returns what may be its name */
export function askedAboutIn(words: string): string | null {
  const asks = /[?？吗么呢没不几]|多少|有没有/.test(words);
  const item = words.length > LONGEST || !asks ? undefined : groupsOf(heardAbout, words)?.item;
  return item === undefined || NO_GOODS.test(item) ? null : item;
}

const heardMay = new RegExp(
  `${FRONT}(?:那)?(?:我|俺)?(?:的)?(?:积分|分)?(?:够|够不够|能不能|可不可以|可以|能)(?:换|兑换?)(?:成|点)?(?:${NUMBER}|一)?${UNIT}?${ITEM}(?:不|不够|行不|了不)?${BEHIND}`,
);
/** Whether one may exchange: the same as wanting to, where it is on the shelf. @returns what may be its name */
export function mayExchangeIn(words: string): string | null {
  const item = words.length <= LONGEST && /[?？吗么呢不]/.test(words) ? heardMay.exec(words)?.groups?.item : undefined;
  return item === undefined || NO_GOODS.test(item) ? null : item;
}

/** Named groups of the first that fits. */
export const groupsOf = (patterns: readonly RegExp[], words: string): Partial<Record<string, string>> | undefined =>
  patterns.map((pattern) => pattern.exec(words)).find(Boolean)?.groups;

const heardItem = new RegExp(
  `(?:换|兑换?|拿|来)(?:成|点)?(?<count>${NUMBER})?\\s*${UNIT}?(?:那[种个款]|这[种个款])?(?<item>[^\\s\\d,，。.!！?？吧呗啊了呀哈嘛吗不]{1,${NAME_MAX}})`,
);
/** `桶油`: how it comes, and no part of the name as in 杯子 or 瓶装水. */
const heardUnit = new RegExp(`^(?:一)?${UNIT}(?=[^子装饭肩头盖垫车票券])`);
const NO_ITEM = /^(?:[换兑]|兑换|同意|批准|积分|分|点?东西|礼品|奖品|什么|啥)$/;
/** What is wanted, as it was read, or where the reader found nothing. */
export function itemIn(words: string, read: string | null): string | null {
  const said = (read ?? heardItem.exec(words)?.groups?.item ?? '').replace(/[吧呗啊呀哈嘛啦咧的了\s]+$/, '');
  const item = said.replace(heardUnit, '');
  return item === '' || NO_ITEM.test(item) ? null : item;
}

const heardRather = new RegExp(
  `^(?:小蜂|不对|不是|不|算了|那|就|还是|要|我|想|换|兑|改|成|给|来|[\\s,，。])*(?:${NUMBER})?${UNIT}?(?<item>[^\\s\\d,，。.!！?？]{1,${NAME_MAX}}?)(?:吧|呗|啊|呀|了|好了|就行|也行|[\\s,，。.!！])*$`,
);
/** Something else than what was asked about, in answer to that. @returns what may be its name */
export const ratherIn = (words: string): string | null =>
  words.length > SHORT ? null : (heardRather.exec(words)?.groups?.item ?? null);

const heardCount = [
  new RegExp(`(?:换|兑换?)(?:成|点)?\\s*(?<count>${NUMBER})\\s*${UNIT}`),
  new RegExp(`(?:换|兑换?)[^\\s\\d]{1,12}?\\s*(?<count>${NUMBER})\\s*${UNIT}[吧呗啊呀了\\s,，。.!！]*$`),
];
/** How many were asked for; null = none was said. */
export function countIn(words: string): Whole | null {
  const count = groupsOf(heardCount, words)?.count;
  return count === undefined ? null : wholeIn(count, MOST);
}

const heardCost = [
  new RegExp(`(?<cost>${NUMBER})\\s*个?(?:积)?分\\s*(?:来|去|给我)?[换兑]`),
  new RegExp(`(?:用|拿|花|扣)(?:我|俺|掉|了)?\\s*(?<cost>${NUMBER})\\s*个?(?:积)?分(?!钟)`),
];
/** The points that were said, where there is something wrong with them. */
export function costFault(words: string): Extract<Whole, { kind: 'fault' }> | null {
  const said = heardCost.map((pattern) => pattern.exec(words)?.groups?.cost).find((found) => found !== undefined);
  const cost = said === undefined ? null : wholeIn(said, MOST);
  return cost?.kind === 'fault' ? cost : null;
}

/** People change these among themselves, and on their bikes. */
const NO_SHIFT = '(?![^\\s,，。]{0,6}(?:电池|电瓶|轮胎|班|岗|车(?![券票卡贴])))';
const NO_MORE = '(?:不(?:想)?(?:换|兑|要)|取消|撤销|撤回|撤|算|退)(?:了|吧|掉)*';
const heardCancel = [
  new RegExp(`${FRONT}(?:我|算了|还是|先|那|就)*不(?:想)?(?:换|兑|兑换)了${BEHIND}`),
  new RegExp(
    `${FRONT}(?:我|把|刚才?|昨天|的|那个|这个)*兑换\\s*(?:第)?(?<id>${NUMBER})?\\s*号?(?:的)?(?:我)?${NO_MORE}${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:我|要|想)*(?:取消|撤销|撤回|撤)(?:掉|了)?(?:我的?|刚才的?|那个|这个)*兑换\\s*(?:第)?(?<id>${NUMBER})?\\s*号?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:我|把|刚才?|昨天|前天|上次|上回|那个|这个)*(?:换|兑)的(?:那个|那[张瓶件])?${NO_SHIFT}(?<item>[^\\s,，。的]{1,10}?)(?:我|就)?${NO_MORE}${BEHIND}`,
  ),
];

/** Heard of nothing else. */
export const speaksOfExchange = (words: string): boolean => words.includes('兑');

const heardThing = new RegExp(`^${THING}$`);
/** Such as stands on shelves. */
export const isThing = (item: string): boolean => heardThing.test(item);

/** That points are meant, whatever is to be had for them. */
export const speaksOfPoints = (words: string): boolean => /兑|积分|分(?!钟|开|头|店|拣)/.test(words);

const WANTS = '(?:我|俺|额|咱|想|要|再|给我|就|先|用积分|拿积分)*';
const MORE_SAID = '(?<more>[\\s,，。]+(?:顺便|另外|还有|再问|对了|然后)[^\\n]{2,30})';
const SMALL_BEHIND = '[吧呗啊呀哈嘛啦了\\s,，。.!！~]*';
/** The reader knows of one thing that is wanted; not of two, nor of what stands beside. */
const heardWanted = [
  new RegExp(
    `${FRONT}${WANTS}(?:来(?=\\s*(?:${NUMBER}|${UNIT}))|领)\\s*(?<before>${NUMBER})?\\s*${UNIT}?(?<first>${THING})${SMALL_BEHIND}$`,
  ),
  new RegExp(
    `${FRONT}${WANTS}(?:换|兑换?)(?:成|点|个)?\\s*(?<before>${NUMBER})?\\s*${UNIT}?(?<first>${THING})(?:和|跟|还有|、)(?:${NUMBER})?${UNIT}?(?<second>[^\\s\\d,，。.!！?？]{1,${NAME_MAX}}?)${SMALL_BEHIND}$`,
  ),
  new RegExp(`${FRONT}${WANTS}(?:换|兑换?)(?:成|点|个)?\\s*(?<before>${NUMBER})?\\s*${UNIT}?(?<first>${THING})${MORE_SAID}$`),
];
export interface Wanted {
  /** What may be names of goods. */
  items: string[];
  count: Whole | null;
  /** Something else was asked in the same breath. */
  isMore: boolean;
}
/** A verdict, or something that was had before. */
const NOT_WANTED = /^(?:同意|不|ok|行|批|可|好|给|准|的|了|过|来|去)|不要|不换|退|取消|撤|改/i;
/** Somebody wants to have something, in words that are of a shelf only where it stands there. */
export function wantedIn(words: string): Wanted | null {
  const { first, second, before, more } = (words.length > LONGEST ? undefined : groupsOf(heardWanted, words)) ?? {};
  if (first === undefined || NO_GOODS.test(first) || NOT_WANTED.test(first)) return null;
  return {
    items: second === undefined ? [first] : [first, second],
    count: before === undefined ? null : wholeIn(before, MOST),
    isMore: more !== undefined,
  };
}

/** Somebody does not want what he asked for any more. */
export function cancelIn(words: string): { id: Whole | null; item: string | null } | null {
  const found = words.length > LONGEST ? undefined : heardCancel.map((pattern) => pattern.exec(words)).find(Boolean);
  if (!found) return null;
  const { id, item } = found.groups ?? {};
  return { id: id === undefined ? null : wholeIn(id, ID_MOST), item: item ?? null };
}

const heardItemLeft = [
  new RegExp(
    `${FRONT}(?:我|把|那个|这个|那[张瓶件份])*(?<item>${THING})(?:我|就|也|还是|先)*(?:不(?:想|打算)?(?:换|兑换?|要)|退(?:掉|了|回去?)?|取消)(?:了|吧|掉|它)*${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:我|还是|先|那|就)*(?:不(?:想|打算)?(?:换|兑换?|要)|退掉?|取消)(?:那个|这个|那[张瓶件份]|我的?)?(?<item>${THING})${BEHIND}`,
  ),
];
/** The same, heard only where just these goods wait: `洗车券不要了`. @returns what may be their name */
export const leftItemIn = (words: string): string | null =>
  words.length > LONGEST ? null : (groupsOf(heardItemLeft, words)?.item ?? null);

const heardSwap = [
  new RegExp(
    `${FRONT}(?:我|把|那个|这个)*(?:换的)?(?<from>${THING})(?:我|就|也|还是|先)*不(?:想)?(?:换|兑|要)了?[\\s,，。]*(?:给我|我|还是|就)*(?:改成?|换成?|改换成?|改要|要|想要|来)(?:换)?(?:一|个)*${UNIT}?(?<to>[^\\s\\d,，。.!！?？]{1,${NAME_MAX}}?)${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:我|把|那个|这个)*(?:换的)?(?<from>${THING})(?:给我|我|还是|就)*(?:改成|换成|改换成?)(?:一|个)*${UNIT}?(?<to>[^\\s\\d,，。.!！?？]{1,${NAME_MAX}}?)${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:我|还是|先|就)*不(?:想)?(?:换|兑|要)(?<from>${THING})了?[\\s,，。]+(?:给我|我|还是|就)*(?:改成?|换成?|改换成?|改要|要|想要|来)(?:换)?(?:一|个)*${UNIT}?(?<to>[^\\s\\d,，。.!！?？]{1,${NAME_MAX}}?)${BEHIND}`,
  ),
];
/** Something else instead of what was asked for; heard only where both are goods of the shelf. */
export function swapIn(words: string): { from: string; to: string } | null {
  const { from, to } = (words.length > LONGEST ? undefined : groupsOf(heardSwap, words)) ?? {};
  return from === undefined || to === undefined ? null : { from, to };
}

const YES = '(?:同意|批准|批了?|通过|可以|准了?|行|给(?:他|她)?换?|确认)';
const NO = '(?:不同意|不批准?|不通过|驳回|拒绝|不行|不可以|不给(?:他|她)?换?|不准|没有?了)';
const REASON = '(?:[\\s,，:：]+(?<reason>[^\\s].*))?$';
const NAME = '(?<name>(?![我俺谁没待给要把])[\\p{Script=Han}A-Za-z·]{2,6}?)';
const heardDecision = [
  new RegExp(`${FRONT}兑换\\s*第?\\s*(?<id>${NUMBER})\\s*号?[\\s,，:：]*(?:(?<no>${NO})|(?<yes>${YES}))[了吧啦]*${REASON}`, 's'),
  new RegExp(`${FRONT}(?:(?<no>${NO})|(?<yes>${YES}))[\\s,，:：]*兑换\\s*第?\\s*(?<id>${NUMBER})\\s*号?${REASON}`, 's'),
  new RegExp(`${FRONT}${NAME}的?兑换(?:申请)?[\\s,，:：]*(?:(?<no>${NO})|(?<yes>${YES}))[了吧啦]*${REASON}`, 'su'),
  new RegExp(`${FRONT}(?:(?<no>${NO})|(?<yes>${YES}))[\\s,，:：]*${NAME}的?兑换(?:申请)?${REASON}`, 'su'),
];

/** With the goods that are meant; heard only where somebody of the name waits for them. */
const heardByName = [
  new RegExp(
    `${FRONT}(?:(?<no>不同意|不批准?|不准|驳回|别让|不让)|(?<yes>同意|批准?|准|可以让|让|给))${NAME}(?:的|去|来|申请)*(?:换|兑换?)(?:成|点|一|个)*${UNIT}?${NO_SHIFT}(?<item>[^\\s\\d,，。.!！?？]{1,10}?)??[了吧啦]*${REASON}`,
    'su',
  ),
  new RegExp(
    `${FRONT}${NAME}(?:的|那个|那[张瓶件份]|要|想|申请)*(?:换|兑换?)?的?(?<item>${THING})[\\s,，:：]*(?:(?<no>不同意|不批准?|不通过|驳回|不给换?|不能换|不准)|(?<yes>同意|批准|批了?|通过|可以换|准了?|给换))[了吧啦]*${REASON}`,
    'su',
  ),
];
/** A secretary's word with the name and the goods: `同意老周换洗车券`, `老周的洗车券批了`. */
export function namedDecisionIn(words: string): (Deciding & { which: string; item: string | null }) | null {
  if (words.length > WITH_REASON || /[?？吗]\s*$|了没有?\s*$/.test(words)) return null;
  const { name, item, no, reason } = groupsOf(heardByName, words) ?? {};
  if (name === undefined) return null;
  return { which: name, item: item ?? null, decision: no === undefined ? 'granted' : 'declined', reason: reasonIn(reason) };
}

const reasonIn = (said: string | undefined): string | null => {
  const reason = said?.replace(/[\s。.!！]+$/, '') ?? '';
  return reason === '' ? null : [...reason].slice(0, 30).join('');
};

export interface Deciding {
  /** Its number, or the name of who asked. */
  which: Whole | string;
  decision: 'granted' | 'declined';
  reason: string | null;
}

/** A secretary's word on an exchange: `兑换12 同意`, `老周的兑换同意`. */
export function decisionIn(said: string): Deciding | null {
  const words = withoutFormerSlip(withoutSlip(said));
  if (deskItemsIn(words)) return null;
  const found = words.length > WITH_REASON ? undefined : heardDecision.map((pattern) => pattern.exec(words)).find(Boolean);
  const { id, name, no, reason } = found?.groups ?? {};
  if (id === undefined && name === undefined) return null;
  return {
    which: id === undefined ? (name as string) : wholeIn(id, ID_MOST),
    decision: no === undefined ? 'granted' : 'declined',
    reason: reasonIn(reason),
  };
}

const STANDS =
  '(?:怎么样|咋样|咋个样|如何|到哪(?:一?步|儿)?|批|同意|通过|好|成|定|下来|有消息|有结果|有信)(?:了|下来)*(?:没有?|吗|么|不|呢)*';
const heardOwn = [
  new RegExp(
    `${FRONT}[我俺额](?:都|之前|以前|上次|刚才?|到底|一共)*(?:换|兑换?)(?:过|了|的)*(?:是)?(?:些)?(?:啥|什么|哪些|几样|几件)(?:东西)?${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:看|查)?[我俺额]?的?兑换(?:记录|历史|明细)${BEHIND}`),
  new RegExp(
    `${FRONT}(?:[我俺额]|上次|昨天|刚才?)*(?:换|兑换?)的东西(?:呢|在哪|(?:去)?(?:哪|哪里|哪儿)(?:领|拿|取)|(?:啥时候|什么时候|几时)(?:能|可以)?(?:领|拿|到|给)|${STANDS}|[领拿到])${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:[我俺额]的?|那个|这个|上次|刚才?)*兑换(?:申请)?\\s*(?:${NUMBER})?\\s*号?(?:申请|书记|的)*(?:${STANDS})?${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:[我俺额]的?|那个|这个|上次|昨天|刚才?)*(?:换|兑)的${NO_SHIFT}[^\\s,，。]{1,10}?(?:书记|啥时候|什么时候|几时|能|可以)*(?:${STANDS}|[领拿到])${BEHIND}`,
  ),
];
/** Somebody asks how his own exchanges stand. */
export const asksForOwn = (words: string): boolean =>
  words.length <= LONGEST && /[我俺额批没吗么样哪时结消史记]/.test(words) && heardOwn.some((pattern) => pattern.test(words));

const SECRETARY = '(?:李|王)?(?:书记|领导|上面|上边)?';
const heardHowItStands = new RegExp(
  `${FRONT}(?:那|现在|咋|怎么|还|我的|那个|到底)*(?:${SECRETARY}(?:给)?(?:还)?(?:批没批|(?:批|同意|定|通过|准)(?:下来|了|好)*(?:没有?|了没有?|吗|不))|(?:催|问)(?:一?下|催|问)?书记|(?:啥时候|什么时候|几时|多久|啥时)(?:能|可以|才)?(?:批|定|领|拿|到手|下来|有结果)|(?:去|在|上)?(?:哪|哪里|哪儿)(?:领|拿|取)|找谁(?:领|拿|要)|(?:怎么|咋)还?没(?:批|定|动静|消息)|(?:怎么|咋|怎样)(?:样|地|领|拿)|有(?:结果|消息|信)(?:没有?|了没有?))(?:东西)?${BEHIND}`,
);
/** How it stands, without a word of what: only where an exchange of his waits. */
export const asksHowItStands = (words: string): boolean => words.length <= SHORT && heardHowItStands.test(words);
/** Of those the ones that cannot be meant of a ticket or an activity. */
export const asksForYes = (words: string): boolean => asksHowItStands(words) && /批|定|准|催|领|拿|取/.test(words);

const heardWaiting = new RegExp(
  `${FRONT}(?:有|还有|有没有|现在)*(?:(?:待|没|未|要|等着?)(?:处理|批|定|审|我批|我定)?的?(?:积分)?兑换|兑换(?:申请|待办)|(?:都有)?(?:谁|哪些人|哪几个)(?:要|想|在)?(?:换|兑换?)东西?)(?:的)?(?:申请|清单|列表|名单)?(?:有哪些|有几个|有什么|有啥)?${BEHIND}`,
);
/** A secretary asks what waits for a word. */
export const asksForWaiting = (words: string): boolean => words.length <= LONGEST && heardWaiting.test(words);
