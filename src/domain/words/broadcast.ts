// How people word a notice: what stands around its own words. Patterns are linear in the length of what they read.

const GROUP =
  '(?:(?!大家|大伙|各位|所有人|今|明|后天|晚|进|加|退)[^,，:：。!！?？ ]){0,10}?群里?(?:的?(?:人|大家|大伙|弟兄们?|兄弟们?|小哥们?|骑手们?))?';
const TRADE =
  '党员(?:同志)?们?|快递(?:小哥|员|师傅|兄弟)?们?|(?:外卖)?(?:骑手|小哥)(?:兄弟|师傅)?们?|司机(?:师傅)?们?|(?:弟兄|兄弟|同志|师傅)们?';
const PEOPLE = `(?:全体|各位|所有的?|咱们?|我们)?(?:${TRADE})|大家伙?儿?|大伙儿?|所有人|各位|全体(?:人员)?`;
const ONE = `(?:${GROUP}|${PEOPLE})`;
const WHOM = `${ONE}(?:(?:和|跟|、|还有)${ONE}){0,4}`;
const PIECE = '(?:一|个|条|份|布|下|则)*(?:紧急|重要)?(?:群)?(?:通知|公告|消息)';
/** What stands before a notice's own words: whom to tell, and that it is to be told. */
const LEAD = [
  `(?:群发|通知|告诉|告知|转告|提醒)(?:一下|下|一声)?(?:给|到)?${WHOM}(?:一声|一下)?说?`,
  `(?:跟|给|向|和|对|在|往|到)${WHOM}(?:说|讲|带|提|发|通知|群发)(?:一?声|一下|个事|下|[个句]?话|个?醒)?(?:${PIECE})?`,
  `发${PIECE}(?:(?:给|到)?${WHOM})?`,
  '群发(?:一下|一条|下)?(?:通知|消息)?',
  `(?:只|转)?发给?${WHOM}`,
  '@(?:所有人|全体成员)',
  '通知(?=[:：,，])',
].join('|');
const heardLead = new RegExp(`^.{0,40}?(?:${LEAD})[,，:：、\\s]*`);
/** The lead without what stands ahead of it. */
const heardLeadItself = new RegExp(`(?:${LEAD})[,，:：、\\s]*$`);
const heardLeadAlone = new RegExp(`^(?:我?要|再|帮我?|请|小蜂|想|[\\s,，])*(?:${LEAD}|${PIECE})[吧啊了,，:：、。\\s]*$`);

/** "Please answer" at the end; it is asked for in words of ours. */
const heardAskBack =
  /(?:^|[,，。;；!！ ])(?:请|麻烦|让)?(?:大家|他们|各位)?(?:收到|看到|看过|看了)(?:的|了|后|都|要|请|麻烦|人){0,4}(?:在群里)?回[^,，。]{0,6}[。!！]?$|(?:^|[,，。;；!！ ])(?:请|要|都)?回复?(?:一下|一个|个)?(?:收到|1|一)[。!！]?$|(?:^|[,，。;；!！ ])请回复[。!！]?$/;
export const wantsAnswer = /(?:收到|看到|看过|看了)[^,，。]{0,6}回|回[^,，。]{0,3}收到|请回复|要(?:有)?(?:回复|回执)|回复?1/;
export const wantsNone = /(?:不用|不要|不必|别)[^,，。]{0,4}回/;
const SEND_TIME =
  '(?:(?:[今明后]天?|大后天|[下这本]?(?:周|星期|礼拜)[一二三四五六日天]|[早中晚]上?|上午|中午|下午|凌晨|傍晚|[\\d一二两三四五六七八九十]+(?:点半?|:\\d\\d|分|月|[日号])))+(?:再|就|准时)?发';
/** What the bot is told to do with it: no part of what people are to read. */
const SHOW =
  '(?:给|让|发给|拿给)我(?:先)?(?:看一?看|看一?下|瞧一?瞧|瞅瞅|过目|过一?[遍下眼]|审一?[审下]|审核(?:一下)?|确认(?:一下)?|把把关|检查(?:一下)?)';
