// How secretaries call off, close, reopen, enlarge, pause, keep and stop what is published. Whole sentences only: everything else,
// questions above all, is for the reader of intents.

import type { Pause } from '../../core/planner.ts';
import { polite } from './planning.ts';

/** Nothing longer is a command. */
const LONGEST = 60;

/** A day and its patrol, and nothing else: the roster's. */
const PATROL = '[今明后这本下周星期礼拜一二三四五六日天早晚上夜里个的以]{1,12}巡[查逻]?(?:取消|不|先|都|吧|了|$)';
/** What is said of one's own sign-up, of a reminder, a ticket or a line of the service lists is about these, whatever the verb. */
const NOT_NAMED = `(?!.{0,16}(?:报名|提醒|通知|签到|打卡|工单|隐患|诉求|兑换|积分|匿名|订单|单子|件|模板|每|岗|[NRSnrs]-?\\d))(?!${PATROL})(?!我|谁|为|怎|哪|是不|有没|要是|如果|听说|算了|不|别|没|先别|先不)`;
const named = (most: number, guard = '') => `${guard}(?<name>[^,，。!！?？]{1,${most}}?)`;
const NAME = named(16, NOT_NAMED);
// What has a letter and a number is a record of the service lists.
const ANY_NAME = named(16, '(?![NRSnrs]-?\\d|我|谁|为|怎|哪|是不|有没|要是|如果|听说)');
const NUMBER = '[-负]?[\\d零〇一二两三四五六七八九十百千万亿]{1,12}';
const STORM = '台风|暴雨|大雨|雷雨|暴雪|大雪|雨雪|下雪|大风|寒潮|结冰|强对流|风暴|洪水|防汛';
const HEAT = '高温|太热|酷热|酷暑|暑热|热';
const REASON = `(?:因为?|由于)?(?:这|有|天|天气)?(?:${STORM}|${HEAT})(?:天|天气|来|太大|了|期间|[红橙黄蓝]色预警|预警|原因)*`;
const HELD = '(?:所有|全部|一切|线下|户外|室外|现场|大家|的|把|将)*活动(?:都|全|全部|先|统一|一律|暂时)*';
const EVERY = '每(?:个|逢)?(?:周|星期|礼拜|月)';

const whole = (...patterns: string[]): RegExp[] =>
  patterns.map((pattern) => new RegExp(`${polite.front}${pattern}${polite.behind}`));

const NOT_OFF =
  '(?:先|还是?|就|也|暂时|千万|可|都)*(?:别|不|甭|莫|不要|不用|不能|不准备|没说)(?:再|先|要|给我|急着|着急)*(?:取消|停办|作废|撤销|叫停|停)(?:掉|了)?';
const AS_USUAL = '(?:[\\s,，]*(?:还是)?(?:照常|照旧|正常|接着|继续|按时|按原计划)(?:办|开|搞|进行|举行|来)?)?';

