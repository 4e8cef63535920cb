// What is heard around questions about rules: what they touch, and what people want beside an answer.
import { heardQuestion } from '../../core/phrases.ts';
import { heardPolite, nameWishIn, signsOf } from './appeals.ts';

const FRONT = '^(?:小蜂|你好|您好|请|麻烦|那|就|还是|能不能|能|可不可以|可以|我要|我想|给我|要不|算了|不行|[\\s,，。!！?？])*';
const BEHIND = '(?:一下|下|吧|呗|了|啦|啊|呀|呢|哈|嘛|行[吗不]|可以[吗不]|好[吗不]|谢谢|[\\s,，。.!！?？~～])*$';
const whole = (pattern: string): RegExp => new RegExp(`${FRONT}(?:${pattern})${BEHIND}`);

const BOSS = '(?:支部|党支部|组织)?(?:的)?(?:书记|支书|领导|联系人|负责人|管事的|人)|支部|党支部|组织上?';
const PERSON = '(?:人工|真人|活人|大活人|支部联系人|联系人)(?:客服|服务|坐席|座席)?';
const CALL = '(?:找|转接?|要|叫|换|喊|接|切换?到?|呼叫)(?:一?下|个|到|给)?';
const ASK = '(?:问|请教|打听|请示)(?:一?下|问|一问|个)?';
const FOR_ME = '(?:你|你们)?(?:去|来|再|先)?(?:帮|替|给)(?:个?忙)?(?:我|俺|咱)?们?(?:去|来|再)?';
const THIS = '(?:这个|这事儿?|这条|这件事|这题|那个|那事|这)?';
const HOW = '(?:该|要|是|到底)?(?:咋办|咋弄|咋整|咋算|怎么办|怎么弄|怎么算|行不行|能不能办)?';
const HUMAN = [
  `(?:${CALL})?${PERSON}(?:回答|解答|答复)?`,
  `${THIS}${FOR_ME}(?:把)?${THIS}${ASK}(?:${BOSS})?(?:去|看看?)?${THIS}${HOW}`,
  `${THIS}(?:你|你们|还是)?(?:去|来|就)?${ASK}(?:${BOSS})(?:去|看看?)?${THIS}${HOW}`,
  `${THIS}(?:帮我|替我)?(?:转|交|报|反映)(?:给|到)(?:${BOSS})(?:那|那里|那儿)?${ASK}(?:看看?)?`,
].join('|');
const heardHuman = whole(HUMAN);
/** In answer to our offer fewer words say it. */
const heardHandedOn = whole(
  `(?:你|你们)?(?:帮我|替我)?(?:转|交|报|发)(?:给|到)?(?:${BOSS})|(?:让|叫|请)(?:${BOSS})(?:来)?(?:答|回答?|说说?|看看?)`,
);
/** What is to be asked stands behind or before it. */
const heardHumanAhead = new RegExp(`${FRONT}(?:${CALL})?${PERSON}[\\s,，:：。]+(?<question>.{4,})$`, 's');
const heardHumanBehind = new RegExp(
  `^(?<question>.{4,120}?)[\\s,，。?？!！]+(?:那就|那|请|帮我|给我|就)?(?:${CALL})${PERSON}${BEHIND}`,
  's',
);

export interface HumanWish {
  /** What he is to be asked, where it is said along. */
  question: string | null;
  isHidden: boolean;
}

const LONGEST = 300;

/** Somebody wants a person to answer; null = the words want anything else. */
export function humanIn(words: string): HumanWish | null {
  if (words.length > LONGEST) return null;
  const wish = nameWishIn(words);
  const isHidden = wish?.isHidden ?? false;
  const said = wish?.rest ?? words;
  if (heardHuman.test(said)) return { question: null, isHidden };
  const ahead = heardHumanAhead.exec(said)?.groups?.question;
  if (ahead !== undefined) return { question: ahead, isHidden };
  const behind = heardHumanBehind.exec(said)?.groups?.question;
  return behind !== undefined && heardQuestion.test(behind) ? { question: behind, isHidden } : null;
}

export const isHandedOn = (words: string): boolean => words.length <= 30 && heardHandedOn.test(words);

