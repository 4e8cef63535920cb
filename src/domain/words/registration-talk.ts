// What people say around a registration: they want it, come back to it, leave it, ask what it is for, tell of somebody else, or answer the
// secretary. Heard, never said. Patterns are linear in the length of what they read.
/** Of what is verified: papers, where a membership is kept. Who says it while the secretary waits for his word most likely answers. */
export const heardMatter =
  /介绍信|证明|证件|身份证|材料|档案|党(?:员|费|组织|龄)|入(?:的|了|过)?党|组织关系|关系|支部|党委|转[过来出正]|开[得出]来|公章|盖章|复印件|原件|登记|报到/;

/** Something is wrong, or somebody was wronged: more than a place is told. */
export const heardTrouble =
  /扣|罚|欠|投诉|举报|反映|打[人我]|骂|不给|不让|漏|坏|堵|裂|断|掉[下了]|[起着]火|烟|没电|充不|停电|飞线|线头|电线|积水|太|乱|差[劲评]|脏|危险|隐患|伤|摔|撞|赖|黑心|没地方|没水|不够|凭什么|讨薪|晕|触电|爆/;

export const isAsking = (words: string): boolean =>
  /[?？]|[吗么]\s*$|^(?:为什么|为啥|干嘛|谁|怎么|什么)/.test(words.replace(/饿了么/g, ''));
/** Asked anywhere in the words; who does not know how tells that. */
export const asksSomething = (words: string): boolean =>
  /[?？]|[吗么]\s*$|怎么|咋|哪[里儿个]|什么时候|啥时候|几[号点天]|多少|如何|能不能|要不要|是不是|行不行|可不可以/.test(words) &&
  !/^(?:我|俺|也|还)*(?:不知道|不晓得|不清楚|没想好|记不得)/.test(words);
/** He asks back about what he was asked for: "没有这个咋办", "明天给行吗", "交给谁". */
export const asksBack = (words: string): boolean =>
  words.length <= 40 &&
  /(?:这个|那个|这东西)(?:怎么|咋|是|要|没|在哪)|没有?(?:这个|那个|的话)|[什啥]么?意思|(?:交|拿|发|送|给)(?:给)?(?:谁|哪)|(?:明天|后天|今晚|晚上|改天|过几天|周[一二三四五六日末]|下周|回头)(?:再|我)?(?:给|交|拿|补|带)(?:过去|过来|你|他)?(?:行|可以|成|吧|[吗么了。.]|$)|(?:照片|拍照|复印件|截图)[^,，]{0,4}(?:行|可以)/.test(
    words,
  );

/** "Shall I pass it on?", answered in words: null = something else is said. */
export function passOnSaid(words: string): boolean | null {
  if (/^(?:不用?|别|莫|先别|不要)(?:转|发|给)[^,，。]{0,6}$/.test(words)) return false;
  return /^(?:[嗯好那就对]|是的|麻烦|帮我|请)*[,，\s]?转(?:给)?(?:书记|他|她)?(?:吧|一下|下|呗|啊|呀|过去)*[\s。.!！~]*$/.test(
    words,
  )
    ? true
    : null;
}

const YES_FILL = '谢谢|[\\s,，。.!！~了的吧啊哈呀嘞咧呢嗯恩]|那|都|就|全';
const YES_HOME = '中|要得|得行|成|妥|可|得|没意见|没得问题|晓得了|(?:弄|记|登|来|开始|搞|登记)吧';
const RIGHT =
  '对头?|对着|没错|没(?:啥|什么)?问题|没毛病|正确|无误|可以|行|好|是|ok|就这样|就这么着|就是这样|就这些|这些|没有了|不用改|不改了|(?:提交|交|登)吧|没意见|确认';
/** Yes as people say it at home; the plain ones are heard for us. */
export const saysYes = (words: string): boolean => new RegExp(`^(?:${YES_FILL})*(?:${YES_HOME})(?:${YES_FILL})*$`).test(words);

/** Whoever reads back says so. "More or less" alone leaves something open. */
export const saysRight = (words: string): boolean =>
  words.length <= 24 && new RegExp(`^(?:(?:${YES_FILL}|差不多)*(?:${RIGHT})(?:${YES_FILL})*)+$`, 'i').test(words);
