// How people say that they are through, ask for what is to be learned, and want no more of it. Linear in the length of the words.

/** Longer words say more than this. */
const SHORT = 30;
const CLAUSES_MAX = 60;
const FRONT = '^(?:小蜂|麻烦|请|帮|你|我|俺|咱|就|先|那|能不能|能|可以|可不可以|再|都|也|[\\s,，])*';
const END = '(?:一下|一份|看看|吧|呗|了|啦|啊|呀|哈|呢|吗|么|嘛|行吗|行不|好吗|可以吗|谢谢|辛苦|[\\s,，。.!！?？~～])*$';
const whole = (...patterns: string[]): RegExp[] => patterns.map((pattern) => new RegExp(`${FRONT}(?:${pattern})${END}`));
const anyOf = (patterns: readonly RegExp[], words: string, most = SHORT): boolean =>
  words.length <= most && patterns.some((pattern) => pattern.test(words));

const STUDY = '(?:学习|自学|党课|微党课|微课)';
const THING = '(?:的)?(?:材料|资料|内容|链接|视频|课件|文章)';

const heardSending = whole(
  `(?:把)?${STUDY}(?:${THING})?(?:给我|再|也|都)*(?:发|转|推|传)(?:给)?(?:我|俺|下|过来|来)+`,
  `(?:发|转|推|传)(?:给)?(?:我|俺)?(?:一份|一下|点|个|下)*${STUDY}(?:${THING})`,
  `(?:[发来整](?:给)?(?:我|俺)|来|整)一?[点个份些](?:能|可以|要)?(?:${STUDY}|学)的?(?:东西)?(?:补补|给我)?`,
  `发一?[点个份些](?:能|可以|要)?(?:${STUDY}|学)的?(?:东西)?给(?:我|俺)`,
  `(?:给)?(?:我|俺)?一[份个](?:最近的?|最新的?|新的?)?${STUDY}${THING}`,
);
const MISSED =
  '(?:(?:那天|上次|昨天|今天|昨晚|党日|活动|课|的|人)*(?:没(?:有)?(?:去|来|到|赶|听|参加)(?:成|上|到|了)?|(?:我|要|得|会|可能|怕是)*(?:去不了|来不了|去不成|来不成|赶不上|回不去|请假|缺席|错过)(?:了)?)[\\s,，]*)?';
/** Wants to learn, whatever there is. */
const heardLearning = whole(
  `${MISSED}(?:想|要|想要|得|来|给我)+(?:再|也)?(?:${STUDY}|学一?学|补(?:一下|一?个|下|点)?(?:${STUDY}|课|学)|补一?补课?)`,
  `${MISSED}补(?:一下|一?个|下|点)(?:${STUDY}|课|学)`,
  `${MISSED}(?:想|要|给我)+补(?:${STUDY}|课|学)`,
);
const heardList = whole(
  `(?:最近|这次|这个月|本月|今天|现在|眼下|都)*有(?:哪些|什么|啥|没有|没)(?:新的?|最近的?|要学的?|可看的?)?${STUDY}(?:${THING}|任务)?(?:可以看|能看|要看|要学)?`,
  `(?:最近|这次|这个月|本月|今天|现在|眼下|都)*有(?:新的?|最近的?)?${STUDY}(?:${THING}|任务)?(?:没有|没|吗|么)`,
  `(?:最近|最新|上次|这次|今天|昨天|之前|以前|新)的?${STUDY}(?:${THING}|任务)(?:有哪些|有啥|呢|在哪[儿里]?|是什么|是啥|看看|发我|给我|列一下)*`,
  `${STUDY}${THING}(?:在哪[儿里]?(?:看|找)?|有哪些|有啥|有什么|列表|列一下|看看|呢|找不到|没收到|没看到)*`,
  `(?:想|要|想要)?(?:看|查|找)(?:看|一下|一看)?(?:最近的?|之前的?)?${STUDY}${THING}`,
  `(?:最近|这周|这个月|现在|眼下|都)*有(?:什么|啥|哪些)(?:东西|新的)?(?:可以|能|要|好|该)?(?:学|${STUDY})的?(?:东西)?`,
  '(?:最近|这周|这个月|现在|眼下|都)*有(?:学的|学习的|什么课|啥课|课)(?:可以|能)?(?:听|学|看)?(?:没有|没|吗|么)?',
  '(?:最近|这周|这个月|现在)(?:要|该|都)*学(?:点|些)?(?:什么|啥)',
  `${STUDY}(?:${THING})?在哪[儿里]?(?:看|学|听|找)?`,
  `(?:我|俺)?(?:怎么|咋)?(?:没|没有|还没|一直没)(?:收到|看到|见到|给我发|发我)(?:过)?${STUDY}${THING}`,
);
const heardAsked = whole(
  '(?:把)?(?:那个|那份|这次的?|今天的?|上次的?|会上的?)?(?:材料|资料|内容|课件|视频|讲稿)(?:给我|再|也|都|能|单独)*(?:发|转|推|传)(?:给)?(?:我|俺|下|过来|来)+',
  '(?:发|转|推|传)(?:给)?(?:我|俺)?(?:一份|一下|点|个|下)*(?:材料|资料|课件|讲稿)(?:给)?(?:我|俺)?',
  '(?:有|还有)(?:材料|资料|课件|讲稿)(?:没有|没|吗|么)?',
);
/** The same without a word of learning: only while there is something to learn. */
export const asksMaterial = (words: string): boolean => anyOf(heardAsked, words, 20);

