// How secretaries ask what nobody could answer, say what is to be answered, and look through it. Whole sentences, linear.
import { chineseNumber } from '../../core/numerals.ts';
import { signsOf } from './appeals.ts';

const FRONT = '^(?:小蜂|请|麻烦|给我|帮我|我想|我要|你|看一?下|看看|查一?下|查查|列一?下|列出来?|发我|把|[\\s,，])*';
const LIST = '(?:清单|列表|一览|都?有(?:哪些|什么|啥|几[个条]|多少)|是?(?:哪些|什么|啥)|几[个条]|拉个?单子)';
const BEHIND = `(?:${LIST}|给我|发我|看看|看一?下|一下|出来|[吗么呢啊吧呀哈了的\\s,，。.!！?？~～])*$`;
/** Nothing longer asks for a list. */
const LONGEST = 40;

const WHO = '(?:大家|大伙儿?|骑手们?|小哥们?|他们|群里|有人|别人)';
const WHEN = '(?:最近|这几天|这周|这个月|本月|上个?月|今年|现在|目前)';
const UNKNOWN = [
  '(?:没有?|未|不)(?:能|会)?(?:回?答|答复)(?:得)?(?:上来?|出来?|到|了)?',
  '(?:回?答|答复)不(?:上来?|出来?|到|了)',
  '(?:没有?|缺)(?:现成的?)?答案',
  '(?:你|小蜂)?(?:不会|不知道|不懂|不晓得|没学过)(?:回?答)?',
].join('|');
const heardUnanswered = new RegExp(
  `${FRONT}(?:${WHO}|${WHEN}|都|还|有|问(?:了|过)?些?|(?:哪些|什么|啥)|问题|政策|的|你|[\\s,，])*(?:${UNKNOWN})(?:过|了)?的?(?:政策)?(?:问题|提问|问|题目?|事儿?)?(?:的)?${BEHIND}`,
);
/** `不会的` alone is no question. */
const heardAsking = /答|问|题|你不|小蜂不/;

/** Asks what people wanted to know that no document says. */
export const asksForUnanswered = (words: string): boolean =>
  words.length <= LONGEST && heardAsking.test(words) && heardUnanswered.test(words);

const COMMON =
  '(?:常见问答|常见问题|标准(?:答复|答案|问答)|支部(?:答复|问答)|存(?:了|好|下)?的?(?:问答|答复|答案)|记(?:住|下)的?(?:问答|答复|答案)|教(?:过|给)?你的?(?:问答|答复|回答|答案))';
const heardCommon = new RegExp(`${FRONT}(?:${WHEN}|所有|全部|的|都|有(?:哪些|什么|啥)?)*${COMMON}(?:的)?(?:问题)?${BEHIND}`);
export const asksForCommon = (words: string): boolean => words.length <= LONGEST && heardCommon.test(words);

const NUMBER = '第?\\s*(?<number>\\d{1,4}|[一二两三四五六七八九十百]{1,5})\\s*(?:条|个|号|项)?';
const DROP = '(?:删(?:掉|除|了|去)?|去掉|取消|作废|撤(?:掉|了)?|不要)(?:了|吧)?';
const heardRemove = [
  new RegExp(`${FRONT}${DROP}${COMMON}(?:里|里面|中)?的?${NUMBER}[了吧啊\\s。.!！]*$`),
  new RegExp(`${FRONT}${COMMON}(?:里|里面|中)?的?${NUMBER}(?:给我|给)?${DROP}[了吧啊\\s。.!！]*$`),
];
/** Which of the answers that are kept is to go, from 1. */
export function removedIn(words: string): number | null {
  return words.length > LONGEST ? null : numberOf(heardRemove.map((pattern) => pattern.exec(words)).find(Boolean));
}

const heardDropNumber = new RegExp(`${FRONT}${DROP}${NUMBER}[了吧啊\\s。.!！]*$`);
/** The same behind their list, where the number is enough. */
export const droppedNumberIn = (words: string): number | null =>
  words.length > LONGEST ? null : numberOf(heardDropNumber.exec(words));

const numberOf = (found: RegExpExecArray | null | undefined): number | null => chineseNumber(found?.groups?.number ?? '');

/** Nobody reads longer answers on a telephone. */
export const ANSWER_MAX = 300;
export const QUESTION_MAX = 80;
const REPLY = '(?:回答|答复|回复|答|回|说|讲|告诉(?:他|她|人家|大家)们?|跟(?:他|她|人家|大家)们?(?:说|讲))';
const THEN = '(?:你|我们)?(?:就|都|统一|直接|一律)+';
const QUOTE = '[\\s"“”‘’\'「」]*';
const SEPARATED = '[\\s:：,，]+';