const heardWait =
  /^(?:那|我|你|先|再|别|哎|[\s,，])*(?:等[等下会]|等一[下会]|稍等|慢着|慢点|别急|不急|急|看看|看一?下|想想|想一?下|核对|检查)[^,，。]{0,6}[\s,，。.!]*$/;
/** He wants to look first. */
export const saysWait = (words: string): boolean => words.length <= 16 && heardWait.test(words);
export const saysNoConsent = (words: string): boolean =>
  /^(?:那|我|还是|就|先|[\s,])*(?:不|别|没|算)(?!是|知道|明白|懂|清楚)/.test(words);
/** Signs that a membership's place, or a home, is told at all. */
export const heardKept = /关系|组织[在还挂搁]|支部|党委|材料|党籍/;
export const heardLiving = /住|租|组|家|屋/;
/** Hours later: the registration is named, so that nothing else can be meant. */
export const wantsToGoOn = (words: string): boolean =>
  words.length <= 20 &&
  /^(?:小蜂|我|要|想|来|那|好了?|忙完了?|回来了?|刚才|上次|[\s,，])*(?:(?:继续|接着|接到|往下)(?:上次|刚才)?的?(?:报到登记|登记|报到|填|登)|(?:报到登记|登记|填)(?:继续|接着来?)|(?:登记|报到|填)[^,，]{0,2}到(?:哪|什么地方|第几)[^,，]{0,4}|(?:登记|报到)(?:还)?没(?:登|填|弄|报)?完)(?:吧|了|一下|下|啊|呢|[\s。.!?？])*$/.test(
    words,
  );

/** He comes back to it. */
export const comesBack = (words: string): boolean =>
  /^(?:小蜂|我|要|想|来|继续|接着|刚才的?|好了?|忙完了?|送完了?|回来了?|那|[\s,，])*(?:报[到道]登记|登记报[到道]|报[到道]|登记|(?:继续|接着)(?:来|说|登|填|弄|搞|问)?|(?:说|填|问|登|弄)?到哪(?:儿|里|一步|一?项)?了?)(?:一下|下|吧|了|呗|哈|啊|[\s。.!?？])*$/.test(
    words,
  );
/** The same, without a word that begins one anew. */
export const comesBackToIt = (words: string): boolean => words.length <= 16 && comesBack(words) && !/报[到道]|登记/.test(words);

const POLITE_FRONT = '^(?:小蜂|麻烦|请问?|我想|想|问一?下|那|[\\s,])*';

/** Who comes to be registered says as what, or with whom. */
export const namesRegistration = (words: string): boolean =>
  /报[到道]|党|组织|关系|支部|新来|刚来|新人|入职|骑手|快递员/.test(words);
const heardNoteIt =
  /^(?:小蜂|那|就|你|您|也|先|快|赶紧|[\s,，])*(?:请|麻烦|帮忙?|劳驾|给我|给登|这个|这事儿?|这件事|把这个?|把它)(?:您|你|我|们|给|帮|忙|麻烦|请|也|事儿?|都|要|先|[\s,，])*登(?:记|个记|一?下)(?:一?下|上|下来|在案|备案)*(?:吧|呗|啊|哈|了|呀|行吗|好吗|可以吗|谢谢|[\s,，。.!！?？~])*$/;
/** Whatever was just told, please: no word of what it is. */
export const asksToNoteIt = (words: string): boolean => words.length <= 20 && heardNoteIt.test(words);

/** Somebody who is no party member asks whether he may. */
export const asksWhoMay = (words: string): boolean =>
  words.length <= 30 &&
  new RegExp(
    `${POLITE_FRONT}(?:我|俺|额)?(?:不是党员|没入党|群众|非党员|团员|不是党员的(?:人)?)[,\\s]*(?:的话)?(?:也|还)?(?:能不能|能|可以|可不可以|行不行|用不用|要不要|需要)(?:也)?(?:来)?(?:报到|登记|报个到|登个记)(?:一下|的|了)*(?:吗|么|不|嘛)?[?\\s。.!]*$`,
  ).test(words);