/** Wants to learn what there is: to have it, or to see a list. Null = neither. */
export function contentWish(words: string): 'sent' | 'learned' | 'listed' | null {
  if (anyOf(heardSending, words)) return 'sent';
  if (anyOf(heardLearning, words)) return 'learned';
  return anyOf(heardList, words) ? 'listed' : null;
}

const AWAY =
  '(?:今晚|今天|明天|明晚|这次|那天|到时候?)?(?:人)?(?:来不了|回不去|回不来|去不了|到不了|赶不上|赶不到|过不去|走不开|不在|不能来|没法来|没法去|来不成|去不成)(?:现场)?(?:的话|呢|了)?';
const SUBJECT =
  '(?:我|俺|咱|人|那|这次|那次|党日|主题党日|活动|会|课|座谈|今晚|今天|明天|明晚|晚上|中午|下午|到时候?|也|想问|请问|问一?下|还|小蜂|的|那个|这个)*';
const ONLINE = '(?:在|搁)?(?:线上|网上|远程|手机上?|用手机|看?直播|视频)';
const ROAD = '(?:在|搁|人在|我在|俺在)?(?:路上|外面|外地|车上|半路|老家|家里?|单位|站里|宿舍|送货路上)(?:的)?';
const MAY = '(?:能|可以)';
const WHETHER = '(?:能不能|可不可以|可否|行不行|让不让|是不是能|是不是可以|有没有)';
const TAKE = '(?:参加|听|看|学|上|开|参与|跟着听|加入)(?:课|会|讲|学习|一下|直播|的|现场)*(?:党日|活动)?';
const ASKED = '(?:吗|么|嘛|不|没|没有|行吗|行么|可以吗|行不行|行不|成吗|成不成|成不|中吗|中不中|中不|得行不|可以不)';
const TAIL = '(?:呢|啊|呀|哈|你)*';
const clause = (...patterns: string[]): RegExp[] =>
  patterns.map((pattern) => new RegExp(`^(?:${AWAY})?${SUBJECT}(?:${pattern})${TAIL}[~～。!！]*$`));

/** @param may the word for "can" @param asked what makes it a question */
const ways = (may: string, asked: string): string[] => [
  `(?:${may}也?${ONLINE}|${ONLINE}也?${may})(?:也|都)?(?:${TAKE})?${asked}`,
  `${ROAD}也?${may}(?:也|都)?${TAKE}${asked}`,
  `${may}${ROAD}${TAKE}${asked}`,
];
const heardOnline = clause(
  // Whether that will do, of listening on the road.
  `${ROAD}(?:也|都)?${TAKE}(?:也|都)?(?:行不行|行不|行吗|行么|可以吗|可以不|成不成|成不|成吗|中不中|中不|中吗|得行不|算不算|算吗)`,
  ...ways(MAY, ASKED),
  ...ways(WHETHER, `${ASKED}?`),
  `${ONLINE}(?:${TAKE})?(?:也|都)?(?:行|可以|成|中)?${ASKED}`,
  `有(?:直播|线上的?|回放|录像|网课)(?:课)?(?:可以看|能看)?${ASKED}`,
  '有没有(?:直播|线上的?|回放|录像|网课)(?:课)?(?:可以看|能看)?',
  `(?:怎么|咋|咋个|如何)(?:在)?(?:线上|网上|手机上)${TAKE}`,
);
/** A question by its mark alone. */
const heardMarked = clause(...ways(MAY, ''), `有(?:直播|线上的?|回放|录像|网课)(?:课)?(?:可以看|能看)?`, `${ONLINE}${TAKE}`);

