// What the secretary says of registrations, and how the person asks for his own. Heard, never said.
import { chineseNumber } from '../../core/numerals.ts';
import { polite } from './planning.ts';
import { looksLikeName } from './registration.ts';
import { withoutLead } from './registration-waiting.ts';

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
  `(?:要|等)?核实的?名单`,
  `(?:还有)?(?:谁|哪些人|哪几个|哪几位|哪位)${OPEN}`,
  `(?:今天|昨天|这周|本周|这个月|最近|新)?(?:都)?(?:有)?(?:谁|哪些人|哪几个|哪几位|几个人?|多少人|几位)(?:新|来|过来)?(?:报到)?登记(?:的|过)?`,
  `(?:我)?(?:来|要|想|去|该)?核实(?:一下|下)?${WHAT}(?:的人)?`,
  `(?:现在|都)?(?:有)?(?:哪些|谁|哪几[个位]|几个|多少)(?:来)?${WHAT}的?(?:人)?(?:还|都|在)*(?:等|要|待|没|未)(?:着)?(?:我|被)?(?:来|去)?(?:核实|审核|核)的?`,
].map((pattern) => new RegExp(`${FRONT}(?:${pattern})${END}`));

/** "谁报到了" asks who checked in. */
const heardListed = /登记|名单|名册|核/;

export const asksForRegistrations = (words: string): boolean =>
  words.length <= SHORT && heardListed.test(words) && heardList.some((pattern) => pattern.test(words));

/** "登记一个" is somebody new: spelt numbers need their 号, and no count is one. */
const NUMBER = '(?:(?<number>\\d{1,6})(?![\\d\\s]*个)\\s*[号位]?|(?<number>[一二三四五六七八九十百零两]{1,6})\\s*号)';
/** After 报到 a number is no date: one that cannot be is told so. */
const NUMBERED = `(?:(?<number>-?\\d{1,6}(?:\\.\\d+)?)(?![\\d\\s]*个)\\s*[号位]?|(?<number>[一二三四五六七八九十百零两]{1,6})\\s*号)`;
const LOOK = '(?:看看|看一?下|看下|核实|查看|查一?下|把)';
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
  /^[\s,:]*(?:都|已经?|我|可以|他的|这个|人)*(?:满意|核实(?:过|好|完|清楚)?了?|属实|通过|没问题|没错|确认(?:过)?了?|对的?|是真的|真的|审核通过|1|ok)(?:了|的|吧)?(?:[\s,，]+(?:都|已经?|我)*(?:核实(?:过|好|完|清楚)?了?|属实|没问题|通过)(?:了|的|吧)?)?[\s。.!]*$/i;
const heardWanted =
  /^[\s,:]*(?:还)?(?:要|请|让|叫|麻烦)?(?:他|她|这个人)?(?:再)?(?:补充|补(?!充)一?下|补(?!充))(?:一下|下)?[\s,:]*(?<what>.+)$/s;
const heardWantedBehind =
  /^(?<front>.{2,60}?)[\s,，。]*(?:让|叫|请|要)(?:他|她)(?:再)?(?:补充|补|说|讲)(?:一下|下|清楚)*[\s,:]*(?<what>.*)$/s;
const heardWantedOnly = /^[\s,:]*(?:还)?(?:要|请|让|叫)?(?:他|她)?(?:再)?(?:补充|补一?下)(?:一下|下|材料|信息)?(?:吧|[\s。.!])*$/;
const heardUntrue =
  /^[\s,:]*(?:他|她|这个|信息|情况|说的|都|我看|有点|好像)*(?:不属实|不实|不对|不是真的|假的|对不上|有问题|退回|打回|驳回|不通过|没通过|核实不了|查无此人)(?:去|来|了|的|吧)*[\s。.!]*$/;
const heardNoMember =
  /^[\s,:]*(?:他|她|这个人|人家|[\s,，])*不是(?:个|中共|预备)?党员(?:[\s,，。]*(?:给他|帮他|把他)?改成不是(?:党员)?)?(?:了|的|吧|[\s。.!])*$|^[\s,:]*(?:给他|把他|帮他)?改成不是党员(?:吧|了|[\s。.!])*$/;
const heardRevoked =
  /^(?:小蜂|刚才|我|那个|把|的|点|[\s,，:])*(?:(?:弄|搞|点|按)错了?[\s,，]*)?(?:(?:撤回|撤销|取消|收回)(?:这个|刚才的?|的|掉|他的?|对他的)*核实|核实(?:弄|搞|点)?错了?|核实(?:撤回|取消|撤销))(?:了|吧|一下|下|[\s。.!])*$/;
const heardLacking = /^[\s,:]*(?<what>(?:还)?(?:缺|差|少|没写|没说|没有).{1,})$/s;