const heardStart = new RegExp(
  `${POLITE_FRONT}(?:我|俺|额)?(?:要|想|来|要来|想来|要去|想去|需要)(?:报[到道]登记|登记报[到道]|登记|登个记|报个[到道]|报[到道](?=一?下|[^s。.!]{0,2}登记))(?:一下|下|了|啦|的|吧|[\\s。.!])*$`,
);
/** The wish and nothing else; the reader asks back for it. */
export const wantsToRegister = (words: string): boolean => words.length <= 20 && heardStart.test(words);

/** He tells of somebody else. */
export const tellsOfOther = (words: string): boolean =>
  /^(?:@?小蜂)?[,\s]*(?:帮|替|给)?(?:我(?:的)?)?(?:他|她|老[\p{Script=Han}](?![家乡党])|小[\p{Script=Han}](?!区)|对象|老婆|老公|媳妇|徒弟|兄弟|同事|老乡|工友|室友)(?:是|也是|住|的|新来|刚|登记|报到|[,\s]+(?:党员|新来))|(?:帮|替)(?:他|她|我(?:对象|老婆|媳妇|徒弟|兄弟|同事|老乡|工友|室友)|老[\p{Script=Han}]|小[\p{Script=Han}])[^,]{0,6}(?:登记|报到|登个记)/u.test(
    words,
  ) && !/^(?:@?小蜂)?[,\s]*(?:我|俺|额)(?:是|系|叫|住)/.test(words);

const LEAVE_FRONT = '(?:小蜂|那|我|俺|还是|就|先|现在|暂时|太?麻烦了?|太?啰嗦了?|烦死了?|吧|了)*';
const NO_MORE = '(?:不|别|懒得|不想|不用|不要|不愿意?|不打算|先不)(?:再|想|要|用|去|给我)*';
const IT = '(?:我的|这个|本次|掉|把)*(?:报到登记|登记报到|登记|报到|修改|党员|同意|信息)?';
const heardLeaveClause = new RegExp(
  `^${LEAVE_FRONT}(?:${NO_MORE}(?:登记|登|记|弄|搞|改|报到|报|整|来|交|提交|继续|参加)(?:记|上去|上|上来|党员|这个|登记|信息|报到)*|` +
    `(?:取消|退出|放弃|停止|终止|撤销|撤回|撤了|作废)${IT}|登记(?:取消|作废|不要|撤回)|反悔|不同意)(?:了|吧|啦|啊|哈|呢)*$`,
);
const heardGiveUp = new RegExp(`^${LEAVE_FRONT}算了(?:吧|啦|啊)*$`);
/** After "never mind" it is all of it that is not to be filled in, not the one part. */
const heardAfterGivenUp = new RegExp(
  `^${LEAVE_FRONT}(?:算了(?:吧|啦|啊)*)?${NO_MORE}(?:填|写|说|登记|登|记|报|弄|搞|改|整|交)(?:了|吧|啦|啊)*$`,
);

/** He wants no more of it. What is to be told or not is another matter: "不说了". */
export function saysLeave(words: string): boolean {
  if (words.length > 24 || isAsking(words)) return false;
  const clauses = words.split(/[\s,，。.!！;；~]+/).filter((clause) => clause !== '');
  if (clauses.some((clause) => heardLeaveClause.test(clause))) return true;
  const [first = '', ...rest] = clauses;
  if (heardGiveUp.test(first)) return rest.every((clause) => heardAfterGivenUp.test(clause) || heardGiveUp.test(clause));
  return first.includes('算了') && heardAfterGivenUp.test(first) && rest.length === 0;
}

const LATER =
  '(?:回头|待会儿?|等?一会儿?|等[会下]儿?|过会儿?|晚点儿?|晚些|今?晚上?|下了?班|收了?工|忙完|[送跑派]完|得空|有空|空了|闲了|改天|改日|下次|明天|明儿|等我?[有得]空)';
