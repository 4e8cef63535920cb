// What stands behind an order or a verdict and makes it none: a question, or a word that puts it off. Heard, never said.

/** Nothing longer is such a tail. */
const LONGEST = 40;

const SMALL = '[吧了啊呀哦哈嘛啦呢嘞的诶噻\\s,，。.!！~～]*';
const heardAsked = [
  /[?？][\s。.!！~～]*$/,
  /(?<![什怎那这要多])[吗么][\s。.!！~～]*$/,
  /(?:[了过好掉成]|^|[\s,，])没有?[啊呀呢嘞\s。.!！~～]*$/,
  // "Not right, not right" is said twice, and asks nothing.
  /(?<!不|不\p{Script=Han})(?<sign>[是对要行用该算能会好批准撤销认同]|可以|需要|应该|属实|同意|确认|有|到|去|来|做|巡)[不没]\k<sign>/u,
  /(?<![\p{Script=Han}])是否|能否|可否|(?:可|同|应)[不没](?:可以|同意|应该)/u,
  /^(?:那|又|还|[\s,，])*(?:怎么|咋|为什么|为啥|为何|凭啥|凭什么|啥情况|什么情况|啥意思|什么意思|谁|哪)/,
  /(?:怎么|咋个?)(?:回事|办|弄|说|样)[啊呀呢\s。.!！~～]*$/,
];
/** Asks something, where it stands for itself or behind an order. */
export const asksSomething = (words: string): boolean =>
  words.length <= LONGEST && heardAsked.some((pattern) => pattern.test(words));

const WHO = '(?:我|俺|咱们?|他|她|他们|人家|本人|支部|书记|老\\p{Script=Han}|小\\p{Script=Han}|\\p{Script=Han}{2,3})';
const LOOK =
  '(?:问|打听|看|查|想|核|对一?下|商量|考虑|琢磨|确认|合计|了解|讨论|研究|请示|落实|开会|回来?|来|到|有空|忙完|说|联系|打个?电话)';
const DAY =
  '(?:明[天早儿晚]?|大?后天|下个?(?:周|星期|礼拜|月).?|(?:这个?|本)?(?:周|星期|礼拜)[一二三四五六日天末]|月[底初]|节后|过(?:几|两|一|些)[天日]|过(?:一?阵子?|段时间|会儿?|一会儿?)|回头|改天|晚[点些上]儿?|待会儿?|一会儿|稍后|到时候?|有空|下次|以后|迟点|晏点)';
const heardWait = new RegExp(
  `^(?:嗯|哎|那|还是|先|再|就|也|都|但是?|不过|我|俺|你|暂时|容|[\\s,，])*(?:${[
    `等(?:一?下|哈|会儿?|等|一?等|一?会儿?|一?阵子?|几天|两天)`,
    `(?<!不)等(?:到|着)?${WHO}(?:先|去|再|把|给|跟|和|同|\\p{Script=Han}){0,5}?${LOOK}\\p{Script=Han}{0,6}`,
    `(?<!不)等\\p{Script=Han}{1,8}?(?:再|才)(?:说|定|看|讲|给|办|弄|批|撤|确认|同意|核实?)\\p{Script=Han}{0,3}`,
    '(?:先|再|去)*(?:我|俺)?(?:去|先|再)*(?:[跟和同找向]\\p{Script=Han}{1,4}?)?(?:问|打听|想|看|查|核|考虑|琢磨|商量|确认|核对|了解|合计|请示)(?:一?[下哈]|[问想看查核]|考虑|琢磨|商量|清楚)+(?:\\p{Script=Han}{0,4}(?:再说|再定|情况|意见|书记|本人|他|她))?',
    `(?:${DAY}|先|再)+(?:再)?(?:说|定|看|讲|给|办|弄|批|撤|搞|处理|确认|同意|核实?)\\p{Script=Han}{0,2}`,
    '再说',
    '缓一?缓|放一?放|放着|搁着|搁一?搁|留着|挂着|压着|慢着|且慢',
    '(?:不|莫|别)(?:急|忙)|不着急',
    '(?:先|暂时?|暂且)(?:别|不要|不用|不|莫|甭)(?!是|对|了|来)\\p{Script=Han}{0,4}',
    '(?:还|我)*(?:没|冇)(?:有)?(?:想好|定|核实|核对|问|查)(?:呢|好|清楚|过)*',
    '定不了|定不下来|拿不准|说不准|不确定|不敢定',
  ].join('|')})(?:${SMALL}(?:等(?:一?下|哈|会儿?|等)|再说|先放着|${DAY}|先))*${SMALL}$`,
  'u',
);
const heardNeedless = new RegExp(
  `^(?:嗯|哎|那|还是|就|也|都|但是?|我|看|觉得|应该|可能|好像|大概|估计|其实|[\\s,，])*(?:不用|不必|不需要|没必要|用不着|不要(?=[撤批扣动办弄定管同确处退])|不必要|算了|别|甭|莫|还是别)(?:[撤批扣动办弄定管了吧]|撤销|同意|确认|处理|退|搞){0,4}${SMALL}$`,
);
/** Puts off, or calls needless, what stands before it: `等我问问老周`, `应该不用`. Why something was wrong is none: `等我到了才发现记错了`. */
export const putsOff = (words: string): boolean =>
  words.length <= LONGEST &&
  !/再说一?[遍次]|发现|记错|重复|多记|不是本人|没来|才(?:知道|来|到|看)/.test(words) &&
  (heardWait.test(words) || heardNeedless.test(words));

const heardBreak = /[\s,，;；。:：、]+/g;
/** Whether words that are an order up to a break are put off behind it. @returns the order; null = nothing puts it off */
export function putOffOrder(words: string, isOrder: (words: string) => boolean): string | null {
  if (words.length > 90) return null;
  for (const { 0: mark, index } of words.matchAll(heardBreak)) {
    const tail = words.slice(index + mark.length);
    if (index > 0 && tail !== '' && putsOff(tail) && isOrder(words.slice(0, index))) return words.slice(0, index);
  }
  return null;
}