const ORDER = `(?:你|小蜂|记得|不过|但是?|请|麻烦)*(?:${[
  `(?:先|发之?前|发以前|发布?前|写好|弄好|拟好|好了)(?:先|你)?${SHOW}`,
  '(?:先|暂时|千万)*(?:别|不要|不|甭|莫)(?:急着|着急|马上|立刻|忙着|急|先)*(?:发|群发|推送?)(?:出去|布|送)?',
  '(?:等|要)?我(?:看|说|确认|同意|点头|通知你|改|检查|审)(?:了|过|完|好|一下)*(?:再|才)(?:能)?发(?:出去|布)?',
  '先?(?:帮我|给我|替我)(?:看看|润色|改改|改改错字|把把关|写好点|写得好点|措辞|理顺|检查)(?:一下|下|一遍|写得|行不行|怎么样|再发)*',
  '先存(?:着|个草稿|草稿)|存草稿|先(?:写|拟|打|弄)(?:个|一?份)?草稿|不急着?发|先放着',
].join('|')})(?:再发(?:出去)?|了|啊|哈|吧|呀|哦|谢谢|再说)*`;
const heardOrder = new RegExp(`^${ORDER}$`);
const heardOrderBehind = new RegExp(`(?:^|[,，。;；!！：: \\n（(])${ORDER}[)）。!！~～\\s]*$`);
const heardOrderAhead = new RegExp(`^${ORDER}[:：,，。;；\\s]+`);
/** A piece of a text that tells the bot what to do with it. */
export const isBotOrder = (piece: string): boolean => piece.length <= 24 && heardOrder.test(piece);
/** When to send, said behind the words or ahead of them. */
const heardSendTime = new RegExp(`(?:^|[,，。;； ])${SEND_TIME}(?:出去|吧)?[。!！]?$`);
const heardSendTimeAhead = new RegExp(`^${SEND_TIME}[:：,，]\\s*`);
export const heardTime =
  /[今明后]天|今[晚早]|明[晚早]|周[一二三四五六日天]|星期|礼拜|上午|中午|下午|晚上|早上|傍晚|[\d一二两三四五六七八九十][点号月]|\d:\d\d/;
