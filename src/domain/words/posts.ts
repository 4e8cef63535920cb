// How party members speak of the posts they take on (五岗), and how a secretary decides. Heard, never said.
import { chineseNumber } from '../../core/numerals.ts';
import { deskItemsIn } from './desk.ts';
import { withoutFormerSlip } from './desk-verdicts.ts';
import { polite } from './planning.ts';
import { asksSomething } from './undecided.ts';

/** Nothing longer is a command; a reason may be. */
const SHORT = 30;
const LONGEST = 120;

const ME = '(?:我|俺|本人|咱)';
const ASKS = '(?:小蜂|请问|想?问一?下|看(?:一?下)?|查(?:一?下)?|发我|给我|帮我|[\\s,，])*';
const ASK_END = '[\\s,，。.!！?？~～呢啊呀吧哈吗了]*$';
const SAY_END = '(?:可以吗|行吗|行不行|成吗)?[\\s,，。.!！?？~～吧啊呀哈呢哦噢啦了的谢谢辛苦]*$';
/** Guards and jobs are no posts of the branch. */
const NO_POST = '(?!.{0,6}(?:岗亭|保安|门卫|招聘|工资|津贴|岗前))';
const X = '[\\p{Script=Han}A-Za-z]';
/** A post by its name. */
const POST = `${NO_POST}\\s*(?<post>${X}{2,8}?岗)位?`;
/** Who holds one; only of the kinds there are, because jobs are called so as well. */
const HOLDER =
  '(?<holder>(?:政策|建议|意见|技术|安全|文化|文艺|宣传|民情|纠纷|先锋|环境|卫生)(?:生产|艺术|宣传|征集|攻关|巡查|监督|联络|调解|服务|信息|引导){0,2}员)';
/** Of the kinds there are: else a shift or a gate is meant. */
const KNOWN_POST = `(?<post>(?:政策|建议|意见|技术|安全|文化|文艺|宣传|民情|先锋|环境|卫生)${X}{0,6}?岗)位?`;
const ANY = '(?:岗位?|五岗|党员岗位?|这个岗位?|那个岗位?)';
const NUMBER = '(?<number>\\d{1,6}|[一二三四五六七八九十百两]{1,4})';

const said = (...patterns: string[]): RegExp[] => patterns.map((one) => new RegExp(`${polite.front}(?:${one})${SAY_END}`, 'u'));
const asked = (...patterns: string[]): RegExp[] => patterns.map((one) => new RegExp(`^${ASKS}(?:${one})${ASK_END}`, 'u'));

const WANTS = '(?:想|要|愿意|可以|能|打算|准备|来|去|申请|报名)*';
const heardClaim = said(
  `${ME}?${WANTS}(?:认领|领|认|申领|承担|竞选|竞聘)(?:一?个|下)?${POST}`,
  `${ME}?(?:申请|报名)(?:当|做|担任|加入|去)?(?:一?个)?${POST}`,
  `${ME}(?:也|就|来|想|要)*(?:报|要|选|领取?)(?:一?个|这个|那个)?(?<post>(?:政策|建议|意见|技术|安全|文化|文艺|宣传|民情|先锋|环境|卫生)${X}{0,6}?岗)位?`,
  `${ME}${WANTS}(?:当|做|干|担任|加入|负责|上|去|到)(?:一?个)?${POST}`,
  `${ME}${WANTS}(?:当|做|担任|干)(?:一?[个名])?${HOLDER}`,
  `(?:申请|想|要|愿意|报名)+(?:当|做|担任)(?:一?[个名])?${HOLDER}`,
  `(?:给${ME}|${ME}要)${POST}`,
  `${KNOWN_POST}(?:给${ME}|${ME}要了?)`,
  `${ME}?${WANTS}(?:认领|申领)(?<post>(?:政策|建议|意见|技术|安全|文化|文艺|民情|先锋|环境|卫生)(?:生产|艺术|宣传|征集|攻关|巡查|监督|联络|调解|服务){0,1})`,
  `${POST}${ME}(?:来|去|要|想|认领|领|报|负责|当|干|包){1,3}(?:了)?`,
);
/** Two at once are asked for one by one. */
const heardClaimSeveral = said(
  `${ME}?${WANTS}(?:认领|申领|领|报|要|当|做)(?:一?个|下)?${NO_POST}${X}{2,8}?岗位?(?:和|跟|还有|、|,|，|以及|加上?)${X}{2,8}?岗位?`,
);
const heardClaimAny = said(
  `${ME}?(?:也)?${WANTS}(?:认领|申领|领)(?:一?个)?${ANY}`,
  `(?:给${ME}|${ME}(?:也|想|要)*(?:来|要|报|选|弄|整))(?:一?个)(?:党员)?岗位?`,
  `${ME}?(?:也)?${WANTS}认(?:一?个)?(?:党员)?岗位?`,
  `认岗\\s*(?:第)?\\s*\\d{1,2}\\s*号?`,
  `(?:怎么|咋|如何)(?:认领|申领|领)(?:一?个)?(?:党员)?岗位?`,
);

