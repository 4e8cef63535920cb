// How people take back what they said they did, by its name, or by saying that it is not so. Heard, never said.

/** What a deed is called by those who take it back. */
export type DeedNamed = 'volunteer' | 'patrol' | 'check_in' | 'sign_up' | 'acknowledge' | 'report';

const LONGEST = 24;

/** The first that is named; `报到` is a check-in unless it is a registration, which is taken back elsewhere. */
const NAMES: readonly (readonly [DeedNamed, RegExp])[] = [
  ['volunteer', /志愿|工时|时长/],
  ['patrol', /[早晚]?巡(?:查|逻)?/],
  ['report', /隐患|[Hh]-?\d/],
  ['sign_up', /报名|报的名/],
  ['check_in', /签到|打卡|双报到|报到/],
  ['acknowledge', /收到|回执/],
];

const POLITE = '(?:小蜂|麻烦|帮我?|请|能不能|可以|[\\s,，])*';
const WHEN = '(?:我|的|刚才|刚刚|刚|今天|今早|早上|上午|中午|下午|晚上|上面|前面|那个|那条|这条|这个|那|一条|条|次|昨天)*';
const DEED =
  '(?:志愿(?:服务|时长)?|工时|时长|[早晚]?巡(?:查|逻)?|隐患|[Hh]-?\\d{1,6}|报名|报的名|签到|打卡|双报到|报到|收到)(?:\\s?[\\d.两一二三四五六七八半]{1,4}\\s?个?(?:小时|钟头))?';
const BACK = '(?:撤[销回掉了]*|取消|删[掉了]*|去掉|不算|作废|不要)';
const WRONG = '(?:是?(?:错|假)的?了?|[记说报点按弄搞写]错了?|不对)';
const END = '(?:掉|了|吧|呗|啦|哈|一下|它|[\\s,，。.!！~～])*$';
const heard = new RegExp(
  `^${POLITE}(?:${BACK}${WHEN}${DEED}|把?${WHEN}${DEED}(?:那个|那条|的|给|${WRONG}|[\\s,，])*${BACK}|${WHEN}${DEED}(?:那个|那条|的|[\\s,，])*${WRONG})(?:那个|那条|的|记录)?${END}`,
);

/**
 * The deed that these words take back by its name: `撤销刚才那个志愿`, `签到取消`, `刚才那个双报到是错的 撤掉`. Null = they name none, or
 * say more than that, such as what it should be.
 */
export function takenBackByName(words: string): DeedNamed | null {
  if (words.length > LONGEST || !heard.test(words) || cancels.test(words)) return null;
  return NAMES.find(([, name]) => name.test(words))?.[0] ?? null;
}

/** To cancel a sign-up is to give one's place back, whenever it was taken. */
const cancels = /取消.*(?:报名|报的名)|(?:报名|报的名).*取消/;

const AWAY = '(?:撤销|撤掉|撤回|撤下来?|撤|作废|删掉?|收回|冲掉)(?:了|掉)?';
const WHOSE = '(?<name>(?![我俺额咱自你那这刚上本他她全])\\p{Script=Han}{2,4}?)';
const SINCE = '(?:刚才|刚刚|昨天|前天|今天|今早|早上|下午|上周|的|报|加|记|做|申请)*';
const WHAT =
  '(?<what>兑换(?:申请)?|[换兑]的[^\\s,，。]{1,8}?|积分|分|签到|打卡|双?报到|工时|时长|志愿(?:服务)?(?:时长)?|巡查|记录|那[条笔个次件份]|这[条笔个次])(?:的?(?:那|这)[条笔个次件份])?(?:记录)?';
const EXCHANGED = '(?<what>兑换(?:申请)?|[换兑]的[^\\s,，。]{1,8}?)';
const heardOthers = [
  new RegExp(`^${POLITE}(?:把)?${AWAY}${WHOSE}${SINCE}${WHAT}${END}`, 'u'),
  new RegExp(`^${POLITE}(?:把|给|将)?${WHOSE}${SINCE}${WHAT}(?:给我|给|也|都|先|就|[\\s,，])*${AWAY}${END}`, 'u'),
  new RegExp(`^${POLITE}(?:把)?(?:取消|退掉?)${WHOSE}${SINCE}${EXCHANGED}${END}`, 'u'),
  new RegExp(
    `^${POLITE}(?:把|给|将)?${WHOSE}${SINCE}${EXCHANGED}(?:给我|给|也|都|先|就|[\\s,，])*(?:取消|退掉?|退回去?)${END}`,
    'u',
  ),
];
/** A record of somebody else is to go: `撤了老周那条`, `把小吴的兑换撤了`. @returns what may be the name */
export function othersRecordIn(words: string): { name: string; isExchange: boolean } | null {
  const groups = words.length > LONGEST ? undefined : heardOthers.map((one) => one.exec(words)?.groups).find(Boolean);
  const { name, what = '' } = groups ?? {};
  return name === undefined || NO_ONE.test(name) ? null : { name, isExchange: /换|兑/.test(what) };
}
const NO_ONE =
  /[我俺的掉了销除回昨今报签刚错重多先别不条笔次月]|前天|早上|下午|上午|晚上|中午|[本上下这每]周|周[一二三四五六日末]|志愿|巡|工时|通知|活动|党日|隐患|诉求|兑换|积分/;

const DENIED =
  /^(?:不是|没有|不对|不|哎|其实|算了|等等|我是说|[\s,，])*(?:我|俺)?(?:其实|根本|还|又|今天|都|压根|[\s,，])*没(?:有)?(?:到|签到?|打卡|巡查?|去|来|做|干)(?:过|成|呢|啊|呀|哦|完|呐|[\s,，。.!！~～])*$/;

const BARE_UNDO =
  /撤[销回掉]?|取消|删[掉除]?|作废|不算数?|去掉|收回|当我没[说报发签]|[点发说弄搞写记报按填选打]错|手滑|手误|误[触点按发]|刚才|刚刚|刚|上面|前面|之前|小蜂|麻烦|帮[我忙]|给我|那[个条件次]|这[个条件次]|一下|不好意思|对不起|抱歉|我|俺|请|把|的|了|吧|呗|啦|哈|啊|呀|哦|嘛|别|不要|报|那|又|先|还是|算|掉|[\s,，。.!！?？~～]/g;
const ORDINAL = /^(?:第|头)([一二三四五1-5])个?$|^(头)个$/;

/** What is to go, where the words name it in another way than by what it is: its place, or its turn; null = they do not. */
export function undoneNamed(words: string): { named: string; turn: number | null } | null {
  const named = words.replace(BARE_UNDO, '');
  if (named.length < 2) return null;
  const found = ORDINAL.exec(named);
  const turn = found ? '一二三四五'.indexOf(found[1] ?? '一') + 1 || Number(found[1]) : null;
  return { named, turn };
}

const DECLINED =
  /^(?:小蜂|今天|我没[到去来赶]上?|没赶上|请|麻烦|先|就|那|你|[\s,，])*(?:别|莫|甭|勿|不用|不要|莫要|不必)(?:再|先)?(?:给|帮|替)(?:我|俺)(?:签到?|打个?卡|记|登记|点到)(?:上|到)?[了啊呀哈吧哦\s,，。.!！~～]*$/;

/** True when somebody asks not to be checked in: `莫给我打卡`. */
export const declinesDeed = (words: string): boolean => words.length <= LONGEST && DECLINED.test(words);

/** True when the words say that what was just recorded is not so: `不是 我没到`, `算了 其实没去`. */
export const deniesDeed = (words: string): boolean => words.length <= LONGEST && DENIED.test(words);
