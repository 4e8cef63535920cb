// What the secretary says of registrations, and how the person asks for his own. Heard, never said.
import { chineseNumber } from '../../core/numerals.ts';
import { polite } from './planning.ts';
import { looksLikeName } from './registration.ts';

/** Nothing longer is a command; what is to be asked for may be. */
const SHORT = 24;
const LONGEST = 160;

const FRONT = polite.front.replace('^(?:', '^(?:看看|看一?下|查(?:一?下)?|发我|');
const END = '[\\s,。.!?~吧呢啊呀了]*$';
const WHAT = '(?:报到登记|报到|登记)';
const OPEN = '(?:还)?(?:没|没有|未|待|等着?)(?:被)?(?:核实|核对|审核|核)';

const heardList = [
  `${WHAT}的?(?:名单|名册|列表|清单|的人|人员|情况|有谁|有哪些人?|有几个人?|的有谁|的有几个)`,
  `(?:都)?(?:有)?(?:谁|哪些人|哪几个|哪几位|几个人?|多少人)(?:来)?报(?:过)?到(?:登记)?(?:过|的)?`,
  `(?:都)?(?:有)?(?:谁|哪些人|哪几个|哪几位)(?:来)?登记(?:过|的)`,
  `(?:${WHAT}的?)?(?:还)?有(?:谁|几个|哪些|多少|几个人|哪几个|多少人|哪些人)(?:的)?(?:${WHAT}的?)?${OPEN}的?`,
  `${OPEN}的(?:${WHAT}|名单|人)?(?:还)?(?:有)?(?:谁|哪些|几个|多少)?(?:人)?`,
  `待核实(?:${WHAT})?(?:名单|的人)?`,
  `(?:今天|昨天|这周|本周|这个月|最近|新)?(?:都)?(?:有)?(?:谁|哪些人|哪几个|哪几位|几个人?|多少人|几位)(?:新|来|过来)?(?:报到)?登记(?:的|过)?`,
  `(?:我)?(?:来|要|想|去|该)?核实(?:一下|下)?${WHAT}(?:的人)?`,
].map((pattern) => new RegExp(`${FRONT}(?:${pattern})${END}`));

/** "谁报到了" asks who checked in. */
const heardListed = /登记|名单|名册|核/;

export const asksForRegistrations = (words: string): boolean =>
  words.length <= SHORT && heardListed.test(words) && heardList.some((pattern) => pattern.test(words));

/** "登记一个" is somebody new: spelt numbers need their 号, and no count is one. */
const NUMBER = '(?:(?<number>\\d{1,6})(?![\\d\\s]*个)\\s*[号位]?|(?<number>[一二三四五六七八九十百零两]{1,6})\\s*号)';
/** After 报到 a number is no date: one that cannot be is told so. */
const NUMBERED = `(?:(?<number>-?\\d{1,6}(?:\\.\\d+)?)(?![\\d\\s]*个)\\s*[号位]?|(?<number>[一二三四五六七八九十百零两]{1,6})\\s*号)`;
const LOOK = '(?:看看|看一?下|核实|查一?下|把)';
const heardNumbered = [
  `${LOOK}?${WHAT}的?(?:第|登记)?\\s*${NUMBERED}`,
  `${LOOK}?第?\\s*${NUMBER}的?(?:报到登记|登记)`,
  `${LOOK}第?\\s*${NUMBER}的?报到`,
  // "3号报到" alone begins on the third.
  `第?\\s*${NUMBER}的?报到(?=.*(?:核实|属实|通过|补|缺))`,
].map((pattern) => new RegExp(`^(?:小蜂|[\\s,])*${pattern}(?<rest>.*)$`, 's'));
const heardVerifyAhead = /^(?:小蜂|[\s,])*核实/;
const heardShow = /^(?:的)?(?:看看|看一?下|详情|详细|情况|资料|信息|全部|是谁|怎么样|[\s,:。.!?])*$/;
const heardVerified =
  /^[\s,:]*(?:都|已经?|我|可以|他的|这个|人)*(?:满意|核实(?:过|好|完|清楚)?了?|属实|通过|没问题|没错|确认(?:过)?了?|对的?|是真的|真的|审核通过|1|ok)(?:了|的|吧)?[\s。.!]*$/i;