/** Papers and payments are seen to elsewhere. */
const OFFICE = /证|办理|[搁在去哪]儿?办|申请|缴|年检|执照|社保|理赔/;
/** Asks whether one can take part from the road; what else he says is why. */
export function asksOnline(words: string): boolean {
  if (OFFICE.test(words)) return false;
  if (words.length > CLAUSES_MAX) return false;
  const clauses = words.match(/[^\s,，。.!！?？;；~～]+[?？]?/g) ?? [];
  return clauses.some((each) => {
    const isMarked = /[?？]$/.test(each);
    const bare = each.replace(/[?？]$/, '');
    return heardOnline.some((pattern) => pattern.test(bare)) || (isMarked && heardMarked.some((pattern) => pattern.test(bare)));
  });
}

const NOT = '(?:别|不要|不用|不必|甭|莫|别再|停止|停|取消|退订|不想(?:再)?收|不收|不想要)';
const heardStop = whole(
  `(?:以后|今后|往后|以后都|也)*${NOT}(?:再|老|总|老是|一直|给我|给俺|跟我|向我|来|叫我|催我)*(?:发|推|推送|转|收|通知)?(?:给我|这些|那些|什么|我)*${STUDY}(?:${THING}|推送|任务)?(?:给我)?`,
  `(?:以后|今后)?${STUDY}(?:${THING}|的|任务)?(?:以后|今后|也|就|都|不要)*${NOT}(?:再|老|总|给我|给俺)*(?:发|推|推送)?(?:给)?(?:我|俺)?`,
  '不(?:想|要|用|愿意?)?(?:再)?学(?:习)?(?![吗么嘛?？])',
  `(?:以后|今后|往后)?(?:不想|不要|不用|懒得)(?:再)?(?:收|收到|看|接收)(?:到|这些|那些|什么)*${STUDY}(?:${THING}|推送|任务|的)?`,
  `(?:把)?${STUDY}(?:推送|${THING})?(?:给我)?(?:关|关掉|关了|停|停掉|停了|退订)`,
);
const WHY =
  '(?:[\\s,，。.!！]*(?:太|真|好|老|总|天天|净|又|也)*(?:占|费|耗|浪费)(?:流量|内存|手机|时间|电)|[\\s,，。.!！]*(?:太|真|好|都|快|要|我)*(?:烦|吵|闹|占地方|没用|没意思|耽误(?:事|送单|跑单)?)(?:死|得很|人)?(?:了|人)?)*';
const heardFedUp = new RegExp(
  `^(?:小蜂|求你|拜托|你|[\\s,，])*(?:以后|能不能)?(?:别|不要|甭|莫|少|不用)(?:再|老|总|老是|天天|给我|给俺|[\\s])*(?:整|搞|弄|发|推|来)(?:这些|这种|那些|什么|啥)?(?:个)?(?:东西)?${STUDY}(?:${THING}|任务|推送|的)?(?:了|啦)*${WHY}[\\s了啊呀吧。.!！~～]*$`,
);
/** No more material, said anywhere. */
export const wantsNoStudy = (words: string): boolean =>
  anyOf(heardStop, words) || (words.length <= SHORT && heardFedUp.test(words));

const heardStopWord =
  /^(?:小蜂|先|就|都|以后|[\s,，])*(?:停|停发|停止|停掉|不学|不看|不听|不想[学看听收]|不收|别发|不要发|别再发|不用发|不用再发|别推|别给我发|退订|td)(?:这个|这些|给我|了|吧|啦|哈|啊|呢|谢谢|[\s,，。.!！~～])*$/i;
