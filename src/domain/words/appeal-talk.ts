// What is said after an appeal: more of it, that it was not meant, or something else. What is added is read by those who settle it, so
// words about anything else would tell them whose a nameless appeal is.
import { heardQuestion } from '../../core/phrases.ts';

/** Longer words are told as a matter of their own. */
const LONGEST = 40;

const NUMBER = '(?:\\d[\\d.]{0,6}|[一二两三四五六七八九十百千万半几]{1,6})';
const DAY =
  '(?:上{1,2}个?(?:月|周|星期|礼拜)|这个?(?:月|周|星期)|本月|[昨前今]天|大前天|去年|今年|前年|年前|年底|月初|月底|前几天|前阵子|\\d{1,2} ?月|[一二三四五六七八九十]{1,2}月|(?:周|星期|礼拜)[一二三四五六日天末]|\\d{1,2} ?[号日](?!线|楼|门|店|车)|[一二三四五六七八九十]{1,3}号|双11|双十一|春节|国庆)';
const MONEY = `${NUMBER}(?:百|千|万|块|元|毛)|\\d{2,6}(?![\\d号楼点分袋个件份])`;

/** What goes on between a worker and whoever he works for, and what shows it. */
const WORK =
  /扣(?!子)|罚|欠[我俺薪钱]|拖(?:着|了|欠|到)|少[发算给]|没(?:发|结|给)|工资|底薪|提成|派费|奖金|补贴|抽成|单价|薪|差评|投诉|超时|迟到|早退|旷工|丢件|破损|虚假|签收|客户|顾客|商家|站长|站里|主管|经理|老板|加盟|承包|调度|[组队班]长|系统|后台|申诉|合同|社保|保险|五险|工伤|医[院药]|受?伤|摔|撞|骨折|住院|缝[了针]|保安|门卫|进门|押金|送[晚错到]|赔|冤|理由|原因|因为|[说嫌怪]我|[说嫌怪]俺|威胁|骂[我俺人]|辞|走人/;
const PROOF = /证据|截[图屏]|录音|聊天记录|记录仪|照片|视频|监控|转账|流水|工资条|考勤|证人|作证|发票|单据/;
const OTHERS_TOO = /(?:也|都)(?:被|让|给|是这|一样|这样|没|不)|好几个(?:人|兄弟)|(?:他|我|俺|咱|大家)们?都/;
const TIME = new RegExp(DAY);
const AMOUNT = new RegExp(MONEY);

/** Things of the branch's own life: what one asks or tells of them is no part of a trouble at work. */
const OURS =
  /积分|几分|\d ?分(?!钟)|兑换?|上架|洗衣|安全岗|[认的]岗|岗位|巡查|签到|报到|报名|活动|扫雪|志愿|义工|党[费日课员支]|值[班守]|名单|清单|登记表|学习|材料|附近|哪[儿里]?(?:有|能|领|拿|换)|小蜂/;
const heardWhether = /(\p{Script=Han})[没不]\1/u;
/** Something is wanted of us. */
const ASKED =
  /(?:给|帮|替)(?:我|俺|咱|额)(?:们)?(?:留|换|拿|领|查|看|找|登|报|记|发|问)|(?:你|你们)(?:咋|怎么|干嘛|是谁|是不是|在(?:吗|不)|会|能)/;

const LEAD = '[也哎唉哟呦嗨哈嘿嘻呵呃额嗯求球逑那就还是先我俺你您跟和啦了刚才这那件个事儿小蜂\\s,，、。.!！~～…]{0,30}';
const TAIL = '[的吧了啦啊呀哈呢嘛哦算不说报提办告投诉用谢您你\\s,，、。.!！~～…]{0,20}';
const UNMEANT =
  '算[求球逑]?了|罢了|拉倒|作罢|(?:逗|骗|耍|忽悠)(?:你|您|着|个)?(?:玩|乐|呢|的)?|(?:开个?|闹着?|说着|讲着)玩笑?|开(?:个|的)?玩笑|玩笑话?|瞎说|乱说|胡说|随便说说|说说而已|当我没[说提讲]|没(?:这|那)?(?:回|码)事|没扣|没罚|不(?:投诉|反映|举报|告|追究|计较|报|弄|要)了|别(?:报|记|登记|发|送|告诉书记|跟书记说)了?|[^,，。\\s]{0,8}(?:的?事儿?|那个|那条)?[就也我都]{0,2}不用(?:你们?)?再?(?:反映|投诉|举报|报|管|办|弄|登记)了|(?:误会|搞错|弄错|看错|记错|算错)了|(?:工资|钱)?(?:都|已经)?(?:解决|补发|补给我|退给我|退我|还给我|还我|退|发)了';