/** The post that is wanted, as it was said; empty = which was not said. Null: something else is said. */
export function postClaimed(words: string): string | null {
  if (words.length > SHORT || !/[岗员]/.test(words)) return null;
  if (heardClaimSeveral.some((pattern) => pattern.test(words))) return '';
  for (const pattern of heardClaim) {
    const groups = pattern.exec(words)?.groups;
    const name = groups?.post ?? groups?.holder;
    if (name && !isNoPost(name)) return name;
  }
  return heardClaimAny.some((pattern) => pattern.test(words)) ? '' : null;
}

/** Taken for a name by its last character: which one, a gate, a shift. */
const NOT_NAMES = [
  /^了|什么|[啥谁哪]|几个/,
  /^(?:这个?|那个?|一个|党员|我的?|自己的?|所有的?|五个?|各个?|每个?)岗$/,
  /^.{0,3}[门站上下在离脱返到顶换调]岗$|^查岗$/,
];
const isNoPost = (name: string): boolean => NOT_NAMES.some((pattern) => pattern.test(name));
/** Every outlet has one. */
const isElsewhere = (name: string): boolean => name === '安全员' || NOT_NAMES[2]!.test(name);

const heardOwn = asked(
  `${ME}的(?:党员)?岗位?(?:是什么|是啥|有哪些|情况|是哪个)?`,
  `${ME}(?:现在|到底)?有(?:没有)?(?:认领)?(?:党员)?岗位?(?:没有?|不|吗)?`,
  `${ME}(?:都|现在)?(?:认领|领|认|有|是|在|当|担任|负责)(?:了|的|着|过)?(?:是)?(?:什么|哪个|哪些|啥|几个)(?:党员)?岗位?`,
  `${ME}(?:现在|眼下|到底|目前)*(?:认领|领|认|选|报|当)?(?:的|了)?(?:是)?(?:什么|哪个|啥|哪些)(?:党员)?岗位?(?:来着)?`,
  `${ME}(?:认领|领|认|申请|报)?(?:的|了的)?(?:那个)?(?:党员)?岗位?(?:认领|申请)?(?:到底|现在|都|已经)*(?:定(?:下来?)?|批(?:下来?)?|同意|通过|下来|成|有结果|有信儿?|有消息|怎么样|咋样)了?(?:没有?|吗|么|不)?`,
  `${ME}(?:认领|领|认)(?:的|了的)(?:党员)?岗位?(?:是什么|是哪个|批了没有?|同意了没有?|怎么样)?`,
);
export const asksForOwnPosts = (words: string): boolean =>
  words.length <= SHORT && words.includes('岗') && heardOwn.some((pattern) => pattern.test(words));