const TELL = '(?:填|登记?|报到?|弄|搞|说|写|来|整|答|讲|聊|补|继续)';
const PUT_OFF = [
  `${LATER}(?:了|我|这单|单|后|以后|时候|的时候|就|,)*(?:再|来|继续|接着|慢慢)+(?:给你|跟你)?${TELL}*`,
  '先(?:放|搁|停|存)(?:着|一放|一停|一下|一会儿?|放|那儿?|这儿?|那里|在那儿?|在这儿?|下)*',
  '(?:登记)?暂停(?:一下)?|先(?:就)?到这(?:儿|里)?',
  `(?:先|暂时|这会儿?|现在)(?:就)?(?:不|别)(?:再)?(?:弄|搞|整|聊)(?:这个|它|登记)?`,
];
const heardPutOff = new RegExp(
  `^(?:那|我|俺|就|好|嗯|你|这个|登记|它|[,])*(?:${PUT_OFF.join('|')})(?:了|吧|哈|啊|呗|呢|啦|行不|行吗)*$`,
);
/** One part may be meant as well; beside that he is called away it is all of it. */
const heardNotNow = /^(?:那|我|就|先|暂时|现在)*先?(?:不|别)(?:填|说|写|答|登记?)(?:了|吧|啦)*$/;
const heardCalledAway =
  /^(?:我|俺|又|要|在|有|得|正|现在|这会儿?|赶着|去|急着|前面|手上)*(?:来(?:了)?(?:[一个两几])*(?:大)?单|有(?:[一个两几])*单|来活|单(?:子)?(?:来|快超时|要超时)|送(?:餐|货|件|单|外卖|快递)|派(?:件|单)|取(?:餐|货|件)|赶(?:时间|单|路)|忙|开会|骑车|骑着|开车|吃饭|路上|接(?:个)?电话|等我?(?:[送跑派]完|忙完|下班|收工)|[送跑派]完|忙完)[^,]{0,6}$/;
const heardBeside = /^(?:哎|啊|好|嗯|哦|那|行|不好意思|抱歉|对不起|谢谢|小蜂|老板|哥|姐)*(?:了|啊|哈|呀)*$/;

/** Later, not no: he is called away, or puts it off. To be busy alone is `isBusy`. */
export function saysAside(words: string): boolean {
  if (words.length > 30 || isAsking(words) || /算了|取消|撤|反悔|不同意|不想|不要|删/.test(words)) return false;
  const clauses = words.split(/[\s,，。.!！;；~]+/).filter((clause) => clause !== '');
  const isCalledAway = clauses.some((clause) => heardCalledAway.test(clause));
  const isPutOff = (clause: string) => heardPutOff.test(clause) || (isCalledAway && heardNotNow.test(clause));
  return (
    clauses.some(isPutOff) &&
    clauses.every((clause) => isPutOff(clause) || heardCalledAway.test(clause) || heardBeside.test(clause))
  );
}

const heardNoClause =
  /^(?:那|我|俺|就|还是|是|当然|才|可|2|[、.])*(?:不同意|不愿意?|不想(?:登记?|同意|说|给)?|不登记?|不行|不可以|不干|拒绝|不要|不|别记|别登记?|算了)(?:了|的|啊|吧|呢|哦)*$/;
const heardYesClause =
  /^(?:那|我|俺|就|行吧|好吧|[嗯恩,，\s])*(?:1(?!\d)|同意|可以|愿意|好的?|行|没问题|没错|不反对|没意见|ok|是的?|对的?|要得|中|登吧|记吧)(?<rest>.*)$/is;
/** "Do you agree?", with whatever stands beside it; null = neither. A no anywhere goes before a yes. */
export function consentSaid(words: string): boolean | null {
  const clauses = words.split(/[\s,，。.!！?？;；~]+/).filter((clause) => clause !== '');
  if (clauses.some((clause) => heardNoClause.test(clause))) return false;
  const rest = heardYesClause.exec(words)?.groups?.rest;
  if (rest === undefined || /^(?:不|吗|么|没|[?？])/.test(rest) || /^(?:同意|可以|行|好|是)不/.test(words)) return null;
  const [behind = ''] = rest.split(/[\s,，。.!！;；]+/);
  return behind === '' || /^(?:[了的吧啊哈呀嘞呢嗯好]|同意|可以|登记?|记|我|但|不过)/.test(behind) ? true : null;
}

