// What is said while a draft waits for its yes: what is not about it, what takes it back or puts it off, what finds fault with it.
import { heardQuestion } from '../../core/phrases.ts';

/** "Would Friday do?" is a wish. */
const heardWish = /(?:行|好|可以?|能|成|要)不(?:行|好|可以|能|成|要)|(?:行|好|可以|成)[吗么]|怎么样|咋样/g;
const heardChange = /[改换调挪]|推迟|延|提前/;

/** A question that no change is wished by: the hour or the day in it is not the draft's. */
export const asksAside = (words: string): boolean => heardQuestion.test(words.replace(heardWish, '')) && !heardChange.test(words);

const FRONT =
  '^(?:小蜂|哎呀?|唉|诶|哦|噢|嗯|啊|对了|好的?(?=[,，\\s等先])|行(?=[,，\\s等先])|要得|可以(?=[,，\\s])|1(?=[,，\\s])|发(?=[,，\\s]+不)|不(?=[不,，\\s])|不好意思|对不起|抱歉|那个?|这个?|就|先|还是|要不|我看|等[下等]|等一下|算了|算啦|通知|公告|消息|活动|党日|材料|学习|草稿|[条份场]|刚才|刚刚|的|今天|这会儿|暂时|你|咱们?|我们?|也|都|可|千万|[\\s,，。!！~～])*';
const NOT = '(?:别|不|甭|莫|停止|暂停|取消|撤回)(?:要|用|必|想|打算)?(?:再|先|忙着?|急着|着急|给我|往外)?';
const DO =
  '(?:发(?:布|送|出去|出)?|公布|通知|推送?|群发|搞|弄|办|做|安排|组织|开|整|举行)(?:活动|党日|通知|材料|学习|大家|他们|会|这个|这条|它)?';
const GONE =
  '(?:取消|停(?:下|停)*|作废|拉倒|撤了|撤回|撤掉|删了|删掉|算了|算啦|当我没说|没必要|用不着|不需要|不要了|不用了|不必了)(?:草稿|这个|这条|它)?';
const BEHIND = '(?:了|啦|吧|呀|啊|哈|呢|先|[。.!！~～])*';
/** What follows a pause, or the particle that ends such a word. */
const ASIDE = '(?:[\\s,，。;；.!！]+(?<aside>.{1,60})|(?<=[了啦吧])(?<said>.{1,60}))?$';
const heardDrop = new RegExp(`${FRONT}(?:(?:${NOT}${DO}){1,2}|${GONE})${BEHIND}${ASIDE}`, 's');
/** The same where nothing but a reason of the speaker's own stands beside it. */
const heardDropAlone = new RegExp(
  `${FRONT}(?:${NOT}${DO}|${GONE})${BEHIND}(?:(?:[\\s,，。;；.!！]+|(?<=[了啦吧]))(?:我|咱|有事|算了|别|不|先|回头|改天|明天|以后|下次|晚点|等).{0,20})?$`,
  's',
);

const LATER =
  '(?:等(?:一?会儿?|一?下|等|一?阵)|稍等|稍后|过一?会儿?|过一?阵子?|过两天|过几天|晚[点些]儿?|迟点|回头|待会儿?|改天|改日|以后|下次|(?:等)?我?(?:忙|开|吃|跑|送|弄)完(?:了|会|饭|单|货)?|(?:等)?我?回(?:来|去|头))';
const DAY = '(?:明天|明早|后天|今晚|晚上|中午|下午|下周|周[一二三四五六日天])';
const AGAIN = '(?:我|咱们?)?(?:再|才)';
const MUSE =
  '(?:想(?:一?想|想看)?|问(?:一?问|一下|清楚)?|看(?:一?看|一下)?|确认(?:一下)?|核(?:实|对)(?:一下)?|考虑(?:一下|考虑)?|商量(?:一下|商量)?|琢磨(?:一下|琢磨)?)';
const heardPutOff = new RegExp(
  `${FRONT}(?:${[
    `${LATER}(?:吧|啊|哈)?${AGAIN}?(?:说|看|弄|搞|定|讲|发|处理|办|来|整)?`,
    `${DAY}${AGAIN}(?:说|看|弄|搞|定|讲|议)`,
    '(?:放|搁|留|存|摆)(?:到|在)?(?:起|那儿起)',
    '(?:听|等)我(?:的)?(?:消息|通知|电话|信儿?|回话|发话)(?:再(?:说|发))?',
    '(?:放|搁|留|存|摆|压)(?:着|一放|一?边|在?(?:那|这)(?:儿|里|边)?|一放)',
    '再?(?:等一?等|等一?下|等会儿?|缓缓|缓一?缓|停一?停|停一?下|不急|不忙|别急|别忙|不着急)',
    `(?:让|等|容)我(?:先|再)?(?:跟.{1,8}|和.{1,8})?${MUSE}(?:再说)?`,
    `(?:再|得|要)?${MUSE}再(?:说|发|定)`,
    '(?:再|还要)(?:想想|看看|考虑考虑|琢磨琢磨|商量商量)',
    '(?:我|我们|领导|街道|上面)?(?:这边)?还没(?:想好|写[完好]|弄好|改[好完]|说完|定|确定|问清楚|商量好|最后定)',
  ].join('|')})${BEHIND}${ASIDE}`,
  's',
);