const WHO = '(?:谁|哪些人|哪几个|哪位|哪个人|哪些党员)';
const heardWho = asked(
  `(?:支部|咱们?|我们)?的?(?:党员|五个?|各个?|每个)?岗(?:位)?(?:上)?(?:都|现在)?(?:有|是)(?:了)?${WHO}`,
  `(?:支部|咱们?|我们)?(?:都|现在)?有(?:哪些|什么|啥|哪几个|几个)党员岗位?(?:可以|能)?(?:认领|领)?`,
  `(?:支部|咱们?|我们)?(?:都|现在)?有(?:哪些|什么|啥|哪几个|几个)(?:党员)?岗位?(?:可以|能)(?:认领|领)`,
  `(?:支部|咱们?|我们)?的?(?:党员|五个?)岗(?:位)?(?:都|现在)?(?:有|是)(?:哪些|什么|啥|哪五个)`,
  `(?:党员)?岗位(?:都)?(?:有哪些|有什么|有啥)`,
  `(?:支部|咱们?|我们)?(?:都|现在)?有(?:些)?(?:啥|什么|哪些|哪几个)(?:党员)?岗`,
  `(?:党员)?岗位介绍|五岗`,
  `(?<!看)岗位`,
  `${WHO}(?:认领|领)了?(?:党员)?岗位?`,
  `${WHO}(?:都)?认(?:了|过)?岗位?`,
  `(?:现在|支部)?(?:还有|还剩|还空着?|空着)(?:的)?(?:啥|什么|哪些|哪个|几个)?(?:党员)?岗位?(?:没人|空着|空缺|可以认|能认|没人认|没人要|可认领)?(?:的)?`,
  `(?:啥|什么|哪些|哪个)(?:党员)?岗位?(?:还)?(?:没人|空着|空缺)(?:的|认|要)?`,
  `${POST}(?:现在)?(?:是|有|归)${WHO}`,
  `${WHO}(?:在|是|当|负责|认领了?|领了?)(?:的)?${POST}`,
  `${WHO}(?:是|当)${HOLDER}`,
  `${HOLDER}(?:现在)?是${WHO}`,
);
/** The post that is asked about; empty = all of them. Null: something else is asked. */
export function postsAsked(words: string): string | null {
  if (words.length > SHORT || !/[岗员]/.test(words)) return null;
  for (const pattern of heardWho) {
    const found = pattern.exec(words);
    if (!found) continue;
    const name = found.groups?.post ?? found.groups?.holder ?? '';
    if (!isElsewhere(name)) return isNoPost(name) ? '' : name;
  }
  return null;
}

const heardTable = asked(
  `(?:党员)?(?:岗位|五岗|认岗|岗(?=表|名单|台账))(?:认领)?(?:一览|情况|登记|认领)?(?:表|名单|台账|清单|一览)(?:发我|看看)?`,
  '(?:看|查)岗位',
);
export const asksForTable = (words: string): boolean =>
  words.length <= SHORT && heardTable.some((pattern) => pattern.test(words));

const ENOUGH = '(?:不干|不当|不做|不想(?:干|当|做)|不担任|干不了|干不动|当不了|不认领)';
const AWAY = '(?:交回去?|交出去?|交还|交掉|交|退回去?|退出|退掉|退|还回去?|辞掉|辞|让出来?|放弃|卸|不要)';
/** Why, in so many words. */
const TIRED =
  '(?:[\\s,，。.!！]*(?:我|俺|实在|身体|最近|这阵子?|这段时间|天天|家里|活儿?|单子?|也|真|是|那|这|就|都|在)*(?:太|好|有点|真|很)?(?:累|忙|多|远|难|有事儿?|没精力|没那个?(?:时间|精力)|干不动|吃不消|顾不过来|忙不过来|没时间|没空|没工夫|干不了|弄不动|跑不动|撑不住)(?:了|啦)?)?';
const leaving = (...patterns: string[]): RegExp[] => said(...patterns.map((one) => `(?:${one})(?:了|啦|吧|掉)*${TIRED}`));
const heardLeave = leaving(
  `${ME}?(?:想|要|申请|准备)*(?:交岗|退岗|卸岗|辞岗|让岗|离岗交接)`,
  `${ME}?(?:想|要|申请|把|准备)*(?:这个|那个|的|党员)*岗位?${ME}?(?:先|就|要|想)*(?:${ENOUGH}|${AWAY})`,
  `${ME}?(?:想|要|申请|准备)*(?:${AWAY})(?:我的?|这个|那个|党员)*岗位`,
  `(?:把)?${ME}?的?${POST}${ME}?(?:先|就|要|想|给(?:我|俺)|不想要?)*(?:${ENOUGH}|${AWAY})`,
  `${ME}?(?:想|要|申请|准备)*(?:${AWAY}|${ENOUGH})(?:我的?|这个)?${POST}`,
  `${ME}?(?:${ENOUGH}|辞掉?|退出)${HOLDER}`,
);
const heardUnclaim = new RegExp(
  `^(?:小蜂|${ME}|那|就|先|想|要|把|[\\s,，])*(?:(?:取消|撤回|撤销|撤了?)(?:${ME}的?)?认领|认领(?:取消|撤回|撤销|撤)|不(?:想|打算)?认领)${SAY_END}`,
  'u',
);
/** The post that is handed back; empty = which was not said. Null: something else is said. */
export function postLeft(words: string): string | null {
  if (words.length <= SHORT && (heardUnclaim.test(words) || heardTired.test(words))) return '';
  if (words.length > SHORT || !/[岗员]/.test(words)) return null;
  for (const pattern of heardLeave) {
    const found = pattern.exec(words);
    if (!found) continue;
    const name = found.groups?.post ?? found.groups?.holder ?? '';
    if (!NOT_NAMES[2]!.test(name)) return isNoPost(name) ? '' : name;
  }
  return null;
}

