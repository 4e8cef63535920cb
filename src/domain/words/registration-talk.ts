// What people say around a registration: they want it, come back to it, leave it, ask what it is for, tell of somebody else, or answer the
// secretary. Heard, never said. Patterns are linear in the length of what they read.
/** Of what is verified: papers, where a membership is kept. Who says it while the secretary waits for his word most likely answers. */
export const heardMatter =
  /介绍信|证明|证件|身份证|材料|档案|党(?:员|费|组织|龄)|入(?:的|了|过)?党|组织关系|关系|支部|党委|转[过来出正]|开[得出]来|公章|盖章|复印件|原件|登记|报到/;

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

/** Yes as people say it at home; the plain ones are heard for us. */
export const saysYes = (words: string): boolean =>
  /^(?:那|就|[嗯恩]|[\s,，])*(?:中|要得|得行|成|妥|可|得|没意见|没得问题|晓得了|(?:弄|记|登|来|开始|搞|登记)吧)(?:了|嘞|咧|哈|的|吧|[\s。.!！])*$/.test(
    words,
  );

/** Whoever reads back says so. */
export const saysRight = (words: string): boolean =>
  /^(?:[嗯那都就全]|这些)*(?:对的?|没错|没问题|正确|无误|是对的|都对|可以|就这样|就这些|没有了)(?:了|的|吧|啊|[\s。.!,])*$/.test(
    words,
  );
export const saysNoConsent = (words: string): boolean =>
  /^(?:那|我|还是|就|先|[\s,])*(?:不|别|没|算)(?!是|知道|明白|懂|清楚)/.test(words);
/** Signs that a membership's place, or a home, is told at all. */
export const heardKept = /关系|组织[在还挂搁]|支部|党委|材料|党籍/;
export const heardLiving = /住|租|组|家|屋/;
/** He comes back to it. */
export const comesBack = (words: string): boolean =>
  /^(?:小蜂|我|要|想|来|继续|接着|刚才的?|好了?|忙完了?|送完了?|回来了?|那|[\s,，])*(?:报[到道]登记|登记报[到道]|报[到道]|登记|继续|接着(?:来|说|登)?|说到哪了?|到哪了?|问到哪了?)(?:一下|下|吧|了|[\s。.!])*$/.test(
    words,
  );

const POLITE_FRONT = '^(?:小蜂|麻烦|请问?|我想|想|问一?下|那|[\\s,])*';

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

/** He wants no more of it. What is to be told or not is another matter: "不说了". */
export const saysLeave = (words: string): boolean =>
  words.length <= 24 &&
  /^(?:小蜂|算了|那|我|还是|就|先|太?麻烦了?|太?啰嗦了?|烦死了?|[\s,，])*(?:(?:不|别|懒得|不想|不用|不要|先不)(?:再)?(?:登记?|弄|搞|改|报(?:到)?|整|来)(?:记)?(?:了|吧|啦|了吧)?|(?:取消|退出|放弃|停止|终止|撤销)(?:我的|这个|本次|掉)?(?:报到登记|登记|报到|修改)|登记(?:取消|作废|不要)了?)[了吧啦啊\s。.!！]*$/.test(
    words,
  );

/** What somebody wonders about while he is asked: what for, whether he must, who sees it, whether he may leave parts out. */
export type AboutIt = 'why' | 'must' | 'who' | 'parts';

const heardParts =
  /(?:不|别)(?:说|填|写|告诉|给|讲)[^,，]{0,4}(?:名字?|姓名|公司|平台|站点?|网点|社区|住|地址|哪|这个|这些)|跳过[^,，]{0,4}[吗么不]/;
const heardMust =
  /(?:必须|一定要|非得|非要|强制|硬性|自愿)|(?:不|没)(?:登记?|报到|说|填|弄)[^,，]{0,4}(?:会怎|会咋|咋样|怎么样|行不行|行[吗么]|可以[吗么]|有事[吗么]|影响|会不会|后果|罚)/;
const heardWho =
  /(?:谁|老板|公司|站长|平台|别人|群里|外人|街道|领导|警察)[^,，]{0,6}(?:看|知道|查)(?:得?到|见|得见|不|[吗么])?|泄[露漏]|外传|传出去|(?:信息|资料|东西)[^,，]{0,4}卖|卖(?:了|掉|给)|安全[吗么不]|保密[吗么不]|告诉(?:老板|公司|站长|别人)|靠谱[吗么不]|骗子|骗人|诈骗/;
const heardWhy = /为什么|为啥|干[嘛啥]|干什么|做[什啥]么?|[什啥]么?(?:用|好处|意义)|图(?:个)?[啥什]|凭[什啥]|有用[吗么]/;
const heardItself = /登记|报到|问|填|信息|资料|这个|这些|这有|这是|名字|姓名|社区|住哪|住址|公司|站点|党员|告诉|知道我|要我/;

/** In the middle of a registration; elsewhere `asksWhatFor` hears it. */
export function asksAboutIt(words: string): AboutIt | null {
  if (words.length > 30 || /[车牌]/.test(words)) return null;
  const isQuestion = isAsking(words) || asksSomething(words) || heardWhy.test(words) || /会.{0,8}[吗么不]/.test(words);
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
