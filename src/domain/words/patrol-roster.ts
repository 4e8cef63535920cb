// How people speak of who patrols (早晚巡查): asking, taking it on, handing it back. What was patrolled is a check-in and no
// business of these. Heard, never said.
import { WHO } from './days-said.ts';
import { type Groups, PATROL, type PatrolSaid, PLAN_END, saidIn, WHEN } from './patrol-days.ts';
import { polite } from './planning.ts';

export type PatrolAsked = { kind: 'who' | 'week' | 'own'; said: PatrolSaid };

/** Nothing longer is a command. */
const LONGEST = 40;

const ASKING = '(?:小蜂|想?问一?下|请问|看(?:一?下)?|查(?:一?下)?|发我|给我|帮我|我?想知道|[\\s,，])*';
const ASK_END = '[\\s,，。.!！?？~～呢啊呀吧哈]*$';
const FREE_END = '(?:怎么办|咋办|咋整|行吗|可以吗|行不行|成不成|成吗)?[\\s,，。.!！?？~～吧啊呀哈呢哦噢喽啦了的哇]*$';

const patterns =
  (front: string, end: string) =>
  (...sources: string[]): RegExp[] =>
    sources.map((source) => new RegExp(`${front}(?:${source})${end}`, 'u'));
const asked = patterns(`^${ASKING}`, ASK_END);
const planned = patterns(polite.front, PLAN_END);
const given = patterns(polite.front, FREE_END);

const TURN = '(?:的|都|是|该|轮到|应该|安排|归|由|在)*';
const heardWho = asked(
  `${WHEN}?${TURN}(?:咱们?|我们)?${WHO}(?:来|去|在|负责|值)?${PATROL}的?`,
  `${PATROL}${WHEN}(?:是|该|轮到|归|有)*${WHO}`,
  `${WHEN}(?:有没有人|有人)(?:来|去|在|负责)?${PATROL}(?:吗|么|嘛|没有?)?`,
  `${WHEN}?(?:的|都|是)*(?:该|轮到|应该轮到|应该)${WHO}(?:来|去)?${PATROL}了?`,
  `${WHO}(?:是|来|去|在|负责)?${WHEN}(?:来|去|负责)?${PATROL}的?`,
  `${WHEN}?${PATROL}的?(?:人|人员|同志|师傅)?(?:是|轮到|该|归|有|由|安?排的?)*${WHO}(?:来|去|负责)?`,
);
/** A half without its day is today's. */
const heardHalfAhead = /^(?:小蜂|请问|问一?下|[\s,，])*(?=早上|早晨|晚上|夜里|晚间|傍晚)/;
const heardTable = asked(
  `(?:${WHEN}|近期|最近)?${PATROL}的?(?:值班|轮值|排班|轮班|安排|人员|计划)?(?:表|名单|安排|排班|轮值|计划)(?:是|有|都有)*(?:谁|什么样|什么|怎么排的?|咋排的?|发我|发一?下|看看|给我看看|拿来)?`,
  `(?:${WHEN}|近期|最近)?${PATROL}(?:是)?(?:怎么|咋)(?:安排|排)的?`,
);
const heardHours = asked(
  '(?:早|晚|早晚)?(?:上)?巡(?:查|逻|检)?(?:的)?(?:时间)?(?:一般|都|是|要|该|得|应该|大概|分)*(?:(?:从)?几点(?:钟)?(?:到几点(?:钟)?)?(?:巡|去|算)?|什么时候巡?|啥时候巡?|几点(?:之?前|以前)(?:巡|算)?|有时间(?:要求|规定|限制)(?:吗|没有?)?|时间)',
);
/** True when it is asked at which hours one patrols: `巡查是几点到几点`. */
export const asksPatrolHours = (words: string): boolean =>
  words.length <= LONGEST && heardHours.some((pattern) => pattern.test(words));

