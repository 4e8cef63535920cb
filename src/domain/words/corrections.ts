// How a secretary corrects a notice that waits for its yes: other words in it, not another time of sending.

const DAY =
  '(?:大?[前昨今明后]天|[今明后][早晚]|[下这本]{0,2}个?(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号]|\\d{1,2}[日号])';
const CLOCK =
  '(?:上午|中午|下午|晚上|早上|傍晚)?(?:\\d{1,2}[:：]\\d{2}|(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|整|钟|一刻|三刻|\\d{1,2}分?)?)';
/** What is said once in a notice can be put right by saying it anew. */
const KINDS = [DAY, CLOCK].map((kind) => ({ first: new RegExp(`^${kind}`), all: new RegExp(kind, 'g') }));

/** "Send it" is about when. */
const heardSending = /发(?:出去|送)?[吧了啊。.!！\s]*$|再发|(?:时|点|刻)发|定时|发送/;
const heardMoreTimes = new RegExp(`${DAY}|${CLOCK}|[上中下]午|晚上|早上`);
const heardSwap =
  /^(?:把|将|内容里?的?|通知里?的?|里面的?|那个|[\s,，])*(?<from>[^,，。:：!！?？]{1,20}?)(?:要|应该)?(?:改成|改为|换成|写成|改到|应该是|应为)(?<to>[^,，。!！?？]{1,40}?)[吧了啊。.!！\s]*$/;
const heardNotBut =
  /^(?:哦|啊|[\s,，])*不是(?<from>[^,，。是]{1,20})[,，\s]{0,3}(?:而|应该)?是(?<to>[^,，。!！?？]{1,40}?)[吧了啊。.!！\s]*$/;
const heardButNot =
  /^(?:哦|啊|[\s,，])*(?:应该)?是(?<to>[^,，。是]{1,40})[,，\s]{0,3}不是(?<from>[^,，。!！?？]{1,20}?)[吧了啊。.!！\s]*$/;
const heardWrong =
  /^(?:哦|啊|哎呀?|等[下等]|[\s,，])*(?:(?:说|写|打|弄|搞|发)?错|不对|口误|更正|搞混)(?:了|啦|一下)?[\s,，:：!！。]*(?:应该|内容|时间|日期)?(?:是|改成|改为|换成)?(?<to>[^?？]{1,60}?)[吧了啊。.!！\s]*$/;
const heardBare = /^(?:那|就|还是|[\s,，])*(?:是|改成|改为|换成|改到|改)(?<to>[^,，。!！?？]{1,16}?)[吧了啊。.!！\s]*$/;
const heardMore =
  /^(?:请|麻烦|帮我|在|再|[\s,，])*(?:(?:通知|内容)?(?:后面|最后|末尾|结尾|下面)(?:再)?(?:加|补|添)(?:上|充)?(?:一?[句条个])?话?|(?:再)?(?:加|补|添)(?:上|充)?一[句条]话?)[:：,，\s]*(?<more>[^?？]{2,200})$/;

export type Correction =
  | { kind: 'body'; body: string }
  /** Another day or hour, of the words or of the sending. */
  | { kind: 'either'; body: string }
  /** Something in it is wrong; it does not show what. */
  | { kind: 'unclear' };

/** Said of what stands before, whatever a reader finds in it. */
export const soundsCorrecting = (words: string): boolean =>
  words.length <= 200 && [heardNotBut, heardButNot, heardSwap, heardWrong, heardMore].some((pattern) => pattern.test(words));

/** What words make of a notice's own; null = they do not correct them. */
export function correctionIn(words: string, body: string): Correction | null {
  if (words.length > 200 || heardSending.test(words)) return null;
  const more = heardMore.exec(words)?.groups?.more;
  if (more !== undefined) return { kind: 'body', body: `${body.replace(/[。.,，;；\s]+$/, '')}，${more}` };
  for (const pattern of [heardNotBut, heardButNot, heardSwap]) {
    const { from, to } = pattern.exec(words)?.groups ?? {};
    if (from !== undefined && to !== undefined && body.includes(from)) return { kind: 'body', body: body.replaceAll(from, to) };
  }
  const told = heardWrong.exec(words)?.groups?.to;
  if (told !== undefined) return putRight(told, body);
  const bare = heardBare.exec(words)?.groups?.to;
  const right = bare === undefined ? null : putRight(bare, body);
  return right?.kind === 'body' ? { kind: 'either', body: right.body } : null;
}

/** The one day (or hour) of the body gives way to the one that is said, where nothing else is said that the body does not say. */
function putRight(told: string, body: string): Correction | null {
  for (const { first, all } of KINDS) {
    const said = first.exec(told)?.[0];
    if (said === undefined) continue;
    const rest = told.slice(said.length).trim();
    const standing = body.match(all) ?? [];
    if (standing.length === 0) return rest === '' ? null : { kind: 'unclear' };
    const [only] = new Set(standing);
    const isSame = rest === '' || body.includes(rest);
    // What was nothing but a day and a matter is said anew as a whole.
    const isWhole = only !== undefined && body.startsWith(only) && told.length >= body.length - 1;
    if (!isSame && isWhole && [...rest].length >= 2 && !heardMoreTimes.test(rest) && !/[,，。;；!！:：]/.test(body))
      return { kind: 'body', body: told };
    return only !== undefined && new Set(standing).size === 1 && isSame
      ? { kind: 'body', body: body.replaceAll(only, said) }
      : { kind: 'unclear' };
  }
  return { kind: 'unclear' };
}
