// How people say that they are on their way. Whole sentences, linear.

const LONGEST = 24;
const AROUND =
  '(?:小蜂|报告|书记|各位|大家|不好意思|抱歉|对不起|堵车|堵着|堵|单子?多|我们?|俺|人|还|正|这就|可能|估计|要|会|得|就|又|稍微|今天|[\\s,，。.!！~～了啦啊呀哈呢的吧])*';
const COMING =
  '(?:快到|马上(?:就)?(?:到|来|过来)|在?(?:在|正)?(?:来的)?路上|正?在?(?:往|赶)(?:这|那|过)(?:边|里|来|去)?(?:走|赶)?|赶过[来去]|迟到(?:一?会儿?|几分钟)?|晚(?:一?点|一?会儿?|几分钟|[\\d一二两三四五六七八九十]{1,3}分钟)(?:到|来)?|(?:[\\d一二两三四五六七八九十]{1,3}|几)分钟(?:后|就|内)*到)';
const heardComing = new RegExp(`^${AROUND}${COMING}(?:${AROUND}${COMING})?${AROUND}$`);

/** Somebody is on his way and not here yet. */
export const saysComing = (words: string): boolean => words.length <= LONGEST && heardComing.test(words);
