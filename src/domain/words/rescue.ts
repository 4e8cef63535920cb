// News of a danger that was told of: help is there, it is over, it has begun again. Heard, never said.

const LONGEST = 32;

const AROUND =
  '(?:小蜂|报告|谢谢|多谢|好了|好的|嗯|哦|哎呀?|现在|已经|刚才?|都|也|就|还|又|自己|终于|总算|大家|没有|不好意思|对不起|原来|其实|放心|我们?|俺们?|咱们?|那边|这边|把|给|被|[了啦啊呀吧哈呢的])';
const HELPERS = '(?:救护车|120|119|110|122|消防(?:队|车|员)?|警察|民警|交警|警车|急救车?|医生|大夫)';
const HELP = `(?:${HELPERS}的?人?(?:就|已经|也|都|刚|马上|说)*(?:来|到|到场|拉走|接走|抬走|送走|处理|在弄|在救)了?|(?:打|拨|叫|喊)(?:过|了)${HELPERS}|(?:打|拨|叫|喊)${HELPERS}(?:了|过)|报(?:过|了)警|报警了|送(?:去|到)?医院了?)`;
const PEOPLE = '(?:保安|物业|师傅|老板|门卫|店家|群众|路人|[他她人]|人家|有人)?';
const OVER = [
  `${PEOPLE}没(?:有)?(?:啥|什么)?事(?:儿)?`,
  '没(?:有)?(?:再)?(?:冒|着|烧|漏)(?:烟|火|气|电)?',
  '没(?:有)?的事',
  '没(?:有)?(?:受伤|大事|大碍|味|烟|火)',
  `${PEOPLE}(?:把|用|拿)?(?:火|明火|烟)?(?:用|拿)?(?:灭火器|水|沙子)?(?:把)?(?:火)?[扑浇弄]?[灭熄](?:掉|下去)?`,
  `${PEOPLE}(?:把|给)?(?:电|闸|电闸|总闸|气|阀门?|总阀)?(?:拔|断|关|拉|切)(?:掉|了|上|好)?(?:电|闸|电闸|总闸|插头|电源|气|阀门?)?`,
  '搞定|摆平|散了?|控制住',
  `${PEOPLE}(?:醒|缓|清醒|救)(?:了)?(?:过来|上来|出来)?`,
  '(?:就)?(?:是)?(?:擦|蹭|磕)?(?:破)(?:了)?(?:点)?皮|轻伤|皮外伤|低血糖|中暑',
  '(?:不用|别|不要|不必)(?:再)?(?:来|喊|叫|派)人?',
  '不是(?:真的|着火|起火|冒烟|漏电|漏气|煤气|燃气|打架|烟|火|电)',
  '虚惊一场|误报|看错|搞错|弄错|听错',
].join('|');
const EXPLAINED = /^(?:原来|其实|就)?是[^\s,，。火炸伤血电漏死烧]{1,8}$/;
const help = new RegExp(`^${AROUND}{0,6}(?:${HELP}${AROUND}{0,4}){1,2}$`);
const over = new RegExp(`^${AROUND}{0,6}(?:(?:${OVER})${AROUND}{0,4}){1,3}$`);
const filled = new RegExp(`^${AROUND}{1,8}$|^${AROUND}{0,3}到${AROUND}{0,2}$`);

/** Said of a danger, and of nothing else: help has come or was called, or it is over; null = something else is said. */
export function rescueIn(words: string): 'help' | 'over' | null {
  if (words.length > LONGEST || /[?？吗]/.test(words)) return null;
  const parts = words.split(/[\s,，。.;；!！~～]+/).filter((part) => part !== '');
  const isOver = parts.some((part) => over.test(part));
  const isHelp = parts.some((part) => help.test(part));
  const isAll = parts.every(
    (part) => over.test(part) || help.test(part) || filled.test(part) || (isOver && EXPLAINED.test(part)),
  );
  if (!isAll) return null;
  return isOver ? 'over' : isHelp ? 'help' : null;
}

const OF_DANGER = /火|烟|灭|[拔断关拉切]|电|[煤燃]气|漏气|救护|1[12]0|119|122|消防|警|急救|医|[醒缓救]|伤|血/;
/** True when the words name what a danger is made of, or who helps: "all fine" alone may be said of anything. */
export const isOfDanger = (words: string): boolean => OF_DANGER.test(words);

const AGAIN =
  /^(?:小蜂|哎呀?|妈呀|天哪?|快|快点|不好了?|不得了|完了|看|它|那边|这边|怎么|[\s,，!！。])*(?:真的?|又|还在|又开始|重新|没灭)[\s,，]*(?:着|烧|冒|漏|打|炸)(?:火|烟|气|电)?(?:起来|开)?(?:了|啦|着)?(?:快来人?|来人|救命|[啊呀!！。\s,，])*$/;
/** A danger that was over, or held for none, is there after all: `真的着了`, `又冒烟了`. */
export const isThereAgain = (words: string): boolean => words.length <= LONGEST && AGAIN.test(words);

const ARRIVED = /^(?:小蜂|报告|好|[我俺咱]们?|人|已经?|刚|都|[\s,，])*(?:到了?现场|到地方|赶到|到)了[啊呀哈\s,，。.!！]*/;
const CHECKS_IN = /签|打.?卡|报到|巡|志愿|党日|会场|开会/;
/** Whoever was called out says that he is there; what else he says is of it. */
export const isThere = (words: string): boolean => words.length <= LONGEST && ARRIVED.test(words) && !CHECKS_IN.test(words);