const heardMore = whole(
  '(?:再|请|要|想听)?(?:细说|细讲|(?:说|讲|展开)(?:得)?(?:再)?(?:细|详细|具体|清楚|明白)(?:点儿?|一点|些|一些)?|(?:再)?(?:详细|具体)(?:的|点儿?|一点|说|讲)*|还有(?:啥|什么|哪些|别的|没有?|吗)?|然后呢?|接着(?:说|讲)?|继续(?:说|讲)?|展开(?:说说|讲讲|说|讲)?|多说(?:点|两句|一点|几句)|往下说|后面呢|全文|原文)',
);
/** "In detail", "and then?": more of what was just answered. */
export const wantsMore = (words: string): boolean => words.length <= 20 && heardMore.test(words);

const heardPointing = whole(
  '(?:这个?|那个?|它|这条|那条|这句|这话|这事儿?|这种|上面(?:这个|说的|的)?|引用的?)?(?:事|情况|问题|的)?(?:到底|是|该|都|有没有|有|按|对|算)*(?:怎么|咋|啥|什么|哪里|哪儿|算不算|行不行|合不合(?:法|规)|对不对|咋个|啷个)?(?:规定|说法|政策|讲究|要求|算|办|弄|说|定|合法|合规|依据)*的?[吗么不没]?',
);
/** Words that ask about what they quote, and say nothing of it: `这个怎么规定`. */
export const pointsAtQuoted = (words: string): boolean => words.length <= 24 && heardPointing.test(words);

const FOLLOWING_MAX = 14;
/** With all that is said around so few signs. */
const SHORT = 60;
const heardFollowing = /^(?:小蜂|[\s,，])*(?:那么?|要是|如果|假如|换成|万一|还有)|呢[\s。.!！?？~～]*$/;
/** Short words that go on with what was asked before: `那快递员呢`. */
export const goesOn = (words: string): boolean =>
  words.length <= SHORT &&
  signsOf(words) <= FOLLOWING_MAX &&
  ((heardFollowing.test(words) && !heardEnding.test(words) && !heardDoing.test(words)) || asksOnly(words));

/** `吃饭呢`: told, not asked. */
const heardDoing =
  /^(?:小蜂|[我俺咱]们?|还|正|刚|[\s,，])*(?:(?:在|吃|喝|睡|忙|等|看|玩|歇|洗|堵|排队|开会|上班|下班|干活|干[啥嘛什]).{0,4}|(?:送|派|跑|骑)(?:着|货|件|餐|单|车)*)呢/;
/** `那好吧`, `那算了`: nothing goes on there. */
const heardEnding =
  /^(?:小蜂|那么?|[\s,，])*(?:好|行|可以|中|成|算了|谢|辛苦|就这样|就这么|知道|明白|懂|晓得|没事|不用|不问|再见|拜)[^?？吗么不没]*$/;

const BARE_MAX = 12;
/** Nothing of its own is in them; overlapping parts, so only short words are tried. */
const heardBare =
  /^(?:小蜂|那么?|这个?|它|一般|大概|最[多少快迟晚]|至[多少]|总共|一共|要?好多|每|一?个?月|一年|一次|多久|多长时间|多少|几[天年个次块]?|年|钱|块|元|什么|啥子?|哪[个些里儿]?|谁|怎么|咋个?|啷个|何时|时候|时间|要不要|能不能|可不可以|会不会|有没有|需要|必须|要|能|得|会|可以|有|该|用|给|交|办|弄|算|赔|罚|拿|领|找|问|去|到|带|准备|提供|提交|填|申请|下来|到账|审批|批|管|材料|资料|东西|手续|流程|步骤|条件|标准|好处|后果|期限|电话|地方|部门|自己|本人|[我俺咱]们?|的话?|吗|么|嘛|呢|啊|呀|不|没|都|还|就|也|是|才|再|先|行|[\s,，。.?？!！~～])+$/;
const heardAsking =
  /[吗么不没][\s。.!！?？~～]*$|[?？]|谁|啥|什么|怎|咋|啷个|哪|几[天年个次块]|多少|多久|多长|好多|要不要|有没有|能不能|可不可以/;
const heardGreeting = /^(?:怎么|咋)[啊呀\s。.!！?？]*$|有[谁吗么没不]|^[我俺咱]是谁/;
/** A question without a matter, which only the one before it gives: `多久能下来`, `要交钱吗`. */
export const isBareQuestion = (words: string): boolean =>
  signsOf(words) >= 2 &&
  signsOf(words) <= BARE_MAX &&
  words.length <= 2 * BARE_MAX &&
  heardAsking.test(words) &&
  !heardGreeting.test(words) &&
  heardBare.test(words);