const heardStopOften = new RegExp(
  `^(?:小蜂|求你|拜托|你|以后|(?:天天|老是|老|总|一直)(?:发|推)|烦死了?|[\\s,，])*(?:别|不要|甭|莫|不用)(?:再|老是?|总是?|天天|一直|给我|给俺)*(?:发|推)(?:这些|这个|这种|东西|我)*(?:了|啦)?${WHY}[\\s了啊呀吧。.!！~～]*$`,
);
const heardToldStop =
  /^(?:小蜂|我|俺|都|不是|早就?|[\s,，])*(?:叫|让|跟|和|给|对)你(?:说|讲)?(?:了|过|要|别|们)*(?:停|别发|不要发|停发|别学习|别推)(?:了|的|发|啊|呀|吗|么|[\s,，]|你|没有?|听[见到懂]?|咋还发|怎么还发|还发)*[?？!！。~～]*$/;
/** The same in one word, to somebody who has just been sent one. */
export const isStopWord = (words: string): boolean =>
  (words.length <= 12 && heardStopWord.test(words)) ||
  (words.length <= SHORT && (heardStopOften.test(words) || heardToldStop.test(words)));

const heardSendingStop =
  /^(?:小蜂|等等|等一下|等会儿?|先|那|就|都|还是|麻烦|请|给我|帮我?|[\s,，])*(?:停|停发|停止发?|停停|停一下|暂停|缓一?缓|别发|不要发|别再发|不用再?发|别推|不发|取消发送?)(?:出去|送|一下|这个|这份|了|吧|啦|哈|啊|呢|谢谢|[\s,，。.!！~～])*$/;
/** In a word from who has something on its way: it is not to go out. */
export const stopsSending = (words: string): boolean => words.length <= 14 && heardSendingStop.test(words);
/** That he himself wants none, whatever others are sent. */
export const speaksOfSelf = (words: string): boolean => /[我俺]|不想|不学|不看|不听|不收|懒得|退订/.test(words);

const heardAgain = whole(
  `(?:想|要|还是|又|可以|继续|恢复|重新|接着|开始|以后)*(?:给我|给俺)?(?:发|推|推送|收|恢复)(?:我|给我|俺|送)?(?:一下)?${STUDY}(?:推送)?`,
  `(?:恢复|继续|重新|接着|打开)(?:给我)?(?:发|推)?(?:送)?${STUDY}(?:${THING}|推送)`,
  `(?:又|还是|现在|重新)+想(?:${STUDY}|学)(?:了)?(?:[\\s,，]*(?:发我|给我发|发来?|发给我))?`,
  `(?:又|还是|现在|重新)+(?:可以|能)(?:给我)?发(?:我)?${STUDY}(?:了)?`,
);
/** Wants to be sent some again. */
export const wantsStudyAgain = (words: string): boolean => anyOf(heardAgain, words);

const heardThrough = whole('(?:刚才|刚刚|今天|今晚|党日|的|已经|全)*(?:党课|课|讲座|讲|直播|内容|录音)?(?:都|已经|刚|全)*听完');
/** Has listened to the end. With an activity near, such words alone are easily taken for coming to it. */
export const hasListened = (words: string): boolean =>
  (anyOf(heardThrough, words, 20) || anyOf(heardLearnt, words, 20) || anyOf(heardUnclear, words)) && !/[吗么嘛?？]/.test(words);
/** To the end, and what came of it. */
const heardUnclear = whole(
  '(?:刚才|刚刚|都|已经|全|那个|那份|的)*(?:学|看|听|读)完(?:了|啦)[\\s,，]*(?:就是|但是?|不过|可惜|可)?(?:没怎么|没太|没|不太|有点没|有点|有些)(?:地方|听|看|学|记)*(?:清楚?|懂|明白|住|进去|卡|长|绕)',
);
const heardLearnt = whole(
  `(?:刚才|刚刚|今天|全|都|已经|那份|那个|的)*${STUDY}?(?:${THING})?(?:全|都|已经|刚)*(?:学玩|学万|学晚|学习好|学习完)(?:了|啦)`,
  `(?:已经|都|全)*完成(?:了)?${STUDY}(?:${THING}|任务)?`,
  `${STUDY}(?:${THING}|任务)?(?:已经|都|全)*(?:完成|搞定|弄完)`,
  `(?:搞定|弄完)了?[\\s,，]*${STUDY}(?:${THING}|任务)?的?`,
);