const heardWanted =
  /^[\s,:]*(?:还)?(?:要|请|让|叫|麻烦)?(?:他|她|这个人)?(?:再)?(?:补充|补一?下|补)(?:一下|下)?[\s,:]*(?<what>.+)$/s;
const heardLacking = /^[\s,:]*(?<what>(?:还)?(?:缺|差|少|没写|没说|没有).{1,})$/s;

export type DeskVerdict = { kind: 'verify' } | { kind: 'ask'; what: string };
/** Null = it is only to be shown. */
export interface DeskSaid {
  number: number;
  verdict: DeskVerdict | null;
}

/** What is to be done with the registration of a number; null = something else is said. */
export function deskSaid(words: string): DeskSaid | null {
  if (words.length > LONGEST) return null;
  for (const pattern of heardNumbered) {
    const found = pattern.exec(words)?.groups;
    if (!found?.number) continue;
    const number = /^[-\d]/.test(found.number) ? Number(found.number) : chineseNumber(found.number);
    if (number === null) continue;
    const rest = found.rest ?? '';
    if (heardShow.test(rest)) return { number, verdict: heardVerifyAhead.test(words) ? { kind: 'verify' } : null };
    const verdict = deskVerdict(rest);
    if (verdict) return { number, verdict };
  }
  return null;
}

const heardOnly = /^(?:小蜂|第|[\s,])*(?<number>\d{1,6})\s*[号位](?<rest>(?:都|已经)*(?:核实|属实).*)$/;

/** "2号属实": nothing in it but the verdict tells that a registration is meant. */
export function verdictOnly(words: string): (DeskSaid & { verdict: DeskVerdict }) | null {
  const found = words.length > SHORT ? undefined : heardOnly.exec(words)?.groups;
  const verdict = found ? deskVerdict(found.rest ?? '') : null;
  return verdict && { number: Number(found?.number), verdict };
}

const heardOfList = /^(?:小蜂|看|一?下|打开|查|选|回|第|[\s,])*(?<number>\d{1,6})\s*[号位个]?(?:的)?(?<rest>.*)$/s;

/** One of the list that was just shown: its number, or that with a verdict. */
export function listedSaid(words: string): DeskSaid | null {
  const found = words.length > LONGEST ? undefined : heardOfList.exec(words)?.groups;
  if (!found) return null;
  const rest = found.rest ?? '';
  const verdict = heardShow.test(rest) ? null : deskVerdict(rest);
  return heardShow.test(rest) || verdict ? { number: Number(found.number), verdict } : null;
}

const NAME = '(?<name>[\\p{Script=Han}]{2,4}?|[\\p{Script=Han}]{1,10}(?:[·•.・][\\p{Script=Han}]{1,10})+)';
const heardByName = [
  `${LOOK}?${NAME}的?${WHAT}(?:的)?(?:信息|资料|情况)?(?<rest>.*)`,
  `${LOOK}?${NAME}(?<rest>(?:已经|都)?(?:核实|属实).*)`,
  `(?:看看|看一?下|核实(?:一下|下)?|查一?下)${NAME}(?<rest>)`,
].map((pattern) => new RegExp(`^(?:小蜂|[\\s,])*${pattern}$`, 'su'));
const heardJustName = new RegExp(`^(?:看看?|看一?下|打开|核实)?${NAME}(?:的)?[\\s。.!]*$`, 'u');

/** A registration called by a name; whether anybody of that name waits is for whoever hears it to look. @param isListed names were just shown */
export function namedSaid(words: string, isListed = false): { name: string; verdict: DeskVerdict | null } | null {
  if (words.length > LONGEST) return null;
  for (const pattern of heardByName) {
    const { name, rest = '' } = pattern.exec(words)?.groups ?? {};
    if (name === undefined || !looksLikeName(name)) continue;
    if (heardShow.test(rest)) return { name, verdict: null };
    const verdict = deskVerdict(rest);
    if (verdict) return { name, verdict };
  }
  const name = isListed ? heardJustName.exec(words)?.groups?.name : undefined;
  return name === undefined ? null : { name, verdict: null };
}

