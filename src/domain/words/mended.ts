// What was reported is in order again, or nobody needs to see to it any more, told by whoever reported it. Heard, never said.

const LONGEST = 28;

const AROUND =
  '(?:小蜂|不好意思|对不起|谢谢|麻烦了?|没事(?:儿)?了?|算了|好了|嗯|哦|哎|那(?:个|事|边|儿|里)?|这(?:个|事|边|儿|里)|好像|已经|刚才?|现在|又|都|就|也|终于|自己|有人|他们|人家|物业|师傅|电工|社区|给|帮|把|[了啊呀哈吧啦咯嘞])';
const THING = '(?<thing>[^\\s我不没去来要\\dA-Za-z零单]{1,8}?)(?:的?事儿?|那个|那条|那边|那儿|那里|的)?';
const MENDED =
  '(?:修好|弄好|搞好|整好|好使|能用|亮|通(?!知)|来电|来水|有水|有电|恢复(?:正常)?|清[走理掉完]|挪[走开]|搬[走开]|[拖拉撤]走|在修|有人修|修|处理[好完掉]?|解决|换[新好上]?|盖[好上]|补[好上])';
const NOT_NEEDED = '(?:(?:不用|别|甭|不必|不要)(?:再)?(?:给我|帮我)?(?:报|管|来|修|登记|处理|弄|喊人|跑)|不报了|没必要报)';
/** Where something is, and not what. */
export const vague = /[门口边里头处楼区上下]$/;
const mended = new RegExp(`^${AROUND}{0,6}(?:${THING})??${AROUND}{0,4}${MENDED}了${AROUND}{0,4}$`);
const notNeeded = new RegExp(`^${AROUND}{0,6}(?:${THING})??${AROUND}{0,4}${NOT_NEEDED}${AROUND}{0,4}$`);
const thingNotNeeded = new RegExp(`^${AROUND}{0,6}${THING}${AROUND}{0,4}不用${AROUND}{1,4}$`);
const filled = new RegExp(`^${AROUND}{1,6}$`);

/** What is in order again: `路灯又亮了`, `不用报了`; `thing` null where it is not named. Null = something else is said. */
export function mendedIn(words: string): { thing: string | null } | null {
  if (words.length > LONGEST) return null;
  const parts = words.split(/[\s,，。.;；!！~～]+/).filter((part) => part !== '');
  let isTold = false;
  let thing: string | null = null;
  for (const part of parts) {
    const found = mended.exec(part) ?? notNeeded.exec(part) ?? thingNotNeeded.exec(part);
    if (!found && !filled.test(part)) return null;
    isTold ||= found !== null;
    thing ??= found?.groups?.thing ?? null;
  }
  return isTold ? { thing } : null;
}