const PRAISE =
  '(?:[\\s,，。!！]*(?:写得?|讲得?|说得?|内容|感觉|还|确实|都|很|挺|蛮|真|太|非常|有点)*(?:不错|好|棒|赞|有用|实用|受教|受益|明白|清楚|学到了?|长知识|谢谢(?:书记)?|辛苦)[了啦啊呀的]*)*';
const SAID = '(?:刚|刚刚|刚才|那个|那份|材料|内容|视频|文章|链接|[\\s,，])*';
const AGREES =
  '(?:[\\s,，。!！]*(?:写得?|讲得?|说得?|内容|感觉|还|确实|都|很|挺|蛮|真|太|非常|有点)*(?:不错|好|棒|赞|有用|实用|受教|受益|明白|清楚|学到了?|长知识|谢谢(?:书记)?|辛苦)[了啦啊呀的]*)+';
// "Through" alone is read with all that is understood of it.
const heardSeen = whole(
  `${SAID}(?:已经|都|全)*(?:看|读|学|瞧|瞅)(?:好|过|了一遍|完一遍)[了啦嘞咧]?${PRAISE}`,
  `${SAID}(?:已经|全部)+(?:看|读)完[了啦嘞咧]?${PRAISE}`,
  `${SAID}(?:已经|都|全)*(?:看|读)完[了啦嘞咧]?${AGREES}`,
  `(?:看|读|瞧|瞅|学)了${PRAISE}`,
);
/** The same of somebody who was sent one: else such words are about anything. */
export const hasSeen = (words: string): boolean => anyOf(heardSeen, words) && !/[吗么嘛?？没]/.test(words);

const heardWhether = whole(
  '(?:这次|那个|那份|我的|我这|[\\s,，])*(?:算)?(?:学|看|听)完了?(?:没有?|吗|么|不)[?？]*',
  '(?:我的|那个)*学习(?:算|记上|记了|登记|完成)(?:了)?(?:没有?|吗|么|不)',
  '(?:我的?|那个)*学完了?(?:算|记上|记了|登记上?)(?:了)?(?:没有?|吗|么|不)',
  '(?:我)?(?:还有|有)(?:哪些|什么|几份|多少)(?:没学|没学完|没看)的?',
  '我的?(?:学习(?:情况|进度|记录)|学了(?:哪些|什么|几份|多少))',
  '我学完了?(?:哪些|几份|多少)',
);
/** Asks how far he himself has come. */
export const asksOwn = (words: string): boolean => anyOf(heardWhether, words, 20);

const heardLater = whole(
  '(?:现在|这会儿?|眼下|今天|我)*(?:没空|没时间|来不及|顾不上|在忙|忙着)(?:学|看|听|学习)(?:呢|的)?',
  '(?:我)?(?:等下|等会儿?|一会儿?|晚点|回头|有空|空了|闲了|下班|收工|到家|晚上|明天|改天|过会儿?)(?:再|了|就|以后|后|去)*(?:看|学|听|学习)',
  '(?:材料|内容|视频|课|这个|那个|也|有点)*太长(?:了|啦)?(?:看不完|学不完)?',
);
/** Not now: which is quite all right. */
export const saysLater = (words: string): boolean => anyOf(heardLater, words, 20);

const heardBroken = whole(
  '(?:学习|材料|这个|那个|你发的?|发的|这|那|视频|文章|的)*(?:链接|网址|网页|视频|文章|材料)?(?:也|都|怎么|咋|一直|点了|还是|是)*(?:打不开|点不开|开不了|进不去|看不了|失效|坏|没法看|加载不出来?|空白|点了没反应)(?:啊|了|的)*',
);
export const saysBroken = (words: string): boolean => anyOf(heardBroken, words, 20);