/** What is said beside it wants the draft otherwise, speaks of its sending, or of something else that has a name. */
const heardOtherwise =
  /^(?:不?是|应该|就|改|换|加|把|就要|要|写|内容|时间|地点)|[改换]成|改[到一为]|发给|只[发给通]|照[发办]|还是[发办]|[点时再就才]发|发(?:出去)?(?:就行|[吧了])*[。.!！]?$|发通知|通知大家|通知[:：]|安排.{1,4}巡|巡查|报名|排班|值班|取消|签到|党日/;
/** It is to be sent, and not in such a hurry. */
const heardNotYet = /^.{0,12}(?:(?:别|不|甭|莫)(?:要|用|必)?(?:着急|急|忙|慌)|先(?:别|莫|甭|不(?!用|要了))(?:要)?(?:发|推|公布))/;
const heardSend =
  /^(?:小蜂|好的?|行|要得|可以|对头?|嗯|没问题|那|就|[,，\s])*(?:发(?:布|送)?(?:出去)?[嘛吧咯撒喽哈]|发起走|搞起|开始发|就这[么样]发)[了吧嘛啊呀哈咯撒。.!！\s]*$|^(?:好的?|行|要得|可以|对头?|嗯|没问题)[,，\s]*(?:发(?:布|送)?(?:出去)?|就这样|就这么[着定])[了吧嘛啊呀哈咯撒。.!！\s]*$/;
/** The yes to a draft, in more than a word. */
export const sendsIt = (words: string): boolean => words.length <= 16 && heardSend.test(words);
const heardFree = /[?？]|[吗么]$|怎么行|为什么|不行/;

/** Longer words tell something of their own. */
const LONGEST = 80;

/**
 * Words that take a draft back (`drop`) or put it off (`keep`), with a reason behind them perhaps; null = they say something else, or
 * wish it changed.
 */
export function withdrawnIn(words: string): 'drop' | 'keep' | null {
  if (words.length > LONGEST || heardFree.test(words)) return null;
  const drop = heardDrop.exec(words);
  const late = drop ? null : heardPutOff.exec(words);
  const found = drop ?? late;
  if (!found) return null;
  const aside = (found.groups?.aside ?? found.groups?.said ?? '').trim();
  const isAgain = aside !== '' && withdrawnAgain(aside);
  if (aside !== '' && !isAgain && heardOtherwise.test(aside)) return null;
  const isPutOff = drop !== null && ((aside !== '' && heardPutOff.test(aside)) || heardNotYet.test(words));
  return late !== null || isPutOff ? 'keep' : 'drop';
}

/** "Cancel it, not doing it": said twice. */
const withdrawnAgain = (aside: string): boolean => heardDropAlone.test(aside) || heardPutOff.test(aside);

/** The same where the words of a text were asked for, which may themselves begin so: nothing but a reason of one's own may follow. */
export const withdrawnAlone = (words: string): boolean =>
  words.length <= 30 && heardDropAlone.test(words) && withdrawnIn(words) !== null;

/** The same of a change that waits for its yes: "leave it, I'll ask first". */
export const leavesUnchanged = (words: string): boolean => withdrawnIn(words.replace(/(?<=[别不甭])[改动换挪]/, '搞')) !== null;

const heardFault =
  /^(?:小蜂|哎呀?|哦|噢|啊|嗯|那个?|这个?|这条|等[下等]|等一下|[\s,，])*(?:不对|不行|错了|(?:.{0,6}(?:[写说打弄搞发填]|日期|时间|地点|地方|名字|内容)(?:都|又|给)?错)|不是(?![吗么])|别|先别|先不|算了|等[等下](?!班)|漏了|少写|忘了[写加说]|忘写)|(?:^|[,，\s]|把|再|还要|里)(?:加[上个一条句]|加(?=[^油班薪]{2,})|补上?一?[句条]|写上|写明|去掉|删掉|删了|不要写|别写|改[成为到]|换[成到]|改一下|改一改)|(?:有|写|打)错[字别]|应该是|要改/;

/** Something about the draft is not to stay as it is, whatever it is. */
export const findsFault = (words: string): boolean => words.length <= LONGEST && heardFault.test(words);