const PROVINCES =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古?|广西|西藏|宁夏|新疆|香港|澳门|台湾';
const heardPlaceAlone = new RegExp(
  `^(?:小蜂|那么?|我们?|咱们?|人?在|要是|如果|换成|是|[\\s,，])*(?:(?:${PROVINCES})(?:[省市]|自治区)?|\\p{Script=Han}{2,4}[省市县区州])(?:这边|那边|这儿|这里|那里|的|人|也是|呢|吗|啊|呀|[\\s,，。.!！?？~～])*$`,
  'u',
);
const heardOthers = /^(?:小蜂|[\s,，])*(?:那么?)?(?!.*[你您])\p{Script=Han}{2,8}呢[\s。.!！?？~～]*$/u;
/** They ask the same of something else, or more of it, and nothing but that: whoever says them waits for an answer. */
export const asksOnly = (words: string): boolean =>
  words.length <= SHORT &&
  (isBareQuestion(words) || heardPlaceAlone.test(words) || (heardOthers.test(words) && !heardDoing.test(words)));

const heardNext = /^(?:小蜂|[\s,，])*那么?[^你您]+$/;
/** The next question, as one begins it behind an answer: `那后座能不能带人`. */
export const asksNext = (words: string): boolean =>
  signsOf(words) <= FOLLOWING_MAX && heardNext.test(words) && heardAsking.test(words);

const parts: readonly [RegExp, RegExp][] = [
  [/多久|多长|几天|几个月|几年|什么时候|啥(?:子)?时候|何时|期限/, /\d+\s*个?(?:工作日|小时|日|天|月|年)|当天/],
  [/钱|多少(?!年|天|个月)|好多(?!年|天|个月)|[赔罚交]多少/, /\d(?:元|%|块|倍)|不要钱|免费|不?收费/],
  [
    /找谁|问谁|谁管|去哪|到哪|哪[里儿个].{0,3}[办交领问找]|电话/,
    /找.{1,14}|问.{1,14}[局会口站]|[向到交].{1,14}(?:投诉|申请|申领|反映|举报|登记|办|组织|机构)|\d{5}/,
  ],
];
/** Of the paragraphs, those that tell how long, how much or who, where that is what the words ask. */
export function partsAsked(words: string, paragraphs: readonly string[]): string[] {
  const told = parts.filter(([asked]) => asked.test(words)).map(([, told]) => told);
  return paragraphs.filter((paragraph) => told.some((pattern) => pattern.test(paragraph)));
}

const CUT = /[,，。；;？?！!\s]+|顺便|另外|还有就?是?|对了|再问一?下?/;
const CLAUSE_MIN = 5;
/** The parts that ask something, where a message holds more than one question. */
export function questionsIn(words: string): string[] {
  const clauses = words.split(CUT).filter((clause) => clause !== '');
  return clauses.length < 2 ? [] : clauses.filter((clause) => signsOf(clause) >= CLAUSE_MIN && heardAsking.test(clause));
}

const NEXT_QUESTION = /[?？]+|另外|还有|顺便|对了/;
/** Several questions in a row, each by itself. */
export function questionsApart(words: string): string[] {
  const questions = words.split(NEXT_QUESTION).filter((part) => signsOf(part) >= CLAUSE_MIN);
  return questions.length < 2 ? [] : questions;
}

/** Points at something that is not said; a quoted message would say it. */
export const pointsAtNothing = (words: string): boolean => /[这那它]|上面|引用/.test(words) && pointsAtQuoted(words);

const heardPersonal =
  /(?:我|俺|咱)们?这(?:种|样|个?情况|个?事|一?回|一?次)|(?:我|俺)(?!们)[^,，。?？]{0,12}(?:能|该|可以|应该|要)(?:不能|不该)?(?:赔|拿|领|得|补|分|判)|算不算(?:我|俺)|(?:赔|补偿)(?:给)?(?:我|俺)?(?:多少|几)|(?:我|俺)(?:这|那)?(?:个)?(?:案子|官司)|(?:我|俺)能(?:不能)?(?:告|打赢|胜诉)|(?:能|会|打得)(?:打)?赢/;