const heardSwap = new RegExp(
  `^(?:小蜂|麻烦|${ME}|想|要|能不能|能|可以|可不可以|给|帮|把|[\\s,，])*(?:换一?个?(?:别的|其他的?)?岗位?|(?:岗位?|${X}{2,8}?岗位?)(?=换成))(?:[\\s,，]*(?:换成|换到|改成|要|想要|换)(?:那个|这个)?\\s*(?<post>${X}{2,10}?))?(?:的|那个|岗位?)*(?:行吗|可以吗|行不行|吗|么|吧|呗|了|啊|[\\s,，。.!！?？~～])*$`,
  'u',
);
/** Another post instead of one's own; `post` empty = which was not said. Null: something else is said. */
export function postSwapped(words: string): { post: string } | null {
  const found = words.length <= SHORT && words.includes('岗') ? heardSwap.exec(words) : null;
  return found ? { post: found.groups?.post ?? '' } : null;
}

const heardTired = new RegExp(
  `^(?:小蜂|${ME}|[\\s,，])*(?:实在|年纪大了?|身体|最近|太忙了?|也|都)*(?:${ENOUGH}|忙不过来|身体吃不消)[了\\s,，。]*(?:这个|我的|那个)*岗位?${ME}?(?:先|就|想)*(?:${ENOUGH}|${AWAY})${SAY_END}`,
  'u',
);
const heardDuties = asked(
  `${KNOWN_POST}(?:都|是|要|得|具体|主要)*(?:干|做|负责)?(?:啥|什么|嘛|些啥|些什么|哪些)(?:的|活|事)?`,
  `(?:这|那|这些|这个|那个|党员|五个?|各个?)+岗位?(?:都|是|要|得|具体|主要)*(?:干|做|负责)(?:啥|什么|嘛|些啥|些什么|哪些)(?:的|活|事)?`,
);
/** What a post is for. */
export const asksForDuties = (words: string): boolean =>
  words.length <= SHORT && words.includes('岗') && heardDuties.some((pattern) => pattern.test(words));

/** Enough of it, whatever "it" is: only behind what was said of one's own posts. */
const heardEnough = new RegExp(
  `^(?:那|算了|还是|哎)*${ME}?(?:先|就|都|还是|又|[\\s,，])*(?:${ENOUGH}|交岗|退岗|交了|退了|不要了?|不认|反悔了?|后悔了?|想退|要退)(?:[了啦\\s,，吧]*(?:帮我|给我)?(?:退了?|撤了?|取消)(?:它|掉)?)?(?:了|啦|吧|哈)*${TIRED}${SAY_END}`,
  'u',
);
export const saysEnough = (words: string): boolean => words.length <= SHORT && heardEnough.test(words);

const heardDrop = new RegExp(
  `^(?:那|还是|就|先|哎|[\\s,，])*(?:撤销|撤回|撤了?|取消|算了|不报)(?:[吧了啦]|不认)*${SAY_END}`,
  'u',
);
/** Never mind: only right behind a claim. */
export const dropsClaim = (words: string): boolean => words.length <= SHORT && heardDrop.test(words);