const heardOnceMore = whole(
  '(?:链接|材料|那个|刚才|的|不小心|[\\s,，])*(?:找不到|找不着|不见|删|弄丢|丢|刷没|翻不到|看不到)(?:了|啦)*(?:[\\s,，]*(?:再|重新|麻烦)*发(?:我)?(?:一?[遍次下份])?)?',
  '(?:麻烦)?(?:再|重新)(?:给我)?发(?:我|给我|一?[遍次下份]|过来)+',
  '发(?:给)?我(?:看看|瞧瞧|学学|一?[份下])',
);
/** Wants what he was sent once more. */
export const wantsOnceMore = (words: string): boolean => anyOf(heardOnceMore, words, 20);

const heardNotFinished = whole(
  '(?:其实|刚才|刚刚|说错|点错|搞错|弄错|写错|发错|还|是|了|并|[\\s,，])*(?:没|没有|还没|未)(?:学|看|听|读)(?:完)(?:呢|的|点错|说错|了|搞错|[\\s,，])*',
  '(?:刚才|刚刚|那个|的|[\\s,，])*学完了?(?:是)?(?:点错|说错|搞错|发错|弄错|不算|撤回|撤销|作废)',
  '(?:撤回|撤销|取消)(?:刚才|那个|的|我)*学完',
);
/** Takes back that he is through. */
export const namesStudy = (words: string): boolean => /学|课|材料|[点说搞弄写发]错|撤/.test(words);
export const isNotFinished = (words: string): boolean => anyOf(heardNotFinished, words, 20);

const heardStatus = whole(
  `(?:这次|最近|上次|这份|大家|那个|看看|查一?下|看一?下|的)*${STUDY}(?:${THING})?(?:的)?(?:情况|进度|完成情况|统计|怎么样|到哪|发到哪)`,
  '(?:有|现在|一共)*(?:多少人?|几个人?|谁|哪些人|哪几个)(?:都|已经|没|还没|没有)*(?:学完|学习完)',
  '学完的?(?:有|是)*(?:多少人?|几个人?|谁|哪些人?)',
  '(?:有|还有|现在|一共|都|已经)*(?:多少人?|几个人?|谁|哪些人|哪几个)(?:都|已经|还|没|没有|还没)*(?:学|学过|学习)',
  `(?:大家|他们|兄弟们|小哥们)(?:都|的)*(?:学得?|${STUDY})(?:怎么样|咋样|如何|完了?没有?|完了?吗|的?情况)`,
  '(?:大家|他们|都|全)+学完了?(?:没有?|吗|么)',
  '学完(?:了)?几个(?:人)?',
  `(?:那个|那份|刚才的?|上次的?|今天的?|这个|这份)*${STUDY}(?:${THING})?(?:都|到底|现在|已经)*(?:发|推|送)(?:出去|完|布|到|送)*了?(?:没有?|吗|么|不)`,
  `${STUDY}(?:${THING})?(?:发|推|送)(?:出去|完)?(?:了|给)?(?:多少|几个?)(?:人|个|份)?`,
  `${STUDY}${THING}(?:有|现在)*(?:多少人?|几个人?|谁|哪些人)(?:都|已经)*(?:看|学|看完|学完|收到)`,
);
export const asksStatus = (words: string): boolean => anyOf(heardStatus, words);

const heardWithdrawal = whole(
  `(?:撤回|撤掉|撤了|收回|停发|取消)(?:刚才|刚发|那个|那份|这个|这份|今天|发|的)*${STUDY}(?:${THING})?`,
  `(?:刚才|刚发|那个|那份|这个|这份|今天|发|的)*${STUDY}(?:${THING})?(?:先)?(?:撤回|撤掉|撤了|收回来?|别发了|不发了|停发)`,
);
export const wantsWithdrawal = (words: string): boolean => anyOf(heardWithdrawal, words);

const GENERIC =
  /终于|总算|可算|好歹|指尖|课堂|学习|视频|短片|材料|资料|文章|内容|链接|音频|推送|微?党课|刚才|刚刚|今天|昨天|这个|那个|这份|那份|这篇|那篇|上面|里面|里|发的|给我|你|我|俺|老师|一份|一篇|小|的|那|这|课|都|已经|全/g;
/** What a title that was said tells beyond "the video"; null = nothing. */
export function tellingTitle(said: string | null): string | null {
  const telling = said?.replace(GENERIC, '').replace(/[\s\p{P}]/gu, '') ?? '';
  return [...telling].length >= 2 ? telling : null;
}