/** `untrue`: something is not, and is still to be said · `member`: his membership could not be found · `revoke`: verified by mistake. */
export type DeskVerdict = { kind: 'verify' | 'untrue' | 'askWhat' | 'member' | 'revoke' } | { kind: 'ask'; what: string };
/** Null = it is only to be shown. */
export interface DeskSaid {
  number: number;
  verdict: DeskVerdict | null;
}

const MARK = '(?:报到|登记)?\\s*第?\\d{1,6}\\s*[号位](?![楼院线门店路])|(?:报到|登记)\\s*\\d{1,6}(?![\\d\\s]*[个点月年])';
const heardMarked = new RegExp(MARK);
/** What is to be done with the registration of a number; null = something else is said. */
export function deskSaid(words: string): DeskSaid | null {
  if (words.length > LONGEST) return null;
  for (const pattern of heardNumbered) {
    const found = pattern.exec(words)?.groups;
    if (!found?.number) continue;
    const number = /^[-\d]/.test(found.number) ? Number(found.number) : chineseNumber(found.number);
    if (number === null) continue;
    const rest = found.rest ?? '';
    // Another's number within what one lacks: several are decided.
    if (heardMarked.test(rest)) return null;
    if (heardShow.test(rest)) return { number, verdict: heardVerifyAhead.test(words) ? { kind: 'verify' } : null };
    const verdict = deskVerdict(rest);
    if (verdict) return { number, verdict };
  }
  return null;
}

const heardOnly =
  /^(?:小蜂|第|[\s,，])*(?<number>\d{1,6}|[一二三四五六七八九十百零两]{1,6})\s*[号位](?<rest>(?:都|已经?|不)*(?:核实|属实).*)$/;
const heardRevokedOf =
  /^(?:小蜂|弄错了|点错了|搞错了|把|[\s,，])*(?:撤回|撤销|取消)第?\s*(?<number>\d{1,6})\s*号的?核实(?:了|吧|[\s。.!])*$/;

/** "2号属实": nothing in it but the verdict tells that a registration is meant. */
export function verdictOnly(words: string): (DeskSaid & { verdict: DeskVerdict }) | null {
  if (words.length > SHORT || decisionsSaid(words).length > 1) return null;
  const revoked = heardRevokedOf.exec(words)?.groups?.number;
  if (revoked !== undefined) return { number: Number(revoked), verdict: { kind: 'revoke' } };
  const found = heardOnly.exec(words)?.groups;
  const verdict = found ? deskVerdict(found.rest ?? '') : null;
  const number = numeral(found?.number);
  return verdict && number !== null ? { number, verdict } : null;
}

const numeral = (said: string | undefined): number | null =>
  said === undefined ? null : /^\d/.test(said) ? Number(said) : chineseNumber(said);

const heardSeveral =
  /^(?:小蜂|第|[\s,])*(?<numbers>\d{1,6}\s*号?(?:[\s,、和跟]*\d{1,6}\s*号)+)[\s,]*(?:都|全|全都|已经)*(?:核实(?:过|好)?了?|属实|没问题|通过)(?:了|的|吧)*[\s。.!]*$/;
/** "1号2号都核实了"; empty = several are not named. */
export function severalVerified(words: string): number[] {
  const numbers = words.length > SHORT ? undefined : heardSeveral.exec(words)?.groups?.numbers;
  return numbers === undefined ? [] : [...new Set([...numbers.matchAll(/\d+/g)].map(([number]) => Number(number)))];
}

/** Every decision with its number, where several stand in one message; empty = they do not, or one of them says nothing clear. */
export function decisionsSaid(said: string): (DeskSaid & { verdict: DeskVerdict })[] {
  return decisionsIn(said.length > LONGEST ? said : said.replace(heardBareNumber, '$<front>$<number>号'));
}
/** "1属实 2补充住址": a verdict right behind it makes it the number of a registration. */
const heardBareNumber = /(?<front>^|[\s,，;；])(?<number>\d{1,4})(?=(?:属实|核实|不属实|补充))/g;

function decisionsIn(words: string): (DeskSaid & { verdict: DeskVerdict })[] {
  const verified = severalVerified(words);
  if (verified.length > 0) return verified.map((number) => ({ number, verdict: { kind: 'verify' } }));
  if (words.length > LONGEST || !/报到|登记|核实|属实|补/.test(words)) return [];
  const marks = [...words.matchAll(new RegExp(MARK, 'g'))];
  if (marks.length < 2 || !/^(?:小蜂|那|把|核实|[\s,，])*$/.test(words.slice(0, marks[0]?.index))) return [];
  const said: (DeskSaid & { verdict: DeskVerdict })[] = [];
  let verdict: DeskVerdict | null = null;
  // A number with nothing behind it shares what is said of the next.
  for (const [index, mark] of [...marks.entries()].reverse()) {
    const behind = words
      .slice(mark.index + mark[0].length, marks[index + 1]?.index)
      .replace(/^[\s,，;；。:：、的]+|[\s,，;；。、和跟]+$/g, '');
    if (behind !== '') verdict = deskVerdict(behind);
    if (!verdict || verdict.kind === 'revoke') return [];
    said.unshift({ number: Number(/\d+/.exec(mark[0])?.[0]), verdict });
  }
  return said;
}

