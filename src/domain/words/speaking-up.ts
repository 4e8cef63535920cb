// How people ask whether they may speak up at all: who will know of it, whether it helps, where to say it. Heard, never said.

const LONGEST = 30;

const FRONT = '^(?:小蜂|请问|问一?下|那|我|俺|想|要|在你这|跟你|找你们?|给你们?|上个?月|这边|[\\s,，])*';
const END = '(?:的|吗|么|嘛|吧|呢|啊|呀|哦|不|没有?|[\\s,，。.!！?？~～])*$';
const SPEAK = '(?:反映|投诉|举报|诉求|提意见|提建议|意见|建议|告状|告(?!诉)|说|讲|提|报)';
const MATTER = '(?:一?[个点些下]|问题|事儿?|情况|东西|诉求|意见|了|的)*';
const WHO = '(?:站长|老板|公司|平台|领导|书记|主管|组长|队长|别人|人家|他们?|谁|单位)';
const heardWho = [
  // Is it really nameless?
  new RegExp(
    `${FRONT}${SPEAK}?匿名${SPEAK}?${MATTER}(?:是不是|是|会不会|到底)?(?:真(?:的)?(?:匿名)?|假的|靠谱|安全|可靠|管用|有用|保密)${END}`,
  ),
  new RegExp(
    `${FRONT}(?:可以|能不能|能|可不可以|可|是不是可以|让不让)?(?:匿名|保密|不留名|不写名字?|不说名字?)${SPEAK}?${MATTER}(?:行|可以|中|能)?(?:吗|么|不|不行|没)${END}`,
  ),
  // Who will know?
  new RegExp(
    `${FRONT}(?:匿名|${SPEAK})${SPEAK}?(?:${WHO})?${MATTER}[\\s,，]*(?:会不会|不会|会|能不能|能)(?:被|让|叫|给)?${WHO}?(?:们|给)?(?:知道|晓得|查到|查出来|看到|看见|发现|报复|穿小鞋|针对|开除|辞退|泄露|打击)(?:我|是我|到|俺|是谁)*${END}`,
  ),
  new RegExp(
    `${FRONT}(?:谁|哪些人|什么人)(?:能|会|可以)?(?:看到|看见|知道|看得到|看)(?:我|俺)?(?:的|${SPEAK}|是谁)*(?:内容|匿名)?${END}`,
  ),
];
const heardHow = [
  // May it be said alone, and where?
  new RegExp(
    `${FRONT}${SPEAK}${MATTER}[\\s,，]*(?:可以|能不能|能|可不可以|要不要|是不是要)?(?:私聊|私下|单独|悄悄|私信)(?:你|说|讲|聊|跟你)*(?:可以|行|吗|不)${END}`,
  ),
  new RegExp(
    `${FRONT}${SPEAK}?(?:个|点|些)?(?:意见|建议|诉求|问题)[\\s,，]*(?:在哪儿?|往哪儿?|去哪儿?|上哪儿?|找谁|跟谁|该找谁)里?(?:${SPEAK}|投|交|写)?${END}`,
  ),
  // Does it help?
  new RegExp(
    `${FRONT}(?:(?:工资|罚款|扣钱|这种|这些)的?事儿?)?(?:${SPEAK}|找你们?)?${MATTER}[\\s,，]*(?:你们?|小蜂)?(?:真的?|到底|能不能|会不会|能|会)*(?:有用|管用|好使|顶用|解决|管得了|管|解决得了|处理)${END}`,
  ),
];
/** A question, not a word of praise or a plain report. */
const asks = /[吗么嘛?？]|没(?:有)?$|不$|(?:会不会|能不能|可不可以|是不是|到底|真的假的|谁|在哪|往哪|去哪|上哪|怎么|咋)/;

/** Whether the words ask who will know, or whether and where one may speak up at all; null = neither, or they tell of something. */
export function askedBeforeSpeaking(words: string): 'who' | 'how' | null {
  if (words.length > LONGEST || !asks.test(words.trim())) return null;
  if (heardWho.some((pattern) => pattern.test(words))) return 'who';
  return heardHow.some((pattern) => pattern.test(words)) ? 'how' : null;
}