const ME = '(?:我|俺|额|咱)';
const heardOwn = asked(
  `${ME}(?:这周|本周|下周|最近)?(?:是|有)?(?:什么时候|啥时候|哪天|哪几天|几号|周几|星期几)(?:去|要|该|得|轮到|有)*${PATROL}`,
  `(?:什么时候|啥时候|哪天|哪几天|几号|周几|星期几)(?:轮到|轮|该|是|到|归)*${ME}(?:去|来|要)*${PATROL}了?`,
  `${WHEN}?(?:是不是|该不该|是否)?(?:轮到|该|轮|是)*${ME}(?:去|来|要|得|该)*${PATROL}(?:吗|么|嘛|不)`,
  `${WHEN}?(?:是不是|该不该|是否|有没有)(?:轮到|该|轮|是|排|安排)*${ME}(?:去|来)?${PATROL}`,
  `${ME}${WHEN}?(?:要|用|需要|得|该|有)(?:去|来)?${PATROL}(?:吗|么|嘛|不)`,
  `(?:${ME}${WHEN}?|${ME}?)(?:要不要|用不用|有没有)(?:去|来)?${PATROL}`,
  `${WHEN}${ME}(?:要不要|用不用|有没有)(?:去|来)?${PATROL}`,
  `${WHEN}?${PATROL}(?:名单|表)?(?:里|上)?(?:有没有|有)${ME}(?:没有?|吗|么|嘛|不)?`,
  `${ME}的?${PATROL}(?:安排|排班|表|日子|时间|班次)`,
  // To go or not to go.
  `(?:${ME}?${WHEN}?${ME}?|${WHEN}(?:到底|还|是)*${ME}?)(?:到底|还|是)*(?:巡不巡|去不去|来不来|该不该|用不用|要不要)(?:去|来)?(?:${PATROL.replace('half', 'part')}|巡)?`,
);
/** Somebody takes it for another: the other says for himself that he cannot. */
const FOR = '(?:来|去)?(?:顶替|代替|替|顶|代|帮)(?:一下)?[\\p{Script=Han}]{2,4}?(?:来|去)?';
const SELF = '(?:就|由|让|换|算|还是)?';
const heardTaken = planned(
  `${WHEN}${SELF}${ME}(?:来|去|负责|顶|接|可以|能|有空|值|要)*${PATROL}`,
  `${ME}${WHEN}(?:来|去|负责|可以|能|有空|值|要|想)*${PATROL}`,
  `${WHEN}${PATROL}(?:就|由|让|归|换|算)?${ME}(?:来|去|负责|包|接|顶|顶上|报名|值|可以|有空|能去|能来|一个){1,2}了?`,
  `${ME}(?:来|去|想|要|报名|认领|负责|顶|接|包|可以)+${WHEN}${PATROL}`,
  `${ME}(?:来|去)?[巡][查逻]?${WHEN}的?`,
  `${WHEN}${PATROL}(?:算|加)${ME}一个`,
  `(?:${WHEN}${SELF}${ME}|${ME}${WHEN})${FOR}${PATROL}`,
  `${WHEN}${PATROL}${ME}${FOR}`,
);
/** Whether he may stay away: no word that he does. */
const heardOffAsked = asked(
  `${ME}?${WHEN}?${ME}?(?:的?${PATROL})?${ME}?(?:就|先)?不(?:去|来|巡|参加|去巡)(?:查|逻|了)?[\\s,，]*(?:行不行|行不|行吗|行么|可以吗|可以不|可不可以|成不成|成不|成吗|中不中|中不|好不好|好吗|要紧不|要紧吗)`,
  `${ME}?${WHEN}?${ME}?(?:能不能|可不可以|可以|能|是不是可以|是不是能)(?:先)?不(?:去|来|参加)?(?:${PATROL.replace('half', 'part')}|巡)了?(?:吗|么|不)?`,
);
/** May he stay away? `明天我不巡行不行`; null = something else is said. */
export function patrolOffAsked(words: string): PatrolSaid | null {
  const groups = match(heardOffAsked, words);
  return groups && saidIn(groups);
}

const MAYBE = '(?:可能|怕是|恐怕|估计|实在|临时|确实|真的?|就|又|都|也)*';
const CANNOT =
  '(?:去不了|来不了|去不成|来不成|巡不了|不去|不来|不巡|不能去|不能来|去不到|到不了|没空|没时间|没得空|不得空|不得闲|有事儿?(?:去不了|来不了|情)?|请个?假|走不开|换个?人|换别人|找别人|顾不上|赶不(?:上|回来|过来|及)|不行|别排我|不要排我|别安排我|不参加|先不去)';
const CANNOT_GO =
  '(?:没空|没时间|没得空|不得空|不得闲|不能|没法|没办法|去不了|来不了|有事(?:不能|去不了|没法)|走不开(?:没法)?|顾不上|不想|不|不去|不来|不参加|请假不|别排我|不要排我|别安排我|先不)';