export const heardManage = {
  /** It is not cancelled: said of it, or of whatever was spoken of. */
  stays: whole(`${NAME}${NOT_OFF}${AS_USUAL}`, `${NOT_OFF}${NAME}${AS_USUAL}`, `${NOT_OFF}${AS_USUAL}`),
  cancel: whole(
    `(?:取消|停办|叫停|撤掉|撤销)(?:掉|了)?${NAME}`,
    `${NAME}(?:咱|先|就|也|都|暂时)*(?:不|不用|不再|别|不能)(?:再)?(?:搞|办|开|弄|举办|举行|组织)(?:了|啦)`,
    `${NAME}(?:先|就|给|也|都|临时)*(?<![别不甭莫没])(?:取消|停办|作废|黄)(?:掉|了)?`,
  ),
  close: whole(
    `(?:${ANY_NAME}的?)?报名(?:先|就|可以|也|给|通道)*(?:截止|停止|关闭|关掉|停掉|停|关|结束|截|到此为止)(?:掉|了)?`,
    `(?:截止|停止|关闭|关掉|停掉|结束|停|关)(?:掉|了)?(?:${ANY_NAME}的?)?报名`,
    `(?:${ANY_NAME})?(?:别|不要|不用|不|停止|甭|莫)(?:再|能)?(?:收人|接人|加人|接受报名|收报名|让人报名?|接受新人)`,
  ),
  reopen: whole(
    `(?:重新(?:开放|打开|开启?|接受)|继续(?:开放|接受)?|恢复(?:开放)?|再(?:次)?(?:开放|打开|开)|放开|开放)(?:${ANY_NAME}的?)?报名`,
    `(?!提醒)${ANY_NAME}的?(?:报名)?(?:还|可以|也)*(?:重新(?:开放|打开|开)|继续(?:开放|接受)?|恢复|再(?:开放|打开|开))(?:报名|收人)?`,
  ),
  capacity: whole(
    `(?:${ANY_NAME}的?)?(?:名额|人数|限额|容量)(?:上限)?(?:就|给|再)*(?:加|增|扩|提|改|调|减|降|放|缩|限)(?:加|大|高|整|少|低|宽|减|充)?(?:到|成|为|至|在)${NUMBER}(?:个|位)?(?:人|名|名额)?`,
    `(?:${ANY_NAME}的?)?(?:名额|人数)(?:就|改成|改为|变成)*(?:不限制?|放开|不设限|没限制)(?:了)?`,
    `(?:${ANY_NAME})?(?:改成|改为|变成|就)?不限制?(?:人数|名额)(?:了)?`,
  ),
  /** Days are taken out before. */
  pause: whole(
    `(?:${REASON}[,， ]*)?(?:先|就|都|把|暂时)*(?:停一停|停一下|暂停|停掉|停止|停办|停了?)(?:一下|几天)?${HELD}(?:到|至)*(?:为止|之?前|结束|再说)*`,
    `(?:${REASON}[,， ]*)?${HELD}(?:停一停|停一下|暂停|停掉|停止|停办|停了?)(?:一下|几天)?(?:到|至)*(?:为止|之?前|结束|再说)*`,
  ),
  resume: whole(
    `(?:(?:${STORM}|${HEAT})(?:已经|也|都)?(?:过去?了?|停了|退了|走了|解除了?|结束了?|散了)[,， ]*)?(?:可以|能)?(?:恢复|重新开始|重启|继续办|照常办?)${HELD}`,
    `(?:(?:${STORM}|${HEAT})(?:已经|也|都)?(?:过去?了?|停了|退了|走了|解除了?|结束了?|散了)[,， ]*)?${HELD}(?:可以|能)*(?:恢复|照常|继续|重启)(?:办|搞|进行|举行)?`,
  ),
  template: whole(
    `(?:${ANY_NAME})?(?:给我|先|也)*(?:保?存|留|记|做|设)(?:成|为|作|下来?|一?个)*(?:叫)?(?<called>[^,，。!！?？成为作个]{2,12}?)?的?(?:一?个)?模板`,
  ),
  stop: whole(
    `(?:停掉|停止|停了?|取消|终止|别搞|别办|不要|不搞|不办|别再?安排)(?<name>${EVERY}[^,，。!！?？]{1,16}?)`,
    `(?<name>${EVERY}[^,，。!！?？]{1,16}?)(?:以后|往后|今后|就|也|都|先)*(?:不|不用|别|甭)(?:再)?(?:搞|办|开|弄|安排|发)(?:了|啦)`,
    `(?<name>${EVERY}[^,，。!！?？]{1,16}?)(?:以后|往后|今后|就|也|都|先)*(?:停了?|停掉|取消|终止)`,
    `(?:以后|往后|今后)(?<name>[^,，。!！?？不别]{2,16}?)?(?:就|都|也)*(?:不|别|不用|甭)(?:再)?(?:${EVERY}[一二三四五六日天]?(?:都)?|定期|自动)?(?:搞|办|开|弄|安排|发)(?:了|啦)`,
  ),
  /** No to a cancellation. */
  keep: /^(?:那|就|先|还是|算了|[,， ])*(?:不|别|不要|不用|甭)(?:取消|停)/,
  /** Around the name, without meaning. */
  nameEdges: /^(?:这[次场个]|那[次场个]|本[次场]|上[次场回]|每个?(?:周|月|星期|礼拜)?|[号的]|活动)+|(?:的|活动|时候)+$/g,
  /** The month at the head of a title. */
  monthBefore: /^\d{1,2}月/,
};

/** Groups of the first pattern that is the whole sentence; null = none. */
export function heardAs(patterns: readonly RegExp[], words: string): Partial<Record<string, string>> | null {
  if (words.length > LONGEST) return null;
  for (const pattern of patterns) {
    const match = pattern.exec(words);
    if (match) return match.groups ?? {};
  }
  return null;
}

/** Storm words go before heat words: a thunderstorm on a hot day is a storm. */
export function pauseReason(words: string): Pause['reason'] {
  if (new RegExp(STORM).test(words)) return 'storm';
  return new RegExp(HEAT).test(words) ? 'heat' : 'other';
}