/** What somebody wonders about while he is asked: what for, whether he must, who sees it, whether he may leave parts out. */
export type AboutIt =
  | 'why'
  | 'must'
  | 'who'
  | 'parts'
  | 'phone'
  | 'when'
  | 'branch'
  | 'notMoved'
  | 'what'
  | 'blank'
  | 'secretary';

const heardParts =
  /(?:不|别)(?:说|填|写|告诉|给|讲)[^,，]{0,4}(?:名字?|姓名|公司|平台|站点?|网点|社区|住|地址|哪|这个|这些)|跳过[^,，]{0,4}[吗么不]/;
const heardMust =
  /(?:必须|一定要|非得|非要|强制|硬性|自愿)|(?:不|没)(?:登记?|报到|说|填|弄)[^,，]{0,4}(?:会怎|会咋|咋样|怎么样|行不行|行[吗么]|可以[吗么]|有事[吗么]|影响|会不会|后果|罚)/;
const heardWho =
  /(?:谁|老板|公司|站长|平台|别人|群里|外人|街道|领导|警察|书记)[^,，]{0,6}(?:看|知道|查)(?:得?到|见|得见|不|[吗么])?|(?:发|说|传|公开)(?:到|在|给)?群里?|群里[^,，]{0,4}发|泄[露漏]|外传|传出去|(?:信息|资料|东西)[^,，]{0,4}卖|卖(?:了|掉|给)|安全[吗么不]|保密[吗么不]|告诉(?:老板|公司|站长|别人)|靠谱[吗么不]|骗子|骗人|诈骗/;
const heardWhy = /为什么|为啥|干[嘛啥]|干什么|做[什啥]么?|[什啥]么?(?:用|好处|意义)|图(?:个)?[啥什]|凭[什啥]|有用[吗么]/;
const heardItself =
  /登记|报到|问|哪年|入党|填|信息|资料|这个|这些|这有|这是|名字|姓名|社区|住哪|住址|公司|站点|党员|告诉|知道我|要我/;

/** Nothing named: it may be the one part or all of it. */
const heardBlank =
  /^(?:那|我|这个?|都|也|[\s,，])*(?:可不可以|能不能|行不行|可以|能|可否|是不是可以)(?:都|先|全)?不(?:登记?|报到?|说|填|写|弄|讲|答|给|回答)(?:这个|这些|它|行|的|了)*(?:吗|么|不|嘛|呀|啊|吧|[\s?？。.])*$/;
const SECRETARY = '(?:咱们?|我们|你们|这儿?|这里)?(?:的)?(?:支部|党支部)?(?:的)?\\p{Script=Han}?书记';
const heardReach = new RegExp(
  `^(?:小蜂|请问|想?问一?下|麻烦|那|我|想|要|给我|给个|发我|告诉我|有没有|有|知道|[\\s,])*(?:` +
    `${SECRETARY}的?(?:联系)?(?:电话(?:号码?)?|手机(?:号码?)?|号码|微信号?|联系方式)(?:是|有)?(?:多少|几号|什么|啥|哪个|[吗么]|没有?|(?:给|发|告诉)(?:我|一?下))*|` +
    `(?:怎么|咋|如何|怎样|上哪儿?|去哪儿?|到哪儿?|哪里|哪儿)(?:能|才能|可以|去)*(?:联系|联络|找)(?:得?到|上)?${SECRETARY}|` +
    `${SECRETARY}(?:要|该|得)?(?:怎么|咋|如何|上哪儿?|去哪儿?|在哪儿?)(?:能)?(?:联系|联络|找)(?:得?到|上)?|` +
    `(?<=[想要])(?:找|联系)(?:一?下)?${SECRETARY})(?:呢|啊|呀|了|[吗么]|吧|一下|[\\s。.!?？])*$`,
  'u',
);
/** How the secretary is reached. */
export const asksForSecretary = (words: string): boolean => words.length <= 24 && heardReach.test(words);

