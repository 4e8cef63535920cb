// What is heard around an appeal: whether its teller wants to stay unknown, and whether he tells more of it.
import { isPrivateMatter } from './reports.ts';
import { ticketNumberIn } from './ticket-numbers.ts';

/** Of one's name, both ways round: the plain word decides last. */
const NAME_WISHES: readonly (readonly [RegExp, boolean])[] = [
  [
    /(?:别|不要|不想|不能|莫|勿)(?:让|给|把|被|说|写|留|露|透露|显示|提|告诉)[^,，。]{0,6}(?:名字?|知道(?:是我)?|晓得|看(?:到|见|出来?)(?:是我)?|是我)(?:说的|讲的|报的|反映的)?|(?:别|不要|不想|不能)(?:告诉|透露给?|说给)(?:别人|人家|[他她]们)|保密/,
    true,
  ],
  [/(?:不|别|甭|莫|无需|没必要|用不着)(?:想|要|用|必|需要)?匿名|实名|真名|(?:写|留|用)(?:上|下)?我的?名/, false],
  [/匿名(?:吧|了|的|就行|处理|登记)?/, true],
];

/** Whether somebody wants to stay unknown, and what else the words say; null when they do not speak of it. */
export function nameWishIn(words: string): { isHidden: boolean; rest: string } | null {
  for (const [pattern, isHidden] of NAME_WISHES) {
    if (pattern.test(words))
      return { isHidden, rest: words.replace(pattern, '').replace(/^(?:那就|那|就|还是|[\s\p{P}])+/u, '') };
  }
  return null;
}

const START =
  '^(?:小蜂|请|麻烦|帮|我|要|想|把|就|那|还是|能不能|可不可以|可以|千万|一定|刚才|刚刚|那个|那件|这个|这件|的|诉求|事|给|改[成为]?|设成|设为|弄成|[\\s,，])*';
const END = '(?:吧|了|一下|处理|的|啊|呢|呀|行吗|可以吗|谢谢|[\\s。.!！?？~])*$';
const NOT = '(?:别|不要|不想|不能|莫|勿)再?';
const OTHERS = '(?:[他她]们|人家|别人|大家|其他人|人|站长|队长|书记|领导|公司|平台)';
const ME = '(?:是我|是谁|我|俺)的?';
const HIDE = [
  '匿名|保密',
  `${NOT}(?:让|给|被|叫)${OTHERS}?(?:知道|晓得|看出来?)(?:${ME})?`,
  `${NOT}告诉${OTHERS}(?:${ME})?`,
  `${NOT}(?:写|留|透露|露|显示|提|说|用|署)[上出]?(?:${ME}(?:名字?|姓名|大名|真名)?|名字?|姓名|大名|真名)`,
].join('|');
/** Nothing but the wish; a ticket's number was taken out before. */
export const heardHide = new RegExp(`${START}(?:(?:${HIDE})(?:说|讲|报|反映|提)?[\\s,，]*){1,3}${END}`);

const WHO = '(?:谁|哪些人|什么人|别人|人家|[他她]们|书记|站长|领导|公司|平台|老板)';
const SEES = '(?:知道|晓得|看(?:到|见|出来?|得[到见出]来?)|查(?:到|出来?|得[到出]来?)|认(?:出来?|得出来?))';
const HARM = '被?(?:报复|穿小鞋|泄露|泄密|查(?:到|出来?)|认出来?)';
const heardFear = new RegExp(
  `${WHO}们?[^,，。]{0,4}${SEES}|${SEES}[^,，。]{0,4}(?:是我|是谁|我的名)|${HARM}|(?:安全|保险|靠谱|放心)[吗么不嘛]|会不?会?有(?:事|麻烦|风险)|(?:真的?|当真)是?(?:匿名|保密)`,
);
const heardAsking = /[吗么不嘛没呢?？][\s。.!！~]*$|会不会|能不能|有没有|谁|哪些人|什么人|怕|担心/;
const FEAR_MAX = 24;

/** An answer to what we asked of his appeal asks who will know, or what may come of it. */
export const asksWhoKnows = (words: string): boolean =>
  words.length <= FEAR_MAX && heardFear.test(words) && heardAsking.test(words) && !heardDay.test(words);

/** The same, in words that can be about nothing else. */
export const heardWhoKnows = new RegExp(
  `${START}(?:反映|投诉|登记|说)?(?:${WHO}们?(?:会|能|会不会|能不能|可以)?${SEES}(?:${ME}(?:名字)?|名字)(?:说|讲|报|反映|提)?|匿名(?:了|真的?|是)*(?:安全|保险|靠谱|管用)|(?:真的?|当真)是?(?:匿名|保密)|(?:会不会|我?怕|会)${HARM})(?:出去|的)?[吗么不嘛呢?？。.!！\\s]*$`,
);

/** A day, a month: what is told, not what is asked. */
export const heardDay =
  /\d ?[月号日]|[一二三四五六七八九十]月|昨[天晚日]|前天|今[天早晚]|上(?:个?月|周|个?星期)|这个月|去年|今年/;
const AT_LENGTH = 24;

