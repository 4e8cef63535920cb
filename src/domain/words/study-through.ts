// Who says "through" of a material, and whether he is. Heard, never said.

/** Of the whole word: `看完`, `学习完`, `听好了`. */
const DONE = '(?:学习?|看|听|读|翻|刷)(?:完|好|过|毕)';

/** Whoever is through says so at once. */
const LOOKED_AT = 200;

const heardPlan = new RegExp(
  [
    `(?:快|就要|马上|差不多|差一?点|还差.{0,6}|立马|这就|准备|打算|争取|尽量|一会儿?|待会儿?|等会儿?|等下|回头|晚上|晚点|明天|改天|下班|收工|有空|等)(?:就|都|要|再|能|会|给|把|我|俺|咱|它|了|[\\s,，]){0,12}${DONE}`,
    `${DONE}了?(?:再|之?后|以后|的时候)?(?:告诉|跟你说|给你说|通知|回你|找你|喊你)`,
    '(?:没|没有|哪有|哪来的)(?:时间|空|工夫|功夫|精力|心思)|顾不上|来不及|学不完|看不完|听不完|不想[学看听]|懒得',
    `(?:没|没有|还没|未|不可能|哪能|没法|怎么可能)(?:全|都|能|有)*${DONE}`,
    `(?:要是|如果|假如|只要|除非|必须|得|要|应该|希望|想|会|能)(?:我|俺|都|全|先|早点|赶紧)*${DONE}`,
    `(?:今晚|晚上|晚些)[^,，了]{0,6}${DONE}(?!了|啦)`,
    '一半|一部分|一点点|前面|开头|刚开始|才(?:学|看|听)|正在|[学看听]着',
  ].join('|'),
);
const heardAsking = new RegExp(
  `[?？]|[吗么]\\s*$|(?:有|加|给|算|记|行|可以).{0,4}(?:不|没有?)\\s*$|${DONE}了?(?:没|没有)\\s*$|几分|多少|(?:干|做|有|得|换|给|加|算|是)(?:些|点)?(?:啥|什么|嘛)|怎么(?:弄|办|算|记|整|说)|咋(?:办|弄|整|算|说)|${DONE}了?(?:之?后|以后)|(?:才|就)(?:有|能|算|给|加|得)`,
);
const ofThrough = new RegExp(DONE);
/** Whoever else may have learned it. */
const heardOther = new RegExp(
  `(?:他|她|它|人家|别人|谁|大家|同事|师傅|徒弟|兄弟|朋友|媳妇|老婆|老公|对象|爱人|儿子|闺女|女儿|娃|孩子|爸|妈|弟|妹|哥|姐)(?:们|都|也|已经|刚|今天|昨天|早就?|给|替|帮|我|俺|全|[\\s,，])*(?:把[^,，]{0,6})?${DONE}|(?:替|帮|代)(?:我|俺|咱).{0,6}${DONE}`,
);
const heardCalled = new RegExp(
  `(?<called>[老小阿大][\\u4e00-\\u9fff]|[\\u4e00-\\u9fff]{1,3}(?:师傅|书记|站长|队长))(?:都|也|已经|刚|全|早就?|[\\s])*${DONE}`,
);
/** Of things, and of who teaches. */
const NO_CALL = /^(?:老[师套是早]|小[视课短程文册故哥蜂时节]|大[家课致概])/;

/**
 * What words with "through" in them say of their speaker: that he is, that he will be, that somebody else is, or nothing, because they ask.
 * @param names what the speaker is called; others are somebody else
 */
export function throughSaid(said: string, names: readonly string[] = []): 'done' | 'planned' | 'asked' | 'other' {
  const words = said.slice(0, LOOKED_AT);
  const called = heardCalled.exec(words)?.groups?.called;
  const isCalled = called !== undefined && !NO_CALL.test(called) && !names.includes(called);
  if (isCalled || heardOther.test(words)) return 'other';
  const clauses = words.match(/[^\s,，。.!！;；~～]+/g) ?? [];
  if (clauses.some((each) => ofThrough.test(each) && heardAsking.test(each))) return 'asked';
  return heardPlan.test(words) ? 'planned' : 'done';
}