/** A word of why, before it. */
const SINCE = '(?:(?:临时|家里|突然|要|得|还)*(?:有点?急?事儿?|加班|出差|请假|生病了?|不舒服|送货|跑单|走不开)[\\s,，]*)?';
const UNABLE = '[巡寻][查察茶检逻视防]?不(?:了|成|动|上)';
const heardBack = given(
  `${ME}?${WHEN}?${ME}?${SINCE}${MAYBE}(?:的?(?:早|晚|早上|晚上|夜里))?${UNABLE}`,
  `${ME}?${WHEN}?${ME}?的?${PATROL}${ME}?${MAYBE}${CANNOT}`,
  `${ME}${WHEN}?${MAYBE}${CANNOT_GO}(?:去|来|参加)?${PATROL}`,
  `${WHEN}${ME}${MAYBE}${CANNOT_GO}(?:去|来|参加)?${PATROL}`,
  `${WHEN}?(?:别|不要|先别)(?:排|安排|叫|喊)${ME}(?:去|来)?${PATROL}`,
  `(?:取消|算了?|撤|退)(?:了|吧)*[\\s,，]*${ME}?${WHEN}?${ME}?不[去来]?[巡寻][查逻]?`,
);
/** Why somebody cannot; nobody has to say it. */
const REASON =
  '(?:[今明]天|[今明]晚|[今明]早|晚上|早上|这会儿?|临时|家里?|孩子|老婆|老人|父母|车子?|站里|公司|突然|有点|一直|还|又|都|正|在|要|得)*(?:有(?:点)?(?:急)?事儿?|加班|爆仓|爆单|发烧|生病|感冒|不舒服|住院|出差|送货|送单|跑单|派件|跑不开|走不开|单(?:子|太)*多|件(?:太)*多|忙|堵车|堵在路上|回不[来去]|赶不回来?|外地|回?老家|坏了|没电了|下雨|有单)(?:了|呢|啊|着|得很|不过来)*';
const reason = new RegExp(`^${ME}?(?:${WHEN})?${ME}?${REASON}$`, 'u');
const aboutMe = new RegExp(`^(?:${WHEN}${ME}?|${ME}${WHEN}?)`, 'u');
/** The answer to a reminder: it need not say what for. */
const heardBusy = new RegExp(
  `^${ME}?(?:${REASON}[\\s,，]*)?${ME}?(?:${WHEN}|(?<half>早上|晚上|早|晚))?${ME}?(?:这次|这趟|实在|临时|可能|恐怕|怕是|都|有点|不好意思|对不起|抱歉|[\\s,，])*(?:${CANNOT}|来不及|不巡|忙着呢|在忙|忙|没得空|不方便)(?:[\\s,，。.!！~～了啊呀哈呢吧哦的]|谢谢|辛苦|抱歉|不好意思|对不起|因为)*(?:${ME}?${REASON})?[\\s,，。.!！~～了啊呀哈]*$`,
  'u',
);

function match(heard: readonly RegExp[], words: string): Groups | null {
  if (words.length > LONGEST || !/[巡寻]/.test(words)) return null;
  for (const pattern of heard) {
    const found = pattern.exec(words);
    if (found) return found.groups ?? {};
  }
  return null;
}

/** Who patrols, how a week is arranged, or when it is the speaker's turn; null = something else is said. */
export function patrolAsked(words: string): PatrolAsked | null {
  const own = match(heardOwn, words);
  if (own) return { kind: 'own', said: saidIn(own) };
  const table = match(heardTable, words);
  if (table) return { kind: 'week', said: saidIn(table) };
  const who = match(heardWho, words) ?? match(heardWho, words.replace(heardHalfAhead, '今天'));
  return who && { kind: 'who', said: saidIn(who) };
}

/** Somebody takes one on himself. */
export function patrolTaken(words: string): PatrolSaid | null {
  const taken = match(heardTaken, words);
  return taken && saidIn(taken);
}

/** Somebody cannot do it. */
export function patrolHandedBack(words: string): PatrolSaid | null {
  if (patrolOffAsked(words) || patrolAsked(words)) return null;
  const back = match(heardBack, words);
  if (back || words.length > LONGEST) return back && saidIn(back);
  // Why he cannot, beside it: `今晚我走不开 巡不了`.
  const clauses = words.split(/[\s,，。.!！;；]+/).filter((clause) => clause !== '');
  const [cannot, ...others] = clauses.map((clause) => match(heardBack, clause)).filter((groups) => groups !== null);
  const rest = clauses.filter((clause) => match(heardBack, clause) === null);
  if (!cannot || others.length > 0 || rest.length === 0 || !rest.every((clause) => reason.test(clause))) return null;
  const said = saidIn(cannot);
  const before = clauses.map((clause) => aboutMe.exec(clause)?.groups?.when).find((when) => when !== undefined);
  return said.when === null && before !== undefined
    ? { ...saidIn({ when: before }), ...(said.halves && { halves: said.halves }) }
    : said;
}

/** He cannot, whatever was asked of him; the day only if it was said. Null = something else is said. */
export function busySaid(words: string): PatrolSaid | null {
  const busy = words.length > LONGEST ? null : heardBusy.exec(words);
  return busy && saidIn(busy.groups ?? {});
}