/** The same of the one that is being looked at, without its number. */
export function deskVerdict(words: string): DeskVerdict | null {
  if (heardVerified.test(words)) return { kind: 'verify' };
  const what = (heardWanted.exec(words) ?? heardLacking.exec(words))?.groups?.what?.trim();
  return what ? { kind: 'ask', what } : null;
}

const OWN = '(?:我|俺|额)(?:的|那个|上次)*';
const heardStatus = new RegExp(
  `^(?:小蜂|请问|想问一?下|问一?下|[\\s,])*(?:${OWN})${WHAT}(?:的)?(?:事|情况|结果|审核|核实|进度|登记)?(?:现在|到底)?(?:怎么样|怎样|咋样|如何|啥情况|什么情况|到哪一?步|到哪|有结果|通过|过|好|核实|成功|弄好|办好|登上|登记上)(?:了|没|没有|吗|么|不)*${END}`,
);
export const asksForOwn = (words: string): boolean => words.length <= SHORT && heardStatus.test(words);

const heardChange = new RegExp(
  `^(?:小蜂|请|帮|麻烦|我的?|想|要|[\\s,])*(?:(?:改|修改|更新|更改)(?:一下|下)?(?:${OWN})?${WHAT}(?:的)?(?:信息|资料|内容|登记)?|(?:${OWN})?${WHAT}(?:的)?(?:信息|资料|内容|登记)?(?:要|想|得)?(?:改|写错|填错|有错|错|不对|有变|变|更新)(?:一下|下|了|啦)*|(?:重新|重)(?:报到登记|登记)(?:一下|下|一遍)?)${END}`,
);
/** Anything may have been put down wrongly. */
const heardBareWrong = /^登记(?:有)?(?:错|不对)/;
export const wantsToChange = (words: string): boolean =>
  words.length <= SHORT && heardChange.test(words) && !heardBareWrong.test(words);

const heardMoved = new RegExp(
  '^(?:小蜂|[\\s,，])*(?:我|俺|额)(?:又|已经|现在|刚|最近|上周|上个?月|也|们)*' +
    '(?:换(?:了|到|个|新)*(?:公司|平台|站点?|网点|单位|东家)|搬(?:了)?家|搬[到去][^,，]{1,16}(?:住|社区|小区|村|苑|花园|家园|公寓|新城)|跳槽|(?:预备)?(?:党员)?转正)(?<rest>.*)$',
  's',
);
const heardPartMoved =
  /^(?:小蜂|把|我的?|那个|[\s,，])*(?:报到)?登记(?:的|里的?|上的?|时的?|那个)?(?<said>(?:姓名|名字|公司|平台|单位|站点|网点|社区|小区|住址|地址|组织关系|支部).{0,30})$/s;
const heardWonder = /[?？]|[吗么]\s*$|怎么|咋|能不能|要不要|会不会|怎样|如何/;

/** What is new with somebody who registered; null = he tells of something else, or asks. */
export function movedOn(words: string): string | null {
  if (words.length > 40 || heardWonder.test(words.replace(/饿了么/g, ''))) return null;
  const said = heardPartMoved.exec(words)?.groups?.said;
  if (said !== undefined) return /改|换|错|不对|变/.test(said) ? said : null;
  return heardMoved.test(words) ? words.replace(/^.*?转正.*$/s, '我是党员') : null;
}

const heardAnswer = new RegExp(
  `^(?:小蜂|[\\s,])*(?:${OWN})?(?:补充${WHAT}|${WHAT}补充)(?:一下|下|材料|的)?[\\s,:]*(?<said>.{2,})$`,
  's',
);
/** Something that belongs to his own registration. */
export function addedTo(words: string): string | null {
  return words.length > LONGEST ? null : (heardAnswer.exec(words)?.groups?.said?.trim() ?? null);
}