const heardAll =
  /^(?:小蜂|那|嗯|[\s,，])*(?:(?:他们|这几[个位]|所有|大家|报到的)*(?:都|全都?|全部)(?:是)?)?(?:属实|核实(?:过|好)?了|已核实)(?:了|的|吧)*[\s。.!]*$/;
/** A verdict without a number or a name: of all that wait, or of the one. */
export const verifiesAll = (said: string): boolean => {
  const words = withoutLead(said);
  return words.length <= 12 && heardAll.test(words);
};

const heardCame =
  /^(?:小蜂|今天|最近|[\s,])*(?:(?:都)?(?:有)?(?:谁|哪些人|哪几个|哪几位|几个人)(?:来|过来)?报(?:个)?到(?:了|过|啦|的)*|有(?:没有)?(?:新?人|谁)(?:来|过来)?报到(?:了|过|吗|么|没|的)*|有没有(?:要我|需要我|等我|待)核实的(?:人|报到)?|(?:有)?要我核实的(?:有|吗|有吗)?)[\s?？。.!了呀啊吗没]*$/;
/** Asked in words that mean a check-in as well, where nobody has registered. */
export const asksWhoCame = (words: string): boolean => words.length <= SHORT && heardCame.test(words);

const heardVerifiedList = new RegExp(
  `${FRONT}(?:(?:已经?|都)?核实(?:过|了|好)*的?(?:报到|登记|人|名单)*(?:有)?(?:谁|哪些人?|哪几[个位]|几个|多少)?|(?:谁|哪些人?|哪几[个位])(?:已经|都)*核实(?:过|了|好)+(?:的)?)${END}`,
);
/** Those that are verified already. */
export const asksForVerified = (words: string): boolean =>
  words.length <= SHORT &&
  /已|过|哪|谁|几|多少/.test(words) &&
  /的|谁|哪/.test(words) &&
  !/没|未|待/.test(words) &&
  heardVerifiedList.test(words);

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
  `${LOOK}?${NAME}[\\s,，:：]{0,3}(?:这个|那个|的)?(?<rest>(?:已经|都|不|没|有点)*(?:核实|属实|退回|打回|驳回|对不上).*)`,
  `${NAME}[\\s,，]{0,3}(?<rest>(?:还)?(?:差|缺|少)(?!不多|点)[^,，。]{2,30}?[\\s,，]*(?:叫|让|请|要)(?:他|她)(?:再|来|去)?补.*)`,
  `(?:看看|看一?下|看下|核实(?:一下|下)?|查一?下|查看)${NAME}(?<rest>)`,
].map((pattern) => new RegExp(`^(?:小蜂|[\\s,])*${pattern}$`, 'su'));
const heardJustName = new RegExp(`^(?:看看?|看一?下|打开|核实)?${NAME}(?:的)?[\\s。.!]*$`, 'u');

/** "老周": the family name as people say it. */
export const calledBy = /^[老小](?=\p{Script=Han}$)(?!家|乡|区|板|师|蜂|哥|票|程|时)/u;

/** A registration called by a name; whether anybody of that name waits is for whoever hears it to look. @param isListed names were just shown */
export function namedSaid(words: string, isListed = false): { name: string; verdict: DeskVerdict | null } | null {
  if (words.length > LONGEST) return null;
  for (const pattern of heardByName) {
    const { name, rest = '' } = pattern.exec(words)?.groups ?? {};
    if (name === undefined || !(looksLikeName(name) || calledBy.test(name))) continue;
    if (heardShow.test(rest)) return { name, verdict: null };
    const verdict = deskVerdict(rest);
    if (verdict) return { name, verdict };
  }
  const name = isListed ? heardJustName.exec(words)?.groups?.name : undefined;
  return name === undefined ? null : { name, verdict: null };
}

const heardSlip =
  /^(?:哎呀?|刚才|我|[\s,，])*(?:搞|弄|说|看|点|认)错(?:人)?了[\s,，。]+|[\s,，。]+(?:刚才|我|是)*(?:搞|弄|说|看|点|认)错(?:人)?了[吧啊\s。.!]*$/g;