export const heardUrgent = /紧急|加急|马上|立刻|立即|现在就?发|赶紧发/;
/** Said behind the words, it is about the sending; within them, about what people are to do. */
const heardUrgentBehind = /(?:^|[,，。;；!！ ])(?:请|要)?(?:马上|立刻|立即|现在就?|赶紧)发(?:出去|吧)?[。!！]?$/;
/** The notice's own first word. */
export const heardUrgentAhead = /^[【[（(]?(?:紧急|加急|急)(?![救诊])/;
export const heardNoHurry = /不急|不用急|别急/;
export const GROUP_WORD = '群';
export const heardAllGroups = /(?:所有|全部|各个?|每个|几个)的?群/;
export const heardDrivers = /司机/;
export const heardMembers = /党员/;
export const heardCouriers = /快递/;
export const heardRiders = /骑手|外卖/;
export const heardDrop =
  /^(?:先|那|就|还是|算了|不用|[\s,，])*(?:(?:别|不|停|取消|停止|不用|不想)(?:要)?(?:再)?发(?:送|通知|布)?|(?:算了|不用|取消)通知)(?:了|吧|啦|[\s。.!！])*$/;
export const heardNewBody =
  /^(?:(?:内容|正文|通知)?(?:改成|改为|换成|写成)[:：]|(?:内容|正文)(?:改成|改为|换成|写成)?[:：]?)\s*(.+)$/;
export const heardOnly = /只发|只给|只通知|只要|发给|发到|改发/;

/** "Only the riders", said behind the words. */
const heardOnlyBehind = /[,，。;；\s]{1,3}(?:只|就|光)(?:发|给|通知)(?:到|给)?[^,，。;；!！?？]{1,16}[。.!！]?$/;
/** @returns what narrows a notice behind its words; empty = nothing does */
export const narrowedBehind = (words: string): string => heardOnlyBehind.exec(words)?.[0] ?? '';

const heardOfSignedUp =
  /^.{0,8}?(?:通知|告诉|提醒|告知|给|跟|和)(?:一下|一声|到)?(?:所有|全部|那些|已经)*(?<whom>(?:没有?|还没有?|未)?(?:报了?名|报上名?|报过名)了?的(?:人|同志|小哥|大家|各位|他们)?们?)(?:说一?声|说一?下|说|发(?:一|个|条|下){0,2}(?:通知|消息|提醒))?[:：,，\s]*/;
/** A notice for those who signed up, or did not: whom it names, and where its own words begin; null = it is not for them. */
export function forSignedUp(words: string): { whom: string; start: number } | null {
  const match = heardOfSignedUp.exec(words);
  const whom = match?.groups?.whom;
  return match && whom !== undefined ? { whom, start: match[0].length } : null;
}

/** People are told to do something: that is a notice's words. */
export const heardUrging = /抓紧|赶紧|尽快|记得|别忘|注意|请|务必|麻烦|快[报来点]/;
const heardNoBody =
  /^(?:小蜂|在[吗么不]?|嗯+|哦+|好的?|行|等[下等会]儿?|等一下|稍等|想想|让?我?(?:再)?想一?想|(?:我)?(?:不知道|不晓得)?(?:该)?(?:写|发)(?:什么|啥)(?:好)?(?:呢|呀|啊)?|(?:你)?帮我(?:写|拟|想)(?:一下|一个|一条|个)?|[\s,，。.!！?？~～])+$/;
/** A number alone, a call, and that a notice is to be sent, are no notice's words. */
export const isNoBody = (words: string): boolean =>
  /^[\d一二三四五六七八九十]{1,3}[号个.。)）\s]*$/.test(words.trim()) ||
  (words.length <= 20 && (heardNoBody.test(words) || heardLeadAlone.test(words)));
/** A few words to the bot, where they are what it is told to do. */
export const soundsLikeOrder = (words: string): boolean => [...words].length <= 6 && !/大家|各位|所有人|群|们/.test(words);

const heardSending =
  /^.{0,12}?(?:发(?:一|个|条|份|布|下|则){1,2}(?:紧急|重要|群){0,2}(?:通知|公告|消息|提醒)|群发|(?:通知|公告)[:：])/;
/** Something is to be sent to people, whatever else waits: what it says of days and hours is its own. */
export function asksForNotice(words: string): boolean {
  const lead = leadOf(words);
  const isTold = lead !== null && !heardOnly.test(lead) && peel(words.slice(lead.length)).body !== '';
  return isTold || (heardSending.test(words) && !heardOnly.test(words));
}

const heardOneMore =
  /^(?:小蜂|对了|哦|还有|那|[\s,，])*(?:再|还要?再?|另外?再?|顺便再?)(?:帮我|帮忙|给大家|给群里|跟大家|在群里)?(?:发|来|群发)上?一?[个条份则](?:通知|公告|消息)?[\s,，:：]+(?<body>[^\s,，:：].{2,})$/s;
/** What the next notice says, while one waits already; null = it is not of another. */
export function nextNotice(words: string): string | null {
  const more = heardOneMore.exec(words)?.groups?.body;
  if (more !== undefined) return `通知：${more}`;
  return asksForNotice(words) || heardHeading.test(words) ? words : null;
}

/** What stands ahead of a lead, as far as it is none of it. @param lead as `leadOf` finds it */
export const aheadOfLead = (lead: string): string => lead.slice(0, heardLeadItself.exec(lead)?.index ?? 0);

/** The words up to where a notice's own begin; null when they do not tell anybody anything. */
export const leadOf = (words: string): string | null => heardLead.exec(words)?.[0] ?? null;

/** Typed on a telephone in Chinese, read by us in the half width: between Chinese words the full marks come back. */
export function asWritten(words: string): string {
  const full: Record<string, string> = { ',': '，', ':': '：', ';': '；', '!': '！', '?': '？' };
  return words.replace(/(?<=[\p{Script=Han}”》）])[,:;!?]|[,:;!?](?=\p{Script=Han})/gu, (mark) => full[mark] ?? mark);
}

export interface Peeled {
  body: string;
  /** "Please answer". */
  asksBack: boolean;
  isUrgent: boolean;
  /** A time to send it at. */
  hasTime: boolean;
}

/** Takes off a notice's words what stands around them and is about the sending. */
export function peel(words: string): Peeled {
  const peeled: Peeled = { body: words.trim(), asksBack: false, isUrgent: false, hasTime: false };
  for (let before = ''; before !== peeled.body; ) {
    before = peeled.body;
    const cut = (pattern: RegExp): boolean => {
      const at = pattern.exec(peeled.body)?.index;
      if (at !== undefined) peeled.body = peeled.body.slice(0, at).trim();
      return at !== undefined;
    };
    peeled.asksBack = cut(heardAskBack) || peeled.asksBack;
    peeled.isUrgent = cut(heardUrgentBehind) || peeled.isUrgent;
    peeled.hasTime = cut(heardSendTime) || peeled.hasTime;
    cut(heardOrderBehind);
    peeled.body = peeled.body.replace(heardOrderAhead, '');
    const ahead = heardSendTimeAhead.exec(peeled.body)?.[0] ?? '';
    peeled.hasTime ||= ahead !== '';
    peeled.body = peeled.body.slice(ahead.length);
  }
  return peeled;
}

/** The words without the call to everybody that people put before anything they say. */
export function withoutCall(words: string): string {
  const rest = words.replace(/@(?:所有人|全体成员|all(?![A-Za-z]))[\s,，:：]*/g, '').trim();
  return rest === '' ? words : rest;
}

const START = '^(?:小蜂|麻烦|请|快|赶紧|先|那|就|把|[\\s,，])*';
const END = '[\\s了吧啊呀啦哈。.!！]*$';
const THAT = '(?:刚才|刚刚|刚发|那条|这条|那个|这个|上一?条|的)*';
/** Nothing more of it is to be sent. */
export const heardStop = new RegExp(
  `${START}(?:停发|停止(?:发送|发)?通知|停止发送|${THAT}(?:通知|消息)?(?:先|就)?(?:别|不要|不|停止|停)(?:再)?发(?:送)?|(?:撤回|撤销|取消|停掉)${THAT}通知|${THAT}通知(?:停掉|停|撤回|撤掉|撤|取消))${END}`,
);
/** How far it has come. */
export const heardStatus = new RegExp(
  `${START}(?:${THAT}通知(?:现在|都)?(?:发到(?:哪[儿里]?|几个群)|发出去|发完|发得?怎么样|发的怎么样|到哪[儿里]?)(?:了)?|(?:都)?发出去了|(?:${THAT}通知)?(?:现在)?有?(?:多少|几个)人(?:看|读)(?:了|过)?(?:${THAT}通知)?)[\\s了没有吗呢?？。]*$`,
);
/** The same, asked outright. */
export const heardStatusAsked = new RegExp(
  `${START}(?:${THAT}通知(?:现在|都|到底|已经)*(?:发|推|群发)(?:出去|出|完|到|送|布)?了?(?:没有?|吗|么|不)|(?:大家|他们|群里|小哥们?|都|全)+(?:收到|看到|看)了?(?:通知)?(?:没有?|吗|么)|(?:还)?有(?:人|几个人?|多少人?)(?:还)?没回(?:收到|的)*(?:吗|么|呢)?)[\\s?？。]*$`,
);
/** A notice with its heading, as people write it themselves. */
export const heardHeading = /^[【[(（]?(?:发布?)?(?:个|一条|一下)?(?:紧急|加急|重要)(?:通知|公告)[】\])）]?[:：]\s?\S{2}/;
/** The other secretary's word. */
export const heardAgree = new RegExp(`${START}同意发(?:送|出去)?${END}`);
export const heardDecline = new RegExp(`${START}不同意(?:发|发送)?${END}`);
/** Of two notices, each. */
export const heardBoth = /^(?:那|就|[\s,，])*(?:两[条个份]?)?都(?:要)?发[吧了啊嘛。.!！\s]*$/;