/** A case of one's own, which no document decides. */
export const isPersonalCase = (words: string): boolean => heardPersonal.test(words);

const PRIVATE = [
  '不想活|活不下去|想死|自杀|自残|轻生|抑郁|焦虑|失眠|睡不着|心理|崩溃|撑不(?:住|下去)',
  // Not the spirit of a meeting.
  '精神(?:病|科|上|压力|障碍|疾病|分裂|失常|类|有?问题|不正常|出了?问题)',
  '离婚|离了婚|家暴|出轨|同性恋|性取向|变性|出柜|怀(?:了|着)?孕|孕期|流产|打胎|堕胎|不孕',
  '性病|hiv|hpv|艾滋|乙肝|肝炎|大三阳|小三阳|梅毒|癌|肿瘤|肺结核|传染病|糖尿病|高血压|心脏病|癫痫|残疾',
  '骚扰|猥亵|强奸|性侵|威胁|恐吓|报复|欺负|打我',
  '欠(?:了|着)?(?:债|网贷|高利贷|一屁股)|网贷|高利贷|催收|失信|老赖',
  '坐(?:过|了)?牢|判(?:过|了)?刑|案底|前科|犯罪记录|吸(?:过|了)?毒|戒毒|赌',
  '信(?:教|佛|了教|基督)|宗教|退党|(?:受|背)(?:了|过)?处分',
].join('|');
const heardPrivate = new RegExp(PRIVATE, 'i');
/** What nobody wants answered before all: health, faith, debts, the family, what was done to him. */
export const isPrivateQuestion = (words: string): boolean => heardPrivate.test(words);

/** Words that ask nothing. */
export const asksNothing = (words: string): boolean => signsOf(words) <= 2;

const AROUND_PLACE = {
  front: /^(?:小蜂|我们?|人|在|是|就是|就|现在|目前|住|干活|跑单|这边|那|嗯|哦|啊|[\s,，。:：])+/,
  behind: /(?:[\s,，。.!！~～?？]|这边|这儿|这里|那边|那儿|的|人|干活|跑单|上班|吧|呢|啊|呀|了)+$/,
};
const PLACE_MAX = 20;
/** Where somebody may be, in answer to our question; null when the words can be no place. */
export function placeSaid(words: string): string | null {
  // The ends are looked for from every sign.
  if (words.length > PLACE_MAX || heardQuestion.test(words) || wantsNothing(words)) return null;
  const place = words.replace(AROUND_PLACE.front, '').replace(AROUND_PLACE.behind, '');
  return /^[\p{Script=Han}\s]{2,}$/u.test(place) && !wantsNothing(place) ? place : null;
}

const CITIES =
  '石家庄|太原|沈阳|大连|长春|哈尔滨|南京|苏州|无锡|杭州|宁波|温州|合肥|福州|厦门|泉州|南昌|济南|青岛|郑州|武汉|长沙|广州|深圳|东莞|佛山|南宁|海口|成都|贵阳|昆明|西安|兰州|西宁|呼和浩特|拉萨|银川|乌鲁木齐';
const heardPlaceName = new RegExp(
  `^(?:(?:${PROVINCES})(?:省|市|[\\p{Script=Han}]{0,4}自治区)?\\s*)?(?:(?:${CITIES})市?\\s*)?(?:\\p{Script=Han}{1,8}[省市县区州盟旗])?$`,
  'u',
);
const noPlaceName =
  /小区|社区|园区|片区|辖区|厂区|[郊城市地]区|[超夜门菜]市|[本我外哪别这那几各们]个?[省市县区州]|不|没|谢|说|问/;
/** Certainly a place, also one nothing is known of; other words may be anything. */
export const isPlaceName = (place: string): boolean => heardPlaceName.test(place) && !noPlaceName.test(place);

/** No, in answer to an offer; thanks and assent want nothing either. */
export const heardDecline =
  /^(?:小蜂|那|先|就|暂时|[\s,，])*(?:不(?:用|要|必|需要|是|找|问|想)?|别|否|no|算了|没事|免了)(?:了|啦|吧|哈|问|找|人工|细说|谢|[\s,，。.!！~～])*$/i;

/** Assent and thanks sound like a first choice, a no like the last one; both want nothing of an offer. */
export const wantsNothing = (words: string): boolean => heardDecline.test(words) || heardPolite.test(words);