const DECISION =
  '(?<yes>同意|可以|批准|批了?|通过|行|好的?|没问题|准了?)|(?<no>不同意|不行|不批|不可以|不通过|驳回|先不|不准|拒绝|暂缓)(?:[\\s,，:：]*(?<reason>.{2,60}))?';
const heardDecision = [
  new RegExp(
    `^(?:小蜂|[\\s,，])*(?:岗位?|认岗)\\s*(?:第)?\\s*${NUMBER}\\s*号?[\\s,，:：]*(?:${DECISION})[\\s。.!！~吧了的]*$`,
    'u',
  ),
  new RegExp(`^(?:小蜂|[\\s,，])*(?<yes>同意|批准)\\s*岗位?\\s*${NUMBER}\\s*号?[\\s。.!！~吧了]*$`, 'u'),
  new RegExp(
    `^(?:小蜂|[\\s,，])*(?<no>不同意|驳回|不批)\\s*岗位?\\s*${NUMBER}\\s*号?(?:[\\s,，:：]+(?<reason>.{2,60}))?[\\s。.!！~吧了]*$`,
    'u',
  ),
];

export interface PostDecision {
  number: number;
  isGranted: boolean;
  reason: string | null;
}

const WHO_ASKED = '(?<name>(?:(?!我|岗|把|这|那)[\\p{Script=Han}A-Za-z·]){2,4}?)';
const heardNamed = [
  new RegExp(
    `^(?:小蜂|[\\s,，])*(?:(?<no>不同意|驳回|不批准?)|(?<yes>同意|批准?|准))${WHO_ASKED}(?:的|来|去|认领|领|当|做|担任|申请)+(?<post>${X}{0,8}?岗)位?(?:[\\s,，:：]+(?<reason>.{2,60}))?[\\s。.!！~吧了]*$`,
    'u',
  ),
  new RegExp(
    `^(?:小蜂|[\\s,，])*${WHO_ASKED}(?:的|要|想|认领|领|当|做|担任|申请)+(?<post>${X}{0,8}?岗)位?[\\s,，:：]*(?:${DECISION})[\\s。.!！~吧了的]*$`,
    'u',
  ),
];
/** The same by name: `同意老周认领技术攻关岗`, `老周的岗批了`. */
/** A secretary’s word on a claim by its number: `岗 3 同意`; null = something else is said. */
export function postDecidedByName(
  words: string,
): { name: string; post: string; isGranted: boolean; reason: string | null } | null {
  if (words.length > LONGEST || !words.includes('岗') || /[?？吗]\s*$|了没有?\s*$/.test(words)) return null;
  for (const pattern of heardNamed) {
    const { name, post, no, reason } = pattern.exec(words)?.groups ?? {};
    if (name && post)
      return { name, post: post === '岗' ? '' : post, isGranted: no === undefined, reason: reason?.trim() ?? null };
  }
  return null;
}

/** What the secretary decides about a claimed post, in these words; null = nothing. */
export function postDecided(said: string): PostDecision | null {
  const words = withoutFormerSlip(said);
  if (words.length > LONGEST || !words.includes('岗') || deskItemsIn(words)) return null;
  for (const pattern of heardDecision) {
    const groups = asksSomething(words) ? undefined : pattern.exec(words)?.groups;
    const number = groups?.number ? chineseNumber(groups.number) : null;
    if (!groups || number === null || !Number.isInteger(number) || number < 1) continue;
    return { number, isGranted: groups.no === undefined, reason: groups.reason?.trim() ?? null };
  }
  return null;
}

const WHOM = '(?<name>(?!我|俺|谁|自己|大家)[\\p{Script=Han}A-Za-z·]{2,4}?)';
const heardAssign = [
  `(?:让|叫|派|安排|指定|任命|请)${WHOM}(?:来|去)?(?:当|做|担任|负责|认领|领|上|干)(?<post>${X}{2,8}?岗)位?`,
  `(?:把)?(?<post>${X}{2,8}?岗)位?(?:给|交给|派给|分给|让给|安排给|定给)${WHOM}(?:来)?(?:当|做|负责|干)?`,
].map((pattern) => new RegExp(`^(?:小蜂|麻烦|帮我?|[\\s,，])*(?:${pattern})(?:吧|了|[\\s。.!！~])*$`, 'u'));
/** A secretary gives a post to somebody who did not ask for it. */
export function postAssigned(words: string): { name: string; post: string } | null {
  if (words.length > SHORT || !words.includes('岗')) return null;
  for (const pattern of heardAssign) {
    const { name, post } = pattern.exec(words)?.groups ?? {};
    if (name && post) return { name, post };
  }
  return null;
}