/** Long words that name a day have told what we would ask for. */
export const isToldAtLength = (words: string): boolean => heardDay.test(words) && [...words].length >= AT_LENGTH;

/** Signs that say something: no blanks, no punctuation. */
export const signsOf = (words: string): number => [...words.replace(/[\s\p{P}]/gu, '')].length;

/** Somebody takes his appeal back; the whole of what is said. */
export const heardTakeBack =
  /^(?:小蜂|麻烦|请|帮我|把|我要?|想|那|就|先|还是|算了|[\s,，])*(?:(?:撤[回销掉]?|取消|作废)(?:掉|了)?(?:我|刚才|之前|那[个件条]|这[个件条]|提|报|反映|的)*(?:诉求|投诉|反映|申诉)|(?:我|刚才|之前|那[个件条]|这[个件条]|提|报|的)*(?:诉求|投诉|申诉)(?:我|就|先|要|想|给我)*(?:撤[回销掉]?|取消|作废|不要|不办|算)了?|不(?:想)?(?:投诉|反映|申诉|举报)了)[吧了啊呢\s,，。.!！谢]*$/;
/** Somebody wants something put down. */
const heardTelling =
  /举报|检举|揭发|告发|反映|投诉|(?<!登)记(?:一下|下来)|(?:你们?|书记|组织|支部|谁|有没有人)(?:能不能)?(?:来|去)?(?:管管|管一管|管一下|查查|查一查|查一下|处理一下)/g;
/** Somebody else's private matters are to be put down. */
export const tellsPrivateMatter = (words: string): boolean =>
  words.search(heardTelling) !== -1 && isPrivateMatter(words.replace(heardTelling, ' '));
/** That there is something, and not what; the whole of what is said. */
export const heardNoMatter =
  /^(?!(?:反映|申诉|诉求|提)$)(?:小蜂|你好|您好|请|麻烦|帮我|我们?|有|想|要|来|匿名|再|[个件点条]|一|[\s,，])*(?:投诉|反映|举报|申诉|诉求|提(?:意见|诉求)?|诉苦)(?:一?下|一?[个件点条])?(?:问题|诉求|情况|事情?|意见)?[吗啊呢吧呀\s,，。.!！~]*$/;
/** In front of what is added. */
const heardAdding = /^[\s,，:：]*(?:再?补充|再?加)(?:说明|一下|一句|一点|下)?[\s,，:：]+/;
const numberAhead = /^\s*(?:[给往]\s*)?[AaHh][- ]?\d{1,6}号?/;
/** What is told, without the words that say to which appeal it belongs. */
export const withoutAdding = (words: string): string => words.replace(numberAhead, '').replace(heardAdding, '');

/** What is to be added to the ticket of a number; null when the words say anything else. */
export function addedIn(words: string): { number: string; words: string } | null {
  const ahead = numberAhead.exec(words)?.[0] ?? '';
  const rest = words.slice(ahead.length);
  const number = ticketNumberIn(ahead)?.number;
  const added = rest.replace(heardAdding, '');
  return number === undefined || added === rest || added === '' ? null : { number, words: added };
}

/** Something more. */
export const heardBesides = /^(?:还有|另外|再就是|再一个|对了|还想|再说|顺便)/;

/** Told as a matter of its own. */
export const heardRaise = /反映|投诉|举报|诉求/;
/** There is nothing to add; the whole of what is said. */
export const heardNothing =
  /^(?:我|也|都|就|先|还是|这个|具体|[\s,，])*(?:不(?:太|大)?(?:想|方便|愿意?)?说|不方便|没有|没了|没啥|没什么|不(?:太|大)?(?:知道|清楚|记得)|忘了?|想不起来|记不(?:太)?清|就这些|就这样)(?:[了的吧啊呢呀啦]|说|是?哪天|日子|别的|其他|可说|要说|好说|[\s,，。.!！~])*$/;
/** The same, of thanks and assent. */
export const heardPolite =
  /^(?:谢|多谢|感谢|好|收到|知道|明白|嗯|哦|噢|辛苦|麻烦|ok|行|可以|没事|没问题|小蜂|[你您了啦吧呀啊哈的嘞\s,，。.!！~])+$/i;

/** Somebody says who he is; the name is in what follows. */
export const heardIntroduction =
  /(?:我的?(?:名字|大名)?(?:叫做?|是|姓|名叫)|[本俺](?:人)?(?:叫|是|姓)?|叫我|[,，]叫)[ :：]?\p{Script=Han}{2,6}/gu;

/** A name of three or four signs, by whose last two people are called as well; no title behind a surname. */
export const wholeName = /^(?!.*(?:书记|主任|站长|组长|队长|班长|师傅|[大小][哥姐]|经理|老师|阿姨|主管)$)\p{Script=Han}{3,4}$/u;

const BADGE = /((?:工号|骑手号|胸牌号?|员工号|站点编号|编号)[是为:： ]{0,2})[A-Za-z]{0,3}\d{2,}/g;
/** Numbers that people at a station are known by. */
export const withoutBadges = (text: string): string => text.replace(BADGE, '$1〔号码〕');