const heardAnswerTo = new RegExp(`^(?:小蜂|[\\s,，])*(?:回?答|答复)${NUMBER}(?:题)?${SEPARATED}(?<answer>.{2,})$`, 's');
const heardToAnswer = new RegExp(
  `^(?:小蜂|[\\s,，])*(?!\\s)${NUMBER}[\\s:：,，]*(?:就)?(?:回?答|答复)${SEPARATED}(?<answer>.{2,})$`,
  's',
);
/** `答 2 归后勤管`: the answer to one of the list. */
export function answerTo(words: string): { number: number; answer: string } | null {
  const found = heardAnswerTo.exec(words) ?? heardToAnswer.exec(words);
  const number = numberOf(found);
  return found && number !== null && number >= 1 ? { number, answer: found.groups!.answer!.trim() } : null;
}

const ASKED = `(?:要是|如果|假如)?(?:再)?(?:碰到|遇到)?(?:有)?(?:人|谁|${WHO})?(?:再|又)?(?:来)?问(?:到|起|我|你|你们)?(?:的是)?`;
const TAUGHT = `(?<question>.{2,${QUESTION_MAX}}?)${QUOTE}(?:的话|的时候|时)?(?:[\\s,，?？。]+(?:${THEN})?|${THEN})${REPLY}[\\s:：,，]*(?<answer>.{2,})$`;
const heardTeaching = [
  new RegExp(
    `^(?:小蜂|[\\s,，])*(?:(?:请|给我|帮我)?(?:记住|记一下|记下来?|记着|学一下)[\\s:：,，]*(?:以后)?|以后|今后|下次)${ASKED}[\\s:：,，]*${QUOTE}${TAUGHT}`,
    's',
  ),
  new RegExp(
    `^(?:小蜂|记住|记一下|[\\s,，:：])*问[:：]\\s*(?<question>.{2,${QUESTION_MAX}}?)[\\s,，;；。?？]*答[:：]\\s*(?<answer>.{2,})$`,
    's',
  ),
];
/** `以后有人问食堂归谁管，就答归后勤管`; null = nothing of the kind is said. */
export function taughtIn(words: string): { question: string; answer: string } | null {
  for (const pattern of heardTeaching) {
    const groups = pattern.exec(words)?.groups;
    const [question, answer] = [bare(groups?.question), bare(groups?.answer)];
    if (signsOf(question) >= 3 && signsOf(answer) >= 2) return { question, answer };
  }
  return null;
}

const heardKeep =
  /^(?:小蜂|那|就|好的?|行|嗯|可以|[\s,，])*(?:存(?:下来?|上|着|好|一下)?|记(?:下来?|住|上|着)|留着)[了吧呗啊嘛\s,，。.!！~～]*$/;
const heardKeepNot = /^(?:小蜂|那|就|先|[\s,，])*(?:不(?:用|要|必)?|别|甭)(?:存|记|留)(?:了|下来?|吧|啦)*[\s,，。.!！~～]*$/;
/** Whether an answer is to be kept, said in words; null = they say something else. */
export const keepIn = (words: string): boolean | null => (heardKeepNot.test(words) ? false : heardKeep.test(words) ? true : null);

const bare = (text = ''): string => text.replace(/^[\s,，:："“”‘’'「」]+|[\s,，:："“”‘’'「」]+$/g, '');

/** Shorter questions hold too little to be told from others by; one word of two signs at most may be left out. */
const SHORTENED_MIN = 6;
const LEFT_OUT_MAX = 2;
/** Without such a word it is another question. */
const heardTurning = /[不没无未非别男女前后新老上下东南西北早晚大小首初末再\d一二三四五六七八九十两双单半]/;
/** A question that begins so says nothing of what it is about. */
const heardNoMatter = /^(?:[归由被谁找怎咋哪啥多几能可要在有是去到该应会给叫算]|什么|为|如何)/;

/** True when the words ask the question but for its first word, which says whose or where: `食堂归谁管` for `公司食堂归谁管`. */
export function isShortened(words: string, question: string): boolean {
  const [asked = '', whole = ''] = [words, question].map((each) => each.replace(/[\s\p{P}\p{S}]/gu, ''));
  const left = whole.slice(0, Math.max(0, whole.length - asked.length));
  const isOneWord = left.length >= 1 && left.length <= LEFT_OUT_MAX && !heardTurning.test(left);
  return isOneWord && asked.length >= SHORTENED_MIN && whole.endsWith(asked) && !heardNoMatter.test(asked);
}