const NAME = '(?<name>(?:(?!我|岗|积分|把)[\\p{Script=Han}A-Za-z·]){2,8}?)';
const REASON = '(?:[\\s,，:：]*(?:因为|原因是?[:：]?|理由是?[:：]?)?[\\s,，:：]*(?<reason>.{2,80}?))?';
const UNDO = '(?:撤掉|撤销|撤下|撤了|撤|收回|免去|免掉|取消)';
const heardWithdraw = [
  `${UNDO}(?:了)?\\s*${NAME}(?:同志)?的\\s*(?<post>${X}{0,8}?岗)位?`,
  `(?:把)?${NAME}(?:同志)?的\\s*(?<post>${X}{0,8}?岗)位?\\s*${UNDO}(?:了|掉)?`,
  `(?:把)?${NAME}(?:同志)?从(?<post>${X}{2,8}?岗)位?(?:上)?${UNDO}(?:下来|了|掉)?`,
].map((pattern) => new RegExp(`^(?:小蜂|麻烦|请|帮我?|[\\s,，])*(?:${pattern})${REASON}[\\s。.!！~]*$`, 'u'));

export interface PostWithdrawing {
  name: string;
  post: string;
  reason: string | null;
}

/** Whose post a secretary takes back, and why. */
export function postWithdrawn(words: string): PostWithdrawing | null {
  if (words.length > LONGEST || !words.includes('岗')) return null;
  for (const pattern of heardWithdraw) {
    const { name, post, reason } = pattern.exec(words)?.groups ?? {};
    if (name && post) return { name, post, reason: reason?.trim() ?? null };
  }
  return null;
}

/** A reason that was asked for. */
export const reasonSaid = (words: string): string | null => {
  const plain = words.replace(/^(?:因为|原因是?|理由是?|[\s,，:：])+/, '').trim();
  return plain.length >= 2 && plain.length <= LONGEST ? plain : null;
};

/** What posts of one kind share with whoever holds them: 安全生产岗, 安全生产员, 安全岗. */
const stemOf = (name: string): string => name.replace(/(?:岗位?|员)$/, '');

/** 文艺 for 文化艺术: all its signs, in order. */
function isShortFor(short: string, whole: string): boolean {
  let at = -1;
  return [...short].every((sign) => {
    at = whole.indexOf(sign, at + 1);
    return at >= 0;
  });
}

export type PostMeant = { kind: 'meant'; post: string } | { kind: 'near'; posts: string[] } | { kind: 'none' };

/** Which of the branch's posts the words name: as written, by its stem, else those that share two characters with it. */
export function postMeant(said: string, posts: readonly string[]): PostMeant {
  const stem = stemOf(said);
  const same = posts.filter((post) => post === said || stemOf(post) === stem);
  if (same.length === 1) return { kind: 'meant', post: same[0]! };
  const within = posts.filter((post) => stem.length >= 2 && stemOf(post).startsWith(stem));
  if (within.length === 1) return { kind: 'meant', post: within[0]! };
  const pairs = Array.from({ length: Math.max(0, stem.length - 1) }, (_, at) => stem.slice(at, at + 2));
  const near = posts.filter((post) => pairs.some((pair) => post.includes(pair)));
  if (near.length > 0) return { kind: 'near', posts: near };
  const short = posts.filter((post) => stem.length >= 2 && isShortFor(stem, post));
  return short.length > 0 ? { kind: 'near', posts: short } : { kind: 'none' };
}

/** Those of one's own that the words name; all where they name none. Null: one that is not among them. */
export function claimsMeant<One extends { post: string }>(said: string, own: readonly One[]): One[] | null {
  if (said === '') return [...own];
  const meant = postMeant(
    said,
    own.map(({ post }) => post),
  );
  if (meant.kind === 'none') return null;
  const named = meant.kind === 'meant' ? [meant.post] : meant.posts;
  return own.filter(({ post }) => named.includes(post));
}