const heardMore: readonly (readonly [AboutIt, RegExp])[] = [
  [
    'phone',
    /(?:电话|手机号?|号码|身份证号?)[^,，]{0,6}(?:要不要|要[吗么不]|用不用|用[吗么]|需不需要|需要[吗么不]|写不写|填不填|留不留|留[吗么])|(?:要不要|用不用|需要|要)(?:留|写|填|给)?(?:个)?(?:电话|手机号?|身份证号?)[^,，]{0,4}[吗么不?？]?$/,
  ],
  [
    'when',
    /(?:书记|他|什么时候|啥时候|多久|几天|多长时间)[^,，]{0,6}(?:啥时候|什么时候|多久|几天|看|核实|审|批|通过)[^,，]{0,8}(?:看|核实|审|批|通过|完|好|久|天|时候)|^(?:要)?(?:多久|几天|多长时间|啥时候|什么时候)[^,，]{0,4}(?:核实|审核|通过|好|批)/,
  ],
  [
    'branch',
    /(?:组织关系|党组织关系|关系)(?:是|到底|又)*(?:[啥什]么?意思|什么|啥|指什么|指啥|咋回事|什么东西)(?:啊|呀|呢|[?？])*$|[啥什]么?(?:是|叫)(?:党)?组织关系/,
  ],
  [
    'notMoved',
    /没(?:有)?(?:转|迁)[^,，]{0,6}[\s,，]*(?:要紧|有事|可以|能登|行|影响|碍事|咋办|怎么办|关系大)(?:不|吗|么|没|[?？]|$)/,
  ],
];

/** In the middle of a registration; elsewhere `asksWhatFor` hears it. */
export function asksAboutIt(words: string): AboutIt | null {
  if (words.length > 30 || /[车牌]/.test(words)) return null;
  if (asksForSecretary(words)) return 'secretary';
  if (heardBlank.test(words)) return 'blank';
  for (const [about, pattern] of heardMore) if (pattern.test(words)) return about;
  const isQuestion =
    isAsking(words) || asksSomething(words) || heardWhy.test(words) || /会.{0,8}[吗么不]|(?:到|见|道)不$/.test(words);
  if (heardParts.test(words) && isQuestion) return 'parts';
  if (heardMust.test(words) && isQuestion) return 'must';
  if (heardWho.test(words) && (isQuestion || /谁|骗/.test(words))) return 'who';
  return heardWhy.test(words) && heardItself.test(words) ? 'why' : null;
}

const THIS = '(?:报到登记|登记报到|登记|报到)(?:信息|这个|我的信息)?';
const asked = (...patterns: string[]) =>
  patterns.map((pattern) => new RegExp(`${POLITE_FRONT}(?:${pattern})(?:的|了|呢|啊|呀|吗|么|不|[?？\\s。.!])*$`));
const heardWhatFor = asked(
  `(?:我|我们)?(?:为什么|为啥|干嘛|凭什么)(?:要|得|非要|非得|还要)?(?:我|我们)?(?:来)?${THIS}`,
  `${THIS}(?:了|这个|是|到底)*(?:有)?(?:什么|啥)(?:用|好处|用处|作用|意义|意思)`,
  `${THIS}(?:了|是|到底|用来)*(?:干嘛|干啥|干什么|做什么|做啥|图啥)(?:用)?`,
);
const heardWhether = asked(
  `(?:我|我们)?(?:必须|一定要|一定得|非得|非要|是不是必须|是不是一定要|都要|都得)${THIS}`,
  `(?:我|我们)?(?:可以|能)?不(?:来)?${THIS}(?:可以|行|会怎样|会怎么样|会咋样|会咋|有影响|有什么影响|有啥影响|怎么样|咋样|罚款|会罚)`,
  `${THIS}(?:是)?(?:必须|强制|自愿)(?:的)?`,
);

/** What a registration is for, or whether one must, asked by itself. */
export function asksWhatFor(words: string): AboutIt | null {
  if (words.length > 24) return null;
  if (heardWhether.some((pattern) => pattern.test(words))) return 'must';
  return heardWhatFor.some((pattern) => pattern.test(words)) ? 'why' : null;
}