/** The same of the one that is being looked at, without its number. */
export function deskVerdict(said: string): DeskVerdict | null {
  const plain = said.length > SHORT || heardRevoked.test(said) ? said : said.replace(heardSlip, '');
  const words = plain === '' ? said : plain;
  if (heardVerified.test(words)) return { kind: 'verify' };
  if (words.length > LONGEST) return wantedIn(words);
  if (heardRevoked.test(words)) return { kind: 'revoke' };
  if (heardUntrue.test(words)) return { kind: 'untrue' };
  if (heardNoMember.test(words)) return { kind: 'member' };
  if (heardWantedOnly.test(words)) return { kind: 'askWhat' };
  const behind = heardWantedBehind.exec(words)?.groups;
  if (behind && !heardWanted.test(words)) {
    return { kind: 'ask', what: [behind.front, behind.what].filter((part) => part).join(',') };
  }
  return wantedIn(words);
}

function wantedIn(words: string): DeskVerdict | null {
  const what = (heardWanted.exec(words) ?? heardLacking.exec(words))?.groups?.what?.trim();
  return what ? { kind: 'ask', what } : null;
}

const OWN = '(?:我|俺|额)(?:的|那个|上次)*';
const heardStatus = new RegExp(
  `^(?:小蜂|请问|想问一?下|问一?下|[\\s,])*(?:${OWN})${WHAT}(?:的)?(?:事|情况|结果|审核|核实|进度|登记)?(?:现在|到底)?(?:怎么样|怎样|咋样|如何|啥情况|什么情况|到哪一?步|到哪|有结果|通过|过|好|核实|成功|弄好|办好|登上|登记上)(?:了|没|没有|吗|么|不)*${END}`,
);
const heardDone = new RegExp(
  `^(?:小蜂|请问|那|我的?|[\\s,])*(?:(?:报到)?登记(?:算)?(?:完|好|成|成功|上|通过)+(?:了)?(?:没有?|吗|么|不)|书记(?:给我|帮我)?(?:核实|看|审)(?:过|完|好)?(?:了)?(?:没有?|吗|么)|(?:核实|审核)(?:完|好|过)?了(?:没有?|吗|么))${END}`,
);
export const asksForOwn = (words: string): boolean => words.length <= SHORT && (heardStatus.test(words) || heardDone.test(words));

const heardChange = new RegExp(
  `^(?:小蜂|请|帮|麻烦|我的?|想|要|[\\s,])*(?:(?:改|修改|更新|更改)(?:一下|下)?(?:${OWN})?${WHAT}(?:的)?(?:信息|资料|内容|登记)?|(?:${OWN})?${WHAT}(?:的)?(?:信息|资料|内容|登记)?(?:要|想|得)?(?:改|写错|填错|有错|错|不对|有变|变|更新)(?:一下|下|了|啦)*|(?:重新|重)(?:报到登记|登记)(?:一下|下|一遍)?)${END}`,
);
/** Anything may have been put down wrongly. */
const heardBareWrong = /^登记(?:有)?(?:错|不对)/;
export const wantsToChange = (words: string): boolean =>
  words.length <= SHORT && heardChange.test(words) && !heardBareWrong.test(words);

const heardMoved = new RegExp(
  '^(?:小蜂|[\\s,，])*(?:我|俺|额)(?:又|已经|现在|刚|最近|上周|上个?月|也|们)*' +
    '(?:换(?:了|到|个|新)*(?:公司|平台|站点?|网点|单位|东家)|搬(?:了)?家|住的(?:地方|社区)(?:改|换|变)了|搬[到去][^,，]{1,16}(?:住|社区|小区|村|苑|花园|家园|公寓|新城)|跳槽|(?:预备)?(?:党员)?转正)(?<rest>.*)$',
  's',
);
const heardPartMoved =
  /^(?:小蜂|把|我的?|那个|[\s,，])*(?:报到)?登记(?:的|里的?|上的?|时的?|那个)?(?<said>(?:姓名|名字|公司|平台|单位|站点|网点|社区|小区|住址|地址|组织关系|支部).{0,30})$/s;
const heardHomeMoved = /^(?:小蜂|[\s,，])*(?:我|俺)?(?:已经|又|刚)?搬(?:了)?家了?[\s,，]+(?:现在|目前)?(?:我)?住.{2,20}$/s;
const heardWonder = /[?？]|[吗么]\s*$|怎么|咋|能不能|要不要|会不会|怎样|如何/;

/** What is new with somebody who registered; null = he tells of something else, or asks. */
export function movedOn(words: string): string | null {
  if (words.length > 40 || heardWonder.test(words.replace(/饿了么/g, ''))) return null;
  const said = heardPartMoved.exec(words)?.groups?.said;
  if (said !== undefined) return /改|换|错|不对|变/.test(said) ? said : null;
  if (heardHomeMoved.test(words)) return words;
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