/** Beside it: why, and that no name is to be said. */
const BESIDE_UNMEANT =
  '(?:也)?不?匿名(?:了)?|怕(?:被)?(?:站长|老板|公司|他们?|人)?(?:穿小鞋|报复|知道|查|麻烦|得罪人?)|没(?:啥|什么)?用|麻烦|犯不上|不值当';
const heardUnmeant = new RegExp(`^(?:${LEAD}(?:${UNMEANT}|${BESIDE_UNMEANT})${TAIL}){1,3}$`);
const unmeant = new RegExp(UNMEANT);
const heardLaughter = /^[哈嘿嘻呵hH6\s,，。.!！~～]{1,20}$/;

/** "Never mind, no need to hide me" is about the name alone. */
const keepsName = (words: string): boolean =>
  /匿名/.test(words) && !/[不别甭][^,，]{0,2}(?:报|反映|投诉|举报|告|追究|弄)/.test(words);

/** It was not meant, or is over: the whole of what is said. */
export const saysUnmeant = (words: string): boolean =>
  words.length <= LONGEST && unmeant.test(words) && heardUnmeant.test(words) && !keepsName(words);
/** Nothing but laughter. */
export const isLaughter = (words: string): boolean => heardLaughter.test(words);

/**
 * What words that answer a question about an appeal are: more of it, about something else, or either.
 * @param words short ones; a long tale is more of it unless it speaks of something else
 */
export function partOf(words: string): 'more' | 'other' | 'either' {
  const isOfWork = WORK.test(words) || PROOF.test(words);
  const asks = heardQuestion.test(words) || heardWhether.test(words);
  if (ASKED.test(words) || isLaughter(words)) return 'other';
  if (OURS.test(words)) return isOfWork && !asks ? 'either' : 'other';
  if (isOfWork) return asks && /[?？吗呢]|批没|给没|记没|多久|啥时|什么时候/.test(words) ? 'either' : 'more';
  if (asks) return 'other';
  return TIME.test(words) || AMOUNT.test(words) || OTHERS_TOO.test(words) ? 'more' : 'either';
}

const WHO =
  '(?:[他她]们?|站长|站里|公司|平台|系统|老板|主管|调度|[组队]长|理由|原因|他们|我们?|俺们?|咱们?|一共|总共|大概|差不多|好像|应该|就是?|都?是|在|从|说是|有|每次|每个月)';
const ABOUT = `^${WHO}{0,3}`;
const pieces: readonly RegExp[] = [
  new RegExp(
    `${ABOUT}(?:${DAY}的?份?(?:初|底|中旬|左右)?){1,3}(?:早上|上午|中午|下午|晚上|夜里)?(?:扣|罚|发生|开始|起)?的?[吧啊呢]?$`,
  ),
  new RegExp(
    `${ABOUT}(?:被)?(?:扣|罚|欠|少)?了?(?:[我俺]们?)?(?:${NUMBER}(?:块|元|毛)|\\d{2,6}|[一二两三四五六七八九几]{0,2}[百千万][一二两三四五六七八九百十]{0,4})(?:多|来)?(?:块|元)?钱?[吧啊呢]?$`,
  ),
  new RegExp(`${ABOUT}(?:非|硬)?(?:[说嫌怪]|因为|为了|由于)[我俺].{1,20}$`),
  new RegExp(`${ABOUT}(?:超时|迟到|早退|旷工|差评|丢件|破损|客户投诉|被投诉|虚假签收|没请假|送晚|送错)了?[吧啊呢]?$`),
  /^[\p{Script=Han}A-Za-z]{1,6}(?:也|都)(?:被|让)?(?:扣|罚|克扣|欠|没发|这样|一样).{0,8}$/u,
  /^[我俺]?(?:有|留着?|存着?)(?:证据|截[图屏]|录音|聊天记录|照片|视频|监控|流水|工资条|证人).{0,8}$/,
];