const OTHER = '(?<name>(?![你他她它谁别个辆一])[\\p{Script=Han}A-Za-z]{2,4}?)';
const WITH = '(?:跟|和|与|同(?![事学志伴行时城]))';
const SWAPPED = '(?:换|调|对调|倒|换一?换|调一?调|倒一?倒)(?:一?下|换|调|倒|个?班|一?[天趟回次])*';
const heardWith = given(
  `${ME}?(?:${WHEN}的?(?<half>早巡|晚巡|早班|晚班)?)?${ME}?(?:想|要|能不能|可不可以|可以|打算|准备)*${WITH}${OTHER}${SWAPPED}(?:${PATROL.replace('half', 'part')})?(?:吗|么|嘛|不)?`,
  `${ME}${WITH}${OTHER}${WHEN}(?:的?(?<half>早巡|晚巡|早班|晚班))?${SWAPPED}(?:${PATROL.replace('half', 'part')})?(?:吗|么|嘛|不)?`,
);
const heardInstead = given(
  `(?:让|请|叫|找|由|换)?${OTHER}(?:可以|能|来|去|帮我?|说)*(?:替|顶|代)(?:一?下|个)?${ME}(?:一?下|去|来|巡查?|一?[天趟回次])*`,
);
/** The other alone tells nothing: it stands beside that he himself cannot. */
const heardOther = given(
  `(?:换成?|改成|让|叫|请|找|由)${OTHER}(?:来|去|巡查?|巡逻|顶上?|替|上|吧|可以|行|一?下)*(?:吗|么|不)?`,
  `${OTHER}(?:替|顶|代|帮)(?:一?下)?${ME}?(?:来|去|巡查?|一?下)*`,
);

/** He wants to give it to another by name; `cannot`: whatever comes of it. */
export interface PatrolSwap {
  said: PatrolSaid;
  name: string;
  cannot: boolean;
}

const swapIn = (clause: string, besideCannot: boolean): Groups | null => {
  for (const pattern of [...heardWith, ...heardInstead, ...(besideCannot ? heardOther : [])]) {
    const found = pattern.exec(clause);
    if (found?.groups?.name) return found.groups;
  }
  return null;
};

/** `周五我有事，跟小吴换换`, `我跟孙丽换班`; null = something else is said. */
export function patrolSwapped(words: string): PatrolSwap | null {
  if (words.length > LONGEST) return null;
  const clauses = words.split(/[\s,，。.!！;；?？]+/).filter((clause) => clause !== '');
  const cannot = clauses.map((clause) => match(heardBack, clause) ?? heardBusy.exec(clause)?.groups ?? null);
  const isUnable = clauses.some((clause, at) => cannot[at] !== null || reason.test(clause));
  const swaps = clauses.map((clause, at) => (cannot[at] === null ? swapIn(clause, isUnable) : null));
  const [swap, ...others] = swaps.filter((groups) => groups !== null);
  const isEach = clauses.every((clause, at) => swaps[at] !== null || cannot[at] !== null || reason.test(clause));
  if (!swap?.name || others.length > 0 || !isEach) return null;
  const timed = [swap, ...cannot].find((groups) => groups && (groups.when !== undefined || groups.half !== undefined));
  const isOff = clauses.some((clause) => match(heardBack, clause) !== null);
  return { said: saidIn(timed ?? {}), name: swap.name, cannot: isOff };
}

const heardStandIn = given(
  `(?:${WHEN}的?(?<half>早巡|晚巡)?${ME}|${ME}${WHEN.replace('when', 'then')})(?:可以|能|来|去)*(?:替|顶|代)(?:一?下)?(?:他|她|(?![他她你])[\\p{Script=Han}A-Za-z]{2,4}?)(?:来|去|一?下|一?[天趟回次])*`,
);
/** Goes in place of somebody. */
export function patrolStandIn(words: string): PatrolSaid | null {
  if (words.length > LONGEST) return null;
  const groups = heardStandIn.map((pattern) => pattern.exec(words)?.groups).find(Boolean);
  return groups ? saidIn({ when: groups.when ?? groups.then, half: groups.half }) : null;
}

const heardAgreed =
  /^(?:中|中啊|成|行|好|好的|好嘞|好滴|好哒|好咧|要得|可以|能去|我去|去|没问题|没得问题|ok|okk?|知道了?|晓得了?|明白了?|嗯+|嗯呢|哦了|妥|妥了|得嘞|得行|莫问题|放心|一定去?|保证到)(?:吧|啊|呀|哈|的|了|呢|啦|我去|我会去|没问题|放心|谢谢|辛苦|[\s,，。.!！~～])*$/iu;
/** He will go. */
export const agreesToGo = (words: string): boolean => words.length <= 12 && heardAgreed.test(words);