/** More of an appeal that was made a moment ago and about which nothing is asked any more; all of the words. */
export function tellsMore(words: string): boolean {
  if (words.length > LONGEST || /[?？吗]/.test(words)) return false;
  const parts = words.split(/[\s,，、。.!！;；]+/).filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => pieces.some((piece) => piece.test(part)));
}

/** Somebody keeps a thing of his, not his money. */
const heardKept =
  /(?:扣|收|没收)(?:了|走|下|着|押)*(?:我|俺|咱)?们?的?[^,，。钱资款薪金分]{0,5}(?:卡|证|车|手机|电瓶|头盔|钥匙|餐箱|工牌|衣服)/;
/** True when a thing, not money, was kept from somebody. */
export const keepsThing = (words: string): boolean => heardKept.test(words) && !AMOUNT.test(words);

const heardWhat =
  /^(?:小蜂|你好|您好|请|麻烦|我们?|俺|有|想|要|再|[个件点条]|一|[\s,，])*(?:提)?(?:一?[个点条些])?(?:小|好)?(?:建议|意见)(?:想?(?:提|说|反映))?[吗啊呢吧呀要说提\s,，。.!！~]*$/;
/** That there is a suggestion, and not which; the whole of what is said. */
export const namesNoSuggestion = (words: string): boolean => words.length <= LONGEST && heardWhat.test(words);

const heardSuggestion: readonly RegExp[] = [
  /^(?:小蜂|[\s,，])*(?:我|俺|咱)?们?(?:想|要)?(?:提|有)(?:一?[个点条])?(?:小|好)?(?:建议|意见)[\s,，:：]+(?<what>.{4,})$/s,
  /^(?:小蜂|[\s,，])*(?:我|俺|咱)?们?(?:的)?意见(?:是)?[\s,，:：]+(?<what>.{4,})$/s,
  /^(?:小蜂|[\s,，])*(?:我|俺|咱)?们?(?:的|强烈)?建议(?:是)?[\s,，:：]*(?<what>(?!你|您|大家|他|她|先|去看|吃|喝|书|稿|函)[^\s].{3,})$/s,
  /^(?:小蜂|[\s,，])*(?:我|俺|咱)们?(?:觉[着得]|寻思|琢磨|认为|看)(?:[吧呢啊]|[\s,，])*(?<what>[^,，。]{0,10}(?:应该|该|最好|要是能|可以)(?:再|多|给|也)?(?:放|装|设|添|加|建|开|换|备|安|摆|配|搞|弄)(?:上|个|一|些|点|几|台|把|块|排)+.{1,})$/s,
];
const SUGGESTION_MOST = 200;
/** What is broken or in the way is a hazard, what is asked is no suggestion. */
const heardBroken = /坏|漏|堵|裂|掉[了下]|断|着火|冒烟|[?？]|[吗么]\s*$|怎么|什么|哪/;

/** Something that would be better otherwise: all of the words. */
export function suggests(words: string): boolean {
  if (words.length > SUGGESTION_MOST || heardBroken.test(words)) return false;
  return heardSuggestion.some((pattern) => pattern.test(words));
}
const heardFacility = /驿站|休息|歇脚|微波炉|热水|饮水|雨棚|充电|换电|厕所|空调|风扇|暖气|灯|柜|座位|凳|椅|冰箱|停车/;
/** What a suggestion is about, as far as its words tell. */
export const suggestionTopic = (words: string): 'facilities' | 'other' => (heardFacility.test(words) ? 'facilities' : 'other');

const heardOneWord =
  /^(?:站长|队长|组长|主管|经理|老板|平台|公司|客户|顾客|保安|物业|工资|扣[钱款]|罚[款钱]|差评|派费|社保|押金)[吧啊呢\s,，。.!！]*$/;
/** Whom or what it is about, and not what happened. */
export const namesOnlyWhom = (words: string): boolean => heardOneWord.test(words);
const heardMoneyAlone =
  /^(?:乱|又)?(?:罚款|罚钱|扣款|扣钱|扣工资|克扣|欠薪|欠钱|欠工资)(?:了|啊|呀)?[\s。.!！]*$|^(?:又|还是)?没人(?:管|理)(?:了|啊|呀|呐)?[\s。.!！]*$/;
/** A trouble by its name alone: what happened is asked. */
export const namesTroubleAlone = (words: string): boolean => heardMoneyAlone.test(words);
